//! Values that Atlas adds to its enumerations later: they are read like known ones, and do not end a list.

use atlas_api::model::{Process, ProcessTypeName};
use atlas_fake::{FakeAtlas, SetResponse};
use serde_json::{Value, json};

use crate::support::client;

/// Starts a fake that returns a body for an operation.
async fn with_response(operation: &str, body: Value) -> FakeAtlas {
    let fake = FakeAtlas::start().await.unwrap();
    fake.respond(operation, SetResponse::json(200, &body));
    fake
}

/// Returns a page with items that differ in one property.
fn page(property: &str, values: [&str; 3]) -> Value {
    let items: Vec<_> = values.into_iter().map(|value| json!({ "id": "x", (property): value })).collect();
    json!({ "results": items, "links": [], "totalCount": 3 })
}

#[tokio::test]
async fn an_unknown_type_of_event_does_not_end_a_list() {
    let types = ["CLUSTER_CREATED", "CLUSTER_PAINTED_BLUE", "HOST_DOWN"];
    let fake = with_response("listGroupEvents", page("eventTypeName", types)).await;
    let events = client(&fake).events().list().all().await.unwrap();
    let read: Vec<_> = events.iter().map(|event| event.event_type_name.as_ref().unwrap().as_str()).collect();
    assert_eq!(read, types);

    let fake = with_response("listOrgEvents", page("eventTypeName", types)).await;
    let events = client(&fake).organization_events().list().all().await.unwrap();
    let read: Vec<_> = events.iter().map(|event| event.event_type_name.as_ref().unwrap().as_str()).collect();
    assert_eq!(read, types);
}

#[tokio::test]
async fn a_process_of_an_unknown_type_is_neither_primary_nor_secondary() {
    let types = ["REPLICA_PRIMARY", "REPLICA_OBSERVER", "SHARD_SECONDARY"];
    let fake = with_response("listGroupProcesses", page("typeName", types)).await;
    let processes = client(&fake).processes();
    let types = |processes: Vec<Process>| processes.into_iter().map(|process| process.type_name.unwrap());
    let unknown = types(processes.list().all().await.unwrap()).nth(1).unwrap();
    assert_eq!((unknown.as_str(), &unknown), ("REPLICA_OBSERVER", &ProcessTypeName::from("REPLICA_OBSERVER")));
    let primaries: Vec<_> = types(processes.list_primaries().await.unwrap()).collect();
    assert_eq!(primaries, [ProcessTypeName::ReplicaPrimary]);
    let secondaries: Vec<_> = types(processes.list_secondaries().await.unwrap()).collect();
    assert_eq!(secondaries, [ProcessTypeName::ShardSecondary]);
}

#[tokio::test]
async fn a_cluster_of_an_unknown_type_provider_and_size_is_read() {
    let region = json!({
        "providerName": "NIMBUS", "regionName": "MOON_NORTH_1", "priority": 7,
        "electableSpecs": { "instanceSize": "M12345_GEN_9", "nodeCount": 3 },
    });
    let cluster = json!({
        "name": "orders", "clusterType": "HYPERSHARDED", "stateName": "THINKING",
        "replicationSpecs": [{ "regionConfigs": [region] }],
    });
    let fake = with_response("getGroupCluster", cluster.clone()).await;
    let read = client(&fake).clusters().get("orders").await.unwrap();
    assert_eq!(read.state(), Some("THINKING"));
    let read = serde_json::to_value(read.as_cluster().unwrap()).unwrap();
    assert_eq!(read, cluster, "all values are kept");

    let body = json!({ "results": [cluster], "links": [], "totalCount": 1 });
    let fake = with_response("listGroupClusters", body).await;
    assert_eq!(client(&fake).clusters().list().all().await.unwrap().len(), 1);
}

#[tokio::test]
async fn a_flex_cluster_of_an_unknown_provider_is_read() {
    let settings = json!({ "backingProviderName": "NIMBUS", "providerName": "FLEXIBLE", "regionName": "MOON_NORTH_1" });
    let fake = with_response("getGroupFlexCluster", json!({ "name": "small", "providerSettings": settings })).await;
    let read = client(&fake).flex_clusters().get("small").await.unwrap();
    assert_eq!(serde_json::to_value(read.provider_settings.as_ref().unwrap()).unwrap(), settings);
}

#[tokio::test]
async fn a_snapshot_of_an_unknown_type_does_not_end_a_list() {
    for property in ["snapshotType", "type", "status", "frequencyType", "cloudProvider"] {
        let body = page(property, ["ondemand", "continuous", "onDemand"]);
        let fake = with_response("listGroupClusterBackupSnapshots", body.clone()).await;
        let snapshots = client(&fake).backups("orders").snapshots().list().all().await.unwrap();
        assert_eq!(serde_json::to_value(snapshots).unwrap(), body["results"], "{property}");
    }
}
