//! The requests of stream processing.

use atlas_api::streams::{
    KafkaAuthentication, StreamConnectionSpec as Connection, StreamPrivateLinkSpec, StreamProcessorSpec,
    StreamProcessorStart, StreamProcessorUpdate, StreamWorkspaceSpec, StreamWorkspaceUpdate,
};
use serde_json::{Value, json};

use super::{ID, Row, case, check, offline, row};
use crate::support::{PROJECT, now};

pub(crate) const ROLE: &str = "arn:aws:iam::123456789012:role/streams";
const CERTIFICATE: &str = "-----BEGIN CERTIFICATE-----";

pub(crate) fn pipeline() -> [Value; 2] {
    let into = json!({ "connectionName": "archive", "db": "sensors", "coll": "solar" });
    [json!({ "$source": { "connectionName": "broker" } }), json!({ "$merge": { "into": into } })]
}

pub(crate) fn kafka() -> Connection {
    Connection::kafka("broker", ["a.example.com:9092", "b.example.com:9092"], KafkaAuthentication::plain("app", "x"))
}

pub(super) fn rows() -> Vec<Row> {
    let streams = offline().streams();
    let workspace = || StreamWorkspaceSpec::new("sensors", "AWS", "DUBLIN_IRL");
    let whole = workspace().tier("SP10").max_tier("SP50").failover_region("AZURE", "westeurope");
    let update = StreamWorkspaceUpdate::new().region("GCP", "US_EAST4").tier("SP2").clear_failover_regions();
    let failover = |mode: &str| StreamWorkspaceUpdate::new().fail_over_processors("OHIO_USA", mode);
    let mut rows = vec![
        row("Streams::list", streams.list()),
        row("Streams::get", streams.get("sensors")),
        row("Streams::get_with_connections", streams.get_with_connections("sensors")),
        row("Streams::create", streams.create(whole)),
        row("Streams::create_with_samples", streams.create_with_samples(workspace())),
        case("Streams::update", "all settings", streams.update("sensors", update.max_tier("SP10").stop_processors())),
        case("Streams::update", "failover", streams.update("sensors", failover("GRACEFUL"))),
        row("Streams::update_forcing_failover", streams.update_forcing_failover("sensors", failover("FORCED"))),
        row("Streams::delete", streams.delete("sensors")),
        row("Streams::account", streams.account("AWS", "VIRGINIA_USA")),
        row("Streams::operational_logs", streams.operational_logs("sensors").from(now()).until(now())),
        row("Streams::audit_logs", streams.audit_logs("sensors")),
    ];
    rows.extend(connections());
    rows.extend(failovers());
    rows.extend(processors());
    rows.extend(networks());
    rows
}

fn connections() -> Vec<Row> {
    let connections = offline().streams().connections("sensors");
    let cluster = Connection::cluster("archive", "orders").cluster_project(PROJECT).built_in_role("readAnyDatabase");
    let oauth = KafkaAuthentication::oauth("https://example.com/token", "app", "x").scope("kafka").extensions("a=b");
    let tls = KafkaAuthentication::tls(CERTIFICATE, "x").key_password("y");
    let secured = Connection::kafka("k", ["a.example.com:1"], tls).security_protocol("SSL");
    let mut rows = vec![
        row("StreamConnections::list", connections.list()),
        row("StreamConnections::get", connections.get("broker")),
        row("StreamConnections::update", connections.update(kafka().config("auto.offset.reset", "earliest"))),
        row("StreamConnections::delete", connections.delete("broker")),
    ];
    for (name, spec) in [
        ("cluster", cluster),
        ("cluster with a custom role", Connection::cluster("archive", "orders").custom_role("writer")),
        ("Kafka with OAuth", Connection::kafka("k", ["a.example.com:1"], oauth).private_link(ID)),
        ("Kafka with a certificate", secured.broker_certificate(CERTIFICATE).transit_gateway(ID)),
        (
            "Kafka with a role",
            Connection::kafka("k", ["a.example.com:1"], KafkaAuthentication::aws_role("IAM", ROLE)).vpc_peering(),
        ),
        ("sample", Connection::sample("sample_stream_solar")),
        ("https", Connection::https("hook", "https://example.com/hook").header("Authorization", "Bearer 0123")),
        ("S3", Connection::s3("files", ROLE).test_bucket("sensors").region("VIRGINIA_USA")),
        ("public Kafka", kafka().public_access()),
        ("public AWS Lambda", Connection::aws_lambda("function", ROLE).public_access()),
        ("AWS Lambda", Connection::aws_lambda("function", ROLE).private_link(ID)),
        ("Kinesis", Connection::aws_kinesis("kinesis", ROLE).private_link(ID)),
        (
            "Azure Blob Storage",
            Connection::azure_blob_storage("blobs", "01234567-89ab-cdef-0123-456789abcdef", "sensors"),
        ),
        ("Pub/Sub", Connection::gcp_pub_sub("topics", "atlas@sensors.iam.gserviceaccount.com")),
        ("schema registry", Connection::schema_registry("schemas", ["https://registry.example.com"])),
        (
            "schema registry with a login",
            Connection::schema_registry("schemas", ["https://registry.example.com"]).registry_login("app", "x"),
        ),
    ] {
        rows.push(case("StreamConnections::create", name, connections.create(spec)));
    }
    rows
}

fn failovers() -> Vec<Row> {
    let failovers = offline().streams().connections("sensors").failovers("broker");
    let cluster = Connection::cluster("archive", "orders-2").custom_role("writer").region("OHIO_USA");
    vec![
        row("FailoverConnections::list", failovers.list()),
        row("FailoverConnections::get", failovers.get(ID)),
        row("FailoverConnections::create", failovers.create(kafka().region("OHIO_USA"))),
        row("FailoverConnections::update", failovers.update(ID, cluster)),
        row("FailoverConnections::delete", failovers.delete(ID)),
    ]
}

fn processors() -> Vec<Row> {
    let processors = offline().streams().processors("sensors");
    let spec = StreamProcessorSpec::new("averages", pipeline()).tier("SP10").failover(true);
    let update = StreamProcessorUpdate::new().name("means").pipeline(pipeline()).tier("SP5").failover(false);
    let update = update.dead_letter_queue("archive", "sensors", "rejected").resume_from_checkpoint(true);
    let start = StreamProcessorStart::new().tier("SP2").resume_from_checkpoint(true).start_at(now());
    let trial = StreamProcessorStart::new().clear_checkpoint().fail_over("OHIO_USA", "FORCED").dry_run();
    let forced = StreamProcessorStart::new().fail_over("OHIO_USA", "FORCED").clear_checkpoint();
    vec![
        row("StreamProcessors::list", processors.list()),
        row("StreamProcessors::get", processors.get("averages")),
        row("StreamProcessors::create", processors.create(spec.dead_letter_queue("archive", "sensors", "rejected"))),
        row("StreamProcessors::update", processors.update("averages", update)),
        row(
            "StreamProcessors::update_discarding_checkpoint",
            processors
                .update_discarding_checkpoint("averages", StreamProcessorUpdate::new().resume_from_checkpoint(false)),
        ),
        row("StreamProcessors::start", processors.start("averages")),
        row("StreamProcessors::start_with", processors.start_with("averages", start.fail_over("OHIO_USA", "GRACEFUL"))),
        case("StreamProcessors::start_with", "trial", processors.start_with("averages", trial)),
        row("StreamProcessors::start_discarding", processors.start_discarding("averages", forced)),
        case(
            "StreamProcessors::start_discarding",
            "anew",
            processors.start_discarding("averages", StreamProcessorStart::new().resume_from_checkpoint(false)),
        ),
        row("StreamProcessors::stop", processors.stop("averages")),
        row("StreamProcessors::operational_logs", processors.operational_logs("averages").from(now()).until(now())),
        row("StreamProcessors::audit_logs", processors.audit_logs("averages")),
        row("StreamProcessors::delete", processors.delete("averages")),
    ]
}

fn networks() -> Vec<Row> {
    let (links, peerings) = (offline().streams().private_links(), offline().streams().vpc_peerings());
    let confluent = StreamPrivateLinkSpec::new("GCP", "CONFLUENT").region("us-east4").dns_domain("example.com");
    let attachment = "projects/p/regions/us-east4/serviceAttachments/a";
    let confluent = confluent.dns_subdomain("a.example.com").gcp_service_attachment(attachment).gcp_connection("1");
    let azure =
        StreamPrivateLinkSpec::new("AZURE", "EVENTHUB").service_endpoint("/subscriptions/s").azure_resource("r");
    let msk = StreamPrivateLinkSpec::msk("arn:aws:kafka:us-east-1:123456789012:cluster/c").authentication("IAM");
    vec![
        row("StreamPrivateLinks::list", links.list()),
        row("StreamPrivateLinks::get", links.get(ID)),
        case("StreamPrivateLinks::create", "Google Cloud", links.create(confluent)),
        case("StreamPrivateLinks::create", "Azure", links.create(azure)),
        case("StreamPrivateLinks::create", "Amazon MSK", links.create(msk)),
        row("StreamPrivateLinks::set_dns_domain", links.set_dns_domain(ID, "kafka.example.com")),
        row("StreamPrivateLinks::delete", links.delete(ID)),
        row("StreamVpcPeerings::list", peerings.list("123456789012")),
        row("StreamVpcPeerings::list_active", peerings.list_active()),
        row("StreamVpcPeerings::accept", peerings.accept(ID, "123456789012", "vpc-0123456789abcdef0")),
        row("StreamVpcPeerings::reject", peerings.reject(ID)),
        row("StreamVpcPeerings::delete", peerings.delete(ID)),
    ]
}

#[test]
fn requests_of_streams() {
    check("streams", &rows());
}
