//! The endpoint that returns the IP address of the client.

use serde_json::json;

use crate::api::Api;
use crate::client::{http, read};

/// Clients request their own address to add it to an access list.
#[tokio::test]
async fn the_address_of_an_authenticated_client_is_returned() {
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
    let request = http.get(&url).bearer_auth(token["access_token"].as_str().unwrap());
    let (status, body) = read(request.send().await.unwrap()).await;
    assert_eq!((status.as_u16(), body), (200, json!({ "currentIpv4Address": "127.0.0.1" })));
}
