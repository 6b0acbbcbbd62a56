//! Ten thousand requests that make no sense: none brings the fake down, and none changes anything.

use std::io::{Read, Write};
use std::net::{Shutdown, TcpStream};
use std::time::Duration;

use atlas_fake::FakeAtlas;
use digest_auth::{AuthContext, WwwAuthenticateHeader};
use serde_json::{Value, json};

use crate::client::{Client, VERSION, app};

const REQUESTS: usize = 10_000;

/// SplitMix64: the same requests in every run.
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    fn below(&mut self, end: usize) -> usize {
        (self.next() % end as u64) as usize
    }

    fn pick<'a, T: ?Sized>(&mut self, choices: &[&'a T]) -> &'a T {
        choices[self.below(choices.len())]
    }

    fn bytes(&mut self, most: usize) -> Vec<u8> {
        let length = self.below(most);
        (0..length).map(|_| self.next() as u8).collect()
    }
}

/// Sends bytes over a connection of their own and reads what comes, until the other side is done.
fn exchange(atlas: &FakeAtlas, bytes: &[u8]) -> Vec<u8> {
    let mut stream = TcpStream::connect(atlas.base_url().strip_prefix("http://").unwrap()).unwrap();
    // A fake that hangs fails the test instead of stopping it.
    stream.set_read_timeout(Some(Duration::from_secs(30))).unwrap();
    // It may refuse before everything is sent.
    let _ = stream.write_all(bytes).and_then(|()| stream.shutdown(Shutdown::Write));
    let mut answer = Vec::new();
    let mut buffer = [0; 4096];
    loop {
        match stream.read(&mut buffer) {
            Ok(0) => break,
            Ok(read) => answer.extend_from_slice(&buffer[..read]),
            Err(error) if error.kind() == std::io::ErrorKind::ConnectionReset => break,
            Err(error) => panic!("no end after {:?}: {error}", String::from_utf8_lossy(bytes)),
        }
    }
    answer
}

/// A body that no operation takes: another type, a broken one, a wrong property, or bytes.
fn body(random: &mut Random) -> Vec<u8> {
    let values =
        [json!(null), json!(-1), json!(1e300), json!([]), json!([[[]]]), json!({}), json!(true), json!("\u{0}")];
    let value = values[random.below(values.len())].clone();
    match random.below(8) {
        0 => Vec::new(),
        1 => random.bytes(200),
        2 => value.to_string().into_bytes(),
        3 => "[".repeat(random.below(20_000)).into_bytes(),
        4 => {
            let whole = app().to_string().into_bytes();
            whole[..random.below(whole.len())].to_vec()
        }
        5 if random.below(50) == 0 => vec![b'x'; 2 * 1024 * 1024],
        5 => format!("{{\"username\": \"{}\"}}", "x".repeat(random.below(300_000))).into_bytes(),
        6 => {
            let mut broken = app();
            broken["roles"] = if value == json!([]) { json!(0) } else { value };
            broken.as_object_mut().unwrap().remove("databaseName");
            broken.to_string().into_bytes()
        }
        _ => {
            let mut broken = app();
            broken["deleteAfterDate"] = json!("tomorrow");
            broken[random.pick(&["x", "links", "labels", "scopes"])] = value;
            broken.to_string().into_bytes()
        }
    }
}

fn target(random: &mut Random, project: &str) -> String {
    let users = format!("/api/atlas/v2/groups/{project}/databaseUsers");
    let tail = random.pick(&[
        "",
        "/admin/kept/../..",
        "/admin/%00",
        "/admin/%ff%fe",
        "/admin/%2e%2e%2f",
        "//",
        "/admin/",
        "/admin/kept/extra/more",
        "/%",
        "?pageNum=0",
        "?itemsPerPage=99999999999999999999999",
        "?pageNum=-1&envelope=perhaps",
        "?%ff=%ff&=&&==",
        ";a=b",
        "/admin/kept%0d%0aset-cookie:x",
    ]);
    match random.below(4) {
        0 => format!("{users}/{}", "a/".repeat(random.below(2000))),
        1 => random
            .pick(&["/", "*", "/api", "/api/atlas/v2/../../etc/passwd", "//example.com/", "/-/state", "?"])
            .to_owned(),
        _ => format!("{users}{tail}"),
    }
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
    let client = Client::of(FakeAtlas::builder().page().journal_limit(1).start().await.unwrap());
    let atlas = &client.atlas;
    atlas.insert_database_user(json!({ "databaseName": "admin", "username": "kept", "roles": [] })).unwrap();
    let (_, before) = client.get(&client.users()).await;
    let challenged = client.request(reqwest::Method::GET, &client.users()).send().await.unwrap();
    let mut challenge: WwwAuthenticateHeader =
        challenged.headers()["www-authenticate"].to_str().unwrap().parse().unwrap();

    let mut random = Random(42);
    let mut answered = 0;
    for _ in 0..REQUESTS {
        let target = target(&mut random, atlas.project_id());
        let bytes = if random.below(3) == 0 {
            raw(&mut random, &target)
        } else {
            let method = random.pick(&["GET", "POST", "PATCH", "PUT", "HEAD", "OPTIONS", "TRACE", "BREW"]);
            let body = if method == "GET" { Vec::new() } else { body(&mut random) };
            let context = AuthContext::new_with_method(
                atlas.public_key(),
                atlas.private_key(),
                &target,
                None::<&[u8]>,
                method.to_owned().into(),
            );
            let right = challenge.respond(&context).unwrap().to_string();
            let broken = random.pick(&[
                "",
                "Digest",
                "Digest x",
                "Bearer \"",
                "Basic Og==",
                "Digest username=\"\u{e9}\", nonce=,,,",
                "Digest username=\"fakepubl\", realm=\"MMS Public API\", nonce=\"1\", uri=\"/\", response=\"2\"",
            ]);
            // Most come through to where they are looked at.
            let authorization = if random.below(4) == 0 { broken } else { right.as_str() };
            let accept = random.pick(&[VERSION, VERSION, VERSION, "", "*/*", "application/vnd.atlas.9999-99-99+json"]);
            let content_type = random.pick(&[VERSION, VERSION, "application/json", "text/plain", ";;;", ""]);
            let length = body.len();
            let mut bytes = format!(
                "{method} {target} HTTP/1.1\r\nhost: 127.0.0.1\r\nconnection: close\r\naccept: {accept}\r\n\
                 content-type: {content_type}\r\nauthorization: {authorization}\r\ncontent-length: {length}\r\n\r\n"
            )
            .into_bytes();
            bytes.extend(body);
            bytes
        };
        let answer = exchange(atlas, &bytes);
        let shown = || {
            (
                String::from_utf8_lossy(&bytes[..bytes.len().min(600)]).into_owned(),
                String::from_utf8_lossy(&answer).into_owned(),
            )
        };
        if answer.starts_with(b"HTTP/1.") {
            answered += 1;
            assert!(matches!(answer.get(9), Some(b'2'..=b'4')), "{:?}", shown());
        }
    }
    assert!(answered > REQUESTS / 2, "{answered} were answered");
    let (status, after): (_, Value) = client.get(&client.users()).await;
    assert_eq!((status.as_u16(), after), (200, before));
}
