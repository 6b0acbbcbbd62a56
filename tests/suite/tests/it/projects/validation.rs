//! Arguments that are rejected before anything is sent.

use atlas_api::{
    Confirm,
    projects::{ProjectSettingsUpdate, ProjectSpec, ProjectUpdate, TeamRolesSpec},
};
use atlas_fake::FakeAtlas;

use super::{ORGANIZATION, TEAM, USER};
use crate::support::{PROJECT, check_invalid, client, client_without_organization};

fn not_an_id(what: &str) -> String {
    format!(r#"{what}: expected 24 hexadecimal digits, not "../x""#)
}

#[tokio::test]
async fn requests_for_projects_with_invalid_arguments_are_not_sent() {
    let fake = FakeAtlas::start().await.unwrap();
    let projects = client_without_organization(&fake).projects();
    let empty = "the update is empty; set at least one property";
    check_invalid(projects.get("../x").await, &not_an_id("project id"));
    check_invalid(projects.delete("../x").confirm(Confirm::yes()).await, &not_an_id("project id"));
    check_invalid(projects.update("../x", ProjectUpdate::new().name("a")).await, &not_an_id("project id"));
    check_invalid(projects.list_for_organization("../x").await, &not_an_id("organization id"));
    let missing = "organization id: not set; set `organization_id` on the builder, MONGODB_ATLAS_ORG_ID or `org_id` in the \
                   profile, or use `Atlas::organization`";
    check_invalid(projects.list_in_organization().await, missing);
    check_invalid(projects.list().page(0).await, "page: 0 is not a page; pages are numbered from 1");
    check_invalid(projects.get_by_name("").await, "project name: length is 0; expected 1 to 64 characters");
    check_invalid(projects.update(PROJECT, ProjectUpdate::new()).await, &format!("project: {empty}"));
    let settings = client(&fake).project_settings().update(ProjectSettingsUpdate::new());
    check_invalid(settings.await, &format!("project settings: {empty}"));
    assert_eq!(fake.request_count(), 0);
}

#[tokio::test]
async fn invalid_specs_of_projects_are_not_sent() {
    let fake = FakeAtlas::start().await.unwrap();
    let projects = client(&fake).projects();
    let name = r#"project name: "a/b" contains "/"; use letters, digits, spaces and -_.(),:&@+'"#;
    let tag = "tag key: length is 0; expected 1 to 255 characters";
    let spec = || ProjectSpec::new("sales", ORGANIZATION);
    check_invalid(projects.create(ProjectSpec::new("a/b", ORGANIZATION)).await, name);
    check_invalid(projects.create(ProjectSpec::new("sales", "../x")).await, &not_an_id("organization id"));
    check_invalid(projects.create(spec().owner("../x")).await, &not_an_id("user id"));
    check_invalid(projects.create(spec().tag("", "a")).await, tag);
    check_invalid(projects.update(PROJECT, ProjectUpdate::new().name("a/b")).await, name);
    check_invalid(projects.update(PROJECT, ProjectUpdate::new().tag("", "a")).await, tag);
    assert_eq!(fake.request_count(), 0);
}

#[tokio::test]
async fn requests_for_users_and_teams_with_invalid_arguments_are_not_sent() {
    let fake = FakeAtlas::start().await.unwrap();
    let (users, teams) = (client(&fake).project_users(), client(&fake).project_teams());
    let no_role = "roles: the list is empty; pass at least one role";
    let repeated = r#"roles: "GROUP_OWNER" is repeated; pass each role once"#;
    let owner_twice = ["GROUP_OWNER", "GROUP_OWNER"];
    check_invalid(users.get("../x").await, &not_an_id("user id"));
    check_invalid(users.remove("../x").confirm(Confirm::yes()).await, &not_an_id("user id"));
    check_invalid(users.add_role("../x", "GROUP_OWNER").await, &not_an_id("user id"));
    check_invalid(users.remove_role("../x", "GROUP_OWNER").await, &not_an_id("user id"));
    check_invalid(users.add_role(USER, "").await, "role: length is 0; expected at least 1 character");
    check_invalid(users.remove_role(USER, "").await, "role: length is 0; expected at least 1 character");
    check_invalid(users.add("", ["GROUP_OWNER"]).await, "username: length is 0; expected at least 1 character");
    check_invalid(users.add("ada@example.com", [""; 0]).await, no_role);
    check_invalid(users.add("ada@example.com", owner_twice).await, repeated);
    check_invalid(teams.get("../x").await, &not_an_id("team id"));
    check_invalid(teams.remove("../x").confirm(Confirm::yes()).await, &not_an_id("team id"));
    check_invalid(teams.add([]).await, "teams: the list is empty; pass at least one team");
    check_invalid(teams.add([TeamRolesSpec::new("../x", ["GROUP_OWNER"])]).await, &not_an_id("team id"));
    check_invalid(teams.add([TeamRolesSpec::new(TEAM, [""; 0])]).await, no_role);
    check_invalid(teams.change_roles(TeamRolesSpec::new(TEAM, owner_twice)).await, repeated);
    assert_eq!(fake.request_count(), 0);
}

#[tokio::test]
async fn requests_for_limits_with_invalid_arguments_are_not_sent() {
    let fake = FakeAtlas::start().await.unwrap();
    let limits = client(&fake).project_limits();
    let no_name = "limit name: length is 0; expected at least 1 character";
    check_invalid(limits.get("").await, no_name);
    check_invalid(limits.set("", 1).await, no_name);
    check_invalid(limits.reset("").await, no_name);
    let too_large = "limit: 9223372036854775808 is too large; use 9223372036854775807 at most";
    check_invalid(limits.set("atlas.project.deployment.clusters", 1 << 63).await, too_large);
    assert_eq!(fake.request_count(), 0);
}
