//! A global cluster (`GEOSHARDED`), whose shards have zones: read, paused, resized.

use std::time::Duration;

use atlas_api::{Atlas, processes::is_primary};
use atlas_fake::FakeAtlas;
use serde_json::{Value, json};

use crate::support::client;

/// Starts a fake with a global cluster of two zones.
async fn with_global_cluster() -> (FakeAtlas, Atlas) {
    let fake = FakeAtlas::builder().cluster_time(Duration::from_secs(600)).start().await.unwrap();
    let zone = |name: &str, region: &str| {
        let size = json!({ "instanceSize": "M30", "nodeCount": 3 });
        let config = json!({
            "providerName": "AWS", "regionName": region, "priority": 7, "electableSpecs": size,
        });
        json!({ "zoneName": name, "regionConfigs": [config] })
    };
    let zones = [zone("Americas", "US_EAST_1"), zone("Europe", "EU_WEST_1")];
    let cluster = json!({ "name": "global", "clusterType": "GEOSHARDED", "replicationSpecs": zones });
    fake.insert("clusters", cluster).unwrap();
    let atlas = client(&fake);
    (fake, atlas)
}

/// Returns the zone and the size of each shard.
fn zones(cluster: &Value) -> Vec<[&str; 2]> {
    let specs = cluster["replicationSpecs"].as_array().unwrap();
    let pointers = ["/zoneName", "/regionConfigs/0/electableSpecs/instanceSize"];
    let zone = |spec| pointers.map(|pointer| Value::pointer(spec, pointer).and_then(Value::as_str).unwrap());
    specs.iter().map(zone).collect()
}

async fn read(atlas: &Atlas) -> Value {
    let cluster = atlas.clusters().wait_until_idle("global").stable_for(Duration::ZERO).await.unwrap();
    serde_json::to_value(cluster.as_cluster().unwrap()).unwrap()
}

#[tokio::test]
async fn a_global_cluster_is_read_with_its_zones_and_processes() {
    let (_fake, atlas) = with_global_cluster().await;
    let cluster = read(&atlas).await;
    assert_eq!(cluster["clusterType"], "GEOSHARDED");
    assert_eq!(zones(&cluster), [["Americas", "M30"], ["Europe", "M30"]]);
    let processes = atlas.processes().list_for_cluster("global").await.unwrap();
    let primaries = processes.iter().filter(|process| is_primary(process));
    let sets: Vec<_> = primaries.map(|process| process.replica_set_name.as_deref().unwrap()).collect();
    assert_eq!(sets, ["atlas-global-shard-00", "atlas-global-shard-01"]);
}

#[tokio::test]
async fn a_global_cluster_is_paused_and_resumed() {
    let (fake, atlas) = with_global_cluster().await;
    assert_eq!(atlas.clusters().pause("global").await.unwrap().paused, Some(true));
    let paused = read(&atlas).await;
    assert_eq!((&paused["paused"], zones(&paused)[1]), (&json!(true), ["Europe", "M30"]));
    // Atlas rejects that in the hour after the pause.
    fake.advance(Duration::from_secs(2 * 3600));
    assert_eq!(atlas.clusters().resume("global").await.unwrap().paused, Some(false));
    assert_eq!(read(&atlas).await["paused"], false);
}

#[tokio::test]
async fn all_zones_of_a_global_cluster_are_resized() {
    let (fake, atlas) = with_global_cluster().await;
    atlas.clusters().set_instance_size("global", "M40").await.unwrap();
    let sent = fake.requests().last().unwrap().json().unwrap();
    assert_eq!(zones(&sent), [["Americas", "M40"], ["Europe", "M40"]]);
    assert_eq!(sent.as_object().unwrap().len(), 1, "only the layout is sent: {sent}");
    let resized = read(&atlas).await;
    assert_eq!(zones(&resized), [["Americas", "M40"], ["Europe", "M40"]]);
    assert_eq!(resized["clusterType"], "GEOSHARDED");
    assert!(!atlas.clusters().ensure_instance_size("global", "M40").await.unwrap().changed());
}
