//! A page at `/` that shows what the fake holds and what it is asked, for people on this machine.
//!
//! It needs no credentials, so it shows no secrets, answers only who asks from this machine, and only under a name of this
//! machine: a site elsewhere that points its own name here gets nothing.

mod state;

use std::net::SocketAddr;

use http::header::{
    ALLOW, CACHE_CONTROL, CONTENT_SECURITY_POLICY, HOST, REFERRER_POLICY, X_CONTENT_TYPE_OPTIONS, X_FRAME_OPTIONS,
};
use http::{HeaderName, Method, StatusCode};

use crate::answer::Answer;
use crate::request::Request;
use crate::server::Shared;

const PAGE: &str = include_str!("page.html");
const SCRIPT: &str = include_str!("page.js");
const STYLE: &str = include_str!("page.css");

/// The page runs and shows nothing but what comes from here.
const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src data:; \
                      base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

const HEADERS: [(HeaderName, &str); 5] = [
    (CACHE_CONTROL, "no-store"),
    (CONTENT_SECURITY_POLICY, POLICY),
    (REFERRER_POLICY, "no-referrer"),
    (X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (X_FRAME_OPTIONS, "DENY"),
];

/// Answers a request for the page or for what it shows; `None` for all other requests.
pub(crate) fn answer(shared: &Shared, request: &Request, peer: SocketAddr) -> Option<Answer> {
    let path = request.path.as_str();
    if path != "/" && !path.starts_with("/-/") {
        return None;
    }
    if !peer.ip().to_canonical().is_loopback() || !request.header(HOST).is_some_and(is_this_machine) {
        let why = "This page is for this machine only: open it under 127.0.0.1 or localhost.\n";
        return Some(plain(StatusCode::FORBIDDEN, "text/plain", why));
    }
    if request.method != Method::GET && request.method != Method::HEAD {
        let mut refusal = plain(StatusCode::METHOD_NOT_ALLOWED, "text/plain", "There is nothing to change here.\n");
        refusal.headers.push((ALLOW, "GET, HEAD".to_owned()));
        return Some(refusal);
    }
    Some(match path {
        "/" => plain(StatusCode::OK, "text/html", PAGE),
        "/-/page.js" => plain(StatusCode::OK, "text/javascript", SCRIPT),
        "/-/page.css" => plain(StatusCode::OK, "text/css", STYLE),
        "/-/state" => plain(StatusCode::OK, "application/json", &shared.service().shown_state().to_string()),
        "/-/journal" => plain(StatusCode::OK, "application/json", &state::journal(&shared.journal()).to_string()),
        _ => plain(StatusCode::NOT_FOUND, "text/plain", "There is no such page.\n"),
    })
}

fn plain(status: StatusCode, media_type: &str, body: &str) -> Answer {
    Answer {
        status,
        content_type: format!("{media_type}; charset=utf-8"),
        headers: HEADERS.map(|(name, value)| (name, value.to_owned())).into(),
        body: body.as_bytes().to_vec(),
        repeated: None,
    }
}

/// Whether a `Host` header names this machine, with any port.
fn is_this_machine(host: &str) -> bool {
    let name = match host.rsplit_once(':') {
        Some((name, port)) if port.bytes().all(|byte| byte.is_ascii_digit()) => name,
        _ => host,
    };
    ["127.0.0.1", "localhost", "[::1]"].iter().any(|own| name.eq_ignore_ascii_case(own))
}

#[cfg(test)]
mod tests {
    use super::is_this_machine;

    #[test]
    fn only_the_names_of_this_machine_are_its_own() {
        for host in ["127.0.0.1", "127.0.0.1:8080", "localhost:1", "LOCALHOST", "[::1]", "[::1]:8080"] {
            assert!(is_this_machine(host), "{host}");
        }
        for host in ["", "example.com", "example.com:8080", "127.0.0.1.example.com", "localhost.example.com:80", "::1"]
        {
            assert!(!is_this_machine(host), "{host}");
        }
    }
}
