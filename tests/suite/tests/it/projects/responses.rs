//! Responses about projects.

use atlas_api::{
    Confirm, codes,
    model::MembershipStatus,
    projects::{ProjectSettingsUpdate, ProjectSpec, TeamRolesSpec},
};
use serde_json::{Value, json};
use wiremock::{Mock, MockServer, ResponseTemplate, matchers::any, matchers::query_param};

use super::{ORGANIZATION, TEAM, USER, USERS_LIMIT};
use crate::support::{PROJECT, client_of};

async fn server_with(status: u16, body: Value) -> MockServer {
    let server = MockServer::start().await;
    Mock::given(any()).respond_with(ResponseTemplate::new(status).set_body_json(body)).mount(&server).await;
    server
}

#[tokio::test]
async fn a_project_has_its_name_its_organization_and_its_tags() {
    let body = json!({
        "id": PROJECT, "name": "Project 0", "orgId": ORGANIZATION, "clusterCount": 2, "created": "2025-06-15T15:06:40Z",
        "tags": [{ "key": "team", "value": "finance" }], "withDefaultAlertsSettings": true, "links": [],
    });
    let server = server_with(201, body).await;
    let spec = ProjectSpec::new("Project 0", ORGANIZATION);
    let project = client_of(&server).projects().create(spec).await.unwrap();
    assert_eq!(project.status().as_u16(), 201);
    assert_eq!((project.name.as_deref(), project.cluster_count), (Some("Project 0"), Some(2)));
    assert_eq!(project.org_id.as_deref(), Some(ORGANIZATION));
    assert_eq!(project.created.unwrap().timestamp(), 1_750_000_000);
    assert_eq!(project.tags.as_ref().unwrap()[0].value.as_deref(), Some("finance"));
}

#[tokio::test]
async fn a_stream_continues_to_the_last_page_of_projects() {
    let server = MockServer::start().await;
    let next = json!([{ "rel": "next", "href": "https://cloud.example.com" }]);
    for (page, body) in [
        ("1", json!({ "results": [{ "name": "a" }, { "name": "b" }], "links": next, "totalCount": 3 })),
        ("2", json!({ "results": [{ "name": "c" }], "links": [], "totalCount": 3 })),
    ] {
        let response = ResponseTemplate::new(200).set_body_json(body);
        Mock::given(query_param("pageNum", page)).respond_with(response).mount(&server).await;
    }
    let mut names = Vec::new();
    let mut projects = client_of(&server).projects().list_for_organization(ORGANIZATION).page_size(2).stream();
    while let Some(project) = projects.next().await {
        names.push(project.unwrap().name.unwrap());
    }
    assert_eq!(names, ["a", "b", "c"]);
}

#[tokio::test]
async fn the_error_of_deleting_a_project_with_clusters_has_its_code_and_detail() {
    let body = json!({
        "error": 409, "errorCode": "CANNOT_CLOSE_GROUP_ACTIVE_ATLAS_CLUSTERS", "reason": "Conflict",
        "detail": "There are clusters left.", "parameters": [],
    });
    let server = server_with(409, body).await;
    let delete = client_of(&server).projects().delete(PROJECT).confirm(Confirm::yes());
    let error = delete.await.unwrap_err();
    assert_eq!(error.code(), Some(codes::CANNOT_CLOSE_GROUP_ACTIVE_ATLAS_CLUSTERS));
    assert!(error.to_string().contains("There are clusters left."), "{error}");
}

#[tokio::test]
async fn the_response_to_a_deletion_can_have_a_body() {
    for response in [ResponseTemplate::new(202).set_body_json(json!({})), ResponseTemplate::new(204)] {
        let server = MockServer::start().await;
        Mock::given(any()).respond_with(response).mount(&server).await;
        client_of(&server).projects().delete(PROJECT).confirm(Confirm::yes()).await.unwrap();
    }
}

#[tokio::test]
async fn users_are_active_or_invited() {
    let body = json!({ "results": [
        {
            "id": USER, "username": "ada@example.com", "orgMembershipStatus": "ACTIVE", "roles": ["GROUP_OWNER"],
            "firstName": "Ada", "lastName": "Example", "country": "IE", "mobileNumber": null,
            "createdAt": "2025-06-15T15:06:40Z", "lastAuth": "2025-06-15T15:06:40Z",
        },
        {
            "id": TEAM, "username": "bob@example.com", "orgMembershipStatus": "PENDING", "roles": ["GROUP_READ_ONLY"],
            "inviterUsername": "ada@example.com", "invitationExpiresAt": "2025-06-15T15:06:40Z",
        },
        { "id": PROJECT, "username": "eve@example.com", "orgMembershipStatus": "LOCKED", "roles": [] },
    ], "totalCount": 3 });
    let server = server_with(200, body).await;
    let page = client_of(&server).project_users().list().await.unwrap();
    assert_eq!(page.total_count(), Some(3));
    let statuses: Vec<_> = page.items().iter().map(|user| user.org_membership_status.clone().unwrap()).collect();
    assert_eq!(statuses[..2], [MembershipStatus::Active, MembershipStatus::Pending]);
    assert_eq!(statuses[2].as_str(), "LOCKED");
    assert_eq!(page.items()[0].mobile_number, None);
    assert_eq!(page.items()[1].inviter_username.as_deref(), Some("ada@example.com"));
}

#[tokio::test]
async fn adding_teams_returns_the_teams_of_the_project() {
    let body = json!({ "results": [
        { "teamId": TEAM, "roleNames": ["GROUP_READ_ONLY", "GROUP_OF_THE_FUTURE"], "links": [] },
    ], "totalCount": 1, "links": [] });
    let server = server_with(200, body).await;
    let teams = client_of(&server).project_teams();
    let team = TeamRolesSpec::new(TEAM, ["GROUP_READ_ONLY"]);
    let added = teams.add([team.clone()]).await.unwrap();
    assert_eq!(added.items()[0].role_names.as_ref().unwrap()[1], "GROUP_OF_THE_FUTURE");
    assert_eq!((added.total_count(), added.has_next()), (Some(1), false));
    assert_eq!(teams.change_roles(team).await.unwrap().items(), added.items());
}

#[tokio::test]
async fn a_setting_is_enabled_disabled_or_missing() {
    let server = server_with(200, json!({ "isDataExplorerEnabled": false, "isSchemaAdvisorEnabled": true })).await;
    let settings = client_of(&server).project_settings();
    let read = settings.get().await.unwrap();
    assert_eq!(read.is_data_explorer_enabled, Some(false));
    assert_eq!(read.is_schema_advisor_enabled, Some(true));
    assert_eq!(read.is_performance_advisor_enabled, None);
    let changed = settings.update(ProjectSettingsUpdate::new().data_explorer(false)).await.unwrap();
    assert_eq!(*changed, *read);
}

#[tokio::test]
async fn a_limit_has_its_usage() {
    let limit = json!({
        "name": USERS_LIMIT, "value": 150, "currentUsage": 3, "defaultLimit": 100, "maximumLimit": 900,
    });
    let query = json!({ "name": "dataFederation.bytesProcessed.query", "value": 9_000_000_000_i64 });
    let server = server_with(200, json!([limit, query])).await;
    let limits = client_of(&server).project_limits().list().await.unwrap();
    assert_eq!((limits[0].value, limits[0].current_usage, limits[0].maximum_limit), (Some(150), Some(3), Some(900)));
    assert_eq!((limits[1].value, limits[1].current_usage), (Some(9_000_000_000), None));
    let server = server_with(200, limit).await;
    let limit = client_of(&server).project_limits().set(USERS_LIMIT, 150).await.unwrap();
    assert_eq!(*limit, limits[0]);
}
