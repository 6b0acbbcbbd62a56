//! Rejection of destructive calls without a confirmation.

use atlas_gen::{CallContext, Operation, Transport, TransportFuture};
use http::Method;
use reqwest::Request;

use crate::{Impact, operation::effect_of, request::ConfirmedCall};

/// A transport that rejects destructive requests without a confirmation.
///
/// The request types ask for a confirmation first. This is the last check, for calls that bypass them.
#[derive(Debug)]
pub(crate) struct RequireConfirmation<T> {
    next: T,
}

/// The error of a destructive call without a confirmation.
#[derive(Debug, thiserror::Error)]
#[error("{impact}: not confirmed")]
pub(crate) struct Rejected {
    /// The description of the effect.
    pub(crate) impact: String,
}

/// Returns the effect of a destructive call, with the template of its path. The path decides too, because a raw call has no
/// operation, and any operation can be passed to a call with a JSON body.
fn effect(method: &Method, path: &str, operation: &'static Operation) -> Option<(&'static str, &'static str)> {
    let own = operation.effect.map(|effect| (operation.path, effect));
    own.or_else(|| effect_of(method.as_str(), path))
}

impl<T: Transport> RequireConfirmation<T> {
    pub(crate) fn new(next: T) -> Self {
        Self { next }
    }
}

impl<T: Transport> Transport for RequireConfirmation<T> {
    fn send<'a>(&'a self, request: Request, context: CallContext) -> TransportFuture<'a> {
        let is_confirmed = context.extensions().get::<ConfirmedCall>().is_some();
        match effect(request.method(), request.url().path(), context.operation()) {
            Some((template, effect)) if !is_confirmed => {
                let error = Rejected { impact: Impact::of_path(template, request.url().path(), effect).to_string() };
                Box::pin(async { Err(error.into()) })
            }
            _ => self.next.send(request, context),
        }
    }
}
