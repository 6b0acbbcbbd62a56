//! Requests that are valid HTTP but malformed for Atlas, with valid or invalid credentials.

use atlas_fake::FakeAtlas;
use atlas_gen::OPERATIONS;
use digest_auth::{AuthContext, WwwAuthenticateHeader};
use serde_json::json;

use super::random::Random;
use crate::client::{VERSION, app};

/// A writer of signed requests.
pub(super) struct RequestWriter<'a> {
    pub(super) atlas: &'a FakeAtlas,
    pub(super) challenge: WwwAuthenticateHeader,
}

impl RequestWriter<'_> {
    fn authorization(&mut self, method: &str, target: &str) -> String {
        let (public, private) = (self.atlas.public_key(), self.atlas.private_key());
        let method = method.to_owned().into();
        let context = AuthContext::new_with_method(public, private, target, None::<&[u8]>, method);
        self.challenge.respond(&context).unwrap().to_string()
    }

    /// Returns a malformed request for database users.
    pub(super) fn user_request(&mut self, random: &mut Random) -> Vec<u8> {
        let target = target(random, self.atlas.project_id());
        let method = random.pick(&["GET", "POST", "PATCH", "PUT", "HEAD", "OPTIONS", "TRACE", "BREW"]);
        let body = if method == "GET" { Vec::new() } else { body(random) };
        self.written(random, method, &target, body)
    }

    /// Returns a request of any operation with a request body, with a malformed body.
    pub(super) fn operation_request(&mut self, random: &mut Random) -> Vec<u8> {
        let with_body = |random: &mut Random| loop {
            let operation = &OPERATIONS[random.below(OPERATIONS.len())];
            if operation.content_type(None).is_some() {
                return operation;
            }
        };
        let operation = with_body(random);
        let mut path = operation.path.to_owned();
        let atlas = self.atlas;
        for (name, value) in [("{groupId}", atlas.project_id()), ("{orgId}", atlas.organization_id())] {
            path = path.replace(name, value);
        }
        while let Some((before, (_, after))) =
            path.split_once('{').and_then(|(before, rest)| Some((before, rest.split_once('}')?)))
        {
            let value = random.pick(&["kept", "0123456789abcdef01234567", "%00", "..", "%2e%2e", "%c0%ae", "a%2fb"]);
            path = format!("{before}{value}{after}");
        }
        let body =
            random.pick(&[&b"{"[..], b"\"text\"", b"7", b"null", b"{\"a\":}", b"{} {}", b"\xff\xfe", b"tru", b""]);
        let body = if random.below(8) == 0 { "{\"a\":".repeat(500).into_bytes() } else { body.to_vec() };
        let version = format!("application/vnd.atlas.{}+json", operation.version);
        let authorization = self.authorization(operation.method, &path);
        written(operation.method, &path, &version, &version, &authorization, body)
    }

    fn written(&mut self, random: &mut Random, method: &str, target: &str, body: Vec<u8>) -> Vec<u8> {
        let right = self.authorization(method, target);
        let broken = random.pick(&[
            "",
            "Digest",
            "Digest x",
            "Bearer \"",
            "Basic Og==",
            "Digest username=\"\u{e9}\", nonce=,,,",
            "Digest username=\"fakepubl\", realm=\"MMS Public API\", nonce=\"1\", uri=\"/\", response=\"2\"",
        ]);
        // Three in four have valid credentials, so that the fake reads the rest of the request.
        let authorization = if random.below(4) == 0 { broken } else { right.as_str() };
        let accept = random.pick(&[VERSION, VERSION, VERSION, "", "*/*", "application/vnd.atlas.9999-99-99+json"]);
        let content_type = random.pick(&[VERSION, VERSION, "application/json", "text/plain", ";;;", ""]);
        written(method, target, accept, content_type, authorization, body)
    }
}

fn written(
    method: &str,
    target: &str,
    accept: &str,
    content_type: &str,
    authorization: &str,
    body: Vec<u8>,
) -> Vec<u8> {
    let length = body.len();
    let mut bytes = format!(
        "{method} {target} HTTP/1.1\r\nhost: 127.0.0.1\r\nconnection: close\r\naccept: {accept}\r\n\
         content-type: {content_type}\r\nauthorization: {authorization}\r\ncontent-length: {length}\r\n\r\n"
    )
    .into_bytes();
    bytes.extend(body);
    bytes
}

/// Returns a body that no operation on users accepts: another JSON type, broken JSON, a wrong property, or random
/// bytes.
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

pub(super) fn target(random: &mut Random, project: &str) -> String {
    let users = format!("/api/atlas/v2/groups/{project}/databaseUsers");
    let tail = random.pick(&[
        "",
        "/admin/kept/../..",
        "/admin/%00",
        "/admin/%ff%fe",
        "/admin/%2e%2e%2f",
        "/admin/%c0%ae%c0%ae",
        "/%2fadmin%2fkept",
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
            .pick(&[
                "/",
                "*",
                "/api",
                "/api/atlas/v2/../../etc/passwd",
                "//example.com/",
                "/-/state",
                "/-/../api",
                "/api/oauth/token",
                "/api/oauth/token/",
                "/api/oauth/revoke?token=x",
                "?",
            ])
            .to_owned(),
        _ => format!("{users}{tail}"),
    }
}
