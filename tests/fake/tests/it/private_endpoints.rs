//! Rules of private endpoint services and their endpoints.

use std::time::Duration;

use atlas_fake::FakeAtlas;
use serde_json::{Value, json};

use crate::api::{Api, column, refusal, refused};

const MINUTE: Duration = Duration::from_secs(60);
const ENDPOINT: &str = "vpce-0123456789abcdef0";

async fn create(api: &Api, provider: &str, region: &str) -> (u16, Value) {
    api.post("privateEndpoint/endpointService", json!({ "providerName": provider, "region": region })).await
}

#[tokio::test]
async fn a_region_has_one_service_of_a_provider_unless_the_mode_is_regional() {
    let api = Api::start().await;
    assert_eq!(create(&api, "AWS", "EU_WEST_1").await.0, 201);
    let expected = refused(409, "PRIVATE_ENDPOINT_SERVICE_ALREADY_EXISTS_FOR_REGION", &["AWS", "EU_WEST_1"]);
    assert_eq!(refusal(create(&api, "AWS", "EU_WEST_1").await), expected);
    assert_eq!(create(&api, "AWS", "US_EAST_1").await.0, 201);
    assert_eq!(create(&api, "GCP", "EU_WEST_1").await.0, 201);
    assert_eq!(api.patch("privateEndpoint/regionalMode", json!({ "enabled": true })).await.0, 202);
    assert_eq!(create(&api, "AWS", "EU_WEST_1").await.0, 201);
    api.patch("privateEndpoint/regionalMode", json!({ "enabled": false })).await;
    assert_eq!(refusal(create(&api, "AWS", "EU_WEST_1").await), expected);
}

#[tokio::test]
async fn a_service_accepts_endpoints_when_it_is_available() {
    let api = Api::of(FakeAtlas::builder().cluster_time(MINUTE)).await;
    let (_, service) = create(&api, "AWS", "EU_WEST_1").await;
    let id = service["id"].as_str().unwrap();
    let list = format!("privateEndpoint/AWS/endpointService/{id}/endpoint");
    let add = async || api.post(&list, json!({ "id": ENDPOINT })).await;
    let expected = refused(409, "PRIVATELINK_CANNOT_ACCEPT_ENDPOINTS", &[id]);
    assert_eq!(refusal(add().await), expected);
    api.atlas().advance(MINUTE);
    assert_eq!(add().await.0, 200);
    let expected = refused(409, "PRIVATELINK_INTERFACE_ENDPOINT_ALREADY_EXISTS", &[ENDPOINT]);
    assert_eq!(refusal(add().await), expected);
}

#[tokio::test]
async fn a_service_with_endpoints_is_not_deleted() {
    let api = Api::of(FakeAtlas::builder().cluster_time(MINUTE)).await;
    let (_, service) = create(&api, "AWS", "EU_WEST_1").await;
    api.atlas().advance(MINUTE);
    let id = service["id"].as_str().unwrap();
    let path = format!("privateEndpoint/AWS/endpointService/{id}");
    assert_eq!(api.post(&format!("{path}/endpoint"), json!({ "id": ENDPOINT })).await.0, 200);
    let expected = refused(409, "CANNOT_DELETE_PRIVATELINK_WITH_ENDPOINTS", &[id]);
    assert_eq!(refusal(api.delete(&path).await), expected);
    assert_eq!(api.delete(&format!("{path}/endpoint/{ENDPOINT}")).await.0, 204);
    // The endpoint is being deleted, and still exists.
    assert_eq!(refusal(api.delete(&path).await), expected);
    api.atlas().advance(MINUTE);
    assert_eq!(api.delete(&path).await.0, 202);

    let mut names = column(&api.get("events").await.1, "eventTypeName");
    names.reverse();
    let expected = [
        "ENDPOINT_SERVICE_CREATED",
        "INTERFACE_ENDPOINT_CREATED",
        "INTERFACE_ENDPOINT_DELETED",
        "ENDPOINT_SERVICE_DELETED",
    ];
    assert_eq!(names, expected);
}
