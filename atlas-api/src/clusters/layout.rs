//! The layout of a cluster, in the JSON of its replication specs, with another instance size.
//!
//! The layout is sent back as it was read, with properties that this crate does not know, because Atlas replaces it as
//! a whole.

use serde_json::{Map, Value};

use crate::specs::hardware::{self, rank, remove};

/// Read-only properties of a replication spec, its regions and their hardware. Atlas does not accept them in a request.
const READ_ONLY: [&str; 7] = [
    "id",
    "zoneId",
    "effectiveAnalyticsSpecs",
    "effectiveElectableSpecs",
    "effectiveReadOnlySpecs",
    "effectiveInstanceSize",
    "diskThroughput",
];

/// The nodes of a region: their property, and that of their auto-scaling. Electable and read-only nodes share one.
const NODES: [(&str, &str); 3] =
    [("electableSpecs", "autoScaling"), ("readOnlySpecs", "autoScaling"), (ANALYTICS, "analyticsAutoScaling")];
const ANALYTICS: &str = "analyticsSpecs";

/// A change of the instance size of nodes.
#[derive(Clone, Debug)]
pub(super) struct Resize {
    pub(super) size: String,
    /// Whether the analytics nodes are resized too.
    pub(super) analytics: bool,
    /// Whether the bounds of auto-scaling are moved if the size is outside of them.
    pub(super) moves_bounds: bool,
}

/// The result of applying a [`Resize`] to a layout.
#[derive(Debug, PartialEq)]
pub(super) enum Resized {
    /// The nodes to resize have the size already.
    Unchanged,
    Changed,
    /// The size is outside of this bound of auto-scaling, such as `maximum "M40"`.
    OutOfBounds(String),
}

impl Resize {
    /// Sets the size, and removes properties that are read-only or belong to the old size.
    #[inline]
    pub(super) fn apply(&self, specs: &mut [Value]) -> Resized {
        let mut changed = false;
        let mut violated = None;
        for spec in specs.iter_mut().filter_map(Value::as_object_mut) {
            remove(spec, &READ_ONLY);
            let regions = spec.get_mut("regionConfigs").and_then(Value::as_array_mut);
            for region in regions.into_iter().flatten().filter_map(Value::as_object_mut) {
                remove(region, &READ_ONLY);
                for (nodes, scaling) in NODES {
                    let Some(hardware) = region.get_mut(nodes).and_then(Value::as_object_mut) else { continue };
                    remove(hardware, &READ_ONLY);
                    if nodes == ANALYTICS && !self.analytics {
                        continue;
                    }
                    if self.set_size(hardware) {
                        changed = true;
                        violated = violated.or(self.check_bounds(region.get_mut(scaling)));
                    }
                }
            }
        }
        match violated {
            Some(bound) => Resized::OutOfBounds(bound),
            None if changed => Resized::Changed,
            None => Resized::Unchanged,
        }
    }

    /// Sets the size of nodes. Returns whether there are nodes of another size.
    #[inline]
    fn set_size(&self, hardware: &mut Map<String, Value>) -> bool {
        if !hardware::set_size(hardware, &self.size) {
            return false;
        }
        hardware.get("nodeCount").and_then(Value::as_u64) != Some(0)
    }

    /// Moves the bounds of auto-scaling so that they include the size, or returns the bound that excludes it.
    #[inline]
    fn check_bounds(&self, scaling: Option<&mut Value>) -> Option<String> {
        let compute = scaling?.get_mut("compute")?.as_object_mut()?;
        let is_enabled = |compute: &Map<String, Value>, name: &str| compute.get(name) == Some(&Value::Bool(true));
        if !is_enabled(compute, "enabled") {
            return None;
        }
        let scales_down = is_enabled(compute, "scaleDownEnabled");
        let size = rank(&self.size)?;
        for (name, description, is_used) in
            [("minInstanceSize", "minimum", scales_down), ("maxInstanceSize", "maximum", true)]
        {
            let Some(bound) = compute.get(name).and_then(Value::as_str) else { continue };
            let Some(limit) = rank(bound) else { continue };
            let excludes = if name == "minInstanceSize" { size < limit } else { size > limit };
            if is_used && excludes && !self.moves_bounds {
                return Some(format!("{description} {bound:?}"));
            }
            if is_used && excludes {
                compute.insert(name.to_owned(), self.size.as_str().into());
            }
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn resize(size: &str) -> Resize {
        Resize { size: size.to_owned(), analytics: false, moves_bounds: false }
    }

    /// Applies a resize to a layout with one region, and returns the region.
    fn apply(resize: &Resize, region: Value) -> (Resized, Value) {
        let mut specs = [json!({ "id": "1", "zoneName": "Zone 1", "regionConfigs": [region] })];
        let resized = resize.apply(&mut specs);
        assert_eq!(specs[0].get("id"), None);
        (resized, specs[0]["regionConfigs"][0].take())
    }

    #[test]
    fn hardware_of_the_old_size_is_not_sent() {
        let hardware = |size: &str| {
            json!({
                "instanceSize": size, "nodeCount": 3, "diskSizeGB": 80.0, "diskIOPS": 3000,
                "ebsVolumeType": "PROVISIONED",
            })
        };
        for (from, to, expected) in [
            ("M10", "M20", json!({ "instanceSize": "M20", "nodeCount": 3, "diskSizeGB": 80.0 })),
            ("M20", "M20", hardware("M20")),
            // The disk belongs to the instance.
            ("M40", "M40_NVME", json!({ "instanceSize": "M40_NVME", "nodeCount": 3 })),
            ("M40_NVME", "M50_NVME", json!({ "instanceSize": "M50_NVME", "nodeCount": 3 })),
            ("M40_NVME", "M40", json!({ "instanceSize": "M40", "nodeCount": 3 })),
        ] {
            let region = json!({ "electableSpecs": hardware(from), "analyticsSpecs": hardware("M30") });
            let (_, region) = apply(&resize(to), region);
            assert_eq!(region["electableSpecs"], expected, "{from} to {to}");
            assert_eq!(region["analyticsSpecs"], hardware("M30"), "{from} to {to}");
        }
    }

    #[test]
    fn only_nodes_that_are_resized_decide_whether_the_layout_changes() {
        let hardware = |size: &str, count: u8| json!({ "instanceSize": size, "nodeCount": count });
        for (electable, read_only, analytics, with_analytics, expected) in [
            (hardware("M10", 3), hardware("M10", 0), hardware("M10", 1), false, Resized::Changed),
            (hardware("M20", 3), hardware("M20", 1), hardware("M10", 1), false, Resized::Unchanged),
            (hardware("M20", 3), hardware("M20", 1), hardware("M10", 1), true, Resized::Changed),
            // There are no such nodes.
            (hardware("M20", 3), hardware("M10", 0), hardware("M10", 0), true, Resized::Unchanged),
            (hardware("M20", 3), hardware("M10", 1), hardware("M20", 0), true, Resized::Changed),
            (json!({ "instanceSize": "M10" }), json!(null), json!(null), true, Resized::Changed),
        ] {
            let region =
                json!({ "electableSpecs": electable, "readOnlySpecs": read_only, "analyticsSpecs": analytics });
            let resize = Resize { analytics: with_analytics, ..resize("M20") };
            assert_eq!(apply(&resize, region.clone()).0, expected, "{region}, analytics: {with_analytics}");
        }
    }

    #[test]
    fn a_size_outside_of_the_bounds_is_rejected_unless_they_are_moved() {
        let scaling = |min: &str, max: &str, enabled: bool, down: bool| {
            json!({ "compute": {
                "enabled": enabled, "scaleDownEnabled": down, "minInstanceSize": min, "maxInstanceSize": max,
            } })
        };
        let maximum = || Resized::OutOfBounds("maximum \"M40\"".to_owned());
        let minimum = || Resized::OutOfBounds("minimum \"M20\"".to_owned());
        for (size, enabled, down, expected, moved) in [
            ("M30", true, true, Resized::Changed, ("M20", "M40")),
            ("M40", true, true, Resized::Changed, ("M20", "M40")),
            ("M50", true, true, maximum(), ("M20", "M50")),
            ("R50", true, true, maximum(), ("M20", "R50")),
            ("M10", true, true, minimum(), ("M10", "M40")),
            // The bounds are not used.
            ("M10", true, false, Resized::Changed, ("M20", "M40")),
            ("M50", false, false, Resized::Changed, ("M20", "M40")),
            // A size without a number cannot be compared.
            ("HUGE", true, true, Resized::Changed, ("M20", "M40")),
        ] {
            let region = json!({
                "electableSpecs": { "instanceSize": "M25", "nodeCount": 3 },
                "autoScaling": scaling("M20", "M40", enabled, down),
            });
            assert_eq!(apply(&resize(size), region.clone()).0, expected, "{size}, {enabled}, {down}");
            let moving = Resize { moves_bounds: true, ..resize(size) };
            let (resized, region) = apply(&moving, region);
            assert_eq!(resized, Resized::Changed);
            assert_eq!(region["autoScaling"], scaling(moved.0, moved.1, enabled, down), "{size}, {enabled}, {down}");
        }
    }

    #[test]
    fn analytics_nodes_have_bounds_of_their_own() {
        let bounds = json!({ "compute": { "enabled": true, "maxInstanceSize": "M30" } });
        let region = json!({
            "electableSpecs": { "instanceSize": "M10", "nodeCount": 3 },
            "analyticsSpecs": { "instanceSize": "M10", "nodeCount": 1 },
            "analyticsAutoScaling": bounds,
        });
        assert_eq!(apply(&resize("M40"), region.clone()).0, Resized::Changed);
        let with_analytics = Resize { analytics: true, ..resize("M40") };
        assert_eq!(apply(&with_analytics, region).0, Resized::OutOfBounds("maximum \"M30\"".to_owned()));
    }
}
