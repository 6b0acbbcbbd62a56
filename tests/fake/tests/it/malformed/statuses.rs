//! The status for each kind of malformed request.

use std::io::{Read, Write};
use std::net::TcpStream;
use std::time::Duration;

use atlas_fake::FakeAtlas;
use reqwest::Method;

use super::exchange;
use crate::client::{Client, VERSION, app};

const LIMIT: usize = 1024 * 1024;

/// Sends bytes and returns the status of the response.
#[track_caller]
fn status(atlas: &FakeAtlas, bytes: &[u8]) -> u16 {
    let response = exchange(atlas, bytes, false);
    let text = String::from_utf8_lossy(&response);
    let status =
        text.strip_prefix("HTTP/1.1 ").or_else(|| text.strip_prefix("HTTP/1.0 ")).and_then(|rest| rest.get(..3));
    let Some(status) = status.and_then(|status| status.parse().ok()) else {
        panic!("{text:?} after {:?}", String::from_utf8_lossy(&bytes[..bytes.len().min(300)]))
    };
    status
}

/// Returns the head of a signed request, without the final empty line.
async fn head(client: &Client, method: Method, target: &str, headers: &str) -> String {
    let url = format!("{}{target}", client.atlas.base_url());
    let authorization = client.authorization(&method, &url).await;
    format!(
        "{method} {target} HTTP/1.1\r\nhost: 127.0.0.1\r\nconnection: close\r\naccept: {VERSION}\r\n\
         content-type: {VERSION}\r\nauthorization: {authorization}\r\n{headers}"
    )
}

fn target(client: &Client, tail: &str) -> String {
    format!("/api/atlas/v2/groups/{}/databaseUsers{tail}", client.atlas.project_id())
}

async fn count(client: &Client) -> u64 {
    client.get(&client.users()).await.1["totalCount"].as_u64().unwrap()
}

#[tokio::test]
async fn a_body_that_is_too_large_is_refused_with_a_length_or_in_chunks() {
    let client = Client::start().await;
    let users = target(&client, "");
    let declared = head(&client, Method::POST, &users, &format!("content-length: {}\r\n\r\n", LIMIT + 1)).await;
    // A client that expects `100 Continue` gets the error before it sends the body.
    let expecting = declared.replace("connection: close", "expect: 100-continue");
    let mut stream = TcpStream::connect(client.atlas.base_url().strip_prefix("http://").unwrap()).unwrap();
    stream.set_read_timeout(Some(Duration::from_secs(30))).unwrap();
    stream.write_all(expecting.as_bytes()).unwrap();
    let mut response = String::new();
    stream.read_to_string(&mut response).unwrap();
    assert!(response.starts_with("HTTP/1.1 413 "), "{response}");

    // A client that sends nothing of the body gets the error too, long before the idle timeout.
    let mut stream = TcpStream::connect(client.atlas.base_url().strip_prefix("http://").unwrap()).unwrap();
    stream.set_read_timeout(Some(Duration::from_secs(30))).unwrap();
    stream.write_all(declared.as_bytes()).unwrap();
    let mut start = [0; 13];
    stream.read_exact(&mut start).unwrap();
    assert_eq!(&start, b"HTTP/1.1 413 ");

    // A client that sends the whole body before it reads still gets the response.
    let large = head(&client, Method::POST, &users, &format!("content-length: {}\r\n\r\n", 20 * LIMIT)).await;
    assert_eq!(status(&client.atlas, &[large.into_bytes(), vec![b' '; 20 * LIMIT]].concat()), 413);

    for (size, expected) in [(LIMIT, 201), (LIMIT + 1, 413)] {
        let mut chunked = head(&client, Method::POST, &users, "transfer-encoding: chunked\r\n\r\n").await.into_bytes();
        let mut body = app().to_string().into_bytes();
        body.resize(size, b' ');
        for chunk in body.chunks(100_000) {
            write!(chunked, "{:x}\r\n", chunk.len()).unwrap();
            chunked.extend_from_slice(chunk);
            chunked.extend_from_slice(b"\r\n");
        }
        chunked.extend_from_slice(b"0\r\n\r\n");
        assert_eq!(status(&client.atlas, &chunked), expected, "{size}");
    }
    assert_eq!(count(&client).await, 1);
}

#[tokio::test]
async fn an_incomplete_body_changes_nothing() {
    let client = Client::start().await;
    let body = app().to_string();
    for (headers, sent) in [
        (format!("content-length: {}\r\n\r\n", body.len() + 1), body.clone()),
        ("transfer-encoding: chunked\r\n\r\n".to_owned(), format!("{:x}\r\n{body}\r\n", body.len())),
        ("transfer-encoding: chunked\r\n\r\n".to_owned(), format!("{:x}\r\n{body}\r\nzz\r\n", body.len())),
    ] {
        let head = head(&client, Method::POST, &target(&client, ""), &headers).await;
        let response = exchange(&client.atlas, format!("{head}{sent}").as_bytes(), true);
        assert!(
            response.is_empty() || response.starts_with(b"HTTP/1.1 400 "),
            "{}",
            String::from_utf8_lossy(&response)
        );
    }
    assert_eq!(count(&client).await, 0);
}

#[tokio::test]
async fn contradictory_and_malformed_headers_are_refused() {
    let client = Client::start().await;
    let body = app().to_string();
    let length = body.len();
    for (headers, expected) in [
        (format!("content-length: {length}\r\ncontent-length: {}\r\n", length - 1), 400),
        ("content-length: many\r\n".to_owned(), 400),
        ("content-length: -1\r\n".to_owned(), 400),
        ("transfer-encoding: gzip\r\n".to_owned(), 400),
        ("x y: z\r\n".to_owned(), 400),
        ("x: a\0b\r\n".to_owned(), 400),
        ("no colon\r\n".to_owned(), 400),
        (format!("x: {}\r\n", "y".repeat(1024 * 1024)), 431),
        ("a: b\r\n".repeat(200), 431),
    ] {
        let head = head(&client, Method::POST, &target(&client, ""), &format!("{headers}\r\n")).await;
        let sent = format!("{head}{body}");
        assert_eq!(status(&client.atlas, sent.as_bytes()), expected, "{}", &headers[..headers.len().min(60)]);
    }
    assert_eq!(count(&client).await, 0);
}

#[tokio::test]
async fn a_path_must_match_exactly_after_decoding() {
    let client = Client::start().await;
    client.post(&app()).await;
    let users = target(&client, "");
    let project = client.atlas.project_id();
    for (path, expected) in [
        (format!("{users}/admin/app"), 200),
        (format!("{users}/%61dmin/%61pp"), 200),
        (format!("{users}/admin/app/"), 404),
        (format!("{users}//admin/app"), 404),
        (format!("/{users}/admin/app"), 404),
        (format!("{users}/x/../admin/app"), 404),
        (format!("{users}/x/%2e%2e/admin/app"), 404),
        (format!("{users}/./admin/app"), 404),
        (format!("{users}/admin%2fapp"), 404),
        (format!("{users}/admin/app%00"), 404),
        (format!("{users}/admin/ap%70%2500"), 404),
        (format!("{users}/admin/%c1%a1pp"), 400),
        (format!("{users}/admin/%ed%a0%80"), 400),
        (format!("{users}/admin/app;a=b"), 404),
        (format!("{users}/admin/app%3fpretty=true"), 404),
        (format!("{users}/admin/app%"), 404),
        (format!("/API/atlas/v2/groups/{project}/databaseUsers"), 404),
        (format!("/api/atlas/v2/groups/%00{project}/databaseUsers"), 404),
        ("/api/atlas/v2/groups/../../../etc/passwd".to_owned(), 404),
    ] {
        let request = head(&client, Method::GET, &path, "\r\n").await;
        assert_eq!(status(&client.atlas, request.as_bytes()), expected, "{path}");
    }
    assert_eq!(count(&client).await, 1);
}
