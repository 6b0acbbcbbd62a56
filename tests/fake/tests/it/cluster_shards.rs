//! Rules about all shards of a cluster, and the ids of shards that are added and removed.

use std::time::Duration;

use atlas_fake::FakeAtlas;
use serde_json::{Value, json};

use crate::api::{Api, refusal};
use crate::client::with;

/// Returns a shard with nodes of a size in one region, and the given changes of the region.
fn shard(size: &str, changes: Value) -> Value {
    let region = json!({
        "electableSpecs": { "instanceSize": size, "nodeCount": 3 },
        "priority": 7,
        "providerName": "AWS",
        "regionName": "US_EAST_1",
    });
    json!({ "regionConfigs": [with(region, changes)] })
}

fn cluster(name: &str, shards: &[Value]) -> Value {
    json!({ "name": name, "clusterType": "SHARDED", "replicationSpecs": shards })
}

fn in_zone(zone: &str, shard: Value) -> Value {
    with(shard, json!({ "zoneName": zone }))
}

fn scaling(compute: Value) -> Value {
    json!({ "autoScaling": { "compute": compute, "diskGB": { "enabled": true } } })
}

fn disks(cluster: &Value) -> Vec<Value> {
    let shards = cluster["replicationSpecs"].as_array().unwrap();
    shards.iter().map(|shard| shard["regionConfigs"][0]["electableSpecs"]["diskSizeGB"].clone()).collect()
}

fn ids(cluster: &Value) -> Vec<Value> {
    cluster["replicationSpecs"].as_array().unwrap().iter().map(|shard| shard["id"].clone()).collect()
}

#[tokio::test]
async fn shards_that_do_not_fit_together_are_refused() {
    let api = Api::start().await;
    let plain = || shard("M30", json!({}));
    let nodes = |count: u8| json!({ "electableSpecs": { "instanceSize": "M30", "nodeCount": count } });
    let disk = |size: u16| json!({ "electableSpecs": { "instanceSize": "M30", "nodeCount": 3, "diskSizeGB": size } });
    let compute = |largest: &str| {
        scaling(
            json!({ "enabled": true, "scaleDownEnabled": true, "minInstanceSize": "M30", "maxInstanceSize": largest }),
        )
    };
    for (shards, code) in [
        ([plain(), shard("M30", json!({ "regionName": "EU_WEST_1" }))], "ASYMMETRIC_REGION_TOPOLOGY_IN_ZONE"),
        ([plain(), shard("M30", nodes(5))], "ASYMMETRIC_REGION_TOPOLOGY_IN_ZONE"),
        ([shard("M30", disk(40)), shard("M30", disk(80))], "DISK_SIZE_GB_INCONSISTENT"),
        ([plain(), shard("M40_NVME", json!({}))], "DISK_SIZE_GB_INCONSISTENT"),
        ([plain(), shard("M30", compute("M50"))], "AUTO_SCALINGS_MUST_BE_IN_EVERY_REGION_CONFIG"),
        ([shard("M30", compute("M50")), shard("M30", compute("M60"))], "INVALID_ATTRIBUTE"),
    ] {
        let refusal = refusal(api.post("clusters", cluster("events", &shards)).await);
        assert_eq!((refusal.0, refusal.1.as_str()), (400, code), "{shards:?}");
    }
    for (name, shards) in [
        ("sizes", [plain(), shard("M50", json!({}))]),
        ("scaled", [shard("M30", compute("M50")), shard("M40", compute("M50"))]),
        ("disks", [shard("M30", disk(40)), plain()]),
        ("zones", [in_zone("America", plain()), in_zone("Europe", shard("M30", nodes(5)))]),
    ] {
        let (status, body) = api.post("clusters", cluster(name, &shards)).await;
        assert_eq!(status, 201, "{body}");
    }
}

#[tokio::test]
async fn all_shards_have_the_same_default_disk() {
    let api = Api::start().await;
    for (name, sizes, disk) in
        [("one", ["M30", "M50"], 160.0), ("two", ["M10", "M300"], 128.0), ("three", ["M30", "M30"], 40.0)]
    {
        let shards = sizes.map(|size| shard(size, json!({})));
        let (status, created) = api.post("clusters", cluster(name, &shards)).await;
        assert_eq!((status, disks(&created)), (201, vec![json!(disk), json!(disk)]), "{created}");
    }
}

#[tokio::test]
async fn a_new_shard_in_the_place_of_a_removed_one_has_another_id() {
    let api = Api::start().await;
    let shards = [shard("M30", json!({})), shard("M30", json!({}))];
    let (_, created) = api.post("clusters", cluster("events", &shards)).await;
    let before = ids(&created);
    let kept = with(shard("M30", json!({})), json!({ "id": before[1] }));
    let change = json!({ "replicationSpecs": [kept, shard("M30", json!({}))] });
    let (status, changed) = api.patch("clusters/events", change).await;
    assert_eq!(status, 200, "{changed}");
    let after = ids(&changed);
    assert_eq!(after[0], before[1]);
    assert!(!before.contains(&after[1]), "{after:?}");
}

#[tokio::test]
async fn changes_of_users_and_roles_are_pending_for_the_time_of_a_change() {
    let api = Api::of(FakeAtlas::builder().cluster_time(Duration::from_secs(60))).await;
    api.atlas().insert("clusters", json!({ "name": "orders" })).unwrap();
    let status = async || api.get("clusters/orders/status").await.1["changeStatus"].clone();
    assert_eq!(status().await, "APPLIED");
    let role = json!({ "roleName": "reader", "inheritedRoles": [{ "db": "admin", "role": "readAnyDatabase" }] });
    assert_eq!(api.post("customDBRoles/roles", role).await.0, 202);
    assert_eq!(status().await, "PENDING");
    // Another change starts the time anew.
    api.atlas().advance(Duration::from_secs(40));
    assert_eq!(api.delete("customDBRoles/roles/reader").await.0, 204);
    api.atlas().advance(Duration::from_secs(40));
    assert_eq!(status().await, "PENDING");
    api.atlas().advance(Duration::from_secs(20));
    assert_eq!(status().await, "APPLIED");
    assert!(!api.get("clusters/orders").await.1.to_string().contains('#'));
}
