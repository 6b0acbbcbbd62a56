//! Changes of the number of shards of an existing cluster, in the JSON of its layout.

use serde_json::{Value, json};

use super::{
    ClusterShard, ShardRef,
    across_shards::check_across_shards,
    create::check_count,
    layout_change::{check, differs, layout_of, new_region, regions, removed_regions, renumber},
    nodes::text,
    shard::with_priorities,
};
use crate::Error;

/// The shards of a cluster during a change.
#[derive(Debug)]
pub(super) struct Shards {
    is_replica_set: bool,
    is_global: bool,
    before: Vec<Value>,
    /// The new shards, without following changes.
    added: Vec<Value>,
    /// The shards after the change, new ones last. A removed one is `null`, so that the others keep their positions.
    pub(super) specs: Vec<Value>,
}

/// The result of a change of the layout.
#[derive(Debug)]
pub(super) struct LayoutPatch {
    /// The new layout; `None` if it is the old one.
    pub(super) specs: Option<Vec<Value>>,
    /// The nodes and shards that the cluster loses.
    pub(super) losses: Vec<String>,
}

impl Shards {
    /// Returns the shards of a cluster. They have everything of the response, so that ids and unknown properties are kept.
    #[inline]
    pub(super) fn of(cluster: &Value) -> Self {
        let before = layout_of(cluster);
        let is_replica_set = cluster["clusterType"] == "REPLICASET";
        let is_global = cluster["clusterType"] == "GEOSHARDED";
        Self { is_replica_set, is_global, specs: before.clone(), before, added: Vec::new() }
    }

    /// Adds a new shard, with the disk size and the auto-scaling of the first one.
    #[inline]
    pub(super) fn add(&mut self, shard: ClusterShard) -> Result<(), Error> {
        let model = self.specs.iter().flat_map(regions).next().cloned().unwrap_or_default();
        let zones = zones(&self.specs);
        let zone = shard.zone_name().map(str::to_owned);
        let regions = with_priorities(shard.regions);
        let regions = regions.map(|(region, priority)| new_region(region, priority, &model));
        let mut spec = json!({ "regionConfigs": regions.collect::<Vec<_>>() });
        match (zone, &*zones) {
            (Some(zone), [first, ..]) if !self.is_global && zone != *first => {
                let rule =
                    format!("{zone:?}, and {first:?} in the other shards; only a global cluster has several zones");
                return Err(Error::invalid_argument("zone", rule));
            }
            (Some(zone), _) => spec["zoneName"] = zone.into(),
            (None, [zone]) => spec["zoneName"] = (*zone).into(),
            (None, []) => {}
            (None, _) => {
                let rule = format!("missing in a cluster with the zones {}; set it with `zone`", quoted(&zones));
                return Err(Error::invalid_argument("zone", rule));
            }
        }
        self.push(spec)
    }

    /// Adds a shard that is a copy of another one.
    #[inline]
    pub(super) fn copy(&mut self, shard: &ShardRef) -> Result<(), Error> {
        let mut spec = self.specs[position_of(shard, &self.specs)?].clone();
        if let Some(spec) = spec.as_object_mut() {
            spec.remove("id");
        }
        self.push(spec)
    }

    #[inline]
    fn push(&mut self, spec: Value) -> Result<(), Error> {
        if self.is_replica_set {
            let rule =
                "the cluster is a replica set; make it a sharded cluster first, with `ClusterInput::cluster_type`";
            return Err(Error::invalid_argument("shards", rule));
        }
        self.added.push(spec.clone());
        self.specs.push(spec);
        Ok(())
    }

    /// Removes the shard with an id, if there is one.
    #[inline]
    pub(super) fn remove(&mut self, id: String) {
        if let Some(position) = ShardRef::from(id).position(&self.specs) {
            self.specs[position] = Value::Null;
        }
    }

    /// Checks the changed shards, and compares them with those before the change.
    #[inline]
    pub(super) fn finish(self, overrides_scaling: bool) -> Result<LayoutPatch, Error> {
        let Self { before, added, mut specs, .. } = self;
        before.iter().chain(&added).zip(&mut specs).for_each(|(before, spec)| renumber(before, spec));
        let remaining: Vec<Value> = specs.iter().filter(|spec| spec.is_object()).cloned().collect();
        if !differs(&before, &remaining) {
            return Ok(LayoutPatch { specs: None, losses: Vec::new() });
        }
        if before.iter().flat_map(regions).any(|region| text(region, "providerName") == "TENANT") {
            let rule = "nodes of a free cluster are not configurable; change other properties only";
            return Err(Error::invalid_argument("cluster", rule));
        }
        check_count(remaining.len())?;
        let states = before.iter().map(Some).chain(added.iter().map(|_| None));
        for (before, spec) in states.zip(&specs).filter(|(_, spec)| spec.is_object()) {
            check(before, spec, overrides_scaling)?;
        }
        check_across_shards(&specs)?;
        Ok(LayoutPatch { losses: losses(&before, &specs), specs: Some(remaining) })
    }
}

/// Returns the nodes and shards that a cluster loses.
#[inline]
fn losses(before: &[Value], after: &[Value]) -> Vec<String> {
    let (kept, removed): (Vec<_>, Vec<_>) = before.iter().zip(after).partition(|(_, after)| after.is_object());
    let mut regions: Vec<_> = kept.into_iter().flat_map(|(before, after)| removed_regions(before, after)).collect();
    regions.sort();
    regions.dedup();
    let shard = |(shard, _): (&Value, &Value)| {
        let text = |name: &str| shard[name].as_str().unwrap_or_default().to_owned();
        format!("its shard {:?} of the zone {:?}", text("id"), text("zoneName"))
    };
    let shards: Vec<_> = removed.into_iter().map(shard).collect();
    let mut losses = Vec::new();
    if !regions.is_empty() {
        losses.push(format!("its nodes in {}", regions.join(" and ")));
    }
    if !shards.is_empty() {
        losses.push(format!("{}, whose data moves to the other shards", shards.join(" and ")));
    }
    losses
}

/// Returns the position of a shard. A shard that the change has removed has none.
#[inline]
pub(super) fn position_of(shard: &ShardRef, specs: &[Value]) -> Result<usize, Error> {
    shard.position(specs).ok_or_else(|| {
        let last = specs.len().saturating_sub(1);
        let rule = format!(
            "{shard} is not a shard of the cluster, or was removed by this change; use an id, or a position from 0 to {last}"
        );
        Error::invalid_argument("shard", rule)
    })
}

/// Returns the names of the zones.
#[inline]
pub(super) fn zones(specs: &[Value]) -> Vec<&str> {
    let mut zones = Vec::new();
    for zone in specs.iter().filter_map(|spec| spec["zoneName"].as_str()) {
        if !zones.contains(&zone) {
            zones.push(zone);
        }
    }
    zones
}

/// Returns names in quotes, for an error message.
#[inline]
pub(super) fn quoted(names: &[&str]) -> String {
    names.iter().map(|name| format!("{name:?}")).collect::<Vec<_>>().join(" and ")
}
