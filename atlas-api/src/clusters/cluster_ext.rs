//! Conveniences of clusters of a single kind.

use crate::model::{Cluster, FlexCluster, UpgradedCluster};

/// Methods of a cluster of a single kind, the same as those of [`AnyCluster`](super::AnyCluster).
///
/// # Examples
/// ```
/// # atlas_api::__example!(|atlas, fake| {
/// use atlas_api::clusters::ClusterExt;
///
/// let cluster = atlas.clusters().pause("orders").await?;
/// println!("{:?}: {:?}", cluster.state(), cluster.connection_string());
/// # });
/// ```
pub trait ClusterExt: sealed::Sealed {
    /// Returns the state, such as `IDLE` or `UPDATING`.
    #[must_use]
    #[doc(alias = "stateName")]
    fn state(&self) -> Option<&str>;

    /// Returns the connection string for drivers, `mongodb+srv://…`; `None` while the cluster is being created.
    #[must_use]
    fn connection_string(&self) -> Option<&str>;

    /// Returns the value of the tag with a key.
    #[must_use]
    fn tag(&self, key: &str) -> Option<&str>;

    /// Returns whether the cluster cannot be deleted until its termination protection is disabled.
    #[must_use]
    fn is_protected(&self) -> bool;
}

mod sealed {
    /// A trait that other crates cannot implement.
    pub trait Sealed {}
}

macro_rules! cluster_ext {
    ($($model:ty),+) => {$(
        impl sealed::Sealed for $model {}

        impl ClusterExt for $model {
            #[inline]
            fn state(&self) -> Option<&str> {
                self.state_name.as_ref().map(|state| state.as_str())
            }

            #[inline]
            fn connection_string(&self) -> Option<&str> {
                self.connection_strings.as_ref()?.standard_srv.as_deref()
            }

            #[inline]
            fn tag(&self, key: &str) -> Option<&str> {
                let tags = self.tags.as_deref()?;
                tags.iter().find(|tag| tag.key.as_deref() == Some(key))?.value.as_deref()
            }

            #[inline]
            fn is_protected(&self) -> bool {
                self.termination_protection_enabled == Some(true)
            }
        }
    )+};
}
cluster_ext!(Cluster, FlexCluster, UpgradedCluster);
