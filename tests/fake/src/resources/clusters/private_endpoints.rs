//! The connection strings of a cluster for private endpoints.

use serde_json::{Map, Value, json};

use super::{hardware, layout};
use crate::resources::endpoint_services;
use crate::store::{Resource, Store};

/// The first of the ports at which a load balancer offers the nodes of a cluster.
const FIRST_PORT: usize = 1024;

/// Adds a connection string for each private endpoint service in a region of the cluster that has available endpoints.
pub(super) fn add_connection_strings(store: &Store, cluster: &Resource, body: &mut Map<String, Value>) {
    let has_nodes = |service: &Resource| {
        hardware::regions(&cluster.body).any(|region| {
            region["providerName"] == *service.text("cloudProvider")
                && region["regionName"] == *service.text("regionName")
        })
    };
    let services = endpoint_services::available(store, &cluster.scope);
    let strings: Vec<_> = services
        .into_iter()
        .filter(|(service, _)| has_nodes(service))
        .enumerate()
        .map(|(place, (service, endpoints))| connection_strings(cluster, place, service, &endpoints))
        .collect();
    if let Some(all) = body.get_mut("connectionStrings").filter(|_| !strings.is_empty()) {
        all["privateEndpoint"] = strings.into();
    }
}

fn connection_strings(cluster: &Resource, place: usize, service: &Resource, endpoints: &[&str]) -> Value {
    let region = service.text("regionName");
    let host = format!("pl-{place}-{}.abcde.example.com", region.to_lowercase().replace('_', "-"));
    let addresses = (0..layout::addresses(cluster).len()).map(|node| format!("{host}:{}", FIRST_PORT + node));
    let addresses = addresses.collect::<Vec<_>>().join(",");
    let name = &cluster.key;
    let is_sharded = layout::is_sharded(cluster);
    let set = if is_sharded { String::new() } else { format!("&replicaSet=atlas-{name}-shard-0") };
    let endpoint =
        |id: &&str| json!({ "endpointId": id, "providerName": service.text("cloudProvider"), "region": region });
    json!({
        "connectionString": format!("mongodb://{addresses}/?ssl=true&authSource=admin{set}"),
        "endpoints": endpoints.iter().map(endpoint).collect::<Vec<_>>(),
        "srvConnectionString": format!("mongodb+srv://{}-pl-{place}.abcde.example.com", name.to_lowercase()),
        "type": if is_sharded { "MONGOS" } else { "MONGOD" },
    })
}
