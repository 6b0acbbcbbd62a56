//! The outcome of a call, as fields of its span.

use std::borrow::Cow;

use atlas_gen::{ApiError, Attempts, BodyTooLarge, HttpResponse, TransportError};
use tracing::Span;

use crate::transport::{AttemptsExhausted, Interrupted, InvalidCompression, TimeoutBeforeSending, retry::BufferedBody};

/// The span fields that are known only when a call ends.
#[derive(Debug, Default, PartialEq)]
pub(super) struct Outcome {
    attempts: u32,
    status: Option<u16>,
    body_size: Option<u64>,
    /// `error.type`: the status of an error response, or the kind of failure without a response.
    error: Option<Cow<'static, str>>,
    /// The error code from Atlas.
    code: Option<String>,
}

impl Outcome {
    pub(super) fn from_result(result: &Result<HttpResponse, TransportError>) -> Self {
        match result {
            Ok(response) => Self::from_response(response),
            Err(error) => Self::from_error(error),
        }
    }

    fn from_response(response: &HttpResponse) -> Self {
        let status = response.status();
        let body = response.extensions().get::<BufferedBody>();
        Self {
            attempts: response.extensions().get().map_or(1, |attempts: &Attempts| attempts.count),
            status: Some(status.as_u16()),
            body_size: body.map(|body| body.0.len() as u64).or_else(|| response.body().length()),
            error: (!status.is_success()).then(|| status.as_u16().to_string().into()),
            // Nothing else from the body is recorded, because it can contain secrets.
            code: body.filter(|_| !status.is_success()).and_then(|body| ApiError::from_body(&body.0).code),
        }
    }

    fn from_error(error: &TransportError) -> Self {
        let (error, attempts) = match error.downcast_ref::<AttemptsExhausted>() {
            Some(last) => (&last.source, last.attempts.count),
            None => (error, 1),
        };
        let kind = match error.downcast_ref::<reqwest::Error>() {
            _ if BodyTooLarge::find(&**error).is_some() => "response_too_large",
            Some(error) if error.is_timeout() => "timeout",
            Some(error) if error.is_connect() => "connect",
            Some(error) if !error.is_builder() => "incomplete",
            None if error.is::<Interrupted>() || error.is::<InvalidCompression>() => "incomplete",
            None if error.is::<TimeoutBeforeSending>() => "timeout",
            // The OpenTelemetry value for an error without a more specific name.
            Some(_) | None => "_OTHER",
        };
        Self { attempts, error: Some(kind.into()), ..Self::default() }
    }

    pub(super) fn record(&self, span: &Span) {
        if self.attempts > 1 {
            span.record("http.request.resend_count", self.attempts - 1);
        }
        span.record("http.response.status_code", self.status);
        span.record("http.response.body.size", self.body_size);
        span.record("atlas.error.code", self.code.as_deref());
        if let Some(error) = &self.error {
            span.record("error.type", error.as_ref());
            span.record("otel.status_code", "ERROR");
        }
    }
}

#[cfg(test)]
mod tests {
    use bytes::Bytes;

    use super::*;
    use crate::transport::Awaited;

    fn response(status: u16, body: &'static str, attempts: u32) -> Result<HttpResponse, TransportError> {
        let mut response = http::Response::builder().status(status).body(body.into()).unwrap();
        response.extensions_mut().insert(Attempts { count: attempts, maybe_applied: false });
        response.extensions_mut().insert(BufferedBody(Bytes::from_static(body.as_bytes())));
        Ok(response)
    }

    #[test]
    fn a_success_has_no_error_even_if_its_body_contains_a_code() {
        let outcome = Outcome::from_result(&response(200, r#"{"errorCode":"X"}"#, 2));
        let expected = Outcome { attempts: 2, status: Some(200), body_size: Some(17), ..Outcome::default() };
        assert_eq!(outcome, expected);
    }

    #[test]
    fn a_refusal_has_its_status_and_its_code() {
        let outcome = Outcome::from_result(&response(404, r#"{"errorCode":"USER_NOT_FOUND"}"#, 1));
        assert_eq!((outcome.error.as_deref(), outcome.code.as_deref()), (Some("404"), Some("USER_NOT_FOUND")));
        let outcome = Outcome::from_result(&response(502, "<html>", 5));
        assert_eq!((outcome.error.as_deref(), outcome.code.as_deref()), (Some("502"), None));
    }

    #[test]
    fn a_call_without_a_response_has_its_attempts_and_its_error_type() {
        let attempts = Attempts { count: 3, maybe_applied: true };
        let error = AttemptsExhausted { source: "the request cannot be signed".into(), attempts };
        let outcome = Outcome::from_result(&Err(error.into()));
        assert_eq!(outcome, Outcome { attempts: 3, error: Some("_OTHER".into()), ..Outcome::default() });

        let outcome = Outcome::from_result(&Err(TimeoutBeforeSending(Awaited::Token).into()));
        assert_eq!(outcome.error.as_deref(), Some("timeout"));
    }
}
