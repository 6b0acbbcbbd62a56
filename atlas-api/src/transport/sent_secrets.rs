//! The secrets of a request, which are removed from an error response that echoes them.

use std::fmt::Write as _;

use atlas_gen::{HttpResponse, Request};
use bytes::Bytes;
use http::{HeaderMap, HeaderValue, header::AUTHORIZATION};
use serde_json::Value;

use super::trace::hidden_values;

/// The text in place of a secret.
const REDACTED: &str = "[REDACTED]";

/// The minimum length of a secret. A shorter value of a request would also be replaced in unrelated words.
const MIN_LENGTH: usize = 4;

/// The texts that an error must not show: credentials, and the values of the request body that a log does not show.
#[derive(Default)]
pub(super) struct SentSecrets(Vec<String>);

impl SentSecrets {
    /// Returns the secrets in the `Authorization` header and the JSON body of a request.
    pub(super) fn of(authorization: Option<&HeaderValue>, body: Option<&[u8]>) -> Self {
        let mut secrets = Self::default();
        if let Some(value) = authorization.and_then(|value| value.to_str().ok()) {
            secrets.add(value);
            let (scheme, parameters) = value.split_once(' ').unwrap_or_default();
            match scheme {
                "Digest" => signature(parameters).into_iter().for_each(|signature| secrets.add(signature)),
                _ => secrets.add(parameters),
            }
        }
        for value in body.map(hidden_values).unwrap_or_default() {
            secrets.add(&value);
        }
        secrets
    }

    /// Adds a secret, in each form that an echo can have: unchanged, in JSON, in HTML, and in a URL or a form.
    pub(super) fn add(&mut self, secret: &str) {
        if secret.len() < MIN_LENGTH {
            return;
        }
        let json = Value::from(secret).to_string();
        let json = json.strip_prefix('"').and_then(|json| json.strip_suffix('"')).unwrap_or(secret).to_owned();
        let html = secret.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;");
        let url = percent_encode(secret);
        for form in [secret.to_owned(), json, html, url.replace("%20", "+"), url] {
            if !self.0.contains(&form) {
                self.0.push(form);
            }
        }
        // The longest first: a secret can contain another one.
        self.0.sort_by_key(|form| std::cmp::Reverse(form.len()));
    }

    /// Reads an error response and removes the secrets from its headers and its body.
    pub(super) async fn remove_from(&self, response: HttpResponse) -> HttpResponse {
        let (mut head, body) = response.into_parts();
        self.remove_from_headers(&mut head.headers);
        // The error status is more useful to the caller than an error about an incomplete body.
        let body = body.bytes().await.unwrap_or_default();
        HttpResponse::from_parts(head, self.remove_from_body(body).into())
    }

    /// Removes the secrets from the values of headers.
    pub(super) fn remove_from_headers(&self, headers: &mut HeaderMap) {
        for value in headers.values_mut() {
            if let Some(clean) = value.to_str().ok().and_then(|text| self.replace(text)) {
                *value = HeaderValue::try_from(clean).unwrap_or(HeaderValue::from_static(REDACTED));
            }
        }
    }

    /// Removes the secrets from a body. A body without a secret is unchanged.
    pub(super) fn remove_from_body(&self, body: Bytes) -> Bytes {
        if let Ok(mut json) = serde_json::from_slice(&body) {
            return if self.replace_in(&mut json, "") { json.to_string().into() } else { body };
        }
        let clean = self.replace(&String::from_utf8_lossy(&body));
        clean.map_or(body, Bytes::from)
    }

    /// Replaces the secrets in all texts of a JSON value. Returns whether there were any.
    fn replace_in(&self, value: &mut Value, property: &str) -> bool {
        match value {
            // A part of a code is not a secret, and decisions depend on the code.
            Value::String(text) if property == "errorCode" && is_code(text) && !self.0.contains(text) => false,
            Value::String(text) => self.replace(text).map(|clean| *text = clean).is_some(),
            Value::Array(values) => values.iter_mut().fold(false, |found, value| self.replace_in(value, "") | found),
            Value::Object(properties) => {
                properties.iter_mut().fold(false, |found, (name, value)| self.replace_in(value, name) | found)
            }
            Value::Null | Value::Bool(_) | Value::Number(_) => false,
        }
    }

    /// Returns the text with the secrets replaced, or `None` if it contains none.
    fn replace(&self, text: &str) -> Option<String> {
        let contained = self.0.iter().filter(|secret| text.contains(secret.as_str()));
        contained.fold(None, |clean: Option<String>, secret| {
            Some(clean.as_deref().unwrap_or(text).replace(secret.as_str(), REDACTED))
        })
    }
}

/// Returns the signature of a digest, the only secret among its parameters.
fn signature(parameters: &str) -> Option<&str> {
    parameters.split_once("response=\"")?.1.split('"').next()
}

fn is_code(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit() || byte == b'_')
}

fn percent_encode(text: &str) -> String {
    text.bytes().fold(String::new(), |mut encoded, byte| {
        match byte {
            b'0'..=b'9' | b'a'..=b'z' | b'A'..=b'Z' | b'-' | b'_' | b'.' | b'~' => encoded.push(byte.into()),
            byte => _ = write!(encoded, "%{byte:02X}"),
        }
        encoded
    })
}

/// The parts of a request that contain secrets.
pub(super) struct SentParts {
    authorization: Option<HeaderValue>,
    /// The body of the request. Copies share its bytes.
    body: Option<Bytes>,
}

impl SentParts {
    pub(super) fn of(request: &Request) -> Self {
        let authorization = request.headers().get(AUTHORIZATION).cloned();
        Self { authorization, body: request.body().cloned() }
    }

    pub(super) fn secrets(&self) -> SentSecrets {
        SentSecrets::of(self.authorization.as_ref(), self.body.as_deref())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const DIGEST: &str = r#"Digest username="abcdefgh", realm="r", uri="/a", response="0123456789abcdef", qop=auth"#;

    fn secrets() -> SentSecrets {
        let body = br#"{"username":"reports","password":"hunter22 \"&+","roles":[{"roleName":"read"}],"x":"ab"}"#;
        SentSecrets::of(Some(&HeaderValue::from_static(DIGEST)), Some(body))
    }

    #[track_caller]
    fn check(body: &str, expected: &str) {
        assert_eq!(secrets().remove_from_body(Bytes::copy_from_slice(body.as_bytes())), expected);
    }

    #[test]
    fn a_body_without_a_secret_is_unchanged() {
        for body in
            ["", "<html>Sorry, reports</html>", r#"{ "detail": "No user reports (abcdefgh) with role read, ab." }"#]
        {
            check(body, body);
        }
    }

    #[test]
    fn an_echo_is_replaced_in_every_form() {
        check(r#"{"detail":"bad: hunter22 \"&+"}"#, r#"{"detail":"bad: [REDACTED]"}"#);
        check(r#"{"detail":"{\"password\":\"hunter22 \\\"&+\"}"}"#, r#"{"detail":"{\"password\":\"[REDACTED]\"}"}"#);
        check(r#"{"a":[{"b":"hunter22 \"&+"},7]}"#, r#"{"a":[{"b":"[REDACTED]"},7]}"#);
        check("<p>hunter22 &quot;&amp;+</p>", "<p>[REDACTED]</p>");
        check("?p=hunter22%20%22%26%2B", "?p=[REDACTED]");
        check("p=hunter22+%22%26%2B", "p=[REDACTED]");
        check(&format!("Authorization: {DIGEST}\n"), "Authorization: [REDACTED]\n");
        check("response: 0123456789abcdef", "response: [REDACTED]");
    }

    #[test]
    fn a_code_is_replaced_only_as_a_whole() {
        let mut secrets = SentSecrets::default();
        secrets.add("USER");
        for (body, expected) in [
            (r#"{"errorCode":"USER_NOT_FOUND"}"#, r#"{"errorCode":"USER_NOT_FOUND"}"#),
            (r#"{"errorCode":"USER"}"#, r#"{"errorCode":"[REDACTED]"}"#),
            (r#"{"errorCode":"user USER"}"#, r#"{"errorCode":"user [REDACTED]"}"#),
        ] {
            assert_eq!(secrets.remove_from_body(Bytes::from_static(body.as_bytes())), expected);
        }
    }

    #[test]
    fn headers_are_cleaned_too() {
        let mut headers = HeaderMap::new();
        headers.insert("location", HeaderValue::from_static("https://example.com/?p=hunter22+%22%26%2B&q=1"));
        headers.insert("x-other", HeaderValue::from_static("reports"));
        secrets().remove_from_headers(&mut headers);
        assert_eq!(headers["location"], "https://example.com/?p=[REDACTED]&q=1");
        assert_eq!(headers["x-other"], "reports");
    }

    #[test]
    fn a_token_is_a_secret_without_its_scheme() {
        let secrets = SentSecrets::of(Some(&HeaderValue::from_static("Bearer token-22")), None);
        assert_eq!(secrets.remove_from_body(Bytes::from_static(b"bad token-22")), "bad [REDACTED]");
    }
}
