//! A page at `/` that shows the state and the requests of the fake, and control endpoints below `/-/`.
//!
//! Neither needs credentials. Therefore neither shows secrets, and both accept only local clients. The `Host` header
//! must name this machine, so that a foreign site cannot reach them through its own domain name (DNS rebinding).

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

/// Content security policy: the page loads resources from this server only.
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

/// Returns whether a request is for the page or a control endpoint.
pub(crate) fn is_for(request: &Request) -> bool {
    request.path == "/" || request.path.starts_with("/-/")
}

/// Responds to a request for the page or a control endpoint.
pub(crate) fn respond(shared: &Shared, request: &Request) -> Response {
    let path = request.path.as_str();
    if let Some(reason) = guard::refusal(request) {
        return plain(StatusCode::FORBIDDEN, "text/plain", reason);
    }
    let methods = match path {
        "/" | "/-/page.js" | "/-/page.css" | "/-/state" => &[Method::GET],
        path => control::methods(path),
    };
    if methods.is_empty() {
        return plain(StatusCode::NOT_FOUND, "text/plain", "This page does not exist.\n");
    }
    let method = if request.method == Method::HEAD { &Method::GET } else { &request.method };
    if !methods.contains(method) {
        let mut refusal = plain(
            StatusCode::METHOD_NOT_ALLOWED,
            "text/plain",
            "This method is not allowed here; see the Allow header.\n",
        );
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
