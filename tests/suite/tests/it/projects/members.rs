//! Requests for the users and the teams of a project.

use atlas_api::{Atlas, Confirm, model::MembershipStatus, projects::TeamRolesSpec};
use serde_json::json;

use super::{TEAM, USER};
use crate::support::sent_at;

#[tokio::test]
async fn users_are_listed_by_page_without_other_parameters() {
    let list = async |atlas: Atlas| drop(atlas.project_users().list().page(3).page_size(50).await);
    insta::assert_json_snapshot!(sent_at(list).await);
}

#[tokio::test]
async fn filters_of_users_are_query_parameters() {
    let list = async |atlas: Atlas| {
        let list = atlas.project_users().list().flatten_teams(true).include_org_users(false);
        let list = list.org_membership_status(MembershipStatus::Pending).org_membership_status("INVITATION_EXPIRED");
        drop(list.username("ada+atlas@example.com").await);
    };
    insta::assert_json_snapshot!(sent_at(list).await);
}

#[tokio::test]
async fn a_user_is_fetched_by_id() {
    insta::assert_json_snapshot!(sent_at(async |atlas| drop(atlas.project_users().get(USER).await)).await);
}

#[tokio::test]
async fn a_user_is_added_with_roles() {
    let add = async |atlas: Atlas| {
        let roles = ["GROUP_READ_ONLY", "GROUP_DATA_ACCESS_READ_ONLY"];
        drop(atlas.project_users().add("ada@example.com", roles).await);
    };
    insta::assert_json_snapshot!(sent_at(add).await);
}

#[tokio::test]
async fn a_role_is_added_to_a_user_by_id() {
    let add = async |atlas: Atlas| drop(atlas.project_users().add_role(USER, "GROUP_OWNER").await);
    insta::assert_json_snapshot!(sent_at(add).await);
}

#[tokio::test]
async fn a_role_is_removed_from_a_user_by_id() {
    let remove = async |atlas: Atlas| drop(atlas.project_users().remove_role(USER, "GROUP_OWNER").await);
    insta::assert_json_snapshot!(sent_at(remove).await);
}

#[tokio::test]
async fn a_user_is_removed_by_id() {
    let remove = async |atlas: Atlas| drop(atlas.project_users().remove(USER).confirm(Confirm::yes()).await);
    insta::assert_json_snapshot!(sent_at(remove).await);
}

#[tokio::test]
async fn teams_are_listed_by_page() {
    insta::assert_json_snapshot!(sent_at(async |atlas| drop(atlas.project_teams().list().await)).await);
}

#[tokio::test]
async fn a_team_is_fetched_by_id() {
    insta::assert_json_snapshot!(sent_at(async |atlas| drop(atlas.project_teams().get(TEAM).await)).await);
}

#[tokio::test]
async fn teams_are_added_with_roles() {
    let add = async |atlas: Atlas| {
        let teams = [TeamRolesSpec::new(TEAM, ["GROUP_READ_ONLY"]), TeamRolesSpec::new(USER, ["GROUP_OWNER"])];
        drop(atlas.project_teams().add(teams).await);
    };
    insta::assert_json_snapshot!(sent_at(add).await);
}

#[tokio::test]
async fn the_roles_of_a_team_are_replaced_by_id() {
    let change = async |atlas: Atlas| {
        drop(atlas.project_teams().change_roles(TeamRolesSpec::new(TEAM, ["GROUP_OWNER"])).await);
    };
    let wire = sent_at(change).await;
    assert_eq!(wire["body"]["roleNames"], json!(["GROUP_OWNER"]));
    insta::assert_json_snapshot!(wire);
}

#[tokio::test]
async fn a_team_is_removed_by_id() {
    let remove = async |atlas: Atlas| drop(atlas.project_teams().remove(TEAM).confirm(Confirm::yes()).await);
    insta::assert_json_snapshot!(sent_at(remove).await);
}
