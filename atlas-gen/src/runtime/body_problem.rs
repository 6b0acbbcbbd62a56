//! Bodies of successful responses that the service did not send.

use http::{HeaderMap, header::CONTENT_TYPE};

/// A problem with the body of a successful response: it comes from a proxy or a gateway, or it was lost there.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum BodyProblem {
    /// The body is a web page, such as the login page of a proxy.
    #[error("body: text/html; expected JSON")]
    Html,
    /// The body is empty or `null`, although the operation documents one.
    #[error("body: empty; expected a value")]
    Empty,
}

impl BodyProblem {
    /// Checks the body of a response to `method` that has a value.
    ///
    /// An empty response to a write is not a problem: the service returns no body for some of them.
    pub(crate) fn of_value(method: &str, body: &[u8]) -> Option<Self> {
        let body = body.trim_ascii();
        (method == "GET" && (body.is_empty() || body == b"null")).then_some(Self::Empty)
    }

    /// Checks whether a body in memory is a web page. A page without its media type is recognized by its beginning.
    #[must_use]
    pub fn of_page(headers: &HeaderMap, body: &[u8]) -> Option<Self> {
        let body = body.trim_ascii_start();
        let begins_with =
            |tag: &str| body.get(..tag.len()).is_some_and(|start| start.eq_ignore_ascii_case(tag.as_bytes()));
        let is_page = begins_with("<!doctype html") || begins_with("<html") || (begins_with("<") && is_html(headers));
        is_page.then_some(Self::Html)
    }

    /// Checks whether a body that has not been read is a web page.
    pub(crate) fn of_stream(headers: &HeaderMap) -> Option<Self> {
        is_html(headers).then_some(Self::Html)
    }
}

fn is_html(headers: &HeaderMap) -> bool {
    let value = headers.get(CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let media_type = value.split(';').next().unwrap_or_default().trim();
    ["text/html", "application/xhtml+xml"].iter().any(|html| media_type.eq_ignore_ascii_case(html))
}

#[cfg(test)]
mod tests {
    use http::HeaderValue;

    use super::*;

    #[test]
    fn only_a_read_requires_a_body() {
        for (method, body, expected) in [
            ("GET", "", Some(BodyProblem::Empty)),
            ("GET", " \n", Some(BodyProblem::Empty)),
            ("GET", "null", Some(BodyProblem::Empty)),
            ("GET", "{}", None),
            ("GET", "[]", None),
            ("POST", "", None),
            ("DELETE", "null", None),
            // A raw call.
            ("", "", None),
        ] {
            assert_eq!(BodyProblem::of_value(method, body.as_bytes()), expected, "{method} {body:?}");
        }
    }

    #[test]
    fn a_page_is_recognized_by_its_media_type_or_its_beginning() {
        let html = Some(BodyProblem::Html);
        for (media_type, body, expected) in [
            ("text/html", "<p>Log in</p>", html),
            ("Text/HTML; charset=utf-8", "\n<p>", html),
            ("application/xhtml+xml", "<?xml?>", html),
            ("", "<!DOCTYPE html><html>", html),
            ("application/json", " <HTML lang=en>", html),
            ("application/xml", "<?xml?>", None),
            ("", "<p>", None),
            // A wrong media type, and a response without a body.
            ("text/html", "{}", None),
            ("text/html", "", None),
        ] {
            let headers = HeaderMap::from_iter([(CONTENT_TYPE, HeaderValue::from_static(media_type))]);
            assert_eq!(BodyProblem::of_page(&headers, body.as_bytes()), expected, "{media_type} {body}");
        }
    }
}
