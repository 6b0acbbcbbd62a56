//! Redirects, and the headers and URLs of requests.

use atlas_api::Atlas;
use serde_json::json;
use wiremock::{Mock, MockServer, ResponseTemplate, matchers::any};

use crate::support::{PROJECT, client_of, received};

fn empty_page() -> ResponseTemplate {
    ResponseTemplate::new(200).set_body_json(json!({ "results": [] }))
}

#[tokio::test]
async fn a_redirect_is_not_followed() {
    let (here, elsewhere) = (MockServer::start().await, MockServer::start().await);
    let location = format!("{}/api/atlas/v2/groups", elsewhere.uri());
    for status in [301, 302, 303, 307, 308] {
        here.reset().await;
        let redirect = ResponseTemplate::new(status).insert_header("location", location.as_str());
        Mock::given(any()).respond_with(redirect).expect(1).mount(&here).await;

        let error = client_of(&here).database_users().list().await.unwrap_err();
        assert_eq!(error.status().map(|status| status.as_u16()), Some(status));
        let advice = format!("(redirects are not followed; the location is {location})");
        assert!(error.to_string().ends_with(&advice), "{error}");
        here.verify().await;
    }
    assert!(received(&elsewhere).await.is_empty());
}

#[tokio::test]
async fn the_user_agent_and_the_path_of_the_base_url_are_sent() {
    let server = MockServer::start().await;
    Mock::given(any()).respond_with(empty_page()).mount(&server).await;
    let atlas = Atlas::builder()
        .api_key("abcdefgh", "private-key")
        .project_id(PROJECT)
        .base_url(format!("{}/proxy/", server.uri()))
        .user_agent_suffix("reports/1.2")
        .build()
        .unwrap();
    atlas.database_users().list().await.unwrap();

    let requests = received(&server).await;
    let agent = format!("atlas-api/{} reports/1.2", env!("CARGO_PKG_VERSION"));
    assert_eq!(requests[0].headers["user-agent"], agent.as_str());
    assert_eq!(requests[0].url.path(), format!("/proxy/api/atlas/v2/groups/{PROJECT}/databaseUsers"));
}
