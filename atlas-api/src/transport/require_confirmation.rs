//! Rejection of destructive calls without a confirmation.

use atlas_gen::{CallContext, Operation, Request, Transport, TransportFuture};
use http::Method;

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
#[error("{impact}: not confirmed")]
pub(crate) struct Rejected {
    /// The description of the effect.
    pub(crate) impact: String,
}

/// Returns the effect of a destructive call, with the template of its path; `None` if it is not destructive. A `DELETE` that
/// matches no operation is destructive too.
pub(crate) fn effect(method: &Method, target: Option<&Operation>) -> Option<(&'static str, &'static str)> {
    match target {
        Some(target) => Some((target.path, target.effect?)),
        None => method.as_str().eq_ignore_ascii_case("DELETE").then_some(("", "will be deleted")),
    }
}

impl<T: Transport> RequireConfirmation<T> {
    pub(crate) fn new(next: T) -> Self {
        Self { next }
    }
}

impl<T: Transport> Transport for RequireConfirmation<T> {
    fn send<'a>(&'a self, request: Request, context: CallContext) -> TransportFuture<'a> {
        let is_confirmed = context.extensions().get::<ConfirmedCall>().is_some();
        match effect(request.method(), context.target()) {
            Some((template, effect)) if !is_confirmed => {
                let error = Rejected { impact: Impact::of_path(template, request.url().path(), effect).to_string() };
                Box::pin(async { Err(error.into()) })
            }
            _ => self.next.send(request, context),
        }
    }
}
