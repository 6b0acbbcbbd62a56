//! Dedicated and flex clusters, from creation to deletion.

use std::time::Duration;

use atlas_fake::FakeAtlas;
use serde_json::{Value, json};

use crate::api::{Api, column, refusal, refused};

const MINUTE: Duration = Duration::from_secs(60);

async fn slow() -> Api {
    Api::of(FakeAtlas::builder().cluster_time(10 * MINUTE)).await
}

fn replica_set() -> Value {
    json!({
        "clusterType": "REPLICASET",
        "name": "orders",
        "replicationSpecs": [{ "regionConfigs": [{
            "electableSpecs": { "instanceSize": "M30", "nodeCount": 3 },
            "priority": 7,
            "providerName": "AZURE",
            "regionName": "EUROPE_WEST",
        }] }],
    })
}

#[tokio::test]
async fn a_cluster_passes_through_its_states_in_the_cluster_time() {
    let api = slow().await;
    let state = async || api.get("clusters/orders").await.1["stateName"].clone();
    let (status, created) = api.post("clusters", replica_set()).await;
    assert_eq!((status, &created["stateName"], &created["connectionStrings"]), (201, &json!("CREATING"), &json!({})));
    let region = &created["replicationSpecs"][0]["regionConfigs"][0];
    assert_eq!((&region["providerName"], &region["regionName"]), (&json!("AZURE"), &json!("EUROPE_WEST")));
    api.atlas().advance(9 * MINUTE);
    assert_eq!(state().await, "CREATING");
    let change = json!({ "tags": [{ "key": "a", "value": "b" }] });
    let too_early = refusal(api.patch("clusters/orders", change.clone()).await);
    assert_eq!(too_early, refused(400, "CLUSTER_NOT_IDLE_CANNOT_UPDATE", &["orders"]));

    api.atlas().advance(MINUTE);
    let (_, ready) = api.get("clusters/orders").await;
    assert_eq!((&ready["stateName"], &ready["id"]), (&json!("IDLE"), &created["id"]));
    let address = ready["connectionStrings"]["standardSrv"].as_str().unwrap();
    assert_eq!(address, "mongodb+srv://orders.abcde.example.com");

    let (_, changed) = api.patch("clusters/orders", change.clone()).await;
    assert_eq!((&changed["stateName"], &changed["tags"]), (&json!("UPDATING"), &change["tags"]));
    api.atlas().advance(10 * MINUTE);
    assert_eq!(state().await, "IDLE");

    assert_eq!(api.delete("clusters/orders").await, (202, json!({})));
    assert_eq!(state().await, "DELETING");
    api.atlas().advance(10 * MINUTE);
    let gone = refusal(api.get("clusters/orders").await);
    assert_eq!(gone, refused(404, "CLUSTER_NOT_FOUND", &["orders", api.atlas().project_id()]));
    let (_, events) = api.get("events").await;
    let expected = [
        "CLUSTER_DELETED",
        "CLUSTER_DELETE_SUBMITTED",
        "CLUSTER_UPDATE_COMPLETED",
        "CLUSTER_TAGS_MODIFIED",
        "CLUSTER_UPDATE_STARTED",
        "CLUSTER_UPDATE_SUBMITTED",
        "CLUSTER_READY",
        "CLUSTER_CREATED",
    ];
    assert_eq!(column(&events, "eventTypeName"), expected);
}

#[tokio::test]
async fn a_name_is_unique_among_clusters_of_both_kinds() {
    let api = Api::start().await;
    api.atlas().insert("flexClusters", json!({ "name": "small" })).unwrap();
    assert_eq!(api.post("clusters", replica_set()).await.0, 201);
    let expected = refused(400, "DUPLICATE_CLUSTER_NAME", &["orders", api.atlas().project_id()]);
    assert_eq!(refusal(api.post("clusters", replica_set()).await), expected);
    let flex = json!({
        "name": "orders",
        "providerSettings": { "backingProviderName": "AWS", "regionName": "US_EAST_1" },
    });
    assert_eq!(refusal(api.post("flexClusters", flex).await), expected);

    let wrong_api = refusal(api.get("clusters/small").await);
    assert_eq!(wrong_api, refused(400, "CANNOT_USE_FLEX_CLUSTER_IN_CLUSTER_API", &["small"]));
    let wrong_api = refusal(api.get("flexClusters/orders").await);
    assert_eq!(wrong_api, refused(400, "CANNOT_USE_NON_FLEX_CLUSTER_IN_FLEX_API", &["orders"]));
    assert_eq!(column(&api.get("clusters").await.1, "name"), ["orders"]);
    assert_eq!(column(&api.get("flexClusters").await.1, "name"), ["small"]);
}

#[tokio::test]
async fn termination_protection_prevents_deletion() {
    let api = Api::start().await;
    api.atlas().insert("clusters", json!({ "name": "orders", "terminationProtectionEnabled": true })).unwrap();
    let code = "CANNOT_TERMINATE_CLUSTER_WHEN_TERMINATION_PROTECTION_ENABLED";
    assert_eq!(refusal(api.delete("clusters/orders").await), refused(400, code, &["orders"]));
    api.patch("clusters/orders", json!({ "terminationProtectionEnabled": false })).await;
    assert_eq!(api.delete("clusters/orders").await.0, 202);
}

#[tokio::test]
async fn a_paused_cluster_must_be_resumed_before_an_update_and_cannot_be_paused_again_at_once() {
    let api = Api::start().await;
    api.atlas().insert("clusters", json!({ "name": "orders" })).unwrap();
    let patch = async |body| api.patch("clusters/orders", body).await;
    assert_eq!(patch(json!({ "paused": true })).await.1["paused"], true);
    let expected = refused(409, "CLUSTER_ALREADY_PAUSED", &["orders"]);
    assert_eq!(refusal(patch(json!({ "paused": true })).await), expected);
    let expected = refused(409, "CANNOT_UPDATE_PAUSED_CLUSTER", &["orders"]);
    assert_eq!(refusal(patch(json!({ "backupEnabled": true })).await), expected);
    assert_eq!(refusal(patch(json!({ "backupEnabled": true, "paused": false })).await), expected);
    assert_eq!(patch(json!({ "paused": false })).await.1["paused"], false);
    let expected = refused(400, "CANNOT_PAUSE_RECENTLY_RESUMED_CLUSTER", &["orders"]);
    assert_eq!(refusal(patch(json!({ "paused": true })).await), expected);
    api.atlas().advance(60 * MINUTE);
    let expected = refused(409, "CANNOT_UPDATE_AND_PAUSE_CLUSTER", &["orders"]);
    assert_eq!(refusal(patch(json!({ "backupEnabled": true, "paused": true })).await), expected);
    assert_eq!(patch(json!({ "paused": true })).await.0, 200);
}

#[tokio::test]
async fn five_read_only_properties_are_refused_and_the_others_ignored() {
    let api = Api::start().await;
    api.atlas().insert("clusters", json!({ "name": "orders" })).unwrap();
    let (_, mut cluster) = api.get("clusters/orders").await;
    for property in ["connectionStrings", "createDate", "id", "mongoDBVersion", "stateName"] {
        let response = refusal(api.patch("clusters/orders", json!({ property: cluster[property] })).await);
        assert_eq!(response, refused(400, "INVALID_ATTRIBUTE", &[property]));
        cluster.as_object_mut().unwrap().remove(property);
    }
    cluster["labels"] = json!([{ "key": "team", "value": "sales" }]);
    let (status, updated) = api.patch("clusters/orders", cluster.clone()).await;
    assert_eq!((status, &updated["labels"]), (200, &cluster["labels"]));
    assert_eq!(updated["replicationSpecs"], cluster["replicationSpecs"]);

    // Sent back with one change, a cluster has one change; the ID of a shard in an older version is unknown.
    cluster["paused"] = true.into();
    cluster["replicationSpecs"][0]["id"] = "111111111111111111111111".into();
    let (status, paused) = api.patch("clusters/orders", cluster).await;
    assert_eq!((status, &paused["paused"]), (200, &json!(true)));
    assert_eq!(paused["replicationSpecs"][0]["id"], updated["replicationSpecs"][0]["id"]);
}

#[tokio::test]
async fn a_sharded_cluster_has_processes_for_each_shard() {
    let api = Api::start().await;
    let mut cluster = replica_set();
    cluster["clusterType"] = "SHARDED".into();
    let shard = cluster["replicationSpecs"][0].clone();
    cluster["replicationSpecs"].as_array_mut().unwrap().push(shard);
    api.post("clusters", cluster).await;
    let (_, page) = api.get("processes").await;
    let hosts: Vec<_> =
        (0..2).flat_map(|shard| (0..3).map(move |node| format!("orders-shard-0{shard}-0{node}"))).collect();
    let address = |host: &String, port: u16| json!(format!("{host}.abcde.example.com:{port}"));
    let expected: Vec<_> = hosts.iter().map(|host| address(host, 27017)).collect();
    let config = (0..3).map(|node| address(&format!("orders-config-00-0{node}"), 27017));
    let routers = hosts.iter().map(|host| address(host, 27016));
    let all: Vec<_> = expected.iter().cloned().chain(config).chain(routers.clone()).collect();
    assert_eq!(column(&page, "id"), all);
    let kinds = column(&page, "typeName");
    assert_eq!(kinds[..3], ["SHARD_PRIMARY", "SHARD_SECONDARY", "SHARD_SECONDARY"]);
    assert_eq!((&kinds[6], &kinds[9]), (&json!("SHARD_CONFIG"), &json!("SHARD_MONGOS")));
    let strings = api.get("clusters/orders").await.1["connectionStrings"].clone();
    let addresses: Vec<_> = routers.map(|address| address.as_str().unwrap().to_owned()).collect();
    let expected_string = format!("mongodb://{}/?ssl=true&authSource=admin", addresses.join(","));
    assert_eq!(strings["standard"], expected_string);
    let (_, process) = api.get(&format!("processes/{}", expected[4].as_str().unwrap())).await;
    assert_eq!(process["replicaSetName"], "atlas-orders-shard-01");
}

#[tokio::test]
async fn restarting_the_primaries_updates_the_cluster() {
    let api = slow().await;
    api.atlas().insert("clusters", json!({ "name": "orders" })).unwrap();
    assert_eq!(api.post("clusters/orders/restartPrimaries", json!({})).await, (200, Value::Null));
    assert_eq!(api.get("clusters/orders").await.1["stateName"], "UPDATING");
    let again = refusal(api.post("clusters/orders/restartPrimaries", json!({})).await);
    assert_eq!(again, refused(400, "CLUSTER_RESTART_IN_PROGRESS", &["orders"]));
    api.atlas().advance(10 * MINUTE);
    assert_eq!(api.post("clusters/orders/restartPrimaries", json!({})).await.0, 200);
}

#[tokio::test]
async fn process_arguments_are_changed_individually() {
    let api = Api::start().await;
    assert_eq!(refusal(api.get("clusters/orders/processArgs").await).1, "CLUSTER_NOT_FOUND");
    api.atlas().insert("clusters", json!({ "name": "orders" })).unwrap();
    assert_eq!(api.get("clusters/orders/processArgs").await.1["javascriptEnabled"], true);
    let (_, arguments) = api.patch("clusters/orders/processArgs", json!({ "javascriptEnabled": false })).await;
    assert_eq!((&arguments["javascriptEnabled"], &arguments["noTableScan"]), (&json!(false), &json!(false)));
    assert_eq!(api.get("clusters/orders/processArgs").await.1, arguments);
}

#[tokio::test]
async fn clusters_of_all_projects_are_listed_by_project() {
    let api = Api::start().await;
    api.atlas().insert("clusters", json!({ "name": "orders" })).unwrap();
    let (_, page) = api.get("/clusters").await;
    assert_eq!(page["results"][0]["clusters"][0]["name"], "orders");
    assert_eq!(page["results"][0]["groupName"], "fake");
}

#[tokio::test]
async fn a_cluster_needs_a_name_that_cannot_change_and_is_deleted_once() {
    let api = slow().await;
    let (status, created) = api.post("clusters", replica_set()).await;
    let path = format!("/api/atlas/v2/groups/{}/clusters/orders", api.atlas().project_id());
    let address = created["links"][0]["href"].as_str().unwrap();
    assert_eq!((status, address), (201, &*format!("{}{path}", api.atlas().base_url())));
    let mut nameless = replica_set();
    nameless.as_object_mut().unwrap().remove("name");
    assert_eq!(refusal(api.post("clusters", nameless).await), refused(400, "MISSING_ATTRIBUTE", &["name"]));
    let renamed = refusal(api.patch("clusters/orders", json!({ "name": "bills" })).await);
    assert_eq!(renamed, refused(400, "CLUSTER_CANNOT_CHANGE_NAME", &[]));
    let mut paused = replica_set();
    (paused["name"], paused["paused"]) = ("paused".into(), true.into());
    assert_eq!(refusal(api.post("clusters", paused).await), refused(400, "CANNOT_CREATE_PAUSED_CLUSTER", &["paused"]));

    assert_eq!(api.delete("clusters/orders").await.0, 202);
    let again = refusal(api.delete("clusters/orders").await);
    assert_eq!(again, refused(400, "CLUSTER_ALREADY_REQUESTED_DELETION", &["orders"]));
}

#[tokio::test]
async fn operations_on_an_unknown_cluster_are_refused() {
    let api = Api::start().await;
    let expected = refused(404, "CLUSTER_NOT_FOUND", &["orders", api.atlas().project_id()]);
    let of_cluster = ["autoScalingConfiguration", "search/deployment", "fts/indexes/sales/bills"];
    for path in of_cluster.map(|path| format!("clusters/orders/{path}")) {
        assert_eq!(refusal(api.get(&path).await), expected, "{path}");
    }
    // Operations on data work for clusters of both kinds.
    api.atlas().insert("flexClusters", json!({ "name": "orders" })).unwrap();
    assert_eq!(api.get("clusters/orders/fts/indexes/sales/bills").await.0, 200);
}

#[tokio::test]
async fn a_pinned_version_and_granted_access_can_be_revoked() {
    let api = Api::start().await;
    api.atlas().insert("clusters", json!({ "name": "orders" })).unwrap();
    let cluster = async || api.get("clusters/orders").await.1;
    let body = json!({ "expirationDate": "2099-01-01T01:00:00.123456+01:00" });
    assert_eq!(api.post("clusters/orders:pinFeatureCompatibilityVersion", body).await, (204, Value::Null));
    // Responses have dates in UTC, to the second.
    assert_eq!(cluster().await["featureCompatibilityVersionExpirationDate"], "2099-01-01T00:00:00Z");
    assert_eq!(api.post("clusters/orders:unpinFeatureCompatibilityVersion", json!({})).await.0, 204);
    assert_eq!(cluster().await["featureCompatibilityVersionExpirationDate"], Value::Null);

    let grant = json!({ "expirationTime": "2099-01-01T00:00:00Z", "grantType": "CLUSTER_DATABASE_LOGS" });
    assert_eq!(api.post("clusters/orders:grantMongoDBEmployeeAccess", grant.clone()).await.0, 204);
    assert_eq!(cluster().await["mongoDBEmployeeAccessGrant"]["grantType"], grant["grantType"]);
    assert_eq!(api.post("clusters/orders:revokeMongoDBEmployeeAccess", json!({})).await.0, 204);
    assert_eq!(cluster().await["mongoDBEmployeeAccessGrant"], Value::Null);
}

#[tokio::test]
async fn the_performance_advisor_needs_a_cluster_of_either_kind() {
    let api = Api::start().await;
    api.atlas().insert("flexClusters", json!({ "name": "little" })).unwrap();
    let advice = async |name: &str| api.get(&format!("clusters/{name}/performanceAdvisor/suggestedIndexes")).await;
    let unknown = refused(404, "CLUSTER_NOT_FOUND", &["none", api.atlas().project_id()]);
    assert_eq!(refusal(advice("none").await), unknown);
    assert_eq!(advice("little").await.0, 200);
    // The list of all clusters includes flex clusters.
    assert_eq!(api.get("/clusters").await.1["results"][0]["clusters"][0]["name"], "little");
}
