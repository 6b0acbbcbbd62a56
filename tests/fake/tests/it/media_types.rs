//! Versions in `Accept`, in `Content-Type` and in responses.

use reqwest::header::{ACCEPT, CONTENT_TYPE};
use reqwest::{Method, StatusCode};
use serde_json::json;

use crate::client::{Client, VERSION, app, read};

#[tokio::test]
async fn an_accept_header_without_a_known_version_is_refused_with_406() {
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
async fn a_later_date_selects_the_newest_version_of_the_resource() {
    let client = Client::start().await;
    for accept in [VERSION, "application/vnd.atlas.2025-06-30+json", "*/*, application/vnd.atlas.2023-02-01+json"] {
        let response = client.send(client.http.get(client.users()).header(ACCEPT, accept)).await;
        assert_eq!(response.status(), StatusCode::OK, "Accept: {accept}");
        assert_eq!(response.headers()[CONTENT_TYPE], "application/vnd.atlas.2023-01-01+json;charset=utf-8");
    }
}

#[tokio::test]
async fn a_deletion_returns_no_body_but_its_version() {
    let client = Client::start().await;
    client.atlas.seed_database_users(1);
    let response = client.send(client.request(Method::DELETE, &client.user("admin/user-1"))).await;
    assert_eq!(response.status(), StatusCode::NO_CONTENT);
    assert_eq!(response.headers()[CONTENT_TYPE], "application/vnd.atlas.2023-01-01+json;charset=utf-8");
    assert_eq!(response.bytes().await.unwrap().len(), 0);
}

#[tokio::test]
async fn a_content_type_is_json_or_a_known_version() {
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

/// Lists clusters and returns the status, the content type and the sunset date of the response.
async fn clusters(client: &Client, accept: &str) -> (u16, String, Option<String>) {
    let url = format!("{}/api/atlas/v2/groups/{}/clusters", client.atlas.base_url(), client.atlas.project_id());
    let response = client.send(client.http.get(url).header(ACCEPT, accept)).await;
    let header = |name: &str| response.headers().get(name).map(|value| value.to_str().unwrap().to_owned());
    (response.status().as_u16(), header("content-type").unwrap_or_default(), header("sunset"))
}

#[tokio::test]
async fn a_date_between_two_versions_selects_the_earlier() {
    let client = Client::start().await;
    for (requested, returned) in [
        ("2023-01-01", "2023-01-01"),
        ("2023-01-31", "2023-01-01"),
        ("2023-02-01", "2023-02-01"),
        ("2024-08-04", "2023-02-01"),
        ("2024-08-05", "2024-08-05"),
        ("2025-03-12", "2024-08-05"),
    ] {
        let (status, content_type, _) = clusters(&client, &format!("application/vnd.atlas.{requested}+json")).await;
        assert_eq!((status, content_type), (200, format!("application/vnd.atlas.{returned}+json;charset=utf-8")));
    }
}

#[tokio::test]
async fn the_media_type_with_the_highest_weight_is_selected() {
    let client = Client::start().await;
    let content_type = |date: &str| format!("application/vnd.atlas.{date}+json;charset=utf-8");
    let (first, second) = ("application/vnd.atlas.2023-01-01+json", "application/vnd.atlas.2024-08-05+json");
    for (accept, date) in [
        (format!("{first}, {second}"), "2023-01-01"),
        (format!("{first};q=0.3, {second};q=0.8"), "2024-08-05"),
        (format!("text/csv, {first};q=0.3, */*;q=1"), "2023-01-01"),
        (format!("{first};q=0, {second};q=0.001"), "2024-08-05"),
        ("APPLICATION/VND.ATLAS.2024-08-05+JSON".to_owned(), "2024-08-05"),
    ] {
        assert_eq!(clusters(&client, &accept).await.1, content_type(date), "{accept}");
    }
    let (status, content_type, _) = clusters(&client, &format!("{second};q=0")).await;
    assert_eq!((status, content_type.as_str()), (406, "application/json"));
}

#[tokio::test]
async fn a_deprecated_version_has_sunset_and_deprecation_headers() {
    let client = Client::start().await;
    let old = clusters(&client, "application/vnd.atlas.2023-02-01+json").await;
    assert_eq!(old.2.as_deref(), Some("Thu, 01 Jul 2027 00:00:00 GMT"));
    assert_eq!(clusters(&client, "application/vnd.atlas.2024-08-05+json").await.2, None);

    let url = format!("{}/api/atlas/v2/groups/{}/clusters", client.atlas.base_url(), client.atlas.project_id());
    let request = client.http.get(url).header(ACCEPT, "application/vnd.atlas.2023-02-01+json");
    assert_eq!(client.send(request).await.headers()["deprecation"], "true");
}

#[tokio::test]
async fn gzip_and_csv_must_be_requested_as_such() {
    let client = Client::start().await;
    client.atlas.insert("clusters", json!({ "name": "orders" })).unwrap();
    let base = client.atlas.base_url();
    let processes = format!("{base}/api/atlas/v2/groups/{}/processes", client.atlas.project_id());
    let (_, page) = client.get(&processes).await;
    let host = page["results"][0]["hostname"].as_str().unwrap().to_owned();
    let logs = format!("{base}/api/atlas/v2/groups/{}/clusters/{host}/logs/mongodb.gz", client.atlas.project_id());
    let invoice = "0123456789abcdef01234567";
    client
        .atlas
        .insert(&format!("/orgs/{}/invoices", client.atlas.organization_id()), json!({ "id": invoice }))
        .unwrap();
    let csv = format!("{base}/api/atlas/v2/orgs/{}/invoices/{invoice}/csv", client.atlas.organization_id());
    for (url, format, other) in [(logs, "gzip", "json"), (csv, "csv", "json")] {
        let requested = format!("application/vnd.atlas.2025-01-01+{format}");
        let response = client.send(client.http.get(&url).header(ACCEPT, &requested)).await;
        assert_eq!(response.status(), StatusCode::OK, "{url}");
        let returned = response.headers()[CONTENT_TYPE].to_str().unwrap().to_owned();
        assert!(returned.starts_with("application/vnd.atlas.2023-0") && returned.ends_with(format), "{returned}");
        let wrong = format!("application/vnd.atlas.2025-01-01+{other}");
        assert_eq!(
            client.send(client.http.get(&url).header(ACCEPT, &wrong)).await.status(),
            StatusCode::NOT_ACCEPTABLE
        );
    }
}
