//! Injected faults, as seen by a client.

use std::error::Error;
use std::io::{self, Read, Write};
use std::net::TcpStream;
use std::time::{Duration, SystemTime};

use atlas_fake::{FakeAtlas, Fault};
use reqwest::header::{CONTENT_LENGTH, CONTENT_TYPE, RETRY_AFTER, WWW_AUTHENTICATE};
use reqwest::{Method, StatusCode};
use serde_json::{Value, json};

use crate::client::{Client, app, read};

impl Client {
    async fn status(&self, name: &str) -> u16 {
        self.get(&self.user(name)).await.0.as_u16()
    }
}

/// Returns the I/O error of a request that got no response.
fn cause(error: &reqwest::Error) -> Option<io::ErrorKind> {
    let mut source: Option<&(dyn Error + 'static)> = Some(error);
    while let Some(error) = source {
        if let Some(error) = error.downcast_ref::<io::Error>() {
            return Some(error.kind());
        }
        source = error.source();
    }
    None
}

async fn fails(client: &Client, method: Method, url: &str, body: String) -> reqwest::Error {
    let mut request =
        client.request(method, url).header(CONTENT_TYPE, crate::client::VERSION).body(body).build().unwrap();
    let authorization = client.authorization(request.method(), url).await;
    request.headers_mut().insert("authorization", authorization.parse().unwrap());
    client.http.execute(request).await.unwrap_err()
}

#[tokio::test]
async fn a_status_fault_applies_to_its_operation_the_given_number_of_times() {
    let client = Client::start().await;
    client.post(&app()).await;
    client.atlas.fault(Fault::status(503).on("getGroupDatabaseUser").times(2));
    assert_eq!(client.get(&client.users()).await.0, StatusCode::OK);
    let (status, body) = client.get(&client.user("admin/app")).await;
    let expected = json!({
        "detail": "This error was injected.",
        "error": 503,
        "errorCode": "UNEXPECTED_ERROR",
        "parameters": [],
        "reason": "Service Unavailable",
    });
    assert_eq!((status.as_u16(), body), (503, expected));
    assert_eq!(client.status("admin/app").await, 503);
    assert_eq!(client.status("admin/app").await, 200);

    let faults: Vec<_> = client.atlas.requests().iter().map(|request| request.fault().map(str::to_owned)).collect();
    let hit = Some("status=503".to_owned());
    assert_eq!(faults, [None, None, None, hit.clone(), hit, None]);
}

#[tokio::test]
async fn a_fault_skips_other_methods_initial_requests_and_requests_without_credentials() {
    let client = Client::start().await;
    client.atlas.fault(Fault::status(409).code("SOME_CODE").methods(["post"]).after(1));
    assert_eq!(client.post(&app()).await.0, StatusCode::CREATED);
    assert_eq!(client.status("admin/app").await, 200);
    let (status, body) = client.post(&app()).await;
    assert_eq!((status.as_u16(), &body["errorCode"]), (409, &json!("SOME_CODE")));

    client.atlas.clear_faults();
    client.atlas.fault(Fault::status(500).challenges_too());
    let unauthenticated = client.request(Method::GET, &client.users()).send().await.unwrap();
    assert_eq!(unauthenticated.status(), 500);
}

#[tokio::test]
async fn a_seed_determines_which_requests_a_probability_selects() {
    async fn run(seed: u64) -> Vec<u16> {
        let fault = Fault::status(503).on("getGroupDatabaseUser").probability(0.3).seed(seed);
        let client = Client::of(FakeAtlas::builder().fault(fault).start().await.unwrap());
        let mut statuses = Vec::new();
        for _ in 0..40 {
            statuses.push(client.status("admin/nobody").await);
        }
        statuses
    }
    let (first, again, other) = (run(7).await, run(7).await, run(8).await);
    assert_eq!(first, again);
    assert_ne!(first, other);
    assert!(first.contains(&503) && first.contains(&404), "{first:?}");
}

#[tokio::test]
async fn a_reset_before_skips_the_request_and_a_reset_after_handles_it() {
    let client = Client::start().await;
    for (fault, created) in [(Fault::reset_before(), 404), (Fault::reset_after(), 200)] {
        client.atlas.fault(fault.methods(["POST"]).times(1));
        let error = fails(&client, Method::POST, &client.users(), app().to_string()).await;
        assert_eq!(cause(&error), Some(io::ErrorKind::ConnectionReset), "{error:?}");
        assert_eq!(client.status("admin/app").await, created);
    }
    let faults: Vec<_> = client
        .atlas
        .requests()
        .iter()
        .filter_map(|request| Some((request.fault()?.to_owned(), request.status())))
        .collect();
    let unseen = ("reset=before".to_owned(), StatusCode::SERVICE_UNAVAILABLE);
    assert_eq!(faults, [unseen, ("reset=after".to_owned(), StatusCode::CREATED)]);
}

#[tokio::test]
async fn a_reset_closes_the_connection_with_a_tcp_reset() {
    let fault = Fault::reset_before().challenges_too().times(1);
    let atlas = FakeAtlas::builder().fault(fault).start().await.unwrap();
    let ends = |atlas: &FakeAtlas| {
        let mut stream = TcpStream::connect(atlas.base_url().strip_prefix("http://").unwrap()).unwrap();
        stream.write_all(b"GET / HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n\r\n").unwrap();
        let mut bytes = Vec::new();
        stream.read_to_end(&mut bytes).map_err(|error| error.kind())
    };
    assert_eq!(ends(&atlas), Err(io::ErrorKind::ConnectionReset));
    assert!(ends(&atlas).is_ok());
}

#[tokio::test]
async fn a_cut_body_is_shorter_than_its_length() {
    let client = Client::start().await;
    client.post(&app()).await;
    client.atlas.fault(Fault::cut_body().times(1));
    let url = client.user("admin/app");
    let response = client.send(client.request(Method::GET, &url)).await;
    assert_eq!(response.status(), 200);
    let promised: usize = response.headers()[CONTENT_LENGTH].to_str().unwrap().parse().unwrap();
    assert!(response.bytes().await.is_err());

    let (_, whole) = client.get(&url).await;
    assert_eq!(promised, whole.to_string().len());
    assert_eq!(client.atlas.requests()[2].fault(), Some("cut"));
}

#[tokio::test]
async fn half_of_a_cut_body_is_received() {
    let atlas = FakeAtlas::builder().fault(Fault::cut_body().challenges_too()).start().await.unwrap();
    let mut stream = TcpStream::connect(atlas.base_url().strip_prefix("http://").unwrap()).unwrap();
    stream.write_all(b"GET / HTTP/1.1\r\nhost: localhost\r\n\r\n").unwrap();
    let mut response = String::new();
    stream.read_to_string(&mut response).unwrap();
    let (head, body) = response.split_once("\r\n\r\n").unwrap();
    let whole = atlas.requests()[0].response_body().to_vec();
    assert!(head.contains(&format!("content-length: {}", whole.len())), "{head}");
    assert_eq!(body.as_bytes(), &whole[..whole.len() / 2]);
}

#[tokio::test]
async fn half_of_a_cut_log_is_received_for_any_size() {
    for size in [4096, 64 * 1024, 128 * 1024, 300_000] {
        // At another time, the lines would have other dates.
        let now = || SystemTime::UNIX_EPOCH + Duration::from_secs(1_750_000_000);
        let client = Client::of(FakeAtlas::builder().log_size(size).clock(now).start().await.unwrap());
        client.atlas.insert("clusters", json!({ "name": "orders" })).unwrap();
        let project = format!("{}/api/atlas/v2/groups/{}", client.atlas.base_url(), client.atlas.project_id());
        let (_, page) = client.get(&format!("{project}/processes")).await;
        let url = format!("{project}/clusters/{}/logs/mongodb.gz", page["results"][0]["hostname"].as_str().unwrap());
        let get = || client.http.get(&url).header("accept", "application/vnd.atlas.2023-02-01+gzip");
        let whole = client.send(get()).await.bytes().await.unwrap();
        client.atlas.fault(Fault::cut_body());
        let mut response = client.send(get()).await;
        assert_eq!(response.status(), 200);
        let mut received = Vec::new();
        let error = loop {
            match response.chunk().await {
                Ok(chunk) => received.extend_from_slice(&chunk.unwrap()),
                Err(error) => break error,
            }
        };
        assert!(error.is_body() || error.is_decode(), "{error:?}");
        assert!(whole.starts_with(&received) && received.len() < whole.len(), "{} of {}", received.len(), whole.len());
        assert!(received.len() * 4 > whole.len(), "{} of {}", received.len(), whole.len());
    }
}

#[tokio::test]
async fn an_html_page_and_an_empty_body_replace_the_json_error() {
    let client = Client::start().await;
    client.atlas.fault(Fault::html_page().times(1));
    client.atlas.fault(Fault::empty(401).times(1));
    client.atlas.fault(Fault::empty(503).times(1));
    let url = client.users();

    let page = client.send(client.request(Method::GET, &url)).await;
    assert_eq!(
        (page.status(), &page.headers()[CONTENT_TYPE]),
        (StatusCode::BAD_GATEWAY, &"text/html; charset=utf-8".parse().unwrap())
    );
    assert!(page.text().await.unwrap().contains("<h1>502 Bad Gateway</h1>"));

    let empty = client.send(client.request(Method::GET, &url)).await;
    assert_eq!((empty.status().as_u16(), empty.headers().get(WWW_AUTHENTICATE)), (401, None));
    assert_eq!(read(empty).await.1, Value::Null);
    assert_eq!(client.get(&url).await, (StatusCode::SERVICE_UNAVAILABLE, Value::Null));
    assert_eq!(client.get(&url).await.0, StatusCode::OK);
}

#[tokio::test]
async fn a_stale_nonce_fault_returns_a_new_challenge() {
    let client = Client::start().await;
    client.atlas.fault(Fault::stale_nonce().times(1));
    let stale = client.send(client.request(Method::GET, &client.users())).await;
    assert_eq!(stale.status(), 401);
    assert!(stale.headers()[WWW_AUTHENTICATE].to_str().unwrap().ends_with("stale=true"));
    client.take_challenge(&stale);
    assert_eq!(client.get(&client.users()).await.0, StatusCode::OK);
}

#[tokio::test]
async fn a_rate_limit_fault_has_a_retry_after_only_if_configured() {
    let client = Client::start().await;
    client.atlas.fault(Fault::rate_limited().retry_after(5).times(1));
    client.atlas.fault(Fault::rate_limited().times(1));
    for expected in [Some("5"), None] {
        let limited = client.send(client.request(Method::GET, &client.users())).await;
        let retry_after = limited.headers().get(RETRY_AFTER).map(|value| value.to_str().unwrap().to_owned());
        assert_eq!(retry_after.as_deref(), expected);
        let limits = ["ratelimit-limit", "ratelimit-remaining"].map(|name| limited.headers().get(name).cloned());
        let numbers = expected.map(|_| ["100", "0"].map(|number| Some(number.parse().unwrap())));
        assert_eq!(limits, numbers.unwrap_or_default());
        let (status, body) = read(limited).await;
        assert_eq!((status.as_u16(), &body["errorCode"]), (429, &json!("RATE_LIMITED")));
    }
}

#[tokio::test]
async fn latencies_add_up_and_combine_with_another_fault() {
    let client = Client::start().await;
    client.atlas.fault("*:latency=1ms".parse().unwrap());
    client.atlas.fault("*:status=503".parse().unwrap());
    client.atlas.fault("*:latency=2ms".parse().unwrap());
    assert_eq!(client.get(&client.users()).await.0, StatusCode::SERVICE_UNAVAILABLE);
    assert_eq!(client.atlas.requests()[1].fault(), Some("latency=3ms,status=503"));
}

#[test]
#[should_panic(expected = "operation \"getCluster\": not in the API document")]
fn a_fault_on_an_unknown_operation_is_refused() {
    let _ = Fault::status(503).on("getCluster");
}
