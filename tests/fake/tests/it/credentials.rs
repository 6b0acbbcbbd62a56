//! API keys and service accounts.

use atlas_fake::FakeAtlas;
use digest_auth::{AuthContext, WwwAuthenticateHeader};
use reqwest::header::{ACCEPT, AUTHORIZATION, CONTENT_TYPE, WWW_AUTHENTICATE};
use serde_json::{Value, json};

use crate::api::{Api, column, refusal};
use crate::client::{VERSION, read};

#[tokio::test]
async fn a_private_key_is_returned_once() {
    let api = Api::start().await;
    let (_, key) = api.post(&api.org("apiKeys"), json!({ "desc": "ci", "roles": ["ORG_MEMBER"] })).await;
    let organization = api.atlas().organization_id();
    assert_eq!(key["roles"], json!([{ "orgId": organization, "roleName": "ORG_MEMBER" }]));
    let private = key["privateKey"].as_str().unwrap();
    assert_eq!(private.len(), 36);
    let path = api.org(&format!("apiKeys/{}", key["id"].as_str().unwrap()));
    let (_, read) = api.get(&path).await;
    assert_eq!(read["privateKey"], format!("********-****-****-****-{}", &private[24..]));
    assert_eq!(read["publicKey"], key["publicKey"]);
    assert_eq!(api.patch(&path, json!({ "desc": "build" })).await.1["desc"], "build");
    assert_eq!(api.delete(&path).await.0, 204);
    assert_eq!(refusal(api.get(&path).await).1, "API_KEY_NOT_FOUND");
}

#[tokio::test]
async fn a_key_of_the_organization_gets_roles_in_a_project() {
    let api = Api::start().await;
    let (_, key) = api.post(&api.org("apiKeys"), json!({ "desc": "ci", "roles": ["ORG_MEMBER"] })).await;
    assert_eq!(column(&api.get("apiKeys").await.1, "publicKey"), [api.atlas().public_key()]);
    let path = format!("apiKeys/{}", key["id"].as_str().unwrap());
    let (_, key) = api.patch(&path, json!({ "roles": ["GROUP_OWNER"] })).await;
    assert_eq!(key["roles"][1], json!({ "groupId": api.atlas().project_id(), "roleName": "GROUP_OWNER" }));
    assert_eq!(column(&api.get("apiKeys").await.1, "id")[1..], [key["id"].clone()]);
    let list = api.org(&format!("apiKeys/{}/accessList", key["id"].as_str().unwrap()));
    let (_, page) = api.post(&list, json!([{ "ipAddress": "192.0.2.1" }])).await;
    assert_eq!(column(&page, "cidrBlock"), ["192.0.2.1/32"]);
    assert_eq!(api.delete(&path).await.0, 204);
    assert_eq!(column(&api.get("apiKeys").await.1, "publicKey"), [api.atlas().public_key()]);
}

#[tokio::test]
async fn an_account_can_have_several_secrets_and_each_is_returned_once() {
    let api = Api::start().await;
    let body = json!({
        "description": "Nightly jobs.",
        "name": "jobs",
        "roles": ["ORG_READ_ONLY"],
        "secretExpiresAfterHours": 8,
    });
    let (status, account) = api.post(&api.org("serviceAccounts"), body).await;
    assert_eq!(status, 201);
    assert!(account["secrets"][0]["secret"].as_str().unwrap().starts_with("mdb_sa_sk_"));
    let id = account["clientId"].as_str().unwrap();
    assert!(id.starts_with("mdb_sa_id_"), "{id}");
    let path = api.org(&format!("serviceAccounts/{id}"));
    let (status, second) = api.post(&format!("{path}/secrets"), json!({ "secretExpiresAfterHours": 8 })).await;
    assert_eq!((status, second["secret"].is_string()), (201, true));
    let secrets = api.get(&path).await.1["secrets"].clone();
    assert_eq!(
        (&secrets[0]["secret"], &secrets[1]["secret"], &secrets[1]["id"]),
        (&Value::Null, &Value::Null, &second["id"])
    );
    assert_eq!(api.delete(&format!("{path}/secrets/{}", second["id"].as_str().unwrap())).await.0, 204);
    assert_eq!(api.get(&path).await.1["secrets"].as_array().unwrap().len(), 1);
}

/// Returns the status of a request that is signed with an API key.
pub(crate) async fn status_with_key(api: &Api, key: &Value) -> u16 {
    let http = crate::client::http();
    let path = format!("/api/atlas/v2/groups/{}/databaseUsers", api.atlas().project_id());
    let url = format!("{}{path}", api.atlas().base_url());
    let challenged = http.get(&url).send().await.unwrap();
    let mut challenge: WwwAuthenticateHeader =
        challenged.headers()[WWW_AUTHENTICATE].to_str().unwrap().parse().unwrap();
    let context = AuthContext::new(key["publicKey"].as_str().unwrap(), key["privateKey"].as_str().unwrap(), path);
    let authorization = challenge.respond(&context).unwrap().to_string();
    http.get(&url).header(ACCEPT, VERSION).header(AUTHORIZATION, authorization).send().await.unwrap().status().as_u16()
}

/// Requests an access token for a service account; the error is the status of the refusal.
async fn token(api: &Api, client: &str, secret: &str) -> Result<String, u16> {
    let url = format!("{}/api/oauth/token", api.atlas().base_url());
    let form = format!("grant_type=client_credentials&client_id={client}&client_secret={secret}");
    let request = crate::client::http().post(url).header(CONTENT_TYPE, "application/x-www-form-urlencoded");
    let response = request.body(form).send().await.unwrap();
    let (status, body) = read(response).await;
    match body["access_token"].as_str() {
        Some(token) => Ok(token.to_owned()),
        None => Err(status.as_u16()),
    }
}

async fn status_with_token(api: &Api, token: &str) -> u16 {
    let url = format!("{}/api/atlas/v2/orgs", api.atlas().base_url());
    let request = crate::client::http().get(url).header(ACCEPT, VERSION).bearer_auth(token);
    request.send().await.unwrap().status().as_u16()
}

#[tokio::test]
async fn a_created_key_authenticates_until_it_is_deleted() {
    let api = Api::start().await;
    let (_, key) = api.post(&api.org("apiKeys"), json!({ "desc": "ci", "roles": ["ORG_MEMBER"] })).await;
    assert_eq!(status_with_key(&api, &key).await, 200);
    let mut wrong = key.clone();
    wrong["privateKey"] = "00000000-0000-4000-8000-000000000000".into();
    assert_eq!(status_with_key(&api, &wrong).await, 401);
    api.delete(&api.org(&format!("apiKeys/{}", key["id"].as_str().unwrap()))).await;
    assert_eq!(status_with_key(&api, &key).await, 401);
    let (_, key) = api.post("apiKeys", json!({ "desc": "ci", "roles": ["GROUP_OWNER"] })).await;
    assert_eq!(key["roles"][0], json!({ "orgId": api.atlas().organization_id(), "roleName": "ORG_MEMBER" }));
    assert_eq!(status_with_key(&api, &key).await, 200);
}

#[tokio::test]
async fn the_initial_key_does_not_authenticate_after_its_deletion() {
    let api = Api::start().await;
    let initial = json!({ "publicKey": api.atlas().public_key(), "privateKey": api.atlas().private_key() });
    let (_, other) = api.post("apiKeys", json!({ "desc": "ci", "roles": ["GROUP_OWNER"] })).await;
    let id = api.get("apiKeys").await.1["results"][0]["id"].as_str().unwrap().to_owned();
    assert_eq!(status_with_key(&api, &initial).await, 200);
    assert_eq!(api.delete(&api.org(&format!("apiKeys/{id}"))).await.0, 204);
    assert_eq!(status_with_key(&api, &initial).await, 401);
    assert_eq!(status_with_key(&api, &other).await, 200);
    api.atlas().reset().unwrap();
    assert_eq!(status_with_key(&api, &initial).await, 200);
}

#[tokio::test]
async fn created_credentials_have_their_own_roles_when_roles_are_enforced() {
    let api = Api::of(FakeAtlas::builder().roles(["ORG_OWNER"])).await;
    let (_, member) = api.post(&api.org("apiKeys"), json!({ "desc": "ci", "roles": ["ORG_MEMBER"] })).await;
    let (_, reader) = api.post("apiKeys", json!({ "desc": "ci", "roles": ["GROUP_READ_ONLY"] })).await;
    let other = json!({ "name": "other", "orgId": api.atlas().organization_id() });
    let (_, other) = api.post("/groups", other).await;
    let elsewhere = format!("/groups/{}/apiKeys", other["id"].as_str().unwrap());
    let (_, outsider) = api.post(&elsewhere, json!({ "desc": "ci", "roles": ["GROUP_OWNER"] })).await;
    for (key, status) in [(&member, 403), (&reader, 200), (&outsider, 403)] {
        assert_eq!(status_with_key(&api, key).await, status, "{}", key["roles"]);
    }

    let body = json!({ "name": "ci", "description": "ci", "roles": [], "secretExpiresAfterHours": 8 });
    let (_, account) = api.post(&api.org("serviceAccounts"), body).await;
    let [client, secret] = [&account["clientId"], &account["secrets"][0]["secret"]].map(|text| text.as_str().unwrap());
    let token = token(&api, client, secret).await.unwrap();
    assert_eq!(status_with_token(&api, &token).await, 403);
    api.patch(&api.org(&format!("serviceAccounts/{client}")), json!({ "roles": ["ORG_MEMBER"] })).await;
    assert_eq!(status_with_token(&api, &token).await, 200);
}

#[tokio::test]
async fn a_created_service_account_gets_tokens_with_each_of_its_secrets() {
    let api = Api::start().await;
    let body = json!({ "name": "ci", "description": "ci", "roles": ["ORG_MEMBER"], "secretExpiresAfterHours": 8 });
    let (_, account) = api.post(&api.org("serviceAccounts"), body).await;
    let (client, first) = (account["clientId"].as_str().unwrap(), account["secrets"][0]["secret"].as_str().unwrap());
    let granted = token(&api, client, first).await.unwrap();
    assert_eq!(status_with_token(&api, &granted).await, 200);
    assert_eq!(token(&api, client, "mdb_sa_sk_wrong").await, Err(401));

    let path = api.org(&format!("serviceAccounts/{client}"));
    let (_, second) = api.post(&format!("{path}/secrets"), json!({ "secretExpiresAfterHours": 24 })).await;
    let third = api.post(&format!("{path}/secrets"), json!({ "secretExpiresAfterHours": 24 })).await;
    assert_eq!(refusal(third).0, 400);
    api.delete(&format!("{path}/secrets/{}", account["secrets"][0]["id"].as_str().unwrap())).await;
    assert_eq!(token(&api, client, first).await, Err(401));
    assert_eq!(status_with_token(&api, &granted).await, 401);

    let secret = second["secret"].as_str().unwrap();
    let granted = token(&api, client, secret).await.unwrap();
    api.atlas().advance(std::time::Duration::from_secs(25 * 3600));
    assert_eq!(token(&api, client, secret).await, Err(401), "the secret has expired");
    assert_eq!(status_with_token(&api, &granted).await, 401);
    assert_eq!(api.delete(&path).await.0, 204);
    assert_eq!(token(&api, client, secret).await, Err(401));
}

#[tokio::test]
async fn a_service_account_has_separate_roles_in_each_project() {
    let api = Api::start().await;
    let body = json!({ "name": "ci", "description": "ci", "roles": ["GROUP_READ_ONLY"], "secretExpiresAfterHours": 8 });
    let (status, account) = api.post("serviceAccounts", body).await;
    assert_eq!((status, &account["roles"]), (201, &json!(["GROUP_READ_ONLY"])));
    let (client, secret) = (account["clientId"].as_str().unwrap(), account["secrets"][0]["secret"].as_str().unwrap());
    assert!(token(&api, client, secret).await.is_ok());
    let of_organization = api.org(&format!("serviceAccounts/{client}"));
    assert_eq!(api.get(&of_organization).await.1["roles"], json!(["ORG_MEMBER"]));

    let other =
        api.atlas().insert("/groups", json!({ "name": "other", "orgId": api.atlas().organization_id() })).unwrap();
    let list = format!("/groups/{}/serviceAccounts", other["id"].as_str().unwrap());
    assert_eq!(api.get(&list).await.1["totalCount"], 0);
    let invited = api.post(&format!("{list}/{client}:invite"), json!({ "roles": ["GROUP_OWNER"] })).await.1;
    assert_eq!((&invited["roles"], &invited["name"]), (&json!(["GROUP_OWNER"]), &json!("ci")));
    assert_eq!(api.get(&format!("serviceAccounts/{client}")).await.1["roles"], json!(["GROUP_READ_ONLY"]));
    let changed =
        api.patch(&format!("{list}/{client}"), json!({ "roles": ["GROUP_READ_ONLY"], "name": "build" })).await.1;
    assert_eq!((&changed["roles"], &changed["name"]), (&json!(["GROUP_READ_ONLY"]), &json!("build")));
    assert_eq!(api.get(&of_organization).await.1["name"], "build");

    // Removed from a project, the account stays in the organization, and its secret stays valid.
    assert_eq!(api.delete(&format!("serviceAccounts/{client}")).await.0, 204);
    assert_eq!(refusal(api.get(&format!("serviceAccounts/{client}")).await).1, "SERVICE_ACCOUNT_NOT_FOUND");
    assert!(token(&api, client, secret).await.is_ok());
}

#[tokio::test]
async fn a_new_organization_has_the_requested_credentials() {
    let api = Api::start().await;
    let account = json!({ "name": "ci", "description": "ci", "roles": ["ORG_OWNER"], "secretExpiresAfterHours": 8 });
    let body = json!({
        "name": "second",
        "apiKey": { "desc": "first", "roles": ["ORG_OWNER"] },
        "serviceAccount": account,
    });
    let (status, created) = api.post("/orgs", body).await;
    assert_eq!(status, 201, "{created}");
    assert_eq!(status_with_key(&api, &created["apiKey"]).await, 200);
    let account = &created["serviceAccount"];
    let secret = account["secrets"][0]["secret"].as_str().unwrap();
    assert!(token(&api, account["clientId"].as_str().unwrap(), secret).await.is_ok());
    let path = format!("/orgs/{}/apiKeys", created["organization"]["id"].as_str().unwrap());
    let (_, keys) = api.get(&path).await;
    assert_eq!(
        (column(&keys, "desc"), keys.to_string().contains(created["apiKey"]["privateKey"].as_str().unwrap())),
        (vec![json!("first")], false)
    );
}

#[tokio::test]
async fn a_credential_works_only_from_addresses_on_its_access_list() {
    let api = Api::start().await;
    let (_, key) = api.post(&api.org("apiKeys"), json!({ "desc": "ci", "roles": ["ORG_MEMBER"] })).await;
    let body = json!({ "name": "ci", "description": "ci", "roles": ["ORG_MEMBER"], "secretExpiresAfterHours": 8 });
    let (_, account) = api.post(&api.org("serviceAccounts"), body).await;
    let (client, secret) = (account["clientId"].as_str().unwrap(), account["secrets"][0]["secret"].as_str().unwrap());
    let granted = token(&api, client, secret).await.unwrap();

    // The access list is required only of credentials created over the API.
    api.patch(&api.org("settings"), json!({ "apiAccessListRequired": true })).await;
    assert_eq!((status_with_key(&api, &key).await, status_with_token(&api, &granted).await), (403, 403));
    let of_key = api.org(&format!("apiKeys/{}/accessList", key["id"].as_str().unwrap()));
    let of_account = api.org(&format!("serviceAccounts/{client}/accessList"));
    for (block, expected) in [("192.0.2.0/24", 403), ("127.0.0.0/8", 200)] {
        for list in [&of_key, &of_account] {
            assert_eq!(api.post(list, json!([{ "cidrBlock": block }])).await.0, 200);
        }
        let statuses = (status_with_key(&api, &key).await, status_with_token(&api, &granted).await);
        assert_eq!(statuses, (expected, expected), "{block}");
    }
}
