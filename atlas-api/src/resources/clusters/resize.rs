//! Changing the instance size of a cluster.

use atlas_gen::Operation;
use serde_json::{Map, Value, json};

use super::{get::GetCluster, named::Named};
use crate::{AnyCluster, Error, Response, model::Cluster, operation};

/// A request for another instance size; made by [`Clusters::set_instance_size`](super::Clusters::set_instance_size).
#[derive(Clone, Debug)]
#[must_use = "nothing is sent before `send` is called and awaited"]
pub struct SetInstanceSize {
    cluster: Named,
    size: String,
    analytics: bool,
}

impl SetInstanceSize {
    pub(super) fn new(cluster: Named, size: String) -> Self {
        Self { cluster, size, analytics: false }
    }

    /// Gives the analytics nodes the size too, which can differ from that of the others. Default: they keep theirs.
    pub fn with_analytics_nodes(mut self) -> Self {
        self.analytics = true;
        self
    }

    /// Sends the two requests.
    ///
    /// # Errors
    /// As [`Clusters::set_instance_size`](super::Clusters::set_instance_size) says.
    pub async fn send(self) -> Result<Response<Cluster>, Error> {
        if self.size.is_empty() {
            return Err(Error::invalid_argument("instance size", "it is empty; expected one such as M10"));
        }
        let found = GetCluster(self.cluster.clone()).send().await?;
        if let AnyCluster::Flex(_) = *found {
            let rule = format!("{} is a flex cluster, which has no size", self.cluster.name);
            return Err(Error::invalid_argument("instance size", rule));
        }
        let mut specs = replication_specs(&found)?;
        if !resize(&mut specs, &self.size, self.analytics) {
            let rule = format!("all nodes of {} are {} already", self.cluster.name, self.size);
            return Err(Error::invalid_argument("instance size", rule));
        }
        let Named { atlas, name } = self.cluster;
        let project = atlas.project_id().to_string();
        let parameters = [("groupId", project.as_str()), ("clusterName", name.as_str())];
        let body = json!({ "replicationSpecs": specs });
        let call = atlas.low().with_json(update_cluster()?, &parameters, &body);
        call.await.map(Response::new).map_err(Error::from_call)
    }
}

fn update_cluster() -> Result<&'static Operation, Error> {
    operation::by_id("updateGroupCluster")
        .ok_or_else(|| Error::setup("this version knows no operation updateGroupCluster"))
}

/// The replication specs as Atlas sent them, with what this crate does not know.
fn replication_specs(found: &Response<AnyCluster>) -> Result<Vec<Value>, Error> {
    let body: Value = serde_json::from_slice(found.raw()).unwrap_or_default();
    match body.get("replicationSpecs").and_then(Value::as_array) {
        Some(specs) if !specs.is_empty() => Ok(specs.clone()),
        _ => Err(Error::invalid_argument("instance size", "the cluster has no replication specs to change it in")),
    }
}

/// What Atlas shows of a replication spec, of a region of it and of the hardware there, and takes back from nobody.
const READ_ONLY: [&str; 7] = [
    "id",
    "zoneId",
    "effectiveAnalyticsSpecs",
    "effectiveElectableSpecs",
    "effectiveReadOnlySpecs",
    "effectiveInstanceSize",
    "diskThroughput",
];

/// Puts the size into all nodes, and takes out what can't be sent back. Says whether anything was of another size.
fn resize(specs: &mut [Value], size: &str, analytics: bool) -> bool {
    let mut changed = false;
    for spec in specs.iter_mut().filter_map(Value::as_object_mut) {
        drop_read_only(spec);
        let regions = spec.get_mut("regionConfigs").and_then(Value::as_array_mut);
        for region in regions.into_iter().flatten().filter_map(Value::as_object_mut) {
            drop_read_only(region);
            for (hardware, is_resized) in
                [("electableSpecs", true), ("readOnlySpecs", true), ("analyticsSpecs", analytics)]
            {
                let Some(hardware) = region.get_mut(hardware).and_then(Value::as_object_mut) else { continue };
                drop_read_only(hardware);
                if is_resized {
                    let before = hardware.insert("instanceSize".to_owned(), size.into());
                    changed |= before.as_ref().and_then(Value::as_str) != Some(size);
                }
            }
        }
    }
    changed
}

fn drop_read_only(object: &mut Map<String, Value>) {
    object.retain(|name, _| !READ_ONLY.contains(&name.as_str()));
}

#[cfg(test)]
mod tests {
    use super::*;

    fn specs() -> Vec<Value> {
        let region = |name: &str, size: &str| {
            json!({
                "analyticsSpecs": { "instanceSize": "M40", "nodeCount": 1, "diskSizeGB": 10.0 },
                "effectiveElectableSpecs": { "instanceSize": size },
                "electableSpecs": { "instanceSize": size, "nodeCount": 3, "diskIOPS": 3000, "diskThroughput": 125 },
                "priority": 7,
                "readOnlySpecs": { "instanceSize": size, "nodeCount": 0 },
                "regionName": name,
                "somethingNew": { "kept": true },
            })
        };
        let spec = |size: &str| json!({ "id": "a", "zoneId": "b", "zoneName": "Zone 1", "regionConfigs": [region("US_EAST_1", size)] });
        vec![spec("M10"), spec("M20")]
    }

    #[test]
    fn a_new_size_changes_nothing_but_the_size() {
        let mut changed = specs();
        assert!(resize(&mut changed, "M30", false));
        let region = json!({
            "analyticsSpecs": { "instanceSize": "M40", "nodeCount": 1, "diskSizeGB": 10.0 },
            "electableSpecs": { "instanceSize": "M30", "nodeCount": 3, "diskIOPS": 3000 },
            "priority": 7,
            "readOnlySpecs": { "instanceSize": "M30", "nodeCount": 0 },
            "regionName": "US_EAST_1",
            "somethingNew": { "kept": true },
        });
        let spec = json!({ "zoneName": "Zone 1", "regionConfigs": [region] });
        assert_eq!(changed, [spec.clone(), spec]);
    }

    #[test]
    fn analytics_nodes_get_it_only_if_they_are_named() {
        let mut changed = specs();
        assert!(resize(&mut changed, "M30", true));
        assert_eq!(changed[0]["regionConfigs"][0]["analyticsSpecs"]["instanceSize"], "M30");
    }

    #[test]
    fn the_same_size_is_no_change() {
        let mut changed = specs();
        assert!(resize(&mut changed, "M10", false), "one of the shards has another");
        assert!(!resize(&mut changed, "M10", false));
    }
}
