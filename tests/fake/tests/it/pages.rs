//! Pages of a list, envelopes, pretty printing, and the methods HEAD and OPTIONS.

use reqwest::{Method, StatusCode};
use serde_json::{Value, json};

use crate::client::{Client, app};

fn names(page: &Value) -> Vec<&str> {
    page["results"].as_array().unwrap().iter().map(|user| user["username"].as_str().unwrap()).collect()
}

#[tokio::test]
async fn a_list_of_one_page_links_only_to_itself() {
    let client = Client::start().await;
    let (status, page) = client.get(&client.users()).await;
    let itself = format!("{}?includeCount=true&pageNum=1&itemsPerPage=100", client.users());
    let expected = json!({ "links": [{ "href": itself, "rel": "self" }], "results": [], "totalCount": 0 });
    assert_eq!((status, page), (StatusCode::OK, expected));
}

#[tokio::test]
async fn a_page_links_to_its_neighbors() {
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
async fn a_page_has_a_hundred_items_by_default() {
    let client = Client::start().await;
    client.atlas.seed_database_users(501);
    let (_, page) = client.get(&client.users()).await;
    assert_eq!((names(&page).len(), &page["totalCount"]), (100, &json!(501)));
    let (_, page) = client.get(&format!("{}?itemsPerPage=500", client.users())).await;
    assert_eq!(names(&page).len(), 500);
}

#[tokio::test]
async fn the_total_count_can_be_omitted() {
    let client = Client::start().await;
    client.atlas.seed_database_users(2);
    let (_, page) = client.get(&format!("{}?includeCount=false&itemsPerPage=1", client.users())).await;
    assert_eq!(page.get("totalCount"), None);
    let next = format!("{}?includeCount=false&itemsPerPage=1&pageNum=2", client.users());
    assert_eq!(page["links"][1], json!({ "href": next, "rel": "next" }));
}

#[tokio::test]
async fn an_invalid_page_parameter_is_refused() {
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
        let response = client.get(&format!("{}?{name}={value}", client.users())).await;
        assert_eq!(response, (StatusCode::BAD_REQUEST, refusal), "{name}={value}");
    }
}

#[tokio::test]
async fn a_huge_page_number_returns_an_empty_page() {
    let client = Client::start().await;
    client.atlas.seed_database_users(1);
    let (status, page) = client.get(&format!("{}?pageNum={}&itemsPerPage=500", client.users(), usize::MAX)).await;
    assert_eq!((status, names(&page)), (StatusCode::OK, vec![]));
}

#[tokio::test]
async fn links_keep_the_query_parameters() {
    let client = Client::start().await;
    let base = format!("{}/api/atlas/v2/groups/{}", client.atlas.base_url(), client.atlas.project_id());
    for name in ["a", "b"] {
        client.atlas.insert("clusters", json!({ "name": name })).unwrap();
    }
    let links = async |query: &str| {
        let request = client.http.get(format!("{base}/clusters?{query}"));
        let request = request.header("accept", "application/vnd.atlas.2024-08-05+json");
        let (_, page) = crate::client::read(client.send(request).await).await;
        let links = page["links"].as_array().unwrap().iter();
        links.map(|link| link["href"].as_str().unwrap().replace(&base, "")).collect::<Vec<_>>()
    };
    // Boolean parameters are in the link even if the request omits them; unknown parameters are dropped.
    let first = links("itemsPerPage=1&pretty=true&color=red").await;
    let kept = "/clusters?includeCount=true&pretty=true&includeDeletedWithRetainedBackups=false";
    assert_eq!(first, [format!("{kept}&pageNum=1&itemsPerPage=1"), format!("{kept}&itemsPerPage=1&pageNum=2")]);
    let other = links("includeCount=false&includeDeletedWithRetainedBackups=true&envelope=true").await;
    let kept = "/clusters?envelope=true&includeCount=false&includeDeletedWithRetainedBackups=true";
    assert_eq!(other.len(), 1);
    assert_eq!(sorted(&other[0]), sorted(&format!("{kept}&pageNum=1&itemsPerPage=100")));

    let (_, page) = client.get(&format!("{base}/events?clusterNames=A%26B&clusterNames=C%20D")).await;
    let itself = page["links"][0]["href"].as_str().unwrap();
    assert!(itself.contains("clusterNames=A%26B&clusterNames=C%20D&"), "{itself}");
}

/// Returns the parts of a request target, sorted.
fn sorted(target: &str) -> Vec<&str> {
    let mut parts: Vec<_> = target.split(['?', '&']).collect();
    parts.sort_unstable();
    parts
}

#[tokio::test]
async fn an_envelope_contains_the_status() {
    let client = Client::start().await;
    client.atlas.seed_database_users(1);
    let (_, bare) = client.get(&client.user("admin/user-1")).await;
    let enveloped = client.get(&format!("{}?envelope=true", client.user("admin/user-1"))).await;
    assert_eq!(enveloped, (StatusCode::OK, json!({ "content": bare, "status": 200 })));

    let (_, page) = client.get(&format!("{}?envelope=true", client.users())).await;
    assert_eq!((names(&page), &page["status"]), (vec!["user-1"], &json!(200)));

    // The HTTP status is always 200, for clients that cannot read it.
    let url = format!("{}?envelope=true", client.users());
    let (status, created) = client.write(Method::POST, &url, app().to_string()).await;
    assert_eq!((status, &created["status"]), (StatusCode::OK, &json!(201)));
    assert_eq!(created["content"]["username"], "app");
    let deleted = client.delete(&format!("{}?envelope=true", client.user("admin/app"))).await;
    assert_eq!(deleted, (StatusCode::OK, json!({ "content": {}, "status": 204 })));
}

#[tokio::test]
async fn errors_support_envelopes_and_pretty_printing() {
    let client = Client::start().await;
    let (status, bare) = client.get(&client.user("admin/nobody")).await;
    assert_eq!(status, StatusCode::NOT_FOUND);
    let enveloped = client.get(&format!("{}?envelope=true", client.user("admin/nobody"))).await;
    assert_eq!(enveloped, (StatusCode::OK, json!({ "content": bare, "status": 404 })));
    let request = client.http.get(format!("{}?envelope=true", client.users())).header("accept", "*/*");
    let (status, body) = crate::client::read(client.send(request).await).await;
    assert_eq!((status, &body["status"]), (StatusCode::OK, &json!(406)));

    let url = format!("{}?pretty=true", client.user("admin/nobody"));
    let text = client.send(client.request(Method::GET, &url)).await.text().await.unwrap();
    assert!(text.starts_with("{\n  \"detail\": \"No user"), "{text}");

    // A digest challenge keeps its status.
    let challenged = client.request(Method::GET, &format!("{}?envelope=true", client.users())).send().await.unwrap();
    assert_eq!(challenged.status(), StatusCode::UNAUTHORIZED);
}

#[tokio::test]
async fn head_returns_a_get_without_a_body_and_options_lists_the_methods() {
    let client = Client::start().await;
    client.atlas.seed_database_users(2);
    let (_, page) = client.get(&client.users()).await;
    let head = client.send(client.request(Method::HEAD, &client.users())).await;
    assert_eq!(
        (head.status(), &head.headers()["content-type"]),
        (StatusCode::OK, &"application/vnd.atlas.2023-01-01+json;charset=utf-8".parse().unwrap())
    );
    assert_eq!(head.headers()["content-length"], page.to_string().len().to_string().as_str());
    assert_eq!(head.bytes().await.unwrap().len(), 0);
    let missing = client.send(client.request(Method::HEAD, &client.user("admin/nobody"))).await;
    assert_eq!((missing.status(), missing.bytes().await.unwrap().len()), (StatusCode::NOT_FOUND, 0));

    for (path, allowed) in [("", "GET, HEAD, POST, OPTIONS"), ("/admin/user-1", "GET, HEAD, DELETE, PATCH, OPTIONS")] {
        let options = client.send(client.request(Method::OPTIONS, &format!("{}{path}", client.users()))).await;
        assert_eq!(
            (options.status(), &options.headers()["allow"]),
            (StatusCode::NO_CONTENT, &allowed.parse().unwrap())
        );
    }
    let unsigned = client.request(Method::OPTIONS, &client.users()).send().await.unwrap();
    assert_eq!(unsigned.status(), StatusCode::UNAUTHORIZED);
    let nowhere = format!("{}/api/atlas/v2/nothing", client.atlas.base_url());
    assert_eq!(client.send(client.request(Method::OPTIONS, &nowhere)).await.status(), StatusCode::NOT_FOUND);
    // HEAD and OPTIONS are not operations, so recordings omit them.
    let exchanges = client.atlas.exchanges();
    assert!(exchanges.iter().all(|exchange| exchange["method"] == "GET"), "{exchanges:?}");
}

#[tokio::test]
async fn a_pretty_response_is_indented() {
    let client = Client::start().await;
    let text = async |url: String| client.send(client.request(Method::GET, &url)).await.text().await.unwrap();
    let bare = text(client.users()).await;
    let pretty = text(format!("{}?pretty=true", client.users())).await;
    assert_eq!(bare.lines().count(), 1);
    assert!(pretty.starts_with("{\n  \"links\": [\n"), "{pretty}");
}
