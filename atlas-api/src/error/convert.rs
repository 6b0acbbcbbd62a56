//! From what the low-level client fails with: the only place that looks into it.

use super::{BoxError, Error, Failure, Kind};

impl Error {
    /// The answer of a call is a success, but nothing that the call can return.
    pub(crate) fn unreadable<T>(
        answer: &atlas_gen::ResponseValue<T>,
        operation: &'static atlas_gen::Operation,
        why: &'static str,
    ) -> Self {
        let (status, body) = (answer.status(), answer.raw().as_ref().into());
        Self::of(operation, Kind::Decode { status, body, source: why.into() })
    }
}

impl From<atlas_gen::Error> for Kind {
    fn from(error: atlas_gen::Error) -> Self {
        match error {
            atlas_gen::Error::InvalidRequest(what) => Self::Request(what),
            atlas_gen::Error::Transport { source, .. } => Self::Transport { failure: failure(&source), source },
            atlas_gen::Error::Refused { refusal, .. } => Self::Refused(refusal),
            atlas_gen::Error::Decode { status, body, source, .. } => {
                Self::Decode { status, body: body.as_ref().into(), source: source.into() }
            }
            other => Self::Transport { failure: Failure::Other, source: other.into() },
        }
    }
}

impl Error {
    pub(crate) fn from_call(error: atlas_gen::Error) -> Self {
        let operation = match &error {
            atlas_gen::Error::Transport { operation, .. }
            | atlas_gen::Error::Refused { operation, .. }
            | atlas_gen::Error::Decode { operation, .. } => Some(*operation),
            _ => None,
        };
        let kind = Kind::from(error);
        match operation {
            Some(operation) => Self::of(operation, kind),
            None => Self::new(kind),
        }
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
