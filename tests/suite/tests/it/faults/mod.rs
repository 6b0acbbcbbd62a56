//! Each fault that a call can meet on its way: what its caller sees, and what the server has read.

mod server;
mod tokens;

use std::time::Duration;

use atlas_api::{Atlas, Error, specs::DatabaseUsersPermissionsSpecs as Specs};

use self::server::{
    Server,
    Step::{self, Answer, Cut, ResetRead, ResetUnread, Silence},
};
use crate::support::builder_of;

/// What comes of a call.
#[derive(Clone, Copy)]
enum Seen {
    /// A user.
    Value,
    /// An error of this kind, after this many attempts.
    Failure(fn(&Error) -> bool, u32),
}

use Seen::{Failure, Value};

/// A client that waits without taking time, except for an answer that does not come.
fn client(base_url: &str, script: &[Step]) -> Atlas {
    let builder = builder_of(base_url).sleep_with(|_| std::future::ready(()));
    let silent = script.iter().any(|step| matches!(step, Silence));
    // Long enough for an answer that does come, on a machine that has much to do.
    let builder = if silent { builder.read_timeout(Duration::from_millis(250)) } else { builder };
    builder.build().unwrap()
}

/// Makes a read and a write, each of a new client at a server with this script; states for each what comes of it and how
/// many requests the server reads.
#[track_caller]
fn check(script: &'static [Step], read: (Seen, usize), write: (Seen, usize)) {
    check_after(0, script, read, write);
}

/// The same, after a number of reads that are part of the script and succeed.
#[track_caller]
fn check_after(calls: usize, script: &'static [Step], read: (Seen, usize), write: (Seen, usize)) {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    for (method, (seen, requests)) in [("GET", read), ("POST", write)] {
        let server = Server::start(script);
        let users = client(&server.base_url, script).database_users();
        let before = runtime.block_on(async {
            for _ in 0..calls {
                users.get("reports").send().await.unwrap();
            }
            server.read().len()
        });
        let outcome = runtime.block_on(async {
            match method {
                "GET" => users.get("reports").send().await,
                _ => users.create(Specs::new("reports", "a long password")).send().await,
            }
        });
        match (outcome, seen) {
            (Ok(user), Value) => assert_eq!(user.username.as_deref(), Some("reports"), "{method} {script:?}"),
            (Err(error), Failure(is_kind, attempts)) => {
                assert!(is_kind(&error), "{method} {script:?}: {error:?}");
                assert_eq!(error.attempts(), attempts, "{method} {script:?}: {error:?}");
            }
            (outcome, _) => panic!("{method} {script:?}: {outcome:?}"),
        }
        assert_eq!(server.read()[before..], vec![method; requests], "{method} {script:?}");
    }
}

const HTML: &str = "<html><h1>Sorry</h1></html>";
const AFTER: &[&str] = &["retry-after: 7"];
const CHALLENGE: Step =
    Answer("401 Unauthorized", &[r#"www-authenticate: Digest realm="r", nonce="1", qop="auth""#], "");
const STALE: Step =
    Answer("401 Unauthorized", &[r#"www-authenticate: Digest realm="r", nonce="2", qop="auth", stale=true"#], "");
const REFUSED: Step =
    Answer("401 Unauthorized", &[r#"www-authenticate: Digest realm="r", nonce="2", qop="auth", stale=false"#], "");
const USER: Step = Answer("200 OK", &[], r#"{"username": "reports"}"#);

/// A write is read once, unless what became of the first is beyond doubt: nothing.
#[test]
fn each_fault_ends_as_it_should() {
    // Connections.
    check(&[ResetUnread], (Value, 1), (Failure(Error::is_broken_off, 1), 0));
    check(&[ResetRead], (Value, 2), (Failure(Error::is_broken_off, 1), 1));
    check(&[ResetRead; 5], (Failure(Error::is_broken_off, 5), 5), (Failure(Error::is_broken_off, 1), 1));
    check(&[Cut], (Value, 2), (Failure(Error::is_broken_off, 1), 1));
    check(&[Silence], (Value, 2), (Failure(Error::is_timeout, 1), 1));

    // Rate limits, which are said before anything is done.
    check(&[Answer("429 Too Many Requests", AFTER, "")], (Value, 2), (Value, 2));
    check(&[Answer("429 Too Many Requests", &[], "")], (Value, 2), (Value, 2));
    let limited = Failure(Error::is_rate_limited, 5);
    check(&[Answer("429 Too Many Requests", AFTER, ""); 5], (limited, 5), (limited, 5));

    // Failures of the service, and of what is before it.
    let once = Failure(Error::is_server_error, 1);
    check(&[Answer("500 Internal Server Error", &[], "{}")], (Value, 2), (once, 1));
    check(&[Answer("502 Bad Gateway", &["content-type: text/html"], HTML)], (Value, 2), (once, 1));
    check(&[Answer("503 Service Unavailable", &[], HTML)], (Value, 2), (once, 1));
    check(&[Answer("503 Service Unavailable", AFTER, HTML)], (Value, 2), (Value, 2));
    check(&[Answer("504 Gateway Timeout", &[], "")], (Value, 2), (once, 1));

    // Credentials, which are asked for before anything is done.
    let unauthorized = Failure(Error::is_unauthorized, 1);
    check(&[Answer("401 Unauthorized", &[], "")], (unauthorized, 1), (unauthorized, 1));
    check(&[CHALLENGE], (Value, 2), (Value, 2));
    check(&[CHALLENGE, STALE], (Value, 3), (Value, 3));
    check_after(1, &[CHALLENGE, USER, STALE], (Value, 2), (Value, 2));
    check_after(1, &[CHALLENGE, USER, REFUSED], (Value, 2), (Value, 2));
    check(&[CHALLENGE, REFUSED], (unauthorized, 2), (unauthorized, 2));

    // Answers that are none.
    let broken = Failure(|error| error.is_decode() && error.json_path() == Some("username"), 1);
    check(&[Answer("200 OK", &[], r#"{"username": repor"#)], (broken, 1), (broken, 1));
}

#[test]
fn a_redirect_to_another_host_is_an_error_and_nobody_goes_there() {
    let elsewhere = Server::start(&[]);
    let location: &'static str = format!("location: {}/", elsewhere.base_url).leak();
    let script: &'static [Step] = vec![Answer("307 Temporary Redirect", vec![location].leak(), "")].leak();
    let redirected = Failure(|error| error.status().is_some_and(|status| status.is_redirection()), 1);
    check(script, (redirected, 1), (redirected, 1));
    assert_eq!(elsewhere.read(), Vec::<String>::new());
}
