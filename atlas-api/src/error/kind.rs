//! The kinds of errors. Callers distinguish them with predicates.

use std::{borrow::Cow, fmt, path::PathBuf, time::Duration};

use atlas_gen::{BodyProblem, BodyTooLarge, Refusal};
use http::StatusCode;

use super::{Error, json_location::JsonLocation};
use crate::{auth::CredentialError, transport::ConnectFailure};

/// The cause of an error, of any type.
pub(crate) type BoxError = Box<dyn std::error::Error + Send + Sync>;

#[derive(thiserror::Error)]
pub(super) enum Kind {
    /// An argument is invalid.
    #[error("{argument}: {rule}")]
    InvalidArgument { argument: Cow<'static, str>, rule: String },
    /// A destructive request is not confirmed.
    #[error("not sent: {advice} (effect: {impact})")]
    Unconfirmed { impact: String, advice: String },
    /// A wait ended in a failed state.
    #[error("{what} failed: state {state} after {}", DisplayDuration(*.elapsed))]
    FailedState { what: String, state: String, elapsed: Duration },
    /// A wait reached its time limit.
    #[error(
        "timed out after {} waiting for {what} (limit {}): {}", DisplayDuration(*.elapsed), DisplayDuration(*.limit),
        LastState(.state.as_deref(), .last_error.is_some())
    )]
    WaitTimeout {
        what: String,
        state: Option<String>,
        elapsed: Duration,
        limit: Duration,
        #[source]
        last_error: Option<Box<Error>>,
    },
    /// The client could not be set up.
    #[error("the client could not be set up")]
    Setup(#[source] BoxError),
    /// A local file could not be written.
    #[error("file {path:?}: cannot be written")]
    Io { path: PathBuf, source: std::io::Error },
    /// The low-level client could not build the request.
    #[error("cannot be sent: {0}")]
    Request(String),
    /// No response, or an incomplete one.
    #[error("{failure}")]
    Transport { failure: Failure, source: BoxError },
    /// A page of a list has the same items as an earlier page.
    #[error("returned the items of an earlier page again; the server or a proxy ignores the number of the page")]
    RepeatedPage,
    /// No resource has the requested name.
    #[error("found no {what} with the name {name:?}; check the spelling and the access of the credentials")]
    NoneNamed { what: &'static str, name: String },
    /// Several resources have the requested name.
    #[error("found {} {what}s with the name {name:?}; use one of their ids: {}", .ids.len(), .ids.join(", "))]
    Ambiguous { what: &'static str, name: String, ids: Vec<String> },
    /// The response exceeds the limit.
    #[error(
        "received a response of more than {} bytes, the limit of the client; raise it with `AtlasBuilder::max_response_size`",
        .0.limit
    )]
    TooLarge(BodyTooLarge),
    /// No token could be obtained, or the given token does not work.
    #[error(transparent)]
    Credential(CredentialError),
    /// The response has an error status.
    #[error("failed: {0}")]
    Refused(Box<Refusal>),
    /// The response is a success that cannot be decoded.
    #[error("succeeded ({status}), but the response cannot be decoded{location}")]
    Decode {
        status: StatusCode,
        body: Box<[u8]>,
        location: JsonLocation,
        problem: Option<BodyProblem>,
        source: BoxError,
    },
}

/// The reason for a missing response.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub(super) enum Failure {
    #[error("received no response: cannot connect{0}")]
    Connect(ConnectFailure),
    #[error("received no response within the timeout")]
    Timeout,
    /// The timeout passed before the request was sent.
    #[error("could not be sent within the timeout")]
    NotSentInTime,
    /// The timeout passed while the call waited for a place among the requests in flight.
    #[error(
        "could not be sent within the timeout: {0} requests were in flight, the limit of the client; make fewer calls at a \
         time, or raise the limit with `AtlasBuilder::max_requests_in_flight`"
    )]
    NoPlace(u32),
    #[error("received no response: the connection was lost")]
    Other,
}

/// A duration rounded to seconds, or to milliseconds below one second.
struct DisplayDuration(Duration);

impl fmt::Display for DisplayDuration {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let millis = self.0.saturating_add(Duration::from_micros(500)).as_millis();
        let seconds = self.0.saturating_add(Duration::from_millis(500)).as_secs();
        match (millis, seconds) {
            (1..1000, _) => write!(f, "{millis} ms"),
            (_, 0..60) => write!(f, "{seconds} s"),
            _ => write!(f, "{} min {} s", seconds / 60, seconds % 60),
        }
    }
}

/// The last state that a wait observed.
struct LastState<'a>(Option<&'a str>, bool);

impl fmt::Display for LastState<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            Some(state) => write!(f, "last state {state}")?,
            None => f.write_str("no state observed")?,
        }
        if self.1 { f.write_str("; the last poll failed") } else { Ok(()) }
    }
}

impl Kind {
    pub(super) fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            // Returns the error instead of its box, because callers downcast to `Error`.
            Self::WaitTimeout { last_error: Some(error), .. } => Some(&**error),
            kind => std::error::Error::source(kind),
        }
    }
}

/// Shows only the length of bodies: a service can echo secrets.
impl fmt::Debug for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::InvalidArgument { argument, rule } => {
                f.debug_struct("InvalidArgument").field("argument", argument).field("rule", rule).finish()
            }
            Self::Unconfirmed { impact, .. } => f.debug_struct("Unconfirmed").field("impact", impact).finish(),
            Self::FailedState { what, state, .. } => {
                f.debug_struct("FailedState").field("what", what).field("state", state).finish_non_exhaustive()
            }
            Self::WaitTimeout { what, state, last_error, .. } => f
                .debug_struct("WaitTimeout")
                .field("what", what)
                .field("state", state)
                .field("last_error", last_error)
                .finish_non_exhaustive(),
            Self::Io { path, source } => f.debug_struct("Io").field("path", path).field("source", source).finish(),
            Self::Setup(source) => f.debug_tuple("Setup").field(source).finish(),
            Self::Request(reason) => f.debug_tuple("Request").field(reason).finish(),
            Self::Transport { failure, source } => {
                f.debug_struct("Transport").field("failure", failure).field("source", source).finish()
            }
            Self::RepeatedPage => f.write_str("RepeatedPage"),
            Self::NoneNamed { what, name } => {
                f.debug_struct("NoneNamed").field("what", what).field("name", name).finish()
            }
            Self::Ambiguous { what, name, ids } => {
                f.debug_struct("Ambiguous").field("what", what).field("name", name).field("ids", ids).finish()
            }
            Self::TooLarge(error) => f.debug_tuple("TooLarge").field(error).finish(),
            Self::Credential(error) => f.debug_tuple("Credential").field(error).finish(),
            Self::Refused(refusal) => f.debug_tuple("Refused").field(refusal).finish(),
            Self::Decode { status, body, location, source, .. } => f
                .debug_struct("Decode")
                .field("status", status)
                .field("body", &format_args!("{} bytes", body.len()))
                .field("location", location)
                .field("source", source)
                .finish(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_duration_is_rounded_to_the_unit_that_is_shown() {
        for (micros, expected) in [
            (0, "0 s"),
            (499, "0 s"),
            (500, "1 ms"),
            (250_000, "250 ms"),
            (999_400, "999 ms"),
            (999_600, "1 s"),
            (1_499_000, "1 s"),
            (1_999_000, "2 s"),
            (59_600_000, "1 min 0 s"),
            (130_000_000, "2 min 10 s"),
        ] {
            assert_eq!(DisplayDuration(Duration::from_micros(micros)).to_string(), expected);
        }
    }
}
