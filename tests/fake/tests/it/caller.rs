//! The address that a request comes from.

use serde_json::json;

use crate::api::Api;
use crate::client::{http, read};

/// Clients ask for their own address to put it on an access list.
#[tokio::test]
async fn the_sender_s_address_is_told_to_who_may_ask() {
    let api = Api::start().await;
    let url = format!("{}/api/private/ipinfo", api.atlas().base_url());
    let http = http();
    assert_eq!(http.get(&url).send().await.unwrap().status(), 401);
    let token = http
        .post(format!("{}/api/oauth/token", api.atlas().base_url()))
        .basic_auth(api.atlas().client_id(), Some(api.atlas().client_secret()))
        .header("content-type", "application/x-www-form-urlencoded")
        .body("grant_type=client_credentials");
    let (_, token) = read(token.send().await.unwrap()).await;
    let asked = http.get(&url).bearer_auth(token["access_token"].as_str().unwrap());
    let (status, answer) = read(asked.send().await.unwrap()).await;
    assert_eq!((status.as_u16(), answer), (200, json!({ "currentIpv4Address": "127.0.0.1" })));
}
