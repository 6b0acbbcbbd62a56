//! HTTP Digest authentication with a cached challenge.
//!
//! Fetching a challenge for each call doubles the number of requests. A nonce is valid for many requests, as long as
//! each request increments the count. So the client fetches one challenge and caches it: a hundred calls cost a hundred
//! and one requests.

mod challenge;
mod challenge_cache;
mod prepared;

use std::sync::{
    Mutex, MutexGuard, PoisonError,
    atomic::{AtomicBool, Ordering::Relaxed},
};

use atlas_gen::{CallContext, Transport, TransportError, TransportFuture};
use http::{StatusCode, header::AUTHORIZATION};
use reqwest::{Request, Response};

use self::{
    challenge::Challenge,
    challenge_cache::{ChallengeCache, ChallengeLease, RetryDecision, after_unauthorized},
};
use super::ApiKey;

/// A transport that signs each request with an API key.
#[derive(Debug)]
pub(crate) struct DigestAuth<T> {
    next: T,
    key: ApiKey,
    cache: Mutex<ChallengeCache>,
    /// The lock of the call that fetches the first challenge.
    first_fetch: tokio::sync::Mutex<()>,
    /// Whether the server accepted an unsigned request. Then calls do not wait for a challenge.
    accepts_unsigned: AtomicBool,
}

impl<T: Transport> DigestAuth<T> {
    pub(crate) fn new(next: T, key: ApiKey) -> Self {
        Self {
            next,
            key,
            cache: Mutex::default(),
            first_fetch: tokio::sync::Mutex::default(),
            accepts_unsigned: AtomicBool::new(false),
        }
    }

    async fn send(&self, mut request: Request, context: CallContext) -> Result<Response, TransportError> {
        let mut lease = self.cache().lease();
        let mut first_fetch = None;
        if lease.is_none() && !self.accepts_unsigned.load(Relaxed) {
            // The first of many concurrent calls fetches the challenge; the others wait for it, once. If it got none,
            // they continue concurrently, so that one dead connection does not block them one after another.
            match self.first_fetch.try_lock() {
                Ok(guard) => first_fetch = Some(guard),
                Err(_) => drop(self.first_fetch.lock().await),
            }
            lease = self.cache().lease();
        }
        loop {
            // A request with a streamed body cannot be cloned, so it is sent only once.
            let retry_request = request.try_clone();
            if let Some(lease) = &lease {
                self.sign(&mut request, lease)?;
            }
            let response = self.next.send(request, context.clone()).await?;
            if response.status() != StatusCode::UNAUTHORIZED {
                match lease {
                    Some(lease) => self.cache().accepted(lease),
                    None => self.accepts_unsigned.store(response.status().is_success(), Relaxed),
                }
                return Ok(response);
            }
            let (Some(challenge), Some(retry_request)) = (Challenge::from_headers(response.headers()), retry_request)
            else {
                return Ok(response);
            };
            let stale = challenge.is_stale();
            lease = match after_unauthorized(lease.as_ref(), stale) {
                RetryDecision::GiveUp => return Ok(response),
                RetryDecision::Share => Some(self.cache().share(challenge)),
                RetryDecision::Renew { generation } => Some(ChallengeLease::renewed(challenge, generation)),
            };
            tracing::debug!(stale, "new digest challenge");
            first_fetch.take();
            // Reading the body to its end makes the connection reusable for the next request.
            let _ = response.bytes().await;
            request = retry_request;
        }
    }

    fn sign(&self, request: &mut Request, lease: &ChallengeLease) -> Result<(), TransportError> {
        let url = request.url();
        let target = match url.query() {
            Some(query) => format!("{}?{query}", url.path()),
            None => url.path().to_owned(),
        };
        let authorization = lease.challenge.authorization(lease.count, &self.key, request.method(), &target)?;
        request.headers_mut().insert(AUTHORIZATION, authorization);
        Ok(())
    }

    /// Locks the cache for a single decision. The guard is never held across an `await`.
    fn cache(&self) -> MutexGuard<'_, ChallengeCache> {
        self.cache.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl<T: Transport> Transport for DigestAuth<T> {
    fn send<'a>(&'a self, request: Request, context: CallContext) -> TransportFuture<'a> {
        Box::pin(self.send(request, context))
    }
}
