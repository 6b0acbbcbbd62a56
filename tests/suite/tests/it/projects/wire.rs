//! Requests for projects, their settings and their limits.

use atlas_api::{
    Atlas, Confirm,
    projects::{ProjectSettingsUpdate, ProjectSpec, ProjectUpdate},
};
use serde_json::json;

use super::{ORGANIZATION, USER, USERS_LIMIT};
use crate::support::{PROJECT, sent_at};

#[tokio::test]
async fn projects_are_listed_by_page() {
    let list = async |atlas: Atlas| drop(atlas.projects().list().page(2).page_size(20).await);
    insta::assert_json_snapshot!(sent_at(list).await);
}

#[tokio::test]
async fn projects_of_an_organization_are_listed_by_page() {
    let list = async |atlas: Atlas| drop(atlas.projects().list_for_organization(ORGANIZATION).await);
    insta::assert_json_snapshot!(sent_at(list).await);
    let named = async |atlas: Atlas| {
        drop(atlas.projects().list_for_organization(ORGANIZATION).name("R&D = 1").await);
    };
    let wire = sent_at(named).await;
    assert_eq!(wire["query"], json!(["itemsPerPage=500", "name=R&D = 1", "pageNum=1"]));
}

#[tokio::test]
async fn the_organization_of_the_client_is_the_default() {
    let list = async |atlas: Atlas| {
        let atlas = atlas.organization(ORGANIZATION).unwrap();
        drop(atlas.projects().list_in_organization().name("sales").await);
    };
    let wire = sent_at(list).await;
    assert_eq!(wire["request"], format!("GET /api/atlas/v2/orgs/{ORGANIZATION}/groups"));
    assert_eq!(wire["query"], json!(["itemsPerPage=500", "name=sales", "pageNum=1"]));
}

#[tokio::test]
async fn a_project_is_fetched_by_id() {
    // Not the client's project, and in upper case.
    let get = async |atlas: Atlas| drop(atlas.projects().get("5F1A2B3C4D5E6F7A8B9C0DFF").await);
    insta::assert_json_snapshot!(sent_at(get).await);
}

#[tokio::test]
async fn a_project_name_is_one_segment_of_the_path() {
    for (name, project) in [("letters", "sales"), ("signs", "R&D / Überblick, 100% (a?b#c)")] {
        let get = async |atlas: Atlas| drop(atlas.projects().get_by_name(project).await);
        let wire = sent_at(get).await;
        insta::with_settings!({ snapshot_suffix => name }, { insta::assert_json_snapshot!(wire) });
    }
}

#[tokio::test]
async fn create_sends_the_name_and_the_organization_by_default() {
    let create = async |atlas: Atlas| drop(atlas.projects().create(ProjectSpec::new("sales", ORGANIZATION)).await);
    insta::assert_json_snapshot!(sent_at(create).await);
}

#[tokio::test]
async fn create_sends_all_properties_and_the_owner_in_the_query() {
    let spec = ProjectSpec::new("Project 0 (Überblick)", ORGANIZATION)
        .owner(USER)
        .default_alert_settings(false)
        .region_usage_restrictions("GOV_REGIONS_ONLY")
        .tag("team", "finance")
        .tag("stage", "test");
    insta::assert_json_snapshot!(sent_at(async |atlas| drop(atlas.projects().create(spec).await)).await);
}

#[tokio::test]
async fn update_sends_only_set_properties() {
    let spec = ProjectUpdate::new().name("sales and returns");
    insta::assert_json_snapshot!(sent_at(async |atlas| drop(atlas.projects().update(PROJECT, spec).await)).await);
}

#[tokio::test]
async fn update_distinguishes_unset_properties_from_empty_ones() {
    let new = ProjectUpdate::new;
    for (spec, body) in [
        (new().clear_tags(), json!({ "tags": [] })),
        (new().tag("a", "b"), json!({ "tags": [{ "key": "a", "value": "b" }] })),
        (new().tag("a", "b").clear_tags().tag("c", "d"), json!({ "tags": [{ "key": "c", "value": "d" }] })),
        (new().default_alert_settings(false), json!({ "withDefaultAlertsSettings": false })),
    ] {
        let wire = sent_at(async |atlas| drop(atlas.projects().update(PROJECT, spec).await)).await;
        assert_eq!(wire["body"], body);
    }
}

#[tokio::test]
async fn a_project_is_deleted_by_id() {
    let delete = async |atlas: Atlas| {
        drop(atlas.projects().delete(PROJECT).confirm(Confirm::name(PROJECT)).await);
    };
    insta::assert_json_snapshot!(sent_at(delete).await);
}

#[tokio::test]
async fn settings_are_fetched() {
    let get = async |atlas: Atlas| drop(atlas.project_settings().get().await);
    insta::assert_json_snapshot!(sent_at(get).await);
}

#[tokio::test]
async fn settings_in_the_update_are_sent() {
    let spec = ProjectSettingsUpdate::new().data_explorer(false).performance_advisor(true);
    let update = async |atlas: Atlas| drop(atlas.project_settings().update(spec).await);
    insta::assert_json_snapshot!(sent_at(update).await);
}

#[tokio::test]
async fn each_setting_has_its_name() {
    let spec = ProjectSettingsUpdate::new()
        .cluster_ai_assistant(false)
        .database_statistics(false)
        .data_explorer(false)
        .data_explorer_generative_ai(false)
        .data_explorer_sample_documents(false)
        .data_validation(false)
        .extended_storage_sizes(false)
        .native_reranking(false)
        .performance_advisor(false)
        .realtime_performance_panel(false)
        .schema_advisor(false);
    let wire = sent_at(async |atlas| drop(atlas.project_settings().update(spec).await)).await;
    insta::assert_json_snapshot!(wire["body"]);
}

#[tokio::test]
async fn limits_are_listed() {
    insta::assert_json_snapshot!(sent_at(async |atlas| drop(atlas.project_limits().list().await)).await);
}

#[tokio::test]
async fn a_limit_is_fetched_by_name() {
    let get = async |atlas: Atlas| drop(atlas.project_limits().get(USERS_LIMIT).await);
    insta::assert_json_snapshot!(sent_at(get).await);
}

#[tokio::test]
async fn a_limit_is_set_to_a_number() {
    let set = async |atlas: Atlas| drop(atlas.project_limits().set(USERS_LIMIT, 150).await);
    insta::assert_json_snapshot!(sent_at(set).await);
    let set = async |atlas: Atlas| drop(atlas.project_limits().set(USERS_LIMIT, i64::MAX as u64).await);
    assert_eq!(sent_at(set).await["body"]["value"], 9_223_372_036_854_775_807_u64);
}

#[tokio::test]
async fn a_limit_is_reset_by_name() {
    let reset = async |atlas: Atlas| drop(atlas.project_limits().reset(USERS_LIMIT).await);
    insta::assert_json_snapshot!(sent_at(reset).await);
}
