//! Indexes that are built on one node after another.

use super::{Clusters, RollingIndexSpec};
use crate::{Request, operation_doc};

/// Indexes.
impl Clusters {
    /// Starts building an index on one node of a cluster after another, so that the others serve requests meanwhile.
    #[doc = operation_doc!("createGroupClusterIndexRollingIndex")]
    /// It lowers the resilience of the cluster, and elects a new primary. Atlas reports neither the progress nor the result:
    /// look at the indexes of the collection.
    ///
    /// # Errors
    /// [`is_invalid_argument`](crate::Error::is_invalid_argument) if the spec is invalid;
    /// [`is_not_found`](crate::Error::is_not_found) (`CLUSTER_NOT_FOUND`) if the cluster does not exist.
    ///
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// use atlas_api::clusters::RollingIndexSpec;
    ///
    /// let spec = RollingIndexSpec::new("shop", "orders").ascending("customer");
    /// atlas.clusters().create_rolling_index("orders", spec).await?;
    /// # });
    /// ```
    pub fn create_rolling_index(&self, name: impl Into<String>, spec: RollingIndexSpec) -> Request<()> {
        self.atlas.cluster(name).request(|api, project, name| {
            let create = api.rolling_index().create_rolling_index().group_id(project).cluster_name(name);
            Ok(create.body(spec.into_body()?))
        })
    }
}
