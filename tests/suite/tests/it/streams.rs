//! Stream processing: states, waits, validation.

use atlas_api::{
    Confirm,
    streams::{
        KafkaAuthentication, StreamConnectionSpec as Connection, StreamPrivateLinkSpec, StreamProcessorSpec,
        StreamProcessorStart, StreamProcessorUpdate, StreamWorkspaceSpec, StreamWorkspaceUpdate,
    },
};
use atlas_fake::FakeAtlas;
use chrono::{TimeZone, Utc};
use serde_json::json;

use crate::{
    private_endpoints::slow,
    requests::{
        ID, offline,
        streams::{ROLE, kafka, pipeline},
    },
    support::{argument_and_rule, client},
};

/// Returns a fake in which a change takes ten minutes, with a workspace.
async fn with_workspace() -> FakeAtlas {
    let fake = slow().await;
    fake.insert("streams", json!({ "name": "sensors" })).unwrap();
    fake
}

#[tokio::test]
async fn a_workspace_is_created_moved_and_deleted() {
    let fake = FakeAtlas::start().await.unwrap();
    let streams = client(&fake).streams();
    let spec = StreamWorkspaceSpec::new("sensors", "AWS", "DUBLIN_IRL").tier("SP10").failover_region("AWS", "OHIO_USA");
    streams.create_with_samples(spec).await.unwrap();
    let workspace = streams.get_with_connections("sensors").await.unwrap();
    assert_eq!(workspace.connections.as_ref().unwrap()[0].name.as_deref(), Some("sample_stream_solar"));
    assert_eq!(workspace.failover_regions.as_ref().unwrap()[0].region.as_ref().unwrap().as_str(), "OHIO_USA");
    assert_eq!(streams.get("sensors").await.unwrap().connections, None);

    let moved = streams.update("sensors", StreamWorkspaceUpdate::new().region("AZURE", "westeurope")).await.unwrap();
    assert_eq!(moved.data_process_region.as_ref().unwrap().region.as_ref().unwrap().as_str(), "westeurope");
    assert_eq!(moved.stream_config.as_ref().unwrap().tier.as_ref().unwrap().as_str(), "SP10");

    let wrong = streams.delete("sensors").confirm(Confirm::name("sensor")).await.unwrap_err();
    assert!(wrong.is_confirmation_required(), "{wrong:?}");
    streams.delete("sensors").confirm(Confirm::name("sensors")).await.unwrap();
    streams.wait_until_deleted("sensors").await.unwrap();
    assert!(!streams.get("sensors").exists().await.unwrap());
    assert_eq!(streams.list().all().await.unwrap(), []);
    let error = streams.connections("sensors").list().all().await.unwrap_err();
    assert_eq!(error.code(), Some("STREAM_TENANT_NOT_FOUND_FOR_NAME"));
}

#[tokio::test]
async fn a_connection_over_a_private_link_is_waited_for_updated_and_deleted() {
    let fake = with_workspace().await;
    let connections = client(&fake).streams().connections("sensors");
    let created = connections.create(kafka().private_link(ID)).await.unwrap();
    assert_eq!(created.state.as_ref().unwrap().as_str(), "PENDING");
    assert_eq!(created.authentication.as_ref().unwrap().password, None);
    let ready = connections.wait_until_ready("broker").await.unwrap();
    assert_eq!(ready.state.as_ref().unwrap().as_str(), "READY");
    let login = KafkaAuthentication::scram_256("reader", "x");
    let updated = connections.update(Connection::kafka("broker", ["c.example.com:9092"], login)).await.unwrap();
    assert_eq!(updated.bootstrap_servers.as_deref(), Some("c.example.com:9092"));

    let failovers = connections.failovers("broker");
    let id = failovers.create(kafka().region("OHIO_USA")).await.unwrap().id.clone().unwrap();
    assert_eq!(failovers.list().all().await.unwrap().len(), 1);
    failovers.delete(&*id).confirm(Confirm::name(&*id)).await.unwrap();
    failovers.wait_until_deleted(&*id).await.unwrap();
    assert_eq!(failovers.list().all().await.unwrap(), []);

    connections.delete("broker").confirm(Confirm::yes()).await.unwrap();
    let error = connections.wait_until_ready("broker").await.unwrap_err();
    assert!(error.to_string().starts_with(r#"stream connection "broker" failed: state DELETING after "#), "{error}");
    connections.wait_until_deleted("broker").await.unwrap();
    let error = connections.wait_until_ready("broker").await.unwrap_err();
    assert_eq!((error.is_absent(), error.code()), (true, Some("STREAM_CONNECTION_NOT_FOUND_FOR_NAME")));
}

#[tokio::test]
async fn a_processor_is_created_started_stopped_updated_and_deleted() {
    let fake = with_workspace().await;
    let processors = client(&fake).streams().processors("sensors");
    processors.create(StreamProcessorSpec::new("averages", pipeline())).await.unwrap();
    processors.wait_until_created("averages").await.unwrap();
    processors.start("averages").await.unwrap();
    assert_eq!(processors.wait_until_started("averages").await.unwrap().state.as_deref(), Some("STARTED"));
    let update = || StreamProcessorUpdate::new().name("means").dead_letter_queue("archive", "sensors", "rejected");
    let error = processors.update("averages", update()).await.unwrap_err();
    assert_eq!(error.code(), Some("STREAM_PROCESSOR_GENERIC_ERROR"));
    processors.stop("averages").await.unwrap();
    processors.wait_until_stopped("averages").await.unwrap();
    let updated = processors.update("averages", update()).await.unwrap();
    let queue = updated.options.as_ref().unwrap().dlq.as_ref().unwrap();
    assert_eq!((updated.name.as_deref(), queue.coll.as_deref()), (Some("means"), Some("rejected")));
    processors.start_with("means", StreamProcessorStart::new().tier("SP2")).await.unwrap();
    assert_eq!(processors.wait_until_started("means").await.unwrap().tier.as_ref().unwrap().as_str(), "SP2");
    processors.delete("means").confirm(Confirm::name("means")).await.unwrap();
    processors.wait_until_deleted("means").await.unwrap();
    assert_eq!(processors.list().all().await.unwrap(), []);
}

#[tokio::test]
async fn a_checkpoint_is_discarded_only_after_a_confirmation() {
    let fake = with_workspace().await;
    let processors = client(&fake).streams().processors("sensors");
    fake.insert("streams/sensors/processors", json!({ "name": "averages", "state": "STOPPED" })).unwrap();
    let new = StreamProcessorStart::new;
    let moved = |mode: &str| new().fail_over("OHIO_USA", mode.to_owned());
    for (spec, effect) in [
        (new().resume_from_checkpoint(false), "will be started without its checkpoint, which is discarded"),
        (moved("GRACEFUL").clear_checkpoint(), "will be started without its checkpoint, which is discarded"),
        (moved("FORCED"), "will be moved to another region without being stopped first"),
        (
            moved("FORCED").clear_checkpoint(),
            "will lose its checkpoint and be moved to another region without being stopped first",
        ),
    ] {
        let error = processors.start_with("averages", spec.clone()).await.unwrap_err();
        assert!(error.is_confirmation_required());
        let impact = processors.start_discarding("averages", spec).impact().to_string();
        assert_eq!(impact, format!("stream processor \"averages\" {effect}"));
        let advice = "pass the options to `start_discarding` and confirm it";
        let expected = format!("startGroupStreamProcessorWith not sent: {advice} (effect: {impact})");
        assert_eq!(error.to_string(), expected);
    }
    assert_eq!(fake.request_count(), 0);
    let start = processors.start_discarding("averages", new().resume_from_checkpoint(false));
    assert!(start.clone().confirm(Confirm::name("means")).await.unwrap_err().is_confirmation_required());
    start.confirm(Confirm::name("averages")).await.unwrap();
    assert_eq!(fake.requests().last().unwrap().json(), Some(json!({ "resumeFromCheckpoint": false })));
    assert_eq!(processors.wait_until_started("averages").await.unwrap().state.as_deref(), Some("STARTED"));
}

#[tokio::test]
async fn an_update_discards_a_checkpoint_only_after_a_confirmation() {
    let fake = with_workspace().await;
    let processors = client(&fake).streams().processors("sensors");
    fake.insert("streams/sensors/processors", json!({ "name": "averages", "state": "STOPPED" })).unwrap();
    let new = StreamProcessorUpdate::new;
    let error = processors.update("averages", new().resume_from_checkpoint(false)).await.unwrap_err();
    assert!(error.is_confirmation_required());
    let update = processors.update_discarding_checkpoint("averages", new().resume_from_checkpoint(false));
    let impact = r#"stream processor "averages" will lose its checkpoint"#;
    assert_eq!(update.impact().to_string(), impact);
    let advice = "pass the update to `update_discarding_checkpoint` and confirm it";
    let expected = format!("updateGroupStreamProcessor not sent: {advice} (effect: {impact})");
    assert_eq!(error.to_string(), expected);
    assert!(update.clone().confirm(Confirm::name("means")).await.unwrap_err().is_confirmation_required());
    assert_eq!(fake.request_count(), 0);
    update.confirm(Confirm::name("averages")).await.unwrap();
    let body = json!({ "options": { "resumeFromCheckpoint": false } });
    assert_eq!(fake.requests().last().unwrap().json(), Some(body));
    let kept = new().tier("SP5").resume_from_checkpoint(true);
    assert_eq!(processors.update("averages", kept).await.unwrap().tier.as_ref().unwrap().as_str(), "SP5");
}

#[tokio::test]
async fn an_update_forces_a_failover_only_after_a_confirmation() {
    let fake = with_workspace().await;
    let streams = client(&fake).streams();
    let failover = |mode: &str| StreamWorkspaceUpdate::new().fail_over_processors("OHIO_USA", mode);
    let error = streams.update("sensors", failover("FORCED")).await.unwrap_err();
    assert!(error.is_confirmation_required());
    let update = streams.update_forcing_failover("sensors", failover("FORCED"));
    let effect = "will move its processors to another region without stopping them first";
    let impact = format!("stream workspace \"sensors\" {effect}");
    assert_eq!(update.impact().to_string(), impact);
    let advice = "pass the update to `update_forcing_failover` and confirm it";
    let expected = format!("updateGroupStreamWorkspace not sent: {advice} (effect: {impact})");
    assert_eq!(error.to_string(), expected);
    assert_eq!(fake.request_count(), 0);
    update.confirm(Confirm::name("sensors")).await.unwrap();
    let status = |mode| json!({ "processorStatus": { "status": "FAILED_OVER", "region": "OHIO_USA", "mode": mode } });
    assert_eq!(fake.requests().last().unwrap().json(), Some(status("FORCED")));
    streams.update("sensors", failover("GRACEFUL")).await.unwrap();
    assert_eq!(fake.requests().last().unwrap().json(), Some(status("GRACEFUL")));
}

#[tokio::test]
async fn a_wait_for_a_failed_or_an_absent_processor_ends() {
    let fake = with_workspace().await;
    let processors = client(&fake).streams().processors("sensors");
    assert!(processors.wait_until_started("averages").await.unwrap_err().is_absent());
    fake.insert("streams/sensors/processors", json!({ "name": "averages", "state": "FAILED" })).unwrap();
    let error = processors.wait_until_stopped("averages").await.unwrap_err();
    assert!(error.is_failed_state());
    assert!(error.to_string().starts_with(r#"stream processor "averages" failed: state FAILED after "#), "{error}");
}

#[tokio::test]
async fn a_private_link_is_waited_for_changed_and_deleted() {
    let fake = slow().await;
    let links = client(&fake).streams().private_links();
    assert!(links.wait_until_available(ID).await.unwrap_err().is_absent());
    let created =
        links.create(StreamPrivateLinkSpec::new("AWS", "CONFLUENT").dns_domain("a.example.com")).await.unwrap();
    let id = created.id.clone().unwrap();
    assert_eq!(links.wait_until_available(&*id).await.unwrap().state.as_deref(), Some("DONE"));
    let changed = links.set_dns_domain(&*id, "b.example.com").await.unwrap();
    assert_eq!((changed.dns_domain.as_deref(), changed.vendor.as_deref()), (Some("b.example.com"), Some("CONFLUENT")));
    links.delete(&*id).confirm(Confirm::name(&*id)).await.unwrap();
    assert!(links.wait_until_available(&*id).await.unwrap_err().is_failed_state());
    links.wait_until_deleted(&*id).await.unwrap();
    assert_eq!(links.list().all().await.unwrap(), []);
}

#[tokio::test]
async fn a_vpc_peering_is_accepted_rejected_and_deleted() {
    let fake = FakeAtlas::start().await.unwrap();
    let peerings = client(&fake).streams().vpc_peerings();
    let (account, vpc) = ("123456789012", "vpc-0123456789abcdef0");
    fake.insert(
        "streams/vpcPeeringConnections",
        json!({ "_id": ID, "requesterAccountId": account, "requesterVpcId": vpc }),
    )
    .unwrap();
    assert_eq!(peerings.list("210987654321").all().await.unwrap(), []);
    assert_eq!(peerings.list(account).all().await.unwrap()[0].requester_vpc_id.as_deref(), Some(vpc));
    assert_eq!(peerings.list_active().all().await.unwrap(), []);
    let error = peerings.accept(ID, account, "vpc-1").await.unwrap_err();
    assert_eq!(error.code(), Some("INVALID_ATTRIBUTE"));
    peerings.accept(ID, account, vpc).await.unwrap();
    assert_eq!(peerings.list_active().all().await.unwrap().len(), 1);
    peerings.reject(ID).confirm(Confirm::yes()).await.unwrap();
    assert_eq!(peerings.list_active().all().await.unwrap(), []);
    peerings.delete(ID).confirm(Confirm::name(ID)).await.unwrap();
    assert_eq!(peerings.list(account).all().await.unwrap(), []);
    assert!(peerings.accept(ID, account, vpc).await.unwrap_err().is_not_found());
}

#[tokio::test]
async fn a_log_is_downloaded_of_a_workspace_that_exists() {
    let fake = with_workspace().await;
    let streams = client(&fake).streams();
    let start = Utc.with_ymd_and_hms(2026, 1, 1, 0, 0, 0).unwrap();
    let end = Utc.with_ymd_and_hms(2026, 1, 1, 1, 0, 0).unwrap();
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join("audit.gz");
    let size = streams.audit_logs("sensors").save(&path).await.unwrap();
    assert_eq!(std::fs::metadata(&path).unwrap().len(), size);
    let mut lines = streams.processors("sensors").operational_logs("averages").from(start).until(end).lines();
    let mut count = 0;
    while let Some(line) = lines.next().await {
        assert!(!line.unwrap().raw().is_empty());
        count += 1;
    }
    assert!(count > 0);
    let sent = fake.requests().last().unwrap().query().to_owned();
    let pair = |name: &str, value: &str| (name.to_owned(), value.to_owned());
    let period = [pair("endDate", "1767229200"), pair("spName", "averages"), pair("startDate", "1767225600")];
    assert!(period.iter().all(|parameter| sent.contains(parameter)), "{sent:?}");
    let error = streams.operational_logs("other").await.unwrap_err();
    assert_eq!(error.code(), Some("STREAM_TENANT_NOT_FOUND_FOR_NAME"));
}

#[test]
fn an_invalid_workspace_or_log_period_is_not_sent() {
    let streams = offline().streams();
    let spec = || StreamWorkspaceSpec::new("sensors", "AWS", "DUBLIN_IRL");
    let three = spec().failover_region("AWS", "a").failover_region("AWS", "b").failover_region("AWS", "c");
    let date = |year| Utc.with_ymd_and_hms(year, 1, 1, 0, 0, 0).unwrap();
    for (error, rule) in [
        (
            streams.create(StreamWorkspaceSpec::new("", "AWS", "DUBLIN_IRL")).preview(),
            r#"stream workspace: "" cannot be a segment of a path; expected a name"#,
        ),
        (
            streams.create(StreamWorkspaceSpec::new("sensors", "AWS", "")).preview(),
            "region: length is 0; expected at least 1 character",
        ),
        (streams.create(three).preview(), "failover regions: 3 are too many; use at most 2"),
        (streams.create(spec().tier("")).preview(), "tier: length is 0; expected at least 1 character"),
        (
            streams.audit_logs("sensors").from(date(2007)).preview(),
            "from: 2007-01-01 00:00:00 UTC is too early; use a date from 2008-01-01 on",
        ),
        (
            streams.operational_logs("sensors").from(date(2026)).until(date(2025)).preview(),
            "from: 2026-01-01 00:00:00 UTC is after the end, 2025-01-01 00:00:00 UTC; use an earlier date",
        ),
        (
            streams.processors("sensors").audit_logs("").preview(),
            r#"stream processor: "" cannot be a segment of a path; expected a name"#,
        ),
    ] {
        assert_eq!(argument_and_rule(&error.unwrap_err()), rule);
    }
}

#[test]
fn an_invalid_connection_is_not_sent() {
    let connections = offline().streams().connections("sensors");
    let login = || KafkaAuthentication::plain("app", "x");
    let server = |server: &str| Connection::kafka("broker", [server], login());
    let with = |login| Connection::kafka("broker", ["a.example.com:9092"], login);
    let no_port = |server: &str| {
        format!("bootstrap server: {server:?} is not a host with a port; expected for example kafka.example.com:9092")
    };
    for (spec, rule) in [
        (server("a.example.com"), no_port("a.example.com")),
        (server("a.example.com:0"), no_port("a.example.com:0")),
        (server(":9092"), no_port(":9092")),
        (with(KafkaAuthentication::plain("app", "")), "password: length is 0; expected at least 1 character".into()),
        (
            with(login().scope("kafka")),
            "Kafka authentication: PLAIN does not have a scope and extensions; leave it out".into(),
        ),
        (
            with(KafkaAuthentication::tls("x", "y")),
            "certificate: not a certificate in PEM; expected a text with -----BEGIN CERTIFICATE-----".into(),
        ),
        (
            Connection::sample("sample").header("a", "b"),
            "stream connection: type Sample does not have a header; leave it out".into(),
        ),
        (
            Connection::https("hook", "http://example.com"),
            r#"URL: "http://example.com" does not begin with https://; expected for example https://example.com/hook"#
                .into(),
        ),
        (
            Connection::s3("files", "streams"),
            r#"role: "streams" does not begin with arn:; expected for example arn:aws:iam::123456789012:role/streams"#
                .into(),
        ),
        (
            Connection::aws_lambda("function", ROLE).private_link("x"),
            r#"network id: expected 24 hexadecimal digits, not "x""#.into(),
        ),
        (
            Connection::schema_registry("schemas", [""; 0]),
            "schema registry: 0 URLs are out of range; expected 1 to 10".into(),
        ),
        (
            Connection::schema_registry("schemas", ["https://a", "https://a"]),
            r#"schema registry: "https://a" is repeated; pass each once"#.into(),
        ),
    ] {
        assert_eq!(argument_and_rule(&connections.create(spec).preview().unwrap_err()), rule);
    }
    let failovers = connections.failovers("broker");
    for (spec, rule) in [
        (kafka(), "no region; set `region`"),
        (
            Connection::sample("sample").region("OHIO_USA"),
            "type Sample cannot fail over; use a connection to Kafka or to a cluster",
        ),
    ] {
        let error = failovers.create(spec).preview().unwrap_err();
        assert_eq!(argument_and_rule(&error), format!("failover connection: {rule}"));
    }
}

#[test]
fn an_invalid_processor_or_private_link_is_not_sent() {
    let streams = offline().streams();
    let (processors, links) = (streams.processors("sensors"), streams.private_links());
    let stage = "is not an object with one operator; expected for example {\"$match\": {…}}";
    let [source, _] = pipeline();
    let queue = StreamProcessorUpdate::new().dead_letter_queue("archive", "", "rejected");
    let mut many = StreamPrivateLinkSpec::new("GCP", "CONFLUENT");
    for uri in ["a", "b", "c", "d"] {
        many = many.gcp_service_attachment(uri);
    }
    for (error, rule) in [
        (
            processors.create(StreamProcessorSpec::new("averages", [])).preview(),
            "pipeline: it is empty; begin with a stage $source".to_owned(),
        ),
        (
            processors.create(StreamProcessorSpec::new("averages", [source, json!({ "match": {} })])).preview(),
            format!("pipeline: stage 2 {stage}"),
        ),
        (
            processors.update("averages", StreamProcessorUpdate::new().pipeline([json!({})])).preview(),
            format!("pipeline: stage 1 {stage}"),
        ),
        (
            processors.update("averages", queue).preview(),
            "database: length is 0; expected at least 1 character".to_owned(),
        ),
        (
            processors.start_with("averages", StreamProcessorStart::new()).preview(),
            "options: the update is empty; set at least one property".to_owned(),
        ),
        (
            processors.start_with("averages", StreamProcessorStart::new().dry_run()).preview(),
            "failover region: not set; set it with `fail_over`".to_owned(),
        ),
        (
            links.create(many).preview(),
            "service attachments: 4 are too many; use at most 3".to_owned(),
        ),
        (
            links.create(StreamPrivateLinkSpec::new("GCP", "CONFLUENT").gcp_connection("1").gcp_connection("1")).preview(),
            r#"connections: "1" is repeated; pass each once"#.to_owned(),
        ),
        (
            links.create(StreamPrivateLinkSpec::msk("orders")).preview(),
            r#"cluster of Amazon MSK: "orders" does not begin with arn:aws:kafka; expected for example arn:aws:kafka:us-east-1:123456789012:cluster/…"#
                .to_owned(),
        ),
    ] {
        assert_eq!(argument_and_rule(&error.unwrap_err()), rule);
    }
}
