//! The users of a project: those with an own role, those of its teams, and those of its organization.

use serde_json::{Value, json};

use crate::api::{Api, column};

/// Inserts an active user of the organization with a role there, and returns its ID.
fn insert(api: &Api, name: &str, role: &str) -> Value {
    let user = json!({ "username": name, "roles": { "orgRoles": [role] } });
    api.atlas().insert(&api.org("users"), user).unwrap()["id"].clone()
}

#[tokio::test]
async fn the_users_of_teams_and_of_the_organization_are_listed_on_request() {
    let api = Api::start().await;
    let [member, both] = ["member@example.com", "both@example.com"].map(|name| insert(&api, name, "ORG_MEMBER"));
    insert(&api, "reader@example.com", "ORG_READ_ONLY");
    insert(&api, "other@example.com", "ORG_MEMBER");
    let own = json!({ "username": "both@example.com", "roles": ["GROUP_READ_ONLY"] });
    assert_eq!(api.post("users", own).await.0, 201);
    for (name, ids, is_assigned) in [("shop", vec![&member, &both], true), ("store", vec![&member], false)] {
        let (_, team) = api.post(&api.org("teams"), json!({ "name": name, "usernames": [] })).await;
        let id = team["id"].as_str().unwrap();
        let users: Vec<_> = ids.into_iter().map(|id| json!({ "id": id })).collect();
        assert_eq!(api.post(&api.org(&format!("teams/{id}/users")), users.into()).await.0, 200);
        let assigned = json!([{ "teamId": id, "roleNames": ["GROUP_OWNER"] }]);
        assert!(!is_assigned || api.post("teams", assigned).await.0 == 200);
    }
    let names = async |query: &str| column(&api.get(&format!("users?{query}")).await.1, "username");
    let (owner, member, both, reader) =
        ("owner@example.com", "member@example.com", "both@example.com", "reader@example.com");
    assert_eq!(names("").await, [owner, both]);
    assert_eq!(names("flattenTeams=false&includeOrgUsers=false").await, [owner, both]);
    assert_eq!(names("flattenTeams=true").await, [owner, member, both]);
    assert_eq!(names("includeOrgUsers=true").await, [owner, both, reader]);
    assert_eq!(names("flattenTeams=true&includeOrgUsers=true").await, [owner, member, both, reader]);
    assert_eq!(names("flattenTeams=true&username=member@example.com").await, [member]);
    let (_, page) = api.get("users?flattenTeams=true&includeOrgUsers=true").await;
    let expected =
        [json!(["GROUP_OWNER"]), json!(["GROUP_OWNER"]), json!(["GROUP_READ_ONLY", "GROUP_OWNER"]), json!([])];
    assert_eq!(column(&page, "roles"), expected);
}

#[tokio::test]
async fn an_inserted_user_is_active_and_an_invited_one_pending() {
    let api = Api::start().await;
    let now = "2025-06-15T15:06:40Z";
    let inserted = json!({ "username": "ada@example.com", "firstName": "Grace", "createdAt": now });
    let user = api.atlas().insert(&api.org("users"), inserted).unwrap();
    assert_eq!((&user["orgMembershipStatus"], user.get("invitationCreatedAt")), (&json!("ACTIVE"), None));
    let (_, user) = api.get(&api.org(&format!("users/{}", user["id"].as_str().unwrap()))).await;
    assert_eq!((&user["orgMembershipStatus"], &user["createdAt"]), (&json!("ACTIVE"), &json!(now)));
    assert_eq!((&user["firstName"], &user["lastName"]), (&json!("Grace"), &json!("Example")));
    assert!(user["lastAuth"].is_string() && user["country"] == "US", "{user}");

    let invited = json!({ "username": "b@example.com", "roles": { "orgRoles": ["ORG_MEMBER"] } });
    let pending = json!({ "username": "c@example.com", "orgMembershipStatus": "PENDING" });
    api.atlas().insert(&api.org("users"), pending).unwrap();
    let (status, _) = api.post(&api.org("users"), invited).await;
    assert_eq!(status, 201);
    let (_, page) = api.get(&api.org("users?orgMembershipStatus=PENDING")).await;
    assert_eq!(column(&page, "username"), ["c@example.com", "b@example.com"]);
    for user in page["results"].as_array().unwrap() {
        assert!(user["invitationCreatedAt"].is_string() && user["inviterUsername"].is_string(), "{user}");
        assert_eq!((user.get("firstName"), user.get("createdAt")), (None, None));
    }
    api.atlas().insert("users", json!({ "username": "d@example.com", "roles": ["GROUP_OWNER"] })).unwrap();
    let (_, page) = api.get("users?username=d@example.com").await;
    assert_eq!(column(&page, "orgMembershipStatus"), ["ACTIVE"]);
}

#[tokio::test]
async fn the_users_of_a_team_are_filtered_by_their_id() {
    let api = Api::start().await;
    let [first, second] = ["a@example.com", "b@example.com"].map(|name| insert(&api, name, "ORG_MEMBER"));
    let body = json!({ "name": "shop", "usernames": ["a@example.com", "b@example.com"] });
    let (_, team) = api.post(&api.org("teams"), body).await;
    let path = api.org(&format!("teams/{}/users", team["id"].as_str().unwrap()));
    assert_eq!(column(&api.get(&path).await.1, "id"), [first, second.clone()]);
    let (_, page) = api.get(&format!("{path}?userId={}", second.as_str().unwrap())).await;
    assert_eq!(column(&page, "id"), [second]);
}
