//! Resizing: the layout in the response is sent back with only the size changed.

use serde_json::{Value, json};
use wiremock::{Mock, MockServer, ResponseTemplate, matchers::method};

use crate::support::client_of;

/// Returns the body of the `PATCH` for a cluster with these replication specs.
async fn resized(specs: Value, size: &str) -> Result<Value, String> {
    let server = MockServer::start().await;
    let cluster = json!({ "name": "Cluster0", "id": "5f1a2b3c4d5e6f7a8b9c0d2f", "replicationSpecs": specs });
    let response = ResponseTemplate::new(200).set_body_json(&cluster);
    Mock::given(method("GET")).respond_with(response.clone()).expect(1).mount(&server).await;
    Mock::given(method("PATCH")).respond_with(response).mount(&server).await;
    let outcome = client_of(&server).clusters().set_instance_size("Cluster0", size).send().await;
    outcome.map_err(|error| error.to_string())?;
    let requests = server.received_requests().await.unwrap();
    assert_eq!(requests[1].headers["content-type"], "application/vnd.atlas.2024-10-23+json");
    Ok(requests[1].body_json().unwrap())
}

fn specs() -> Value {
    json!([{
        "id": "5f1a2b3c4d5e6f7a8b9c0d30",
        "regionConfigs": [{
            "analyticsSpecs": { "instanceSize": "M30", "nodeCount": 1 },
            "effectiveElectableSpecs": { "instanceSize": "M10", "nodeCount": 3 },
            "electableSpecs": { "instanceSize": "M10", "nodeCount": 3, "diskSizeGB": 10.0, "diskThroughput": 125 },
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
    assert_eq!(error, r#"instance size: all nodes of "Cluster0" have the size "M10" already"#);
    let error = resized(json!([]), "M10").await.unwrap_err();
    assert_eq!(error, r#"instance size: cluster "Cluster0" has no replication specs to resize"#);
}
