//! Spec of a new cluster.

use atlas_gen::types::{
    AtlasTenantClusterUpgradeRequest, CloudRegionConfigInput, ClusterInput, HardwareSpecInput, ReplicationSpecInput,
};

use super::{
    across_shards::check_across_shards,
    hardware::check_disk,
    region::ClusterRegion,
    shard::{ClusterShard, MAX_PRIORITY},
};
use crate::{
    Error,
    model::{CloudProvider, ClusterType, ClusterVersionReleaseSystem, RegionName},
    specs::{check_cluster_name, tag::Tag},
};

/// A cluster to [create](crate::clusters::Clusters::create).
///
/// Only properties that are set are sent. Atlas applies its defaults to the others. For a property without a setter
/// here, convert from the type of the request body, [`ClusterInput`](crate::model::ClusterInput), which is sent
/// unchanged.
///
/// ```
/// use atlas_api::specs::{ClusterRegion, ClusterSpec};
///
/// // Three nodes in one region.
/// let small = ClusterSpec::new("Cluster0", "AWS", "US_EAST_1", "M10").auto_scale("M10", "M40");
///
/// // Two shards, each with nodes in two regions.
/// let large = ClusterSpec::sharded("Cluster1", 2, ClusterRegion::new("AWS", "US_EAST_1", "M30"))
///     .region(ClusterRegion::new("AWS", "EU_WEST_1", "M30").electable_nodes(2))
///     .disk_size_gb(40.0)
///     .backup(true)
///     .tag("team", "finance");
/// # let _ = (small, large);
/// ```
#[derive(Clone, Debug, PartialEq)]
#[must_use = "a spec creates nothing by itself; pass it to `create`"]
pub struct ClusterSpec {
    layout: Layout,
    regions: Vec<ClusterRegion>,
    disk_size_gb: Option<f64>,
    /// The bounds of auto-scaling in regions without their own.
    scaling: Option<(String, String)>,
    tags: Vec<Tag>,
    /// The other properties, which need no validation.
    body: ClusterInput,
}

#[derive(Clone, Debug, PartialEq)]
enum Layout {
    /// Identical shards, each with nodes in every region, or a replica set for `None`.
    Regions { shards: Option<u32> },
    /// Shards that differ, each with its own regions.
    Shards(Vec<ClusterShard>),
    /// A free cluster, whose nodes are not configurable.
    Free { backing: CloudProvider, region: RegionName },
    /// The layout of the request body that the spec was converted from.
    FromBody,
}

/// Kind and layout.
impl ClusterSpec {
    /// Returns a spec of the most common cluster: a replica set with three nodes of an instance size, such as `M10`, in
    /// one region of a cloud provider.
    ///
    /// Providers are `AWS`, `AZURE` and `GCP`. Regions have Atlas's names, such as `US_EAST_1`. The name consists of ASCII
    /// letters, digits and hyphens, without a leading hyphen.
    pub fn new(
        name: impl Into<String>,
        provider: impl Into<CloudProvider>,
        region: impl Into<RegionName>,
        instance_size: impl Into<String>,
    ) -> Self {
        Self::replica_set(name, ClusterRegion::new(provider, region, instance_size))
    }

    /// Returns a spec of a replica set with nodes in this region. Further regions are [added](Self::region).
    ///
    /// The name consists of ASCII letters, digits and hyphens, without a leading hyphen.
    pub fn replica_set(name: impl Into<String>, region: ClusterRegion) -> Self {
        Self::with(name, ClusterType::Replicaset, Layout::Regions { shards: None }).region(region)
    }

    /// Returns a spec of a sharded cluster with `shards` identical shards, at least 1.
    ///
    /// Each shard has nodes in this region. Further regions are [added](Self::region). The name consists of ASCII
    /// letters, digits and hyphens, without a leading hyphen.
    pub fn sharded(name: impl Into<String>, shards: u32, region: ClusterRegion) -> Self {
        Self::with(name, ClusterType::Sharded, Layout::Regions { shards: Some(shards) }).region(region)
    }

    /// Returns a spec of a sharded cluster whose shards differ in their instance sizes.
    ///
    /// Atlas requires that all shards have the same regions, with the same number of nodes, and the same auto-scaling. If
    /// one has local disks (`_NVME`), all have the same instance size.
    ///
    /// The name consists of ASCII letters, digits and hyphens, without a leading hyphen.
    pub fn shards(name: impl Into<String>, shards: impl IntoIterator<Item = ClusterShard>) -> Self {
        Self::with(name, ClusterType::Sharded, Layout::Shards(shards.into_iter().collect()))
    }

    /// Returns a spec of a global cluster: each shard belongs to a [zone](ClusterShard::zone), which keeps the data of
    /// its users close to them.
    ///
    /// The rules for [shards](Self::shards) apply, but the zones can have different regions and numbers of nodes.
    ///
    /// The name consists of ASCII letters, digits and hyphens, without a leading hyphen.
    #[doc(alias = "GEOSHARDED")]
    pub fn global(name: impl Into<String>, shards: impl IntoIterator<Item = ClusterShard>) -> Self {
        Self::with(name, ClusterType::Geosharded, Layout::Shards(shards.into_iter().collect()))
    }

    /// Returns a spec of a free cluster (`M0`) in this region of this cloud provider. A project can have one.
    ///
    /// The name consists of ASCII letters, digits and hyphens, without a leading hyphen.
    pub fn free(name: impl Into<String>, provider: impl Into<CloudProvider>, region: impl Into<RegionName>) -> Self {
        let layout = Layout::Free { backing: provider.into(), region: region.into() };
        Self::with(name, ClusterType::Replicaset, layout)
    }

    fn with(name: impl Into<String>, kind: ClusterType, layout: Layout) -> Self {
        let body = ClusterInput::new().name(name.into()).cluster_type(kind);
        Self::of_layout(layout, body)
    }

    #[inline]
    fn of_layout(layout: Layout, body: ClusterInput) -> Self {
        Self { layout, regions: Vec::new(), disk_size_gb: None, scaling: None, tags: Vec::new(), body }
    }

    /// Adds nodes in another region to each shard. The primary is elected in the first region that can have it.
    ///
    /// Not allowed for a free cluster, for [shards that differ](Self::shards) or a spec converted from a `ClusterInput`:
    /// validation fails before sending.
    #[inline]
    pub fn region(mut self, region: ClusterRegion) -> Self {
        self.regions.push(region);
        self
    }
}

/// Auto-scaling, storage, version, backup and tags.
impl ClusterSpec {
    /// Enables auto-scaling of compute between two instance sizes, and of the disk. It applies to all regions that do not
    /// set their own. Default: only the disk is enlarged.
    ///
    /// Not allowed for a free cluster or a spec converted from a `ClusterInput`: validation fails before sending.
    pub fn auto_scale(mut self, smallest: impl Into<String>, largest: impl Into<String>) -> Self {
        self.scaling = Some((smallest.into(), largest.into()));
        self
    }

    /// Sets the disk size of each node in gigabytes, at least 10, or 8 on Azure. Default: the default of the instance
    /// size.
    ///
    /// Not allowed for instance sizes with local disks (`_NVME`), for a free cluster or a spec converted from a
    /// `ClusterInput`: validation fails before sending.
    #[inline]
    pub fn disk_size_gb(mut self, size: f64) -> Self {
        self.disk_size_gb = Some(size);
        self
    }

    /// Sets the major version of MongoDB, such as `8.0`. Default: the version that Atlas recommends.
    #[doc(alias = "mongoDBMajorVersion")]
    pub fn mongodb_version(mut self, version: impl Into<String>) -> Self {
        self.body = self.body.mongo_db_major_version(version.into());
        self
    }

    /// Sets whether the cluster stays on its major version (`LTS`, the default) or follows every release (`CONTINUOUS`),
    /// which excludes a [version](Self::mongodb_version).
    pub fn version_release_system(mut self, system: impl Into<ClusterVersionReleaseSystem>) -> Self {
        let system: ClusterVersionReleaseSystem = system.into();
        self.body = self.body.version_release_system(system);
        self
    }

    /// Sets whether Atlas takes backup snapshots. Default: disabled.
    #[doc(alias = "backupEnabled")]
    #[inline]
    pub fn backup(mut self, enabled: bool) -> Self {
        self.body = self.body.backup_enabled(enabled);
        self
    }

    /// Sets whether continuous backup is enabled, which allows restores to any point in time. Requires
    /// [backups](Self::backup). Default: disabled.
    #[doc(alias = "pitEnabled")]
    #[inline]
    pub fn point_in_time_restore(mut self, enabled: bool) -> Self {
        self.body = self.body.pit_enabled(enabled);
        self
    }

    /// Sets whether Atlas rejects requests to delete the cluster. Default: disabled.
    #[inline]
    pub fn termination_protection(mut self, enabled: bool) -> Self {
        self.body = self.body.termination_protection_enabled(enabled);
        self
    }

    /// Adds a tag. The key and the value have 1 to 255 characters each. Default: no tags.
    pub fn tag(mut self, key: impl Into<String>, value: impl Into<String>) -> Self {
        self.tags.push(Tag { key: key.into(), value: value.into() });
        self
    }

    #[inline]
    pub(crate) fn into_body(self) -> Result<ClusterInput, Error> {
        self.check()?;
        let shards = self.resolved_shards();
        let Self { layout, disk_size_gb, tags, mut body, .. } = self;
        if !tags.is_empty() {
            body = body.tags(tags.into_iter().map(Tag::into_body).collect::<Vec<_>>());
        }
        let specs = match layout {
            Layout::FromBody => return Ok(body),
            Layout::Free { backing, region } => vec![free(backing, region)],
            Layout::Regions { shards: count } => {
                let shard = shards.into_iter().next().map(|shard| shard.into_body(disk_size_gb));
                vec![shard.unwrap_or_default(); count.unwrap_or(1) as usize]
            }
            Layout::Shards(_) => shards.into_iter().map(|shard| shard.into_body(disk_size_gb)).collect(),
        };
        check_regions(&specs)?;
        Ok(body.replication_specs(specs))
    }

    /// Returns the shards with the auto-scaling of the cluster. Identical shards are returned once.
    #[inline]
    fn resolved_shards(&self) -> Vec<ClusterShard> {
        let mut shards = match &self.layout {
            Layout::Regions { .. } => vec![ClusterShard::of_regions(self.regions.clone())],
            Layout::Shards(shards) => shards.clone(),
            Layout::Free { .. } | Layout::FromBody => Vec::new(),
        };
        if let Some((smallest, largest)) = &self.scaling {
            for region in shards.iter_mut().flat_map(|shard| &mut shard.regions) {
                if region.has_default_scaling() {
                    *region = region.clone().auto_scale(smallest.as_str(), largest.as_str());
                }
            }
        }
        shards
    }

    /// Returns the body of an upgrade of a flex cluster, which has the same properties under another type.
    #[inline]
    pub(crate) fn into_upgrade(self) -> Result<AtlasTenantClusterUpgradeRequest, Error> {
        let body = serde_json::to_value(self.into_body()?).and_then(serde_json::from_value);
        body.map_err(|error| Error::invalid_argument("cluster", format!("not supported in an upgrade: {error}")))
    }

    #[inline]
    fn check(&self) -> Result<(), Error> {
        check_cluster_name("cluster", self.body.name.as_deref().unwrap_or_default())?;
        self.tags.iter().try_for_each(Tag::check)?;
        match &self.layout {
            Layout::Regions { shards: Some(count) } => check_count(*count as usize)?,
            Layout::Regions { shards: None } => {}
            Layout::Shards(shards) => {
                check_count(shards.len())?;
                if !self.regions.is_empty() {
                    let rule = "not allowed with shards that differ; add it to each shard";
                    return Err(Error::invalid_argument("region", rule));
                }
            }
            Layout::Free { .. } => {
                return self.check_nothing_added("not configurable for a free cluster; leave it out");
            }
            Layout::FromBody => {
                return self.check_nothing_added("not allowed with a ClusterInput; set it in the ClusterInput");
            }
        }
        self.check_settings()?;
        let shards = self.resolved_shards();
        let regions = || shards.iter().flat_map(|shard| &shard.regions);
        if let Some(size) = self.disk_size_gb {
            check_disk(size, regions().any(ClusterRegion::is_on_azure))?;
            if regions().any(ClusterRegion::has_local_disk) {
                let rule = "not configurable for an instance size with local disks (`_NVME`); leave it out";
                return Err(Error::invalid_argument("disk size", rule));
            }
        }
        shards.iter().try_for_each(ClusterShard::check)
    }

    /// Rejects properties that exclude each other.
    #[inline]
    fn check_settings(&self) -> Result<(), Error> {
        let body = &self.body;
        let is_continuous = body.version_release_system == Some(ClusterVersionReleaseSystem::Continuous);
        if is_continuous && body.mongo_db_major_version.is_some() {
            let rule = "not allowed with the release system CONTINUOUS, which follows every release; leave it out";
            return Err(Error::invalid_argument("version", rule));
        }
        if body.pit_enabled == Some(true) && body.backup_enabled == Some(false) {
            let rule = "requires backups; enable them with `backup`";
            return Err(Error::invalid_argument("point-in-time restore", rule));
        }
        Ok(())
    }

    /// Rejects settings that the layout does not support, instead of ignoring them.
    #[inline]
    fn check_nothing_added(&self, rule: &str) -> Result<(), Error> {
        let settings = [
            ("region", !self.regions.is_empty()),
            ("disk size", self.disk_size_gb.is_some()),
            ("auto-scaling", self.scaling.is_some()),
        ];
        let added = settings.into_iter().find(|(_, is_set)| *is_set);
        added.map_or(Ok(()), |(argument, _)| Err(Error::invalid_argument(argument, rule)))
    }
}

/// Converts the request body, which is sent unchanged apart from tags and settings that are added afterwards.
impl From<ClusterInput> for ClusterSpec {
    fn from(body: ClusterInput) -> Self {
        Self::of_layout(Layout::FromBody, body)
    }
}

/// The largest number of shards that Atlas accepts.
const MAX_SHARDS: usize = 70;

/// Rejects a number of shards that Atlas does not support.
#[inline]
pub(super) fn check_count(shards: usize) -> Result<(), Error> {
    if (1..=MAX_SHARDS).contains(&shards) {
        return Ok(());
    }
    let rule = format!("{shards} is out of range; expected 1 to {MAX_SHARDS}");
    Err(Error::invalid_argument("shards", rule))
}

/// Checks the rules about all regions and shards together.
#[inline]
fn check_regions(specs: &[ReplicationSpecInput]) -> Result<(), Error> {
    let shards: Vec<_> = specs.iter().map(|spec| serde_json::to_value(spec).unwrap_or_default()).collect();
    check_across_shards(&shards)
}

#[inline]
fn free(backing: CloudProvider, region: RegionName) -> ReplicationSpecInput {
    let region = CloudRegionConfigInput::new()
        .provider_name(CloudProvider::Tenant)
        .backing_provider_name(backing.as_str())
        .region_name(region)
        .priority(MAX_PRIORITY)
        .electable_specs(HardwareSpecInput::new().instance_size("M0"));
    ReplicationSpecInput::new().region_configs(vec![region])
}
