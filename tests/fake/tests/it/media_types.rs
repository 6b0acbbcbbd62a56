//! Versions in `Accept`, `Content-Type` and answers.

use reqwest::header::{ACCEPT, CONTENT_TYPE};
use reqwest::{Method, StatusCode};
use serde_json::json;

use crate::client::{Client, VERSION, app, read};

#[tokio::test]
async fn a_request_without_a_version_of_the_resource_is_not_acceptable() {
    let client = Client::start().await;
    let refusal = json!({
        "detail": "Invalid accept header or version date.",
        "error": 406,
        "errorCode": "INVALID_VERSION_DATE",
        "parameters": [],
        "reason": "Not Acceptable",
    });
    let unversioned =
        ["*/*", "application/json", "application/vnd.atlas.2022-12-31+json", "application/vnd.atlas.preview+json"];
    for accept in unversioned {
        let response = client.send(client.http.get(client.users()).header(ACCEPT, accept)).await;
        assert_eq!(read(response).await, (StatusCode::NOT_ACCEPTABLE, refusal.clone()), "Accept: {accept}");
    }
    let response = client.send(client.http.get(client.users())).await;
    assert_eq!(read(response).await, (StatusCode::NOT_ACCEPTABLE, refusal), "no Accept");
}

#[tokio::test]
async fn a_later_date_is_answered_with_the_resource_s_own_version() {
    let client = Client::start().await;
    for accept in [VERSION, "application/vnd.atlas.2025-06-30+json", "*/*, application/vnd.atlas.2023-02-01+json"] {
        let response = client.send(client.http.get(client.users()).header(ACCEPT, accept)).await;
        assert_eq!(response.status(), StatusCode::OK, "Accept: {accept}");
        assert_eq!(response.headers()[CONTENT_TYPE], "application/vnd.atlas.2023-01-01+json;charset=utf-8");
    }
}

#[tokio::test]
async fn a_deletion_is_answered_without_a_body_but_with_its_version() {
    let client = Client::start().await;
    client.atlas.seed_database_users(1);
    let response = client.send(client.request(Method::DELETE, &client.user("admin/user-1"))).await;
    assert_eq!(response.status(), StatusCode::NO_CONTENT);
    assert_eq!(response.headers()[CONTENT_TYPE], "application/vnd.atlas.2023-01-01+json;charset=utf-8");
    assert_eq!(response.bytes().await.unwrap().len(), 0);
}

#[tokio::test]
async fn a_body_is_json_or_a_version_of_the_resource() {
    let client = Client::start().await;
    let taken = [VERSION, "application/json", "application/vnd.atlas.2024-01-01+json; charset=utf-8"];
    for (number, content_type) in taken.into_iter().enumerate() {
        let body = crate::client::with(app(), json!({ "username": format!("app-{number}") }));
        let request = client.request(Method::POST, &client.users()).header(CONTENT_TYPE, content_type);
        let (status, _) = read(client.send(request.body(body.to_string())).await).await;
        assert_eq!(status, StatusCode::CREATED, "Content-Type: {content_type}");
    }

    let refused = [
        "text/plain",
        "application/x-www-form-urlencoded",
        "application/vnd.atlas.2022-12-31+json",
        "application/vnd.atlas.2023-01-01+gzip",
    ];
    for content_type in refused {
        let request = client.request(Method::POST, &client.users()).header(CONTENT_TYPE, content_type);
        let (status, body) = read(client.send(request.body(app().to_string())).await).await;
        assert_eq!(status, StatusCode::UNSUPPORTED_MEDIA_TYPE, "Content-Type: {content_type}");
        assert_eq!(body["errorCode"], "UNSUPPORTED_MEDIA_TYPE");
        assert_eq!(body["parameters"], json!([content_type]));
    }
    let request = client.request(Method::POST, &client.users()).body(app().to_string());
    assert_eq!(client.send(request).await.status(), StatusCode::UNSUPPORTED_MEDIA_TYPE);
}
