//! The users of an organization in its projects and teams.

use reqwest::Method;
use serde_json::{Value, json};

use crate::api::{Api, column, refusal, refused};
use crate::client::read;

async fn invite(api: &Api, name: &str) -> (String, Value) {
    let body = json!({ "username": name, "roles": ["GROUP_READ_ONLY"] });
    let (status, user) = api.post("users", body).await;
    assert_eq!(status, 201, "{user}");
    (user["id"].as_str().unwrap().to_owned(), user)
}

#[tokio::test]
async fn a_user_invited_to_a_project_belongs_to_its_organization() {
    let api = Api::start().await;
    let (id, user) = invite(&api, "someone@example.com").await;
    assert_eq!(
        (&user["roles"], &user["inviterUsername"]),
        (&json!(["GROUP_READ_ONLY"]), &json!(api.atlas().public_key()))
    );
    let path = api.org(&format!("users/{id}"));
    let (_, of_organization) = api.get(&path).await;
    let assignments = json!([{ "groupId": api.atlas().project_id(), "groupRoles": ["GROUP_READ_ONLY"] }]);
    assert_eq!(of_organization["roles"], json!({ "groupRoleAssignments": assignments, "orgRoles": ["ORG_MEMBER"] }));

    // Roles in projects can also be set through the organization.
    let assignments = json!([{ "groupId": api.atlas().project_id(), "groupRoles": ["GROUP_OWNER"] }]);
    let roles = json!({ "groupRoleAssignments": assignments, "orgRoles": ["ORG_READ_ONLY"] });
    let (status, changed) = api.patch(&path, json!({ "roles": roles.clone() })).await;
    assert_eq!(status, 200, "{changed}");
    assert_eq!(changed["roles"], roles);
    assert_eq!(api.get(&format!("users/{id}")).await.1["roles"], json!(["GROUP_OWNER"]));

    assert_eq!(api.delete(&format!("users/{id}")).await.0, 204);
    assert_eq!(column(&api.get("users").await.1, "username"), ["owner@example.com"]);
    assert_eq!(api.get(&path).await.1["roles"]["groupRoleAssignments"], json!([]));
    assert_eq!(column(&api.get(&api.org("users?username=someone@example.com")).await.1, "id"), [id]);
    let count = async |query: &str| api.get(&api.org(&format!("users?{query}"))).await.1["totalCount"].clone();
    assert_eq!(count("orgMembershipStatuses=PENDING").await, 1);
    assert_eq!(count("orgMembershipStatuses=ACTIVE&orgMembershipStatuses=PENDING").await, 2);
    assert_eq!(count("orgMembershipStatuses=INVITATION_EXPIRED").await, 0);
}

#[tokio::test]
async fn the_only_owner_of_an_organization_is_neither_removed_nor_demoted() {
    let api = Api::start().await;
    let organization = api.atlas().organization_id().to_owned();
    let id = api.get(&api.org("users")).await.1["results"][0]["id"].as_str().unwrap().to_owned();
    let path = api.org(&format!("users/{id}"));
    let expected = refused(400, "CANNOT_REMOVE_LAST_ORG_OWNER", &[&id, &organization]);
    // An invited user is not an owner yet.
    let invited = json!({ "username": "invited@example.com", "roles": { "orgRoles": ["ORG_OWNER"] } });
    assert_eq!(api.post(&api.org("users"), invited).await.0, 201);
    let roles = json!({ "orgRoles": ["ORG_MEMBER"] });
    assert_eq!(refusal(api.delete(&path).await), expected);
    assert_eq!(refusal(api.patch(&path, json!({ "roles": roles })).await), expected);
    assert_eq!(refusal(api.post(&format!("{path}:removeRole"), json!({ "orgRole": "ORG_OWNER" })).await), expected);
    assert_eq!(api.get(&path).await.1["roles"]["orgRoles"], json!(["ORG_OWNER"]));

    let second = json!({ "username": "b@example.com", "orgMembershipStatus": "ACTIVE", "roles": {
        "orgRoles": ["ORG_OWNER"],
    } });
    api.atlas().insert(&api.org("users"), second).unwrap();
    let demoted = api.patch(&path, json!({ "roles": roles })).await;
    assert_eq!((demoted.0, &demoted.1["roles"]["orgRoles"]), (200, &json!(["ORG_MEMBER"])));
    assert_eq!(api.delete(&path).await.0, 204);
}

#[tokio::test]
async fn a_project_lists_only_its_own_users() {
    let api = Api::start().await;
    let (first, _) = invite(&api, "first@example.com").await;
    let names = ["owner@example.com", "first@example.com"];
    api.atlas().insert(&api.org("users"), json!({ "username": "second@example.com" })).unwrap();
    assert_eq!(column(&api.get("users").await.1, "username"), names);
    assert_eq!(column(&api.get("users?username=first@example.com").await.1, "id"), [first.as_str()]);
    assert_eq!(api.get("users?username=second@example.com").await.1["totalCount"], 0);
    assert_eq!(api.get(&api.org("users")).await.1["totalCount"], 3);
    let again = api.post("users", json!({ "username": "first@example.com", "roles": ["GROUP_OWNER"] })).await;
    assert_eq!(refusal(again), refused(409, "USER_ALREADY_EXISTS", &["first@example.com"]));
}

#[tokio::test]
async fn the_members_of_a_team_are_users_of_the_organization() {
    let api = Api::start().await;
    let user = api.atlas().insert(&api.org("users"), json!({ "username": "a@example.com" })).unwrap();
    let body = json!({ "name": "shop", "usernames": ["a@example.com"] });
    let (_, team) = api.post(&api.org("teams"), body.clone()).await;
    let id = team["id"].as_str().unwrap();
    let path = api.org(&format!("teams/{id}"));
    assert_eq!(column(&api.get(&format!("{path}/users")).await.1, "id"), [user["id"].clone()]);
    let again = refusal(api.post(&format!("{path}/users"), json!([{ "id": user["id"] }])).await);
    assert_eq!(again, refused(409, "USER_ALREADY_IN_TEAM", &[user["id"].as_str().unwrap(), id]));
    let organization = api.atlas().organization_id().to_owned();
    let taken = refusal(api.post(&api.org("teams"), body).await);
    assert_eq!(taken, refused(409, "TEAM_NAME_NOT_AVAILABLE", &["shop", &organization]));
    let unknown = refusal(api.get(&api.org("teams/byName/other")).await);
    assert_eq!(unknown, refused(404, "TEAM_NAME_NOT_FOUND", &["other"]));

    let roles = json!([{ "teamId": id, "roleNames": ["GROUP_OWNER"] }]);
    assert_eq!(api.post("teams", roles.clone()).await.0, 200);
    assert_eq!(refusal(api.post("teams", roles).await), refused(409, "TEAM_EXISTS_IN_GROUP", &[]));
    assert_eq!(refusal(api.delete(&path).await).1, "CANNOT_DELETE_TEAM_ASSIGNED_TO_PROJECT");
    assert_eq!(api.delete(&format!("teams/{id}")).await.0, 204);
    assert_eq!(refusal(api.get(&format!("teams/{id}")).await), refused(404, "TEAM_NOT_IN_GROUP", &[]));
    assert_eq!(api.delete(&path).await.0, 204);
    let user = api.org(&format!("users/{}", user["id"].as_str().unwrap()));
    assert_eq!(api.get(&user).await.1["teamIds"], json!([]));
}

#[tokio::test]
async fn an_invitation_to_an_unknown_team_is_refused() {
    let api = Api::start().await;
    let (_, team) = api.post(&api.org("teams"), json!({ "name": "shop", "usernames": [] })).await;
    let missing = "0123456789abcdef01234567";
    for (list, roles) in [("users", json!({ "orgRoles": ["ORG_MEMBER"] })), ("invites", json!(["ORG_MEMBER"]))] {
        let path = api.org(list);
        let body = |teams: &[&Value]| json!({ "username": "a@example.com", "roles": roles, "teamIds": teams });
        let unknown = refusal(api.post(&path, body(&[&team["id"], &json!(missing)])).await);
        assert_eq!(unknown, refused(404, "TEAM_NOT_FOUND", &[missing]), "{list}");
        let (_, invited) = api.post(&path, body(&[&team["id"]])).await;
        assert_eq!(invited["teamIds"], json!([team["id"]]), "{list}: {invited}");
        let path = format!("{path}/{}", invited["id"].as_str().unwrap());
        let change = api.patch(&path, json!({ "roles": roles, "teamIds": [missing] })).await;
        assert_eq!(refusal(change), refused(404, "TEAM_NOT_FOUND", &[missing]), "{list}");
    }
}

#[tokio::test]
async fn an_invitation_assigns_roles_in_the_named_projects() {
    let api = Api::start().await;
    let project = api.atlas().project_id();
    let assignments = json!([{ "roles": ["GROUP_OWNER"] }, { "groupId": project, "roles": ["GROUP_READ_ONLY"] }]);
    let body = json!({ "username": "a@example.com", "roles": ["ORG_MEMBER"], "groupRoleAssignments": assignments });
    assert_eq!(api.post(&api.org("invites"), body).await.0, 200);
    let (_, users) = api.get(&api.org("users")).await;
    let expected = json!([{ "groupId": project, "groupRoles": ["GROUP_READ_ONLY"] }]);
    assert_eq!(users["results"][1]["roles"]["groupRoleAssignments"], expected);
}

#[tokio::test]
async fn an_invalid_user_id_is_not_found() {
    let api = Api::start().await;
    for id in ["0123456789abcdef01234567", "someone", "byName/someone"] {
        let nobody = refusal(api.get(&format!("/users/{id}")).await);
        assert_eq!(nobody, refused(404, "USER_NOT_FOUND", &[id.trim_start_matches("byName/")]));
    }
}

#[tokio::test]
async fn a_user_is_created_outside_of_organizations() {
    let api = Api::start().await;
    let body = json!({
        "country": "US",
        "firstName": "Ada",
        "lastName": "Example",
        "mobileNumber": "+12125550100",
        "password": "correct horse",
        "roles": [],
        "username": "ada@example.com",
    });
    let (status, user) = api.post("/users", body.clone()).await;
    assert_eq!(status, 201, "{user}");
    let (_, found) = api.get("/users/byName/ada@example.com").await;
    assert_eq!((&found["id"], &found["country"]), (&user["id"], &json!("US")));
    assert_eq!(refusal(api.post("/users", body).await), refused(409, "USER_ALREADY_EXISTS", &["ada@example.com"]));
}

#[tokio::test]
async fn the_roles_of_a_user_in_an_organization_are_replaced() {
    let api = Api::start().await;
    let user = api.atlas().insert(&api.org("users"), json!({ "username": "ada@example.com" })).unwrap();
    let path = api.org(&format!("users/{}", user["id"].as_str().unwrap()));
    let (status, roles) =
        api.call(Method::PUT, &format!("{path}/roles"), Some(json!({ "orgRoles": ["ORG_READ_ONLY"] }))).await;
    assert_eq!((status, &roles["orgRoles"]), (200, &json!(["ORG_READ_ONLY"])));
    assert_eq!(api.get(&path).await.1["roles"]["orgRoles"], json!(["ORG_READ_ONLY"]));
}

#[tokio::test]
async fn an_invitation_expires_after_a_month() {
    let api = Api::start().await;
    api.post(&api.org("invites"), json!({ "username": "someone@example.com", "roles": ["ORG_MEMBER"] })).await;
    api.atlas().advance(std::time::Duration::from_secs(29 * 86_400));
    assert_eq!(api.get(&api.org("invites")).await.1.as_array().unwrap().len(), 1);
    api.atlas().advance(std::time::Duration::from_secs(86_400));
    assert_eq!(api.get(&api.org("invites")).await.1, json!([]));
}

#[tokio::test]
async fn an_older_version_has_all_roles_in_one_list() {
    let api = Api::start().await;
    invite(&api, "someone@example.com").await;
    let old = "application/vnd.atlas.2023-01-01+json";
    let project = api.atlas().project_id();
    let expected = json!([
        { "orgId": api.atlas().organization_id(), "roleName": "ORG_MEMBER" },
        { "groupId": project, "roleName": "GROUP_READ_ONLY" },
    ]);
    for path in ["users".to_owned(), api.org("users")] {
        let (_, page) = read(api.send(Method::GET, &path, old, None).await).await;
        let user = &page["results"][1];
        assert_eq!((&user["roles"], &user["emailAddress"]), (&expected, &json!("someone@example.com")), "{path}");
    }
}

#[tokio::test]
async fn an_invitation_creates_a_pending_user() {
    let api = Api::start().await;
    let (_, invitation) =
        api.post(&api.org("invites"), json!({ "username": "someone@example.com", "roles": ["ORG_READ_ONLY"] })).await;
    let (_, page) = api.get(&api.org("users")).await;
    let user = &page["results"][1];
    assert_eq!((&user["username"], &user["orgMembershipStatus"]), (&json!("someone@example.com"), &json!("PENDING")));
    assert_eq!(user["roles"]["orgRoles"], json!(["ORG_READ_ONLY"]));
    let (_, account) = api.get("/users/byName/someone@example.com").await;
    assert_eq!((&account["id"], &account["roles"][0]["roleName"]), (&user["id"], &json!("ORG_READ_ONLY")));

    api.post("invites", json!({ "username": "someone@example.com", "roles": ["GROUP_OWNER"] })).await;
    assert_eq!(column(&api.get("users").await.1, "roles"), [json!(["GROUP_OWNER"]), json!(["GROUP_OWNER"])]);
    api.delete(&api.org(&format!("invites/{}", invitation["id"].as_str().unwrap()))).await;
    assert_eq!(api.get(&api.org("users")).await.1["totalCount"], 1);

    invite(&api, "other@example.com").await;
    api.atlas().advance(std::time::Duration::from_secs(30 * 86_400));
    assert_eq!(column(&api.get("users").await.1, "orgMembershipStatus"), ["ACTIVE", "INVITATION_EXPIRED"]);
}
