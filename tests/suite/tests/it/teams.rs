//! Teams of an organization: state, members, validation.

use atlas_api::{Atlas, Confirm};
use atlas_fake::FakeAtlas;
use serde_json::json;

use crate::support::{argument_and_rule, client, client_without_organization};

const ADA: &str = "5f1a2b3c4d5e6f7a8b9c0d3a";
const GRACE: &str = "5f1a2b3c4d5e6f7a8b9c0d3b";

/// Returns a fake with two users of its organization, and a client.
async fn with_users() -> (FakeAtlas, Atlas) {
    let fake = FakeAtlas::start().await.unwrap();
    for (id, name) in [(ADA, "ada@example.com"), (GRACE, "grace@example.com")] {
        fake.insert(&format!("/orgs/{}/users", fake.organization_id()), json!({ "id": id, "username": name })).unwrap();
    }
    let atlas = client(&fake);
    (fake, atlas)
}

#[tokio::test]
async fn a_team_is_created_renamed_and_deleted_by_its_name() {
    let (_fake, atlas) = with_users().await;
    let teams = atlas.teams();
    let id = teams.create("auditors", ["ada@example.com"]).await.unwrap().id.clone().unwrap();
    assert!(teams.create("auditors", ["ada@example.com"]).await.unwrap_err().is_duplicate());
    teams.rename(&*id, "analysts").await.unwrap();
    assert_eq!(teams.get_by_name("analysts").await.unwrap().id.as_deref(), Some(&*id));
    assert!(!teams.get_by_name("auditors").exists().await.unwrap());

    let delete = teams.delete(&*id);
    assert!(delete.clone().confirm(Confirm::name("auditors")).await.unwrap_err().is_confirmation_required());
    delete.confirm(Confirm::name("analysts")).await.unwrap();
    assert_eq!(teams.list().all().await.unwrap(), []);
}

#[tokio::test]
async fn members_are_added_and_removed() {
    let (_fake, atlas) = with_users().await;
    let teams = atlas.teams();
    let id = teams.create("auditors", ["ada@example.com"]).await.unwrap().id.clone().unwrap();
    let members = async || {
        let members = teams.list_members(&*id).all().await.unwrap();
        members.into_iter().map(|user| user.username.unwrap()).collect::<Vec<_>>()
    };
    assert_eq!(members().await, ["ada@example.com"]);
    teams.add_member(&*id, GRACE).await.unwrap();
    teams.remove_member(&*id, ADA).await.unwrap();
    assert_eq!(members().await, ["grace@example.com"]);
}

#[tokio::test]
async fn an_invalid_team_is_not_sent() {
    let fake = FakeAtlas::start().await.unwrap();
    let teams = client(&fake).teams();
    let error = teams.create("auditors", [""; 0]).await.unwrap_err();
    assert_eq!(argument_and_rule(&error), "members: the list is empty; pass at least one username");
    let error = teams.add_member("analysts", ADA).await.unwrap_err();
    assert_eq!(argument_and_rule(&error), "team id: expected 24 hexadecimal digits, not \"analysts\"");
    let error = client_without_organization(&fake).teams().list().await.unwrap_err();
    assert!(argument_and_rule(&error).starts_with("organization id: not set;"), "{error}");
    assert_eq!(fake.request_count(), 0);
}
