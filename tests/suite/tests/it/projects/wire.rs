//! Every request for projects, their settings and their limits, byte for byte as far as a test can tell.

use atlas_api::{
    Atlas, Confirm,
    specs::{ProjectSettingsUpdate, ProjectSpec, ProjectUpdate},
};
use serde_json::json;

use super::{ORGANIZATION, USER, USERS_LIMIT};
use crate::support::{PROJECT, sent_at};

#[tokio::test]
async fn projects_are_listed_by_page() {
    let list = async |atlas: Atlas| drop(atlas.projects().list().page(2).page_size(20).send().await);
    insta::assert_json_snapshot!(sent_at(list).await);
}

#[tokio::test]
async fn projects_of_an_organization_are_listed_by_page() {
    let list = async |atlas: Atlas| drop(atlas.projects().list_of_organization(ORGANIZATION).send().await);
    insta::assert_json_snapshot!(sent_at(list).await);
    let named = async |atlas: Atlas| {
        drop(atlas.projects().list_of_organization(ORGANIZATION).name("R&D = 1").send().await);
    };
    let wire = sent_at(named).await;
    assert_eq!(wire["query"], json!(["itemsPerPage=500", "name=R&D = 1", "pageNum=1"]));
}

#[tokio::test]
async fn a_project_is_asked_for_by_its_id() {
    // Another than the client's, in capitals.
    let get = async |atlas: Atlas| drop(atlas.projects().get("5F1A2B3C4D5E6F7A8B9C0DFF").send().await);
    insta::assert_json_snapshot!(sent_at(get).await);
}

#[tokio::test]
async fn a_name_is_one_segment_of_the_path() {
    for (name, project) in [("letters", "sales"), ("signs", "R&D / Überblick, 100% (a?b#c)")] {
        let get = async |atlas: Atlas| drop(atlas.projects().get_by_name(project).send().await);
        let wire = sent_at(get).await;
        insta::with_settings!({ snapshot_suffix => name }, { insta::assert_json_snapshot!(wire) });
    }
}

#[tokio::test]
async fn create_sends_name_and_organization_unless_more_is_set() {
    let create =
        async |atlas: Atlas| drop(atlas.projects().create(ProjectSpec::new("sales", ORGANIZATION)).send().await);
    insta::assert_json_snapshot!(sent_at(create).await);
}

#[tokio::test]
async fn create_sends_all_that_is_set_and_the_owner_in_the_query() {
    let spec = ProjectSpec::new("Project 0 (Überblick)", ORGANIZATION)
        .owner(USER)
        .default_alert_settings(false)
        .region_usage_restrictions("GOV_REGIONS_ONLY")
        .tag("team", "finance")
        .tag("stage", "test");
    insta::assert_json_snapshot!(sent_at(async |atlas| drop(atlas.projects().create(spec).send().await)).await);
}

#[tokio::test]
async fn update_sends_only_what_is_set() {
    let spec = ProjectUpdate::new().name("sales and returns");
    insta::assert_json_snapshot!(
        sent_at(async |atlas| drop(atlas.projects().update(PROJECT, spec).send().await)).await
    );
}

#[tokio::test]
async fn update_tells_what_is_left_out_from_what_is_empty() {
    let new = ProjectUpdate::new;
    for (spec, body) in [
        (new().clear_tags(), json!({ "tags": [] })),
        (new().tag("a", "b"), json!({ "tags": [{ "key": "a", "value": "b" }] })),
        (new().tag("a", "b").clear_tags().tag("c", "d"), json!({ "tags": [{ "key": "c", "value": "d" }] })),
        (new().default_alert_settings(false), json!({ "withDefaultAlertsSettings": false })),
    ] {
        let wire = sent_at(async |atlas| drop(atlas.projects().update(PROJECT, spec).send().await)).await;
        assert_eq!(wire["body"], body);
    }
}

#[tokio::test]
async fn a_project_is_deleted_by_its_id() {
    let delete = async |atlas: Atlas| {
        drop(atlas.projects().delete(PROJECT).confirm(Confirm::name(PROJECT)).send().await);
    };
    insta::assert_json_snapshot!(sent_at(delete).await);
}

#[tokio::test]
async fn settings_are_asked_for() {
    let get = async |atlas: Atlas| drop(atlas.project_settings().get().send().await);
    insta::assert_json_snapshot!(sent_at(get).await);
}

#[tokio::test]
async fn settings_that_are_set_are_sent_on_or_off() {
    let spec = ProjectSettingsUpdate::new().data_explorer(false).performance_advisor(true);
    let update = async |atlas: Atlas| drop(atlas.project_settings().update(spec).send().await);
    insta::assert_json_snapshot!(sent_at(update).await);
}

#[tokio::test]
async fn each_setting_is_sent_by_its_name() {
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
    let wire = sent_at(async |atlas| drop(atlas.project_settings().update(spec).send().await)).await;
    insta::assert_json_snapshot!(wire["body"]);
}

#[tokio::test]
async fn limits_are_listed() {
    insta::assert_json_snapshot!(sent_at(async |atlas| drop(atlas.project_limits().list().send().await)).await);
}

#[tokio::test]
async fn a_limit_is_asked_for_by_its_name() {
    let get = async |atlas: Atlas| drop(atlas.project_limits().get(USERS_LIMIT).send().await);
    insta::assert_json_snapshot!(sent_at(get).await);
}

#[tokio::test]
async fn a_limit_is_set_to_a_number() {
    let set = async |atlas: Atlas| drop(atlas.project_limits().set(USERS_LIMIT, 150).send().await);
    insta::assert_json_snapshot!(sent_at(set).await);
    let set = async |atlas: Atlas| drop(atlas.project_limits().set(USERS_LIMIT, i64::MAX as u64).send().await);
    assert_eq!(sent_at(set).await["body"]["value"], 9_223_372_036_854_775_807_u64);
}

#[tokio::test]
async fn a_limit_is_reset_by_its_name() {
    let reset = async |atlas: Atlas| drop(atlas.project_limits().reset(USERS_LIMIT).send().await);
    insta::assert_json_snapshot!(sent_at(reset).await);
}
