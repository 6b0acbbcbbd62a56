//! The error of a call.

use bytes::Bytes;
use http::{HeaderMap, StatusCode};

use super::{
    ApiError, Attempts, BodyProblem, HttpResponse, Operation, TransportError,
    body_limit::{self, MAX_ERROR_RESPONSE},
};

/// The error of a call.
#[derive(thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// The request could not be built: a parameter is missing or cannot be sent. Nothing was sent.
    #[error("{} cannot be sent: {reason}", operation.id)]
    InvalidRequest {
        /// The operation of the request.
        operation: &'static Operation,
        /// The problem.
        reason: String,
    },
    /// The transport returned no response, or the response is incomplete.
    #[error("{}: no response", operation.id)]
    Transport {
        /// The operation that was called.
        operation: &'static Operation,
        /// The error of the transport.
        source: TransportError,
    },
    /// The service responded with an error status.
    #[error("{}: {}", operation.id, .refusal)]
    Refused {
        /// The operation that was called.
        operation: &'static Operation,
        /// The error response.
        refusal: Box<Refusal>,
    },
    /// The response is a success, but its body cannot be decoded.
    #[error("{}: the response cannot be decoded", operation.id)]
    Decode {
        /// The operation that was called.
        operation: &'static Operation,
        /// The number of requests that the call took.
        attempts: Attempts,
        /// The status of the response.
        status: StatusCode,
        /// The body, unchanged.
        body: Bytes,
        /// The error of the decoder.
        source: serde_json::Error,
    },
    /// The response is a success, but the service did not send its body.
    #[error("{}: the response cannot be decoded", operation.id)]
    UnexpectedBody {
        /// The operation that was called.
        operation: &'static Operation,
        /// The number of requests that the call took.
        attempts: Attempts,
        /// The status of the response.
        status: StatusCode,
        /// The body, unchanged; empty for a stream.
        body: Bytes,
        /// The problem with the body.
        #[source]
        problem: BodyProblem,
    },
}

/// An error response.
#[derive(Clone)]
#[non_exhaustive]
pub struct Refusal {
    /// The number of requests that the call took; this is the response to the last one.
    pub attempts: Attempts,
    /// The status.
    pub status: StatusCode,
    /// The headers.
    pub headers: HeaderMap,
    /// The decoded error body; empty if the body does not have the format of Atlas.
    pub error: ApiError,
    /// The body, unchanged.
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

/// Shows only the length of the body: a service can echo secrets.
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
            Self::InvalidRequest { operation, reason } => {
                f.debug_struct("InvalidRequest").field("operation", &operation.id).field("reason", reason).finish()
            }
            Self::Transport { operation, source } => {
                f.debug_struct("Transport").field("operation", &operation.id).field("source", source).finish()
            }
            Self::Refused { operation, refusal } => {
                f.debug_struct("Refused").field("operation", &operation.id).field("refusal", refusal).finish()
            }
            Self::Decode { operation, status, body, source, .. } => f
                .debug_struct("Decode")
                .field("operation", &operation.id)
                .field("status", status)
                .field("body", &format_args!("{} bytes", body.len()))
                .field("source", source)
                .finish(),
            Self::UnexpectedBody { operation, status, body, problem, .. } => f
                .debug_struct("UnexpectedBody")
                .field("operation", &operation.id)
                .field("status", status)
                .field("body", &format_args!("{} bytes", body.len()))
                .field("problem", problem)
                .finish(),
        }
    }
}

impl Error {
    pub(crate) async fn from_refusal(response: HttpResponse, operation: &'static Operation) -> Self {
        let (head, body) = response.into_parts();
        let (status, attempts, headers) = (head.status, Attempts::of(&head.extensions), head.headers);
        // The status is more useful to the caller than an error about an incomplete body.
        let body = body_limit::read_start(body, MAX_ERROR_RESPONSE).await;
        let error = ApiError::from_body(&body);
        Self::Refused { operation, refusal: Box::new(Refusal { attempts, status, headers, error, body }) }
    }

    /// Returns the operation that was called.
    #[must_use]
    pub fn operation(&self) -> &'static Operation {
        match self {
            Self::InvalidRequest { operation, .. }
            | Self::Transport { operation, .. }
            | Self::Refused { operation, .. }
            | Self::Decode { operation, .. }
            | Self::UnexpectedBody { operation, .. } => operation,
        }
    }

    /// Returns the status of the response, if there was one.
    #[must_use]
    pub fn status(&self) -> Option<StatusCode> {
        match self {
            Self::Refused { refusal, .. } => Some(refusal.status),
            Self::Decode { status, .. } | Self::UnexpectedBody { status, .. } => Some(*status),
            Self::InvalidRequest { .. } | Self::Transport { .. } => None,
        }
    }

    /// Returns the number of requests that the call took, as [reported](Attempts) by the transport: 0 if the request
    /// could not be built, 1 if there was no response.
    #[must_use]
    pub fn attempts(&self) -> u32 {
        match self {
            Self::InvalidRequest { .. } => 0,
            Self::Transport { .. } => 1,
            Self::Refused { refusal, .. } => refusal.attempts.count,
            Self::Decode { attempts, .. } | Self::UnexpectedBody { attempts, .. } => attempts.count,
        }
    }

    /// Returns the error response, if there was one.
    #[must_use]
    pub fn refusal(&self) -> Option<&Refusal> {
        match self {
            Self::Refused { refusal, .. } => Some(refusal),
            _ => None,
        }
    }
}
