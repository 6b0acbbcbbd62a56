//! No secret is in a log, in an error or in the output of `Debug`.

use std::{
    fmt::Write as _,
    io,
    sync::{Arc, Mutex, OnceLock},
};

use atlas_api::{
    Atlas, Confirm, Error, FileTokenStore, Method, RetryPolicy,
    database_users::{DatabaseUsersPermissionsSpecs as Specs, DatabaseUsersUpdatePermissionsSpecs as UpdateSpecs},
};
use atlas_fake::FakeAtlas;
use http::{HeaderName, HeaderValue};
use serde_json::json;
use tracing_subscriber::fmt::format::FmtSpan;
use wiremock::{Mock, MockServer, ResponseTemplate, matchers::any};

use crate::{
    listening::listen,
    support::{PROJECT, builder, builder_of},
};

/// The text of a log.
#[derive(Clone, Default)]
struct Log(Arc<Mutex<Vec<u8>>>);

impl Log {
    fn text(&self) -> String {
        String::from_utf8_lossy(&self.0.lock().unwrap()).into_owned()
    }
}

impl io::Write for Log {
    fn write(&mut self, text: &[u8]) -> io::Result<usize> {
        self.0.lock().unwrap().extend_from_slice(text);
        Ok(text.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// The log of libraries that use the crate `log`. The process has only one, so it also has the lines of other tests.
struct Plain(Log);

impl log::Log for Plain {
    fn enabled(&self, _: &log::Metadata<'_>) -> bool {
        true
    }

    fn log(&self, record: &log::Record<'_>) {
        let line = format!("{} {}\n", record.target(), record.args());
        self.0.0.lock().unwrap().extend_from_slice(line.as_bytes());
    }

    fn flush(&self) {}
}

fn plain_log() -> Log {
    static LOG: OnceLock<Log> = OnceLock::new();
    let begin = || {
        let log = Log::default();
        log::set_boxed_logger(Box::new(Plain(log.clone()))).unwrap();
        log::set_max_level(log::LevelFilter::Trace);
        log
    };
    LOG.get_or_init(begin).clone()
}

/// Returns the forms that a secret can have in a text: unchanged, quoted, percent-encoded, as hexadecimal digits, and in
/// base64 at any offset.
fn forms(secret: &str) -> Vec<String> {
    let percent = |byte: u8| match byte {
        b'0'..=b'9' | b'a'..=b'z' | b'A'..=b'Z' | b'-' | b'_' | b'.' | b'~' => char::from(byte).to_string(),
        byte => format!("%{byte:02X}"),
    };
    let quoted = serde_json::to_string(secret).unwrap();
    let encoded: String = secret.bytes().map(percent).collect();
    let mut forms = vec![
        secret.to_owned(),
        quoted.trim_matches('"').to_owned(),
        format!("{secret:?}").trim_matches('"').to_owned(),
        encoded.replace("%20", "+"),
        encoded,
        secret.bytes().map(|byte| format!("{byte:02x}")).collect(),
    ];
    // The first and the last characters also depend on the bytes next to the secret.
    forms.extend((0..3).map(|shift| {
        let encoded = base64(&[&vec![0; shift], secret.as_bytes()].concat());
        encoded[shift + 1..encoded.len() - 2].to_owned()
    }));
    forms
}

/// Encodes bytes as base64 with the standard alphabet, without padding.
fn base64(bytes: &[u8]) -> String {
    const ALPHABET: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let bits: String = bytes.iter().map(|byte| format!("{byte:08b}")).collect();
    let of = |six: &[u8]| usize::from_str_radix(&format!("{:0<6}", std::str::from_utf8(six).unwrap()), 2).unwrap();
    bits.as_bytes().chunks(6).map(|six| char::from(ALPHABET[of(six)])).collect()
}

#[track_caller]
fn check_secrets(text: &str, secrets: &[&str]) {
    for secret in secrets {
        for form in forms(secret) {
            let found = text.find(&form).map(|at| text[..at].lines().last().unwrap_or_default().to_owned());
            assert_eq!(found, None, "{form} is shown");
        }
    }
}

/// Appends the text and the `Debug` output of an error and its sources.
fn show_error(shown: &mut String, error: &Error) {
    writeln!(shown, "{error} {error:?} {error:#?}").unwrap();
    let mut source = std::error::Error::source(error);
    while let Some(error) = source {
        writeln!(shown, "{error} {error:?}").unwrap();
        source = error.source();
    }
}

const PASSWORD: &str = "hunter22 \"&/ü+ pass";
const CHANGED: &str = "hunter33 changed+pass";
const RAW: &str = "hunter44 raw?pass";
const QUERY: &str = "hunter55 of=the&query";
const HEADER: &str = "hunter66-header";
const WRONG_KEY: &str = "77777777-wrong-private-key";
const WRONG_SECRET: &str = "mdb_sa_sk_99999999-wrong-client-secret";
const GIVEN_TOKEN: &str = "99999999.given.access-token";
const KEY: &str = "88888888-right-private-key";

/// Makes calls of all kinds, and appends the `Debug` output of their requests and results.
async fn call_all(atlas: &Atlas, shown: &mut String) {
    let users = atlas.database_users();
    let header = || (HeaderName::from_static("x-test"), HeaderValue::from_static(HEADER));
    let (name, value) = header();
    let create = users.create(Specs::new("reports", PASSWORD)).header(name, value);
    let update = users.update("reports", UpdateSpecs::new().password(CHANGED));
    let raw_path = format!("/api/atlas/v2/groups/{PROJECT}/databaseUsers");
    let raw = atlas.request(Method::POST, &raw_path).query("token", QUERY);
    let raw = raw.json(json!({ "username": "raw", "password": RAW, "brandNew": [RAW] })).unwrap();
    let text = atlas.request(Method::POST, "/api/atlas/v2/brandNew").json(RAW).unwrap();
    writeln!(shown, "{atlas:?} {users:?} {create:?} {update:?} {raw:?} {text:?}").unwrap();
    writeln!(shown, "{:?} {:#?}", users.list(), users.list().prefetch(8).stream()).unwrap();
    writeln!(shown, "{:?} {:#?}", create.preview().unwrap(), update.preview().unwrap()).unwrap();
    let (name, value) = header();
    let delete = users.delete("reports").header(name, value);
    writeln!(shown, "{delete:?} {:?} {:?}", delete.preview().unwrap(), delete.clone().confirm(Confirm::yes())).unwrap();

    for result in [create.clone().await, create.await, update.await, users.get("reports").await] {
        match result {
            Ok(user) => writeln!(shown, "{user:?} {user:#?}").unwrap(),
            Err(error) => show_error(shown, &error),
        }
    }
    for result in [raw.await, text.await] {
        match result {
            Ok(response) => writeln!(shown, "{:?}", response.status()).unwrap(),
            Err(error) => show_error(shown, &error),
        }
    }
    match users.list().await {
        Ok(page) => writeln!(shown, "{page:?}").unwrap(),
        Err(error) => show_error(shown, &error),
    }
    if let Err(error) = delete.confirm(Confirm::yes()).await {
        show_error(shown, &error);
    }
}

#[tokio::test]
async fn no_secret_is_in_a_log_an_error_or_debug_output() {
    let log = Log::default();
    let (plain, writer) = (plain_log(), log.clone());
    let subscriber = tracing_subscriber::fmt()
        .with_max_level(tracing::Level::TRACE)
        .with_span_events(FmtSpan::FULL)
        .with_ansi(false)
        .with_writer(move || writer.clone());
    let listening = listen(subscriber.finish());

    let mut shown = String::new();
    let fake = FakeAtlas::start().await.unwrap();
    // All calls succeed, except for the second creation of a user. With a wrong key, all of them fail.
    call_all(&builder(&fake).build().unwrap(), &mut shown).await;
    fake.expire_nonces();
    call_all(&builder(&fake).api_key(fake.public_key(), WRONG_KEY).build().unwrap(), &mut shown).await;

    // The same with a service account, whose token is rejected, refreshed, stored and revoked, and with a given token.
    let account = || {
        let base = Atlas::builder().project_id(fake.project_id()).base_url(fake.base_url());
        base.sleep_with(|_| std::future::ready(()))
    };
    let directory = tempfile::tempdir().unwrap();
    let store = FileTokenStore::new(directory.path().join("tokens.json"));
    let right = account().service_account(fake.client_id(), fake.client_secret()).token_store(store);
    let atlas = right.clone().build().unwrap();
    call_all(&atlas, &mut shown).await;
    fake.expire_tokens();
    call_all(&atlas, &mut shown).await;
    let tokens: Vec<String> = fake
        .requests()
        .iter()
        .filter_map(|request| Some(request.header("authorization")?.strip_prefix("Bearer ")?.to_owned()))
        .collect();
    assert!(tokens.iter().any(|token| *token != tokens[0]));
    atlas.revoke_token().await.unwrap();
    std::fs::write(directory.path().join("tokens.json"), &tokens[0]).unwrap();
    show_error(&mut shown, &right.build().unwrap().database_users().get("reports").await.unwrap_err());
    let wrong = account().service_account(fake.client_id(), WRONG_SECRET);
    let given = account().access_token(GIVEN_TOKEN);
    writeln!(shown, "{wrong:?} {given:?}").unwrap();
    call_all(&wrong.build().unwrap(), &mut shown).await;
    call_all(&given.build().unwrap(), &mut shown).await;

    // All calls fail: the server limits the rate, fails, returns invalid JSON or redirects, or refuses the connection.
    let responses = [
        ResponseTemplate::new(429).insert_header("retry-after", "1"),
        ResponseTemplate::new(500).set_body_string(PASSWORD),
        ResponseTemplate::new(200).set_body_string(format!("{{\"password\": \"{CHANGED}\", ")),
        ResponseTemplate::new(302).insert_header("location", "https://example.com/"),
    ];
    for response in responses {
        let server = MockServer::start().await;
        Mock::given(any()).respond_with(response).mount(&server).await;
        let builder = builder_of(server.uri()).api_key("abcdefgh", KEY).sleep_with(|_| std::future::ready(()));
        call_all(&builder.build().unwrap(), &mut shown).await;
    }
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let base_url = format!("http://{}", listener.local_addr().unwrap());
    drop(listener);
    let builder = builder_of(base_url).api_key("abcdefgh", KEY).retry(RetryPolicy::none());
    writeln!(shown, "{builder:?}").unwrap();
    call_all(&builder.build().unwrap(), &mut shown).await;
    drop(listening);

    let (log, plain) = (log.text(), plain.text());
    // Both logs have lines: of the client, and of the libraries that it uses.
    for part in
        ["retrying request", "new digest challenge", "new access token", "[REDACTED]", "createGroupDatabaseUser"]
    {
        assert!(log.contains(part), "{part}");
    }
    assert!(plain.contains("reqwest"), "{plain}");
    let mut secrets = vec![PASSWORD, CHANGED, RAW, QUERY, HEADER, WRONG_KEY, KEY, fake.private_key()];
    secrets.extend([WRONG_SECRET, GIVEN_TOKEN, fake.client_secret()]);
    secrets.extend(tokens.iter().map(String::as_str));
    secrets.dedup();
    for text in [&log, &plain, &shown] {
        check_secrets(text, &secrets);
    }
    for text in [&log, &plain] {
        assert!(!text.contains("Digest username"), "a signature is shown");
    }
}

#[test]
fn a_secret_is_found_in_every_form() {
    for text in [
        r#"a "password":"hunter22 \"&/ü+ pass" b"#,
        "password=hunter22%20%22%26%2F%C3%BC%2B%20pass",
        "password=hunter22+%22%26%2F%C3%BC%2B+pass",
        // The encoded text begins with `a:`, `ab:` or `abc:`.
        "YTpodW50ZXIyMiAiJi/DvCsgcGFzcw==",
        "YWI6aHVudGVyMjIgIiYvw7wrIHBhc3M=",
        "YWJjOmh1bnRlcjIyICImL8O8KyBwYXNz",
    ] {
        assert!(forms(PASSWORD).iter().any(|form| text.contains(form)), "{text}");
    }
}
