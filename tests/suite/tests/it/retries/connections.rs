//! Connections that break, do not come about, or bring nothing.

use std::{
    error::Error as _,
    io::{BufRead, BufReader, Read, Write},
    net::{TcpListener, TcpStream},
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering::Relaxed},
    },
    time::Duration,
};

use atlas_api::{RetryPolicy, specs::DatabaseUsersPermissionsSpecs as Specs};

use super::{attempts_of_each_verb, client};
use crate::support::builder_of;

/// A server that sends these bytes on each connection in turn, the last of them from then on, and ends the connection.
/// Returns its address and the number of the requests that it has got.
fn raw_server(answers: &'static [&'static str]) -> (String, Arc<AtomicUsize>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let base_url = format!("http://{}", listener.local_addr().unwrap());
    let requests = Arc::new(AtomicUsize::new(0));
    let counted = Arc::clone(&requests);
    std::thread::spawn(move || {
        for connection in listener.incoming() {
            let mut connection = connection.unwrap();
            read_request(&mut connection);
            let answer = answers[counted.fetch_add(1, Relaxed).min(answers.len() - 1)];
            connection.write_all(answer.as_bytes()).unwrap();
        }
    });
    (base_url, requests)
}

/// Reads a request to its end, so that the connection ends in order.
fn read_request(connection: &mut TcpStream) {
    let mut connection = BufReader::new(connection);
    let mut length = 0;
    loop {
        let mut line = String::new();
        connection.read_line(&mut line).unwrap();
        if let Some(value) = line.strip_prefix("content-length: ") {
            length = value.trim().parse().unwrap();
        }
        if line.trim().is_empty() {
            break;
        }
    }
    connection.read_exact(&mut vec![0; length]).unwrap();
}

const DROPPED: &str = "";
const CUT: &str = "HTTP/1.1 200 OK\r\ncontent-length: 99\r\n\r\n{\"username\": ";
const WHOLE: &str = "HTTP/1.1 200 OK\r\ncontent-length: 23\r\nconnection: close\r\n\r\n{\"username\": \"reports\"}\n";

#[tokio::test]
async fn a_read_is_sent_again_when_the_connection_or_the_body_breaks_off() {
    let (base_url, requests) = raw_server(&[DROPPED, CUT, WHOLE]);
    let (atlas, waits) = client(builder_of(base_url));
    let user = atlas.database_users().get("reports").send().await.unwrap();
    assert_eq!((user.username.as_deref(), user.attempts()), (Some("reports"), 3));
    assert_eq!((requests.load(Relaxed), waits.seconds().len()), (3, 2));
}

#[tokio::test]
async fn a_write_whose_answer_is_lost_is_not_sent_again() {
    for broken in [&[DROPPED, WHOLE], &[CUT, WHOLE]] {
        let (base_url, requests) = raw_server(broken);
        let (atlas, _) = client(builder_of(base_url));
        let create = atlas.database_users().create(Specs::new("reports", "a long password"));
        let error = create.send().await.unwrap_err();
        assert_eq!((error.status(), error.attempts(), requests.load(Relaxed)), (None, 1, 1));
        assert_eq!(error.to_string(), "createGroupDatabaseUser got no answer: the exchange broke off");
    }
}

#[tokio::test]
async fn a_connection_that_breaks_each_time_is_the_last_error_with_its_cause() {
    let (base_url, requests) = raw_server(&[DROPPED]);
    let (atlas, _) = client(builder_of(base_url));
    let error = atlas.database_users().get("reports").send().await.unwrap_err();
    assert_eq!((error.attempts(), requests.load(Relaxed)), (5, 5));
    assert_eq!(error.to_string(), "getGroupDatabaseUser (5 attempts) got no answer: the exchange broke off");
    assert!(error.source().unwrap().to_string().starts_with("error sending request"), "{:?}", error.source());
}

#[tokio::test]
async fn a_request_that_found_no_connection_is_sent_again_whatever_the_verb() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let base_url = format!("http://{}", listener.local_addr().unwrap());
    drop(listener);
    let (atlas, waits) = client(builder_of(base_url));
    assert_eq!(attempts_of_each_verb(&atlas).await, [("GET", 5), ("DELETE", 5), ("POST", 5), ("PATCH", 5)]);
    assert_eq!(waits.seconds().len(), 16);
    assert!(atlas.database_users().get("reports").send().await.unwrap_err().is_connect());
}

#[tokio::test]
async fn a_time_limit_that_passed_is_tried_again_only_where_that_can_not_hurt() {
    // Connections are made, but nobody takes them up.
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let builder = builder_of(format!("http://{}", listener.local_addr().unwrap()));
    let policy = RetryPolicy::default().attempts(2);
    let (atlas, _) = client(builder.timeout(Duration::from_millis(20)).retry(policy));
    assert_eq!(attempts_of_each_verb(&atlas).await, [("GET", 2), ("DELETE", 2), ("POST", 1), ("PATCH", 1)]);
    assert!(atlas.database_users().get("reports").send().await.unwrap_err().is_timeout());
}
