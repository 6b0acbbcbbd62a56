//! Tests of lists whose pages are prefetched, and of pages that Atlas cannot count in time.

use atlas_api::{Error, Items, Page, codes, model::DatabaseUser};
use atlas_fake::FakeAtlas;
use serde_json::json;
use wiremock::{
    Mock, MockServer, Request, ResponseTemplate,
    matchers::{any, query_param, query_param_is_missing},
};

use crate::support::{client, client_of, client_without_waits, received, statuses};

/// Returns the names of all users of a list up to its end or its first error, and the page of the error.
async fn names(mut users: Items<DatabaseUser>) -> (Vec<String>, Option<u32>) {
    let mut names = Vec::new();
    while let Some(user) = users.next().await {
        match user {
            Ok(user) => names.push(user.username.unwrap()),
            Err(error) => return (names, error.page()),
        }
    }
    (names, None)
}

/// Returns the requested pages by number, and whether each was requested with the total count.
async fn requested(server: &MockServer) -> Vec<(u32, bool)> {
    let find = |request: &Request, name: &str| {
        request.url.query_pairs().find(|(known, _)| known == name).map(|(_, value)| value.into_owned())
    };
    let of = |request: &Request| {
        let counted = find(request, "includeCount").as_deref() != Some("false");
        (find(request, "pageNum").unwrap().parse().unwrap(), counted)
    };
    let mut requested: Vec<_> = received(server).await.iter().map(of).collect();
    requested.sort_by_key(|(number, counted)| (*number, !*counted));
    requested
}

/// Returns the requested page of `pages` pages with one user each, with `total` as the total count.
fn page(request: &Request, pages: u32, total: Option<u64>) -> ResponseTemplate {
    let number: u32 = request.url.query_pairs().find(|(name, _)| name == "pageNum").unwrap().1.parse().unwrap();
    let users: Vec<_> =
        (1..=pages).filter(|page| *page == number).map(|page| json!({ "username": page.to_string() })).collect();
    let mut links = vec![json!({ "rel": "self", "href": "" })];
    if number < pages {
        links.push(json!({ "rel": "next", "href": "" }));
    }
    let mut body = json!({ "results": users, "links": links });
    if let Some(total) = total {
        body["totalCount"] = json!(total);
    }
    ResponseTemplate::new(200).set_body_json(body)
}

/// Starts a server that is not pooled: canceled requests can arrive after the test.
async fn unpooled_server() -> MockServer {
    MockServer::builder().start().await
}

fn count_timeout() -> ResponseTemplate {
    ResponseTemplate::new(500).set_body_json(json!({ "error": 500, "errorCode": "TIMEOUT_WHILE_PAGING" }))
}

fn expected(pages: u32) -> Vec<String> {
    (1..=pages).map(|page| page.to_string()).collect()
}

#[tokio::test]
async fn a_prefetched_list_is_the_same_list() {
    let fake = FakeAtlas::start().await.unwrap();
    let seeded = fake.seed_database_users(1_234);
    let users = client(&fake).database_users();
    for pages in [1, 2, 8, 100] {
        fake.clear_journal();
        let (found, failed) = names(users.list().page_size(100).prefetch(pages).stream()).await;
        assert_eq!((found, failed), (seeded.clone(), None), "{pages}");
        let succeeded = statuses(&fake).into_iter().filter(|status| *status == 200).count();
        assert_eq!(succeeded, 13, "{pages}");
    }
    let (found, _) = names(users.list().page(5).page_size(100).prefetch(3).stream()).await;
    assert_eq!(found, seeded[400..]);
}

#[tokio::test]
async fn a_total_count_does_not_end_a_list() {
    // Each page has one item and a size of two, so only its links say that there is a next page.
    for (total, surplus) in [(Some(0), 0), (Some(4), 0), (Some(10), 0), (Some(1_000), 3), (None, 0)] {
        let server = unpooled_server().await;
        Mock::given(any()).respond_with(move |request: &Request| page(request, 5, total)).mount(&server).await;
        let list = client_of(&server).database_users().list().page_size(2).prefetch(4);
        assert_eq!(names(list.stream()).await, (expected(5), None), "{total:?}");
        let requested = requested(&server).await;
        assert!((5..=5 + surplus).contains(&requested.len()), "{total:?}: {requested:?}");
    }
}

#[tokio::test]
async fn a_page_that_fails_ends_the_list_in_its_place_and_the_list_continues_there() {
    let server = unpooled_server().await;
    let refused = ResponseTemplate::new(400);
    Mock::given(query_param("pageNum", "4")).respond_with(refused).up_to_n_times(1).mount(&server).await;
    Mock::given(any()).respond_with(|request: &Request| page(request, 6, Some(12))).mount(&server).await;
    let list = client_of(&server).database_users().list().page_size(2).prefetch(8);

    let (found, failed) = names(list.clone().stream()).await;
    assert_eq!((found, failed), (expected(3), Some(4)));
    let (found, failed) = names(list.page(4).stream()).await;
    assert_eq!((found, failed), (expected(6)[3..].to_vec(), None));
}

#[tokio::test]
async fn a_page_that_times_out_while_counting_is_requested_again_without_the_count() {
    let server = MockServer::start().await;
    Mock::given(query_param_is_missing("includeCount")).respond_with(count_timeout()).mount(&server).await;
    Mock::given(any()).respond_with(|request: &Request| page(request, 1, None)).mount(&server).await;
    let page: Page<DatabaseUser> = client_of(&server).database_users().list().await.unwrap();
    assert_eq!((page.items().len(), page.total_count(), page.attempts()), (1, None, 2));
    assert_eq!(requested(&server).await, [(1, true), (1, false)]);
}

#[tokio::test]
async fn all_later_pages_are_requested_without_the_count() {
    for (pages, prefetch) in [(3, 1), (3, 8)] {
        let server = MockServer::start().await;
        let slow = Mock::given(query_param_is_missing("includeCount")).and(query_param("pageNum", "1"));
        slow.respond_with(count_timeout()).mount(&server).await;
        Mock::given(any()).respond_with(move |request: &Request| page(request, pages, None)).mount(&server).await;
        let list = client_of(&server).database_users().list().page_size(2).prefetch(prefetch);
        assert_eq!(names(list.stream()).await, (expected(pages), None));
        assert_eq!(requested(&server).await, [(1, true), (1, false), (2, false), (3, false)]);
    }
}

#[tokio::test]
async fn a_page_that_times_out_while_counting_is_requested_twice_at_most() {
    let server = MockServer::start().await;
    Mock::given(any()).respond_with(count_timeout()).mount(&server).await;
    let list = client_of(&server).database_users().list();
    let error: Error = list.clone().await.unwrap_err();
    assert_eq!((error.code(), error.attempts()), (Some(codes::TIMEOUT_WHILE_PAGING), 2));
    let (found, failed) = names(list.stream()).await;
    assert_eq!((found, failed), (vec![], Some(1)));
    assert_eq!(requested(&server).await, [(1, true), (1, true), (1, false), (1, false)]);
}

#[tokio::test]
async fn an_invalid_prefetch_is_rejected_before_anything_is_sent() {
    let fake = FakeAtlas::start().await.unwrap();
    for pages in [0, 101] {
        let mut users = client(&fake).database_users().list().prefetch(pages).stream();
        let error = users.next().await.unwrap().unwrap_err();
        assert!(error.is_invalid_argument());
        let message = format!("prefetch: {pages} is out of bounds; expected 1 to 100");
        assert_eq!(error.to_string(), format!("listGroupDatabaseUsers cannot be sent: {message}"));
        assert!(users.next().await.is_none());
    }
    assert_eq!(fake.request_count(), 0);
}

#[tokio::test]
async fn a_page_has_the_status_and_the_headers_of_its_response() {
    let server = MockServer::start().await;
    Mock::given(any()).respond_with(ResponseTemplate::new(503)).up_to_n_times(1).mount(&server).await;
    let response = ResponseTemplate::new(200).set_body_string("{}").insert_header("x-test", "1");
    Mock::given(any()).respond_with(response).mount(&server).await;
    let page = client_without_waits(&server).database_users().list().await.unwrap();
    assert_eq!((page.status().as_u16(), page.attempts()), (200, 2));
    assert_eq!(page.headers()["x-test"], "1");
}
