//! What a call can fail with.

use bytes::Bytes;
use reqwest::{StatusCode, header::HeaderMap};

use super::{ApiError, Attempts, Operation, TransportError};

/// Why a call did not bring a value.
#[derive(thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// The request could not be built: a parameter is missing or can't be sent. Nothing was sent.
    #[error("the request cannot be built: {0}")]
    InvalidRequest(String),
    /// The transport brought no answer, or the answer broke off.
    #[error("{} got no answer", operation.name)]
    Transport {
        /// The operation that was called.
        operation: &'static Operation,
        /// What the transport says.
        source: TransportError,
    },
    /// The service answered with something else than a success.
    #[error("{} was refused: {}", operation.name, .refusal)]
    Refused {
        /// The operation that was called.
        operation: &'static Operation,
        /// What the service says.
        refusal: Box<Refusal>,
    },
    /// The answer is a success, but its body is not what an answer of this operation can be.
    #[error("the answer to {} can't be read", operation.name)]
    Decode {
        /// The operation that was called.
        operation: &'static Operation,
        /// How many requests the call took.
        attempts: u32,
        /// The status of the answer.
        status: StatusCode,
        /// The body as it came.
        body: Bytes,
        /// What is wrong with it.
        source: serde_json::Error,
    },
}

/// An answer that is no success.
#[derive(Clone)]
#[non_exhaustive]
pub struct Refusal {
    /// How many requests the call took; the last one was answered with this.
    pub attempts: u32,
    /// The status.
    pub status: StatusCode,
    /// The headers.
    pub headers: HeaderMap,
    /// What the body says; empty where it is not one of Atlas's error bodies.
    pub error: ApiError,
    /// The body as it came.
    pub body: Bytes,
}

impl std::fmt::Display for Refusal {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}", self.status)?;
        if let Some(code) = &self.error.code {
            write!(f, ", {code}")?;
        }
        if let Some(detail) = &self.error.detail {
            write!(f, ": {detail}")?;
        }
        Ok(())
    }
}

/// Bodies are counted, not shown: what a service echoes can be secret.
impl std::fmt::Debug for Refusal {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Refusal")
            .field("status", &self.status)
            .field("error", &self.error)
            .field("body", &format_args!("{} bytes", self.body.len()))
            .finish_non_exhaustive()
    }
}

impl std::fmt::Debug for Error {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::InvalidRequest(what) => f.debug_tuple("InvalidRequest").field(what).finish(),
            Self::Transport { operation, source } => {
                f.debug_struct("Transport").field("operation", &operation.name).field("source", source).finish()
            }
            Self::Refused { operation, refusal } => {
                f.debug_struct("Refused").field("operation", &operation.name).field("refusal", refusal).finish()
            }
            Self::Decode { operation, status, body, source, .. } => f
                .debug_struct("Decode")
                .field("operation", &operation.name)
                .field("status", status)
                .field("body", &format_args!("{} bytes", body.len()))
                .field("source", source)
                .finish(),
        }
    }
}

impl Error {
    pub(crate) async fn from_refusal(mut answer: reqwest::Response, operation: &'static Operation) -> Self {
        let (status, attempts) = (answer.status(), Attempts::of(&answer));
        let headers = std::mem::take(answer.headers_mut());
        // A body that breaks off does not hide the status, which says more.
        let body = answer.bytes().await.unwrap_or_default();
        let error = ApiError::from_body(&body);
        Self::Refused { operation, refusal: Box::new(Refusal { attempts, status, headers, error, body }) }
    }

    /// The status that the service answered with, if it answered.
    #[must_use]
    pub fn status(&self) -> Option<StatusCode> {
        match self {
            Self::Refused { refusal, .. } => Some(refusal.status),
            Self::Decode { status, .. } => Some(*status),
            Self::InvalidRequest(_) | Self::Transport { .. } => None,
        }
    }

    /// How many requests the call took, as far as the transport [says](Attempts) with its answer: none if the request
    /// could not be built, and one if there was no answer.
    #[must_use]
    pub fn attempts(&self) -> u32 {
        match self {
            Self::InvalidRequest(_) => 0,
            Self::Transport { .. } => 1,
            Self::Refused { refusal, .. } => refusal.attempts,
            Self::Decode { attempts, .. } => *attempts,
        }
    }

    /// What the service says, if it refused.
    #[must_use]
    pub fn refusal(&self) -> Option<&Refusal> {
        match self {
            Self::Refused { refusal, .. } => Some(refusal),
            _ => None,
        }
    }
}

impl From<reqwest::header::InvalidHeaderValue> for Error {
    fn from(error: reqwest::header::InvalidHeaderValue) -> Self {
        Self::InvalidRequest(error.to_string())
    }
}
