//! Errors of attempts that end before a request is sent.

use atlas_gen::TransportError;

/// The error of an attempt that sent no request.
#[derive(Debug, thiserror::Error)]
#[error("the request was not sent")]
pub(crate) struct NotSent(#[source] pub(crate) TransportError);

/// The timeout of an attempt, which passed before the request was sent.
#[derive(Debug, thiserror::Error)]
#[error("the timeout passed while the call waited for {0}")]
pub(crate) struct TimeoutBeforeSending(pub(crate) Awaited);

/// A part of an attempt that precedes a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub(crate) enum Awaited {
    #[error("a digest challenge")]
    Challenge,
    #[error("an access token")]
    Token,
    /// A place among a maximum number of requests in flight.
    #[error("one of {0} requests in flight to end")]
    Place(u32),
}

impl NotSent {
    /// Returns the error of an attempt, and whether the attempt sent a request.
    pub(super) fn unwrap(error: TransportError) -> (TransportError, bool) {
        match error.downcast::<Self>() {
            Ok(not_sent) => (not_sent.0, false),
            Err(error) => {
                // The HTTP client could not build the request.
                let was_sent = !error.downcast_ref::<reqwest::Error>().is_some_and(reqwest::Error::is_builder);
                (error, was_sent)
            }
        }
    }
}
