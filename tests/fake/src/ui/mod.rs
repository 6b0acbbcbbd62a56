//! A page at `/` that shows what the fake holds and what it is asked, for people on this machine.
//!
//! Behind it, below `/-/`, tests in any language steer the fake. Neither needs credentials, so neither shows secrets, both
//! answer only who asks from this machine, and only under a name of this machine: a site elsewhere that points its own name
//! here gets nothing.

mod control;
mod guard;
mod state;

use http::header::{
    ALLOW, CACHE_CONTROL, CONTENT_SECURITY_POLICY, REFERRER_POLICY, X_CONTENT_TYPE_OPTIONS, X_FRAME_OPTIONS,
};
use http::{HeaderName, Method, StatusCode};
use serde_json::Value;

use crate::request::Request;
use crate::response::Response;
use crate::server::Shared;

const PAGE: &str = include_str!("page.html");
const SCRIPT: &str = include_str!("page.js");
const STYLE: &str = include_str!("page.css");

/// The page runs and shows nothing but what comes from here.
const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src data:; \
                      base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

const HEADERS: [(HeaderName, &str); 6] = [
    (HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
    (CACHE_CONTROL, "no-store"),
    (CONTENT_SECURITY_POLICY, POLICY),
    (REFERRER_POLICY, "no-referrer"),
    (X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (X_FRAME_OPTIONS, "DENY"),
];

/// Whether a request is for the page, or for what is behind it.
pub(crate) fn is_for(request: &Request) -> bool {
    request.path == "/" || request.path.starts_with("/-/")
}

/// Answers a request for the page, or for what is behind it.
pub(crate) fn respond(shared: &Shared, request: &Request) -> Response {
    let path = request.path.as_str();
    if let Some(why) = guard::refusal(request) {
        return plain(StatusCode::FORBIDDEN, "text/plain", why);
    }
    let methods = match path {
        "/" | "/-/page.js" | "/-/page.css" | "/-/state" => &[Method::GET],
        path => control::methods(path),
    };
    if methods.is_empty() {
        return plain(StatusCode::NOT_FOUND, "text/plain", "There is no such page.\n");
    }
    let method = if request.method == Method::HEAD { &Method::GET } else { &request.method };
    if !methods.contains(method) {
        let mut refusal = plain(StatusCode::METHOD_NOT_ALLOWED, "text/plain", "That is not what can be done here.\n");
        let allowed: Vec<_> = methods.iter().map(Method::as_str).collect();
        refusal.headers.push((ALLOW, allowed.join(", ")));
        return refusal;
    }
    match path {
        "/" => plain(StatusCode::OK, "text/html", PAGE),
        "/-/page.js" => plain(StatusCode::OK, "text/javascript", SCRIPT),
        "/-/page.css" => plain(StatusCode::OK, "text/css", STYLE),
        "/-/state" => json_response(StatusCode::OK, &shared.service().page_state()),
        _ => control::respond(shared, request),
    }
}

fn plain(status: StatusCode, media_type: &str, body: &str) -> Response {
    Response {
        status,
        content_type: format!("{media_type}; charset=utf-8"),
        headers: HEADERS.map(|(name, value)| (name, value.to_owned())).into(),
        body: body.as_bytes().to_vec(),
        repeated: None,
    }
}

fn json_response(status: StatusCode, body: &Value) -> Response {
    plain(status, "application/json", &body.to_string())
}

fn no_content() -> Response {
    Response { content_type: String::new(), ..plain(StatusCode::NO_CONTENT, "", "") }
}
