//! A change of the instance size of an existing cluster.

use serde_json::{Map, Value};

use super::{
    NodesChange,
    hardware::rank,
    layout_change::{layout_of, regions, regions_mut},
    nodes::{ANALYTICS, ELECTABLE, READ_ONLY, text},
};
use crate::Error;

/// The nodes of a region: their property, and that of their auto-scaling. Electable and read-only nodes share one.
const NODES: [(&str, &str); 3] =
    [(ELECTABLE, "autoScaling"), (READ_ONLY, "autoScaling"), (ANALYTICS, "analyticsAutoScaling")];

/// A change of the instance size of nodes.
#[derive(Clone, Debug)]
pub(crate) struct Resize {
    pub(crate) size: String,
    /// Whether the analytics nodes are resized too.
    pub(crate) analytics: bool,
    /// Whether the bounds of auto-scaling are moved if the size is outside of them.
    pub(crate) moves_bounds: bool,
    /// Whether shards of different sizes get the same one.
    pub(crate) equalizes_shards: bool,
}

impl Resize {
    /// Returns the layout of a cluster with the new size; `None` if the nodes are configured with it already.
    #[inline]
    pub(crate) fn layout_for(&self, cluster: &Value) -> Result<Option<Vec<Value>>, Error> {
        let name = cluster["name"].as_str().unwrap_or_default();
        let mut specs = layout_of(cluster);
        if specs.is_empty() {
            let rule = format!("cluster {name:?} has no replication specs to resize");
            return Err(Error::invalid_argument("instance size", rule));
        }
        if !self.equalizes_shards {
            check_equal_shards(&specs)?;
        }
        if cluster["replicationSpecs"].as_array().is_some_and(|configured| !self.changes(configured)) {
            return Ok(None);
        }
        let change = NodesChange::new().instance_size(&*self.size);
        let change = if self.analytics { change.analytics_size(&*self.size) } else { change };
        for region in specs.iter_mut().filter_map(Value::as_object_mut).flat_map(regions_mut) {
            change.apply(region, false)?;
            for (_, scaling) in self.resized(region).collect::<Vec<_>>() {
                if let Some(bound) = self.fit_bounds(region.get_mut(scaling)) {
                    let rule = format!(
                        "{:?} is outside of the auto-scaling bounds of cluster {name:?} ({bound}); call \
                         `moving_autoscaling_bounds` to move them",
                        self.size
                    );
                    return Err(Error::invalid_argument("instance size", rule));
                }
            }
        }
        Ok(Some(specs))
    }

    /// Returns the properties of the nodes to resize that a region has.
    #[inline]
    fn resized<'a>(
        &'a self,
        region: &'a Map<String, Value>,
    ) -> impl Iterator<Item = (&'static str, &'static str)> + use<'a> {
        let kinds = NODES.into_iter().filter(|(kind, _)| *kind != ANALYTICS || self.analytics);
        kinds.filter(|(kind, _)| region.get(*kind).is_some_and(exist))
    }

    /// Returns whether nodes to resize are configured with another size.
    #[inline]
    fn changes(&self, specs: &[Value]) -> bool {
        specs.iter().flat_map(regions).any(|region| {
            self.resized(region)
                .any(|(kind, _)| region.get(kind).is_some_and(|nodes| nodes["instanceSize"] != *self.size))
        })
    }

    /// Moves the bounds of auto-scaling so that they include the size, or returns the bound that excludes it.
    #[inline]
    fn fit_bounds(&self, scaling: Option<&mut Value>) -> Option<String> {
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

/// Returns whether there are nodes of this kind. Atlas can omit their number.
#[inline]
fn exist(hardware: &Value) -> bool {
    hardware.is_object() && hardware["nodeCount"] != 0
}

/// Rejects shards whose electable and read-only nodes have different sizes. Providers have different names for similar
/// sizes, which are not compared.
#[inline]
fn check_equal_shards(specs: &[Value]) -> Result<(), Error> {
    let mut seen: Vec<(&str, &str)> = Vec::new();
    for region in specs.iter().flat_map(regions) {
        let base = [ELECTABLE, READ_ONLY].into_iter().filter_map(|kind| region.get(kind)).filter(|nodes| exist(nodes));
        for size in base.filter_map(|nodes| nodes["instanceSize"].as_str()) {
            let provider = text(region, "providerName");
            match seen.iter().find(|(known, _)| *known == provider) {
                Some((_, known)) if *known != size => {
                    let rule = format!(
                        "the shards have different sizes, {known:?} and {size:?}; call `equalizing_shards` to give all \
                         of them the same"
                    );
                    return Err(Error::invalid_argument("instance size", rule));
                }
                Some(_) => {}
                None => seen.push((provider, size)),
            }
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn resize(size: &str) -> Resize {
        Resize { size: size.to_owned(), analytics: false, moves_bounds: false, equalizes_shards: false }
    }

    /// Applies a resize to a cluster with one region, and returns the region, or `None` if nothing changes.
    fn apply(resize: &Resize, region: &Value) -> Result<Option<Value>, String> {
        let cluster = json!({ "name": "orders", "replicationSpecs": [{ "id": "1", "regionConfigs": [region] }] });
        let layout = resize.layout_for(&cluster).map_err(|error| error.to_string())?;
        Ok(layout.map(|mut specs| {
            assert_eq!(specs[0]["id"], "1");
            specs[0]["regionConfigs"][0].take()
        }))
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
            // The disk belongs to the instance.
            ("M40", "M40_NVME", json!({ "instanceSize": "M40_NVME", "nodeCount": 3 })),
            ("M40_NVME", "M50_NVME", json!({ "instanceSize": "M50_NVME", "nodeCount": 3 })),
            ("M40_NVME", "M40", json!({ "instanceSize": "M40", "nodeCount": 3 })),
        ] {
            let region = json!({ "electableSpecs": hardware(from), "analyticsSpecs": hardware("M30") });
            let region = apply(&resize(to), &region).unwrap().unwrap();
            assert_eq!(region["electableSpecs"], expected, "{from} to {to}");
            assert_eq!(region["analyticsSpecs"], hardware("M30"), "{from} to {to}");
        }
    }

    #[test]
    fn only_nodes_that_are_resized_decide_whether_the_layout_changes() {
        let hardware = |size: &str, count: u8| json!({ "instanceSize": size, "nodeCount": count });
        for (electable, read_only, analytics, with_analytics, expected) in [
            (hardware("M10", 3), hardware("M10", 0), hardware("M10", 1), false, true),
            (hardware("M20", 3), hardware("M20", 1), hardware("M10", 1), false, false),
            (hardware("M20", 3), hardware("M20", 1), hardware("M10", 1), true, true),
            // There are no such nodes.
            (hardware("M20", 3), hardware("M10", 0), hardware("M10", 0), true, false),
            (json!({ "instanceSize": "M10" }), json!(null), json!(null), true, true),
        ] {
            let region =
                json!({ "electableSpecs": electable, "readOnlySpecs": read_only, "analyticsSpecs": analytics });
            let resize = Resize { analytics: with_analytics, ..resize("M20") };
            assert_eq!(apply(&resize, &region).unwrap().is_some(), expected, "{region}, analytics: {with_analytics}");
        }
    }

    #[test]
    fn a_size_outside_of_the_bounds_is_rejected_unless_they_are_moved() {
        let scaling = |min: &str, max: &str, enabled: bool, down: bool| {
            json!({ "compute": {
                "enabled": enabled, "scaleDownEnabled": down, "minInstanceSize": min, "maxInstanceSize": max,
            } })
        };
        for (size, enabled, down, bound, moved) in [
            ("M30", true, true, None, ("M20", "M40")),
            ("M40", true, true, None, ("M20", "M40")),
            ("M50", true, true, Some("(maximum \"M40\")"), ("M20", "M50")),
            ("R50", true, true, Some("(maximum \"M40\")"), ("M20", "R50")),
            ("M10", true, true, Some("(minimum \"M20\")"), ("M10", "M40")),
            // The bounds are not used.
            ("M10", true, false, None, ("M20", "M40")),
            ("M50", false, false, None, ("M20", "M40")),
            // A size without a number cannot be compared.
            ("HUGE", true, true, None, ("M20", "M40")),
        ] {
            let region = json!({
                "electableSpecs": { "instanceSize": "M25", "nodeCount": 3 },
                "autoScaling": scaling("M20", "M40", enabled, down),
            });
            match (apply(&resize(size), &region), bound) {
                (Err(error), Some(bound)) => assert!(error.contains(bound), "{error}"),
                (outcome, bound) => assert!(outcome.is_ok() && bound.is_none(), "{size}, {enabled}, {down}"),
            }
            let moving = Resize { moves_bounds: true, ..resize(size) };
            let region = apply(&moving, &region).unwrap().unwrap();
            assert_eq!(region["autoScaling"], scaling(moved.0, moved.1, enabled, down), "{size}, {enabled}, {down}");
        }
    }

    #[test]
    fn analytics_nodes_have_bounds_of_their_own() {
        let region = json!({
            "electableSpecs": { "instanceSize": "M10", "nodeCount": 3 },
            "analyticsSpecs": { "instanceSize": "M10", "nodeCount": 1 },
            "analyticsAutoScaling": { "compute": { "enabled": true, "maxInstanceSize": "M30" } },
        });
        assert!(apply(&resize("M40"), &region).is_ok());
        let error = apply(&Resize { analytics: true, ..resize("M40") }, &region).unwrap_err();
        assert!(error.contains("(maximum \"M30\")"), "{error}");
    }
}
