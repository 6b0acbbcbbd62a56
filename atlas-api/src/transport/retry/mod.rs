//! Retries of transient failures, where a retry is safe.

mod buffered_response;
#[cfg(test)]
mod tests;

use std::{hash::BuildHasher, hash::RandomState, sync::Arc, time::Duration};

use atlas_gen::{Attempts, CallContext, HttpResponse, Request, Transport, TransportError, TransportFuture};
use bytes::Bytes;

use self::buffered_response::BufferedResponse;
use super::{NotSent, Places, RetryBudget, RetryPolicy, Timer, retry_class::RetryClass};
use crate::{clock::Clock, request::RetryOptions};

/// A transport that retries requests within the limits of the policy.
///
/// The only state between calls is the budget of retries and the places. A call can be dropped at any time, also
/// during a wait.
#[derive(Debug)]
pub(crate) struct Retry<T> {
    next: Arc<T>,
    /// The places for attempts. A call that waits before a retry has none.
    places: Places,
    /// The policy of calls that do not set one.
    policy: RetryPolicy,
    budget: RetryBudget,
    timer: Timer,
    /// The clock for dates in `Retry-After`.
    clock: Clock,
    /// A function that returns a random number of at least 0 and less than 1.
    jitter: fn() -> f64,
}

/// The buffered body, as an extension of a response, so that other transports can inspect it.
#[derive(Clone)]
pub(super) struct BufferedBody(pub(super) Bytes);

/// The error of the last attempt, with the number of attempts.
#[derive(Debug, thiserror::Error)]
#[error("attempt {} failed and was not retried", attempts.count)]
pub(crate) struct AttemptsExhausted {
    pub(crate) source: TransportError,
    pub(crate) attempts: Attempts,
}

impl<T: Transport + 'static> Retry<T> {
    pub(crate) fn new(
        next: T,
        places: Places,
        (policy, budget): (RetryPolicy, RetryBudget),
        timer: Timer,
        clock: Clock,
    ) -> Self {
        Self { next: Arc::new(next), places, policy, budget, timer, clock, jitter }
    }

    async fn send(&self, mut request: Request, context: CallContext) -> Result<HttpResponse, TransportError> {
        let options = context.extensions().get::<RetryOptions>().copied().unwrap_or_default();
        let policy = options.policy.unwrap_or(self.policy);
        let idempotent = options.idempotent || request.method().is_idempotent();
        let mut elapsed = Duration::ZERO;
        let mut attempts = Attempts { count: 1, maybe_applied: false };
        // The retries that the budget has paid for, and the attempts that sent nothing.
        let (mut paid, mut unsent) = (0, 0);
        loop {
            let retry_request = policy.has_attempts_left(attempts.count).then(|| request.clone());
            let begun = self.timer.now();
            let outcome = self.attempt(request, context.clone()).await.map_err(|error| {
                let (error, was_sent) = NotSent::unwrap(error);
                unsent += u32::from(!was_sent);
                error
            });
            elapsed = elapsed.saturating_add(self.timer.now().saturating_duration_since(begun));

            let class = self.classify(&outcome).filter(|class| class.may_retry(idempotent));
            let retry = class.map(|class| (class, class.wait(attempts.count, (self.jitter)())));
            let retry = retry.filter(|(_, wait)| policy.has_time_for(elapsed, *wait));
            let (Some((class, wait)), Some(retry_request)) = (retry, retry_request) else {
                attempts.count -= unsent;
                return self.finish(outcome, attempts, paid);
            };
            let Some(permit) = self.budget.permit(class) else {
                tracing::info!(attempt = attempts.count, "retry budget exhausted");
                attempts.count -= unsent;
                return self.finish(outcome, attempts, paid);
            };
            tracing::info!(
                attempt = attempts.count,
                wait = wait.as_secs_f64(),
                reason = class.reason(),
                "retrying request"
            );

            // The response is not kept in memory during the wait.
            drop(outcome);
            self.timer.sleep(wait).await;
            paid += permit.spend();
            // The requested time is added instead of the measured time: a custom sleep can return early.
            elapsed = elapsed.saturating_add(wait);
            request = retry_request;
            attempts.count += 1;
            attempts.maybe_applied |= class.may_have_been_applied();
        }
    }

    /// Adds the number of attempts to the result of a call, and refills the budget after a success.
    fn finish(
        &self,
        outcome: Result<BufferedResponse, TransportError>,
        attempts: Attempts,
        paid: u32,
    ) -> Result<HttpResponse, TransportError> {
        match outcome {
            Ok(response) => {
                let body = response.body().cloned();
                let mut response = HttpResponse::from(response);
                if response.status().is_success() {
                    self.budget.refill(paid);
                }
                response.extensions_mut().insert(attempts);
                if let Some(body) = body {
                    response.extensions_mut().insert(BufferedBody(body));
                }
                Ok(response)
            }
            Err(source) => Err(AttemptsExhausted { source, attempts }.into()),
        }
    }

    async fn attempt(&self, request: Request, context: CallContext) -> Result<BufferedResponse, TransportError> {
        let next = Arc::clone(&self.next);
        let attempt = |request| async move {
            let operation = context.operation();
            let response = next.send(request, context).await?;
            BufferedResponse::read(response, operation).await
        };
        self.places.run(request, attempt).await
    }

    fn classify(&self, outcome: &Result<BufferedResponse, TransportError>) -> Option<RetryClass> {
        match outcome {
            Ok(BufferedResponse::Complete(response)) => RetryClass::from_response(response, self.clock.now()),
            Ok(BufferedResponse::Stream(_)) => None,
            Err(error) => RetryClass::from_error(error),
        }
    }
}

impl<T: Transport + 'static> Transport for Retry<T> {
    fn send<'a>(&'a self, request: Request, context: CallContext) -> TransportFuture<'a> {
        Box::pin(self.send(request, context))
    }
}

/// Returns a random number of at least 0 and less than 1. It is random enough for jitter: the keys of each `RandomState`
/// derive from randomness of the operating system.
pub(crate) fn jitter() -> f64 {
    let bits = RandomState::new().hash_one(());
    // An `f64` represents 53 bits exactly.
    (bits >> 11) as f64 / (1_u64 << 53) as f64
}
