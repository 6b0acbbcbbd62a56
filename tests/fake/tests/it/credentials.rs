//! API keys and service accounts.

use serde_json::{Value, json};

use crate::api::{Api, column, refusal};

#[tokio::test]
async fn a_private_key_is_said_once() {
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
async fn a_key_of_the_organization_is_given_roles_in_a_project() {
    let api = Api::start().await;
    let (_, key) = api.post(&api.org("apiKeys"), json!({ "desc": "ci", "roles": ["ORG_MEMBER"] })).await;
    assert_eq!(api.get("apiKeys").await.1["totalCount"], 0);
    let path = format!("apiKeys/{}", key["id"].as_str().unwrap());
    let (_, key) = api.patch(&path, json!({ "roles": ["GROUP_OWNER"] })).await;
    assert_eq!(key["roles"][1], json!({ "groupId": api.atlas().project_id(), "roleName": "GROUP_OWNER" }));
    assert_eq!(column(&api.get("apiKeys").await.1, "id"), [key["id"].clone()]);
    let list = api.org(&format!("apiKeys/{}/accessList", key["id"].as_str().unwrap()));
    let (_, page) = api.post(&list, json!([{ "ipAddress": "192.0.2.1" }])).await;
    assert_eq!(column(&page, "cidrBlock"), ["192.0.2.1/32"]);
    assert_eq!(api.delete(&path).await.0, 204);
    assert_eq!(api.get("apiKeys").await.1["totalCount"], 0);
}

#[tokio::test]
async fn an_account_s_secrets_are_said_once_and_can_be_more_than_one() {
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
