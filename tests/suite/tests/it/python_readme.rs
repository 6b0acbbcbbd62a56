//! The snippets in the README of the Python package, one test for each.

use std::time::Duration;

use atlas_api::{
    Atlas, Confirm, Error,
    alerts::{AcknowledgementSpec, AlertStatusSpec},
    clusters::{ClusterRegion, ClusterSpec, ClusterUpdate},
    database_users::{DatabaseUsersPermissionsSpecs, DatabaseUsersUpdatePermissionsSpecs, Namespace, RoleSpecs},
    logs::LogName,
    model::AdvancedOptions,
    projects::ProjectSpec,
};
use atlas_fake::FakeAtlas;
use chrono::{DateTime, Utc};
use serde_json::{Value, json};

use crate::support::{builder, client, client_without_retries, now, server_with};

const ALERT: &str = "5f1a2b3c4d5e6f7a8b9c0d99";

async fn start() -> (FakeAtlas, Atlas) {
    let fake = FakeAtlas::start().await.unwrap();
    let atlas = client(&fake);
    (fake, atlas)
}

/// Starts a fake with an idle cluster.
async fn with_cluster() -> (FakeAtlas, Atlas) {
    let (fake, atlas) = start().await;
    let spec = ClusterSpec::replica_set("Cluster0", ClusterRegion::new("AWS", "US_EAST_1", "M10"));
    atlas.clusters().create(spec).await.unwrap();
    fake.advance(Duration::from_secs(3600));
    (fake, atlas)
}

/// Returns the last request: the method, the path after the project, and the body.
fn last(fake: &FakeAtlas) -> (String, String, Value) {
    let requests = fake.requests();
    let request = requests.last().unwrap();
    let path = request.path().split_once(fake.project_id()).unwrap().1.to_owned();
    (request.method().to_string(), path, request.json().unwrap_or_default())
}

#[tokio::test]
async fn all_database_users() {
    let (fake, atlas) = start().await;
    fake.seed_database_users(7);
    let page = atlas.database_users().list().page(2).page_size(5).await.unwrap();
    assert_eq!((page.items().len(), page.total_count()), (2, Some(7)));

    let mut users = atlas.database_users().list().page_size(3).stream();
    let mut count = 0;
    while let Some(user) = users.next().await {
        assert!(user.unwrap().username.is_some());
        count += 1;
    }
    assert_eq!(count, 7);
}

#[tokio::test]
async fn create_a_database_user() {
    let (_fake, atlas) = start().await;
    let spec = DatabaseUsersPermissionsSpecs::new("reports", "a long password")
        .add_roles("sales", [RoleSpecs::DbAdmin, RoleSpecs::ReadWrite])
        .unwrap()
        .add_role(Namespace::collection("stock", "items"), RoleSpecs::Read)
        .unwrap();
    let user = atlas.database_users().create(spec).await.unwrap();
    let roles = serde_json::to_value(&user.roles).unwrap();
    let of_database = |role| json!({ "databaseName": "sales", "roleName": role });
    let of_collection = json!({ "databaseName": "stock", "collectionName": "items", "roleName": "read" });
    assert_eq!(roles, json!([of_database("dbAdmin"), of_database("readWrite"), of_collection]));
}

#[tokio::test]
async fn update_a_database_user() {
    let (fake, atlas) = start().await;
    fake.seed_database_users(1);
    let spec = DatabaseUsersUpdatePermissionsSpecs::new()
        .password("another password")
        .add_role(Namespace::collection("stock", "items"), RoleSpecs::Read)
        .unwrap();
    let user = atlas.database_users().update("user-1", spec).await.unwrap();
    let role = json!({ "databaseName": "stock", "collectionName": "items", "roleName": "read" });
    assert_eq!(serde_json::to_value(&user.roles).unwrap(), json!([role]));
}

#[tokio::test]
async fn delete_a_database_user() {
    let (fake, atlas) = start().await;
    fake.seed_database_users(1);
    atlas.database_users().delete("user-1").confirm(Confirm::yes()).await.unwrap();
    assert!(atlas.database_users().get("user-1").await.unwrap_err().is_not_found());
}

#[tokio::test]
async fn one_database_user() {
    let (fake, atlas) = start().await;
    fake.seed_database_users(1);
    let user = atlas.database_users().get("user-1").await.unwrap();
    assert_eq!(user.username.as_deref(), Some("user-1"));
}

#[tokio::test]
async fn is_existing_cluster() {
    let (_fake, atlas) = with_cluster().await;
    assert!(atlas.clusters().exists("Cluster0").await.unwrap());
    assert!(!atlas.clusters().exists("Cluster1").await.unwrap());
}

#[tokio::test]
async fn all_clusters() {
    let (_fake, atlas) = with_cluster().await;
    let page = atlas.clusters().list().page_size(10).await.unwrap();
    assert_eq!(page.items().len(), 1);
    let mut clusters = atlas.clusters().list().stream();
    assert_eq!(clusters.next().await.unwrap().unwrap().name.as_deref(), Some("Cluster0"));
    assert!(clusters.next().await.is_none());
}

#[tokio::test]
async fn one_cluster() {
    let (fake, atlas) = with_cluster().await;
    atlas.clusters().get("Cluster0").await.unwrap();
    assert_eq!(last(&fake).1, "/clusters/Cluster0");
}

#[tokio::test]
async fn delete_a_cluster() {
    let (fake, atlas) = with_cluster().await;
    fake.clear_journal();
    let delete = atlas.clusters().delete("Cluster0");
    let impact = r#"cluster "Cluster0" will be deleted, with all of its data and its snapshots"#;
    assert_eq!(delete.impact().to_string(), impact);
    let error = delete.clone().confirm(Confirm::name("Cluster1")).await.unwrap_err();
    assert!(error.is_confirmation_required() && error.to_string().contains("Cluster0"), "{error}");
    assert!(fake.requests().is_empty());

    delete.confirm(Confirm::name("Cluster0")).await.unwrap();
    fake.advance(Duration::from_secs(3600));
    assert!(!atlas.clusters().exists("Cluster0").await.unwrap());
}

#[tokio::test]
async fn create_a_simple_replica_set() {
    let (fake, _atlas) = with_cluster().await;
    let created = fake.requests().iter().rfind(|request| request.method() == "POST").unwrap().json().unwrap();
    assert_eq!((&created["name"], &created["clusterType"]), (&json!("Cluster0"), &json!("REPLICASET")));
}

#[tokio::test]
async fn create_a_cluster_from_a_configuration() {
    let (_fake, atlas) = start().await;
    let region = ClusterRegion::new("AWS", "US_EAST_1", "M30");
    let spec = ClusterSpec::sharded("Sharded", 2, region).backup(true).mongodb_version("8.0");
    let cluster = atlas.clusters().create(spec).await.unwrap();
    assert_eq!(cluster.replication_specs.as_ref().unwrap().len(), 2);
    assert_eq!(cluster.backup_enabled, Some(true));
}

#[tokio::test]
async fn modify_a_cluster() {
    let (fake, atlas) = with_cluster().await;
    let spec = ClusterUpdate::new().backup(false);
    atlas.clusters().update_discarding("Cluster0", spec).confirm(Confirm::name("Cluster0")).await.unwrap();
    let sent = ("PATCH".to_owned(), "/clusters/Cluster0".to_owned(), json!({ "backupEnabled": false }));
    assert_eq!(last(&fake), sent);
}

#[tokio::test]
async fn modify_the_instance_size() {
    let (fake, atlas) = with_cluster().await;
    atlas.clusters().set_instance_size("Cluster0", "M20").await.unwrap();
    let (method, _, body) = last(&fake);
    let size = body.pointer("/replicationSpecs/0/regionConfigs/0/electableSpecs/instanceSize");
    assert_eq!((method.as_str(), size), ("PATCH", Some(&json!("M20"))));
}

#[tokio::test]
async fn pause_and_unpause_a_cluster() {
    let (fake, atlas) = with_cluster().await;
    atlas.clusters().pause("Cluster0").await.unwrap();
    assert_eq!(last(&fake).2, json!({ "paused": true }));
    fake.advance(Duration::from_secs(7200));
    atlas.clusters().resume("Cluster0").await.unwrap();
    assert_eq!(last(&fake).2, json!({ "paused": false }));
}

#[tokio::test]
async fn get_and_set_advanced_options() {
    let (_fake, atlas) = with_cluster().await;
    let options = AdvancedOptions::new().javascript_enabled(false);
    atlas.clusters().set_advanced_options("Cluster0", options).await.unwrap();
    let options = atlas.clusters().advanced_options("Cluster0").await.unwrap();
    assert_eq!(options.javascript_enabled, Some(false));
}

#[tokio::test]
async fn all_alerts_in_open_status() {
    let (fake, atlas) = start().await;
    let page = atlas.alerts().list().status(AlertStatusSpec::Open).await.unwrap();
    let requests = fake.requests();
    let query: Vec<_> =
        requests.last().unwrap().query().iter().map(|(name, value)| format!("{name}={value}")).collect();
    assert!(query.contains(&"status=OPEN".to_owned()), "{query:?}");
    assert_eq!(page.number(), 1);
}

#[tokio::test]
async fn an_alert() {
    let (fake, atlas) = start().await;
    drop(atlas.alerts().get(ALERT).await);
    assert_eq!(last(&fake).1, format!("/alerts/{ALERT}"));
}

#[tokio::test]
async fn acknowledge_an_alert_for_six_hours() {
    let fake = FakeAtlas::builder().clock(now).start().await.unwrap();
    let atlas = builder(&fake).clock(now).build().unwrap();
    let until = DateTime::<Utc>::from(now()) + chrono::Duration::hours(6);
    let spec = AcknowledgementSpec::until(until).comment("planned");
    drop(atlas.alerts().acknowledge(ALERT, spec).await);
    let body = json!({ "acknowledgedUntil": "2025-06-15T21:06:40Z", "acknowledgementComment": "planned" });
    assert_eq!(last(&fake), ("PATCH".to_owned(), format!("/alerts/{ALERT}"), body));
}

#[tokio::test]
async fn acknowledge_an_alert_forever() {
    let fake = FakeAtlas::builder().clock(now).start().await.unwrap();
    let atlas = builder(&fake).clock(now).build().unwrap();
    drop(atlas.alerts().acknowledge(ALERT, AcknowledgementSpec::forever()).await);
    let until: DateTime<Utc> = last(&fake).2["acknowledgedUntil"].as_str().unwrap().parse().unwrap();
    assert!((until - DateTime::<Utc>::from(now())).num_days() > 36_000, "{until}");
}

#[tokio::test]
async fn unacknowledge_an_alert() {
    let (fake, atlas) = start().await;
    drop(atlas.alerts().unacknowledge(ALERT).await);
    let (method, path, body) = last(&fake);
    assert_eq!((method.as_str(), path), ("PATCH", format!("/alerts/{ALERT}")));
    assert_eq!(body, json!({ "unacknowledgeAlert": true }));
}

#[tokio::test]
async fn list_get_and_create_projects() {
    let (fake, atlas) = start().await;
    let spec = ProjectSpec::new("Reports", fake.organization_id());
    let created = atlas.projects().create(spec).await.unwrap();
    let id = created.id.clone().unwrap();
    assert_eq!(atlas.projects().get(&id).await.unwrap().name.as_deref(), Some("Reports"));
    let mut projects = atlas.projects().list().stream();
    let mut ids = Vec::new();
    while let Some(project) = projects.next().await {
        ids.push(project.unwrap().id.unwrap());
    }
    assert!(ids.contains(&id), "{ids:?}");
}

#[tokio::test]
async fn log_lines_of_a_host() {
    let (_fake, atlas) = with_cluster().await;
    let host = atlas.processes().list().await.unwrap().items()[0].hostname.clone().unwrap();
    let mut lines = atlas.logs().download(host, LogName::Mongodb).lines();
    let mut count = 0;
    while let Some(line) = lines.next().await {
        let line = line.unwrap();
        assert_eq!((line.severity(), line.component()), (Some("I"), Some("CONTROL")));
        // The last line is longer, so that the log has exactly the configured size.
        assert!(line.message().unwrap().starts_with("An example of a line."), "{line:?}");
        count += 1;
    }
    assert!(count > 1, "{count} lines");
}

#[tokio::test]
async fn status_and_body_of_an_error() {
    let (_fake, atlas) = start().await;
    let error = atlas.database_users().get("nobody").await.unwrap_err();
    assert_eq!((error.status().unwrap().as_u16(), error.code()), (404, Some("USER_NOT_FOUND")));
    let body: Value = serde_json::from_slice(error.body().unwrap()).unwrap();
    assert_eq!(body["errorCode"], "USER_NOT_FOUND");
}

#[tokio::test]
async fn each_exception_class_has_a_predicate() {
    type Predicate = fn(&Error) -> bool;
    let cases: [(u16, &str, Predicate); 10] = [
        (400, "VALIDATION_ERROR", Error::is_bad_request),
        (401, "NOT_AUTHORIZED", Error::is_unauthorized),
        (403, "NOT_PERMITTED", Error::is_forbidden),
        (403, "IP_ADDRESS_NOT_ON_ACCESS_LIST", Error::is_access_list_required),
        (404, "RESOURCE_NOT_FOUND", Error::is_not_found),
        (405, "METHOD_NOT_ALLOWED", Error::is_method_not_allowed),
        (409, "CONFLICT", Error::is_conflict),
        (500, "UNEXPECTED_ERROR", Error::is_server_error),
        (400, "DUPLICATE_CLUSTER_NAME", Error::is_duplicate),
        (400, "ATLAS_MAINTENANCE_ALREADY_SCHEDULED", Error::is_maintenance),
    ];
    for (status, code, predicate) in cases {
        let body = json!({ "error": status, "errorCode": code });
        let server = server_with(vec![wiremock::ResponseTemplate::new(status).set_body_json(body)]).await;
        let error = client_without_retries(&server).clusters().list().await.unwrap_err();
        assert!(predicate(&error), "{status} {code}: {error}");
    }
    let (_fake, atlas) = start().await;
    assert!(atlas.clusters().list().page_size(501).await.unwrap_err().is_invalid_argument());
}
