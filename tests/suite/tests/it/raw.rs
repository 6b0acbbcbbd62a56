//! Raw requests: what goes over the wire, and what comes of it.

use atlas_api::{Error, Method};
use atlas_fake::FakeAtlas;
use serde_json::{Value, json};
use wiremock::{Mock, MockServer, ResponseTemplate, matchers::any};

use crate::support::{PROJECT, client, client_of, statuses};

fn users_path() -> String {
    format!("/api/atlas/v2/groups/{PROJECT}/databaseUsers")
}

#[tokio::test]
async fn a_list_by_path_goes_the_way_of_every_call() {
    let fake = FakeAtlas::start().await.unwrap();
    fake.seed_database_users(3);
    let request = client(&fake).request(Method::GET, users_path());
    let page =
        request.query("itemsPerPage", 2).query("a b", "c&d=é").version("2024-08-05").unwrap().send().await.unwrap();

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
async fn a_body_has_the_media_type_of_the_version_in_both_headers() {
    let fake = FakeAtlas::start().await.unwrap();
    let atlas = client(&fake);
    let user = json!({
        "username": "reports", "password": "a long password", "databaseName": "admin",
        "roles": [{ "databaseName": "sales", "roleName": "read" }],
    });
    let created = atlas.request(Method::POST, users_path()).json(&user).unwrap().send().await.unwrap();
    assert_eq!((created.status().as_u16(), &created["username"]), (201, &json!("reports")));

    let requests = fake.requests();
    let sent = requests.last().unwrap();
    assert_eq!((sent.method().as_str(), sent.json()), ("POST", Some(user)));
    // No version was named, so it is the newest one that an operation of the document has.
    for header in ["accept", "content-type"] {
        assert_eq!(sent.header(header), Some("application/vnd.atlas.2025-03-12+json"));
    }

    let path = format!("{}/admin/reports", users_path());
    let deleted = atlas.request(Method::DELETE, &path).send().await.unwrap();
    assert_eq!((deleted.status().as_u16(), deleted.into_inner()), (204, Value::Null));
    assert_eq!(fake.requests().last().unwrap().path(), path);
}

#[tokio::test]
async fn a_refusal_keeps_its_code_and_names_method_and_path() {
    let fake = FakeAtlas::start().await.unwrap();
    let path = format!("{}/admin/nobody", users_path());
    let error = client(&fake).request(Method::GET, &path).send().await.unwrap_err();

    assert!(error.is_not_found());
    assert_eq!(error.code(), Some("USER_NOT_FOUND"));
    assert_eq!((error.operation(), error.method(), error.path()), (None, Some("GET"), Some(path.as_str())));
    let begin = format!("GET {path} was refused: 404 Not Found, USER_NOT_FOUND");
    assert!(error.to_string().starts_with(&begin), "{error}");
    assert!(format!("{error:?}").contains(&format!("request: GET {path}")), "{error:?}");
}

#[tokio::test]
async fn an_answer_that_is_no_json_is_kept_in_the_error() {
    let server = MockServer::start().await;
    Mock::given(any()).respond_with(ResponseTemplate::new(200).set_body_string("<html>")).mount(&server).await;
    let error = client_of(&server).request(Method::GET, "/api/atlas/v2").send().await.unwrap_err();
    assert!(error.is_decode());
    assert_eq!((error.body(), error.method()), (Some(&b"<html>"[..]), Some("GET")));
}

#[tokio::test]
async fn what_could_lead_elsewhere_is_not_sent() {
    let fake = FakeAtlas::start().await.unwrap();
    let atlas = client(&fake);
    let refused = async |method: Method, path: &str| -> Error {
        let error = atlas.request(method, path).send().await.unwrap_err();
        assert!(error.is_invalid_argument());
        error
    };
    for path in ["api/atlas/v2", "//example.com/api", "/api/%2e%2e/x", "/api/a//b", "/api/a?b=c", "/api/a#b", "/api\\a"]
    {
        let message = refused(Method::GET, path).await.to_string();
        assert!(message.starts_with(&format!("path: {path:?} ")), "{message}");
    }
    let message = "method: expected one of GET, POST, PUT, PATCH, DELETE, not CONNECT";
    assert_eq!(refused(Method::CONNECT, "/api/atlas/v2").await.to_string(), message);

    let version = atlas.request(Method::GET, "/api/atlas/v2").version("latest").unwrap_err();
    assert!(version.is_invalid_argument() && version.to_string().starts_with("version: `latest` is no version"));
    let body = atlas.request(Method::POST, "/api/atlas/v2").json(std::collections::BTreeMap::from([([1], 2)]));
    assert!(body.unwrap_err().to_string().starts_with("body: "));

    assert_eq!(fake.request_count(), 0);
}
