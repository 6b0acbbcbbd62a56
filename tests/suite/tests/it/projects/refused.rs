//! What is wrong with a request for a project is said before anything is sent.

use atlas_api::{
    Error,
    specs::{ProjectSettingsUpdate, ProjectSpec, ProjectUpdate, TeamRolesSpec},
};
use atlas_fake::FakeAtlas;

use super::{ORGANIZATION, TEAM, USER};
use crate::support::{PROJECT, client};

#[track_caller]
fn check<T: std::fmt::Debug>(result: Result<T, Error>, message: &str) {
    let error = result.unwrap_err();
    assert!(error.is_invalid_argument());
    assert_eq!(error.to_string(), message);
}

fn no_id(what: &str) -> String {
    format!(r#"{what}: expected 24 hexadecimal digits, not "../x""#)
}

#[tokio::test]
async fn no_project_is_asked_for_or_changed_that_can_be_none() {
    let fake = FakeAtlas::start().await.unwrap();
    let projects = client(&fake).projects();
    let empty = "the update is empty; set at least one";
    check(projects.get("../x").send().await, &no_id("project id"));
    check(projects.delete("../x").send().await, &no_id("project id"));
    check(projects.update("../x", ProjectUpdate::new().name("a")).send().await, &no_id("project id"));
    check(projects.list_of_organization("../x").send().await, &no_id("organization id"));
    check(projects.list().page(0).send().await, "page: pages are numbered from 1");
    check(projects.get_by_name("").send().await, "project name: length is 0; expected 1 to 64 characters");
    check(projects.update(PROJECT, ProjectUpdate::new()).send().await, &format!("project: {empty} property"));
    let settings = client(&fake).project_settings().update(ProjectSettingsUpdate::new());
    check(settings.send().await, &format!("project settings: {empty} setting"));
    assert_eq!(fake.request_count(), 0);
}

#[tokio::test]
async fn no_spec_is_sent_that_breaks_a_rule() {
    let fake = FakeAtlas::start().await.unwrap();
    let projects = client(&fake).projects();
    let name = r#"project name: "a/b" contains "/"; use letters, digits, spaces and -_.(),:&@+'"#;
    let tag = "tag key: length is 0; expected 1 to 255 characters";
    let spec = || ProjectSpec::new("sales", ORGANIZATION);
    check(projects.create(ProjectSpec::new("a/b", ORGANIZATION)).send().await, name);
    check(projects.create(ProjectSpec::new("sales", "../x")).send().await, &no_id("organization id"));
    check(projects.create(spec().owner("../x")).send().await, &no_id("user id"));
    check(projects.create(spec().tag("", "a")).send().await, tag);
    check(projects.update(PROJECT, ProjectUpdate::new().name("a/b")).send().await, name);
    check(projects.update(PROJECT, ProjectUpdate::new().tag("", "a")).send().await, tag);
    assert_eq!(fake.request_count(), 0);
}

#[tokio::test]
async fn no_user_or_team_is_named_that_can_be_none() {
    let fake = FakeAtlas::start().await.unwrap();
    let (users, teams) = (client(&fake).project_users(), client(&fake).project_teams());
    let no_role = "roles: the list is empty; pass at least one role";
    let twice = r#"roles: "GROUP_OWNER" is repeated; pass each role once"#;
    let owner_twice = ["GROUP_OWNER", "GROUP_OWNER"];
    check(users.get("../x").send().await, &no_id("user id"));
    check(users.remove("../x").send().await, &no_id("user id"));
    check(users.add_role("../x", "GROUP_OWNER").send().await, &no_id("user id"));
    check(users.remove_role("../x", "GROUP_OWNER").send().await, &no_id("user id"));
    check(users.add_role(USER, "").send().await, "role: length is 0; expected at least 1 character");
    check(users.remove_role(USER, "").send().await, "role: length is 0; expected at least 1 character");
    check(users.add("", ["GROUP_OWNER"]).send().await, "username: length is 0; expected at least 1 character");
    check(users.add("ada@example.com", [""; 0]).send().await, no_role);
    check(users.add("ada@example.com", owner_twice).send().await, twice);
    check(teams.get("../x").send().await, &no_id("team id"));
    check(teams.remove("../x").send().await, &no_id("team id"));
    check(teams.add([]).send().await, "teams: there is none to add");
    check(teams.add([TeamRolesSpec::new("../x", ["GROUP_OWNER"])]).send().await, &no_id("team id"));
    check(teams.add([TeamRolesSpec::new(TEAM, [""; 0])]).send().await, no_role);
    check(teams.change_roles(TeamRolesSpec::new(TEAM, owner_twice)).send().await, twice);
    assert_eq!(fake.request_count(), 0);
}

#[tokio::test]
async fn no_limit_is_named_or_set_that_can_be_none() {
    let fake = FakeAtlas::start().await.unwrap();
    let limits = client(&fake).project_limits();
    let no_name = "limit name: length is 0; expected at least 1 character";
    check(limits.get("").send().await, no_name);
    check(limits.set("", 1).send().await, no_name);
    check(limits.reset("").send().await, no_name);
    let most = "limit: it is at most 9223372036854775807, not 9223372036854775808";
    check(limits.set("atlas.project.deployment.clusters", 1 << 63).send().await, most);
    assert_eq!(fake.request_count(), 0);
}
