//! Changes of the layout of an existing cluster, in the JSON of its replication specs.
//!
//! Atlas replaces the layout as a whole. Shards keep their ids, and properties that this crate does not know are kept.

use serde_json::{Map, Value};

use super::{
    ClusterRegion,
    hardware::{check_electable, has_local_disk, is_within, out_of_bounds, remove},
    nodes::{ANALYTICS, ELECTABLE, READ_ONLY, count, text},
    shard::{MAX_PRIORITY, check_same_size},
};
use crate::{
    Error,
    model::{CloudProvider, RegionName},
};

/// Read-only properties of shards and hardware. The id of a shard is sent back, so that Atlas knows the shard.
const READ_ONLY_PROPERTIES: [&str; 3] = ["zoneId", "effectiveInstanceSize", "diskThroughput"];

/// The kinds of nodes, each with the property of its current hardware and that of its auto-scaling.
const NODES: [(&str, &str, &str); 3] = [
    (ELECTABLE, "effectiveElectableSpecs", "autoScaling"),
    (READ_ONLY, "effectiveReadOnlySpecs", "autoScaling"),
    (ANALYTICS, "effectiveAnalyticsSpecs", "analyticsAutoScaling"),
];

/// A region of a cloud provider.
pub(super) type Place = (CloudProvider, RegionName);

/// Returns the replication specs of a cluster without read-only properties. Where auto-scaling is enabled, the current
/// hardware replaces the configured one, so that sending it back does not undo the scaling.
#[inline]
pub(crate) fn layout_of(cluster: &Value) -> Vec<Value> {
    let list = |name: &str| cluster[name].as_array().cloned().unwrap_or_default();
    let mut specs = list("replicationSpecs");
    let current = list("effectiveReplicationSpecs");
    for spec in specs.iter_mut().filter_map(Value::as_object_mut) {
        let current = current.iter().find(|current| spec.get("id") == Some(&current["id"]));
        remove(spec, &READ_ONLY_PROPERTIES);
        for region in regions_mut(spec) {
            let current = current.and_then(|spec| regions(spec).find(|current| label(current) == label(region)));
            for (nodes, effective, scaling) in NODES {
                let current = region.remove(effective).or_else(|| current?.get(nodes).cloned());
                let is_enabled = |scaling: &str, part: &str| {
                    region.get(scaling).is_some_and(|scaling| scaling[part]["enabled"] == true)
                };
                // All nodes have disks of the same size, so that the disks of all of them are scaled.
                let disk = is_enabled("autoScaling", "diskGB") || is_enabled("analyticsAutoScaling", "diskGB");
                let compute = is_enabled(scaling, "compute");
                let Some(hardware) = region.get_mut(nodes).and_then(Value::as_object_mut) else { continue };
                remove(hardware, &READ_ONLY_PROPERTIES);
                let scaled = [
                    ("instanceSize", compute),
                    ("diskIOPS", compute),
                    ("ebsVolumeType", compute),
                    ("diskSizeGB", disk),
                ];
                for (property, _) in scaled.into_iter().filter(|(_, is_scaled)| *is_scaled) {
                    if let Some(value) = current.as_ref().and_then(|current| current.get(property)) {
                        hardware.insert(property.to_owned(), value.clone());
                    }
                }
            }
        }
    }
    specs
}

/// Returns the regions of a shard.
#[inline]
pub(super) fn regions_mut(spec: &mut Map<String, Value>) -> impl Iterator<Item = &mut Map<String, Value>> {
    let regions = spec.get_mut("regionConfigs").and_then(Value::as_array_mut);
    regions.into_iter().flatten().filter_map(Value::as_object_mut)
}

#[inline]
pub(super) fn regions(spec: &Value) -> impl Iterator<Item = &Map<String, Value>> {
    spec["regionConfigs"].as_array().into_iter().flatten().filter_map(Value::as_object)
}

/// Returns whether a region is the one at a place.
#[inline]
pub(super) fn is_at(region: &Map<String, Value>, (provider, name): (&CloudProvider, &RegionName)) -> bool {
    text(region, "providerName").eq_ignore_ascii_case(provider.as_str())
        && text(region, "regionName").eq_ignore_ascii_case(name.as_str())
}

/// Gives each shard the nodes of a region: those that it has there are changed, and others are added. New nodes get the
/// disk size and the auto-scaling of the first region.
#[inline]
pub(super) fn set_region(specs: &mut [Value], wanted: &ClusterRegion) -> Result<(), Error> {
    for spec in specs.iter_mut().filter_map(Value::as_object_mut) {
        if let Some(region) = regions_mut(spec).find(|region| is_at(region, wanted.place())) {
            wanted.to_change().apply(region, false)?;
            continue;
        }
        let first = regions_mut(spec).next().cloned().unwrap_or_default();
        let region = new_region(wanted.clone(), 0, &first);
        if let Some(regions) = spec.get_mut("regionConfigs").and_then(Value::as_array_mut) {
            regions.push(region);
        }
    }
    Ok(())
}

/// Returns the JSON of a new region, with the disk size of an existing one, and its auto-scaling unless it sets its own.
#[inline]
pub(super) fn new_region(region: ClusterRegion, priority: i32, model: &Map<String, Value>) -> Value {
    let disk = model.get(ELECTABLE).and_then(|hardware| hardware["diskSizeGB"].as_f64());
    let disk = disk.filter(|_| !region.has_local_disk() && !is_local(model));
    let has_default_scaling = region.has_default_scaling();
    let mut body = serde_json::to_value(region.into_body(priority, disk)).unwrap_or_default();
    let defaults = [
        ("autoScaling", has_default_scaling),
        ("analyticsAutoScaling", body[ANALYTICS].is_object() && body["analyticsAutoScaling"].is_null()),
    ];
    for (scaling, _) in defaults.into_iter().filter(|(_, is_default)| *is_default) {
        if let Some(value) = model.get(scaling) {
            body[scaling] = value.clone();
        }
    }
    body
}

#[inline]
fn is_local(region: &Map<String, Value>) -> bool {
    region
        .get(ELECTABLE)
        .and_then(Value::as_object)
        .is_some_and(|hardware| has_local_disk(text(hardware, "instanceSize")))
}

/// Removes the nodes in a region from each shard.
#[inline]
pub(super) fn remove_region(specs: &mut [Value], place: &Place) {
    for regions in specs.iter_mut().filter_map(|spec| spec.get_mut("regionConfigs")?.as_array_mut()) {
        regions.retain(|region| region.as_object().is_none_or(|region| !is_at(region, (&place.0, &place.1))));
    }
}

/// Renumbers the priorities of a shard if it has electable nodes in other regions than before. Regions keep their order,
/// and new ones are the last.
#[inline]
pub(super) fn renumber(before: &Value, spec: &mut Value) {
    let electing = |spec: &Value| -> Vec<String> {
        let mut regions: Vec<_> = regions(spec).filter(|region| nodes(region, ELECTABLE) > 0).map(label).collect();
        regions.sort();
        regions
    };
    if electing(before) == electing(spec) {
        return;
    }
    let Some(regions) = spec.get_mut("regionConfigs").and_then(Value::as_array_mut) else { return };
    let priority = |region: &Value| region["priority"].as_i64().unwrap_or_default();
    regions.sort_by_key(|region| std::cmp::Reverse(priority(region)));
    let mut priorities = (1..=MAX_PRIORITY).rev();
    for region in regions.iter_mut().filter_map(Value::as_object_mut) {
        let is_electing = nodes(region, ELECTABLE) > 0;
        let priority = if is_electing { priorities.next().unwrap_or_default() } else { 0 };
        region.insert("priority".to_owned(), priority.into());
    }
    regions.sort_by_key(|region| std::cmp::Reverse(priority(region)));
}

/// Returns the number of nodes of a kind in a region.
#[inline]
pub(super) fn nodes(region: &Map<String, Value>, kind: &str) -> u64 {
    region.get(kind).and_then(Value::as_object).map(count).unwrap_or_default()
}

/// Returns the provider and the name of a region, `AWS US_EAST_1`.
#[inline]
pub(super) fn label(region: &Map<String, Value>) -> String {
    format!("{} {}", text(region, "providerName"), text(region, "regionName"))
}

/// Returns the regions in which a shard has nodes before a change, and none after it.
#[inline]
pub(super) fn removed_regions(before: &Value, after: &Value) -> Vec<String> {
    let after: Vec<_> = regions(after).map(label).collect();
    regions(before).map(label).filter(|region| !after.contains(region)).collect()
}

/// Returns whether a layout differs from another one. The hardware of nodes that do not exist makes no difference.
#[inline]
pub(super) fn differs(before: &[Value], after: &[Value]) -> bool {
    let existing = |specs: &[Value]| {
        let mut specs = specs.to_vec();
        for region in specs.iter_mut().filter_map(Value::as_object_mut).flat_map(regions_mut) {
            for (kind, ..) in NODES {
                if region.get(kind).is_some_and(|hardware| hardware["nodeCount"] == 0) {
                    region.remove(kind);
                }
            }
        }
        specs
    };
    existing(before) != existing(after)
}

/// Checks a changed shard against the rules of Atlas, and that the change does not undo auto-scaling by accident. A new
/// shard has no state before the change.
#[inline]
pub(super) fn check(before: Option<&Value>, after: &Value, overrides_scaling: bool) -> Result<(), Error> {
    for region in regions(after) {
        if [ELECTABLE, READ_ONLY, ANALYTICS].iter().all(|kind| nodes(region, kind) == 0) {
            let rule = format!("{:?} would have no nodes; use `remove_region`", text(region, "regionName"));
            return Err(Error::invalid_argument("region", rule));
        }
        let previous = before.and_then(|before| regions(before).find(|previous| label(previous) == label(region)));
        for (kind, _, scaling) in NODES.into_iter().filter(|(kind, ..)| nodes(region, kind) > 0) {
            check_scaling(previous, region, kind, scaling, overrides_scaling)?;
        }
    }
    check_electable(regions(after).map(|region| nodes(region, ELECTABLE)).sum())?;
    let base = regions(after).flat_map(|region| {
        let of_kind = |kind: &'static str| region.get(kind).and_then(Value::as_object);
        let hardware = [ELECTABLE, READ_ONLY].into_iter().filter_map(of_kind);
        let hardware = hardware.filter(|hardware| count(hardware) > 0);
        hardware.map(|hardware| (text(region, "providerName"), text(hardware, "instanceSize")))
    });
    check_same_size(base)
}

/// Rejects an instance size outside of the bounds of auto-scaling, and one that replaces the size which auto-scaling chose.
#[inline]
fn check_scaling(
    previous: Option<&Map<String, Value>>,
    region: &Map<String, Value>,
    kind: &str,
    scaling: &str,
    overrides_scaling: bool,
) -> Result<(), Error> {
    let compute = |region: &Map<String, Value>| {
        region.get(scaling).map(|scaling| scaling["compute"].clone()).filter(|compute| compute["enabled"] == true)
    };
    let size = |region: &Map<String, Value>| region.get(kind)?["instanceSize"].as_str().map(str::to_owned);
    let (Some(compute_now), Some(new)) = (compute(region), size(region)) else { return Ok(()) };
    let smallest = compute_now["minInstanceSize"].as_str().filter(|_| compute_now["scaleDownEnabled"] == true);
    let largest = compute_now["maxInstanceSize"].as_str();
    if !is_within(&new, smallest, largest) {
        let text = |name: &str| compute_now[name].as_str().unwrap_or_default().to_owned();
        return Err(out_of_bounds(&new, &(text("minInstanceSize"), text("maxInstanceSize"))));
    }
    let old = previous.filter(|previous| compute(previous).is_some() && nodes(previous, kind) > 0).and_then(size);
    match old {
        Some(old) if old != new && is_within(&old, smallest, largest) && !overrides_scaling => {
            let rule = format!(
                "{:?} has {old:?}, which auto-scaling may have chosen; call `override_auto_scaling` to set {new:?}, or \
                 change the bounds with `scale_compute`",
                text(region, "regionName")
            );
            Err(Error::invalid_argument("instance size", rule))
        }
        _ => Ok(()),
    }
}
