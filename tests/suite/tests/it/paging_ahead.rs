//! Listings whose pages are fetched ahead, and pages that Atlas can't count in time.

use atlas_api::{Error, Items, Page, codes, model::DatabaseUser};
use atlas_fake::FakeAtlas;
use serde_json::json;
use wiremock::{
    Mock, MockServer, Request, ResponseTemplate,
    matchers::{any, query_param, query_param_is_missing},
};

use crate::support::{client, client_of, statuses};

/// The names of all users of a listing, and the page that could not be had, if there is one.
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

/// The pages that were asked for, in the order of their numbers, and whether a count was asked for with them.
async fn asked(server: &MockServer) -> Vec<(u32, bool)> {
    let find = |request: &Request, name: &str| {
        request.url.query_pairs().find(|(known, _)| known == name).map(|(_, value)| value.into_owned())
    };
    let of = |request: &Request| {
        let counted = find(request, "includeCount").as_deref() != Some("false");
        (find(request, "pageNum").unwrap().parse().unwrap(), counted)
    };
    let mut asked: Vec<_> = server.received_requests().await.unwrap().iter().map(of).collect();
    asked.sort_by_key(|(number, counted)| (*number, !*counted));
    asked
}

/// Answers page `number` of `pages` with one user, and says that there are `total`.
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

/// A server that no other test uses after this one, for requests that are given up can still be on their way to it.
async fn server_of_its_own() -> MockServer {
    MockServer::builder().start().await
}

fn too_long() -> ResponseTemplate {
    ResponseTemplate::new(500).set_body_json(json!({ "error": 500, "errorCode": "TIMEOUT_WHILE_PAGING" }))
}

fn expected(pages: u32) -> Vec<String> {
    (1..=pages).map(|page| page.to_string()).collect()
}

#[tokio::test]
async fn a_listing_fetched_ahead_is_the_same_listing() {
    let fake = FakeAtlas::start().await.unwrap();
    let seeded = fake.seed_database_users(1_234);
    let users = client(&fake).database_users();
    for pages in [1, 2, 8, 100] {
        fake.clear_journal();
        let (found, failed) = names(users.list().page_size(100).fetch_ahead(pages).stream()).await;
        assert_eq!((found, failed), (seeded.clone(), None), "{pages}");
        let answered = statuses(&fake).into_iter().filter(|status| *status == 200).count();
        assert_eq!(answered, 13, "{pages}");
    }
    let (found, _) = names(users.list().page(5).page_size(100).fetch_ahead(3).stream()).await;
    assert_eq!(found, seeded[400..]);
}

#[tokio::test]
async fn a_total_count_is_a_hint_and_not_the_end() {
    // One item a page of two: by its links alone is there a next one.
    for (total, surplus) in [(Some(0), 0), (Some(4), 0), (Some(10), 0), (Some(1_000), 3), (None, 0)] {
        let server = server_of_its_own().await;
        Mock::given(any()).respond_with(move |request: &Request| page(request, 5, total)).mount(&server).await;
        let list = client_of(&server).database_users().list().page_size(2).fetch_ahead(4);
        assert_eq!(names(list.stream()).await, (expected(5), None), "{total:?}");
        let asked = asked(&server).await;
        assert!((5..=5 + surplus).contains(&asked.len()), "{total:?}: {asked:?}");
    }
}

#[tokio::test]
async fn a_page_that_fails_ends_the_listing_in_its_place_and_it_can_be_taken_up_there() {
    let server = server_of_its_own().await;
    let refused = ResponseTemplate::new(400);
    Mock::given(query_param("pageNum", "4")).respond_with(refused).up_to_n_times(1).mount(&server).await;
    Mock::given(any()).respond_with(|request: &Request| page(request, 6, Some(12))).mount(&server).await;
    let list = client_of(&server).database_users().list().page_size(2).fetch_ahead(8);

    let (found, failed) = names(list.clone().stream()).await;
    assert_eq!((found, failed), (expected(3), Some(4)));
    let (found, failed) = names(list.page(4).stream()).await;
    assert_eq!((found, failed), (expected(6)[3..].to_vec(), None));
}

#[tokio::test]
async fn a_page_that_takes_too_long_to_count_is_asked_for_once_more_without_its_count() {
    let server = MockServer::start().await;
    Mock::given(query_param_is_missing("includeCount")).respond_with(too_long()).mount(&server).await;
    Mock::given(any()).respond_with(|request: &Request| page(request, 1, None)).mount(&server).await;
    let page: Page<DatabaseUser> = client_of(&server).database_users().list().send().await.unwrap();
    assert_eq!((page.items().len(), page.total_count(), page.attempts()), (1, None, 2));
    assert_eq!(asked(&server).await, [(1, true), (1, false)]);
}

#[tokio::test]
async fn a_listing_stays_without_a_count_from_then_on() {
    for (pages, ahead) in [(3, 1), (3, 8)] {
        let server = MockServer::start().await;
        let slow = Mock::given(query_param_is_missing("includeCount")).and(query_param("pageNum", "1"));
        slow.respond_with(too_long()).mount(&server).await;
        Mock::given(any()).respond_with(move |request: &Request| page(request, pages, None)).mount(&server).await;
        let list = client_of(&server).database_users().list().page_size(2).fetch_ahead(ahead);
        assert_eq!(names(list.stream()).await, (expected(pages), None));
        assert_eq!(asked(&server).await, [(1, true), (1, false), (2, false), (3, false)]);
    }
}

#[tokio::test]
async fn no_page_is_asked_for_a_third_time() {
    let server = MockServer::start().await;
    Mock::given(any()).respond_with(too_long()).mount(&server).await;
    let list = client_of(&server).database_users().list();
    let error: Error = list.clone().send().await.unwrap_err();
    assert_eq!((error.code(), error.attempts()), (Some(codes::TIMEOUT_WHILE_PAGING), 2));
    let (found, failed) = names(list.stream()).await;
    assert_eq!((found, failed), (vec![], Some(1)));
    assert_eq!(asked(&server).await, [(1, true), (1, true), (1, false), (1, false)]);
}

#[tokio::test]
async fn a_number_of_pages_that_can_not_be_is_refused_before_anything_is_sent() {
    let fake = FakeAtlas::start().await.unwrap();
    for pages in [0, 101] {
        let mut users = client(&fake).database_users().list().fetch_ahead(pages).stream();
        let error = users.next().await.unwrap().unwrap_err();
        assert!(error.is_invalid_argument());
        let message = format!("fetch ahead: 1 to 100 pages can be fetched at once, not {pages}");
        assert_eq!(error.to_string(), message);
        assert!(users.next().await.is_none());
    }
    assert_eq!(fake.request_count(), 0);
}

#[tokio::test]
async fn a_page_has_the_status_and_the_headers_of_its_answer() {
    let server = MockServer::start().await;
    Mock::given(any()).respond_with(ResponseTemplate::new(503)).up_to_n_times(1).mount(&server).await;
    let answer = ResponseTemplate::new(200).set_body_string("{}").insert_header("x-test", "1");
    Mock::given(any()).respond_with(answer).mount(&server).await;
    let builder = crate::support::builder_of(server.uri()).sleep_with(|_| std::future::ready(()));
    let page = builder.build().unwrap().database_users().list().send().await.unwrap();
    assert_eq!((page.status().as_u16(), page.attempts()), (200, 2));
    assert_eq!(page.headers()["x-test"], "1");
}
