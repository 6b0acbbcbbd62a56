//! The timeout of attempts of calls that do not set one.

use std::time::Duration;

use atlas_gen::{CallContext, Request, Transport, TransportFuture};

/// A transport that sets the client's timeout on each attempt without a timeout, except for downloads.
#[derive(Debug)]
pub(crate) struct DefaultTimeout<T> {
    next: T,
    total: Duration,
}

impl<T: Transport> DefaultTimeout<T> {
    pub(crate) fn new(next: T, total: Duration) -> Self {
        Self { next, total }
    }
}

impl<T: Transport> Transport for DefaultTimeout<T> {
    fn send<'a>(&'a self, mut request: Request, context: CallContext) -> TransportFuture<'a> {
        if !context.operation().response.is_stream() && request.timeout().is_none() {
            request.set_timeout(Some(self.total));
        }
        self.next.send(request, context)
    }
}
