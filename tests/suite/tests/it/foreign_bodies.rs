//! Successful responses that the service did not send: a body that was lost on the way, or the page of a proxy.

use atlas_api::{
    Atlas, Confirm, Error, Method,
    database_users::{DatabaseUsersPermissionsSpecs as Specs, DatabaseUsersUpdatePermissionsSpecs as UpdateSpecs},
    logs::LogName,
};
use wiremock::ResponseTemplate;

use crate::support::{PROJECT, client_without_retries, received, server_with};

const LOGIN: &str = "<!DOCTYPE html><html><form>Log in</form></html>";

const EMPTY: &str = "(it has no body; a proxy or gateway between the client and the service may have removed it)";

const HTML: &str = "succeeded (200 OK), but the response cannot be decoded (it is text/html, such as a login page, \
                    probably from a proxy or gateway between the client and the service)";

#[track_caller]
fn check_lost(error: &Error, operation: &str, status: &str) {
    assert!(error.is_decode() && error.body() == Some(b"".as_slice()), "{error:?}");
    assert!(!error.is_not_found() && !error.is_retryable(), "{error:?}");
    let page = if error.page().is_some() { " (page 1)" } else { "" };
    let expected = format!("{operation}{page} succeeded ({status}), but the response cannot be decoded {EMPTY}");
    assert_eq!(error.to_string(), expected);
}

#[tokio::test]
async fn a_read_without_its_body_is_an_error() {
    for (status, shown) in [(200, "200 OK"), (204, "204 No Content")] {
        let server = server_with(vec![ResponseTemplate::new(status)]).await;
        let atlas = client_without_retries(&server);
        let users = atlas.database_users();
        check_lost(&users.get("reports").await.unwrap_err(), "getGroupDatabaseUser", shown);
        check_lost(&users.list().await.unwrap_err(), "listGroupDatabaseUsers", shown);
        check_lost(&users.list().all().await.unwrap_err(), "listGroupDatabaseUsers", shown);
        check_lost(&atlas.project_limits().list().await.unwrap_err(), "listGroupLimits", shown);
        let low = atlas.call(|api| api.database_users().list_database_users().group_id(PROJECT));
        check_lost(&low.await.unwrap_err(), "listGroupDatabaseUsers", shown);
        let path = format!("/api/atlas/v2/groups/{PROJECT}/databaseUsers");
        let raw = atlas.request(Method::GET, &path).list().await.unwrap_err();
        check_lost(&raw, &format!("GET {path}"), shown);
        // Each is one request: a retry would lose the body too.
        assert_eq!(received(&server).await.len(), 6);
    }
}

#[tokio::test]
async fn a_page_that_is_null_is_an_error() {
    let server = server_with(vec![ResponseTemplate::new(200).set_body_string("null")]).await;
    let atlas = client_without_retries(&server);
    assert!(atlas.database_users().list().await.unwrap_err().is_decode());
    assert!(atlas.database_users().get("reports").await.unwrap_err().is_decode());
    let path = format!("/api/atlas/v2/groups/{PROJECT}/databaseUsers");
    assert!(atlas.request(Method::GET, path).list().await.unwrap_err().is_decode());
}

#[tokio::test]
async fn a_write_does_not_need_a_body() {
    for status in [200, 204] {
        let server = server_with(vec![ResponseTemplate::new(status)]).await;
        let users = client_without_retries(&server).database_users();
        assert_eq!(users.create(Specs::new("reports", "a long password")).await.unwrap().username, None);
        assert_eq!(users.update("reports", UpdateSpecs::new().clear_labels()).await.unwrap().username, None);
        assert_eq!(users.delete("reports").confirm(Confirm::yes()).await.unwrap().status(), status);
    }
}

/// Makes calls of all kinds, all of which must fail, and returns their errors.
async fn errors_of_all_calls(atlas: &Atlas) -> Vec<Error> {
    let users = atlas.database_users();
    let path = format!("/api/atlas/v2/groups/{PROJECT}/databaseUsers");
    vec![
        users.get("reports").await.unwrap_err(),
        users.get("reports").exists().await.unwrap_err(),
        users.list().await.unwrap_err(),
        users.create(Specs::new("reports", "a long password")).await.unwrap_err(),
        users.delete("reports").confirm(Confirm::yes()).await.unwrap_err(),
        atlas.logs().download("host.example.com", LogName::Mongodb).await.unwrap_err(),
        atlas.request(Method::GET, &path).await.unwrap_err(),
        atlas.request(Method::GET, &path).list().await.unwrap_err(),
    ]
}

#[tokio::test]
async fn a_login_page_is_an_error_of_every_call() {
    let server = server_with(vec![ResponseTemplate::new(200).set_body_raw(LOGIN, "text/html; charset=utf-8")]).await;
    for error in errors_of_all_calls(&client_without_retries(&server)).await {
        assert!(error.is_decode(), "{error:?}");
        assert!(error.to_string().ends_with(HTML), "{error}");
    }
}

#[tokio::test]
async fn a_login_page_without_its_media_type_is_recognized() {
    let server = server_with(vec![ResponseTemplate::new(200).set_body_raw(LOGIN, "application/json")]).await;
    let error = client_without_retries(&server).database_users().get("reports").await.unwrap_err();
    assert_eq!(error.to_string(), format!("getGroupDatabaseUser {HTML}"));
    assert_eq!(error.body(), Some(LOGIN.as_bytes()));
}

#[tokio::test]
async fn a_login_page_of_the_token_endpoint_is_an_error() {
    let server = server_with(vec![ResponseTemplate::new(200).set_body_raw(LOGIN, "text/html")]).await;
    let builder = Atlas::builder().service_account("mdb_sa_id_1", "mdb_sa_sk_1").project_id(PROJECT);
    let error = builder.base_url(server.uri()).build().unwrap().database_users().get("reports").await.unwrap_err();
    assert!(error.is_credential());
    let expected = "getGroupDatabaseUser could not obtain an access token for service account \"mdb_sa_id_1\": the response \
                    is text/html, such as a login page, probably from a proxy or gateway between the client and the token \
                    endpoint";
    assert_eq!((error.to_string().as_str(), received(&server).await.len()), (expected, 1));
}

#[tokio::test]
async fn a_proxy_that_denies_access_is_named_instead_of_the_credentials() {
    for (status, shown) in [(401, "401 Unauthorized"), (403, "403 Forbidden")] {
        let server = server_with(vec![ResponseTemplate::new(status).set_body_raw(LOGIN, "text/html")]).await;
        let error = client_without_retries(&server).database_users().get("reports").await.unwrap_err();
        let expected = format!(
            "getGroupDatabaseUser failed: {shown} (the response is text/html, probably from a proxy or gateway between the \
             client and the service)"
        );
        assert_eq!(error.to_string(), expected);
    }
}
