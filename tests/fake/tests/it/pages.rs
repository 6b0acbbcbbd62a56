//! Pages of a list, and how an answer is wrapped and written.

use reqwest::{Method, StatusCode};
use serde_json::{Value, json};

use crate::client::Client;

fn names(page: &Value) -> Vec<&str> {
    page["results"].as_array().unwrap().iter().map(|user| user["username"].as_str().unwrap()).collect()
}

#[tokio::test]
async fn a_list_that_fits_a_page_links_only_to_itself() {
    let client = Client::start().await;
    let (status, page) = client.get(&client.users()).await;
    let itself = format!("{}?includeCount=true&pageNum=1&itemsPerPage=100", client.users());
    let expected = json!({ "links": [{ "href": itself, "rel": "self" }], "results": [], "totalCount": 0 });
    assert_eq!((status, page), (StatusCode::OK, expected));
}

#[tokio::test]
async fn pages_link_to_their_neighbours() {
    let client = Client::start().await;
    client.atlas.seed_database_users(5);

    let (_, page) = client.get(&format!("{}?pageNum=2&itemsPerPage=2", client.users())).await;
    assert_eq!(names(&page), ["user-3", "user-4"]);
    assert_eq!(page["totalCount"], 5);
    let users = client.users();
    let links = json!([
        { "href": format!("{users}?includeCount=true&pageNum=2&itemsPerPage=2"), "rel": "self" },
        { "href": format!("{users}?includeCount=true&itemsPerPage=2&pageNum=1"), "rel": "previous" },
        { "href": format!("{users}?includeCount=true&itemsPerPage=2&pageNum=3"), "rel": "next" },
    ]);
    assert_eq!(page["links"], links);
}

#[tokio::test]
async fn following_the_next_links_visits_every_user_once() {
    let client = Client::start().await;
    let seeded = client.atlas.seed_database_users(7);
    let mut seen = Vec::new();
    let mut next = Some(format!("{}?itemsPerPage=3", client.users()));
    while let Some(url) = next {
        let (_, page) = client.get(&url).await;
        seen.extend(names(&page).into_iter().map(str::to_owned));
        let links = page["links"].as_array().unwrap();
        let link = links.iter().find(|link| link["rel"] == "next");
        next = link.map(|link| link["href"].as_str().unwrap().to_owned());
    }
    assert_eq!(seen, seeded);
}

#[tokio::test]
async fn a_full_last_page_has_no_next_link_and_a_page_after_it_is_empty() {
    let client = Client::start().await;
    client.atlas.seed_database_users(4);
    let rels = |page: &Value| -> Vec<String> {
        page["links"].as_array().unwrap().iter().map(|link| link["rel"].as_str().unwrap().to_owned()).collect()
    };
    let (_, last) = client.get(&format!("{}?pageNum=2&itemsPerPage=2", client.users())).await;
    assert_eq!(rels(&last), ["self", "previous"]);
    let (_, beyond) = client.get(&format!("{}?pageNum=3&itemsPerPage=2", client.users())).await;
    assert_eq!((names(&beyond), rels(&beyond)), (vec![], vec!["self".to_owned(), "previous".to_owned()]));
}

#[tokio::test]
async fn a_page_holds_a_hundred_users_unless_asked_otherwise() {
    let client = Client::start().await;
    client.atlas.seed_database_users(501);
    let (_, page) = client.get(&client.users()).await;
    assert_eq!((names(&page).len(), &page["totalCount"]), (100, &json!(501)));
    let (_, page) = client.get(&format!("{}?itemsPerPage=500", client.users())).await;
    assert_eq!(names(&page).len(), 500);
}

#[tokio::test]
async fn the_count_can_be_left_out() {
    let client = Client::start().await;
    client.atlas.seed_database_users(2);
    let (_, page) = client.get(&format!("{}?includeCount=false&itemsPerPage=1", client.users())).await;
    assert_eq!(page.get("totalCount"), None);
    let next = format!("{}?includeCount=false&itemsPerPage=1&pageNum=2", client.users());
    assert_eq!(page["links"][1], json!({ "href": next, "rel": "next" }));
}

#[tokio::test]
async fn a_page_that_cannot_be_is_refused() {
    let client = Client::start().await;
    let wrong = [
        ("pageNum", "0"),
        ("pageNum", "-1"),
        ("pageNum", "one"),
        ("pageNum", ""),
        ("pageNum", "99999999999999999999999"),
        ("itemsPerPage", "0"),
        ("itemsPerPage", "501"),
        ("includeCount", "yes"),
        ("envelope", "1"),
        ("pretty", ""),
    ];
    for (name, value) in wrong {
        let refusal = json!({
            "detail": format!("Invalid query parameter {name} specified."),
            "error": 400,
            "errorCode": "INVALID_QUERY_PARAMETER",
            "parameters": [name],
            "reason": "Bad Request",
        });
        let answer = client.get(&format!("{}?{name}={value}", client.users())).await;
        assert_eq!(answer, (StatusCode::BAD_REQUEST, refusal), "{name}={value}");
    }
}

#[tokio::test]
async fn an_enormous_page_number_is_an_empty_page() {
    let client = Client::start().await;
    client.atlas.seed_database_users(1);
    let (status, page) = client.get(&format!("{}?pageNum={}&itemsPerPage=500", client.users(), usize::MAX)).await;
    assert_eq!((status, names(&page)), (StatusCode::OK, vec![]));
}

#[tokio::test]
async fn an_envelope_holds_the_status() {
    let client = Client::start().await;
    client.atlas.seed_database_users(1);
    let (_, bare) = client.get(&client.user("admin/user-1")).await;
    let enveloped = client.get(&format!("{}?envelope=true", client.user("admin/user-1"))).await;
    assert_eq!(enveloped, (StatusCode::OK, json!({ "content": bare, "status": 200 })));

    let (_, page) = client.get(&format!("{}?envelope=true", client.users())).await;
    assert_eq!((names(&page), &page["status"]), (vec!["user-1"], &json!(200)));
}

#[tokio::test]
async fn a_pretty_answer_is_indented() {
    let client = Client::start().await;
    let text = async |url: String| client.send(client.request(Method::GET, &url)).await.text().await.unwrap();
    let bare = text(client.users()).await;
    let pretty = text(format!("{}?pretty=true", client.users())).await;
    assert_eq!(bare.lines().count(), 1);
    assert!(pretty.starts_with("{\n  \"links\": [\n"), "{pretty}");
}
