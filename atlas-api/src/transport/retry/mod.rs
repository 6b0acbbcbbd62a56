//! Retries of transient failures, where a retry is safe.

mod buffered_response;
#[cfg(test)]
mod tests;

use std::{hash::BuildHasher, hash::RandomState, time::Duration};

use atlas_gen::{Attempts, CallContext, Transport, TransportError, TransportFuture};
use bytes::Bytes;
use reqwest::{Request, Response};

use self::buffered_response::BufferedResponse;
use super::{RetryPolicy, Timer, retry_class::RetryClass};
use crate::clock::Clock;

/// Passes each request to the next transport, and repeats it as long as the policy allows.
///
/// It keeps no state between calls. A call can be dropped at any time, also during a wait.
#[derive(Debug)]
pub(crate) struct Retry<T> {
    next: T,
    policy: RetryPolicy,
    timer: Timer,
    /// The clock that dates in `Retry-After` are compared with.
    clock: Clock,
    /// Returns a random number of at least 0 and less than 1.
    jitter: fn() -> f64,
}

/// The buffered body, as an extension of a response, so that other transports can inspect it.
#[derive(Clone)]
pub(super) struct BufferedBody(pub(super) Bytes);

/// The error of the last attempt, with the number of attempts.
#[derive(Debug, thiserror::Error)]
#[error("attempt {attempts} failed and was not retried")]
pub(crate) struct AttemptsExhausted {
    pub(crate) source: TransportError,
    pub(crate) attempts: u32,
}

impl<T: Transport> Retry<T> {
    pub(crate) fn new(next: T, policy: RetryPolicy, timer: Timer, clock: Clock) -> Self {
        Self { next, policy, timer, clock, jitter }
    }

    async fn send(&self, mut request: Request, context: CallContext) -> Result<Response, TransportError> {
        let idempotent = request.method().is_idempotent();
        let mut elapsed = Duration::ZERO;
        let mut attempts = 1;
        loop {
            // A request with a streamed body cannot be cloned, so it is sent only once.
            let retry_request = if self.policy.has_attempts_left(attempts) { request.try_clone() } else { None };
            let begun = self.timer.now();
            let outcome = self.attempt(request, context).await;
            elapsed = elapsed.saturating_add(self.timer.now().saturating_duration_since(begun));

            let class = self.classify(&outcome).filter(|class| class.may_retry(idempotent));
            let retry = class.map(|class| (class, class.wait(attempts, (self.jitter)())));
            let retry = retry.filter(|(_, wait)| self.policy.has_time_for(elapsed, *wait));
            let (Some((class, wait)), Some(retry_request)) = (retry, retry_request) else {
                return finish(outcome, attempts);
            };
            tracing::info!(attempt = attempts, wait = wait.as_secs_f64(), reason = class.reason(), "retrying request");

            // The response is not kept in memory during the wait.
            drop(outcome);
            self.timer.sleep(wait).await;
            // The nominal wait is added, not the measured one, so that it counts even if a custom sleep returns early.
            elapsed = elapsed.saturating_add(wait);
            request = retry_request;
            attempts += 1;
        }
    }

    async fn attempt(
        &self,
        request: Request,
        context: CallContext,
    ) -> Result<BufferedResponse, TransportError> {
        let response = self.next.send(request, context).await?;
        BufferedResponse::read(response, operation).await
    }

    fn classify(&self, outcome: &Result<BufferedResponse, TransportError>) -> Option<RetryClass> {
        match outcome {
            Ok(BufferedResponse::Complete(response)) => RetryClass::from_response(response, self.clock.now()),
            Ok(BufferedResponse::Stream(_)) => None,
            Err(error) => RetryClass::from_error(error),
        }
    }
}

impl<T: Transport> Transport for Retry<T> {
    fn send<'a>(&'a self, request: Request, context: CallContext) -> TransportFuture<'a> {
        Box::pin(self.send(request, context))
    }
}

/// Adds the number of attempts to the result of a call.
fn finish(outcome: Result<BufferedResponse, TransportError>, attempts: u32) -> Result<Response, TransportError> {
    match outcome {
        Ok(response) => {
            let body = response.body().cloned();
            let mut response = Response::from(response);
            response.extensions_mut().insert(Attempts(attempts));
            if let Some(body) = body {
                response.extensions_mut().insert(BufferedBody(body));
            }
            Ok(response)
        }
        Err(source) => Err(AttemptsExhausted { source, attempts }.into()),
    }
}

/// Returns a random number of at least 0 and less than 1. It is random enough for jitter: the keys of each `RandomState`
/// derive from randomness of the operating system.
pub(crate) fn jitter() -> f64 {
    let bits = RandomState::new().hash_one(());
    // An `f64` represents 53 bits exactly.
    (bits >> 11) as f64 / (1_u64 << 53) as f64
}
