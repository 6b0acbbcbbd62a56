//! Rejection of headers that only the client itself may set.

use atlas_gen::{CallContext, Request, Transport, TransportFuture};
use http::{
    HeaderMap, HeaderName,
    header::{AUTHORIZATION, CONNECTION, CONTENT_LENGTH, HOST, TRANSFER_ENCODING, UPGRADE},
};

/// A transport that rejects requests with reserved headers.
///
/// It covers requests of the low-level client too.
#[derive(Debug)]
pub(crate) struct RejectReservedHeaders<T> {
    next: T,
}

/// The error of a request with a reserved header.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("header {header:?}: {rule}")]
pub(crate) struct ReservedHeader {
    pub(crate) header: &'static str,
    pub(crate) rule: &'static str,
}

impl ReservedHeader {
    /// Returns the first reserved header of a request.
    pub(crate) fn find(headers: &HeaderMap) -> Option<Self> {
        headers.keys().find_map(Self::of)
    }

    fn of(name: &HeaderName) -> Option<Self> {
        const FRAMING: &str = "reserved; the HTTP client sets it for the connection and the body, so omit it";
        const CREDENTIALS: &str = "reserved; the client authenticates each request with its own credentials, so use another \
                                   client for other credentials";
        let (header, rule) = match *name {
            AUTHORIZATION => ("authorization", CREDENTIALS),
            CONNECTION => ("connection", FRAMING),
            CONTENT_LENGTH => ("content-length", FRAMING),
            HOST => ("host", FRAMING),
            TRANSFER_ENCODING => ("transfer-encoding", FRAMING),
            UPGRADE => ("upgrade", FRAMING),
            _ => return None,
        };
        Some(Self { header, rule })
    }
}

impl<T: Transport> RejectReservedHeaders<T> {
    pub(crate) fn new(next: T) -> Self {
        Self { next }
    }
}

impl<T: Transport> Transport for RejectReservedHeaders<T> {
    fn send<'a>(&'a self, request: Request, context: CallContext) -> TransportFuture<'a> {
        match ReservedHeader::find(request.headers()) {
            Some(reserved) => Box::pin(async move { Err(reserved.into()) }),
            None => self.next.send(request, context),
        }
    }
}
