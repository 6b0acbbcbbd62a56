//! Connections without traffic are closed.

use std::time::Duration;

use atlas_fake::{FakeAtlas, Fault};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

const IDLE: Duration = Duration::from_millis(50);

/// Sends bytes to a fake, and returns everything that it sends until it closes the connection.
async fn exchange(fake: &FakeAtlas, sent: &str) -> String {
    let mut stream = TcpStream::connect(fake.base_url().trim_start_matches("http://")).await.unwrap();
    stream.write_all(sent.as_bytes()).await.unwrap();
    let mut received = String::new();
    stream.read_to_string(&mut received).await.unwrap();
    received
}

#[tokio::test]
async fn a_connection_without_a_complete_request_head_is_closed() {
    let fake = FakeAtlas::builder().idle_timeout(IDLE).start().await.unwrap();
    for sent in ["", "P", "PRI * HTTP/2.0", "GET /api/atlas/v2/groups", "GET / HTTP/1.1\r\nhost: localhost\r\n"] {
        assert_eq!(exchange(&fake, sent).await, "", "{sent}");
    }
    assert_eq!(fake.request_count(), 0);
}

#[tokio::test]
async fn a_request_whose_body_stops_is_refused_and_its_connection_closed() {
    let fake = FakeAtlas::builder().idle_timeout(IDLE).start().await.unwrap();
    let head = "POST /api/atlas/v2/groups HTTP/1.1\r\nhost: localhost\r\ncontent-length: 10\r\n\r\n{\"n";
    let received = exchange(&fake, head).await;
    assert!(received.starts_with("HTTP/1.1 408 Request Timeout\r\n"), "{received}");
    assert!(received.contains("\"errorCode\":\"REQUEST_TIMEOUT\""), "{received}");
    assert_eq!(fake.requests()[0].status(), 408);
}

#[tokio::test]
async fn a_connection_is_closed_after_its_last_response() {
    let fake = FakeAtlas::builder().idle_timeout(IDLE).start().await.unwrap();
    let request = "GET /api/atlas/v2/groups HTTP/1.1\r\nhost: localhost\r\n\r\n";
    let received = exchange(&fake, &request.repeat(2)).await;
    assert_eq!(received.matches("HTTP/1.1 401 Unauthorized\r\n").count(), 2, "{received}");
}

#[tokio::test]
async fn a_connection_is_open_while_a_request_is_handled() {
    let slow = Fault::latency(4 * IDLE).challenges_too();
    let fake = FakeAtlas::builder().idle_timeout(IDLE).fault(slow).start().await.unwrap();
    let received = exchange(&fake, "GET /api/atlas/v2/groups HTTP/1.1\r\nhost: localhost\r\n\r\n").await;
    assert!(received.starts_with("HTTP/1.1 401 Unauthorized\r\n"), "{received}");
}
