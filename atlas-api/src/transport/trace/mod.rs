//! Tells who listens what becomes of each call, in a span with the field names of OpenTelemetry.

mod body;
mod known;
mod outcome;

use std::cell::LazyCell;

use atlas_gen::{Operation, Transport, TransportError, TransportFuture};
use reqwest::{Request, Response};
use tracing::{Instrument, Level, Span, field::Empty};

use self::{body::Redacted, known::known, outcome::Outcome};
use super::Timer;

/// Hands each request to the next transport in a span of its own.
///
/// It stands before all others, so that the span is about the call with all that it takes, whoever makes it. Where nobody
/// listens, it does nothing.
#[derive(Debug)]
pub(crate) struct Traced<T> {
    next: T,
    timer: Timer,
}

impl<T: Transport> Traced<T> {
    pub(crate) fn new(next: T, timer: Timer) -> Self {
        Self { next, timer }
    }

    async fn send(
        &self,
        request: Request,
        operation: &'static Operation,
        span: Span,
    ) -> Result<Response, TransportError> {
        if tracing::enabled!(Level::TRACE)
            && let Some(body) = request.body().and_then(|body| body.as_bytes())
        {
            tracing::trace!(body = %Redacted(body), "request");
        }
        let begun = self.timer.now();
        let answer = self.next.send(request, operation).await;
        let outcome = Outcome::of(&answer);
        span.record("http.client.request.duration", self.timer.now().saturating_duration_since(begun).as_secs_f64());
        outcome.record(&span);
        answer
    }
}

impl<T: Transport> Transport for Traced<T> {
    fn send<'a>(&'a self, request: Request, operation: &'static Operation) -> TransportFuture<'a> {
        let span = span(&request, operation);
        if span.is_disabled() {
            return self.next.send(request, operation);
        }
        Box::pin(self.send(request, operation, span.clone()).instrument(span))
    }
}

/// The span of a call. Its address is not in it but for the template of its path: names and parameters can be secret.
///
/// All that it is made of is looked up only if somebody listens.
fn span(request: &Request, operation: &'static Operation) -> Span {
    let url = request.url();
    // What is called by its path has no operation of its own, but may well be one of those that are known.
    let operation = LazyCell::new(|| match operation.method {
        "" => known(request.method(), url.path()),
        _ => Some(operation),
    });
    tracing::info_span!(
        target: "atlas_api::call",
        "call",
        otel.name = operation.map_or(request.method().as_str(), |operation| operation.id),
        otel.kind = "client",
        otel.status_code = Empty,
        http.request.method = request.method().as_str(),
        http.request.body.size = request.body().and_then(|body| body.as_bytes()).map(<[u8]>::len),
        http.request.resend_count = Empty,
        http.response.status_code = Empty,
        http.response.body.size = Empty,
        http.client.request.duration = Empty,
        url.template = operation.map(|operation| operation.path),
        server.address = url.host_str(),
        server.port = url.port_or_known_default(),
        error.type = Empty,
        atlas.operation.id = operation.map(|operation| operation.id),
        atlas.error.code = Empty,
    )
}
