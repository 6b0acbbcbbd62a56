//! Rejection of destructive calls without a confirmation.

use atlas_gen::{CallContext, Operation, Transport, TransportFuture};
use reqwest::Request;

use crate::{Impact, request::ConfirmedCall};

/// A transport that rejects destructive requests without a confirmation.
///
/// The request types ask for a confirmation first. This is the last check, for calls that bypass them.
#[derive(Debug)]
pub(crate) struct RequireConfirmation<T> {
    next: T,
}

/// The error of a destructive call without a confirmation.
#[derive(Debug, thiserror::Error)]
#[error("{}: not confirmed", operation.id)]
pub(crate) struct Rejected {
    operation: &'static Operation,
    path: String,
}

impl Rejected {
    /// Describes the effect of the call.
    pub(crate) fn impact(&self) -> String {
        Impact::of_path(self.operation.path, &self.path, self.operation.effect.unwrap_or_default()).to_string()
    }
}

impl<T: Transport> RequireConfirmation<T> {
    pub(crate) fn new(next: T) -> Self {
        Self { next }
    }
}

impl<T: Transport> Transport for RequireConfirmation<T> {
    fn send<'a>(&'a self, request: Request, context: CallContext) -> TransportFuture<'a> {
        let operation = context.operation();
        if operation.is_destructive() && context.extensions().get::<ConfirmedCall>().is_none() {
            let error = Rejected { operation, path: request.url().path().to_owned() };
            return Box::pin(async { Err(error.into()) });
        }
        self.next.send(request, context)
    }
}
