//! Every operation, called as its document says and held against it and against the generated types.

mod document;
mod lossless;
mod request;

use std::sync::Arc;

use atlas_fake::FakeAtlas;
use atlas_gen::decoded::Decoded;
use atlas_gen::{ApiVersion, DECODERS, OPERATIONS, Operation, Transport, TransportFuture};
use reqwest::Method;
use reqwest::header::{ACCEPT, AUTHORIZATION, CONTENT_TYPE};
use serde_json::{Value, json};

use crate::client::Client;
use document::DOCUMENT;

/// Sends what the generated client makes of a call, signed.
struct Signed(Client);

impl std::fmt::Debug for Signed {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Signed")
    }
}

impl Transport for Signed {
    fn send<'a>(&'a self, mut request: reqwest::Request, _operation: &'static Operation) -> TransportFuture<'a> {
        Box::pin(async move {
            let authorization = self.0.authorization(request.method(), request.url().as_str()).await;
            request.headers_mut().insert(AUTHORIZATION, authorization.parse()?);
            Ok(self.0.http.execute(request).await?)
        })
    }
}

/// The path of an operation, its parameters replaced by what is there.
fn path(atlas: &FakeAtlas, operation: &Operation, documented: &'static Value) -> String {
    let mut path = String::new();
    let mut rest = operation.path;
    while let Some((before, after)) = rest.split_once('{') {
        let (name, after) = after.split_once('}').unwrap();
        let value = match name {
            "groupId" => atlas.project_id().to_owned(),
            "groupName" => "fake".to_owned(),
            "orgId" if operation.id == "deleteOrg" => request::ID.to_owned(),
            "orgId" => atlas.organization_id().to_owned(),
            "databaseName" if operation.path.ends_with("{username}") => "admin".to_owned(),
            "username" => "user-1".to_owned(),
            "processId" => "orders-shard-00-00.abcde.example.com:27017".to_owned(),
            // The document says it of the property and not of the parameter.
            "identityProviderId" => "0123456789abcdef0123".to_owned(),
            "invitationId" | "invoiceId" | "secretId" | "metricIntegrationId" => request::ID.to_owned(),
            "partitionName" => "data".to_owned(),
            "entryValue" | "ipAddress" => "192.0.2.1".to_owned(),
            name => request::path_parameter(documented, name),
        };
        path += before;
        let list = path.trim_start_matches("/api/atlas/v2").trim_end_matches('/').to_owned();
        path += &percent_encoding::utf8_percent_encode(&value, percent_encoding::NON_ALPHANUMERIC).to_string();
        // What the path leads through has to be there; lists that nothing is remembered of take nothing.
        let mut resource = json!({
            name: value,
            "ipAddress": "192.0.2.1",
            "name": value,
            "secrets": [{ "id": request::ID }],
        });
        if name == "restoreJobId" && list.contains("/clusters/") {
            resource["deliveryType"] = "download".into();
        }
        if value.len() >= 20 {
            resource["id"] = value.as_str().into();
            resource["_id"] = value.as_str().into();
        }
        if !["groupId", "orgId", "processId"].contains(&name) && after.split(['/', ':']).next() == Some("") {
            let _ = atlas.insert(&list, resource);
        }
        rest = after;
    }
    path + rest
}

/// Puts there what requests refer to.
fn seed(atlas: &FakeAtlas, operation: &Operation) {
    atlas.seed_database_users(1);
    atlas.insert("/orgs", json!({ "id": request::ID, "name": "empty" })).unwrap();
    atlas.insert(&format!("/orgs/{}/teams", atlas.organization_id()), json!({ "id": request::ID })).unwrap();
    atlas.insert(&format!("/orgs/{}/apiKeys", atlas.organization_id()), json!({ "id": request::ID })).unwrap();
    atlas.insert(&format!("/orgs/{}/users", atlas.organization_id()), json!({ "id": request::ID })).unwrap();
    let invitation = json!({ "username": "someone@example.com" });
    match operation.id {
        "updateOrgInvites" => {
            atlas.insert(&format!("/orgs/{}/invites", atlas.organization_id()), invitation).unwrap();
        }
        "updateGroupInvites" => drop(atlas.insert("invites", invitation).unwrap()),
        "deferGroupMaintenanceWindow" => drop(atlas.insert("maintenanceWindow", json!({ "dayOfWeek": 2 })).unwrap()),
        "createGroupClusterBackupRestoreJob" => {
            atlas.insert("clusters", json!({ "name": "example" })).unwrap();
            atlas.insert("clusters/example/backup/snapshots", json!({ "id": request::ID })).unwrap();
        }
        "createGroupClusterBackupExport" => {
            atlas.insert("clusters", json!({ "name": "example" })).unwrap();
            atlas.insert("clusters/example/backup/snapshots", json!({ "id": request::ID })).unwrap();
            atlas.insert("backup/exportBuckets", json!({ "_id": request::ID })).unwrap();
        }
        "createGroupFlexClusterBackupRestoreJob" => {
            atlas.insert("flexClusters", json!({ "name": "example" })).unwrap();
            atlas.insert("flexClusters/example/backup/snapshots", json!({ "id": request::ID })).unwrap();
        }
        "requestGroupSampleDatasetLoad" => drop(atlas.insert("clusters", json!({ "name": "example" })).unwrap()),
        "tenantGroupFlexClusterUpgrade" => drop(atlas.insert("flexClusters", json!({ "name": "example" })).unwrap()),
        "upgradeGroupClusterTenantUpgrade" => drop(atlas.insert("clusters", json!({ "name": "example" })).unwrap()),
        _ if operation.path.contains("{processId}") => {
            atlas.insert("clusters", json!({ "name": "orders" })).unwrap();
        }
        _ => {}
    }
}

/// The body of a request, as the schema of its version says or as `own_body`.
fn body(atlas: &FakeAtlas, operation: &Operation, documented: &'static Value) -> Option<Value> {
    let content = documented.pointer("/requestBody/content")?.as_object()?;
    let wanted = format!("application/vnd.atlas.{}+json", operation.version);
    let content = content.get(&wanted)?;
    own_body(atlas, operation).or_else(|| Some(request::body(&content["schema"])))
}

/// The bodies that have to be other than the document says.
fn own_body(atlas: &FakeAtlas, operation: &Operation) -> Option<Value> {
    Some(match operation.id {
        "createGroupDatabaseUser" => {
            json!({ "databaseName": "admin", "username": "new", "password": "correct horse", "roles": [] })
        }
        "updateGroupDatabaseUser" => json!({ "roles": [] }),
        id if id.contains("AccessList") => json!([{ "ipAddress": "192.0.2.7" }]),
        "createGroupClusterBackupRestoreJob" => json!({ "deliveryType": "automated", "snapshotId": request::ID }),
        "updateOrgInvites" | "updateGroupInvites" => json!({ "username": "someone@example.com" }),
        "createGroupCluster" => json!({ "name": "new" }),
        "createGroup" => json!({ "name": "new", "orgId": atlas.organization_id() }),
        _ => return None,
    })
}

/// Calls an operation and says what is wrong with its answer.
async fn call(operation: &'static Operation) -> Result<(), String> {
    let atlas = FakeAtlas::start().await.unwrap();
    seed(&atlas, operation);
    let documented = document::operation(operation.path, operation.method);
    let path = path(&atlas, operation, documented);
    let query = request::query(documented);
    let body = body(&atlas, operation, documented);
    let method: Method = operation.method.parse().unwrap();
    let base_url = atlas.base_url().to_owned();
    let client = Client::of(atlas);

    let accept = operation.accept(None);
    let (status, answer) = if operation.response == atlas_gen::Format::Json {
        let client = atlas_gen::Client::new(&base_url, Arc::new(Signed(client)));
        let version = ApiVersion::new(operation.version).unwrap();
        let answer = client.raw(method, &path, &query, body.as_ref(), version).await;
        let answer = answer.map_err(|error| format!("{error}: {body:?}"))?;
        (answer.status(), answer.raw().to_vec())
    } else {
        let url = reqwest::Url::parse_with_params(&format!("{base_url}{path}"), &query).unwrap();
        let mut request = client.http.request(method, url).header(ACCEPT, &accept);
        if let Some(body) = &body {
            request = request.header(CONTENT_TYPE, operation.content_type(None).unwrap()).body(body.to_string());
        }
        let answer = client.send(request).await;
        (answer.status(), answer.bytes().await.unwrap().to_vec())
    };
    check(operation, documented, status.as_u16(), &accept, &answer)
}

fn check(operation: &Operation, documented: &Value, status: u16, accept: &str, answer: &[u8]) -> Result<(), String> {
    let response = &documented["responses"][status.to_string()]["content"];
    let Some(content) = response.get(accept) else {
        return Err(format!("{status} is not documented: {}", String::from_utf8_lossy(answer)));
    };
    let written = match (operation.response, content.get("schema")) {
        (_, None) if answer.is_empty() => return Ok(()),
        (_, None) => return Err("there is a body".to_owned()),
        (atlas_gen::Format::Gzip, _) => return answer.starts_with(&[0x1f, 0x8b]).then_some(()).ok_or("no gzip".into()),
        (_, Some(schema)) if schema["type"] == "string" => {
            return (!answer.is_empty() && answer.is_ascii()).then_some(()).ok_or("no text".into());
        }
        (_, Some(schema)) => {
            let value: Value = serde_json::from_slice(answer).map_err(|error| error.to_string())?;
            fits(schema, &value)?;
            value
        }
    };
    let (_, decode) = DECODERS.iter().find(|(id, _)| *id == operation.id).unwrap();
    match decode(answer).map_err(|error| error.to_string())? {
        Decoded::Value(decoded) => {
            let lost = lossless::lost(&written, &decoded, "");
            lost.is_empty().then_some(()).ok_or(format!("{lost:#?}"))
        }
        // The operation has a schema that is not decoded; it was held against it.
        _ => Ok(()),
    }
}

/// Asks for another version than the generated client's, and holds the answer against the schema of that version.
async fn ask(operation: &'static Operation, media_type: &str) -> Result<(), String> {
    let atlas = FakeAtlas::start().await.unwrap();
    seed(&atlas, operation);
    let documented = document::operation(operation.path, operation.method);
    let path = path(&atlas, operation, documented);
    let url = format!("{}{path}", atlas.base_url());
    let url = reqwest::Url::parse_with_params(&url, request::query(documented)).unwrap();
    let bodies = documented.pointer("/requestBody/content").and_then(Value::as_object);
    let schema = bodies.and_then(|bodies| Some(&bodies.get(media_type)?["schema"]));
    let body = schema.map(|schema| own_body(&atlas, operation).unwrap_or_else(|| request::body(schema)));
    let client = Client::of(atlas);
    let mut request = client.http.request(operation.method.parse().unwrap(), url).header(ACCEPT, media_type);
    if let Some(body) = &body {
        request = request.header(CONTENT_TYPE, media_type).body(body.to_string());
    }
    let answer = client.send(request).await;
    let status = answer.status().as_u16();
    let content_type = answer.headers()[CONTENT_TYPE].to_str().unwrap().to_owned();
    let answer = answer.bytes().await.unwrap();
    let Some(content) = documented["responses"][status.to_string()]["content"].get(media_type) else {
        return Err(format!("{status} is not documented: {}", String::from_utf8_lossy(&answer)));
    };
    if !content_type.starts_with(media_type) {
        return Err(format!("answered with {content_type}"));
    }
    match content.get("schema") {
        None => answer.is_empty().then_some(()).ok_or("there is a body".into()),
        Some(schema) if schema["type"] == "string" => (!answer.is_empty()).then_some(()).ok_or("no text".into()),
        Some(schema) => fits(schema, &serde_json::from_slice(&answer).map_err(|error| error.to_string())?),
    }
}

fn fits(schema: &Value, value: &Value) -> Result<(), String> {
    let schema = jsonschema::draft202012::new(&document::of_answer(schema)).map_err(|error| error.to_string())?;
    let errors = schema.iter_errors(value).map(|error| format!("{}: {error}", error.instance_path()));
    let errors: Vec<_> = errors.collect();
    errors.is_empty().then_some(()).ok_or(format!("{errors:#?}\n{value:#}"))
}

#[tokio::test]
async fn every_other_version_answers_what_its_own_schema_says() {
    let mut asked = 0;
    let mut wrong = Vec::new();
    for operation in OPERATIONS {
        let responses = document::operation(operation.path, operation.method)["responses"].as_object().unwrap();
        let successes = responses.iter().filter(|(status, _)| status.starts_with('2'));
        let offered = successes.filter_map(|(_, response)| response["content"].as_object()).flatten();
        for (media_type, _) in offered.filter(|(media_type, _)| **media_type != operation.accept(None)) {
            asked += 1;
            if let Err(why) = ask(operation, media_type).await {
                wrong.push(format!("{} at {media_type}: {why}", operation.id));
            }
        }
    }
    assert!(asked >= 50, "{asked} other versions");
    assert!(wrong.is_empty(), "{} of {asked} are wrong:\n{}", wrong.len(), wrong.join("\n"));
}

#[tokio::test]
async fn every_operation_answers_what_its_schema_says_and_its_type_decodes() {
    let documented = DOCUMENT["paths"].as_object().unwrap().values().flat_map(|item| item.as_object().unwrap()).count();
    assert_eq!((OPERATIONS.len(), documented), (540, 540));
    let mut wrong = Vec::new();
    for operation in OPERATIONS {
        if let Err(why) = call(operation).await {
            wrong.push(format!("{}: {why}", operation.id));
        }
    }
    assert!(wrong.is_empty(), "{} of 540 are wrong:\n{}", wrong.len(), wrong.join("\n"));
}
