//! A cluster of any kind.

use super::{ReadCluster, ReadLayout};
use crate::model::{Cluster, FlexCluster};

/// A cluster of any kind. Flex clusters have a model of their own, which shares little with that of other clusters.
///
/// # Examples
/// ```
/// # atlas_api::__example!(|atlas, fake| {
/// use atlas_api::clusters::AnyCluster;
///
/// let cluster = atlas.clusters().get("orders").await?;
/// match &*cluster {
///     AnyCluster::Cluster(cluster) => println!("{:?}", cluster.replication_specs),
///     AnyCluster::Flex(cluster) => println!("{:?}", cluster.provider_settings),
///     other => println!("{:?}", other.name()),
/// }
/// # });
/// ```
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum AnyCluster {
    /// A dedicated or free cluster.
    Cluster(Box<Cluster>),
    /// A flex cluster.
    Flex(Box<FlexCluster>),
}

impl AnyCluster {
    /// Returns the name.
    #[must_use]
    #[inline]
    pub fn name(&self) -> Option<&str> {
        match self {
            Self::Cluster(cluster) => cluster.name.as_deref(),
            Self::Flex(cluster) => cluster.name.as_deref(),
        }
    }

    /// Returns the state, such as `IDLE` or `UPDATING`.
    #[must_use]
    #[doc(alias = "stateName")]
    #[inline]
    pub fn state(&self) -> Option<&str> {
        match self {
            Self::Cluster(cluster) => cluster.state(),
            Self::Flex(cluster) => cluster.state(),
        }
    }

    /// Returns the connection string for drivers, `mongodb+srv://…`; `None` while the cluster is being created.
    #[must_use]
    #[inline]
    pub fn connection_string(&self) -> Option<&str> {
        match self {
            Self::Cluster(cluster) => cluster.connection_string(),
            Self::Flex(cluster) => cluster.connection_string(),
        }
    }

    /// Returns the value of the tag with a key.
    #[must_use]
    #[inline]
    pub fn tag(&self, key: &str) -> Option<&str> {
        match self {
            Self::Cluster(cluster) => cluster.tag(key),
            Self::Flex(cluster) => cluster.tag(key),
        }
    }

    /// Returns the instance size of the electable nodes, such as `M10`; `None` for a flex cluster, which has none.
    #[must_use]
    #[inline]
    pub fn instance_size(&self) -> Option<&str> {
        self.as_cluster()?.instance_size()
    }

    /// Returns whether the cluster cannot be deleted until its termination protection is disabled.
    #[must_use]
    #[inline]
    pub fn is_protected(&self) -> bool {
        match self {
            Self::Cluster(cluster) => cluster.is_protected(),
            Self::Flex(cluster) => cluster.is_protected(),
        }
    }

    /// Returns the cluster unless it is a flex cluster.
    #[must_use]
    #[inline]
    pub fn as_cluster(&self) -> Option<&Cluster> {
        match self {
            Self::Cluster(cluster) => Some(cluster),
            Self::Flex(_) => None,
        }
    }

    /// Returns the cluster if it is a flex cluster.
    #[must_use]
    #[inline]
    pub fn as_flex(&self) -> Option<&FlexCluster> {
        match self {
            Self::Flex(cluster) => Some(cluster),
            Self::Cluster(_) => None,
        }
    }
}

impl From<Cluster> for AnyCluster {
    #[inline]
    fn from(cluster: Cluster) -> Self {
        Self::Cluster(Box::new(cluster))
    }
}

impl From<FlexCluster> for AnyCluster {
    #[inline]
    fn from(cluster: FlexCluster) -> Self {
        Self::Flex(Box::new(cluster))
    }
}
