//! The spec of a new cluster.

use atlas_gen::types::{CloudRegionConfigInput, ClusterInput, HardwareSpecInput, ReplicationSpecInput};

use super::region::ClusterRegion;
use crate::{
    Error,
    model::{CloudProvider, ClusterType, RegionName},
    specs::{check_cluster_name, tag::Tag},
};

/// A cluster to be [created](crate::Clusters::create).
///
/// Only what is set is sent; the rest is Atlas's choice. What this spec has no method for is set on the type of the body
/// itself, [`ClusterInput`](crate::model::ClusterInput), which converts to a spec that is sent as it is.
///
/// ```
/// use atlas_api::specs::{ClusterRegion, ClusterSpecs};
///
/// // Three nodes in one region,
/// let small = ClusterSpecs::replica_set("Cluster0", ClusterRegion::new("AWS", "US_EAST_1", "M10"));
///
/// // and a cluster of two shards, each of which has nodes in two regions.
/// let large = ClusterSpecs::sharded("Cluster1", 2, ClusterRegion::new("AWS", "US_EAST_1", "M30"))
///     .region(ClusterRegion::new("AWS", "EU_WEST_1", "M30").electable_nodes(2))
///     .disk_size_gb(40.0)
///     .backup(true)
///     .tag("team", "finance");
/// # let _ = (small, large);
/// ```
#[derive(Clone, Debug, PartialEq)]
#[must_use = "a spec creates nothing by itself; pass it to `create`"]
pub struct ClusterSpecs {
    layout: Layout,
    regions: Vec<ClusterRegion>,
    disk_size_gb: Option<f64>,
    tags: Vec<Tag>,
    /// What needs no check.
    body: ClusterInput,
}

#[derive(Clone, Debug, PartialEq)]
enum Layout {
    /// Shards that are all alike, each in all the regions. Without a number it is a replica set.
    Regions { shards: Option<u32> },
    /// A free cluster, whose nodes nobody chooses.
    Free { backing: CloudProvider, region: RegionName },
    /// As the body says.
    Given,
}

/// What kind of cluster it is.
impl ClusterSpecs {
    /// A replica set.
    pub fn replica_set(name: impl Into<String>, region: ClusterRegion) -> Self {
        Self::with(name, ClusterType::Replicaset, Layout::Regions { shards: None }).region(region)
    }

    /// A sharded cluster, all of whose `shards` are alike.
    pub fn sharded(name: impl Into<String>, shards: u32, region: ClusterRegion) -> Self {
        Self::with(name, ClusterType::Sharded, Layout::Regions { shards: Some(shards) }).region(region)
    }

    /// A free cluster (`M0`), of which a project has one, on the machines of this provider.
    pub fn free(name: impl Into<String>, provider: impl Into<CloudProvider>, region: impl Into<RegionName>) -> Self {
        let layout = Layout::Free { backing: provider.into(), region: region.into() };
        Self::with(name, ClusterType::Replicaset, layout)
    }

    fn with(name: impl Into<String>, kind: ClusterType, layout: Layout) -> Self {
        let body = ClusterInput::new().name(name.into()).cluster_type(kind);
        Self { layout, regions: Vec::new(), disk_size_gb: None, tags: Vec::new(), body }
    }

    /// Gives each shard nodes in another region. The primary is in the first region that can have it.
    ///
    /// A free cluster, and a spec made from a body, can't take one; creating it is refused before anything is sent.
    pub fn region(mut self, region: ClusterRegion) -> Self {
        self.regions.push(region);
        self
    }
}

/// What else is to be said of it.
impl ClusterSpecs {
    /// The size of the disk of each node, in gigabytes, 10 or more. Default: that of the instance size.
    ///
    /// A free cluster, and a spec made from a body, can't take one; creating it is refused before anything is sent.
    pub fn disk_size_gb(mut self, size: f64) -> Self {
        self.disk_size_gb = Some(size);
        self
    }

    /// The version of MongoDB, such as `8.0`. Default: the one that Atlas recommends.
    #[doc(alias = "mongoDBMajorVersion")]
    pub fn mongodb_version(mut self, version: impl Into<String>) -> Self {
        self.body = self.body.mongo_db_major_version(version.into());
        self
    }

    /// Whether snapshots are taken. Atlas takes none unless it is told.
    #[doc(alias = "backupEnabled")]
    pub fn backup(mut self, enabled: bool) -> Self {
        self.body = self.body.backup_enabled(enabled);
        self
    }

    /// Whether the cluster can be restored to any moment, which needs [backups](Self::backup).
    #[doc(alias = "pitEnabled")]
    pub fn point_in_time_restore(mut self, enabled: bool) -> Self {
        self.body = self.body.pit_enabled(enabled);
        self
    }

    /// Whether Atlas refuses to delete the cluster. It deletes it unless it is told.
    pub fn termination_protection(mut self, enabled: bool) -> Self {
        self.body = self.body.termination_protection_enabled(enabled);
        self
    }

    /// Adds a tag: a key and a value of 1 to 255 characters each.
    pub fn tag(mut self, key: impl Into<String>, value: impl Into<String>) -> Self {
        self.tags.push(Tag { key: key.into(), value: value.into() });
        self
    }

    pub(crate) fn into_body(self) -> Result<ClusterInput, Error> {
        self.check()?;
        let Self { layout, regions, disk_size_gb, tags, mut body } = self;
        if !tags.is_empty() {
            body = body.tags(tags.into_iter().map(Tag::into_body).collect::<Vec<_>>());
        }
        let shard = match layout {
            Layout::Given => return Ok(body),
            Layout::Free { backing, region } => vec![free(backing, region)],
            Layout::Regions { shards } => vec![shard(regions, disk_size_gb); shards.unwrap_or(1) as usize],
        };
        Ok(body.replication_specs(shard))
    }

    fn check(&self) -> Result<(), Error> {
        check_cluster_name("cluster", self.body.name.as_deref().unwrap_or_default())?;
        self.tags.iter().try_for_each(Tag::check)?;
        if let Some(size) = self.disk_size_gb.filter(|size| !(size.is_finite() && *size >= 10.0)) {
            return Err(Error::invalid_argument("disk size", format!("expected 10 gigabytes or more, not {size}")));
        }
        match &self.layout {
            Layout::Regions { shards: Some(0) } => Err(Error::invalid_argument("shards", "expected one or more")),
            Layout::Regions { .. } => check_regions(&self.regions),
            Layout::Free { .. } => self.check_nothing_added("a free cluster has what Atlas gives it; leave it out"),
            Layout::Given => {
                self.check_nothing_added("the body that the spec was made from is sent as it is; set it there")
            }
        }
    }

    /// What the layout has no place for is refused, so that nothing a caller said is passed over.
    fn check_nothing_added(&self, rule: &str) -> Result<(), Error> {
        let added = [("region", !self.regions.is_empty()), ("disk size", self.disk_size_gb.is_some())];
        let added = added.into_iter().find(|(_, is_there)| *is_there);
        added.map_or(Ok(()), |(what, _)| Err(Error::invalid_argument(what, rule)))
    }
}

/// Sent as it is, with the tags and settings that are added to it.
impl From<ClusterInput> for ClusterSpecs {
    fn from(body: ClusterInput) -> Self {
        Self { layout: Layout::Given, regions: Vec::new(), disk_size_gb: None, tags: Vec::new(), body }
    }
}

fn check_regions(regions: &[ClusterRegion]) -> Result<(), Error> {
    regions.iter().try_for_each(ClusterRegion::check)?;
    let nodes: u32 = regions.iter().map(ClusterRegion::electable).sum();
    if ![3, 5, 7].contains(&nodes) {
        let rule = format!("a replica set or a shard needs 3, 5 or 7 over all regions, and would have {nodes}");
        return Err(Error::invalid_argument("electable nodes", rule));
    }
    Ok(())
}

/// The highest of the priorities; the lowest that elects is 1.
const HIGHEST: i32 = 7;

/// One shard. Priorities fall from region to region, as Atlas wants it; a region that elects nobody has none.
fn shard(regions: Vec<ClusterRegion>, disk_size_gb: Option<f64>) -> ReplicationSpecInput {
    let mut priorities = (1..=HIGHEST).rev();
    let regions = regions.into_iter().map(|region| {
        let priority = if region.electable() > 0 { priorities.next().unwrap_or(0) } else { 0 };
        region.into_body(priority, disk_size_gb)
    });
    ReplicationSpecInput::new().region_configs(regions.collect::<Vec<_>>())
}

fn free(backing: CloudProvider, region: RegionName) -> ReplicationSpecInput {
    let region = CloudRegionConfigInput::new()
        .provider_name(CloudProvider::Tenant)
        .backing_provider_name(backing.as_str())
        .region_name(region)
        .priority(HIGHEST)
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
    fn check_refused(spec: ClusterSpecs, message: &str) {
        let error = spec.into_body().unwrap_err();
        assert!(error.is_invalid_argument());
        assert_eq!(error.to_string(), message);
    }

    #[test]
    fn each_rule_is_checked() {
        let spec = || ClusterSpecs::replica_set("Cluster0", region(3));
        assert!(spec().into_body().is_ok());
        check_refused(
            ClusterSpecs::replica_set("a b", region(3)),
            r#"cluster: "a b" is no name: ASCII letters, digits and hyphens, the first no hyphen"#,
        );
        check_refused(
            spec().region(region(1)),
            "electable nodes: a replica set or a shard needs 3, 5 or 7 over all regions, and would have 4",
        );
        check_refused(spec().region(region(0)), "region: US_EAST_1 would have no node; give it one, or leave it out");
        check_refused(
            ClusterSpecs::replica_set("Cluster0", ClusterRegion::new("AWS", "US_EAST_1", "")),
            "instance size: it is empty",
        );
        check_refused(ClusterSpecs::sharded("Cluster0", 0, region(3)), "shards: expected one or more");
        check_refused(spec().disk_size_gb(9.0), "disk size: expected 10 gigabytes or more, not 9");
        check_refused(spec().disk_size_gb(f64::NAN), "disk size: expected 10 gigabytes or more, not NaN");
        check_refused(spec().tag("", "x"), "tag key: it needs 1 to 255 characters, and has 0");
    }

    #[test]
    fn what_has_no_place_in_the_cluster_is_refused() {
        let free = || ClusterSpecs::free("Cluster0", "AWS", "US_EAST_1");
        let given = || ClusterSpecs::from(ClusterInput::new().name("Cluster0"));
        let (free_rule, given_rule) = (
            "a free cluster has what Atlas gives it; leave it out",
            "the body that the spec was made from is sent as it is; set it there",
        );
        check_refused(free().region(region(3)), &format!("region: {free_rule}"));
        check_refused(free().disk_size_gb(20.0), &format!("disk size: {free_rule}"));
        check_refused(given().region(region(3)), &format!("region: {given_rule}"));
        check_refused(given().disk_size_gb(20.0), &format!("disk size: {given_rule}"));
        assert_eq!(given().into_body().unwrap(), ClusterInput::new().name("Cluster0"));
    }

    #[test]
    fn priorities_fall_over_the_regions_that_elect() {
        let spec = ClusterSpecs::sharded("Cluster0", 2, region(2))
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
