//! Requests of generated operations, with the powers of the facade.

use atlas_api::{
    Atlas, Confirm, Error, Response,
    atlas_gen::{Client, operations::database_users::GetDatabaseUser, types::CustomDbRole},
    model::DatabaseUser,
    wait::{WaitStatus, states},
};
use atlas_fake::FakeAtlas;
use serde_json::{Value, json};
use wiremock::ResponseTemplate;

use crate::support::{PROJECT, client, client_of, client_without_waits, received, server_with, statuses};

/// Returns the low-level client, which a closure can capture.
fn low_level(atlas: &Atlas) -> Client {
    let mut captured = None;
    let unsent = atlas.call(|api| {
        captured = Some(api.clone());
        api.projects().get_group_settings().group_id(PROJECT)
    });
    drop(unsent);
    captured.unwrap()
}

async fn fake_with_users(count: usize) -> FakeAtlas {
    let fake = FakeAtlas::start().await.unwrap();
    fake.seed_database_users(count);
    fake
}

fn get_user(api: &Client, name: &str) -> GetDatabaseUser {
    api.database_users().get_database_user().group_id(PROJECT).database_name("admin").username(name)
}

#[tokio::test]
async fn a_call_returns_a_response_of_the_facade() {
    let fake = fake_with_users(1).await;
    let user: Response<DatabaseUser> = client(&fake).call(|api| get_user(api, "user-1")).await.unwrap();
    assert_eq!(user.username.as_deref(), Some("user-1"));
    assert_eq!((user.status().as_u16(), user.attempts()), (200, 1));
    let body: Value = serde_json::from_slice(user.raw()).unwrap();
    assert_eq!(body["username"], "user-1");
    assert_eq!(fake.requests()[1].operation_id(), Some("getGroupDatabaseUser"));
}

#[tokio::test]
async fn a_call_fails_with_an_error_of_the_facade() {
    let fake = fake_with_users(0).await;
    let error = client(&fake).call(|api| get_user(api, "nobody")).await.unwrap_err();
    assert!(error.is_not_found() && error.is_absent());
    assert_eq!((error.operation(), error.code()), (Some("getGroupDatabaseUser"), Some("USER_NOT_FOUND")));
    let begin = "getGroupDatabaseUser failed: 404 Not Found, USER_NOT_FOUND";
    assert!(error.to_string().starts_with(begin), "{error}");
    assert!(!client(&fake).call(|api| get_user(api, "nobody")).exists().await.unwrap());
}

#[tokio::test]
async fn a_call_is_retried_and_previewed_like_any_other_request() {
    let server = server_with(vec![ResponseTemplate::new(503), ResponseTemplate::new(200).set_body_string("{}")]).await;
    let request = client_without_waits(&server).call(|api| get_user(api, "a/b"));
    let preview = request.preview().unwrap();
    assert_eq!(preview.url(), format!("{}/api/atlas/v2/groups/{PROJECT}/databaseUsers/admin/a%2Fb", server.uri()));
    assert_eq!(request.await.unwrap().attempts(), 2);
    // The server does not know its own port.
    assert!(preview.url().ends_with(received(&server).await[0].url.path()));
}

#[tokio::test]
async fn a_call_without_a_required_parameter_is_not_sent() {
    let fake = fake_with_users(1).await;
    let atlas = client(&fake);
    let call = || atlas.call(|api| api.database_users().get_database_user().database_name("admin").username("user-1"));
    for error in [call().await.unwrap_err(), call().preview().unwrap_err(), call().exists().await.unwrap_err()] {
        assert!(error.is_invalid_argument());
        assert_eq!((error.operation(), error.attempts()), (Some("getGroupDatabaseUser"), 0));
        assert_eq!(
            error.to_string(),
            "getGroupDatabaseUser cannot be sent: missing required parameter `groupId`; call its setter"
        );
    }
    let empty = atlas.call(|api| get_user(api, "")).await.unwrap_err();
    assert!(empty.is_invalid_argument());
    let message = "parameter `username`: empty, so the request would address another resource; pass a name or an id";
    assert!(empty.to_string().ends_with(message), "{empty}");
    assert_eq!(fake.request_count(), 0);
}

#[tokio::test]
async fn a_get_is_polled_until_a_condition_holds() {
    let cluster =
        |state: &str| ResponseTemplate::new(200).set_body_json(json!({ "name": "orders", "stateName": state }));
    let server = server_with(vec![cluster("CREATING"), cluster("CREATING"), cluster("IDLE")]).await;
    let atlas = client_without_waits(&server);
    let get = |api: &Client| api.clusters().get_cluster().group_id(PROJECT).cluster_name("orders");
    let cluster = atlas.call(get).wait_until(states::CLUSTER_IDLE).await.unwrap().unwrap();
    assert_eq!(cluster.name.as_deref(), Some("orders"));
    assert_eq!(received(&server).await.len(), 3);

    let failed = |_: Option<&Value>| WaitStatus::failed("IDLE");
    let error = atlas.call(get).wait_until(failed).await.unwrap_err();
    assert!(error.is_failed_state());
    assert_eq!(error.state(), Some("IDLE"));
    let message = format!("/api/atlas/v2/groups/{PROJECT}/clusters/orders failed: state IDLE after ");
    assert!(error.to_string().starts_with(&message), "{error}");
}

#[tokio::test]
async fn any_list_has_pages_a_stream_and_prefetching() {
    let fake = fake_with_users(0).await;
    let seeded = fake.seed_database_users(7);
    let list = client(&fake).list(|api| api.database_users().list_database_users().group_id(PROJECT)).page_size(3);

    let page = list.clone().page(2).await.unwrap();
    assert_eq!((page.items().len(), page.has_next(), page.total_count()), (3, true, Some(7)));
    for prefetch in [1, 8] {
        fake.clear_journal();
        let mut users = list.clone().prefetch(prefetch).stream();
        let mut names = Vec::new();
        while let Some(user) = users.next().await {
            names.push(user.unwrap().username.unwrap());
        }
        assert_eq!(names, seeded);
        assert_eq!(fake.request_count(), 3);
    }
    let error = list.page_size(501).await.unwrap_err();
    let rule = "page size: 501 is out of bounds; expected 1 to 500";
    assert_eq!(error.to_string(), format!("listGroupDatabaseUsers cannot be sent: {rule}"));
}

#[tokio::test]
async fn a_list_keeps_the_other_parameters_of_its_operation() {
    let server = server_with(vec![ResponseTemplate::new(200).set_body_json(json!({ "results": [] }))]).await;
    let list = client_of(&server).list(|api| api.alerts().list_alerts().group_id(PROJECT).status("OPEN"));
    assert_eq!(list.page(3).page_size(20).await.unwrap().items().len(), 0);
    let requests = received(&server).await;
    let mut query: Vec<_> = requests[0].url.query_pairs().map(|(name, value)| format!("{name}={value}")).collect();
    query.sort();
    assert_eq!(query, ["itemsPerPage=20", "pageNum=3", "status=OPEN"]);
}

#[tokio::test]
async fn a_destructive_operation_is_sent_after_its_confirmation() {
    let fake = FakeAtlas::start().await.unwrap();
    let atlas = client(&fake);
    let role = CustomDbRole::new().role_name("auditor");
    let create = atlas.call(|api| api.custom_database_roles().create_custom_db_role().group_id(PROJECT).body(role));
    create.await.unwrap();
    fake.clear_journal();

    let delete =
        atlas.guarded(|api| api.custom_database_roles().delete_custom_db_role().group_id(PROJECT).role_name("auditor"));
    let impact = delete.impact();
    assert_eq!((impact.kind(), impact.resource(), impact.effect()), ("resource", "auditor", "will be deleted"));
    let error = delete.clone().confirm(Confirm::name("reader")).await.unwrap_err();
    assert!(error.is_confirmation_required());
    let message = "not sent: the confirmation names \"reader\"; expected \"auditor\" (effect: resource \"auditor\" will be deleted)";
    assert_eq!(error.to_string(), message);
    assert_eq!(fake.request_count(), 0);

    delete.confirm(Confirm::name("auditor")).await.unwrap();
    assert_eq!(statuses(&fake), [204]);
}

#[tokio::test]
async fn an_unconfirmed_destructive_call_of_the_low_level_client_is_rejected() {
    let fake = fake_with_users(1).await;
    let atlas = client(&fake);
    let api = low_level(&atlas);

    let delete =
        api.database_users().delete_database_user().group_id(PROJECT).database_name("admin").username("user-1");
    let error = Error::from(delete.send().await.unwrap_err());
    assert!(error.is_confirmation_required());
    let message = "deleteGroupDatabaseUser not sent: call `.confirm(Confirm::yes())` to proceed \
                   (effect: resource \"user-1\" will be deleted)";
    assert_eq!(error.to_string(), message);
    assert!(!error.may_have_been_applied() && !error.is_retryable());
    assert_eq!(error.attempts(), 0);

    let reject = api.streams().reject_vpc_peering_connection().group_id(PROJECT).id("5f1a2b3c4d5e6f7a8b9c0d99");
    assert!(Error::from(reject.send().await.unwrap_err()).is_confirmation_required());
    assert_eq!(fake.request_count(), 0);
    assert!(atlas.database_users().get("user-1").exists().await.unwrap());
}

#[tokio::test]
async fn a_low_level_call_is_sent_like_any_other_request() {
    let fake = fake_with_users(1).await;
    let api = low_level(&client(&fake));
    let user = get_user(&api, "user-1").send().await.unwrap();
    assert_eq!(user.username.as_deref(), Some("user-1"));
    assert_eq!(statuses(&fake), [401, 200]);
}

/// Converts the error of a low-level call with a question mark.
async fn name(api: &Client, name: &str) -> Result<Option<String>, Error> {
    Ok(get_user(api, name).send().await?.into_inner().username)
}

#[tokio::test]
async fn an_error_of_a_low_level_call_converts_to_an_error_of_the_facade() {
    let fake = fake_with_users(1).await;
    let api = low_level(&client(&fake));
    assert_eq!(name(&api, "user-1").await.unwrap().as_deref(), Some("user-1"));
    let error = name(&api, "nobody").await.unwrap_err();
    assert_eq!((error.operation(), error.code()), (Some("getGroupDatabaseUser"), Some("USER_NOT_FOUND")));
}

#[tokio::test]
async fn an_error_in_anyhow_keeps_its_operation_and_its_advice() {
    async fn read(atlas: &Atlas) -> anyhow::Result<()> {
        atlas.call(|api| get_user(api, "reports")).await?;
        Ok(())
    }
    async fn read_low_level(atlas: &Atlas) -> anyhow::Result<()> {
        name(&low_level(atlas), "reports").await?;
        Ok(())
    }
    let body = json!({ "error": 403, "errorCode": "USER_UNAUTHORIZED", "detail": "No." });
    let server = server_with(vec![ResponseTemplate::new(403).set_body_json(body)]).await;
    let atlas = client_of(&server);
    for error in [read(&atlas).await.unwrap_err(), read_low_level(&atlas).await.unwrap_err()] {
        let expected = "getGroupDatabaseUser failed: 403 Forbidden, USER_UNAUTHORIZED: No. \
                        (grant the API key or the service account a role that allows the operation)";
        assert_eq!(error.to_string(), expected);
        let error: &Error = error.downcast_ref().unwrap();
        assert!(error.is_forbidden());
        assert_eq!((error.operation(), error.code()), (Some("getGroupDatabaseUser"), Some("USER_UNAUTHORIZED")));
    }
}
