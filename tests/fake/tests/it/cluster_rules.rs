//! Validation rules of clusters.

use std::time::Duration;

use atlas_fake::FakeAtlas;
use serde_json::{Value, json};

use crate::api::{Api, refusal, refused};
use crate::client::with;

/// Returns a cluster with one region and the given changes to it.
fn cluster(changes: Value) -> Value {
    let region = json!({
        "electableSpecs": { "instanceSize": "M30", "nodeCount": 3 },
        "priority": 7,
        "providerName": "AWS",
        "regionName": "US_EAST_1",
    });
    json!({ "name": "orders", "clusterType": "REPLICASET", "replicationSpecs": [{ "regionConfigs": [with(region, changes)] }] })
}

fn scaling(compute: Value) -> Value {
    cluster(json!({ "autoScaling": { "compute": compute, "diskGB": { "enabled": true } } }))
}

fn free(name: &str) -> Value {
    let region = json!({
        "backingProviderName": "AWS",
        "electableSpecs": { "instanceSize": "M0" },
        "priority": 7,
        "providerName": "TENANT",
        "regionName": "US_EAST_1",
    });
    json!({ "name": name, "clusterType": "REPLICASET", "replicationSpecs": [{ "regionConfigs": [region] }] })
}

#[tokio::test]
async fn invalid_hardware_is_refused() {
    let api = Api::start().await;
    let specs = |size: &str, nodes: u64| json!({ "electableSpecs": { "instanceSize": size, "nodeCount": nodes } });
    let disk = json!({ "electableSpecs": { "instanceSize": "M10", "nodeCount": 3, "diskSizeGB": 5 } });
    let two = {
        let mut two = cluster(json!({}));
        let spec = two["replicationSpecs"][0].clone();
        two["replicationSpecs"].as_array_mut().unwrap().push(spec);
        two
    };
    for (body, code) in [
        (cluster(specs("M30", 2)), "CLUSTER_REPLICATION_FACTOR_INVALID"),
        (cluster(disk), "CLUSTER_DISK_SIZE_INVALID"),
        (two, "INVALID_CLUSTER_CONFIGURATION"),
        (with(cluster(json!({})), json!({ "mongoDBMajorVersion": "3.6" })), "MONGODB_VERSION_INVALID"),
        (with(cluster(json!({})), json!({ "paused": true })), "CANNOT_CREATE_PAUSED_CLUSTER"),
        (scaling(json!({ "enabled": true })), "COMPUTE_AUTO_SCALING_MAX_INSTANCE_SIZE_REQUIRED"),
        (
            scaling(json!({ "enabled": true, "scaleDownEnabled": true, "maxInstanceSize": "M40" })),
            "COMPUTE_AUTO_SCALING_MIN_INSTANCE_SIZE_REQUIRED",
        ),
        (
            scaling(json!({ "enabled": false, "scaleDownEnabled": true })),
            "COMPUTE_AUTO_SCALING_SCALE_DOWN_ENABLED_INVALID",
        ),
        (
            scaling(json!({ "enabled": true, "maxInstanceSize": "M20" })),
            "COMPUTE_AUTO_SCALING_MAX_INSTANCE_SIZE_INVALID",
        ),
    ] {
        let refusal = refusal(api.post("clusters", body).await);
        assert_eq!((refusal.0, refusal.1.as_str()), (400, code));
    }
    assert_eq!(api.get("clusters").await.1["totalCount"], 0);
}

#[tokio::test]
async fn names_must_differ_in_the_prefix_that_host_names_use() {
    let api = Api::start().await;
    let named = |name: &str| with(cluster(json!({})), json!({ "name": name }));
    let project = api.atlas().project_id().to_owned();
    assert_eq!(api.post("clusters", named("orders-of-the-north-sea-1")).await.0, 201);
    for (name, expected) in [
        ("orders-of-the-north-sea-1", refused(400, "DUPLICATE_CLUSTER_NAME", &["orders-of-the-north-sea-1", &project])),
        ("orders-of-the-north-sea-2", refused(400, "DUPLICATE_CLUSTER_NAME_PREFIX", &["orders-of-the-north-sea-2"])),
        ("my orders", refused(400, "CLUSTER_NAME_INVALID", &["my orders"])),
    ] {
        assert_eq!(refusal(api.post("clusters", named(name)).await), expected);
    }
    let nameless = json!({ "clusterType": "REPLICASET" });
    assert_eq!(refusal(api.post("clusters", nameless).await), refused(400, "MISSING_ATTRIBUTE", &["name"]));
}

#[tokio::test]
async fn a_project_has_one_free_cluster_with_limited_updates_that_can_be_upgraded() {
    let api = Api::start().await;
    assert_eq!(api.post("clusters", free("one")).await.0, 201);
    let second = refusal(api.post("clusters", free("two")).await);
    assert_eq!(second, refused(400, "CANNOT_CREATE_FREE_CLUSTER_VIA_PUBLIC_API", &[]));
    let specs = &api.get("clusters/one").await.1["replicationSpecs"][0]["regionConfigs"][0]["electableSpecs"];
    assert_eq!((&specs["diskSizeGB"], &specs["effectiveInstanceSize"]), (&json!(0.5), &json!("M0")));

    assert_eq!(api.patch("clusters/one", json!({ "tags": [{ "key": "a", "value": "b" }] })).await.0, 200);
    let change = api.patch("clusters/one", json!({ "pitEnabled": true })).await;
    assert_eq!(refusal(change), refused(400, "TENANT_CLUSTER_UPDATE_UNSUPPORTED", &["one"]));
    let arguments = api.patch("clusters/one/processArgs", json!({ "noTableScan": true })).await;
    assert_eq!(refusal(arguments), refused(400, "TENANT_CLUSTER_PROCESS_ARGS_NOT_SUPPORTED", &["one"]));
    let restart = api.post("clusters/one/restartPrimaries", json!({})).await;
    assert_eq!(refusal(restart), refused(400, "TENANT_CLUSTER_TEST_FAILOVER_NOT_SUPPORTED", &["one"]));

    let settings = json!({ "instanceSizeName": "M10", "providerName": "AWS", "regionName": "US_EAST_1" });
    let (status, upgraded) =
        api.post("clusters/tenantUpgrade", json!({ "name": "one", "providerSettings": settings })).await;
    assert_eq!((status, &upgraded["stateName"]), (200, &json!("UPDATING")));
    let (_, cluster) = api.get("clusters/one").await;
    let region = &cluster["replicationSpecs"][0]["regionConfigs"][0];
    assert_eq!((&region["providerName"], &region["electableSpecs"]["instanceSize"]), (&json!("AWS"), &json!("M10")));
    assert_eq!(api.patch("clusters/one/processArgs", json!({ "noTableScan": true })).await.0, 200);
}

#[tokio::test]
async fn a_cluster_cannot_be_downgraded_or_renamed() {
    let api = Api::start().await;
    api.post("clusters", with(cluster(json!({})), json!({ "mongoDBMajorVersion": "7.0" }))).await;
    assert_eq!(api.get("clusters/orders").await.1["mongoDBVersion"], "7.0.16");
    assert_eq!(api.patch("clusters/orders", json!({ "mongoDBMajorVersion": "8.0" })).await.0, 200);
    assert_eq!(api.get("clusters/orders").await.1["mongoDBVersion"], "8.0.4");
    let back = api.patch("clusters/orders", json!({ "mongoDBMajorVersion": "7.0" })).await;
    assert_eq!(refusal(back), refused(400, "CLUSTER_UPGRADE_INVALID", &["7.0"]));
    assert_eq!(api.patch("clusters/orders", json!({ "clusterType": "SHARDED" })).await.0, 200);
    let back = api.patch("clusters/orders", json!({ "clusterType": "REPLICASET" })).await;
    assert_eq!(refusal(back), refused(400, "SHARDED_CLUSTER_CANT_BECOME_REPLICA_SET", &[]));
    let renamed = api.patch("clusters/orders", json!({ "name": "users" })).await;
    assert_eq!(refusal(renamed), refused(400, "CLUSTER_CANNOT_CHANGE_NAME", &[]));
}

#[tokio::test]
async fn a_cluster_that_is_being_deleted_refuses_further_requests() {
    let api = Api::of(FakeAtlas::builder().cluster_time(Duration::from_secs(60))).await;
    api.atlas().insert("clusters", json!({ "name": "orders" })).unwrap();
    assert_eq!(api.delete("clusters/orders").await.0, 202);
    let expected = refused(400, "CLUSTER_ALREADY_REQUESTED_DELETION", &["orders"]);
    assert_eq!(refusal(api.delete("clusters/orders").await), expected);
    assert_eq!(refusal(api.patch("clusters/orders", json!({ "pitEnabled": true })).await), expected);
}

#[tokio::test]
async fn an_upgraded_flex_cluster_keeps_its_name_and_id() {
    let api = Api::of(FakeAtlas::builder().cluster_time(Duration::from_secs(60))).await;
    let flex = api.atlas().insert("flexClusters", json!({ "name": "small" })).unwrap();
    let region = json!({
        "electableSpecs": { "instanceSize": "M20", "nodeCount": 3 },
        "priority": 7,
        "providerName": "AWS",
        "regionName": "US_EAST_1",
    });
    let body = json!({ "name": "small", "replicationSpecs": [{ "regionConfigs": [region] }] });
    let (status, upgraded) = api.post("flexClusters:tenantUpgrade", body).await;
    assert_eq!((status, &upgraded["stateName"]), (200, &json!("UPDATING")), "{upgraded}");
    let (_, cluster) = api.get("clusters/small").await;
    assert_eq!((&cluster["id"], &cluster["stateName"]), (&flex["id"], &json!("UPDATING")));
    assert_eq!(api.get("flexClusters").await.1["totalCount"], 0);
    api.atlas().advance(Duration::from_secs(60));
    assert_eq!(api.get("clusters/small").await.1["stateName"], "IDLE");
}

#[tokio::test]
async fn a_container_cannot_be_deleted_while_a_cluster_uses_it() {
    let api = Api::start().await;
    api.post("clusters", cluster(json!({}))).await;
    let (_, page) = api.get("containers?providerName=AWS").await;
    let container = &page["results"][0];
    assert_eq!((&container["regionName"], &container["provisioned"]), (&json!("US_EAST_1"), &json!(true)));
    let id = container["id"].as_str().unwrap();
    assert_eq!(api.get(&format!("containers/{id}")).await.1["id"], id);
    assert_eq!(api.get("containers?providerName=AZURE").await.1["totalCount"], 0);
    assert_eq!(refusal(api.delete(&format!("containers/{id}")).await), refused(409, "CONTAINERS_IN_USE", &[id]));
    api.delete("clusters/orders").await;
    assert_eq!(api.delete(&format!("containers/{id}")).await.0, 204);
    let unknown = refusal(api.get(&format!("containers/{id}")).await);
    assert_eq!(unknown, refused(404, "CLOUD_PROVIDER_CONTAINER_NOT_FOUND", &[id]));
}
