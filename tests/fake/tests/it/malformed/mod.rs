//! Ten thousand malformed requests: none stops the fake, and none changes its state.

mod random;
mod request;
mod statuses;

use std::fs;
use std::io::{ErrorKind, Read, Write};
use std::net::{Shutdown, TcpStream};
use std::time::Duration;

use atlas_fake::FakeAtlas;
use serde_json::{Value, json};

use crate::client::{Client, app, with};
use random::Random;
use request::{RequestWriter, target};

const REQUESTS: usize = 10_000;

/// Sends bytes over a new connection and reads until the fake closes it.
///
/// With `ends`, the client closes its side after sending. A request without a definite length needs that, although it
/// may prevent a response.
fn exchange(atlas: &FakeAtlas, bytes: &[u8], ends: bool) -> Vec<u8> {
    let mut stream = TcpStream::connect(atlas.base_url().strip_prefix("http://").unwrap()).unwrap();
    // A fake that hangs fails the test instead of stopping it.
    stream.set_read_timeout(Some(Duration::from_secs(30))).unwrap();
    // The fake may respond and close before all bytes are sent.
    let sent = stream.write_all(bytes);
    if ends {
        let _ = sent.and_then(|()| stream.shutdown(Shutdown::Write));
    }
    let mut response = Vec::new();
    let mut buffer = [0; 4096];
    loop {
        match stream.read(&mut buffer) {
            Ok(0) => break,
            Ok(read) => response.extend_from_slice(&buffer[..read]),
            Err(error) if error.kind() == ErrorKind::ConnectionReset => break,
            Err(error) => panic!("the connection stays open after {:?}: {error}", String::from_utf8_lossy(bytes)),
        }
    }
    response
}

/// Returns bytes that are not a valid HTTP request; most begin like one.
fn raw(random: &mut Random, target: &str) -> Vec<u8> {
    let fixed: [&[u8]; 10] = [
        b"GET / HTTP/1.1\r\n\r\n",
        b"GET / HTTP/9.9\r\nhost: x\r\n\r\n",
        b"GET  /  HTTP/1.1\r\nhost: x\r\n\r\n",
        b"POST / HTTP/1.1\r\nhost: x\r\ncontent-length: 5\r\n\r\nab",
        b"POST / HTTP/1.1\r\nhost: x\r\ncontent-length: 5\r\ncontent-length: 6\r\n\r\nabcdef",
        b"POST / HTTP/1.1\r\nhost: x\r\ntransfer-encoding: chunked\r\n\r\nzz\r\n",
        b"POST / HTTP/1.1\r\nhost: x\r\ntransfer-encoding: chunked\r\ncontent-length: 3\r\n\r\n0\r\n\r\n",
        b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n\0\0\0\xff\xff\xff",
        b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03",
        b"\r\n\r\n\r\n",
    ];
    match random.below(4) {
        0 => random.bytes(400),
        1 => format!("GET {target} HTTP/1.1\r\nhost: x\r\nx: {}\r\n\r\n", "y".repeat(random.below(5000))).into_bytes(),
        2 => {
            let mut headers = b"GET / HTTP/1.1\r\nhost: x\r\n".to_vec();
            for _ in 0..random.below(150) {
                headers.extend_from_slice(b"a: b\r\n");
            }
            headers.extend(random.bytes(100));
            headers
        }
        _ => fixed[random.below(fixed.len())].to_vec(),
    }
}

#[tokio::test]
async fn ten_thousand_malformed_requests_change_nothing() {
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join("state.jsonl");
    let builder = FakeAtlas::builder().page().journal_limit(1).state_file(&path);
    let client = Client::of(builder.start().await.unwrap());
    let atlas = &client.atlas;
    client.post(&with(app(), json!({ "username": "kept" }))).await;
    let (_, before) = client.get(&client.users()).await;
    // The state file has every change.
    let log = fs::read(&path).unwrap();
    let challenged = client.request(reqwest::Method::GET, &client.users()).send().await.unwrap();
    let challenge = challenged.headers()["www-authenticate"].to_str().unwrap().parse().unwrap();
    let mut writer = RequestWriter { atlas, challenge };

    let mut random = Random(42);
    let mut responses = 0;
    for _ in 0..REQUESTS {
        let kind = random.below(3);
        let bytes = match kind {
            0 => {
                let target = target(&mut random, atlas.project_id());
                raw(&mut random, &target)
            }
            1 => writer.operation_request(&mut random),
            _ => writer.user_request(&mut random),
        };
        let response = exchange(atlas, &bytes, kind == 0);
        let shown = || {
            (
                String::from_utf8_lossy(&bytes[..bytes.len().min(600)]).into_owned(),
                String::from_utf8_lossy(&response).into_owned(),
            )
        };
        let has_response = response.starts_with(b"HTTP/1.");
        if has_response {
            responses += 1;
            assert!(matches!(response.get(9), Some(b'2'..=b'4')), "{:?}", shown());
        }
        // A panic would leave a request without a response. Only an unread large body may hide the response from the
        // client.
        assert!(has_response || kind == 0 || bytes.len() > 1024 * 1024, "{:?}", shown());
        assert!(kind != 1 || response[9] == b'4', "{:?}", shown());
    }
    assert!(responses > REQUESTS * 2 / 3, "{responses} responses");
    let (status, after): (_, Value) = client.get(&client.users()).await;
    assert_eq!((status.as_u16(), after), (200, before));
    assert_eq!(String::from_utf8(fs::read(&path).unwrap()), String::from_utf8(log));
}
