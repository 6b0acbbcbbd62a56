//! Available regions, instance sizes and versions, and sample datasets.

use std::time::Duration;

use atlas_fake::FakeAtlas;
use serde_json::{Value, json};

use crate::api::{Api, column, refusal};

const MINUTE: Duration = Duration::from_secs(60);

#[tokio::test]
async fn regions_and_versions_are_filtered_by_the_query() {
    let api = Api::start().await;
    assert_eq!(column(&api.get("clusters/provider/regions").await.1, "provider"), ["AWS", "AZURE", "GCP"]);
    let (_, page) = api.get("clusters/provider/regions?providers=GCP&providers=AWS&tier=M30").await;
    assert_eq!(column(&page, "provider"), ["AWS", "GCP"]);
    let sizes = page["results"][1]["instanceSizes"].as_array().unwrap();
    assert_eq!((sizes.len(), &sizes[0]["name"]), (1, &json!("M30")));
    assert_eq!(sizes[0]["availableRegions"][0], json!({ "default": true, "name": "CENTRAL_US" }));
    let (_, page) = api.get("mongoDBVersions?cloudProvider=AZURE&instanceSize=M10&defaultStatus=DEFAULT").await;
    assert_eq!((column(&page, "version"), &page["totalCount"]), (vec![json!("8.0")], &json!(1)));
    assert_eq!(page["results"][0]["cloudProvider"], "AZURE");
}

#[tokio::test]
async fn loading_a_sample_dataset_takes_the_cluster_time() {
    let api = Api::of(FakeAtlas::builder().cluster_time(10 * MINUTE)).await;
    assert_eq!(refusal(api.post("sampleDatasetLoad/orders", json!({})).await).1, "CLUSTER_NOT_FOUND");
    api.atlas().insert("clusters", json!({ "name": "orders" })).unwrap();
    let (status, loading) = api.post("sampleDatasetLoad/orders", json!({})).await;
    let expected = (201, &json!("orders"), &json!("WORKING"), &Value::Null);
    assert_eq!((status, &loading["clusterName"], &loading["state"], &loading["completeDate"]), expected);
    let path = format!("sampleDatasetLoad/{}", loading["_id"].as_str().unwrap());
    api.atlas().advance(9 * MINUTE);
    assert_eq!(api.get(&path).await.1["state"], "WORKING");
    api.atlas().advance(MINUTE);
    let (_, done) = api.get(&path).await;
    assert_eq!((&done["state"], done["completeDate"].is_string()), (&json!("COMPLETED"), true));
    assert_eq!(api.get(&format!("sampleDatasetLoad/{}", "1".repeat(24))).await.0, 404);
}
