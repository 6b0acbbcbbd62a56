//! A cluster of either kind.

use crate::model::{Cluster, FlexCluster};

/// A cluster as Atlas shows it: one of the two kinds, which have little in common but their name and their state.
///
/// ```
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
/// # let fake = atlas_fake::FakeAtlas::start().await?;
/// # let atlas = atlas_api::Atlas::builder().api_key(fake.public_key(), fake.private_key()).project_id(fake.project_id()).base_url(fake.base_url()).build()?;
/// # let spec = atlas_api::specs::ClusterSpec::replica_set("Cluster0", atlas_api::specs::ClusterRegion::new("AWS", "US_EAST_1", "M10"));
/// # atlas.clusters().create(spec).send().await?;
/// use atlas_api::AnyCluster;
///
/// let cluster = atlas.clusters().get("Cluster0").send().await?;
/// assert_eq!(cluster.name(), Some("Cluster0"));
/// match &*cluster {
///     AnyCluster::Cluster(cluster) => println!("{:?}", cluster.replication_specs),
///     AnyCluster::Flex(cluster) => println!("{:?}", cluster.provider_settings),
///     _ => println!("something new"),
/// }
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum AnyCluster {
    /// A cluster: a free one, or one that has its machines to itself.
    Cluster(Box<Cluster>),
    /// A flex cluster.
    Flex(Box<FlexCluster>),
}

impl AnyCluster {
    /// The name.
    #[must_use]
    pub fn name(&self) -> Option<&str> {
        match self {
            Self::Cluster(cluster) => cluster.name.as_deref(),
            Self::Flex(cluster) => cluster.name.as_deref(),
        }
    }

    /// What Atlas does with the cluster, such as `IDLE` or `UPDATING`.
    #[must_use]
    #[doc(alias = "stateName")]
    pub fn state(&self) -> Option<&str> {
        match self {
            Self::Cluster(cluster) => cluster.state_name.as_ref().map(|state| state.as_str()),
            Self::Flex(cluster) => cluster.state_name.as_ref().map(|state| state.as_str()),
        }
    }

    /// The address for drivers, `mongodb+srv://…`. It is there once the cluster has been created.
    #[must_use]
    pub fn connection_string(&self) -> Option<&str> {
        match self {
            Self::Cluster(cluster) => cluster.connection_strings.as_ref()?.standard_srv.as_deref(),
            Self::Flex(cluster) => cluster.connection_strings.as_ref()?.standard_srv.as_deref(),
        }
    }

    /// The cluster, if it is no flex cluster.
    #[must_use]
    pub fn as_cluster(&self) -> Option<&Cluster> {
        match self {
            Self::Cluster(cluster) => Some(cluster),
            Self::Flex(_) => None,
        }
    }

    /// The flex cluster, if it is one.
    #[must_use]
    pub fn as_flex(&self) -> Option<&FlexCluster> {
        match self {
            Self::Flex(cluster) => Some(cluster),
            Self::Cluster(_) => None,
        }
    }
}
