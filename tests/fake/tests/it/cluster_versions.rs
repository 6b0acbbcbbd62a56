//! A cluster read and written at several versions of the API.

use reqwest::Method;
use serde_json::{Value, json};

use crate::api::{Api, refusal, refused};
use crate::client::read;

async fn at(api: &Api, date: &str, method: Method, path: &str, body: Option<Value>) -> (u16, Value) {
    let media_type = format!("application/vnd.atlas.{date}+json");
    let (status, body) = read(api.send_as(method, path, &media_type, body).await).await;
    (status.as_u16(), body)
}

async fn get(api: &Api, date: &str) -> (u16, Value) {
    at(api, date, Method::GET, "clusters/orders", None).await
}

fn zone(size: &str, extra: &[(&str, Value)]) -> Value {
    let mut zone = json!({ "regionConfigs": [{
        "electableSpecs": { "instanceSize": size, "nodeCount": 3 },
        "priority": 7,
        "providerName": "AWS",
        "regionName": "US_EAST_1",
    }] });
    for (name, value) in extra {
        zone[*name] = value.clone();
    }
    zone
}

#[tokio::test]
async fn a_number_of_shards_becomes_as_many_replication_specs() {
    let api = Api::start().await;
    let body = json!({
        "clusterType": "SHARDED",
        "diskSizeGB": 60,
        "name": "orders",
        "replicationSpecs": [zone("M30", &[("numShards", json!(2))])],
    });
    let (status, created) = at(&api, "2023-02-01", Method::POST, "clusters", Some(body)).await;
    assert_eq!(status, 201, "{created}");
    assert_eq!((&created["diskSizeGB"], &created["replicationSpecs"][0]["numShards"]), (&json!(60.0), &json!(2)));

    let scaling = async || api.get("clusters/orders/autoScalingConfiguration").await.1["autoScalingMode"].clone();
    assert_eq!(scaling().await, "CLUSTER_WIDE_SCALING");
    let (_, newest) = get(&api, "2024-08-05").await;
    let shards = newest["replicationSpecs"].as_array().unwrap();
    assert_eq!((shards.len(), &newest["diskSizeGB"], &shards[0]["numShards"]), (2, &Value::Null, &Value::Null));
    assert_ne!(shards[0]["id"], shards[1]["id"]);
    assert_eq!(shards[0]["zoneId"], shards[1]["zoneId"]);
    assert_eq!(shards[1]["regionConfigs"][0]["electableSpecs"]["diskSizeGB"], 60.0);
    assert_eq!(
        newest["effectiveReplicationSpecs"][1]["regionConfigs"][0]["electableSpecs"],
        shards[1]["regionConfigs"][0]["effectiveElectableSpecs"]
    );
    let change = json!({ "replicationSpecs": [zone("M30", &[]), zone("M40", &[])] });
    assert_eq!(at(&api, "2024-10-23", Method::PATCH, "clusters/orders", Some(change)).await.0, 200);
    assert_eq!(scaling().await, "INDEPENDENT_SHARD_SCALING");
}

#[tokio::test]
async fn asymmetric_shards_are_refused_at_versions_with_a_shard_count() {
    let api = Api::start().await;
    let shards = [zone("M30", &[]), zone("M40", &[])];
    let body = json!({ "clusterType": "SHARDED", "name": "orders", "replicationSpecs": shards });
    assert_eq!(at(&api, "2024-10-23", Method::POST, "clusters", Some(body)).await.0, 201);
    assert_eq!(get(&api, "2024-08-05").await.0, 200);
    let expected = refused(400, "ASYMMETRIC_SHARD_UNSUPPORTED", &[]);
    assert_eq!(refusal(get(&api, "2023-02-01").await), expected);
    assert_eq!(refusal(get(&api, "2023-01-01").await), expected);
    let (_, page) = at(&api, "2023-02-01", Method::GET, "clusters", None).await;
    assert_eq!(page["totalCount"], 0);
}

#[tokio::test]
async fn the_first_version_has_one_instance_size_for_all_regions() {
    let api = Api::start().await;
    let body = json!({
        "name": "orders",
        "numShards": 1,
        "providerBackupEnabled": true,
        "providerSettings": { "instanceSizeName": "M20", "providerName": "GCP", "regionName": "EASTERN_US" },
        "replicationFactor": 5,
    });
    let (status, created) = at(&api, "2023-01-01", Method::POST, "clusters", Some(body)).await;
    assert_eq!(status, 201, "{created}");
    let settings = &created["providerSettings"];
    assert_eq!((&settings["instanceSizeName"], &settings["regionName"]), (&json!("M20"), &json!("EASTERN_US")));
    assert_eq!((&created["replicationFactor"], &created["diskSizeGB"]), (&json!(5), &json!(20.0)));
    let (_, legacy) = get(&api, "2023-01-01").await;
    assert_eq!(legacy["srvAddress"], "mongodb+srv://orders.abcde.example.com");
    assert_eq!(legacy["replicationSpecs"][0]["regionsConfig"]["EASTERN_US"]["electableNodes"], 5);

    let (_, newest) = get(&api, "2024-08-05").await;
    let region = &newest["replicationSpecs"][0]["regionConfigs"][0];
    assert_eq!((&region["providerName"], &region["electableSpecs"]["nodeCount"]), (&json!("GCP"), &json!(5)));
    assert_eq!(newest["backupEnabled"], true);
}

#[tokio::test]
async fn an_update_at_an_older_version_changes_the_newest_form() {
    let api = Api::start().await;
    api.atlas().insert("clusters", json!({ "name": "orders" })).unwrap();
    let change = json!({ "diskSizeGB": 50, "replicationSpecs": [zone("M20", &[])] });
    let (status, changed) = at(&api, "2023-02-01", Method::PATCH, "clusters/orders", Some(change)).await;
    assert_eq!((status, &changed["diskSizeGB"]), (200, &json!(50.0)), "{changed}");
    let newest = async || get(&api, "2024-08-05").await.1["replicationSpecs"].clone();
    let size = |specs: &Value| {
        let specs = &specs[0]["regionConfigs"][0]["electableSpecs"];
        (specs["instanceSize"].clone(), specs["diskSizeGB"].clone())
    };
    assert_eq!(size(&newest().await), (json!("M20"), json!(50.0)));

    // An older version can change separately two properties that the newest version has in one object.
    let disk = json!({ "diskSizeGB": 60 });
    assert_eq!(at(&api, "2023-02-01", Method::PATCH, "clusters/orders", Some(disk)).await.0, 200);
    assert_eq!(size(&newest().await), (json!("M20"), json!(60.0)));
    let instance = json!({ "providerSettings": { "instanceSizeName": "M30", "providerName": "AWS" } });
    let (status, changed) = at(&api, "2023-01-01", Method::PATCH, "clusters/orders", Some(instance)).await;
    assert_eq!(status, 200, "{changed}");
    assert_eq!(size(&newest().await), (json!("M30"), json!(60.0)));
}

#[tokio::test]
async fn an_update_keeps_the_ids_of_shards_and_zones() {
    let api = Api::start().await;
    api.atlas().insert("clusters", json!({ "name": "orders" })).unwrap();
    let ids = async || {
        let spec = &get(&api, "2024-08-05").await.1["replicationSpecs"][0];
        (spec["id"].clone(), spec["zoneId"].clone())
    };
    let before = ids().await;
    let change = json!({ "replicationSpecs": [zone("M20", &[])] });
    assert_eq!(at(&api, "2024-10-23", Method::PATCH, "clusters/orders", Some(change)).await.0, 200);
    assert_eq!(ids().await, before);
}
