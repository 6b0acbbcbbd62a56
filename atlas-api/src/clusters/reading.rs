//! The values of clusters that programs read most often, without walking through options.

use crate::model::{CloudRegionConfig, Cluster, ClusterPrivateEndpoint, FlexCluster, ReplicationSpec, UpgradedCluster};

/// The values that programs read most often of a cluster of a single kind; [`AnyCluster`](super::AnyCluster) has the same
/// methods.
///
/// # Examples
/// ```
/// # atlas_api::__example!(|atlas, fake| {
/// use atlas_api::clusters::ReadCluster;
///
/// let cluster = atlas.clusters().pause("orders").await?;
/// println!("{:?}: {:?}", cluster.state(), cluster.connection_string());
/// # });
/// ```
pub trait ReadCluster: sealed::Sealed {
    /// Returns the state, such as `IDLE` or `UPDATING`.
    #[must_use]
    #[doc(alias = "stateName")]
    fn state(&self) -> Option<&str>;

    /// Returns the connection string for drivers, `mongodb+srv://…`; `None` while the cluster is being created.
    #[must_use]
    #[doc(alias = "standardSrv")]
    fn connection_string(&self) -> Option<&str>;

    /// Returns the value of the tag with a key.
    #[must_use]
    fn tag(&self, key: &str) -> Option<&str>;

    /// Returns whether the cluster cannot be deleted until its termination protection is disabled.
    #[must_use]
    fn is_protected(&self) -> bool;
}

macro_rules! read_cluster {
    ($($model:ty),+) => {$(
        impl ReadCluster for $model {
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
read_cluster!(Cluster, FlexCluster, UpgradedCluster);

/// The values of the layout of a [`Cluster`] that programs read most often.
///
/// A property that Atlas omitted is `None`, an empty list or 0.
///
/// # Examples
/// ```
/// # atlas_api::__example!(|atlas, fake| {
/// use atlas_api::clusters::{ReadLayout, ReadRegion};
///
/// let cluster = atlas.clusters().get("orders").await?;
/// let cluster = cluster.as_cluster().expect("not a flex cluster");
/// assert_eq!((cluster.instance_size(), cluster.node_count()), (Some("M10"), 3));
/// for region in cluster.regions() {
///     println!("{}: {} nodes", region.name(), region.electable_nodes());
/// }
/// # });
/// ```
pub trait ReadLayout: sealed::Sealed {
    /// Returns the connection string for drivers in peered networks; `None` without network peering.
    #[doc(alias = "privateSrv")]
    fn private_connection_string(&self) -> Option<&str>;

    /// Returns the connection strings for private endpoints, one element for each private endpoint service with endpoints.
    #[doc(alias = "privateEndpoint")]
    fn private_endpoints(&self) -> &[ClusterPrivateEndpoint];

    /// Returns the connection string for drivers that connect through a private endpoint, `mongodb+srv://…` or, if there is
    /// none, `mongodb://…`. `None` if the cluster cannot be reached through the endpoint.
    ///
    /// The id of the endpoint is that of its [creation](crate::private_endpoints::PrivateEndpoints::create), such as
    /// `vpce-0123456789abcdef0` on AWS.
    ///
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// use atlas_api::clusters::ReadLayout;
    ///
    /// let cluster = atlas.clusters().get("orders").await?;
    /// let cluster = cluster.as_cluster().expect("not a flex cluster");
    /// let address = cluster.private_endpoint_connection_string("vpce-0123456789abcdef0");
    /// assert!(address.is_some_and(|address| address.starts_with("mongodb+srv://")));
    /// # });
    /// ```
    #[doc(alias = "srvConnectionString")]
    fn private_endpoint_connection_string(&self, endpoint_id: &str) -> Option<&str>;

    /// Returns the shards. A replica set has one.
    #[doc(alias = "replicationSpecs")]
    fn shards(&self) -> &[ReplicationSpec];

    /// Returns the regions of the first shard.
    fn regions(&self) -> &[CloudRegionConfig];

    /// Returns the instance size of the electable nodes of the first shard, such as `M10`.
    fn instance_size(&self) -> Option<&str>;

    /// Returns the disk size of the electable nodes of the first shard, in gigabytes.
    fn disk_size_gb(&self) -> Option<f64>;

    /// Returns the number of nodes of all kinds, in all regions and shards. It is 0 for a free cluster, whose nodes are not
    /// configurable.
    fn node_count(&self) -> u32;
}

impl ReadLayout for Cluster {
    fn private_connection_string(&self) -> Option<&str> {
        self.connection_strings.as_ref()?.private_srv.as_deref()
    }

    fn private_endpoints(&self) -> &[ClusterPrivateEndpoint] {
        let strings = self.connection_strings.as_ref();
        strings.and_then(|strings| strings.private_endpoint.as_deref()).unwrap_or_default()
    }

    fn private_endpoint_connection_string(&self, endpoint_id: &str) -> Option<&str> {
        let leads_through = |strings: &&ClusterPrivateEndpoint| {
            let endpoints = strings.endpoints.as_deref().unwrap_or_default();
            endpoints.iter().any(|endpoint| endpoint.endpoint_id.as_deref() == Some(endpoint_id))
        };
        let strings = self.private_endpoints().iter().find(leads_through)?;
        strings.srv_connection_string.as_deref().or(strings.connection_string.as_deref())
    }

    fn shards(&self) -> &[ReplicationSpec] {
        self.replication_specs.as_deref().unwrap_or_default()
    }

    fn regions(&self) -> &[CloudRegionConfig] {
        self.shards().first().and_then(|shard| shard.region_configs.as_deref()).unwrap_or_default()
    }

    fn instance_size(&self) -> Option<&str> {
        self.regions().iter().find(|region| is_electing(region))?.instance_size()
    }

    fn disk_size_gb(&self) -> Option<f64> {
        self.regions().iter().find(|region| is_electing(region))?.electable_specs.as_ref()?.disk_size_gb
    }

    fn node_count(&self) -> u32 {
        let regions = self.shards().iter().filter_map(|shard| shard.region_configs.as_deref()).flatten();
        regions.map(|region| region.electable_nodes() + region.read_only_nodes() + region.analytics_nodes()).sum()
    }
}

/// The values of a region of a cluster that programs read most often.
pub trait ReadRegion: sealed::Sealed {
    /// Returns the name in Atlas, such as `US_EAST_1`.
    #[doc(alias = "regionName")]
    fn name(&self) -> &str;

    /// Returns the cloud provider, such as `AWS`. For a free cluster, it is that of the shared hardware.
    #[doc(alias = "providerName")]
    fn provider(&self) -> &str;

    /// Returns the instance size of the electable nodes, or of the other nodes if there are no electable ones.
    fn instance_size(&self) -> Option<&str>;

    /// Returns the number of nodes that can become primary.
    fn electable_nodes(&self) -> u32;

    /// Returns the number of read-only nodes.
    fn read_only_nodes(&self) -> u32;

    /// Returns the number of analytics nodes.
    fn analytics_nodes(&self) -> u32;

    /// Returns the bounds of compute auto-scaling, the smallest and the largest instance size; `None` if it is disabled.
    fn scaling_bounds(&self) -> Option<(&str, &str)>;
}

impl ReadRegion for CloudRegionConfig {
    fn name(&self) -> &str {
        self.region_name.as_ref().map(|name| name.as_str()).unwrap_or_default()
    }

    fn provider(&self) -> &str {
        let backing = self.backing_provider_name.as_ref().map(|provider| provider.as_str());
        backing.or(self.provider_name.as_ref().map(|provider| provider.as_str())).unwrap_or_default()
    }

    fn instance_size(&self) -> Option<&str> {
        let electable = self.electable_specs.as_ref().and_then(|nodes| nodes.instance_size.as_ref());
        let others = [&self.read_only_specs, &self.analytics_specs].into_iter().flatten();
        let mut others = others.filter(|nodes| nodes.node_count.unwrap_or_default() > 0);
        electable
            .map(|size| size.as_str())
            .filter(|_| is_electing(self))
            .or_else(|| others.find_map(|nodes| nodes.instance_size.as_ref().map(|size| size.as_str())))
    }

    fn electable_nodes(&self) -> u32 {
        number(self.electable_specs.as_ref().and_then(|nodes| nodes.node_count))
    }

    fn read_only_nodes(&self) -> u32 {
        number(self.read_only_specs.as_ref().and_then(|nodes| nodes.node_count))
    }

    fn analytics_nodes(&self) -> u32 {
        number(self.analytics_specs.as_ref().and_then(|nodes| nodes.node_count))
    }

    fn scaling_bounds(&self) -> Option<(&str, &str)> {
        let compute = self.auto_scaling.as_ref()?.compute.as_ref().filter(|compute| compute.enabled == Some(true))?;
        let largest = compute.max_instance_size.as_ref()?.as_str();
        // Without scaling down, Atlas omits the smallest size.
        let smallest =
            compute.min_instance_size.as_ref().map_or_else(|| self.instance_size(), |size| Some(size.as_str()));
        Some((smallest?, largest))
    }
}

#[inline]
fn number(count: Option<i32>) -> u32 {
    count.and_then(|count| count.try_into().ok()).unwrap_or_default()
}

/// Returns whether a region has electable nodes. Their number is omitted for a free cluster.
#[inline]
fn is_electing(region: &CloudRegionConfig) -> bool {
    region.electable_specs.as_ref().is_some_and(|nodes| nodes.node_count != Some(0))
}

mod sealed {
    use super::{CloudRegionConfig, Cluster, FlexCluster, UpgradedCluster};

    /// A type of this crate whose values are read.
    pub trait Sealed {}
    impl Sealed for Cluster {}
    impl Sealed for FlexCluster {}
    impl Sealed for UpgradedCluster {}
    impl Sealed for CloudRegionConfig {}
}
