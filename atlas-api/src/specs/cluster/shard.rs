//! A shard of a cluster, and its rules.

use atlas_gen::types::ReplicationSpecInput;

use super::{hardware::check_electable, region::ClusterRegion};
use crate::Error;

/// The highest priority of a region. The lowest priority of a region with electable nodes is 1.
pub(super) const MAX_PRIORITY: i32 = 7;

/// A shard of a [cluster whose shards differ](super::ClusterSpec::shards), or a [new one](super::ClusterChange::add_shard):
/// its regions, and its zone in a global cluster.
///
/// ```
/// use atlas_api::specs::{ClusterRegion, ClusterShard, ClusterSpec};
///
/// let large = ClusterShard::new(ClusterRegion::new("AWS", "US_EAST_1", "M50"));
/// let small = ClusterShard::new(ClusterRegion::new("AWS", "US_EAST_1", "M30"));
/// let spec = ClusterSpec::shards("orders", [large, small]);
/// # let _ = spec;
/// ```
#[derive(Clone, Debug, PartialEq)]
#[must_use = "a shard is a part of a spec; pass it to `ClusterSpec`"]
pub struct ClusterShard {
    pub(super) regions: Vec<ClusterRegion>,
    zone: Option<String>,
}

impl ClusterShard {
    /// Returns a shard with nodes in this region.
    #[inline]
    pub fn new(region: ClusterRegion) -> Self {
        Self { regions: vec![region], zone: None }
    }

    /// Adds nodes in another region. The primary is elected in the first region that can have it.
    #[inline]
    pub fn region(mut self, region: ClusterRegion) -> Self {
        self.regions.push(region);
        self
    }

    /// Sets the name of the zone. Shards with the same name belong to the same zone. Default: the only zone of the
    /// cluster.
    #[doc(alias = "zoneName")]
    pub fn zone(mut self, name: impl Into<String>) -> Self {
        self.zone = Some(name.into());
        self
    }

    #[inline]
    pub(super) fn zone_name(&self) -> Option<&str> {
        self.zone.as_deref()
    }

    #[inline]
    pub(super) fn of_regions(regions: Vec<ClusterRegion>) -> Self {
        Self { regions, zone: None }
    }

    #[inline]
    pub(super) fn check(&self) -> Result<(), Error> {
        if self.zone.as_deref() == Some("") {
            return Err(Error::invalid_argument("zone", "empty; expected for example Europe"));
        }
        self.regions.iter().try_for_each(ClusterRegion::check)?;
        check_electable(self.regions.iter().map(ClusterRegion::electable).sum())?;
        let sizes = self.regions.iter().filter_map(|region| Some((region.place().0.as_str(), region.base_size()?)));
        check_same_size(sizes)
    }

    /// Returns the shard as a part of the request body. Atlas requires descending priorities, and priority 0 for a
    /// region without electable nodes.
    #[inline]
    pub(super) fn into_body(self, disk_size_gb: Option<f64>) -> ReplicationSpecInput {
        let regions = with_priorities(self.regions).map(|(region, priority)| region.into_body(priority, disk_size_gb));
        let body = ReplicationSpecInput::new().region_configs(regions.collect::<Vec<_>>());
        match self.zone {
            Some(zone) => body.zone_name(zone),
            None => body,
        }
    }
}

/// Returns the regions of a shard, each with its priority, those without electable nodes last.
#[inline]
pub(super) fn with_priorities(mut regions: Vec<ClusterRegion>) -> impl Iterator<Item = (ClusterRegion, i32)> {
    regions.sort_by_key(|region| region.electable() == 0);
    let mut priorities = (1..=MAX_PRIORITY).rev();
    regions.into_iter().map(move |region| {
        let priority = if region.electable() > 0 { priorities.next().unwrap_or(0) } else { 0 };
        (region, priority)
    })
}

/// Rejects electable and read-only nodes of a shard with different instance sizes. Each item is a provider and the size
/// of its nodes. Providers have different names for similar sizes, which are not compared.
#[inline]
pub(super) fn check_same_size<'a>(sizes: impl Iterator<Item = (&'a str, &'a str)>) -> Result<(), Error> {
    let mut seen: Vec<(&str, &str)> = Vec::new();
    for (provider, size) in sizes {
        match seen.iter().find(|(known, _)| *known == provider) {
            Some((_, known)) if *known != size => {
                let rule = format!(
                    "{known:?} and {size:?} in one shard; give all of its electable and read-only nodes the same size"
                );
                return Err(Error::invalid_argument("instance size", rule));
            }
            Some(_) => {}
            None => seen.push((provider, size)),
        }
    }
    Ok(())
}
