//! Conversion from errors of the low-level client. No other module inspects them.

use std::error::Error as _;

use atlas_gen::{Attempts, BodyProblem, BodyTooLarge, InvalidVersion, Operation, ResponseValue};
use http::StatusCode;

use super::{BoxError, Error, Failure, JsonLocation, Kind};
use crate::{
    auth::CredentialError,
    transport::{AttemptsExhausted, Awaited, ConnectFailure, Rejected, ReservedHeader, TimeoutBeforeSending},
};

impl Error {
    /// Creates the error for a header that only the client itself may set. Nothing was sent.
    pub(crate) fn reserved_header(reserved: ReservedHeader) -> Self {
        Self::new(reserved_header(reserved))
    }

    /// Creates the error for a successful response without a body.
    pub(crate) fn empty<T>(response: &ResponseValue<T>, operation: &'static Operation) -> Self {
        let kind = unexpected(response.status(), response.raw(), BodyProblem::Empty);
        Self::with(Some(operation), response.attempts(), kind)
    }

    /// Creates the error for a page of a list that repeats an earlier page.
    pub(crate) fn repeated_page(operation: Option<&'static Operation>, attempts: u32) -> Self {
        Self::with(operation, attempts, Kind::RepeatedPage)
    }

    /// Creates the error for a successful response that does not have the expected content.
    pub(crate) fn unreadable<T>(
        response: &ResponseValue<T>,
        operation: &'static Operation,
        reason: &'static str,
    ) -> Self {
        let (status, body) = (response.status(), response.raw().as_ref().into());
        let location = JsonLocation::default();
        let kind = Kind::Decode { status, body, location, problem: None, source: reason.into() };
        Self::with(Some(operation), response.attempts(), kind)
    }

    /// Creates the error for a successful response whose stream cannot be decoded.
    pub(crate) fn unreadable_stream(
        status: StatusCode,
        attempts: u32,
        operation: Option<&'static Operation>,
        source: impl Into<BoxError>,
    ) -> Self {
        let (body, location) = (Box::default(), JsonLocation::default());
        let kind = Kind::Decode { status, body, location, problem: None, source: source.into() };
        Self::with(operation, attempts, kind)
    }

    /// Creates the error for a successful response whose stream begins with a web page; `None` if it does not.
    #[cfg(feature = "logs")]
    pub(crate) fn foreign_stream(
        status: StatusCode,
        attempts: u32,
        operation: Option<&'static Operation>,
        headers: &http::HeaderMap,
        start: &[u8],
    ) -> Option<Self> {
        let problem = BodyProblem::of_page(headers, start)?;
        Some(Self::with(operation, attempts, unexpected(status, start, problem)))
    }

    /// Creates the error for a stream that failed after it began. `attempts` is the number of requests of the call.
    pub(crate) fn of_stream(error: atlas_gen::Error, attempts: u32) -> Self {
        let mut converted = Self::from_call(error);
        converted.0.attempts = attempts;
        converted
    }

    /// Creates the error for a failure to obtain or revoke a token outside of a call.
    pub(crate) fn of_credentials(error: CredentialError) -> Self {
        Self::with(None, 0, Kind::Credential(error))
    }

    /// Converts the error of a call.
    pub(crate) fn from_call(error: atlas_gen::Error) -> Self {
        let operation = Some(error.operation()).filter(|operation| !operation.method.is_empty());
        let (attempts, error) = unwrap_attempts(error);
        let mut converted = Self::with(operation, attempts.count, kind(error));
        converted.0.maybe_applied = attempts.maybe_applied;
        converted
    }
}

/// Returns the number of attempts of a call, and its error.
///
/// Without a response, the number is in an [`AttemptsExhausted`] around the source of the error. It is removed there.
fn unwrap_attempts(error: atlas_gen::Error) -> (Attempts, atlas_gen::Error) {
    let attempts = match &error {
        atlas_gen::Error::Refused { refusal, .. } => refusal.attempts,
        atlas_gen::Error::Decode { attempts, .. } | atlas_gen::Error::UnexpectedBody { attempts, .. } => *attempts,
        // Nothing was sent.
        atlas_gen::Error::Transport { source, .. } if source.is::<Rejected>() || source.is::<ReservedHeader>() => {
            Attempts { count: 0, maybe_applied: false }
        }
        other => Attempts { count: other.attempts(), maybe_applied: false },
    };
    match error {
        atlas_gen::Error::Transport { operation, source } => match source.downcast::<AttemptsExhausted>() {
            Ok(last) => (last.attempts, atlas_gen::Error::Transport { operation, source: last.source }),
            Err(source) => (attempts, atlas_gen::Error::Transport { operation, source }),
        },
        other => (attempts, other),
    }
}

impl From<atlas_gen::Error> for Error {
    fn from(error: atlas_gen::Error) -> Self {
        Self::from_call(error)
    }
}

impl From<InvalidVersion> for Error {
    fn from(error: InvalidVersion) -> Self {
        let rule = format!("{:?} is not valid; expected a date such as 2024-08-05, or `preview`", error.version());
        Self::invalid_argument("API version", rule)
    }
}

fn kind(error: atlas_gen::Error) -> Kind {
    match error {
        atlas_gen::Error::InvalidRequest { reason, .. } => Kind::Request(reason),
        atlas_gen::Error::Transport { source, .. } => transport(source),
        atlas_gen::Error::Refused { refusal, .. } => Kind::Refused(refusal),
        atlas_gen::Error::Decode { status, body, source, .. } => {
            let location = JsonLocation::find(&body, &source);
            Kind::Decode { status, body: body.as_ref().into(), location, problem: None, source: source.into() }
        }
        atlas_gen::Error::UnexpectedBody { status, body, problem, .. } => unexpected(status, &body, problem),
        other => Kind::Transport { failure: Failure::Other, source: other.into() },
    }
}

fn unexpected(status: StatusCode, body: &[u8], problem: BodyProblem) -> Kind {
    let location = JsonLocation::default();
    Kind::Decode { status, body: body.into(), location, problem: Some(problem), source: problem.into() }
}

fn transport(source: BoxError) -> Kind {
    let source = match source.downcast::<CredentialError>() {
        Ok(error) => return Kind::Credential(*error),
        Err(source) => source,
    };
    let source = match source.downcast::<ReservedHeader>() {
        Ok(reserved) => return reserved_header(*reserved),
        Err(source) => source,
    };
    if let Some(too_large) = BodyTooLarge::find(&*source) {
        return Kind::TooLarge(too_large);
    }
    match source.downcast::<Rejected>() {
        Ok(rejected) => Kind::Unconfirmed { impact: rejected.impact, advice: super::CONFIRM.to_owned() },
        Err(source) => exchange(source),
    }
}

fn reserved_header(ReservedHeader { header, rule }: ReservedHeader) -> Kind {
    Kind::InvalidArgument { argument: format!("header {header:?}").into(), rule: rule.to_owned() }
}

/// Returns the kind of an error of the HTTP client.
fn exchange(source: BoxError) -> Kind {
    match source.downcast_ref::<reqwest::Error>() {
        Some(error) if error.is_builder() => Kind::Request(rejection(error)),
        _ => Kind::Transport { failure: failure(&source), source },
    }
}

/// Describes a request that the HTTP client rejected.
fn rejection(error: &reqwest::Error) -> String {
    let cause = error.source().map_or_else(|| error.to_string(), ToString::to_string);
    format!("the HTTP client rejected the request ({cause})")
}

/// Returns the reason for a missing response, by the error of the HTTP client.
fn failure(source: &BoxError) -> Failure {
    if let Some(TimeoutBeforeSending(awaited)) = source.downcast_ref() {
        return match awaited {
            Awaited::Place(max) => Failure::NoPlace(*max),
            Awaited::Challenge | Awaited::Token => Failure::NotSentInTime,
        };
    }
    let Some(error) = source.downcast_ref::<reqwest::Error>() else { return Failure::Other };
    match (error.is_timeout(), ConnectFailure::of(error)) {
        (true, Some(_)) => Failure::NotSentInTime,
        (true, None) => Failure::Timeout,
        (false, Some(failure)) => Failure::Connect(failure),
        (false, None) => Failure::Other,
    }
}
