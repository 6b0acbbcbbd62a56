//! Confirmation of destructive requests for projects.

use atlas_api::{Confirm, projects::ProjectSpec};
use atlas_fake::FakeAtlas;
use serde_json::json;

use super::{ORGANIZATION, TEAM, USER};
use crate::support::{PROJECT, client, client_without_organization};

fn deletions(fake: &FakeAtlas) -> usize {
    fake.requests().iter().filter(|request| request.method() == "DELETE").count()
}

#[tokio::test]
async fn without_a_confirmation_nothing_is_sent_and_the_impact_is_known() {
    let fake = FakeAtlas::start().await.unwrap();
    let atlas = client(&fake);
    let impact = atlas.projects().delete(PROJECT).impact().to_string();
    assert_eq!(impact, format!("project {PROJECT:?} will be deleted, with everything in it"));
    let impact = atlas.project_users().remove(USER).impact().to_string();
    assert_eq!(impact, format!("user {USER:?} will be removed from the project"));
    let impact = atlas.project_teams().remove(TEAM).impact().to_string();
    assert_eq!(impact, format!("team {TEAM:?} will be removed from the project"));
    assert_eq!(fake.request_count(), 0);
}

#[tokio::test]
async fn the_deletion_of_a_project_is_confirmed_by_its_name() {
    let fake = FakeAtlas::start().await.unwrap();
    let projects = client(&fake).projects();
    let project = projects.create(ProjectSpec::new("sales", ORGANIZATION)).await.unwrap().into_inner().id.unwrap();
    let delete = projects.delete(&*project);

    let error = delete.clone().confirm(Confirm::name("Sales")).await.unwrap_err();
    assert!(error.is_confirmation_required());
    let expected = format!(
        "not sent: the confirmation names \"Sales\"; expected \"sales\" or {project:?} \
         (effect: project \"sales\" will be deleted, with everything in it)"
    );
    assert_eq!(error.to_string(), expected);
    assert_eq!(deletions(&fake), 0);

    delete.confirm(Confirm::name("sales")).await.unwrap();
    assert_eq!(deletions(&fake), 1);
    assert!(!projects.get(project).exists().await.unwrap());
}

#[tokio::test]
async fn a_project_that_does_not_exist_has_no_name_to_confirm() {
    let fake = FakeAtlas::start().await.unwrap();
    let delete = client(&fake).projects().delete(USER).confirm(Confirm::name("sales"));
    let error = delete.await.unwrap_err();
    assert_eq!((error.code(), error.operation()), (Some("GROUP_NOT_FOUND"), Some("getGroup")));
    assert_eq!(deletions(&fake), 0);
}

#[tokio::test]
async fn the_removal_of_a_user_is_confirmed_by_the_username_or_the_id() {
    let fake = FakeAtlas::start().await.unwrap();
    let users = client(&fake).project_users();
    for by_name in [true, false] {
        let user = users.add("ada@example.com", ["GROUP_READ_ONLY"]).await.unwrap().into_inner().id.unwrap();
        let error = users.remove(&*user).confirm(Confirm::name("bob@example.com")).await.unwrap_err();
        assert!(error.is_confirmation_required());
        let name = if by_name { "ada@example.com" } else { &*user };
        users.remove(&*user).confirm(Confirm::name(name)).await.unwrap();
        assert!(!users.get(user).exists().await.unwrap());
    }
    assert_eq!(deletions(&fake), 2);
}

#[tokio::test]
async fn the_removal_of_a_team_is_confirmed_by_its_name_if_the_client_has_an_organization() {
    let fake = FakeAtlas::start().await.unwrap();
    let teams = format!("/orgs/{}/teams", fake.organization_id());
    fake.insert(&teams, json!({ "id": TEAM, "name": "reporting" })).unwrap();
    fake.insert("teams", json!({ "teamId": TEAM, "roleNames": ["GROUP_OWNER"] })).unwrap();

    let teams = client_without_organization(&fake).project_teams();
    let error = teams.remove(TEAM).confirm(Confirm::name("reporting")).await.unwrap_err();
    assert!(error.is_confirmation_required());
    assert_eq!(fake.request_count(), 0);

    let teams = client_without_organization(&fake).organization(ORGANIZATION).unwrap().project_teams();
    let error = teams.remove(TEAM).confirm(Confirm::name("finance")).await.unwrap_err();
    assert!(error.is_confirmation_required());
    assert_eq!(deletions(&fake), 0);
    teams.remove(TEAM).confirm(Confirm::name("reporting")).await.unwrap();
    assert!(!teams.get(TEAM).exists().await.unwrap());
}
