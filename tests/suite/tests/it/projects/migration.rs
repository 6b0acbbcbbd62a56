//! The move of a project to another organization, and facts about its clusters.

use atlas_api::{Confirm, projects::ProjectMigrationSpec};
use atlas_fake::FakeAtlas;
use serde_json::json;

use crate::{
    requests::ID,
    support::{check_invalid, client},
};

#[tokio::test]
async fn a_project_moves_to_another_organization() {
    let fake = FakeAtlas::start().await.unwrap();
    let projects = client(&fake).projects();
    let error =
        projects.migrate(fake.project_id(), ProjectMigrationSpec::new(ID)).confirm(Confirm::yes()).await.unwrap_err();
    assert_eq!(error.code(), Some("ORG_NOT_FOUND"));
    fake.insert("/orgs", json!({ "id": ID, "name": "subsidiary" })).unwrap();
    let spec = ProjectMigrationSpec::new(ID).api_key("abcdefgh", "the private key");
    assert!(!format!("{spec:?}").contains("the private key"));
    let project = projects.migrate(fake.project_id(), spec).confirm(Confirm::name(fake.project_id())).await.unwrap();
    assert_eq!((project.id.as_deref(), project.org_id.as_deref()), (Some(fake.project_id()), Some(ID)));
    assert_eq!(projects.list_for_organization(ID).all().await.unwrap().len(), 1);
}

#[tokio::test]
async fn addresses_of_clusters_are_listed_by_cluster() {
    let fake = FakeAtlas::start().await.unwrap();
    fake.insert("clusters", json!({ "name": "orders" })).unwrap();
    let addresses = client(&fake).projects().ip_addresses(fake.project_id()).await.unwrap();
    let clusters = addresses.services.as_ref().unwrap().clusters.as_ref().unwrap();
    assert_eq!((clusters.len(), clusters[0].cluster_name.as_deref()), (1, Some("orders")));
    assert_eq!(clusters[0].outbound.as_ref().map(Vec::len), Some(3));
}

#[tokio::test]
async fn versions_are_filtered_by_provider_size_and_default() {
    let fake = FakeAtlas::start().await.unwrap();
    let versions = client(&fake).projects().list_mongodb_versions(fake.project_id());
    let filtered = versions.clone().cloud_provider("AWS").instance_size("M10").default_only().all().await.unwrap();
    let found: Vec<_> = filtered.iter().filter_map(|version| version.version.as_deref()).collect();
    assert_eq!(found, ["8.0"]);
    let all = versions.cloud_provider("AWS").instance_size("M10").all().await.unwrap();
    assert_eq!(all.len(), 2);
}

#[tokio::test]
async fn invalid_arguments_are_not_sent() {
    let fake = FakeAtlas::start().await.unwrap();
    let projects = client(&fake).projects();
    let id = r#"organization id: expected 24 hexadecimal digits, not "subsidiary""#;
    check_invalid(projects.migrate(ID, ProjectMigrationSpec::new("subsidiary")).confirm(Confirm::yes()).await, id);
    let key = "public key of the new organization: length is 3; expected 8 characters";
    check_invalid(
        projects.migrate(ID, ProjectMigrationSpec::new(ID).api_key("abc", "private")).confirm(Confirm::yes()).await,
        key,
    );
    let id = r#"project id: expected 24 hexadecimal digits, not "sales""#;
    check_invalid(projects.ip_addresses("sales").await, id);
    check_invalid(projects.list_mongodb_versions("sales").await, id);
    assert_eq!(fake.request_count(), 0);
}
