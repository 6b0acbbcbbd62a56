//! Requests that change a cluster only if necessary.

use std::{fmt, ops::Deref};

use super::{
    Clusters,
    read_and_change::{ReadAndChange, check_size},
    resize::resize_request,
};
use crate::{
    Error, Preview, Response,
    model::Cluster,
    operation_doc,
    request::{CallOptions, call_options, into_future, send_blocking},
    specs::Resize,
};

/// Changing only if necessary.
///
/// Atlas refuses to pause a paused cluster, or to set the size that a cluster already has. The errors are the same as for
/// wrong arguments. These methods read the cluster first, and succeed if it already has the requested state.
///
/// Like other changes, they are refused while a cluster is being created (`CLUSTER_NOT_IDLE_CANNOT_UPDATE`), and a size
/// is refused for a paused cluster (`CANNOT_UPDATE_PAUSED_CLUSTER`): wait [until it is idle](Self::wait_until_idle), or
/// resume it first.
impl Clusters {
    /// Starts pausing a cluster unless it is paused already. Returns the cluster, and whether it was changed.
    #[doc = operation_doc!("updateGroupCluster")]
    /// It takes one request if the cluster is paused, and two otherwise.
    ///
    /// # Errors
    /// As [`pause`](Self::pause), except for a cluster that is paused already.
    ///
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// let orders = atlas.clusters().ensure_paused("orders").await?;
    /// assert!(orders.changed());
    /// assert_eq!(orders.paused, Some(true));
    ///
    /// assert!(!atlas.clusters().ensure_paused("orders").await?.changed());
    /// # });
    /// ```
    pub fn ensure_paused(&self, name: impl Into<String>) -> EnsurePaused {
        EnsurePaused::new(self.clone(), name.into(), true)
    }

    /// Starts resuming a cluster if it is paused. Returns the cluster, and whether it was changed.
    #[doc = operation_doc!("updateGroupCluster")]
    /// It takes two requests if the cluster is paused, and one otherwise. The cluster can be used once it is
    /// [`IDLE`](Self::wait_until_idle).
    ///
    /// # Errors
    /// As [`resume`](Self::resume), except for a cluster that is not paused.
    ///
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// assert!(!atlas.clusters().ensure_running("orders").await?.changed());
    /// assert!(atlas.clusters().ensure_running("old").await?.changed());
    /// # });
    /// ```
    pub fn ensure_running(&self, name: impl Into<String>) -> EnsurePaused {
        EnsurePaused::new(self.clone(), name.into(), false)
    }

    /// Starts changing the instance size of a cluster's nodes unless they have it already. Returns the cluster, and
    /// whether it was changed.
    #[doc = operation_doc!("updateGroupCluster")]
    /// It takes one request if all electable and read-only nodes have the size, and two otherwise. Analytics nodes are
    /// included only [on request](EnsureInstanceSize::with_analytics_nodes). The size that counts is the configured
    /// one, `instanceSize`; the change is that of [`set_instance_size`](Self::set_instance_size).
    ///
    /// # Errors
    /// [`is_invalid_argument`](Error::is_invalid_argument), before anything is changed, if compute auto-scaling has
    /// bounds that exclude the size (see [`moving_autoscaling_bounds`](EnsureInstanceSize::moving_autoscaling_bounds)),
    /// if the shards have different sizes (see [`equalizing_shards`](EnsureInstanceSize::equalizing_shards)), or if the cluster is a flex cluster; [`is_not_found`](Error::is_not_found) (`CLUSTER_NOT_FOUND`) if it does not
    /// exist.
    ///
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// let resize = atlas.clusters().ensure_instance_size("orders", "M30").moving_autoscaling_bounds();
    /// assert!(resize.clone().await?.changed());
    /// assert!(!resize.await?.changed());
    /// # });
    /// ```
    pub fn ensure_instance_size(&self, name: impl Into<String>, size: impl Into<String>) -> EnsureInstanceSize {
        EnsureInstanceSize::new(self.clone(), name.into(), size.into())
    }
}

/// The result of a request that changes a resource only if necessary, such as [`Clusters::ensure_paused`].
///
/// It dereferences to the response of the last request: the changed resource, or the one that needed no change.
#[derive(Clone)]
pub struct Ensured<T> {
    response: Response<T>,
    changed: bool,
}

impl<T> Ensured<T> {
    /// Returns whether the request changed the resource.
    #[must_use]
    #[inline]
    pub fn changed(&self) -> bool {
        self.changed
    }

    /// Returns the response of the last request.
    #[must_use]
    #[inline]
    pub fn into_response(self) -> Response<T> {
        self.response
    }
}

impl<T> From<(Response<T>, bool)> for Ensured<T> {
    #[inline]
    fn from((response, changed): (Response<T>, bool)) -> Self {
        Self { response, changed }
    }
}

impl<T> Deref for Ensured<T> {
    type Target = Response<T>;

    #[inline]
    fn deref(&self) -> &Response<T> {
        &self.response
    }
}

impl<T: fmt::Debug> fmt::Debug for Ensured<T> {
    #[inline]
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Ensured").field("changed", &self.changed).field("response", &self.response).finish()
    }
}

/// A request that pauses or resumes a cluster, unless it is already in that state; returned by [`Clusters::ensure_paused`] and
/// [`Clusters::ensure_running`]. Await it to send it.
///
/// It sends a `GET`, and a `PATCH` if the cluster has to be changed. Options such as [`timeout`](Self::timeout) apply
/// to both.
#[derive(Clone, Debug)]
#[must_use = "a request is not sent until it is awaited"]
pub struct EnsurePaused {
    cluster: ReadAndChange,
    paused: bool,
}

impl EnsurePaused {
    #[inline]
    pub(super) fn new(clusters: Clusters, name: String, paused: bool) -> Self {
        Self { cluster: ReadAndChange::new(clusters, name), paused }
    }

    #[inline]
    fn options_mut(&mut self) -> &mut CallOptions {
        &mut self.cluster.options
    }

    /// Returns the first request as it would be sent, the `GET`. The second one depends on its response.
    ///
    /// # Errors
    /// [`is_invalid_argument`](Error::is_invalid_argument) if an argument is invalid.
    #[inline]
    pub fn preview(&self) -> Result<Preview, Error> {
        self.cluster.preview()
    }

    /// Sends the requests. Awaiting it does the same.
    ///
    /// # Errors
    /// As [`Clusters::ensure_paused`].
    #[inline]
    pub async fn send(self) -> Result<Ensured<Cluster>, Error> {
        self.cluster.ensure_paused(self.paused).await.map(Ensured::from)
    }
}

call_options!(EnsurePaused);
into_future!(EnsurePaused, Ensured<Cluster>);
send_blocking!(EnsurePaused, Ensured<Cluster>, |ensure| &ensure.cluster.clusters.atlas);

/// A request that changes the instance size of a cluster unless the nodes have it already; returned by
/// [`Clusters::ensure_instance_size`]. Await it to send it.
///
/// It sends a `GET`, and a `PATCH` if the cluster has to be changed. Options such as [`timeout`](Self::timeout) apply
/// to both.
#[derive(Clone, Debug)]
#[must_use = "a request is not sent until it is awaited"]
pub struct EnsureInstanceSize {
    cluster: ReadAndChange,
    resize: Resize,
}

impl EnsureInstanceSize {
    /// Sends the requests. Awaiting it does the same.
    ///
    /// # Errors
    /// As [`Clusters::ensure_instance_size`].
    #[inline]
    pub async fn send(self) -> Result<Ensured<Cluster>, Error> {
        self.cluster.resize(&self.resize).await.map(Ensured::from)
    }
}

resize_request!(EnsureInstanceSize);
call_options!(EnsureInstanceSize);
into_future!(EnsureInstanceSize, Ensured<Cluster>);
send_blocking!(EnsureInstanceSize, Ensured<Cluster>, |ensure| &ensure.cluster.clusters.atlas);
