//! Resizing a cluster, which takes two requests.

use atlas_gen::{OperationBuilder, operations::clusters::UpdateCluster};
use serde_json::{Map, Value, json};

use super::{AnyCluster, Clusters};
use crate::{
    Error, Preview, Request, Response,
    model::Cluster,
    request::{CallOptions, call_options, into_future, send_blocking},
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

call_options!(ResizeCluster);
into_future!(ResizeCluster, Response<Cluster>);
send_blocking!(ResizeCluster, Response<Cluster>, |resize| &resize.clusters.atlas);

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
            let nodes = [("electableSpecs", true), ("readOnlySpecs", true), ("analyticsSpecs", analytics)];
            for (hardware, is_resized) in nodes {
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
