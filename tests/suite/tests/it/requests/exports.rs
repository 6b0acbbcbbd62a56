//! The requests of log integrations and metric integrations.

use atlas_api::{log_integrations::LogIntegrationSpec, metric_integrations::MetricIntegrationSpec};

use super::{ID, Row, case, check, offline, row};

pub(super) fn rows() -> Vec<Row> {
    let (logs, metrics) = (offline().log_integrations(), offline().metric_integrations());
    let s3 = || LogIntegrationSpec::s3(ID, "my-bucket", "atlas/").log("MONGOD");
    let google = LogIntegrationSpec::google_cloud(ID, "my-bucket", "atlas/").log("MONGOS");
    let azure = LogIntegrationSpec::azure(ID, "account", "container", "atlas/").log("MONGOS");
    let otel = LogIntegrationSpec::open_telemetry("https://example.com/v1/logs").header("a", "secret");
    let spec = || MetricIntegrationSpec::new("CUSTOM", "https://example.com/v1/metrics", "DELTA");
    let spec = || spec().metrics("MONGODB_METRICS");
    vec![
        row("LogIntegrations::list", logs.list()),
        case("LogIntegrations::list", "filtered", logs.list().destination("S3_LOG_EXPORT")),
        row("LogIntegrations::get", logs.get(ID)),
        row("LogIntegrations::create", logs.create(s3().log("MONGOD_AUDIT").kms_key("key").legacy_paths(true))),
        case("LogIntegrations::create", "Google Cloud", logs.create(google)),
        case("LogIntegrations::create", "Azure", logs.create(azure)),
        case("LogIntegrations::create", "Datadog", logs.create(LogIntegrationSpec::datadog("key", "EU").log("MONGOD"))),
        case(
            "LogIntegrations::create",
            "Splunk",
            logs.create(LogIntegrationSpec::splunk("https://example.com", "token").log("MONGOD")),
        ),
        case("LogIntegrations::create", "OpenTelemetry", logs.create(otel.log("MONGOD"))),
        row("LogIntegrations::replace", logs.replace(ID, s3())),
        row("LogIntegrations::delete", logs.delete(ID)),
        row("MetricIntegrations::list", metrics.list()),
        case("MetricIntegrations::list", "filtered", metrics.list().protocol("OTEL").provider("DYNATRACE")),
        row("MetricIntegrations::get", metrics.get(ID)),
        row("MetricIntegrations::create", metrics.create(spec().header("Authorization", "secret"))),
        row("MetricIntegrations::replace", metrics.replace(ID, spec().metrics("HARDWARE_METRICS"))),
        row("MetricIntegrations::delete", metrics.delete(ID)),
    ]
}

#[test]
fn requests_of_exports() {
    check("exports", &rows());
}
