//! Responses that a test sets.

use atlas_fake::{FakeAtlas, Fault, SetResponse};
use reqwest::Method;
use serde_json::json;

use crate::api::Api;

#[tokio::test]
async fn a_set_response_replaces_that_of_its_operation() {
    let api = Api::start().await;
    api.atlas().insert("clusters", json!({ "name": "orders" })).unwrap();
    let cluster = json!({ "name": "orders", "stateName": "REPAIRING", "unknown": 1 });
    api.atlas().respond("getGroupCluster", SetResponse::json(200, &cluster).after(1).times(2));
    let mut states = Vec::new();
    for _ in 0..4 {
        states.push(api.get("clusters/orders").await.1["stateName"].clone());
    }
    assert_eq!(states, ["IDLE", "REPAIRING", "REPAIRING", "IDLE"]);
    let requests = api.atlas().requests();
    let hit = requests.iter().find(|request| request.fault().is_some()).unwrap();
    assert_eq!((hit.fault(), hit.operation_id()), (Some("response=200"), Some("getGroupCluster")));
}

#[tokio::test]
async fn a_set_response_has_the_given_status_headers_and_bytes() {
    let api = Api::start().await;
    let path = api.org("invoices/0123456789abcdef01234567/csv");
    let response = SetResponse::bytes(200, "text/csv", "a,b\n1,2\n").header("X-Trace", "7");
    api.atlas().respond("getOrgInvoiceCsv", response);
    let response = api.send(Method::GET, &path, "application/vnd.atlas.2023-01-01+csv", None).await;
    assert_eq!(response.headers()["content-type"], "text/csv");
    assert_eq!(response.headers()["x-trace"], "7");
    assert_eq!(response.text().await.unwrap(), "a,b\n1,2\n");

    let created = json!({ "id": "0123456789abcdef01234567" });
    api.atlas().respond("createGroupPeer", SetResponse::json(202, &created));
    let newest = "application/vnd.atlas.2099-01-01+json";
    let response = api.send(Method::POST, "peers", newest, Some(json!({ "invalid": true }))).await;
    assert_eq!(
        (response.status().as_u16(), &response.headers()["content-type"]),
        (202, &"application/vnd.atlas.2023-01-01+json;charset=utf-8".parse().unwrap())
    );
    // The request was not handled.
    assert_eq!(api.get("peers").await.1["totalCount"], 0);
    let error = json!({ "error": 409, "errorCode": "SOME_CODE" });
    api.atlas().respond("deleteGroupPeer", SetResponse::json(409, &error));
    let response = api.send(Method::DELETE, "peers/0123456789abcdef01234567", newest, None).await;
    assert_eq!(response.headers()["content-type"], "application/json");

    api.atlas().clear_faults();
    assert_eq!(api.delete("peers/0123456789abcdef01234567").await.0, 404);
}

#[tokio::test]
async fn the_first_of_a_fault_and_a_response_takes_effect() {
    let api = Api::start().await;
    api.atlas().fault(Fault::status(503).on("listGroupPeers").times(1));
    api.atlas().respond("listGroupPeers", SetResponse::json(200, &json!({ "results": [1] })));
    assert_eq!(api.get("peers").await.0, 503);
    assert_eq!(api.get("peers").await.1, json!({ "results": [1] }));
    let faults: Vec<_> = api.atlas().faults().iter().map(ToString::to_string).collect();
    assert_eq!(faults, ["listGroupPeers:response=200"]);
}

#[tokio::test]
#[should_panic(expected = "operation \"getCluster\": not in the API document")]
async fn an_unknown_operation_panics() {
    FakeAtlas::start().await.unwrap().respond("getCluster", SetResponse::json(200, &json!({})));
}

#[test]
#[should_panic(expected = "status 99: not from 200 to 599")]
fn an_invalid_status_panics() {
    drop(SetResponse::json(99, &json!({})));
}

#[test]
#[should_panic(expected = "header \"a b\": \"1\" is not allowed")]
fn an_invalid_header_panics() {
    drop(SetResponse::json(200, &json!({})).header("a b", "1"));
}
