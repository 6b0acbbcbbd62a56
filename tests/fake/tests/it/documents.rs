//! A custom API document: the fake serves exactly its operations, versions and roles.

use atlas_fake::{FakeAtlas, FakeAtlasBuilder};
use reqwest::header::{ACCEPT, CONTENT_TYPE};
use reqwest::{Method, Response};
use serde_json::{Value, json};

use crate::client::{Client, read};
use crate::operations::DOCUMENT;

/// Returns the document with a made-up resource and a new version of clusters, and without alerts.
fn document() -> Value {
    let mut document = DOCUMENT.clone();
    let paths = document["paths"].as_object_mut().unwrap();
    paths.remove("/api/atlas/v2/groups/{groupId}/alerts").unwrap();
    let pot = json!({ "$ref": "#/components/schemas/Teapot" });
    let version = |schema: &Value| json!({ "schema": schema });
    let response = |content: Value| json!({ "200": { "content": content, "description": "OK" } });
    paths.insert(
        "/api/atlas/v2/groups/{groupId}/teapots/{potName}".to_owned(),
        json!({
            "get": {
                "operationId": "getGroupTeapot",
                "parameters": [{ "in": "query", "name": "cups", "schema": { "type": "integer", "maximum": 6 } }],
                "responses": response(json!({
                    "application/vnd.atlas.2030-01-01+json": version(&pot),
                    "application/vnd.atlas.2030-01-01+csv": { "schema": { "type": "string" } },
                })),
                "x-rolesRequirements": ["Project Tea Maker"],
            },
            "patch": {
                "operationId": "updateGroupTeapot",
                "requestBody": { "required": true, "content": { "application/vnd.atlas.2030-01-01+json": version(&pot) } },
                "responses": response(json!({ "application/vnd.atlas.2030-01-01+json": version(&pot) })),
                "x-rolesRequirements": ["Project Owner"],
            },
        }),
    );
    let list = "/paths/~1api~1atlas~1v2~1groups~1{groupId}~1clusters/get/responses/200/content";
    let page = json!({ "type": "object", "properties": {
        "results": { "type": "array", "items": { "$ref": "#/components/schemas/Cluster2031" } },
        "totalCount": { "type": "integer" },
    }});
    document.pointer_mut(list).unwrap()["application/vnd.atlas.2031-01-01+json"] =
        json!({ "schema": page, "x-sunset": "2041-01-01" });
    let schemas = document.pointer_mut("/components/schemas").unwrap();
    schemas["Cluster2031"] = json!({
        "type": "object",
        "properties": { "name": { "type": "string" }, "shape": { "type": "string", "enum": ["ROUND"] } },
        "required": ["name", "shape"],
    });
    schemas["Teapot"] = json!({
        "type": "object",
        "properties": {
            "groupId": { "type": "string", "readOnly": true },
            "potName": { "type": "string", "readOnly": true },
            "size": { "type": "string", "enum": ["SMALL", "LARGE"] },
        },
        "required": ["size"],
    });
    document
}

fn builder() -> FakeAtlasBuilder {
    FakeAtlas::builder().document(document().to_string())
}

async fn send(client: &Client, method: Method, path: &str, accept: &str, body: Value) -> Response {
    let url = format!("{}/api/atlas/v2/groups/{}/{path}", client.atlas.base_url(), client.atlas.project_id());
    let mut request = client.http.request(method, url).header(ACCEPT, format!("application/vnd.atlas.{accept}"));
    if !body.is_null() {
        request = request.header(CONTENT_TYPE, format!("application/vnd.atlas.{accept}")).body(body.to_string());
    }
    client.send(request).await
}

#[tokio::test]
async fn an_operation_unknown_to_the_fake_returns_a_value_of_its_schema() {
    let client = Client::of(builder().page().start().await.unwrap());
    let (status, pot) = read(send(&client, Method::GET, "teapots/brown", "2030-01-01+json", Value::Null).await).await;
    let expected = json!({ "groupId": client.atlas.project_id(), "potName": "brown", "size": "SMALL" });
    assert_eq!((status.as_u16(), pot), (200, expected));
    let (_, large) =
        read(send(&client, Method::PATCH, "teapots/brown", "2035-01-01+json", json!({ "size": "LARGE" })).await).await;
    assert_eq!(large["size"], "LARGE");
    let csv = send(&client, Method::GET, "teapots/brown", "2030-01-01+csv", Value::Null).await;
    assert_eq!(csv.headers()[CONTENT_TYPE], "application/vnd.atlas.2030-01-01+csv");

    // The fake validates requests by the document.
    for (path, accept, body, code) in [
        ("teapots/brown", "2029-12-31+json", Value::Null, "INVALID_VERSION_DATE"),
        ("teapots/brown?cups=7", "2030-01-01+json", Value::Null, "INVALID_QUERY_PARAMETER"),
        ("teapots", "2030-01-01+json", Value::Null, "RESOURCE_NOT_FOUND"),
        ("teapots/brown", "2030-01-01+json", json!({ "size": "HUGE" }), "INVALID_ENUM_VALUE"),
        ("teapots/brown", "2030-01-01+json", json!({ "lid": true }), "INVALID_ATTRIBUTE"),
    ] {
        let method = if body.is_null() { Method::GET } else { Method::PATCH };
        let (_, refusal) = read(send(&client, method, path, accept, body.clone()).await).await;
        assert_eq!(refusal["errorCode"], code, "{path} {accept} {body}");
    }
    assert_eq!(client.atlas.requests().last().unwrap().operation_id(), Some("updateGroupTeapot"));
    let faults = client.http.post(format!("{}/-/faults", client.atlas.base_url()));
    let faults = faults.header(CONTENT_TYPE, "application/json").body("{\"faults\":[\"getGroupTeapot:status=418\"]}");
    assert_eq!(faults.send().await.unwrap().status(), 200);
    assert_eq!(send(&client, Method::GET, "teapots/brown", "2030-01-01+json", Value::Null).await.status(), 418);
}

#[tokio::test]
async fn a_new_version_of_a_stored_resource_returns_it_by_its_schema() {
    let client = Client::of(builder().start().await.unwrap());
    client.atlas.insert("clusters", json!({ "name": "orders" })).unwrap();
    let response = send(&client, Method::GET, "clusters", "2031-01-01+json", Value::Null).await;
    assert_eq!(response.headers()[CONTENT_TYPE], "application/vnd.atlas.2031-01-01+json;charset=utf-8");
    assert_eq!(response.headers()["sunset"], "Tue, 01 Jan 2041 00:00:00 GMT");
    let page = json!({ "results": [{ "name": "orders", "shape": "ROUND" }], "totalCount": 1 });
    assert_eq!(read(response).await.1, page);
    let before = send(&client, Method::GET, "clusters", "2030-12-31+json", Value::Null).await;
    assert_eq!(before.headers()[CONTENT_TYPE], "application/vnd.atlas.2024-08-05+json;charset=utf-8");
    // An operation that is not in the document is not served.
    let (_, gone) = read(send(&client, Method::GET, "alerts", "2025-03-12+json", Value::Null).await).await;
    assert_eq!(gone["errorCode"], "RESOURCE_NOT_FOUND");
    let other = Client::start().await;
    assert_eq!(send(&other, Method::GET, "alerts", "2025-03-12+json", Value::Null).await.status(), 200);
}

#[tokio::test]
async fn required_roles_come_from_the_document() {
    for (role, status) in [("GROUP_TEA_MAKER", 200), ("GROUP_OWNER", 200), ("GROUP_READ_ONLY", 403)] {
        let client = Client::of(builder().roles([role]).start().await.unwrap());
        let response = send(&client, Method::GET, "teapots/brown", "2030-01-01+json", Value::Null).await;
        assert_eq!(response.status(), status, "{role}");
    }
}

#[tokio::test]
async fn an_invalid_document_is_refused() {
    for text in ["", "{}", "{\"paths\": {\"/x\": {\"get\": {}}}, \"components\": {\"schemas\": {}}}"] {
        let error = FakeAtlas::builder().document(text).start().await.unwrap_err().to_string();
        assert!(error.starts_with("API document: "), "{error}");
    }
}

#[cfg(unix)]
#[tokio::test]
async fn the_program_serves_a_custom_document() {
    use crate::process::{Program, command};

    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join("api.json");
    std::fs::write(&path, document().to_string()).unwrap();
    let mut program = Program::start(&["--document", path.to_str().unwrap()]);
    let clusters = program.users().replace("databaseUsers", "teapots/brown");
    let (status, refusal) = program.send(Method::GET, &clusters, &Value::Null).await.unwrap();
    // All its versions are later than the requested one.
    assert_eq!((status.as_u16(), &refusal["errorCode"]), (406, &json!("INVALID_VERSION_DATE")));
    let alerts = program.users().replace("databaseUsers", "alerts");
    assert_eq!(program.send(Method::GET, &alerts, &Value::Null).await.unwrap().0, 404);

    let absent = directory.path().join("absent.json");
    let output = command(&["--document", absent.to_str().unwrap()]).output().unwrap();
    assert_eq!(output.status.code(), Some(1));
    assert!(String::from_utf8(output.stderr).unwrap().contains("absent.json: "));
}
