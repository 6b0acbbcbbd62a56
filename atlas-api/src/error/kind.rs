//! The kinds of failure, which callers see as predicates.

use std::fmt;

use atlas_gen::Refusal;
use http::StatusCode;

use super::place::Place;

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
    /// The client could not be made.
    #[error("the connection could not be set up")]
    Setup(#[source] BoxError),
    /// The low-level client could not build the request.
    #[error("could not be put into a request: {0}")]
    Request(String),
    /// There was no answer, or not all of it.
    #[error("{failure}")]
    Transport { failure: Failure, source: BoxError },
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

impl Kind {
    pub(super) fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        std::error::Error::source(self)
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
            Self::Setup(source) => f.debug_tuple("Setup").field(source).finish(),
            Self::Request(what) => f.debug_tuple("Request").field(what).finish(),
            Self::Transport { failure, source } => {
                f.debug_struct("Transport").field("failure", failure).field("source", source).finish()
            }
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
