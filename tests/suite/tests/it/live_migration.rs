//! Live migrations: links, waits and validation.

use std::time::Duration;

use atlas_api::{Atlas, Confirm, live_migration::LiveMigrationSpec};
use atlas_fake::{FakeAtlas, SetResponse};
use serde_json::json;

use crate::{
    requests::ID,
    support::{check_invalid, client},
};

fn spec() -> LiveMigrationSpec {
    LiveMigrationSpec::new(ID, "shop", "orders", "migration.example.com")
}

/// Starts a fake in which a change takes ten minutes.
async fn slow() -> (FakeAtlas, Atlas) {
    let fake = FakeAtlas::builder().cluster_time(Duration::from_secs(600)).start().await.unwrap();
    let atlas = client(&fake);
    (fake, atlas)
}

#[tokio::test]
async fn a_link_token_is_shown_once_and_deleted() {
    let (_fake, atlas) = slow().await;
    let links = atlas.live_migration_links();
    let token = links.create_token(["192.0.2.7"]).await.unwrap();
    let text = token.link_token.as_ref().unwrap().expose().to_owned();
    assert!(!format!("{token:?}").contains(&text));
    let delete = links.delete_token();
    assert!(delete.clone().confirm(Confirm::name("sales")).await.unwrap_err().is_confirmation_required());
    delete.confirm(Confirm::yes()).await.unwrap();
    assert!(links.delete_token().confirm(Confirm::yes()).await.unwrap_err().is_not_found());
}

#[tokio::test]
async fn a_migration_is_validated_started_and_cut_over() {
    let (_fake, atlas) = slow().await;
    let migrations = atlas.live_migrations();
    let validation = migrations.validate(spec()).await.unwrap();
    assert_eq!(validation.status.as_ref().unwrap().as_str(), "PENDING");
    let validation = migrations.wait_until_validated(validation.id.clone().unwrap()).await.unwrap();
    assert_eq!(validation.source_group_id.as_deref(), Some(ID));

    let started = migrations.start(spec()).await.unwrap();
    assert_eq!(started.status.as_ref().unwrap().as_str(), "NEW");
    let id = started.id.clone().unwrap();
    let early = migrations.cut_over(&*id).confirm(Confirm::yes()).await.unwrap_err();
    assert_eq!(early.code(), Some("LIVE_MIGRATION_NOT_READY"));
    let ready = migrations.wait_until_ready(&*id).await.unwrap();
    assert_eq!((ready.ready_for_cutover, ready.lag_time_seconds), (Some(true), Some(1)));
    migrations.cut_over(&*id).confirm(Confirm::name(&*id)).await.unwrap();
    let complete = migrations.wait_until_complete(&*id).await.unwrap();
    assert_eq!(complete.status.as_ref().unwrap().as_str(), "COMPLETE");
    assert!(migrations.wait_until_ready(&*id).await.unwrap_err().is_failed_state());
}

#[tokio::test]
async fn a_wait_for_a_failed_or_unknown_migration_ends() {
    let (fake, atlas) = slow().await;
    let migrations = atlas.live_migrations();
    let failed = json!({ "_id": ID, "status": "FAILED" });
    fake.respond("getGroupLiveMigration", SetResponse::json(200, &failed).times(2));
    fake.respond("getGroupLiveMigrationValidateStatus", SetResponse::json(200, &failed).times(1));
    assert!(migrations.wait_until_ready(ID).await.unwrap_err().is_failed_state());
    assert!(migrations.wait_until_complete(ID).await.unwrap_err().is_failed_state());
    assert!(migrations.wait_until_validated(ID).await.unwrap_err().is_failed_state());
    assert!(migrations.wait_until_ready(ID).await.unwrap_err().is_not_found());
    assert!(migrations.wait_until_validated(ID).await.unwrap_err().is_not_found());
}

#[tokio::test]
async fn data_of_the_destination_is_dropped_only_after_a_confirmation() {
    let (fake, atlas) = slow().await;
    let start = atlas.live_migrations().start_dropping_data(spec());
    let effect = "will have all of its data deleted, and replaced with that of the source";
    assert_eq!(start.impact().to_string(), format!("cluster \"orders\" {effect}"));
    assert!(start.clone().confirm(Confirm::name("shop")).await.unwrap_err().is_confirmation_required());
    assert_eq!(fake.request_count(), 0);
    start.confirm(Confirm::name("orders")).await.unwrap();
    assert_eq!(fake.requests().last().unwrap().json().unwrap()["dropDestinationData"], true);
}

#[tokio::test]
async fn arguments_are_checked_before_sending() {
    let (fake, atlas) = slow().await;
    let migrations = atlas.live_migrations();
    let project = r#"project id: expected 24 hexadecimal digits, not "shop""#;
    check_invalid(migrations.start(LiveMigrationSpec::new("shop", "a", "b", "c")).await, project);
    let host = "migration host: length is 0; expected at least 1 character";
    check_invalid(migrations.validate(LiveMigrationSpec::new(ID, "a", "b", "")).await, host);
    let source = "source cluster: length is 0; expected at least 1 character";
    check_invalid(migrations.start(LiveMigrationSpec::new(ID, "", "b", "c")).await, source);
    let length = |what: &str| format!("{what}: length is 0; expected at least 1 character");
    for (spec, rule) in [
        (spec().credentials("", "a long password"), length("username")),
        (spec().credentials("migrator", ""), length("password")),
        (spec().private_endpoint(""), length("private endpoint id")),
        (spec().ca_certificate_path(""), length("path of the CA certificate")),
        (
            spec().tls(false).ca_certificate_path("/etc/ca.pem"),
            "path of the CA certificate: not used, because the source does not use TLS; leave it out, or turn TLS on"
                .to_owned(),
        ),
    ] {
        check_invalid(migrations.start(spec).await, &rule);
    }
    let id = r#"live migration id: expected 24 hexadecimal digits, not "first""#;
    check_invalid(migrations.get("first").await, id);
    let credentials = spec().credentials("migrator", "a long password");
    assert!(!format!("{credentials:?}").contains("a long password"));
    assert_eq!(fake.request_count(), 0);
}
