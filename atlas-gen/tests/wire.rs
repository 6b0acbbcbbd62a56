//! The requests of generated operations, and the decoding of their responses.

#![allow(clippy::unwrap_used, clippy::expect_used)] // The whole file is a test, also outside of `#[test]` functions.

use std::sync::{Arc, Mutex};

use atlas_gen::{
    ApiVersion, BodyProblem, CallContext, Client, Error, OperationBuilder, Paged, Request, Transport, TransportFuture,
    types::{Cluster, ClusterInput, ComponentLabel, DatabaseUser, DatabaseUserInput},
};
use serde_json::{Value, json};

/// A transport that returns the same response to every request, and records the last request.
#[derive(Debug)]
struct Scripted {
    status: u16,
    body: &'static str,
    last: Mutex<Option<Request>>,
}

impl Transport for Scripted {
    fn send<'a>(&'a self, request: Request, _: CallContext) -> TransportFuture<'a> {
        *self.last.lock().unwrap() = Some(request);
        let response = http::Response::builder().status(self.status).header("x-test", "1").body(self.body.into());
        Box::pin(async move { Ok(response.unwrap()) })
    }
}

/// A client with its scripted transport.
struct Wire {
    client: Client,
    transport: Arc<Scripted>,
}

impl Wire {
    /// Returns a client whose requests all get this response.
    fn responding(status: u16, body: &'static str) -> Self {
        let transport = Arc::new(Scripted { status, body, last: Mutex::new(None) });
        Self { client: Client::new("http://127.0.0.1:1/", transport.clone()), transport }
    }

    /// Returns the last request: its first line, and the relevant headers and body.
    fn sent(&self) -> (String, Value) {
        let last = self.transport.last.lock().unwrap();
        let request = last.as_ref().expect("a request was sent");
        let header = |name: &str| request.headers().get(name).map(|value| value.to_str().unwrap());
        let body = request.body().map(|body| serde_json::from_slice::<Value>(body).unwrap());
        let query = request.url().query().map(|query| format!("?{query}")).unwrap_or_default();
        (
            format!("{} {}{query}", request.method(), request.url().path()),
            json!({"accept": header("accept"), "content-type": header("content-type"), "body": body,
                "api-version": header("api-version")}),
        )
    }
}

const PROJECT: &str = "6a799f0bc0eb9e7a177d81f1";

#[tokio::test]
async fn each_operation_requests_the_version_of_its_types() {
    let wire = Wire::responding(200, "{}");
    wire.client.clusters().list_clusters().group_id(PROJECT).page_num(2).include_count(false).send().await.unwrap();
    let (line, rest) = wire.sent();
    assert_eq!(line, format!("GET /api/atlas/v2/groups/{PROJECT}/clusters?includeCount=false&pageNum=2"));
    let media_type = "application/vnd.atlas.2024-08-05+json";
    assert_eq!(rest, json!({"accept": media_type, "content-type": null, "body": null, "api-version": null}));

    wire.client.clusters().create_cluster().group_id(PROJECT).body(ClusterInput::new().name("a")).send().await.unwrap();
    let media_type = "application/vnd.atlas.2024-10-23+json";
    let expected =
        json!({"accept": media_type, "content-type": media_type, "body": {"name": "a"}, "api-version": null});
    assert_eq!(wire.sent().1, expected);
}

#[tokio::test]
async fn a_client_can_request_another_version() {
    let wire = Wire::responding(200, r#"{"diskSizeGB":10,"numShards":1}"#);
    let old = wire.client.with_version(ApiVersion::new("2023-01-01").unwrap());
    let response = old.clusters().get_cluster().group_id(PROJECT).cluster_name("c").send().await.unwrap();
    assert_eq!(wire.sent().1["accept"], "application/vnd.atlas.2023-01-01+json");
    assert_eq!(&response.raw()[..], br#"{"diskSizeGB":10,"numShards":1}"#);
}

#[tokio::test]
async fn a_request_contains_only_the_properties_that_were_set() {
    let wire = Wire::responding(200, "{}");
    let update = |body: DatabaseUserInput| {
        let users = wire.client.database_users();
        users.update_database_user().group_id(PROJECT).database_name("admin").username("u").body(body).send()
    };
    update(DatabaseUserInput::new()).await.unwrap();
    assert_eq!(wire.sent().1["body"], json!({}));
    update(DatabaseUserInput::new().labels([]).description(None).password("secret-1")).await.unwrap();
    assert_eq!(wire.sent().1["body"], json!({"labels": [], "description": null, "password": "secret-1"}));
    update(DatabaseUserInput::new().labels([ComponentLabel::new().key("k").value("v")])).await.unwrap();
    assert_eq!(wire.sent().1["body"], json!({"labels": [{"key": "k", "value": "v"}]}));
}

#[tokio::test]
async fn a_name_stays_one_segment_of_the_path() {
    let wire = Wire::responding(200, "{}");
    for (name, encoded) in [
        ("../x", "..%2Fx"),
        ("$external/CN=a,OU=b", "$external%2FCN=a,OU=b"),
        ("arn:aws:iam::1:role/r", "arn:aws:iam::1:role%2Fr"),
        ("DOMAIN\\user", "DOMAIN%5Cuser"),
        ("a?b#c%2F d", "a%3Fb%23c%252F%20d"),
    ] {
        let get = wire.client.database_users().get_database_user().group_id(PROJECT).database_name("admin");
        get.username(name).send().await.unwrap();
        let path = format!("GET /api/atlas/v2/groups/{PROJECT}/databaseUsers/admin/{encoded}");
        assert_eq!(wire.sent().0, path);
    }
}

#[tokio::test]
async fn a_name_that_cannot_be_a_segment_is_rejected_before_sending() {
    let wire = Wire::responding(204, "");
    for name in ["", ".", ".."] {
        let delete = wire.client.clusters().delete_cluster().group_id(PROJECT).cluster_name(name);
        let error = delete.send().await.unwrap_err().to_string();
        assert!(error.starts_with("deleteGroupCluster cannot be sent: parameter `clusterName`: "), "{error}");
    }
    assert!(wire.transport.last.lock().unwrap().is_none());
}

#[tokio::test]
async fn a_parameter_with_several_values_is_repeated() {
    let wire = Wire::responding(200, "{}");
    let operations = wire.client.monitoring_and_logs();
    let get = operations.get_process_measurements().group_id(PROJECT).process_id("h.example.com:27017");
    get.granularity("PT1M")
        .period("PT1H")
        .m(vec!["CONNECTIONS".to_owned(), "CURSORS".to_owned()])
        .send()
        .await
        .unwrap();
    let query = "granularity=PT1M&m=CONNECTIONS&m=CURSORS&period=PT1H";
    assert_eq!(
        wire.sent().0,
        format!("GET /api/atlas/v2/groups/{PROJECT}/processes/h.example.com:27017/measurements?{query}")
    );
}

#[tokio::test]
async fn an_optional_body_that_is_not_set_is_omitted() {
    let wire = Wire::responding(204, "");
    let pin = wire.client.clusters().pin_feature_compatibility_version();
    pin.group_id(PROJECT).cluster_name("c").send().await.unwrap();
    let (_, rest) = wire.sent();
    assert_eq!((&rest["body"], &rest["content-type"]), (&Value::Null, &Value::Null));
}

#[tokio::test]
async fn any_2xx_is_a_success_and_an_empty_response_to_a_write_is_an_empty_value() {
    for status in [200, 201, 202, 204] {
        let wire = Wire::responding(status, "");
        let create = wire.client.clusters().create_cluster().group_id(PROJECT).body(ClusterInput::new());
        let response = create.send().await.unwrap();
        assert_eq!((response.status().as_u16(), &*response), (status, &Cluster::default()));
        let get = wire.client.clusters().get_cluster().group_id(PROJECT).cluster_name("c");
        let error = get.send().await.unwrap_err();
        assert!(matches!(error, Error::UnexpectedBody { problem: BodyProblem::Empty, .. }), "{error:?}");
    }
    // A body is available even if none is documented.
    let wire = Wire::responding(202, r#"{"id":"x"}"#);
    let delete = wire.client.clusters().delete_cluster().group_id(PROJECT).cluster_name("c");
    assert_eq!(&delete.send().await.unwrap().raw()[..], br#"{"id":"x"}"#);
}

#[tokio::test]
async fn undocumented_properties_are_in_the_raw_body() {
    let wire = Wire::responding(200, r#"{"name":"c","stateName":"DREAMING","brandNew":{"deep":[1]}}"#);
    let get = wire.client.clusters().get_cluster().group_id(PROJECT).cluster_name("c");
    let response = get.send().await.unwrap();
    assert_eq!(response.name.as_deref(), Some("c"));
    assert_eq!(response.state_name.as_ref().unwrap().as_str(), "DREAMING");
    let raw: Value = serde_json::from_slice(response.raw()).unwrap();
    assert_eq!(raw["brandNew"], json!({"deep": [1]}));
    assert_eq!(response.headers()["x-test"], "1");
}

#[tokio::test]
async fn archives_and_certificates_are_streams() {
    let wire = Wire::responding(200, "\u{1f}not really gzip");
    let logs = wire.client.monitoring_and_logs();
    let get = logs.download_cluster_log().group_id(PROJECT).host_name("h.example.com").log_name("mongodb");
    let bytes = get.send().await.unwrap().into_inner().collect().await.unwrap();
    assert_eq!(&bytes[..], "\u{1f}not really gzip".as_bytes());
    let (line, rest) = wire.sent();
    assert_eq!(line, format!("GET /api/atlas/v2/groups/{PROJECT}/clusters/h.example.com/logs/mongodb.gz"));
    assert_eq!(rest["accept"], "application/vnd.atlas.2023-02-01+gzip");

    let wire = Wire::responding(201, "-----BEGIN CERTIFICATE-----");
    let certificates = wire.client.x_509_authentication();
    let create = certificates.create_database_user_cert().group_id(PROJECT).username("u");
    let response = create.body(atlas_gen::types::UserCertInput::new().months_until_expiration(3)).send().await.unwrap();
    assert_eq!(&response.into_inner().collect().await.unwrap()[..], b"-----BEGIN CERTIFICATE-----");
    assert_eq!(wire.sent().1["accept"], "application/vnd.atlas.2023-01-01+json");
}

#[tokio::test]
async fn a_response_with_two_formats_can_be_requested_in_both() {
    let wire = Wire::responding(200, r#"{"statusName":"PAID"}"#);
    let get = || wire.client.invoices().get_invoice().org_id(PROJECT).invoice_id(PROJECT);
    assert_eq!(get().send().await.unwrap().status_name.as_ref().unwrap().as_str(), "PAID");
    assert_eq!(wire.sent().1["accept"], "application/vnd.atlas.2023-01-01+json");
    let bytes = get().send_csv().await.unwrap().into_inner().collect().await.unwrap();
    assert_eq!(&bytes[..], br#"{"statusName":"PAID"}"#);
    assert_eq!(wire.sent().1["accept"], "application/vnd.atlas.2023-01-01+csv");
}

#[tokio::test]
async fn an_error_response_with_any_body_is_read() {
    let body =
        r#"{"error":404,"errorCode":"CLUSTER_NOT_FOUND","reason":"Not Found","detail":"No.","parameters":["c",1]}"#;
    for (status, body, code, parameters) in [
        (404, body, Some("CLUSTER_NOT_FOUND"), vec![json!("c"), json!(1)]),
        (502, "<html>Bad Gateway</html>", None, vec![]),
        (401, "", None, vec![]),
    ] {
        let wire = Wire::responding(status, body);
        let delete = wire.client.clusters().delete_cluster().group_id(PROJECT).cluster_name("c");
        let error = delete.send().await.unwrap_err();
        let refusal = error.refusal().expect("an error response");
        assert_eq!((refusal.status.as_u16(), refusal.error.code.as_deref()), (status, code));
        assert_eq!((&refusal.error.parameters, &refusal.body[..]), (&parameters, body.as_bytes()));
    }
}

#[tokio::test]
async fn invalid_json_is_an_error_with_the_body() {
    let wire = Wire::responding(200, r#"{"name": "c"#);
    let get = wire.client.clusters().get_cluster().group_id(PROJECT).cluster_name("c");
    match get.send().await.unwrap_err() {
        Error::Decode { operation, status, body, .. } => {
            assert_eq!((operation.id, status.as_u16(), &body[..]), ("getGroupCluster", 200, &br#"{"name": "c"#[..]));
        }
        other => panic!("{other}"),
    }
}

#[tokio::test]
async fn a_missing_parameter_is_named_before_sending() {
    let wire = Wire::responding(200, "{}");
    let error = wire.client.clusters().get_cluster().group_id(PROJECT).send().await.unwrap_err();
    assert_eq!(
        error.to_string(),
        "getGroupCluster cannot be sent: missing required parameter `clusterName`; call its setter"
    );
    assert!(wire.transport.last.lock().unwrap().is_none());
}

#[test]
fn a_response_can_be_converted_to_an_update() {
    let response: Cluster = serde_json::from_value(json!({
        "name": "c", "stateName": "IDLE", "connectionStrings": {"standard": "mongodb://h"}, "paused": false,
        "replicationSpecs": [{"id": "6a", "zoneName": "z", "regionConfigs": [{"providerName": "AWS", "priority": 7,
            "analyticsSpecs": {"instanceSize": "M10"}, "effectiveElectableSpecs": {"instanceSize": "M10"}}]}],
    }))
    .unwrap();
    let request = ClusterInput::from(&response).paused(true);
    let expected = json!({"name": "c", "paused": true, "replicationSpecs": [{"zoneName": "z", "regionConfigs": [
        {"providerName": "AWS", "priority": 7, "analyticsSpecs": {"instanceSize": "M10"}}]}]});
    assert_eq!(serde_json::to_value(&request).unwrap(), expected);
}

#[test]
fn debug_does_not_show_passwords() {
    let user = DatabaseUserInput::new().username("u").password("hunter22");
    assert_eq!(format!("{user:?}"), r#"DatabaseUserInput { password: [REDACTED], username: "u" }"#);
    let user: DatabaseUser = serde_json::from_value(json!({"password": "hunter22"})).unwrap();
    assert_eq!(format!("{user:?}"), "DatabaseUser { password: [REDACTED] }");
}

#[tokio::test]
async fn a_call_shows_its_request_without_being_sent() {
    let wire = Wire::responding(200, "{}");
    let call = wire.client.clusters().create_cluster().group_id(PROJECT).body(ClusterInput::new().name("a")).send();
    let call = call.version(ApiVersion::new("2024-08-05").unwrap()).timeout(std::time::Duration::from_secs(5));
    let request = call.request().unwrap();
    assert_eq!(
        (request.method().as_str(), request.url().path()),
        ("POST", "/api/atlas/v2/groups/6a799f0bc0eb9e7a177d81f1/clusters")
    );
    assert_eq!(request.headers()["accept"], "application/vnd.atlas.2024-08-05+json");
    assert_eq!(request.body().unwrap().as_ref(), br#"{"name":"a"}"#);
    assert_eq!(request.timeout(), Some(std::time::Duration::from_secs(5)));
    assert!(wire.transport.last.lock().unwrap().is_none());

    let copy = call.clone();
    call.await.unwrap();
    let first = wire.sent();
    copy.await.unwrap();
    assert_eq!(wire.sent(), first);
}

#[tokio::test]
async fn a_page_is_read_without_the_type_of_its_body() {
    let body = r#"{"results":[{"name":"a"}],"links":[{"rel":"self"},{"rel":"next"}],"totalCount":3}"#;
    let wire = Wire::responding(200, body);
    let list = wire.client.clusters().list_clusters().group_id(PROJECT).with_page(2).with_page_size(1).with_count(true);
    let parts = list.into_call().into_page().await.unwrap().into_inner();
    assert_eq!(
        wire.sent().0,
        format!("GET /api/atlas/v2/groups/{PROJECT}/clusters?includeCount=true&itemsPerPage=1&pageNum=2")
    );
    let items: Vec<_> = parts.items.unwrap().into_iter().map(|cluster| cluster.name).collect();
    assert_eq!((items, parts.has_next, parts.total_count), (vec![Some("a".to_owned())], Some(true), Some(3)));
}

#[test]
fn a_destructive_operation_has_an_effect() {
    let effect = |id: &str| atlas_gen::OPERATIONS.iter().find(|operation| operation.id == id).unwrap().effect;
    assert_eq!(effect("deleteGroupCluster"), Some("will be deleted"));
    assert_eq!(effect("removeGroupUser"), Some("will be removed"));
    assert_eq!(
        effect("createGroupClusterBackupRestoreJob"),
        Some("will have the data of its target cluster overwritten")
    );
    assert_eq!((effect("deleteGroupLimit"), effect("updateGroupCluster")), (None, None));
}

#[test]
fn all_operations_are_listed() {
    let preview = atlas_gen::OPERATIONS.iter().filter(|operation| operation.version == "preview").count();
    let stable = atlas_gen::OPERATIONS.len() - preview;
    assert_eq!((stable, preview), (514, if cfg!(feature = "preview") { 26 } else { 0 }));
}
