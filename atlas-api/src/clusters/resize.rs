//! Resizing a cluster, which takes two requests.

use std::{future::IntoFuture, pin::Pin};

use atlas_gen::{OperationBuilder, operations::clusters::UpdateCluster};
use serde_json::{Map, Value, json};

use super::{AnyCluster, Clusters};
use crate::{
    Error, Preview, Request, Response,
    model::Cluster,
    request::{CallOptions, call_options},
};

/// A request that changes the instance size of a cluster; returned by
/// [`Clusters::set_instance_size`]. Await it to send it.
///
/// It sends a `GET` for the layout and then a `PATCH` with the changed layout. Options such as
/// [`timeout`](Self::timeout) apply to both.
#[derive(Clone, Debug)]
#[must_use = "a request is not sent until it is awaited"]
pub struct ResizeCluster {
    clusters: Clusters,
    name: String,
    size: String,
    analytics: bool,
    options: CallOptions,
}

impl ResizeCluster {
    pub(super) fn new(clusters: Clusters, name: String, size: String) -> Self {
        Self { clusters, name, size, analytics: false, options: CallOptions::default() }
    }

    fn options_mut(&mut self) -> &mut CallOptions {
        &mut self.options
    }

    /// Resizes the analytics nodes too. Default: they keep their size, which can differ from that of other nodes.
    pub fn with_analytics_nodes(mut self) -> Self {
        self.analytics = true;
        self
    }

    /// Returns the first request as it would be sent, the `GET` for the layout. The second one depends on its response.
    ///
    /// # Errors
    /// [`is_invalid_argument`](Error::is_invalid_argument) if an argument is invalid.
    pub fn preview(&self) -> Result<Preview, Error> {
        self.get()?.preview()
    }

    /// Sends both requests. Awaiting it does the same.
    ///
    /// # Errors
    /// As [`Clusters::set_instance_size`].
    pub async fn send(self) -> Result<Response<Cluster>, Error> {
        let cluster = self.get()?.await?;
        let body = json!({ "replicationSpecs": self.resized(&cluster)? });
        let project = self.clusters.atlas.project_id()?.to_string();
        let parameters = [("groupId", &*project), ("clusterName", &*self.name)];
        let update =
            Request::new(&self.clusters.atlas, |api| Ok(api.with_json(UpdateCluster::OPERATION, &parameters, &body)));
        self.with_options(update).await
    }

    fn get(&self) -> Result<Request<AnyCluster>, Error> {
        if self.size.is_empty() {
            return Err(Error::invalid_argument("instance size", "empty; expected for example M10"));
        }
        Ok(self.with_options(self.clusters.get(&*self.name)))
    }

    fn with_options<T>(&self, mut request: Request<T>) -> Request<T> {
        request.options_mut().clone_from(&self.options);
        request
    }

    /// Returns the replication specs as in the response, including unknown properties, with the new size.
    fn resized(&self, cluster: &Response<AnyCluster>) -> Result<Vec<Value>, Error> {
        let invalid = |rule: String| Err(Error::invalid_argument("instance size", rule));
        if cluster.as_flex().is_some() {
            return invalid(format!("{:?} is a flex cluster, which has no instance size", self.name));
        }
        let mut body: Value = serde_json::from_slice(cluster.raw()).unwrap_or_default();
        let specs = body.get_mut("replicationSpecs").and_then(Value::as_array_mut).map(std::mem::take);
        let mut specs = specs.unwrap_or_default();
        if specs.is_empty() {
            return invalid(format!("cluster {:?} has no replication specs to resize", self.name));
        }
        if !resize(&mut specs, &self.size, self.analytics) {
            return invalid(format!("all nodes of {:?} have the size {:?} already", self.name, self.size));
        }
        Ok(specs)
    }
}

#[cfg(feature = "blocking")]
impl ResizeCluster {
    /// Sends both requests and blocks the thread until the responses arrive; see [`Request::send_blocking`].
    ///
    /// # Errors
    /// As [`send`](Self::send); and [`is_invalid_argument`](Error::is_invalid_argument) inside of an async runtime.
    pub fn send_blocking(self) -> Result<Response<Cluster>, Error> {
        let atlas = self.clusters.atlas.clone();
        crate::request::block_on(&atlas, self.send())
    }
}

call_options!(ResizeCluster);

impl IntoFuture for ResizeCluster {
    type Output = Result<Response<Cluster>, Error>;
    type IntoFuture = Pin<Box<dyn Future<Output = Self::Output> + Send>>;

    fn into_future(self) -> Self::IntoFuture {
        Box::pin(self.send())
    }
}

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

/// Sets the size of all nodes and removes read-only properties. Returns whether any node had another size.
fn resize(specs: &mut [Value], size: &str, analytics: bool) -> bool {
    let mut changed = false;
    for spec in specs.iter_mut().filter_map(Value::as_object_mut) {
        remove_read_only(spec);
        let regions = spec.get_mut("regionConfigs").and_then(Value::as_array_mut);
        for region in regions.into_iter().flatten().filter_map(Value::as_object_mut) {
            remove_read_only(region);
            for (hardware, is_resized) in
                [("electableSpecs", true), ("readOnlySpecs", true), ("analyticsSpecs", analytics)]
            {
                let Some(hardware) = region.get_mut(hardware).and_then(Value::as_object_mut) else { continue };
                remove_read_only(hardware);
                if is_resized {
                    let before = hardware.insert("instanceSize".to_owned(), size.into());
                    changed |= before.as_ref().and_then(Value::as_str) != Some(size);
                }
            }
        }
    }
    changed
}

fn remove_read_only(object: &mut Map<String, Value>) {
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
        let spec = |size: &str| {
            let regions = [region("US_EAST_1", size)];
            json!({ "id": "a", "zoneId": "b", "zoneName": "Zone 1", "regionConfigs": regions })
        };
        vec![spec("M10"), spec("M20")]
    }

    #[test]
    fn resizing_changes_only_the_size() {
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
    fn analytics_nodes_are_resized_only_on_request() {
        let mut changed = specs();
        assert!(resize(&mut changed, "M30", true));
        assert_eq!(changed[0]["regionConfigs"][0]["analyticsSpecs"]["instanceSize"], "M30");
    }

    #[test]
    fn resizing_to_the_same_size_changes_nothing() {
        let mut changed = specs();
        assert!(resize(&mut changed, "M10", false), "one of the shards has another size");
        assert!(!resize(&mut changed, "M10", false));
    }
}
