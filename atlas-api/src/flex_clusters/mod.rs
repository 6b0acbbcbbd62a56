//! Flex clusters: small clusters on shared infrastructure that scale with their load.

#[doc(inline)]
pub use crate::specs::{ClusterSpec, FlexClusterSpec, FlexClusterUpdate};
use crate::{Atlas, Impact, List, Request, Unconfirmed, model::FlexCluster, operation_doc};

/// The flex clusters of a project; returned by [`Atlas::flex_clusters`].
///
/// [`Clusters`](crate::clusters::Clusters) fetches, deletes and waits for clusters of any kind, including flex
/// clusters. Use this handle if a cluster is known to be a flex cluster, or to create, update and list them.
#[derive(Clone, Debug)]
pub struct FlexClusters {
    pub(crate) atlas: Atlas,
}

impl FlexClusters {
    /// Lists the project's flex clusters.
    #[doc = operation_doc!("listGroupFlexClusters")]
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// let page = atlas.flex_clusters().list().await?;
    /// assert_eq!(page.items()[0].name.as_deref(), Some("small"));
    /// # });
    /// ```
    #[inline]
    pub fn list(&self) -> List<FlexCluster> {
        List::new(&self.atlas, |atlas, api| Ok(api.flex_clusters().list_flex_clusters().group_id(atlas.project_id()?)))
    }

    /// Fetches a flex cluster.
    #[doc = operation_doc!("getGroupFlexCluster")]
    /// # Errors
    /// [`is_not_found`](crate::Error::is_not_found) (`CLUSTER_NOT_FOUND`) if the cluster does not exist; the code
    /// `CANNOT_USE_NON_FLEX_CLUSTER_IN_FLEX_API` if it is not a flex cluster.
    ///
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// let cluster = atlas.flex_clusters().get("small").await?;
    /// println!("{:?}", cluster.provider_settings);
    /// # });
    /// ```
    pub fn get(&self, name: impl Into<String>) -> Request<FlexCluster> {
        self.atlas
            .cluster(name)
            .request(|api, project, name| Ok(api.flex_clusters().get_flex_cluster().group_id(project).name(name)))
    }

    /// Starts creating a flex cluster; returns its initial state.
    #[doc = operation_doc!("createGroupFlexCluster")]
    /// [`Clusters::wait_until_idle`](crate::clusters::Clusters::wait_until_idle) waits until the cluster can be used.
    ///
    /// # Errors
    /// [`is_invalid_argument`](crate::Error::is_invalid_argument) if the spec is invalid;
    /// [`is_duplicate`](crate::Error::is_duplicate) (`DUPLICATE_CLUSTER_NAME`) if a cluster of any kind has the name.
    ///
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// use atlas_api::flex_clusters::FlexClusterSpec;
    ///
    /// let cluster = atlas.flex_clusters().create(FlexClusterSpec::new("tests", "AWS", "US_EAST_1")).await?;
    /// assert_eq!(cluster.name.as_deref(), Some("tests"));
    /// # });
    /// ```
    #[inline]
    pub fn create(&self, spec: FlexClusterSpec) -> Request<FlexCluster> {
        Request::in_project(&self.atlas, |api, project| {
            Ok(api.flex_clusters().create_flex_cluster().group_id(project).body(spec.into_body()?))
        })
    }

    /// Starts changing a flex cluster; returns its new configuration.
    #[doc = operation_doc!("updateGroupFlexCluster")]
    /// # Errors
    /// [`is_invalid_argument`](crate::Error::is_invalid_argument) if the spec is empty or invalid; otherwise as
    /// [`get`](Self::get).
    ///
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// use atlas_api::flex_clusters::FlexClusterUpdate;
    ///
    /// let spec = FlexClusterUpdate::new().termination_protection(true);
    /// let cluster = atlas.flex_clusters().update("small", spec).await?;
    /// assert_eq!(cluster.termination_protection_enabled, Some(true));
    /// # });
    /// ```
    pub fn update(&self, name: impl Into<String>, spec: FlexClusterUpdate) -> Request<FlexCluster> {
        self.atlas.cluster(name).request(|api, project, name| {
            let update = api.flex_clusters().update_flex_cluster().group_id(project).name(name);
            Ok(update.body(spec.into_body()?))
        })
    }

    /// Starts upgrading a flex cluster to a dedicated one, which keeps its name, its id and its data.
    #[doc = operation_doc!("tenantGroupFlexClusterUpgrade")]
    /// The spec has the name of the flex cluster. The response is the flex cluster before the upgrade.
    /// [`Clusters::wait_until_idle`](crate::clusters::Clusters::wait_until_idle) waits for the dedicated one. It cannot be
    /// undone, and Atlas charges for the new size.
    ///
    /// # Errors
    /// [`is_invalid_argument`](crate::Error::is_invalid_argument) if the spec is invalid; otherwise as
    /// [`get`](Self::get).
    ///
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// use atlas_api::clusters::{ClusterRegion, ClusterSpec};
    ///
    /// let spec = ClusterSpec::replica_set("small", ClusterRegion::new("AWS", "US_EAST_1", "M10"));
    /// atlas.flex_clusters().upgrade_to_dedicated(spec).await?;
    /// # });
    /// ```
    #[doc(alias = "tenantUpgrade")]
    pub fn upgrade_to_dedicated(&self, spec: impl Into<ClusterSpec>) -> Request<FlexCluster> {
        Request::in_project(&self.atlas, |api, project| {
            Ok(api.flex_clusters().tenant_upgrade().group_id(project).body(spec.into().into_upgrade()?))
        })
    }

    /// Starts deleting a flex cluster, with all of its data and its snapshots.
    #[doc = operation_doc!("deleteGroupFlexCluster")]
    /// It cannot be undone. [`Clusters::wait_until_deleted`](crate::clusters::Clusters::wait_until_deleted) waits until
    /// the cluster is gone.
    ///
    /// # Errors
    /// As [`get`](Self::get).
    ///
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// use atlas_api::Confirm;
    ///
    /// atlas.flex_clusters().delete("small").confirm(Confirm::name("small")).await?;
    /// # });
    /// ```
    pub fn delete(&self, name: impl Into<String>) -> Unconfirmed<()> {
        let cluster = self.atlas.cluster(name);
        let delete = cluster
            .request(|api, project, name| Ok(api.flex_clusters().delete_flex_cluster().group_id(project).name(name)));
        let impact =
            Impact::on("flex cluster", cluster.name, "will be deleted, with all of its data and its snapshots");
        Unconfirmed::new(delete.deletes(), impact)
    }
}
