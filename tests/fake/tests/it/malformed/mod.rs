//! Ten thousand requests that make no sense: none brings the fake down, and none changes anything.

mod random;
mod refused;
mod request;

use std::fs;
use std::io::{ErrorKind, Read, Write};
use std::net::{Shutdown, TcpStream};
use std::time::Duration;

use atlas_fake::FakeAtlas;
use serde_json::{Value, json};

use crate::client::{Client, app, with};
use random::Random;
use request::{Sender, target};

const REQUESTS: usize = 10_000;

/// Sends bytes over a connection of their own and reads what comes, until the other side is done. What has no end of its own
/// needs that the connection has one, which may come before the answer.
fn exchange(atlas: &FakeAtlas, bytes: &[u8], ends: bool) -> Vec<u8> {
    let mut stream = TcpStream::connect(atlas.base_url().strip_prefix("http://").unwrap()).unwrap();
    // A fake that hangs fails the test instead of stopping it.
    stream.set_read_timeout(Some(Duration::from_secs(30))).unwrap();
    // It may refuse before everything is sent.
    let sent = stream.write_all(bytes);
    if ends {
        let _ = sent.and_then(|()| stream.shutdown(Shutdown::Write));
    }
    let mut answer = Vec::new();
    let mut buffer = [0; 4096];
    loop {
        match stream.read(&mut buffer) {
            Ok(0) => break,
            Ok(read) => answer.extend_from_slice(&buffer[..read]),
            Err(error) if error.kind() == ErrorKind::ConnectionReset => break,
            Err(error) => panic!("no end after {:?}: {error}", String::from_utf8_lossy(bytes)),
        }
    }
    answer
}

/// Something that begins like HTTP, or does not.
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
async fn ten_thousand_requests_that_make_no_sense_change_nothing() {
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join("state.jsonl");
    let builder = FakeAtlas::builder().page().journal_limit(1).state_file(&path);
    let client = Client::of(builder.start().await.unwrap());
    let atlas = &client.atlas;
    client.post(&with(app(), json!({ "username": "kept" }))).await;
    let (_, before) = client.get(&client.users()).await;
    // Whatever changes something is in the log of changes.
    let log = fs::read(&path).unwrap();
    let challenged = client.request(reqwest::Method::GET, &client.users()).send().await.unwrap();
    let challenge = challenged.headers()["www-authenticate"].to_str().unwrap().parse().unwrap();
    let mut sender = Sender { atlas, challenge };

    let mut random = Random(42);
    let mut answered = 0;
    for _ in 0..REQUESTS {
        let kind = random.below(3);
        let bytes = match kind {
            0 => {
                let target = target(&mut random, atlas.project_id());
                raw(&mut random, &target)
            }
            1 => sender.of_operation(&mut random),
            _ => sender.of_users(&mut random),
        };
        let answer = exchange(atlas, &bytes, kind == 0);
        let shown = || {
            (
                String::from_utf8_lossy(&bytes[..bytes.len().min(600)]).into_owned(),
                String::from_utf8_lossy(&answer).into_owned(),
            )
        };
        let is_answered = answer.starts_with(b"HTTP/1.");
        if is_answered {
            answered += 1;
            assert!(matches!(answer.get(9), Some(b'2'..=b'4')), "{:?}", shown());
        }
        // A thread that panics answers nothing. Only a body that is not read may keep its sender from the answer.
        assert!(is_answered || kind == 0 || bytes.len() > 1024 * 1024, "{:?}", shown());
        assert!(kind != 1 || answer[9] == b'4', "{:?}", shown());
    }
    assert!(answered > REQUESTS * 2 / 3, "{answered} were answered");
    let (status, after): (_, Value) = client.get(&client.users()).await;
    assert_eq!((status.as_u16(), after), (200, before));
    assert_eq!(String::from_utf8(fs::read(&path).unwrap()), String::from_utf8(log));
}
