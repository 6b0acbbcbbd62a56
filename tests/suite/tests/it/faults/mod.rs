//! The faults that a call can meet: the result of the call, and the requests that the server receives.

pub(crate) mod server;
mod tokens;

use std::time::Duration;

use atlas_api::{Atlas, Error, database_users::DatabaseUsersPermissionsSpecs as Specs};

use self::server::{
    Server,
    Step::{self, Hang, ResetRead, ResetUnread, Respond, Truncate},
};
use crate::support::builder_of;

/// The expected result of a call.
#[derive(Clone, Copy)]
enum Outcome {
    /// A user.
    Value,
    /// An error of this kind, after this many attempts.
    Failure(fn(&Error) -> bool, u32),
}

use Outcome::{Failure, Value};

/// Returns a client whose waits take no time, except for the wait for a response that never arrives.
fn client(base_url: &str, script: &[Step]) -> Atlas {
    let builder = builder_of(base_url).sleep_with(|_| std::future::ready(()));
    let hangs = script.iter().any(|step| matches!(step, Hang));
    // Long enough for a response that does arrive, on a busy machine.
    let builder = if hangs { builder.read_timeout(Duration::from_millis(250)) } else { builder };
    builder.build().unwrap()
}

/// Makes a read and a write, each with a new client and a server with this script. Checks for each the result and the
/// number of requests that the server reads.
#[track_caller]
fn check(script: &'static [Step], read: (Outcome, usize), write: (Outcome, usize)) {
    check_after(0, script, read, write);
}

/// Does the same after a number of reads that are part of the script and succeed.
#[track_caller]
fn check_after(calls: usize, script: &'static [Step], read: (Outcome, usize), write: (Outcome, usize)) {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    for (method, (expected, requests)) in [("GET", read), ("POST", write)] {
        let server = Server::start(script);
        let users = client(&server.base_url, script).database_users();
        let before = runtime.block_on(async {
            for _ in 0..calls {
                users.get("reports").await.unwrap();
            }
            server.methods().len()
        });
        let outcome = runtime.block_on(async {
            match method {
                "GET" => users.get("reports").await,
                _ => users.create(Specs::new("reports", "a long password")).await,
            }
        });
        match (outcome, expected) {
            (Ok(user), Value) => assert_eq!(user.username.as_deref(), Some("reports"), "{method} {script:?}"),
            (Err(error), Failure(is_kind, attempts)) => {
                assert!(is_kind(&error), "{method} {script:?}: {error:?}");
                assert_eq!(error.attempts(), attempts, "{method} {script:?}: {error:?}");
            }
            (outcome, _) => panic!("{method} {script:?}: {outcome:?}"),
        }
        assert_eq!(server.methods()[before..], vec![method; requests], "{method} {script:?}");
    }
}

const HTML: &str = "<html><h1>Sorry</h1></html>";
const AFTER: &[&str] = &["retry-after: 7"];
const CHALLENGE: Step =
    Respond("401 Unauthorized", &[r#"www-authenticate: Digest realm="r", nonce="1", qop="auth""#], "");
const STALE: Step =
    Respond("401 Unauthorized", &[r#"www-authenticate: Digest realm="r", nonce="2", qop="auth", stale=true"#], "");
const REJECTED: Step =
    Respond("401 Unauthorized", &[r#"www-authenticate: Digest realm="r", nonce="2", qop="auth", stale=false"#], "");
const USER: Step = Respond("200 OK", &[], r#"{"username": "reports"}"#);

/// Checks that a write is repeated only if the first attempt certainly had no effect.
#[test]
fn each_fault_has_its_result_and_its_number_of_requests() {
    // Connections.
    check(&[ResetUnread], (Value, 1), (Failure(Error::is_incomplete, 1), 0));
    check(&[ResetRead], (Value, 2), (Failure(Error::is_incomplete, 1), 1));
    check(&[ResetRead; 5], (Failure(Error::is_incomplete, 5), 5), (Failure(Error::is_incomplete, 1), 1));
    check(&[Truncate], (Value, 2), (Failure(Error::is_incomplete, 1), 1));
    check(&[Hang], (Value, 2), (Failure(Error::is_timeout, 1), 1));

    // Rate limits. The server has not carried out the request.
    check(&[Respond("429 Too Many Requests", AFTER, "")], (Value, 2), (Value, 2));
    check(&[Respond("429 Too Many Requests", &[], "")], (Value, 2), (Value, 2));
    let limited = Failure(Error::is_rate_limited, 5);
    check(&[Respond("429 Too Many Requests", AFTER, ""); 5], (limited, 5), (limited, 5));

    // Failures of the service, and of proxies in front of it.
    let once = Failure(Error::is_server_error, 1);
    check(&[Respond("500 Internal Server Error", &[], "{}")], (Value, 2), (once, 1));
    check(&[Respond("502 Bad Gateway", &["content-type: text/html"], HTML)], (Value, 2), (once, 1));
    check(&[Respond("503 Service Unavailable", &[], HTML)], (Value, 2), (once, 1));
    check(&[Respond("503 Service Unavailable", AFTER, HTML)], (Value, 2), (Value, 2));
    check(&[Respond("504 Gateway Timeout", &[], "")], (Value, 2), (once, 1));

    // Credentials. The server has not carried out the request.
    let unauthorized = Failure(Error::is_unauthorized, 1);
    check(&[Respond("401 Unauthorized", &[], "")], (unauthorized, 1), (unauthorized, 1));
    check(&[CHALLENGE], (Value, 2), (Value, 2));
    check(&[CHALLENGE, STALE], (Value, 3), (Value, 3));
    check_after(1, &[CHALLENGE, USER, STALE], (Value, 2), (Value, 2));
    check_after(1, &[CHALLENGE, USER, REJECTED], (Value, 2), (Value, 2));
    check(&[CHALLENGE, REJECTED], (unauthorized, 2), (unauthorized, 2));

    // Invalid responses.
    let broken = Failure(|error| error.is_decode() && error.json_path() == Some("username"), 1);
    check(&[Respond("200 OK", &[], r#"{"username": repor"#)], (broken, 1), (broken, 1));
}

#[test]
fn a_redirect_to_another_host_is_an_error_and_is_not_followed() {
    let elsewhere = Server::start(&[]);
    let location: &'static str = format!("location: {}/", elsewhere.base_url).leak();
    let script: &'static [Step] = vec![Respond("307 Temporary Redirect", vec![location].leak(), "")].leak();
    let redirected = Failure(|error| error.status().is_some_and(|status| status.is_redirection()), 1);
    check(script, (redirected, 1), (redirected, 1));
    assert_eq!(elsewhere.methods(), Vec::<String>::new());
}
