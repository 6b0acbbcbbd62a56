//! Resizing a cluster, which takes two requests.

use super::{
    Clusters,
    read_and_change::{ReadAndChange, check_size},
};
use crate::{
    Error, Preview, Response,
    model::Cluster,
    request::{CallOptions, call_options, into_future, send_blocking},
    specs::Resize,
};

/// Implements the constructor, the options and the preview of a request that resizes a cluster.
macro_rules! resize_request {
    ($request:ident) => {
        impl $request {
            #[inline]
            pub(super) fn new(clusters: Clusters, name: String, size: String) -> Self {
                let resize = Resize { size, analytics: false, moves_bounds: false, equalizes_shards: false };
                Self { cluster: ReadAndChange::new(clusters, name), resize }
            }

            #[inline]
            fn options_mut(&mut self) -> &mut CallOptions {
                &mut self.cluster.options
            }

            /// Resizes the analytics nodes too. Default: they keep their size, which can differ from that of other
            /// nodes.
            #[inline]
            pub fn with_analytics_nodes(mut self) -> Self {
                self.resize.analytics = true;
                self
            }

            /// Moves the bounds of compute auto-scaling if the size is outside of them: a larger size becomes the
            /// maximum, a smaller one the minimum. Default: such a size is an error.
            #[inline]
            pub fn moving_autoscaling_bounds(mut self) -> Self {
                self.resize.moves_bounds = true;
                self
            }

            /// Gives shards of different sizes the same size. Default: such a cluster is an error, because shards can
            /// differ on purpose.
            #[inline]
            pub fn equalizing_shards(mut self) -> Self {
                self.resize.equalizes_shards = true;
                self
            }

            /// Returns the first request as it would be sent, the `GET` for the layout. The second one depends on its
            /// response.
            ///
            /// # Errors
            /// [`is_invalid_argument`](Error::is_invalid_argument) if an argument is invalid.
            #[inline]
            pub fn preview(&self) -> Result<Preview, Error> {
                check_size(&self.resize)?;
                self.cluster.preview()
            }
        }
    };
}
pub(super) use resize_request;

/// A request that changes the instance size of a cluster; returned by
/// [`Clusters::set_instance_size`]. Await it to send it.
///
/// It sends a `GET` for the layout and then a `PATCH` with the changed layout. Options such as
/// [`timeout`](Self::timeout) apply to both.
#[derive(Clone, Debug)]
#[must_use = "a request is not sent until it is awaited"]
pub struct ResizeCluster {
    cluster: ReadAndChange,
    resize: Resize,
}

impl ResizeCluster {
    /// Sends both requests. Awaiting it does the same.
    ///
    /// # Errors
    /// As [`Clusters::set_instance_size`].
    #[inline]
    pub async fn send(self) -> Result<Response<Cluster>, Error> {
        match self.cluster.resize(&self.resize).await? {
            (cluster, true) => Ok(cluster),
            (_, false) => Err(self.cluster.already_has_size_error(&self.resize)),
        }
    }
}

resize_request!(ResizeCluster);
call_options!(ResizeCluster);
into_future!(ResizeCluster, Response<Cluster>);
send_blocking!(ResizeCluster, Response<Cluster>, |resize| &resize.cluster.clusters.atlas);
