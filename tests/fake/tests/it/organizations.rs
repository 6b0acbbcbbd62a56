//! Organizations, teams and invitations.

use serde_json::json;

use crate::api::{Api, column, refusal, refused};

#[tokio::test]
async fn the_initial_organization_cannot_be_deleted_while_it_has_projects() {
    let api = Api::start().await;
    let id = api.atlas().organization_id().to_owned();
    assert_eq!(column(&api.get("/orgs").await.1, "id"), [id.as_str()]);
    assert_eq!(api.get("/orgs?name=FAK").await.1["totalCount"], 1);
    assert_eq!(api.get("/orgs?name=ake").await.1["totalCount"], 0);
    assert_eq!(api.get("/orgs?name=other").await.1["totalCount"], 0);
    assert_eq!(api.patch(&format!("/orgs/{id}"), json!({ "name": "shop" })).await.1["name"], "shop");
    assert_eq!(refusal(api.delete(&format!("/orgs/{id}")).await), refused(409, "ORG_NOT_EMPTY", &[]));
    let nowhere = "/orgs/111111111111111111111111/teams";
    assert_eq!(refusal(api.get(nowhere).await), refused(404, "ORG_NOT_FOUND", &["111111111111111111111111"]));
}

#[tokio::test]
async fn a_team_is_added_to_a_project_with_roles() {
    let api = Api::start().await;
    let (status, team) = api.post(&api.org("teams"), json!({ "name": "shop", "usernames": ["a@example.com"] })).await;
    assert_eq!((status, &team["name"]), (201, &json!("shop")));
    let id = team["id"].as_str().unwrap();
    assert_eq!(api.get(&api.org("teams/byName/shop")).await.1["id"], id);

    let (_, page) = api.post("teams", json!([{ "teamId": id, "roleNames": ["GROUP_OWNER"] }])).await;
    assert_eq!((column(&page, "teamId"), &page["totalCount"]), (vec![json!(id)], &json!(1)));
    let (_, page) = api.patch(&format!("teams/{id}"), json!({ "roleNames": ["GROUP_READ_ONLY"] })).await;
    assert_eq!(column(&page, "roleNames"), [json!(["GROUP_READ_ONLY"])]);
    let unknown = json!([{ "teamId": "111111111111111111111111", "roleNames": ["GROUP_OWNER"] }]);
    assert_eq!(refusal(api.post("teams", unknown).await).1, "TEAM_NOT_FOUND");
    assert_eq!(api.delete(&format!("teams/{id}")).await.0, 204);
    assert_eq!(api.get("teams").await.1["totalCount"], 0);
}

#[tokio::test]
async fn an_invitation_has_the_organization_name_and_an_expiry() {
    let builder = atlas_fake::FakeAtlas::builder()
        .clock(|| std::time::SystemTime::UNIX_EPOCH + std::time::Duration::from_secs(1_750_000_000));
    let api = Api::of(builder).await;
    let body = json!({ "username": "someone@example.com", "roles": ["ORG_MEMBER"] });
    let (_, invitation) = api.post(&api.org("invites"), body).await;
    assert_eq!(invitation["orgName"], "fake");
    assert_eq!(invitation["createdAt"], "2025-06-15T15:06:40Z");
    assert_eq!(invitation["expiresAt"], "2025-07-15T15:06:40Z");
    let path = api.org(&format!("invites/{}", invitation["id"].as_str().unwrap()));
    assert_eq!(api.get(&path).await.1, {
        let mut read = invitation.clone();
        read["links"][0]["href"] = format!("{}/api/atlas/v2{path}", api.atlas().base_url()).into();
        read
    });
    assert_eq!(api.delete(&path).await.0, 204);
    assert_eq!(api.get(&api.org("invites")).await.1, json!([]));
}

#[tokio::test]
async fn users_are_added_to_and_removed_from_a_team() {
    let api = Api::start().await;
    let team = api.atlas().insert(&api.org("teams"), json!({ "name": "shop" })).unwrap();
    let user = api.atlas().insert(&api.org("users"), json!({ "username": "someone@example.com" })).unwrap();
    let path = api.org(&format!("teams/{}/users", team["id"].as_str().unwrap()));
    assert_eq!(api.get(&path).await.1["totalCount"], 0);
    api.post(&path, json!([{ "id": user["id"] }])).await;
    assert_eq!(column(&api.get(&path).await.1, "username"), ["someone@example.com"]);
    let unknown = json!([{ "id": "111111111111111111111111" }]);
    let expected = refused(404, "USER_NOT_FOUND", &["111111111111111111111111"]);
    assert_eq!(refusal(api.post(&path, unknown).await), expected);
    assert_eq!(api.delete(&format!("{path}/{}", user["id"].as_str().unwrap())).await.0, 204);
    assert_eq!(api.get(&path).await.1["totalCount"], 0);
}

#[tokio::test]
async fn a_second_organization_can_have_projects() {
    let api = Api::start().await;
    let (status, created) = api.post("/orgs", json!({ "name": "second" })).await;
    assert_eq!((status, &created["organization"]["name"]), (201, &json!("second")));
    let id = created["organization"]["id"].as_str().unwrap();
    assert_eq!(api.post("/groups", json!({ "name": "fake", "orgId": id })).await.0, 201);
    assert_eq!(column(&api.get(&format!("/orgs/{id}/groups")).await.1, "name"), ["fake"]);
}
