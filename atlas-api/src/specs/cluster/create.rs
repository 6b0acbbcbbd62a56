//! Spec of a new cluster.

use atlas_gen::types::{
    AtlasTenantClusterUpgradeRequest, CloudRegionConfigInput, ClusterInput, HardwareSpecInput, ReplicationSpecInput,
};

use super::region::ClusterRegion;
use crate::{
    Error,
    model::{CloudProvider, ClusterType, RegionName},
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
/// let small = ClusterSpec::replica_set("Cluster0", ClusterRegion::new("AWS", "US_EAST_1", "M10"));
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
    tags: Vec<Tag>,
    /// The other properties, which need no validation.
    body: ClusterInput,
}

#[derive(Clone, Debug, PartialEq)]
enum Layout {
    /// Identical shards, each with nodes in every region, or a replica set for `None`.
    Regions { shards: Option<u32> },
    /// A free cluster, whose nodes are not configurable.
    Free { backing: CloudProvider, region: RegionName },
    /// The layout of the request body that the spec was converted from.
    FromBody,
}

/// Kind and layout.
impl ClusterSpec {
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

    /// Returns a spec of a free cluster (`M0`) in this region of this cloud provider. A project can have one.
    ///
    /// The name consists of ASCII letters, digits and hyphens, without a leading hyphen.
    pub fn free(name: impl Into<String>, provider: impl Into<CloudProvider>, region: impl Into<RegionName>) -> Self {
        let layout = Layout::Free { backing: provider.into(), region: region.into() };
        Self::with(name, ClusterType::Replicaset, layout)
    }

    fn with(name: impl Into<String>, kind: ClusterType, layout: Layout) -> Self {
        let body = ClusterInput::new().name(name.into()).cluster_type(kind);
        Self { layout, regions: Vec::new(), disk_size_gb: None, tags: Vec::new(), body }
    }

    /// Adds nodes in another region to each shard. The primary is elected in the first region that can have it.
    ///
    /// Not allowed for a free cluster or a spec converted from a `ClusterInput`: validation fails before sending.
    #[inline]
    pub fn region(mut self, region: ClusterRegion) -> Self {
        self.regions.push(region);
        self
    }
}

/// Storage, version, backup and tags.
impl ClusterSpec {
    /// Sets the disk size of each node in gigabytes, at least 10. Default: the default of the instance size.
    ///
    /// Not allowed for a free cluster or a spec converted from a `ClusterInput`: validation fails before sending.
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
        let Self { layout, regions, disk_size_gb, tags, mut body } = self;
        if !tags.is_empty() {
            body = body.tags(tags.into_iter().map(Tag::into_body).collect::<Vec<_>>());
        }
        let shard = match layout {
            Layout::FromBody => return Ok(body),
            Layout::Free { backing, region } => vec![free(backing, region)],
            Layout::Regions { shards } => vec![shard(regions, disk_size_gb); shards.unwrap_or(1) as usize],
        };
        Ok(body.replication_specs(shard))
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
        if let Some(size) = self.disk_size_gb.filter(|size| !(size.is_finite() && *size >= 10.0)) {
            let rule = format!("{size} GB is out of range; expected at least 10 GB");
            return Err(Error::invalid_argument("disk size", rule));
        }
        match &self.layout {
            Layout::Regions { shards: Some(0) } => {
                Err(Error::invalid_argument("shards", "0 is out of range; expected at least 1"))
            }
            Layout::Regions { .. } => check_regions(&self.regions),
            Layout::Free { .. } => self.check_nothing_added("not configurable for a free cluster; leave it out"),
            Layout::FromBody => self.check_nothing_added("not allowed with a ClusterInput; set it in the ClusterInput"),
        }
    }

    /// Rejects settings that the layout does not support, instead of ignoring them.
    #[inline]
    fn check_nothing_added(&self, rule: &str) -> Result<(), Error> {
        let settings = [("region", !self.regions.is_empty()), ("disk size", self.disk_size_gb.is_some())];
        let added = settings.into_iter().find(|(_, is_set)| *is_set);
        added.map_or(Ok(()), |(argument, _)| Err(Error::invalid_argument(argument, rule)))
    }
}

/// Converts the request body, which is sent unchanged apart from tags and settings that are added afterwards.
impl From<ClusterInput> for ClusterSpec {
    fn from(body: ClusterInput) -> Self {
        Self { layout: Layout::FromBody, regions: Vec::new(), disk_size_gb: None, tags: Vec::new(), body }
    }
}

#[inline]
fn check_regions(regions: &[ClusterRegion]) -> Result<(), Error> {
    regions.iter().try_for_each(ClusterRegion::check)?;
    let nodes: u32 = regions.iter().map(ClusterRegion::electable).sum();
    if ![3, 5, 7].contains(&nodes) {
        let rule = format!("{nodes} in all regions together; expected 3, 5 or 7");
        return Err(Error::invalid_argument("electable nodes", rule));
    }
    Ok(())
}

/// The highest priority of a region. The lowest priority of a region with electable nodes is 1.
const MAX_PRIORITY: i32 = 7;

/// Returns one shard. Atlas requires descending priorities, and priority 0 for a region without electable nodes.
#[inline]
fn shard(regions: Vec<ClusterRegion>, disk_size_gb: Option<f64>) -> ReplicationSpecInput {
    let mut priorities = (1..=MAX_PRIORITY).rev();
    let regions = regions.into_iter().map(|region| {
        let priority = if region.electable() > 0 { priorities.next().unwrap_or(0) } else { 0 };
        region.into_body(priority, disk_size_gb)
    });
    ReplicationSpecInput::new().region_configs(regions.collect::<Vec<_>>())
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

#[cfg(test)]
mod tests {
    use super::*;

    fn region(nodes: u8) -> ClusterRegion {
        ClusterRegion::new("AWS", "US_EAST_1", "M10").electable_nodes(nodes)
    }

    #[track_caller]
    fn check_rejected(spec: ClusterSpec, message: &str) {
        let error = spec.into_body().unwrap_err();
        assert!(error.is_invalid_argument());
        assert_eq!(error.to_string(), message);
    }

    #[test]
    fn every_rule_is_enforced() {
        let spec = || ClusterSpec::replica_set("Cluster0", region(3));
        assert!(spec().into_body().is_ok());
        check_rejected(
            ClusterSpec::replica_set("a b", region(3)),
            r#"cluster: "a b" is not a valid name; use ASCII letters, digits and hyphens, without a leading hyphen"#,
        );
        check_rejected(spec().region(region(1)), "electable nodes: 4 in all regions together; expected 3, 5 or 7");
        check_rejected(
            spec().region(region(0)),
            r#"region: "US_EAST_1" has no nodes; add a node or leave the region out"#,
        );
        check_rejected(
            ClusterSpec::replica_set("Cluster0", ClusterRegion::new("AWS", "US_EAST_1", "")),
            "instance size: empty; expected for example M10",
        );
        check_rejected(
            ClusterSpec::sharded("Cluster0", 0, region(3)),
            "shards: 0 is out of range; expected at least 1",
        );
        check_rejected(spec().disk_size_gb(9.0), "disk size: 9 GB is out of range; expected at least 10 GB");
        check_rejected(spec().disk_size_gb(f64::NAN), "disk size: NaN GB is out of range; expected at least 10 GB");
        check_rejected(spec().tag("", "x"), "tag key: length is 0; expected 1 to 255 characters");
    }

    #[test]
    fn unsupported_settings_are_rejected() {
        let free = || ClusterSpec::free("Cluster0", "AWS", "US_EAST_1");
        let from_body = || ClusterSpec::from(ClusterInput::new().name("Cluster0"));
        let (free_rule, from_body_rule) = (
            "not configurable for a free cluster; leave it out",
            "not allowed with a ClusterInput; set it in the ClusterInput",
        );
        check_rejected(free().region(region(3)), &format!("region: {free_rule}"));
        check_rejected(free().disk_size_gb(20.0), &format!("disk size: {free_rule}"));
        check_rejected(from_body().region(region(3)), &format!("region: {from_body_rule}"));
        check_rejected(from_body().disk_size_gb(20.0), &format!("disk size: {from_body_rule}"));
        assert_eq!(from_body().into_body().unwrap(), ClusterInput::new().name("Cluster0"));
    }

    #[test]
    fn priorities_descend_over_the_regions_with_electable_nodes() {
        let spec = ClusterSpec::sharded("Cluster0", 2, region(2))
            .region(region(0).read_only_nodes(1))
            .region(region(2))
            .region(region(1));
        let body = spec.into_body().unwrap();
        let shards = body.replication_specs.unwrap();
        assert_eq!(shards.len(), 2);
        let regions = shards[1].region_configs.clone().unwrap();
        let priorities: Vec<_> = regions.iter().map(|region| region.priority).collect();
        assert_eq!(priorities, [Some(7), Some(0), Some(6), Some(5)]);
    }
}
