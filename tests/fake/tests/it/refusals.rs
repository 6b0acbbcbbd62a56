//! Error responses: their status, code and parameters. A refused request changes nothing.

use reqwest::{Method, StatusCode};
use serde_json::{Value, json};

use crate::client::{Client, app, with};

/// Returns the status, the code and the parameters of an error.
fn brief((status, body): &(StatusCode, Value)) -> (u16, &str, Value) {
    (status.as_u16(), body["errorCode"].as_str().unwrap_or_default(), body["parameters"].clone())
}

#[tokio::test]
async fn an_error_has_the_body_of_atlas() {
    let client = Client::start().await;
    let refusal = json!({
        "detail": "No user with username app exists.",
        "error": 404,
        "errorCode": "USER_NOT_FOUND",
        "parameters": ["app"],
        "reason": "Not Found",
    });
    let response = client.send(client.request(Method::GET, &client.user("admin/app"))).await;
    assert_eq!(response.headers()["content-type"], "application/json");
    assert_eq!(crate::client::read(response).await, (StatusCode::NOT_FOUND, refusal.clone()));
    let change = client.patch(&client.user("admin/app"), &json!({ "roles": 1 })).await;
    assert_eq!(change, (StatusCode::NOT_FOUND, refusal));
}

#[tokio::test]
async fn an_unknown_project_is_refused_before_the_body_is_read() {
    let client = Client::start().await;
    let url = client.users().replace(client.atlas.project_id(), "111111111111111111111111");
    let refusal = json!({
        "detail": "No group with ID 111111111111111111111111 exists.",
        "error": 404,
        "errorCode": "GROUP_NOT_FOUND",
        "parameters": ["111111111111111111111111"],
        "reason": "Not Found",
    });
    let response = client.write(Method::POST, &url, "not json".to_owned()).await;
    assert_eq!(response, (StatusCode::NOT_FOUND, refusal));
}

#[tokio::test]
async fn an_undocumented_path_is_not_found() {
    let client = Client::start().await;
    for path in ["/", "/api/atlas/v2/nothing", "/api/atlas/v1.0/groups"] {
        let response = client.get(&format!("{}{path}", client.atlas.base_url())).await;
        assert_eq!(brief(&response), (404, "RESOURCE_NOT_FOUND", json!([path])));
    }
    let response = client.get(&format!("{}/admin/", client.users())).await;
    assert_eq!(brief(&response).1, "RESOURCE_NOT_FOUND");
    let response = client.get(&client.user("admin/%FF")).await;
    assert_eq!(brief(&response), (400, "INVALID_PATH_PARAMETER", json!(["%FF"])));
}

#[tokio::test]
async fn a_wrong_method_returns_the_allowed_methods() {
    let client = Client::start().await;
    let response = client.send(client.request(Method::PUT, &client.users())).await;
    assert_eq!(response.headers()["allow"], "GET, HEAD, POST, OPTIONS");
    let response = crate::client::read(response).await;
    assert_eq!(brief(&response), (405, "METHOD_NOT_ALLOWED", json!(["PUT"])));
}

#[tokio::test]
async fn a_duplicate_user_is_refused_with_a_conflict() {
    let client = Client::start().await;
    client.post(&app()).await;
    let refusal = json!({
        "detail": "A user with username app already exists.",
        "error": 409,
        "errorCode": "USER_ALREADY_EXISTS",
        "parameters": ["app"],
        "reason": "Conflict",
    });
    assert_eq!(client.post(&app()).await, (StatusCode::CONFLICT, refusal));

    // The same name against another database is another user.
    let external = json!({ "databaseName": "$external", "username": "app", "x509Type": "MANAGED", "roles": [] });
    assert_eq!(client.post(&external).await.0, StatusCode::CREATED);
}

#[tokio::test]
async fn a_malformed_body_is_refused_with_the_location() {
    let client = Client::start().await;
    for (body, place) in [("{\n \"a\": }", "line 2, column 7"), ("", "line 1, column 0"), ("{} x", "line 1, column 4")]
    {
        let (status, response) = client.write(Method::POST, &client.users(), body.to_owned()).await;
        assert_eq!((status, &response["errorCode"]), (StatusCode::BAD_REQUEST, &json!("MALFORMED_JSON")), "{body}");
        assert_eq!(response["detail"], format!("Received JSON is malformed at {place}."));
    }
    for body in ["[]", "null", "\"user\"", "7"] {
        let response = client.write(Method::POST, &client.users(), body.to_owned()).await;
        assert_eq!(brief(&response), (400, "INVALID_JSON", json!([])), "{body}");
    }
    let deep = "[".repeat(100_000);
    let response = client.write(Method::POST, &client.users(), deep).await;
    assert_eq!(brief(&response).1, "MALFORMED_JSON");
}

#[tokio::test]
async fn a_body_that_is_too_large_is_refused() {
    let client = Client::start().await;
    let response = client.write(Method::POST, &client.users(), " ".repeat(1024 * 1024 + 1)).await;
    assert_eq!(brief(&response), (413, "REQUEST_BODY_TOO_LARGE", json!(["1048576"])));
    assert_eq!(client.get(&client.users()).await.0, StatusCode::OK);
}

#[tokio::test]
async fn a_user_that_does_not_match_the_schema_is_refused() {
    let client = Client::start().await;
    let cases = [
        (json!({ "nickname": "x" }), "INVALID_ATTRIBUTE", json!(["nickname"])),
        (json!({ "username": "" }), "INVALID_ATTRIBUTE", json!(["username"])),
        (json!({ "username": 7 }), "INVALID_JSON_ATTRIBUTE", json!(["username"])),
        (json!({ "roles": {} }), "INVALID_JSON_ATTRIBUTE", json!(["roles"])),
        (json!({ "roles": ["read"] }), "INVALID_JSON_ATTRIBUTE", json!(["roles"])),
        (json!({ "roles": [{ "roleName": "read" }] }), "MISSING_ATTRIBUTE", json!(["databaseName"])),
        (json!({ "roles": [{ "databaseName": "a", "roleName": "read", "x": 1 }] }), "INVALID_ATTRIBUTE", json!(["x"])),
        (json!({ "scopes": [{ "name": "a", "type": "PLANET" }] }), "INVALID_ENUM_VALUE", json!(["PLANET", "type"])),
        (json!({ "x509Type": "customer" }), "INVALID_ENUM_VALUE", json!(["customer", "x509Type"])),
        (json!({ "databaseName": "sales" }), "INVALID_ENUM_VALUE", json!(["sales", "databaseName"])),
        (json!({ "password": "seven77" }), "INVALID_ATTRIBUTE", json!(["password"])),
        (json!({ "description": "x".repeat(101) }), "INVALID_ATTRIBUTE", json!(["description"])),
        (json!({ "username": "x".repeat(1025) }), "INVALID_ATTRIBUTE", json!(["username"])),
        (json!({ "deleteAfterDate": "tomorrow" }), "INVALID_DATE_FORMAT", json!(["tomorrow", "deleteAfterDate"])),
        (json!({ "groupId": "111111111111111111111111" }), "INVALID_ATTRIBUTE", json!(["groupId"])),
        (json!({ "databaseName": null }), "MISSING_ATTRIBUTE", json!(["databaseName"])),
        (json!({ "roles": null }), "MISSING_ATTRIBUTE", json!(["roles"])),
        (json!({ "username": null }), "MISSING_ATTRIBUTE", json!(["username"])),
    ];
    for (change, code, parameters) in cases {
        let response = client.post(&with(app(), change.clone())).await;
        assert_eq!(brief(&response), (400, code, parameters), "{change}");
    }
    assert_eq!(client.get(&client.users()).await.1["totalCount"], 0);
}

#[tokio::test]
async fn a_refusal_lists_every_invalid_field_with_its_location() {
    let client = Client::start().await;
    let wrong = json!({ "description": 7, "nickname": "x", "roles": [{ "roleName": "read" }], "databaseName": null });
    let response = client.post(&with(app(), wrong)).await;
    assert_eq!(brief(&response), (400, "INVALID_ATTRIBUTE", json!(["nickname"])));
    let fields = response.1["badRequestDetail"]["fields"].as_array().unwrap();
    let mut places: Vec<_> = fields.iter().map(|field| field["field"].as_str().unwrap()).collect();
    places.sort_unstable();
    assert_eq!(places, ["databaseName", "description", "nickname", "roles.0.databaseName"]);
    let of = |name: &str| fields.iter().find(|field| field["field"] == name).unwrap()["description"].clone();
    assert_eq!(of("databaseName"), "The required attribute databaseName was not specified.");
    assert_eq!(of("nickname"), response.1["detail"]);
}

#[tokio::test]
async fn read_only_properties_of_a_cluster_are_refused() {
    let client = Client::start().await;
    client.atlas.insert("clusters", json!({ "name": "orders" })).unwrap();
    let url = format!("{}/api/atlas/v2/groups/{}/clusters/orders", client.atlas.base_url(), client.atlas.project_id());
    let version = "application/vnd.atlas.2024-08-05+json";
    for (name, value) in [
        ("connectionStrings", json!({})),
        ("createDate", json!("2026-01-01T00:00:00Z")),
        ("id", json!("0123456789abcdef01234567")),
        ("mongoDBVersion", json!("8.0.0")),
        ("stateName", json!("IDLE")),
    ] {
        let request = client.http.patch(&url).header("accept", version).header("content-type", version);
        let request = request.body(json!({ name: value }).to_string());
        let response = crate::client::read(client.send(request).await).await;
        assert_eq!(brief(&response), (400, "INVALID_ATTRIBUTE", json!([name])));
        assert_eq!(response.1["badRequestDetail"]["fields"][0]["field"], name);
    }
}

#[tokio::test]
async fn a_user_with_inconsistent_authentication_is_refused() {
    let client = Client::start().await;
    let cases = [
        (json!({ "password": null }), "MISSING_ATTRIBUTE", json!(["password"])),
        (json!({ "databaseName": "$external" }), "INVALID_ATTRIBUTE", json!(["databaseName"])),
        (json!({ "databaseName": "$external", "x509Type": "MANAGED" }), "INVALID_ATTRIBUTE", json!(["password"])),
        (json!({ "password": null, "x509Type": "MANAGED" }), "INVALID_ATTRIBUTE", json!(["databaseName"])),
        (
            json!({ "password": null, "databaseName": "$external", "oidcAuthType": "IDP_GROUP" }),
            "INVALID_ATTRIBUTE",
            json!(["databaseName"]),
        ),
        (
            json!({ "password": null, "databaseName": "$external", "awsIAMType": "ROLE", "x509Type": "MANAGED" }),
            "INVALID_ATTRIBUTE",
            json!(["x509Type"]),
        ),
    ];
    for (change, code, parameters) in cases {
        let response = client.post(&with(app(), change.clone())).await;
        assert_eq!(brief(&response), (400, code, parameters), "{change}");
    }
    assert_eq!(client.get(&client.users()).await.1["totalCount"], 0);
}

#[tokio::test]
async fn a_refused_update_changes_nothing() {
    let client = Client::start().await;
    let (_, created) = client.post(&app()).await;
    let url = client.user("admin/app");
    let cases = [
        (json!({ "username": "other" }), (409, "DATABASE_USERNAME_CANNOT_BE_CHANGED", json!([]))),
        (json!({ "databaseName": "$external" }), (409, "DATABASE_NAME_CANNOT_BE_CHANGED", json!([]))),
        (json!({ "awsIAMType": "ROLE" }), (409, "AUTH_TYPE_CANNOT_BE_CHANGED", json!([]))),
        (json!({ "password": "short" }), (400, "INVALID_ATTRIBUTE", json!(["password"]))),
        (json!({ "roles": null }), (400, "MISSING_ATTRIBUTE", json!(["roles"]))),
        (json!({ "deleteAfterDate": "2000-01-01T00:00:00Z" }), (400, "INVALID_ATTRIBUTE", json!(["deleteAfterDate"]))),
        (json!({ "groupId": "111111111111111111111111" }), (400, "INVALID_ATTRIBUTE", json!(["groupId"]))),
    ];
    for (change, expected) in cases {
        let change = with(json!({ "description": "New." }), change);
        assert_eq!(brief(&client.patch(&url, &change).await), expected, "{change}");
    }
    assert_eq!(client.get(&url).await, (StatusCode::OK, created));
}
