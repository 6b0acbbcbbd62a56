//! Who may ask for the page and what is behind it: somebody on this machine, and no other site's page in its browser.

use std::net::IpAddr;

use http::Method;
use http::header::{CONTENT_TYPE, HOST, ORIGIN};

use crate::media_type::essence;
use crate::request::Request;

/// Why a request is refused, in a sentence; `None` if it is not.
///
/// A browser sends whatever a page of another site makes it send, so what changes something has to be JSON, which such a
/// page cannot send without asking first, and must not say that it comes from elsewhere.
pub(super) fn refusal(request: &Request) -> Option<&'static str> {
    let host = request.header(HOST).unwrap_or_default();
    if !request.peer.is_some_and(|peer| IpAddr::is_loopback(&peer)) || !is_this_machine(host) {
        return Some("This page is for this machine only: open it under 127.0.0.1 or localhost.\n");
    }
    if [Method::GET, Method::HEAD].contains(&request.method) {
        return None;
    }
    let is_json = essence(request.header(CONTENT_TYPE).unwrap_or_default()) == "application/json";
    if !is_json && request.method != Method::DELETE {
        return Some("What changes something has to be application/json.\n");
    }
    let from_here = |origin: &str| origin.strip_prefix("http://").is_some_and(|from| from.eq_ignore_ascii_case(host));
    let is_foreign = request.headers.contains_key(ORIGIN) && !request.header(ORIGIN).is_some_and(from_here);
    let site = request.header("sec-fetch-site").unwrap_or("none");
    if is_foreign || !["none", "same-origin"].contains(&site) {
        return Some("Other sites' pages change nothing here.\n");
    }
    None
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
