//! Sends a request again where that can help and can't hurt.

mod answer;
#[cfg(test)]
mod tests;

use std::{hash::BuildHasher, hash::RandomState, time::Duration};

use atlas_gen::{Attempts, Operation, Transport, TransportError, TransportFuture};
use bytes::Bytes;
use reqwest::{Request, Response};

use self::answer::Answer;
use super::{RetryPolicy, Timer, fault::Fault};
use crate::clock::Clock;

/// Hands each request to the next transport, and hands it on again as long as the policy lets it.
///
/// It holds nothing beyond a call: a call that is dropped, also while it waits, leaves nothing behind.
#[derive(Debug)]
pub(crate) struct Retry<T> {
    next: T,
    policy: RetryPolicy,
    timer: Timer,
    /// What dates are compared with.
    clock: Clock,
    /// A number from 0 to less than 1.
    chance: fn() -> f64,
}

/// The body of an answer that has been read, among its extensions, for those who come after and want to look at it.
#[derive(Clone)]
pub(super) struct ReadBody(pub(super) Bytes);

/// The failure of the last of a number of requests.
#[derive(Debug, thiserror::Error)]
#[error("attempt {attempts} failed, and was the last")]
pub(crate) struct Attempted {
    pub(crate) source: TransportError,
    pub(crate) attempts: u32,
}

impl<T: Transport> Retry<T> {
    pub(crate) fn new(next: T, policy: RetryPolicy, timer: Timer, clock: Clock) -> Self {
        Self { next, policy, timer, clock, chance }
    }

    async fn send(&self, mut request: Request, operation: &'static Operation) -> Result<Response, TransportError> {
        let idempotent = request.method().is_idempotent();
        let mut elapsed = Duration::ZERO;
        let mut attempts = 1;
        loop {
            // A body that is a stream can't be sent twice; its request has one try.
            let spare = if self.policy.has_attempts_left(attempts) { request.try_clone() } else { None };
            let begun = self.timer.now();
            let outcome = self.attempt(request, operation).await;
            elapsed = elapsed.saturating_add(self.timer.now().saturating_duration_since(begun));

            let fault = self.fault(&outcome).filter(|fault| fault.may_be_repeated(idempotent));
            let next = fault.map(|fault| (fault, fault.wait(attempts, (self.chance)())));
            let next = next.filter(|(_, wait)| self.policy.has_time_for(elapsed, *wait));
            let (Some((fault, wait)), Some(spare)) = (next, spare) else { return conclude(outcome, attempts) };
            tracing::info!(attempt = attempts, wait = wait.as_secs_f64(), reason = fault.reason(), "sending again");

            // The answer goes before the wait begins, not after it.
            drop(outcome);
            self.timer.sleep(wait).await;
            // Counted by its length rather than measured, so that it counts even if another sleep is set that is quicker.
            elapsed = elapsed.saturating_add(wait);
            request = spare;
            attempts += 1;
        }
    }

    async fn attempt(&self, request: Request, operation: &'static Operation) -> Result<Answer, TransportError> {
        let answer = self.next.send(request, operation).await?;
        Answer::read(answer, operation).await
    }

    fn fault(&self, outcome: &Result<Answer, TransportError>) -> Option<Fault> {
        match outcome {
            Ok(Answer::Whole(answer)) => Fault::of_answer(answer, self.clock.now()),
            Ok(Answer::Stream(_)) => None,
            Err(error) => Fault::of_error(error),
        }
    }
}

impl<T: Transport> Transport for Retry<T> {
    fn send<'a>(&'a self, request: Request, operation: &'static Operation) -> TransportFuture<'a> {
        Box::pin(self.send(request, operation))
    }
}

/// What comes of a call, with the number of requests that it took.
fn conclude(outcome: Result<Answer, TransportError>, attempts: u32) -> Result<Response, TransportError> {
    match outcome {
        Ok(answer) => {
            let body = answer.body().cloned();
            let mut answer = Response::from(answer);
            answer.extensions_mut().insert(Attempts(attempts));
            if let Some(body) = body {
                answer.extensions_mut().insert(ReadBody(body));
            }
            Ok(answer)
        }
        Err(source) => Err(Attempted { source, attempts }.into()),
    }
}

/// Chance enough to spread waits: each `RandomState` has keys of its own, which begin with randomness of the system's.
pub(crate) fn chance() -> f64 {
    let bits = RandomState::new().hash_one(());
    // The 53 bits that a float holds exactly.
    (bits >> 11) as f64 / (1_u64 << 53) as f64
}
