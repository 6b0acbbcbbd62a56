//! Tests of lists with several pages.

use std::collections::HashMap;

use atlas_api::{Error, Items, Method, model::DatabaseUser};
use atlas_fake::FakeAtlas;
use serde_json::{Value, json};
use wiremock::{
    Mock, MockServer, Request, ResponseTemplate,
    matchers::{any, query_param},
};

use crate::support::{client, client_of, client_without_retries, received, statuses};

/// Returns the names of all users of a list up to its end or its first error, and the error.
async fn names(mut users: Items<DatabaseUser>) -> (Vec<String>, Option<Error>) {
    let mut names = Vec::new();
    while let Some(user) = users.next().await {
        match user {
            Ok(user) => names.push(user.username.unwrap()),
            Err(error) => return (names, Some(error)),
        }
    }
    (names, None)
}

/// Mounts the response to a request for page `number` with 2 users a page.
async fn mount(server: &MockServer, number: u32, response: ResponseTemplate) {
    let page = Mock::given(query_param("pageNum", number.to_string())).and(query_param("itemsPerPage", "2"));
    page.respond_with(response).expect(1).mount(server).await;
}

fn page(names: &[&str], others: Value) -> ResponseTemplate {
    let results: Vec<_> = names.iter().map(|name| json!({ "username": name })).collect();
    let mut body = json!({ "results": results });
    body.as_object_mut().unwrap().extend(others.as_object().unwrap().clone());
    ResponseTemplate::new(200).set_body_json(body)
}

#[tokio::test]
async fn a_stream_returns_all_users_in_order_with_the_fewest_requests() {
    let fake = FakeAtlas::start().await.unwrap();
    let seeded = fake.seed_database_users(1_234);
    let users = client(&fake).database_users();

    let (found, error) = names(users.list().stream()).await;
    assert_eq!((found, error.is_none()), (seeded.clone(), true));
    assert_eq!(statuses(&fake), [401, 200, 200, 200]);

    let (found, _) = names(users.list().page(13).page_size(100).stream()).await;
    assert_eq!(found, seeded[1_200..]);
}

#[tokio::test]
async fn a_stream_fetches_a_page_when_the_previous_one_is_used_up() {
    let fake = FakeAtlas::start().await.unwrap();
    fake.seed_database_users(5);
    let mut users = client(&fake).database_users().list().page_size(2).stream();
    let mut requests = vec![fake.request_count()];
    while let Some(user) = users.next().await {
        user.unwrap();
        requests.push(fake.request_count() - 1);
    }
    assert_eq!(requests, [0, 1, 1, 2, 2, 3]);
    assert!(users.next().await.is_none());
}

#[tokio::test]
async fn a_page_has_its_number_and_reports_a_next_page() {
    let fake = FakeAtlas::start().await.unwrap();
    fake.seed_database_users(3);
    let users = client(&fake).database_users();
    for (number, length, has_next) in [(1, 2, true), (2, 1, false), (3, 0, false)] {
        let page = users.list().page(number).page_size(2).await.unwrap();
        assert_eq!((page.number(), page.items().len(), page.has_next()), (number, length, has_next));
        assert_eq!(page.total_count(), Some(3));
    }
}

#[tokio::test]
async fn a_wrong_total_count_has_no_effect() {
    for total in [json!(0), json!(1_000_000), json!(null), json!(-1)] {
        let server = MockServer::start().await;
        mount(&server, 1, page(&["a", "b"], json!({ "totalCount": total }))).await;
        mount(&server, 2, page(&["c"], json!({ "totalCount": total }))).await;
        let (found, error) = names(client_of(&server).database_users().list().page_size(2).stream()).await;
        assert_eq!((found, error.is_none()), (vec!["a".into(), "b".into(), "c".into()], true), "{total}");
    }
}

#[tokio::test]
async fn the_links_decide_about_a_next_page() {
    let server = MockServer::start().await;
    let next = json!({ "links": [{ "rel": "self", "href": "" }, { "rel": "next", "href": "" }] });
    let last = json!({ "links": [{ "rel": "self", "href": "" }] });
    mount(&server, 1, page(&["a"], next.clone())).await;
    mount(&server, 2, page(&["b", "c"], last.clone())).await;
    let (found, error) = names(client_of(&server).database_users().list().page_size(2).stream()).await;
    assert_eq!((found, error.is_none()), (vec!["a".into(), "b".into(), "c".into()], true));

    let server = MockServer::start().await;
    mount(&server, 1, page(&["a", "b"], next.clone())).await;
    mount(&server, 2, page(&[], next)).await;
    mount(&server, 3, page(&["c"], last)).await;
    let (found, error) = names(client_of(&server).database_users().list().page_size(2).stream()).await;
    assert_eq!((found, error.is_none()), (vec!["a".into(), "b".into(), "c".into()], true));
}

#[tokio::test]
async fn a_failed_list_continues_at_the_page_of_the_error() {
    let server = MockServer::start().await;
    mount(&server, 1, page(&["a", "b"], json!({}))).await;
    Mock::given(query_param("pageNum", "2"))
        .respond_with(ResponseTemplate::new(503))
        .up_to_n_times(1)
        .with_priority(1)
        .mount(&server)
        .await;
    mount(&server, 2, page(&["c"], json!({}))).await;
    let list = || client_without_retries(&server).database_users().list().page_size(2);

    let (found, error) = names(list().stream()).await;
    let error = error.unwrap();
    assert_eq!(found, ["a", "b"]);
    assert!(error.is_server_error());
    assert_eq!(error.to_string(), "listGroupDatabaseUsers (page 2) failed: 503 Service Unavailable");

    let (found, error) = names(list().page(error.page().unwrap()).stream()).await;
    assert_eq!((found, error.is_none()), (vec!["c".into()], true));
}

#[tokio::test]
async fn an_invalid_list_is_not_an_empty_list() {
    for (body, is_valid) in [
        (r#"{"results": "none"}"#, false),
        ("[]", false),
        (r#""none""#, false),
        (r#"{"results": null}"#, true),
        ("{}", true),
        ("", false),
    ] {
        let server = MockServer::start().await;
        Mock::given(any()).respond_with(ResponseTemplate::new(200).set_body_string(body)).mount(&server).await;
        match client_of(&server).database_users().list().await {
            Ok(page) => assert!(is_valid && page.items().is_empty() && !page.has_next(), "{body}: {page:?}"),
            Err(error) => {
                assert!(!is_valid && error.is_decode(), "{body}: {error}");
                assert_eq!(error.operation(), Some("listGroupDatabaseUsers"));
            }
        }
    }
}

#[tokio::test]
async fn a_page_that_is_repeated_forever_ends_a_list_with_an_error() {
    let next = |request: &Request| {
        let number = request.url.query_pairs().find(|(name, _)| name == "pageNum").unwrap().1.into_owned();
        json!({ "links": [{ "rel": "next", "href": format!("https://example.com/?pageNum={number}") }] })
    };
    type Others = fn(&Request, &dyn Fn(&Request) -> Value) -> Value;
    // Without links, a full page has a next one. The links of a page can have its number.
    let servers: [Others; 3] =
        [|_, _| json!({}), |request, next| next(request), |_, _| json!({ "links": [{ "rel": "next", "href": "" }] })];
    for others in servers {
        let server = MockServer::start().await;
        let respond = move |request: &Request| page(&["a", "b"], others(request, &next));
        Mock::given(any()).respond_with(respond).mount(&server).await;
        let atlas = client_of(&server);
        let list = || atlas.database_users().list().page_size(2);
        let (found, error) = names(list().stream()).await;
        let error = error.unwrap();
        assert!(error.is_repeated_page() && !error.is_retryable(), "{error:?}");
        let rule = "returned the items of an earlier page again; the server or a proxy ignores the number of the page";
        assert_eq!(error.to_string(), format!("listGroupDatabaseUsers (page 2) {rule}"));
        assert_eq!((found, received(&server).await.len()), (vec!["a".to_owned(), "b".to_owned()], 2));

        assert!(list().all().await.unwrap_err().is_repeated_page());
        let (found, error) = names(list().prefetch(8).stream()).await;
        assert_eq!((found.len(), error.unwrap().page()), (2, Some(2)));
        let path = "/api/atlas/v2/groups/5f1a2b3c4d5e6f7a8b9c0d1e/databaseUsers";
        let error = atlas.request(Method::GET, path).list().page_size(2).all().await.unwrap_err();
        assert_eq!(error.to_string(), format!("GET {path} (page 2) {rule}"));
    }
}

#[tokio::test]
async fn pages_that_repeat_in_a_cycle_end_a_list_with_an_error() {
    let server = MockServer::start().await;
    let respond = |request: &Request| {
        let query: HashMap<_, _> = request.url.query_pairs().collect();
        let number: u32 = query["pageNum"].parse().unwrap();
        let link = json!({ "rel": "next", "href": format!("https://example.com/?pageNum={}", number + 1) });
        page(if number % 2 == 1 { &["a", "b"] } else { &["c", "d"] }, json!({ "links": [link] }))
    };
    Mock::given(any()).respond_with(respond).mount(&server).await;
    let atlas = client_of(&server);
    for prefetch in [1, 8] {
        let (found, error) = names(atlas.database_users().list().page_size(2).prefetch(prefetch).stream()).await;
        assert_eq!(found, ["a", "b", "c", "d", "a", "b"]);
        let error = error.unwrap();
        assert!(error.is_repeated_page());
        assert_eq!(error.page(), Some(4));
    }
}
