//! Log integrations and metric integrations: life cycle, secrecy, validation.

use atlas_api::{Confirm, log_integrations::LogIntegrationSpec, metric_integrations::MetricIntegrationSpec};
use atlas_fake::FakeAtlas;

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
fn an_invalid_log_integration_is_not_sent() {
    let check = |spec: LogIntegrationSpec, rule: &str| {
        let error = offline().log_integrations().create(spec).preview().unwrap_err();
        assert_eq!(argument_and_rule(&error), rule);
    };
    let no_logs = "logs: the list is empty; add at least one log, such as MONGOD";
    check(LogIntegrationSpec::s3(ID, "my-bucket", ""), no_logs);
    let role = r#"cloud provider role id: expected 24 hexadecimal digits, not "writer""#;
    check(LogIntegrationSpec::s3("writer", "my-bucket", "").log("MONGOD"), role);
    check(LogIntegrationSpec::google_cloud("writer", "my-bucket", "").log("MONGOD"), role);
    let empty = |what: &str| format!("{what}: length is 0; expected at least 1 character");
    check(LogIntegrationSpec::s3(ID, "", "").log("MONGOD"), &empty("bucket"));
    check(LogIntegrationSpec::azure(ID, "", "container", "").log("MONGOD"), &empty("storage account"));
    check(LogIntegrationSpec::azure(ID, "account", "", "").log("MONGOD"), &empty("storage container"));
    check(LogIntegrationSpec::splunk("", "token").log("MONGOD"), &empty("URL of the event collector"));
    let not_set = |what: &str| format!("{what}: not set; create the spec with its secret");
    check(LogIntegrationSpec::datadog("", "EU").log("MONGOD"), &not_set("Datadog API key"));
    check(LogIntegrationSpec::splunk("a", "").log("MONGOD"), &not_set("token of the event collector"));
    let otel = || LogIntegrationSpec::open_telemetry("https://example.com").log("MONGOD");
    check(otel(), "headers: 0 are set; expected 1 to 10");
    check(otel().header("a", ""), &not_set("header"));
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
    let id = offline().metric_integrations().delete("").preview().unwrap_err();
    assert_eq!(argument_and_rule(&id), r#"metric integration id: "" cannot be a segment of a path; expected a name"#);
}
