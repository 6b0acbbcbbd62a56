//! From what the low-level client fails with: the only place that looks into it.

use atlas_gen::ResponseValue;
use http::StatusCode;

use super::{BoxError, Error, Failure, Kind, Place};
use crate::{auth::CredentialError, operation, transport::AttemptsExhausted};

impl Error {
    /// The answer of `operation` is a success, but nothing that the call can return.
    pub(crate) fn unreadable<T>(answer: &ResponseValue<T>, operation: &str, why: &'static str) -> Self {
        let (status, body) = (answer.status(), answer.raw().as_ref().into());
        let kind = Kind::Decode { status, body, place: Place::default(), source: why.into() };
        Self::with(operation::by_id(operation), answer.attempts(), kind)
    }

    /// The answer of `operation` began as a success, and then was not what it should be.
    pub(crate) fn unreadable_stream(
        status: StatusCode,
        attempts: u32,
        operation: &str,
        source: impl Into<BoxError>,
    ) -> Self {
        let kind = Kind::Decode { status, body: Box::default(), place: Place::default(), source: source.into() };
        Self::with(operation::by_id(operation), attempts, kind)
    }

    /// Something about the credentials failed that was no call.
    pub(crate) fn of_credentials(error: CredentialError) -> Self {
        Self::with(None, 0, Kind::Credential(error))
    }

    /// What the low-level client failed with.
    pub(crate) fn from_call(error: atlas_gen::Error) -> Self {
        let operation = match &error {
            atlas_gen::Error::Transport { operation, .. }
            | atlas_gen::Error::Refused { operation, .. }
            | atlas_gen::Error::Decode { operation, .. } => Some(*operation),
            _ => None,
        };
        let (attempts, error) = unwrap_attempts(error);
        Self::with(operation, attempts, kind(error))
    }
}

/// The number of requests that a call took. Where there was no answer to say it, it is in the cause of the failure, which
/// is taken out of it.
fn unwrap_attempts(error: atlas_gen::Error) -> (u32, atlas_gen::Error) {
    let attempts = error.attempts();
    match error {
        atlas_gen::Error::Transport { operation, source } => match source.downcast::<AttemptsExhausted>() {
            Ok(last) => (last.attempts, atlas_gen::Error::Transport { operation, source: last.source }),
            Err(source) => (attempts, atlas_gen::Error::Transport { operation, source }),
        },
        other => (attempts, other),
    }
}

/// For calls of `Atlas::low_level`.
#[cfg(feature = "unstable-low-level")]
impl From<atlas_gen::Error> for Error {
    fn from(error: atlas_gen::Error) -> Self {
        Self::from_call(error)
    }
}

fn kind(error: atlas_gen::Error) -> Kind {
    match error {
        atlas_gen::Error::InvalidRequest(what) => Kind::Request(what),
        atlas_gen::Error::Transport { source, .. } => match source.downcast::<CredentialError>() {
            Ok(error) => Kind::Credential(*error),
            Err(source) => Kind::Transport { failure: failure(&source), source },
        },
        atlas_gen::Error::Refused { refusal, .. } => Kind::Refused(refusal),
        atlas_gen::Error::Decode { status, body, source, .. } => {
            let place = Place::find(&body, &source);
            Kind::Decode { status, body: body.as_ref().into(), place, source: source.into() }
        }
        other => Kind::Transport { failure: Failure::Other, source: other.into() },
    }
}

/// How an exchange ended, by what the HTTP client says of it.
fn failure(source: &BoxError) -> Failure {
    let Some(error) = source.downcast_ref::<reqwest::Error>() else { return Failure::Other };
    if error.is_timeout() {
        Failure::Timeout
    } else if error.is_connect() {
        Failure::Connect
    } else {
        Failure::Other
    }
}
