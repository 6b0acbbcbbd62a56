//! The kinds of failure, which callers see as predicates.

use std::{fmt, path::PathBuf, time::Duration};

use atlas_gen::Refusal;
use http::StatusCode;

use super::{Error, place::Place};
use crate::auth::CredentialError;

/// The cause of a failure, whatever its type.
pub(crate) type BoxError = Box<dyn std::error::Error + Send + Sync>;

#[derive(thiserror::Error)]
pub(super) enum Kind {
    /// An argument breaks a rule.
    #[error("{argument}: {rule}")]
    InvalidArgument { argument: &'static str, rule: String },
    /// Something would be destroyed, and nobody has confirmed it.
    #[error("{doomed}; nothing was sent ({advice})")]
    Unconfirmed { doomed: String, advice: String },
    /// What was waited for can't be any more.
    #[error("{what} is {state} after {}; it will not get where it was to be", Spell(*.elapsed))]
    FailedState { what: String, state: String, elapsed: Duration },
    /// What was waited for was not there in time.
    #[error("{what} was not where it was to be after {}; {}", Spell(*.elapsed), Last(.state.as_deref(), .trouble.is_some()))]
    WaitTimeout {
        what: String,
        state: Option<String>,
        elapsed: Duration,
        #[source]
        trouble: Option<Box<Error>>,
    },
    /// The client could not be made.
    #[error("the connection could not be set up")]
    Setup(#[source] BoxError),
    /// A file on this machine could not be written.
    #[error("the file {path:?} could not be written")]
    File { path: PathBuf, source: std::io::Error },
    /// The low-level client could not build the request.
    #[error("could not be put into a request: {0}")]
    Request(String),
    /// There was no answer, or not all of it.
    #[error("{failure}")]
    Transport { failure: Failure, source: BoxError },
    /// There is no token to send the request with, or the one that was given does not work.
    #[error(transparent)]
    Credential(CredentialError),
    /// The answer is no success.
    #[error("was refused: {0}")]
    Refused(Box<Refusal>),
    /// The answer is a success that can't be read.
    #[error("succeeded ({status}), but its answer can't be read{place}")]
    Decode { status: StatusCode, body: Box<[u8]>, place: Place, source: BoxError },
}

/// How a request ended without an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub(super) enum Failure {
    #[error("got no answer: there is no connection")]
    Connect,
    #[error("got no answer within the time limit")]
    Timeout,
    #[error("got no answer: the exchange broke off")]
    Other,
}

/// A time, to the second.
struct Spell(Duration);

impl fmt::Display for Spell {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0.as_secs() {
            seconds @ 0..60 => write!(f, "{seconds} s"),
            seconds => write!(f, "{} min {} s", seconds / 60, seconds % 60),
        }
    }
}

/// What a wait saw last.
struct Last<'a>(Option<&'a str>, bool);

impl fmt::Display for Last<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            Some(state) => write!(f, "the last state was {state}")?,
            None => f.write_str("no state was seen")?,
        }
        if self.1 { f.write_str(", and the last look failed") } else { Ok(()) }
    }
}

impl Kind {
    pub(super) fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            // Not its box, which nobody would look for.
            Self::WaitTimeout { trouble: Some(trouble), .. } => Some(&**trouble),
            kind => std::error::Error::source(kind),
        }
    }
}

/// Bodies are counted, not shown: what a service echoes can be secret.
impl fmt::Debug for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::InvalidArgument { argument, rule } => {
                f.debug_struct("InvalidArgument").field("argument", argument).field("rule", rule).finish()
            }
            Self::Unconfirmed { doomed, .. } => f.debug_struct("Unconfirmed").field("doomed", doomed).finish(),
            Self::FailedState { what, state, .. } => {
                f.debug_struct("FailedState").field("what", what).field("state", state).finish_non_exhaustive()
            }
            Self::WaitTimeout { what, state, trouble, .. } => f
                .debug_struct("WaitTimeout")
                .field("what", what)
                .field("state", state)
                .field("trouble", trouble)
                .finish_non_exhaustive(),
            Self::File { path, source } => f.debug_struct("File").field("path", path).field("source", source).finish(),
            Self::Setup(source) => f.debug_tuple("Setup").field(source).finish(),
            Self::Request(what) => f.debug_tuple("Request").field(what).finish(),
            Self::Transport { failure, source } => {
                f.debug_struct("Transport").field("failure", failure).field("source", source).finish()
            }
            Self::Credential(error) => f.debug_tuple("Credential").field(error).finish(),
            Self::Refused(refusal) => f.debug_tuple("Refused").field(refusal).finish(),
            Self::Decode { status, body, place, source } => f
                .debug_struct("Decode")
                .field("status", status)
                .field("body", &format_args!("{} bytes", body.len()))
                .field("place", place)
                .field("source", source)
                .finish(),
        }
    }
}
