//! A tracing span for each call, with the field names of OpenTelemetry.

mod body;
mod outcome;

use atlas_gen::{CallContext, HttpResponse, Operation, Request, Transport, TransportError, TransportFuture};
use tracing::{Instrument, Level, Span, field::Empty};

pub(crate) use self::body::Redacted;
pub(super) use self::body::hidden_values;
use self::outcome::Outcome;
use super::Timer;

/// A transport that records each call in a span.
///
/// It is the outermost transport, so that the span covers the complete call. Without a subscriber, it has no overhead.
#[derive(Debug)]
pub(crate) struct Tracing<T> {
    next: T,
    timer: Timer,
}

impl<T: Transport> Tracing<T> {
    pub(crate) fn new(next: T, timer: Timer) -> Self {
        Self { next, timer }
    }

    async fn send(&self, request: Request, context: CallContext, span: Span) -> Result<HttpResponse, TransportError> {
        if tracing::enabled!(Level::TRACE)
            && let Some(body) = request.body()
        {
            tracing::trace!(body = %Redacted(body), "request");
        }
        let begun = self.timer.now();
        let result = self.next.send(request, context).await;
        let outcome = Outcome::from_result(&result);
        span.record("http.client.request.duration", self.timer.now().saturating_duration_since(begun).as_secs_f64());
        outcome.record(&span);
        result
    }
}

impl<T: Transport> Transport for Tracing<T> {
    fn send<'a>(&'a self, request: Request, context: CallContext) -> TransportFuture<'a> {
        let span = span(&request, context.target());
        if span.is_disabled() {
            return self.next.send(request, context);
        }
        Box::pin(self.send(request, context, span.clone()).instrument(span))
    }
}

/// Returns the span of a call. Only the URL template is recorded: names and parameters in a URL can be secret.
///
/// The fields are evaluated only if a subscriber is interested in the span.
fn span(request: &Request, operation: Option<&'static Operation>) -> Span {
    let url = request.url();
    tracing::info_span!(
        target: "atlas_api::call",
        "call",
        otel.name = operation.map_or(request.method().as_str(), |operation| operation.id),
        otel.kind = "client",
        otel.status_code = Empty,
        http.request.method = request.method().as_str(),
        http.request.body.size = request.body().map(|body| body.len()),
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
