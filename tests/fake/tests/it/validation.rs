//! Validation of paths, queries and bodies by the document, and the properties that responses repeat.

use reqwest::header::{ACCEPT, CONTENT_TYPE};
use reqwest::{Method, StatusCode};
use serde_json::{Value, json};

use crate::client::{Client, read};

/// Sends a request to a path of the API, at a version.
async fn send(client: &Client, method: Method, path: &str, version: &str, body: Value) -> (StatusCode, Value) {
    let media_type = format!("application/vnd.atlas.{version}+json");
    let url = format!("{}/api/atlas/v2{path}", client.atlas.base_url());
    let mut request = client.http.request(method, url).header(ACCEPT, &media_type);
    if !body.is_null() {
        request = request.header(CONTENT_TYPE, &media_type).body(body.to_string());
    }
    read(client.send(request).await).await
}

async fn get(client: &Client, path: &str) -> (StatusCode, Value) {
    send(client, Method::GET, path, "2025-03-12", Value::Null).await
}

#[tokio::test]
async fn a_literal_path_takes_precedence_over_a_path_with_parameters() {
    let client = Client::start().await;
    let url = format!("{}/api/atlas/v2/groups/{}", client.atlas.base_url(), client.atlas.project_id());
    for (path, allowed) in [("clusters/tenantUpgrade", "POST, OPTIONS"), ("containers/all", "GET, HEAD, OPTIONS")] {
        let response = client.send(client.request(Method::DELETE, &format!("{url}/{path}"))).await;
        assert_eq!(response.headers()["allow"], allowed, "{path}");
        assert_eq!(response.status(), StatusCode::METHOD_NOT_ALLOWED, "{path}");
    }
}

#[tokio::test]
async fn an_invalid_path_parameter_is_not_found() {
    let client = Client::start().await;
    let project = format!("/groups/{}", client.atlas.project_id());
    for path in ["peers/0123456789abcdef", "peers/%00"] {
        let (status, body) = get(&client, &format!("{project}/{path}")).await;
        assert_eq!((status, &body["errorCode"]), (StatusCode::NOT_FOUND, &json!("RESOURCE_NOT_FOUND")), "{path}");
    }
    let path = "peers/0123456789abcdef01234567";
    client.atlas.insert("peers", json!({ "id": "0123456789abcdef01234567", "providerName": "AWS" })).unwrap();
    assert_eq!(get(&client, &format!("{project}/{path}")).await.0, StatusCode::OK, "{path}");
}

#[tokio::test]
async fn an_invalid_query_parameter_is_refused() {
    let client = Client::start().await;
    let project = format!("/groups/{}", client.atlas.project_id());
    client.atlas.insert("clusters", json!({ "name": "example" })).unwrap();
    let cases = [
        ("peers", "providerName", "AWS", "AMAZON"),
        ("events", "eventType", "CLUSTER_CREATED", "NOTHING_HAPPENED"),
        ("clusters/example/performanceAdvisor/suggestedIndexes", "until", "1199145600000", "1199145599999"),
    ];
    for (path, name, good, bad) in cases {
        let (status, body) = get(&client, &format!("{project}/{path}?{name}={good}")).await;
        assert_eq!(status, StatusCode::OK, "{path}: {body}");
        // Each value of a list is checked.
        let (status, body) = get(&client, &format!("{project}/{path}?{name}={good}&{name}={bad}")).await;
        assert_eq!(status, StatusCode::BAD_REQUEST, "{path}");
        assert_eq!((&body["errorCode"], &body["parameters"]), (&json!("INVALID_QUERY_PARAMETER"), &json!([name])));
    }
    let (_, body) = get(&client, &format!("{project}/events?minDate=2025-02-31T00:00:00Z")).await;
    let expected = (&json!("INVALID_DATE_FORMAT"), &json!(["2025-02-31T00:00:00Z", "minDate"]));
    assert_eq!((&body["errorCode"], &body["parameters"]), expected);
}

#[tokio::test]
async fn an_invalid_body_is_refused_in_unions_too() {
    let client = Client::start().await;
    let project = format!("/groups/{}", client.atlas.project_id());
    let access = format!("{project}/cloudProviderAccess");
    let endpoints = format!("{project}/backup/AWS/privateEndpoints");
    let cases = [
        // A property of no variant.
        (&access, "2023-01-01", json!({ "providerName": "GCP", "x": 1 }), "INVALID_ATTRIBUTE", json!(["x"])),
        // A value of none of several enumerations, and a value that is not a string.
        (
            &endpoints,
            "2024-11-13",
            json!({ "cloudProvider": "AWS", "regionName": "MARS" }),
            "INVALID_ENUM_VALUE",
            json!(["MARS", "regionName"]),
        ),
        (
            &endpoints,
            "2024-11-13",
            json!({ "cloudProvider": "AWS", "regionName": {} }),
            "INVALID_JSON_ATTRIBUTE",
            json!(["regionName"]),
        ),
        // A value outside the range of a 32-bit integer.
        (
            &"/orgs".to_owned(),
            "2023-01-01",
            json!({ "name": "new", "serviceAccount": {
                "name": "a", "description": "a", "roles": ["ORG_OWNER"], "secretExpiresAfterHours": 2_147_483_648_u32
            } }),
            "INVALID_JSON_ATTRIBUTE",
            json!(["secretExpiresAfterHours"]),
        ),
    ];
    for (path, version, body, code, parameters) in cases {
        let (status, response) = send(&client, Method::POST, path, version, body.clone()).await;
        assert_eq!((status, &response["errorCode"]), (StatusCode::BAD_REQUEST, &json!(code)), "{body}: {response}");
        assert_eq!(response["parameters"], parameters, "{body}");
    }
}

#[tokio::test]
async fn a_property_of_one_branch_of_a_union_is_checked() {
    let client = Client::start().await;
    let path = "/federationSettings/0123456789abcdef01234567/identityProviders/0123456789abcdef0123";
    let list = "/federationSettings/0123456789abcdef01234567/identityProviders";
    let settings = format!("/orgs/{}/federationSettings", client.atlas.organization_id());
    client.atlas.insert(&settings, json!({ "id": "0123456789abcdef01234567" })).unwrap();
    client.atlas.insert(list, json!({ "id": "0123456789abcdef0123", "protocol": "OIDC" })).unwrap();
    let body = |date| json!({ "pemFileInfo": { "certificates": [{ "notAfter": date }] }, "protocol": "OIDC" });
    let (status, response) = send(&client, Method::PATCH, path, "2023-11-15", body("2030-01-01T00:00:00Z")).await;
    assert_eq!(status, StatusCode::OK, "{response}");
    let (status, response) = send(&client, Method::PATCH, path, "2023-11-15", body("never")).await;
    assert_eq!((status, &response["errorCode"]), (StatusCode::BAD_REQUEST, &json!("INVALID_DATE_FORMAT")));
}

#[tokio::test]
async fn a_user_cannot_join_an_unknown_team() {
    let client = Client::start().await;
    let users = format!("/orgs/{}/users", client.atlas.organization_id());
    let body = json!({ "roles": { "orgRoles": [] }, "username": "someone@example.com", "teamIds": ["none"] });
    let (status, response) = send(&client, Method::POST, &users, "2025-02-19", body).await;
    assert_eq!((status, &response["errorCode"]), (StatusCode::NOT_FOUND, &json!("TEAM_NOT_FOUND")));
    // Only the owner.
    assert_eq!(send(&client, Method::GET, &users, "2025-02-19", Value::Null).await.1["totalCount"], 1);
}

#[tokio::test]
async fn a_response_omits_request_values_that_its_schema_excludes() {
    let client = Client::start().await;
    let path = format!("/groups/{}/access", client.atlas.project_id());
    let body = json!({ "roles": ["GROUP_OWNER"], "username": "someone@example.com" });
    let (status, response) = send(&client, Method::POST, &path, "2023-02-01", body).await;
    // The request has project roles, but the response schema allows organization roles only.
    assert_eq!((status, &response["roles"]), (StatusCode::OK, &json!(["ORG_OWNER"])));
    assert_eq!(response["username"], "someone@example.com");
}
