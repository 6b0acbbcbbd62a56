//! A change of single parts of a cluster, which takes two requests.

use atlas_gen::{OperationBuilder, operations::clusters::UpdateCluster};

use super::{ClusterChange, Clusters, Ensured, read_and_change::ReadAndChange};
use crate::{
    Confirm, Error, Preview,
    model::Cluster,
    operation_doc,
    request::{CallOptions, call_options, into_future, send_blocking},
};

/// Changing single parts.
impl Clusters {
    /// Starts changing single parts of a cluster, such as the nodes in one region or the size of one shard. Returns the
    /// cluster, and whether it was changed.
    #[doc = operation_doc!("updateGroupCluster")]
    /// It reads the cluster, applies the change, and sends the properties that differ. No request follows if none does.
    /// If the layout differs, the complete layout is sent, because Atlas replaces it as a whole, so a change that another
    /// program makes to it between the two requests is lost. Shards keep their ids.
    ///
    /// The layout is sent with the sizes that it has at the moment: what auto-scaling has changed until then is kept. An
    /// instance size that auto-scaling may have chosen is replaced only [on
    /// request](ClusterChange::override_auto_scaling). If auto-scaling changes a size between the two requests, a change
    /// of the layout undoes that, and auto-scaling repeats it.
    ///
    /// # Errors
    /// [`is_invalid_argument`](Error::is_invalid_argument) if the change is invalid, before anything is changed;
    /// [`is_confirmation_required`](Error::is_confirmation_required) if it removes a shard, or the nodes in a region, or
    /// disables backups, and is not [confirmed](ModifyCluster::confirm); [`is_not_found`](Error::is_not_found)
    /// (`CLUSTER_NOT_FOUND`) if the cluster does not exist.
    ///
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// use atlas_api::clusters::{ClusterChange, NodesChange};
    ///
    /// let nodes = NodesChange::new().electable_nodes(5).analytics_nodes(1);
    /// let change = ClusterChange::new().instance_size("M30").region("AWS", "US_EAST_1", nodes);
    /// assert!(atlas.clusters().modify("orders", change.clone()).await?.changed());
    /// assert!(!atlas.clusters().modify("orders", change).await?.changed());
    /// # });
    /// ```
    #[doc(alias = "modify_cluster")]
    pub fn modify(&self, name: impl Into<String>, change: ClusterChange) -> ModifyCluster {
        ModifyCluster { cluster: ReadAndChange::new(self.clone(), name.into()), change, confirm: None }
    }
}

/// A request that changes single parts of a cluster; returned by [`Clusters::modify`]. Await it to send it.
///
/// It sends a `GET`, and a `PATCH` if the cluster has to be changed. Options such as [`timeout`](Self::timeout) apply to
/// both.
#[derive(Clone, Debug)]
#[must_use = "a request is not sent until it is awaited"]
pub struct ModifyCluster {
    cluster: ReadAndChange,
    change: ClusterChange,
    confirm: Option<Confirm>,
}

impl ModifyCluster {
    #[inline]
    fn options_mut(&mut self) -> &mut CallOptions {
        &mut self.cluster.options
    }

    /// Confirms that the cluster loses its nodes in regions that the change removes, the shards that it removes, and the
    /// backups that it disables.
    /// [`Confirm::name`] takes the name of the cluster.
    ///
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// use atlas_api::{Confirm, clusters::{ClusterChange, ClusterRegion}};
    ///
    /// let change = ClusterChange::new()
    ///     .set_region(ClusterRegion::new("AWS", "EU_WEST_1", "M10"))
    ///     .remove_region("AWS", "US_EAST_1");
    /// let moved = atlas.clusters().modify("orders", change).confirm(Confirm::name("orders")).await?;
    /// assert!(moved.changed());
    /// # });
    /// ```
    #[inline]
    pub fn confirm(mut self, confirm: Confirm) -> Self {
        self.confirm = Some(confirm);
        self
    }

    /// Returns the first request as it would be sent, the `GET`. The second one depends on its response.
    ///
    /// # Errors
    /// [`is_invalid_argument`](Error::is_invalid_argument) if the change is invalid;
    /// [`is_confirmation_required`](Error::is_confirmation_required) if the confirmation names another cluster.
    #[inline]
    pub fn preview(&self) -> Result<Preview, Error> {
        self.change.check().map_err(|error| error.of_operation(UpdateCluster::OPERATION))?;
        self.cluster.check_confirmation(self.confirm.as_ref())?;
        self.cluster.preview()
    }

    /// Sends the requests. Awaiting it does the same.
    ///
    /// # Errors
    /// As [`Clusters::modify`].
    #[inline]
    pub async fn send(self) -> Result<Ensured<Cluster>, Error> {
        self.preview()?;
        self.cluster.modify(self.change, self.confirm.is_some()).await.map(Ensured::from)
    }
}

call_options!(ModifyCluster);
into_future!(ModifyCluster, Ensured<Cluster>);
send_blocking!(ModifyCluster, Ensured<Cluster>, |modify| &modify.cluster.clusters.atlas);
