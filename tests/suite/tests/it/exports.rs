//! Log integrations and metric integrations: life cycle, secrecy, validation.

use atlas_api::{
    Confirm, log_integrations::LogIntegrationSpec, metric_integrations::MetricIntegrationSpec, model::LogIntegration,
};
use atlas_fake::FakeAtlas;
use serde_json::{Value, json};

use crate::{
    requests::{ID, offline},
    support::{argument_and_rule, client},
};

fn s3() -> LogIntegrationSpec {
    LogIntegrationSpec::s3(ID, "my-bucket", "atlas/").log("MONGOD")
}

fn metrics() -> MetricIntegrationSpec {
    MetricIntegrationSpec::new("CUSTOM", "https://example.com/v1/metrics", "DELTA")
}

#[tokio::test]
async fn a_log_integration_is_created_replaced_and_deleted() {
    let fake = FakeAtlas::start().await.unwrap();
    let integrations = client(&fake).log_integrations();
    assert_eq!(integrations.list().all().await.unwrap(), []);
    let created = integrations.create(s3()).await.unwrap();
    let id = created.id.clone().unwrap();
    let replaced = integrations.replace(&*id, LogIntegrationSpec::from(&*created).log("MONGOD_AUDIT")).await.unwrap();
    let logs: Vec<_> = replaced.log_types.iter().flatten().map(|log| log.as_str()).collect();
    assert_eq!((replaced.bucket_name.as_deref(), logs), (Some("my-bucket"), vec!["MONGOD", "MONGOD_AUDIT"]));
    let delete = integrations.delete(&*id);
    let effect = "will be deleted: logs are no longer exported";
    assert_eq!(delete.impact().to_string(), format!("log integration {id:?} {effect}"));
    delete.confirm(Confirm::name(&*id)).await.unwrap();
    assert!(!integrations.get(&*id).exists().await.unwrap());
}

#[tokio::test]
async fn a_metric_integration_is_created_replaced_and_deleted() {
    let fake = FakeAtlas::start().await.unwrap();
    let integrations = client(&fake).metric_integrations();
    assert_eq!(integrations.list().all().await.unwrap(), []);
    let spec = metrics().metrics("MONGODB_METRICS").header("Authorization", "secret");
    let id = integrations.create(spec).await.unwrap().metric_integration_id.clone().unwrap();
    integrations.replace(&*id, metrics().metrics("HARDWARE_METRICS")).await.unwrap();
    let replaced = integrations.get(&*id).await.unwrap();
    let selected: Vec<_> = replaced.metric_selection.iter().flatten().map(|metrics| metrics.as_str()).collect();
    assert_eq!(selected, ["HARDWARE_METRICS"]);
    let spec = MetricIntegrationSpec::from(&*replaced).metrics("MONGODB_METRICS").header("Authorization", "secret");
    integrations.replace(&*id, spec).await.unwrap();
    let body: Value = fake.requests().last().unwrap().json().unwrap();
    let expected = json!({
        "aggregationTemporality": "DELTA",
        "authType": "HEADER",
        "endpoint": "https://example.com/v1/metrics",
        "headers": [{ "name": "Authorization", "value": "secret" }],
        "integrationType": "OTEL",
        "metricSelection": ["HARDWARE_METRICS", "MONGODB_METRICS"],
        "providerType": "CUSTOM",
    });
    assert_eq!(body, expected);
    integrations.delete(&*id).confirm(Confirm::name(&*id)).await.unwrap();
    assert!(!integrations.get(&*id).exists().await.unwrap());
}

#[test]
fn a_spec_does_not_show_its_secrets() {
    let datadog = LogIntegrationSpec::datadog("hunter2", "EU").log("MONGOD");
    let splunk = LogIntegrationSpec::splunk("https://example.com", "hunter2").log("MONGOD");
    let otel = LogIntegrationSpec::open_telemetry("https://example.com").header("a", "hunter2").log("MONGOD");
    let metrics = metrics().metrics("MONGODB_METRICS").header("a", "hunter2");
    let shown = format!("{datadog:?} {splunk:?} {otel:?} {metrics:#?}");
    assert!(shown.contains("example.com") && !shown.contains("hunter2"), "{shown}");
}

#[test]
fn a_log_integration_that_was_read_is_sent_with_its_secret_set_again() {
    let sent = |read: Value, change: fn(LogIntegrationSpec) -> LogIntegrationSpec| -> Value {
        let read: LogIntegration = serde_json::from_value(read).unwrap();
        let spec = LogIntegrationSpec::from(&read);
        let integrations = offline().log_integrations();
        assert!(integrations.replace(ID, spec.clone()).preview().unwrap_err().is_invalid_argument());
        let preview = integrations.replace(ID, change(spec)).preview().unwrap();
        serde_json::from_slice(preview.body().unwrap()).unwrap()
    };
    let set = |spec: LogIntegrationSpec| spec.credential("secret");
    let datadog =
        |key: &str| json!({ "type": "DATADOG_LOG_EXPORT", "apiKey": key, "region": "EU", "logTypes": ["MONGOD"] });
    assert_eq!(sent(datadog("****0000"), set), datadog("secret"));
    let splunk = |token: &str| json!({ "type": "SPLUNK_LOG_EXPORT", "hecUrl": "https://a.example", "hecToken": token, "logTypes": ["MONGOD"] });
    assert_eq!(sent(splunk("****0000"), set), splunk("secret"));
    let otel = |value: &str| {
        let headers = [json!({ "name": "a", "value": value })];
        json!({
            "type": "OTEL_LOG_EXPORT",
            "otelEndpoint": "https://a.example",
            "otelSuppliedHeaders": headers,
            "logTypes": ["MONGOD"],
        })
    };
    assert_eq!(sent(otel("****"), |spec| spec.clear_headers().header("a", "secret")), otel("secret"));
}

#[test]
fn an_invalid_log_integration_is_not_sent() {
    let check = |spec: LogIntegrationSpec, rule: &str| {
        let error = offline().log_integrations().create(spec).preview().unwrap_err();
        assert_eq!(argument_and_rule(&error), rule);
    };
    let no_logs = "logs: the list is empty; add at least one log, such as MONGOD";
    check(LogIntegrationSpec::s3(ID, "my-bucket", ""), no_logs);
    let role = r#"cloud provider role id: expected 24 hexadecimal digits, not "writer""#;
    check(LogIntegrationSpec::s3("writer", "my-bucket", "a").log("MONGOD"), role);
    check(LogIntegrationSpec::google_cloud("writer", "my-bucket", "a").log("MONGOD"), role);
    let empty = |what: &str| format!("{what}: length is 0; expected at least 1 character");
    check(LogIntegrationSpec::s3(ID, "", "a").log("MONGOD"), &empty("bucket"));
    check(LogIntegrationSpec::s3(ID, "my-bucket", "").log("MONGOD"), &empty("prefix"));
    check(LogIntegrationSpec::google_cloud(ID, "my-bucket", "").log("MONGOD"), &empty("prefix"));
    check(LogIntegrationSpec::azure(ID, "account", "container", "").log("MONGOD"), &empty("prefix"));
    check(LogIntegrationSpec::azure(ID, "", "container", "a").log("MONGOD"), &empty("storage account"));
    check(LogIntegrationSpec::azure(ID, "account", "", "a").log("MONGOD"), &empty("storage container"));
    check(LogIntegrationSpec::datadog("key", "").log("MONGOD"), &empty("Datadog region"));
    check(LogIntegrationSpec::splunk("", "token").log("MONGOD"), &empty("URL of the event collector"));
    let not_set = |what: &str, advice: &str| format!("{what}: not set; call {advice}");
    check(LogIntegrationSpec::datadog("", "EU").log("MONGOD"), &not_set("Datadog API key", "`credential`"));
    check(LogIntegrationSpec::splunk("a", "").log("MONGOD"), &not_set("token of the event collector", "`credential`"));
    let otel = || LogIntegrationSpec::open_telemetry("https://example.com").log("MONGOD");
    check(otel(), "headers: 0 are set; expected 1 to 10");
    check(otel().header("a", ""), &not_set("value of the header", "`clear_headers`, and `header` for each"));
    check(otel().header("", "a"), &empty("name of the header"));
    let misplaced = |kind: &str, what: &str| format!("{what}: {kind} does not have this setting; leave it out");
    let datadog = || LogIntegrationSpec::datadog("key", "EU").log("MONGOD");
    check(datadog().kms_key("key"), &misplaced("DATADOG_LOG_EXPORT", "KMS key"));
    check(s3().header("a", "b"), &misplaced("S3_LOG_EXPORT", "headers"));
    let credential = "log integration: S3_LOG_EXPORT does not have a single credential; leave it out";
    check(s3().credential("key"), credential);
    let id = offline().log_integrations().get("..").preview().unwrap_err();
    assert_eq!(argument_and_rule(&id), r#"log integration id: ".." cannot be a segment of a path; expected a name"#);
}

#[test]
fn an_invalid_metric_integration_is_not_sent() {
    let check = |spec: MetricIntegrationSpec, rule: &str| {
        let error = offline().metric_integrations().replace(ID, spec).preview().unwrap_err();
        assert_eq!(argument_and_rule(&error), rule);
    };
    check(metrics(), "metrics: the list is empty; add at least one set, such as MONGODB_METRICS");
    let endpoint = "endpoint: length is 0; expected 1 to 2048 characters";
    check(MetricIntegrationSpec::new("CUSTOM", "", "DELTA").metrics("MONGODB_METRICS"), endpoint);
    let many = (0..11).fold(metrics().metrics("MONGODB_METRICS"), |spec, name| spec.header(name.to_string(), "a"));
    check(many, "headers: 11 are set; expected at most 10");
    let unnamed = metrics().metrics("MONGODB_METRICS").header("", "a");
    check(unnamed, "header: length is 0; expected at least 1 character");
    let empty = metrics().metrics("MONGODB_METRICS").header("a", "");
    check(empty, "value of the header: length is 0; expected at least 1 character");
    let id = offline().metric_integrations().delete("").preview().unwrap_err();
    assert_eq!(argument_and_rule(&id), r#"metric integration id: "" cannot be a segment of a path; expected a name"#);
}
