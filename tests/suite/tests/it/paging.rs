//! Listings that go over pages.

use atlas_api::{Error, Items, model::DatabaseUser};
use atlas_fake::FakeAtlas;
use serde_json::{Value, json};
use wiremock::{
    Mock, MockServer, ResponseTemplate,
    matchers::{any, query_param},
};

use crate::support::{client, client_of, client_without_retries, statuses};

/// The names of all users of a listing, up to its end or its first failure.
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

/// A server that answers page `number` of 2 users a page with `answer`.
async fn mount(server: &MockServer, number: u32, answer: ResponseTemplate) {
    let page = Mock::given(query_param("pageNum", number.to_string())).and(query_param("itemsPerPage", "2"));
    page.respond_with(answer).expect(1).mount(server).await;
}

fn page(names: &[&str], others: Value) -> ResponseTemplate {
    let results: Vec<_> = names.iter().map(|name| json!({ "username": name })).collect();
    let mut body = json!({ "results": results });
    body.as_object_mut().unwrap().extend(others.as_object().unwrap().clone());
    ResponseTemplate::new(200).set_body_json(body)
}

#[tokio::test]
async fn a_stream_brings_all_users_in_order_and_asks_for_no_page_too_many() {
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
async fn a_stream_fetches_a_page_when_the_one_before_is_used_up() {
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
async fn a_page_tells_its_number_and_whether_there_is_another() {
    let fake = FakeAtlas::start().await.unwrap();
    fake.seed_database_users(3);
    let users = client(&fake).database_users();
    for (number, length, has_next) in [(1, 2, true), (2, 1, false), (3, 0, false)] {
        let page = users.list().page(number).page_size(2).send().await.unwrap();
        assert_eq!((page.number(), page.items().len(), page.has_next()), (number, length, has_next));
        assert_eq!(page.total_count(), Some(3));
    }
}

#[tokio::test]
async fn a_wrong_total_count_changes_nothing() {
    for total in [json!(0), json!(1_000_000), json!(null), json!(-1)] {
        let server = MockServer::start().await;
        mount(&server, 1, page(&["a", "b"], json!({ "totalCount": total }))).await;
        mount(&server, 2, page(&["c"], json!({ "totalCount": total }))).await;
        let (found, error) = names(client_of(&server).database_users().list().page_size(2).stream()).await;
        assert_eq!((found, error.is_none()), (vec!["a".into(), "b".into(), "c".into()], true), "{total}");
    }
}

#[tokio::test]
async fn the_links_say_whether_there_is_another_page() {
    let server = MockServer::start().await;
    let next = json!({ "links": [{ "rel": "self", "href": "" }, { "rel": "next", "href": "" }] });
    let last = json!({ "links": [{ "rel": "self", "href": "" }] });
    mount(&server, 1, page(&["a"], next.clone())).await;
    mount(&server, 2, page(&["b", "c"], last)).await;
    let (found, error) = names(client_of(&server).database_users().list().page_size(2).stream()).await;
    assert_eq!((found, error.is_none()), (vec!["a".into(), "b".into(), "c".into()], true));

    let server = MockServer::start().await;
    mount(&server, 1, page(&["a", "b"], next.clone())).await;
    mount(&server, 2, page(&[], next)).await;
    let (found, error) = names(client_of(&server).database_users().list().page_size(2).stream()).await;
    assert_eq!((found, error.is_none()), (vec!["a".into(), "b".into()], true));
}

#[tokio::test]
async fn a_listing_that_failed_is_taken_up_at_the_page_that_the_error_names() {
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
    assert_eq!(error.to_string(), "listGroupDatabaseUsers (page 2) was refused: 503 Service Unavailable");

    let (found, error) = names(list().page(error.page().unwrap()).stream()).await;
    assert_eq!((found, error.is_none()), (vec!["c".into()], true));
}

#[tokio::test]
async fn a_list_that_can_not_be_read_does_not_pass_for_an_empty_one() {
    for (body, readable) in [
        (r#"{"results": "none"}"#, false),
        ("[]", false),
        (r#""none""#, false),
        (r#"{"results": null}"#, true),
        ("{}", true),
        ("", true),
    ] {
        let server = MockServer::start().await;
        Mock::given(any()).respond_with(ResponseTemplate::new(200).set_body_string(body)).mount(&server).await;
        match client_of(&server).database_users().list().send().await {
            Ok(page) => assert!(readable && page.items().is_empty() && !page.has_next(), "{body}: {page:?}"),
            Err(error) => {
                assert!(!readable && error.is_decode(), "{body}: {error}");
                assert_eq!(error.operation(), Some("listGroupDatabaseUsers"));
            }
        }
    }
}
