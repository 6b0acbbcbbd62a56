//! Raw requests: the requests on the wire, and their results.

use std::time::Duration;

use atlas_api::{
    ApiVersion, Confirm, Error, Method,
    wait::{Observation, WaitStatus},
};
use atlas_fake::FakeAtlas;
use serde_json::{Value, json};
use wiremock::{Mock, MockServer, ResponseTemplate, matchers::any};

use crate::support::{PROJECT, client, client_of, client_without_waits, received, server_with, statuses};

fn users_path() -> String {
    format!("/api/atlas/v2/groups/{PROJECT}/databaseUsers")
}

fn user(name: &str) -> Value {
    json!({
        "username": name, "password": "a long password", "databaseName": "admin",
        "roles": [{ "databaseName": "sales", "roleName": "read" }],
    })
}

#[tokio::test]
async fn a_raw_list_is_sent_like_any_other_request() {
    let fake = FakeAtlas::start().await.unwrap();
    fake.seed_database_users(3);
    let request = client(&fake).request(Method::GET, users_path()).query("itemsPerPage", 2).query("a b", "c&d=é");
    let page = request.api_version(ApiVersion::new("2024-08-05").unwrap()).await.unwrap();

    assert_eq!(page.status().as_u16(), 200);
    assert_eq!(page["totalCount"], 3);
    let names: Vec<_> = page["results"].as_array().unwrap().iter().map(|user| &user["username"]).collect();
    assert_eq!(names, ["user-1", "user-2"]);
    assert_eq!(serde_json::from_slice::<Value>(page.raw()).unwrap(), *page);

    assert_eq!(statuses(&fake), [401, 200]);
    let sent = &fake.requests()[1];
    assert_eq!((sent.method().as_str(), sent.path()), ("GET", users_path().as_str()));
    assert_eq!(sent.operation_id(), Some("listGroupDatabaseUsers"));
    let query = [("itemsPerPage", "2"), ("a b", "c&d=é")].map(|(name, value)| (name.to_owned(), value.to_owned()));
    assert_eq!(sent.query(), query);
    assert_eq!(sent.header("accept"), Some("application/vnd.atlas.2024-08-05+json"));
    assert_eq!(sent.header("content-type"), None);
    assert!(sent.header("authorization").unwrap().starts_with("Digest "));
    assert!(sent.body().is_empty());
}

#[tokio::test]
async fn both_media_types_of_a_request_with_a_body_have_the_version() {
    let fake = FakeAtlas::start().await.unwrap();
    let atlas = client(&fake);
    let created = atlas.request(Method::POST, users_path()).json(user("reports")).unwrap().await.unwrap();
    assert_eq!((created.status().as_u16(), &created["username"]), (201, &json!("reports")));

    let requests = fake.requests();
    let sent = requests.last().unwrap();
    assert_eq!((sent.method().as_str(), sent.json()), ("POST", Some(user("reports"))));
    // The default is the newest version of any operation in the document.
    for header in ["accept", "content-type"] {
        assert_eq!(sent.header(header), Some("application/vnd.atlas.2025-03-12+json"));
    }

    let path = format!("{}/admin/reports", users_path());
    let deleted = atlas.request(Method::DELETE, &path).confirm(Confirm::yes()).await.unwrap();
    assert_eq!((deleted.status().as_u16(), deleted.into_inner()), (204, Value::Null));
    assert_eq!(fake.requests().last().unwrap().path(), path);
}

#[tokio::test]
async fn a_preview_is_the_request_that_is_sent() {
    let fake = FakeAtlas::start().await.unwrap();
    let request =
        client(&fake).request(Method::POST, users_path()).query("pretty", true).json(user("reports")).unwrap();
    let preview = request.preview().unwrap();
    assert_eq!(fake.request_count(), 0);

    request.await.unwrap();
    let sent = &fake.requests()[1];
    assert_eq!(preview.method(), sent.method());
    assert_eq!(preview.url(), format!("{}{}?pretty=true", fake.base_url(), sent.path()));
    assert_eq!(preview.body().unwrap(), &sent.body()[..]);
    for header in ["accept", "content-type"] {
        assert_eq!(preview.headers()[header], sent.header(header).unwrap());
    }
}

#[tokio::test]
async fn a_refusal_has_its_code_and_the_method_and_path() {
    let fake = FakeAtlas::start().await.unwrap();
    let path = format!("{}/admin/nobody", users_path());
    let error = client(&fake).request(Method::GET, &path).await.unwrap_err();

    assert!(error.is_not_found() && error.is_absent());
    assert_eq!(error.code(), Some("USER_NOT_FOUND"));
    assert_eq!((error.operation(), error.method(), error.path()), (None, Some("GET"), Some(path.as_str())));
    let begin = format!("GET {path} failed: 404 Not Found, USER_NOT_FOUND");
    assert!(error.to_string().starts_with(&begin), "{error}");
    assert!(format!("{error:?}").contains(&format!("request: GET {path}")), "{error:?}");
}

#[tokio::test]
async fn an_error_for_a_response_that_is_not_json_has_the_body() {
    let server = MockServer::start().await;
    Mock::given(any()).respond_with(ResponseTemplate::new(200).set_body_string("<html>")).mount(&server).await;
    let error = client_of(&server).request(Method::GET, "/api/atlas/v2").await.unwrap_err();
    assert!(error.is_decode());
    assert_eq!((error.body(), error.method()), (Some(&b"<html>"[..]), Some("GET")));
}

#[tokio::test]
async fn an_invalid_request_is_not_sent() {
    let fake = FakeAtlas::start().await.unwrap();
    let atlas = client(&fake);
    let rejected = async |method: Method, path: &str| -> Error {
        let error = atlas.request(method, path).await.unwrap_err();
        assert!(error.is_invalid_argument());
        error
    };
    for path in ["api/atlas/v2", "//example.com/api", "/api/%2e%2e/x", "/api/a//b", "/api/a?b=c", "/api/a#b", "/api\\a"]
    {
        let message = rejected(Method::GET, path).await.to_string();
        assert!(message.starts_with(&format!("path: {path:?} ")), "{message}");
    }
    let message = "method: \"CONNECT\" is not supported; expected one of GET, POST, PUT, PATCH, DELETE";
    assert_eq!(rejected(Method::CONNECT, "/api/atlas/v2").await.to_string(), message);

    let version = Error::from(ApiVersion::new("latest").unwrap_err());
    assert!(version.is_invalid_argument());
    let message = "API version: \"latest\" is not valid; expected a date such as 2024-08-05, or `preview`";
    assert_eq!(version.to_string(), message);
    let body = atlas.request(Method::POST, "/api/atlas/v2").json(std::collections::BTreeMap::from([([1], 2)]));
    assert!(body.unwrap_err().to_string().starts_with("body: "));

    assert_eq!(fake.request_count(), 0);
}

#[tokio::test]
async fn a_destructive_request_is_sent_only_with_a_confirmation() {
    let fake = FakeAtlas::start().await.unwrap();
    fake.seed_database_users(1);
    let atlas = client(&fake);
    let group = format!("/api/atlas/v2/groups/{PROJECT}");
    for (method, path, impact) in [
        (Method::DELETE, format!("{group}/databaseUsers/admin/user-1"), r#"resource "user-1" will be deleted"#),
        (Method::DELETE, format!("{group}/clusters/a%20b"), r#"resource "a b" will be deleted"#),
        (Method::DELETE, "/api/atlas/v2/brandNew/x".to_owned(), r#"resource "x" will be deleted"#),
        (
            Method::POST,
            format!("{group}/clusters/orders/backup/restoreJobs"),
            r#"resource "orders" will have the data of its target cluster overwritten"#,
        ),
        // An encoded letter addresses the same resource.
        (
            Method::POST,
            format!("/%61pi/%61tlas/v2/groups/{PROJECT}/clusters/orders/backup/restoreJobs"),
            r#"resource "orders" will have the data of its target cluster overwritten"#,
        ),
    ] {
        let request = atlas.request(method, &path);
        assert_eq!(request.impact().unwrap().to_string(), impact);
        let error = request.clone().await.unwrap_err();
        assert!(error.is_confirmation_required(), "{path}: {error}");
        assert_eq!(
            error.to_string(),
            format!("not sent: call `.confirm(Confirm::yes())` to proceed (effect: {impact})")
        );

        let error = request.confirm(Confirm::name("y")).await.unwrap_err();
        assert!(error.is_confirmation_required(), "{path}: {error}");
        assert!(error.to_string().starts_with("not sent: the confirmation names \"y\""), "{error}");
    }
    assert_eq!(fake.request_count(), 0);

    let delete = atlas.request(Method::DELETE, format!("{group}/databaseUsers/admin/user-1"));
    delete.confirm(Confirm::name("user-1")).await.unwrap();
    assert_eq!(statuses(&fake), [401, 204]);
}

#[tokio::test]
async fn a_request_that_destroys_nothing_needs_no_confirmation() {
    let fake = FakeAtlas::start().await.unwrap();
    let atlas = client(&fake);
    let limit = format!("/api/atlas/v2/groups/{PROJECT}/limits/atlas.project.deployment.clusters");
    for (method, path) in [(Method::GET, users_path()), (Method::DELETE, limit)] {
        let request = atlas.request(method, path);
        assert_eq!(request.impact(), None);
        request.await.unwrap();
    }
    assert_eq!(fake.requests().iter().filter(|request| request.status().is_success()).count(), 2);
}

#[tokio::test]
async fn a_raw_list_has_pages_and_a_stream() {
    let fake = FakeAtlas::start().await.unwrap();
    let seeded = fake.seed_database_users(7);
    let list = client(&fake).request(Method::GET, users_path()).query("pretty", true).list().page_size(3);

    let page = list.clone().page(3).await.unwrap();
    assert_eq!((page.items().len(), page.number(), page.has_next(), page.total_count()), (1, 3, false, Some(7)));
    for prefetch in [1, 8] {
        fake.clear_journal();
        let users = list.clone().prefetch(prefetch).all().await.unwrap();
        let names: Vec<_> = users.iter().map(|user| user["username"].as_str().unwrap()).collect();
        assert_eq!(names, seeded);
        assert_eq!(fake.request_count(), 3);
        assert!(fake.requests().iter().all(|request| request.query_value("pretty") == Some("true")));
    }
}

#[tokio::test]
async fn a_raw_list_is_requested_without_the_count_after_a_timeout() {
    let timeout = json!({ "error": 500, "errorCode": "TIMEOUT_WHILE_PAGING" });
    let users = ResponseTemplate::new(200).set_body_json(json!({ "results": [{ "username": "reports" }] }));
    let server = server_with(vec![ResponseTemplate::new(500).set_body_json(timeout), users]).await;
    let page = client_of(&server).request(Method::GET, users_path()).list().await.unwrap();
    assert_eq!((page.items(), page.attempts()), (&[json!({ "username": "reports" })][..], 2));
    let requests = received(&server).await;
    let queries: Vec<_> = requests.iter().map(|request| request.url.query().unwrap()).collect();
    assert_eq!(queries, ["pageNum=1&itemsPerPage=500", "pageNum=1&itemsPerPage=500&includeCount=false"]);
}

#[tokio::test]
async fn a_raw_list_of_another_shape_is_a_decode_error() {
    for body in ["", r#"{"results": "none"}"#, "[]", r#""none""#, r#"{"username": "user-1"}"#] {
        let server = server_with(vec![ResponseTemplate::new(200).set_body_string(body)]).await;
        let error = client_of(&server).request(Method::GET, users_path()).list().await.unwrap_err();
        assert!(error.is_decode(), "{body}: {error}");
    }
    for body in ["{}", r#"{"totalCount": 0}"#, r#"{"links": []}"#, r#"{"results": null}"#] {
        let server = server_with(vec![ResponseTemplate::new(200).set_body_string(body)]).await;
        let users = client_of(&server).request(Method::GET, users_path()).list().all().await.unwrap();
        assert_eq!(users, [json!(null); 0], "{body}");
    }
}

#[tokio::test]
async fn a_raw_list_that_could_not_be_followed_page_by_page_is_not_sent() {
    let fake = FakeAtlas::start().await.unwrap();
    let request = |method| client(&fake).request(method, users_path());
    let own =
        |name: &str| format!("query: `{name}` is set by the list; use `page` and `page_size` of the list instead");
    for (list, message) in [
        (request(Method::GET).query("pageNum", 2), own("pageNum")),
        (request(Method::GET).query("itemsPerPage", 1), own("itemsPerPage")),
        (request(Method::GET).query("a", 1).query("includeCount", false), own("includeCount")),
        (request(Method::POST), "list: only a GET request returns pages; send the request instead".to_owned()),
    ] {
        for error in [list.clone().list().all().await.unwrap_err(), list.list().await.unwrap_err()] {
            assert!(error.is_invalid_argument());
            let method = error.method().unwrap();
            assert_eq!(error.to_string(), format!("{method} {} cannot be sent: {message}", users_path()));
        }
    }
    assert_eq!(fake.request_count(), 0);
}

#[tokio::test]
async fn an_incomplete_path_is_explained() {
    let fake = FakeAtlas::start().await.unwrap();
    let error = client(&fake).request(Method::GET, format!("/groups/{PROJECT}/databaseUsers")).await.unwrap_err();
    assert!(error.is_not_found());
    assert!(error.to_string().ends_with("(the paths of the API start with /api/atlas/v2)"), "{error}");
}

#[tokio::test]
async fn a_raw_get_is_polled_until_a_condition_holds() {
    let fake = FakeAtlas::start().await.unwrap();
    let atlas = client(&fake);
    let two_users = |page: Option<&Value>| match page.map(|page| &page["totalCount"]) {
        Some(count) if *count == 2 => WaitStatus::succeeded("2 users"),
        Some(count) => WaitStatus::pending(format!("{count} users")),
        None => WaitStatus::failed("absent"),
    };
    let wait = atlas.request(Method::GET, users_path()).wait_until(two_users).interval(Duration::from_secs(10));
    let mut stream = wait.stream();
    let mut observed = Vec::new();
    while let Some(observation) = stream.next().await {
        let observation: Observation<Value> = observation.unwrap();
        observed.push((observation.state().to_owned(), observation.polls(), observation.is_end()));
        let name = format!("user-{}", observation.polls());
        atlas.request(Method::POST, users_path()).json(user(&name)).unwrap().await.unwrap();
    }
    let expected = [("0 users", 1, false), ("1 users", 2, false), ("2 users", 3, true)];
    assert_eq!(observed, expected.map(|(state, polls, is_end)| (state.to_owned(), polls, is_end)));
}

#[tokio::test]
async fn a_raw_get_is_polled_until_the_resource_is_absent() {
    let absent = ResponseTemplate::new(404).set_body_json(json!({ "error": 404, "errorCode": "USER_NOT_FOUND" }));
    let present = ResponseTemplate::new(200).set_body_json(user("reports"));
    let server = server_with(vec![present, absent]).await;
    let path = format!("{}/admin/reports", users_path());
    let atlas = client_without_waits(&server);
    atlas.request(Method::GET, path).wait_until_deleted().await.unwrap();
    assert_eq!(received(&server).await.len(), 2);

    let error = atlas.request(Method::POST, users_path()).wait_until_deleted().await.unwrap_err();
    assert!(error.is_invalid_argument());
    assert_eq!(error.to_string(), "wait: only a GET request can be repeated");
    assert_eq!(received(&server).await.len(), 2);
}
