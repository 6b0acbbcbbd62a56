//! The life of a database user.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, SystemTime};

use atlas_fake::FakeAtlas;
use reqwest::StatusCode;
use serde_json::{Value, json};

use crate::client::{Client, app, with};

/// Returns the user `app` as responses have it, with defaults.
fn expected_user(client: &Client) -> Value {
    json!({
        "awsIAMType": "NONE",
        "databaseName": "admin",
        "groupId": client.atlas.project_id(),
        "labels": [],
        "ldapAuthType": "NONE",
        "links": [{ "href": client.user("admin/app"), "rel": "self" }],
        "oidcAuthType": "NONE",
        "roles": [{ "databaseName": "sales", "roleName": "readWrite" }],
        "scopes": [],
        "username": "app",
        "x509Type": "NONE",
    })
}

#[tokio::test]
async fn a_user_is_created_read_updated_and_deleted() {
    let client = Client::start().await;
    let url = client.user("admin/app");
    let created = expected_user(&client);
    assert_eq!(client.post(&app()).await, (StatusCode::CREATED, created.clone()));
    assert_eq!(client.get(&url).await, (StatusCode::OK, created.clone()));
    assert_eq!(client.get(&client.users()).await.1["results"], json!([created]));

    let change = json!({ "labels": [{ "key": "team", "value": "sales" }], "description": "For the shop." });
    let changed = with(created, change.clone());
    assert_eq!(client.patch(&url, &change).await, (StatusCode::OK, changed.clone()));
    assert_eq!(client.get(&url).await, (StatusCode::OK, changed));

    assert_eq!(client.delete(&url).await, (StatusCode::NO_CONTENT, Value::Null));
    assert_eq!(client.get(&url).await.0, StatusCode::NOT_FOUND);
    assert_eq!(client.delete(&url).await.0, StatusCode::NOT_FOUND);
    assert_eq!(client.get(&client.users()).await.1["totalCount"], 0);
}

#[tokio::test]
async fn a_name_can_be_used_again_after_deletion() {
    let client = Client::start().await;
    client.post(&app()).await;
    client.delete(&client.user("admin/app")).await;
    assert_eq!(client.post(&app()).await.0, StatusCode::CREATED);
}

#[tokio::test]
async fn an_update_replaces_whole_properties_and_keeps_the_others() {
    let client = Client::start().await;
    let roles = json!([
        { "databaseName": "sales", "roleName": "read" },
        { "databaseName": "stock", "roleName": "read", "collectionName": "items" },
    ]);
    client.post(&with(app(), json!({ "roles": roles, "description": "Old." }))).await;
    let change = json!({ "roles": [{ "databaseName": "admin", "roleName": "ourOwnRole" }] });
    let (_, user) = client.patch(&client.user("admin/app"), &change).await;
    assert_eq!((&user["roles"], &user["description"]), (&change["roles"], &json!("Old.")));
}

#[tokio::test]
async fn null_resets_a_property_and_an_absent_property_is_unchanged() {
    let client = Client::start().await;
    let scopes = json!([{ "name": "shop", "type": "CLUSTER" }]);
    client.post(&with(app(), json!({ "scopes": scopes, "description": "Old." }))).await;
    let url = client.user("admin/app");

    let (_, untouched) = client.patch(&url, &json!({})).await;
    assert_eq!((&untouched["scopes"], &untouched["description"]), (&scopes, &json!("Old.")));
    let (_, taken_back) = client.patch(&url, &json!({ "scopes": null, "description": null })).await;
    assert_eq!(taken_back, expected_user(&client));
}

#[tokio::test]
async fn a_nested_null_removes_the_property() {
    let client = Client::start().await;
    let roles = json!([{ "collectionName": null, "databaseName": "sales", "roleName": "readWrite" }]);
    let (status, user) = client.post(&with(app(), json!({ "roles": roles }))).await;
    assert_eq!((status, user), (StatusCode::CREATED, expected_user(&client)));
}

#[tokio::test]
async fn the_body_may_repeat_values_of_the_path() {
    let client = Client::start().await;
    let id = client.atlas.project_id();
    assert_eq!(client.post(&with(app(), json!({ "groupId": id }))).await.0, StatusCode::CREATED);
    let again = with(app(), json!({ "groupId": id }));
    assert_eq!(client.patch(&client.user("admin/app"), &again).await, (StatusCode::OK, expected_user(&client)));
}

#[tokio::test]
async fn names_that_need_encoding_are_found_and_linked() {
    let client = Client::start().await;
    let external = [
        ("CN=a,OU=b/x", json!({ "x509Type": "CUSTOMER" }), "$external/CN=a,OU=b%2Fx"),
        ("../x", json!({ "ldapAuthType": "USER" }), "$external/..%2Fx"),
        (
            "arn:aws:iam::123456789012:user/app",
            json!({ "awsIAMType": "USER" }),
            "$external/arn:aws:iam::123456789012:user%2Fapp",
        ),
        ("100%25 größe?#", json!({ "oidcAuthType": "USER" }), "$external/100%2525%20gr%C3%B6%C3%9Fe%3F%23"),
    ];
    for (username, auth, path) in external {
        let roles = json!([{ "databaseName": "admin", "roleName": "readAnyDatabase" }]);
        let user = json!({ "databaseName": "$external", "username": username, "roles": roles });
        let (status, created) = client.post(&with(user, auth)).await;
        assert_eq!(status, StatusCode::CREATED, "{created}");
        assert_eq!(created["links"], json!([{ "href": client.user(path), "rel": "self" }]));
        assert_eq!(client.get(&client.user(path)).await, (StatusCode::OK, created));
        let encoded = path.replacen('$', "%24", 1);
        assert_eq!(client.delete(&client.user(&encoded)).await.0, StatusCode::NO_CONTENT, "{encoded}");
    }
}

#[tokio::test]
async fn a_user_is_found_only_in_its_own_database() {
    let client = Client::start().await;
    client.post(&app()).await;
    for path in ["$external/app", "sales/app", "admin/App"] {
        let (status, body) = client.get(&client.user(path)).await;
        assert_eq!((status, &body["errorCode"]), (StatusCode::NOT_FOUND, &json!("USER_NOT_FOUND")), "{path}");
    }
}

#[tokio::test]
async fn a_temporary_user_expires() {
    let start = 1_750_000_000; // 2025-06-15T15:06:40Z
    let seconds = Arc::new(AtomicU64::new(start));
    let now = Arc::clone(&seconds);
    let clock = move || SystemTime::UNIX_EPOCH + Duration::from_secs(now.load(Ordering::SeqCst));
    let client = Client::of(FakeAtlas::builder().clock(clock).start().await.unwrap());

    let temporary = with(app(), json!({ "deleteAfterDate": "2025-06-15T18:06:40.5+02:00" }));
    let (status, user) = client.post(&temporary).await;
    assert_eq!((status, &user["deleteAfterDate"]), (StatusCode::CREATED, &json!("2025-06-15T16:06:40Z")));

    seconds.store(start + 3599, Ordering::SeqCst);
    assert_eq!(client.get(&client.user("admin/app")).await.0, StatusCode::OK);
    seconds.store(start + 3600, Ordering::SeqCst);
    assert_eq!(client.get(&client.user("admin/app")).await.0, StatusCode::NOT_FOUND);
    assert_eq!(client.post(&app()).await.0, StatusCode::CREATED);
}

#[tokio::test]
async fn an_expiry_can_be_moved_and_removed() {
    let clock = || SystemTime::UNIX_EPOCH + Duration::from_secs(1_750_000_000); // 2025-06-15T15:06:40Z
    let client = Client::of(FakeAtlas::builder().clock(clock).start().await.unwrap());
    for username in ["moved", "removed", "unchanged"] {
        let user = json!({ "username": username, "deleteAfterDate": "2025-06-15T16:00:00Z" });
        assert_eq!(client.post(&with(app(), user)).await.0, StatusCode::CREATED);
    }
    client.patch(&client.user("admin/moved"), &json!({ "deleteAfterDate": "2025-06-15T18:00:00Z" })).await;
    let (_, removed) = client.patch(&client.user("admin/removed"), &json!({ "deleteAfterDate": null })).await;
    assert_eq!(removed.get("deleteAfterDate"), None);
    let (_, unchanged) = client.patch(&client.user("admin/unchanged"), &json!({ "description": "New." })).await;
    assert_eq!(unchanged["deleteAfterDate"], "2025-06-15T16:00:00Z");

    let names = async || {
        let (_, page) = client.get(&client.users()).await;
        let users = page["results"].as_array().unwrap().iter();
        users.map(|user| user["username"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    client.atlas.advance(Duration::from_secs(3600));
    assert_eq!(names().await, ["moved", "removed"]);
    client.atlas.advance(Duration::from_secs(2 * 3600));
    assert_eq!(names().await, ["removed"]);
}

#[tokio::test]
async fn a_link_is_the_same_however_the_request_encodes_the_name() {
    let client = Client::start().await;
    let user = json!({ "databaseName": "$external", "username": "CN=a", "x509Type": "CUSTOMER", "roles": [] });
    client.post(&user).await;
    let link = json!([{ "href": client.user("$external/CN=a"), "rel": "self" }]);
    for path in ["$external/CN=a", "%24external/CN%3Da"] {
        assert_eq!(client.get(&client.user(path)).await.1["links"], link, "{path}");
    }
}

#[tokio::test]
async fn an_inserted_user_has_any_property_but_no_password() {
    let client = Client::start().await;
    let user = with(app(), json!({ "deleteAfterDate": "2000-01-01T00:00:00Z", "username": "old" }));
    let inserted = client.atlas.insert("databaseUsers", user).unwrap();
    assert_eq!((inserted.get("password"), &inserted["x509Type"]), (None, &json!("NONE")));
    // The user has expired, so the next request removes it.
    assert_eq!(client.get(&client.user("admin/old")).await.0, StatusCode::NOT_FOUND);
    let inserted = client.atlas.insert_database_user(app());
    assert_eq!(inserted, Ok(()));
    let again = client.atlas.insert_database_user(app()).unwrap_err();
    assert_eq!(again.to_string(), "A user with username app already exists. (USER_ALREADY_EXISTS)");
}

#[tokio::test]
async fn an_expiry_must_be_in_the_future_and_within_a_week() {
    let clock = || SystemTime::UNIX_EPOCH + Duration::from_secs(1_750_000_000);
    let client = Client::of(FakeAtlas::builder().clock(clock).start().await.unwrap());
    for date in ["2025-06-15T15:06:40Z", "2025-06-22T15:06:41Z", "1970-01-01T00:00:00Z"] {
        let (status, body) = client.post(&with(app(), json!({ "deleteAfterDate": date }))).await;
        let refused = (status, &body["errorCode"], &body["parameters"]);
        let expected = (StatusCode::BAD_REQUEST, &json!("INVALID_ATTRIBUTE"), &json!(["deleteAfterDate"]));
        assert_eq!(refused, expected, "{date}");
    }
    let last = with(app(), json!({ "deleteAfterDate": "2025-06-22T15:06:40Z" }));
    assert_eq!(client.post(&last).await.0, StatusCode::CREATED);
}

#[tokio::test]
async fn a_project_has_a_limit_of_database_users() {
    let client = Client::of(FakeAtlas::builder().database_user_limit(2).start().await.unwrap());
    client.atlas.seed_database_users(1);
    assert_eq!(client.post(&app()).await.0, StatusCode::CREATED);

    let refusal = json!({
        "detail": "Groups can contain at most 2 database users.",
        "error": 403,
        "errorCode": "GROUP_USERS_LIMIT_EXCEEDED",
        "parameters": ["2"],
        "reason": "Forbidden",
    });
    let another = with(app(), json!({ "username": "another" }));
    assert_eq!(client.post(&another).await, (StatusCode::FORBIDDEN, refusal));
    client.atlas.seed_database_users(2);
    assert_eq!(client.get(&client.users()).await.1["totalCount"], 4);
}

#[tokio::test]
async fn fifty_users_can_be_created_concurrently() {
    let client = Arc::new(Client::start().await);
    let tasks: Vec<_> = (0..50)
        .map(|number| {
            let client = Arc::clone(&client);
            tokio::spawn(
                async move { client.post(&with(app(), json!({ "username": format!("app-{number}") }))).await.0 },
            )
        })
        .collect();
    for task in tasks {
        assert_eq!(task.await.unwrap(), StatusCode::CREATED);
    }
    assert_eq!(client.get(&client.users()).await.1["totalCount"], 50);
}
