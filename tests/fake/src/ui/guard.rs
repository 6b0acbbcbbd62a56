//! Access control of the page and the control endpoints: local clients only, and no requests from other sites.

use std::net::IpAddr;

use http::Method;
use http::header::{CONTENT_TYPE, HOST, ORIGIN};

use crate::media_type::essence;
use crate::request::Request;

/// Returns the reason for refusing a request, or `None` if it is admitted.
///
/// A page of another site can make the browser send requests. Therefore a request that changes state must not have a
/// foreign origin. Its body must be JSON, which another site cannot send without a preflight request.
pub(super) fn refusal(request: &Request) -> Option<&'static str> {
    let host = request.header(HOST).unwrap_or_default();
    if !request.peer.is_some_and(|peer| IpAddr::is_loopback(&peer)) || !is_this_machine(host) {
        return Some("This page is available on this machine only: open it at 127.0.0.1 or localhost.\n");
    }
    if [Method::GET, Method::HEAD].contains(&request.method) {
        return None;
    }
    let is_json = essence(request.header(CONTENT_TYPE).unwrap_or_default()) == "application/json";
    if !is_json && request.method != Method::DELETE {
        return Some("A request that changes state must have the content type application/json.\n");
    }
    let from_here = |origin: &str| origin.strip_prefix("http://").is_some_and(|from| from.eq_ignore_ascii_case(host));
    let is_foreign = request.headers.contains_key(ORIGIN) && !request.header(ORIGIN).is_some_and(from_here);
    let site = request.header("sec-fetch-site").unwrap_or("none");
    if is_foreign || !["none", "same-origin"].contains(&site) {
        return Some("A page of another site must not change state.\n");
    }
    None
}

/// Returns whether a `Host` header names this machine, with any port.
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
    fn only_loopback_names_are_this_machine() {
        for host in ["127.0.0.1", "127.0.0.1:8080", "localhost:1", "LOCALHOST", "[::1]", "[::1]:8080"] {
            assert!(is_this_machine(host), "{host}");
        }
        for host in ["", "example.com", "example.com:8080", "127.0.0.1.example.com", "localhost.example.com:80", "::1"]
        {
            assert!(!is_this_machine(host), "{host}");
        }
    }
}
