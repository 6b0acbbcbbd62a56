//! Resizing: the layout in the response is sent back with only the size changed.

use atlas_api::clusters::ResizeCluster;
use serde_json::{Value, json};
use wiremock::{Mock, MockServer, ResponseTemplate, matchers::method};

use crate::support::client_of;

/// Returns the body of the `PATCH` that resizes a cluster with these replication specs.
async fn resized(specs: Value, size: &str) -> Result<Value, String> {
    resized_with(specs, size, |resize| resize).await
}

async fn resized_with(
    specs: Value,
    size: &str,
    options: impl FnOnce(ResizeCluster) -> ResizeCluster,
) -> Result<Value, String> {
    let server = MockServer::start().await;
    let cluster = json!({ "name": "Cluster0", "id": "5f1a2b3c4d5e6f7a8b9c0d2f", "replicationSpecs": specs });
    let response = ResponseTemplate::new(200).set_body_json(&cluster);
    Mock::given(method("GET")).respond_with(response.clone()).expect(1).mount(&server).await;
    Mock::given(method("PATCH")).respond_with(response).mount(&server).await;
    let outcome = options(client_of(&server).clusters().set_instance_size("Cluster0", size)).await;
    outcome.map_err(|error| error.to_string())?;
    let requests = server.received_requests().await.unwrap();
    assert_eq!(requests[1].headers["content-type"], "application/vnd.atlas.2024-10-23+json");
    Ok(requests[1].body_json().unwrap())
}

fn specs() -> Value {
    json!([{
        "id": "5f1a2b3c4d5e6f7a8b9c0d30",
        "regionConfigs": [{
            "analyticsSpecs": { "instanceSize": "M30", "nodeCount": 1, "diskIOPS": 3000 },
            "effectiveElectableSpecs": { "instanceSize": "M10", "nodeCount": 3 },
            "electableSpecs": {
                "instanceSize": "M10", "nodeCount": 3, "diskSizeGB": 10.0, "diskThroughput": 125,
                "diskIOPS": 3000, "ebsVolumeType": "STANDARD",
            },
            "priority": 7,
            "providerName": "AWS",
            "regionName": "US_EAST_1",
            "whatIsNew": [1, null],
        }],
        "zoneId": "5f1a2b3c4d5e6f7a8b9c0d31",
        "zoneName": "Zone 1",
    }])
}

#[tokio::test]
async fn only_the_layout_is_sent_back_with_its_unknown_properties() {
    insta::assert_json_snapshot!(resized(specs(), "M20").await.unwrap());
}

#[tokio::test]
async fn a_resize_without_effect_is_rejected() {
    let error = resized(specs(), "M10").await.unwrap_err();
    let rule = r#"all electable and read-only nodes of "Cluster0" have the size "M10" already"#;
    let remedy = "use `ensure_instance_size` to accept that";
    assert_eq!(error, format!("updateGroupCluster cannot be sent: instance size: {rule}; {remedy}"));
    let error = resized(json!([]), "M10").await.unwrap_err();
    let rule = r#"cluster "Cluster0" has no replication specs to resize"#;
    assert_eq!(error, format!("updateGroupCluster cannot be sent: instance size: {rule}"));
}

#[tokio::test]
async fn analytics_nodes_are_resized_only_on_request() {
    let size = |body: Value| body["replicationSpecs"][0]["regionConfigs"][0]["analyticsSpecs"]["instanceSize"].clone();
    assert_eq!(size(resized(specs(), "M20").await.unwrap()), "M30");
    assert_eq!(size(resized_with(specs(), "M20", ResizeCluster::with_analytics_nodes).await.unwrap()), "M20");
}

#[tokio::test]
async fn shards_of_different_sizes_get_the_same_one_only_on_request() {
    let mut two_shards = [specs(), specs()].map(|mut specs| specs[0].take());
    two_shards[1]["regionConfigs"][0]["electableSpecs"]["instanceSize"] = json!("M20");
    let error = resized(json!(two_shards), "M20").await.unwrap_err();
    let rule = r#"the shards have different sizes, "M10" and "M20""#;
    let remedy = "call `equalizing_shards` to give all of them the same";
    assert_eq!(error, format!("updateGroupCluster cannot be sent: instance size: {rule}; {remedy}"));
    let body = resized_with(json!(two_shards), "M20", ResizeCluster::equalizing_shards).await.unwrap();
    for shard in 0..2 {
        let region = &body["replicationSpecs"][shard]["regionConfigs"][0];
        assert_eq!(region["electableSpecs"]["instanceSize"], "M20");
    }
}

#[tokio::test]
async fn disks_and_analytics_nodes_that_auto_scaling_enlarged_keep_their_size() {
    let mut specs = specs();
    let region = &mut specs[0]["regionConfigs"][0];
    region["autoScaling"] = json!({ "diskGB": { "enabled": true } });
    region["effectiveElectableSpecs"]["diskSizeGB"] = json!(40.0);
    let bounds = json!({ "enabled": true, "minInstanceSize": "M30", "maxInstanceSize": "M60" });
    region["analyticsAutoScaling"] = json!({ "compute": bounds });
    region["effectiveAnalyticsSpecs"] = json!({ "instanceSize": "M50", "nodeCount": 1, "diskIOPS": 4000 });
    let body = resized(specs, "M20").await.unwrap();
    assert_eq!(body["replicationSpecs"][0]["id"], "5f1a2b3c4d5e6f7a8b9c0d30");
    let region = &body["replicationSpecs"][0]["regionConfigs"][0];
    assert_eq!(region["electableSpecs"], json!({ "instanceSize": "M20", "nodeCount": 3, "diskSizeGB": 40.0 }));
    assert_eq!(region["analyticsSpecs"], json!({ "instanceSize": "M50", "nodeCount": 1, "diskIOPS": 4000 }));
}
