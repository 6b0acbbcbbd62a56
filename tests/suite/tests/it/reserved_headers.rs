//! Headers that only the client itself may set.

use atlas_api::{Confirm, Error, Method, database_users::DatabaseUsersPermissionsSpecs as Specs};
use http::{
    HeaderName, HeaderValue,
    header::{AUTHORIZATION, CONNECTION, CONTENT_LENGTH, HOST, TRANSFER_ENCODING, UPGRADE},
};
use serde_json::json;
use wiremock::ResponseTemplate;

use crate::support::{PROJECT, client_of, received, server_with};

const FRAMING: &str = "reserved; the HTTP client sets it for the connection and the body, so omit it";
const CREDENTIALS: &str = "reserved; the client authenticates each request with its own credentials, so use another client for other credentials";

#[track_caller]
fn check(error: &Error, name: &HeaderName, rule: &str) {
    assert!(error.is_invalid_argument() && !error.may_have_been_applied(), "{error:?}");
    assert_eq!(error.attempts(), 0);
    let message = error.to_string();
    assert!(message.ends_with(&format!("header \"{name}\": {rule}")), "{message}");
}

#[tokio::test]
async fn a_reserved_header_is_rejected_before_anything_is_sent() {
    let server = server_with(vec![ResponseTemplate::new(200).set_body_json(json!({ "name": "sales" }))]).await;
    let atlas = client_of(&server);
    let users = atlas.database_users();
    for (name, rule) in [
        (AUTHORIZATION, CREDENTIALS),
        (CONNECTION, FRAMING),
        (CONTENT_LENGTH, FRAMING),
        (HOST, FRAMING),
        (TRANSFER_ENCODING, FRAMING),
        (UPGRADE, FRAMING),
    ] {
        let value = || HeaderValue::from_static("5");
        let create = users.create(Specs::new("reports", "a long password")).header(name.clone(), value());
        check(&create.preview().unwrap_err(), &name, rule);
        check(&create.await.unwrap_err(), &name, rule);
        check(&users.get("reports").exists().header(name.clone(), value()).await.unwrap_err(), &name, rule);
        check(&users.list().header(name.clone(), value()).await.unwrap_err(), &name, rule);
        let raw = atlas.request(Method::GET, format!("/api/atlas/v2/groups/{PROJECT}/databaseUsers"));
        let raw = raw.header(name.clone(), value());
        check(&raw.preview().unwrap_err(), &name, rule);
        check(&raw.await.unwrap_err(), &name, rule);
        // The name of the project is not looked up.
        let delete = atlas.projects().delete(PROJECT).header(name.clone(), value()).confirm(Confirm::name("sales"));
        check(&delete.await.unwrap_err(), &name, rule);
        check(&atlas.logs().download("h", "mongodb").header(name.clone(), value()).await.unwrap_err(), &name, rule);
    }
    assert_eq!(received(&server).await.len(), 0);
}

#[tokio::test]
async fn authorization_is_rejected_with_a_cached_challenge_too() {
    let challenge = r#"Digest realm="r", nonce="n", algorithm=MD5, qop="auth""#;
    let challenge = ResponseTemplate::new(401).insert_header("www-authenticate", challenge);
    let user = ResponseTemplate::new(200).set_body_json(json!({ "username": "reports" }));
    let server = server_with(vec![challenge, user]).await;
    let users = client_of(&server).database_users();
    users.get("reports").await.unwrap();
    let other = users.get("reports").header(AUTHORIZATION, HeaderValue::from_static("Bearer other"));
    check(&other.await.unwrap_err(), &AUTHORIZATION, CREDENTIALS);
    assert_eq!(received(&server).await.len(), 2);
}
