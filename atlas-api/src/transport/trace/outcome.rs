//! What there is to tell of a call that is over.

use std::borrow::Cow;

use atlas_gen::{ApiError, Attempts, TransportError};
use reqwest::Response;
use tracing::Span;

use crate::transport::{Attempted, retry::ReadBody};

/// What becomes of the fields of a span that are not known when a call begins.
#[derive(Debug, Default, PartialEq)]
pub(super) struct Outcome {
    attempts: u32,
    status: Option<u16>,
    body_size: Option<u64>,
    /// `error.type`: the status of a refusal, or how the exchange ended.
    error: Option<Cow<'static, str>>,
    /// Atlas's own code of a refusal.
    code: Option<String>,
}

impl Outcome {
    pub(super) fn of(answer: &Result<Response, TransportError>) -> Self {
        match answer {
            Ok(answer) => Self::of_answer(answer),
            Err(error) => Self::of_error(error),
        }
    }

    fn of_answer(answer: &Response) -> Self {
        let status = answer.status();
        let body = answer.extensions().get::<ReadBody>();
        Self {
            attempts: answer.extensions().get().map_or(1, |Attempts(attempts)| *attempts),
            status: Some(status.as_u16()),
            body_size: body.map(|body| body.0.len() as u64).or_else(|| answer.content_length()),
            error: (!status.is_success()).then(|| status.as_u16().to_string().into()),
            // Of the body of an answer, this is all that is told.
            code: body.filter(|_| !status.is_success()).and_then(|body| ApiError::from_body(&body.0).code),
        }
    }

    fn of_error(error: &TransportError) -> Self {
        let (error, attempts) = match error.downcast_ref::<Attempted>() {
            Some(last) => (&last.source, last.attempts),
            None => (error, 1),
        };
        let kind = match error.downcast_ref::<reqwest::Error>() {
            Some(error) if error.is_timeout() => "timeout",
            Some(error) if error.is_connect() => "connect",
            Some(_) => "broken_off",
            // What OpenTelemetry calls an error that has no better name.
            None => "_OTHER",
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

    fn answer(status: u16, body: &'static str, attempts: u32) -> Result<Response, TransportError> {
        let mut answer = Response::from(http::Response::builder().status(status).body(body).unwrap());
        answer.extensions_mut().insert(Attempts(attempts));
        answer.extensions_mut().insert(ReadBody(Bytes::from_static(body.as_bytes())));
        Ok(answer)
    }

    #[test]
    fn a_success_has_no_error_whatever_its_body_says() {
        let outcome = Outcome::of(&answer(200, r#"{"errorCode":"X"}"#, 2));
        let expected = Outcome { attempts: 2, status: Some(200), body_size: Some(17), ..Outcome::default() };
        assert_eq!(outcome, expected);
    }

    #[test]
    fn a_refusal_has_its_status_and_its_code() {
        let outcome = Outcome::of(&answer(404, r#"{"errorCode":"USER_NOT_FOUND"}"#, 1));
        assert_eq!((outcome.error.as_deref(), outcome.code.as_deref()), (Some("404"), Some("USER_NOT_FOUND")));
        let outcome = Outcome::of(&answer(502, "<html>", 5));
        assert_eq!((outcome.error.as_deref(), outcome.code.as_deref()), (Some("502"), None));
    }

    #[test]
    fn a_call_without_an_answer_says_how_it_ended() {
        let error = Attempted { source: "the key can't be signed with".into(), attempts: 3 };
        let outcome = Outcome::of(&Err(error.into()));
        assert_eq!(outcome, Outcome { attempts: 3, error: Some("_OTHER".into()), ..Outcome::default() });
    }
}
