//! HTTP Digest authentication with a cached challenge.
//!
//! Fetching a challenge for each call doubles the number of requests. A nonce is valid for many requests, as long as
//! each request increments the count. So the client fetches one challenge and caches it: a hundred calls cost a hundred
//! and one requests.

mod algorithm;
mod challenge;
mod challenge_cache;
mod offered;
mod parameters;
mod prepared;

use std::{
    sync::{
        Mutex, MutexGuard, PoisonError,
        atomic::{AtomicBool, Ordering::Relaxed},
    },
    time::Duration,
};

use atlas_gen::{CallContext, HttpResponse, Request, Transport, TransportError, TransportFuture};
use http::{HeaderMap, StatusCode, header::AUTHORIZATION};

use self::{
    challenge::Challenge,
    challenge_cache::{ChallengeCache, ChallengeLease, RetryDecision, after_unauthorized},
    offered::Offered,
};
use super::ApiKey;
use crate::transport::{Awaited, Deadline, NotSent};

/// The maximum wait for the challenge of another call. The runtime of that call may not be running.
const MAX_CHALLENGE_WAIT: Duration = Duration::from_secs(10);

/// Describes the challenges of a response, if the client supports none of them. A challenge for an access token is supported.
pub(crate) fn unsupported_challenges(headers: &HeaderMap) -> Option<String> {
    let offered: Vec<_> = Offered::all(headers).collect();
    let accepts_token = offered.iter().any(|offered| offered.scheme.eq_ignore_ascii_case("bearer"));
    if offered.is_empty() || accepts_token || Challenge::from_headers(headers).is_some() {
        return None;
    }
    Some(offered.iter().map(Offered::describe).collect::<Vec<_>>().join(", "))
}

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
    /// Returns the transport that sends requests without this authentication.
    pub(in crate::auth) fn next(&self) -> &T {
        &self.next
    }

    pub(crate) fn new(next: T, key: ApiKey) -> Self {
        Self {
            next,
            key,
            cache: Mutex::default(),
            first_fetch: tokio::sync::Mutex::default(),
            accepts_unsigned: AtomicBool::new(false),
        }
    }

    async fn send(&self, mut request: Request, context: CallContext) -> Result<HttpResponse, TransportError> {
        let deadline = Deadline::of(&request);
        let mut lease = self.cache().lease();
        let mut first_fetch = None;
        if lease.is_none() && !self.accepts_unsigned.load(Relaxed) {
            // The first of many concurrent calls fetches the challenge; the others wait for it, once. If it got none,
            // they continue concurrently, so that one dead connection does not block them one after another.
            match self.first_fetch.try_lock() {
                Ok(guard) => first_fetch = Some(guard),
                Err(_) => {
                    let fetched = tokio::time::timeout(MAX_CHALLENGE_WAIT, self.first_fetch.lock());
                    drop(deadline.wait(Awaited::Challenge, fetched).await.map_err(|error| NotSent(error.into()))?);
                }
            }
            lease = self.cache().lease();
            deadline.limit(&mut request, Awaited::Challenge).map_err(|error| NotSent(error.into()))?;
        }
        loop {
            let retry_request = request.clone();
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
            let Some(challenge) = Challenge::from_headers(response.headers()) else { return Ok(response) };
            let stale = challenge.is_stale();
            lease = match after_unauthorized(lease.as_ref(), stale) {
                RetryDecision::GiveUp => return Ok(response),
                RetryDecision::Share => Some(self.cache().share(challenge)),
                RetryDecision::Renew { generation } => Some(ChallengeLease::renewed(challenge, generation)),
            };
            tracing::debug!(stale, "new digest challenge");
            first_fetch.take();
            // Reading the body to its end makes the connection reusable for the next request.
            let _ = response.into_body().bytes().await;
            request = retry_request;
            deadline.limit(&mut request, Awaited::Challenge)?;
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

#[cfg(test)]
mod tests {
    use std::task::{Context, Waker};

    use atlas_gen::OPERATIONS;
    use http::Method;
    use tokio::time::Instant;
    use url::Url;

    use super::*;

    /// A server that never responds to the first request, and accepts the others.
    #[derive(Debug, Default)]
    struct Server(AtomicBool);

    impl Transport for Server {
        fn send<'a>(&'a self, _: Request, _: CallContext) -> TransportFuture<'a> {
            match self.0.swap(true, Relaxed) {
                false => Box::pin(std::future::pending()),
                true => Box::pin(async { Ok(http::Response::new("{}".into())) }),
            }
        }
    }

    #[tokio::test(flavor = "current_thread", start_paused = true)]
    async fn a_call_that_makes_no_progress_delays_others_for_a_limited_time() {
        let key = ApiKey::new("abcdefgh".to_owned(), "private".into()).unwrap();
        let auth = DigestAuth::new(Server::default(), key);
        let send = || {
            let request = Request::new(Method::GET, Url::parse("http://127.0.0.1/").unwrap());
            Transport::send(&auth, request, CallContext::new(OPERATIONS[0]))
        };
        let mut first = send();
        assert!(first.as_mut().poll(&mut Context::from_waker(Waker::noop())).is_pending());
        let begun = Instant::now();
        assert_eq!(send().await.unwrap().status(), 200);
        assert_eq!(begun.elapsed().as_secs(), MAX_CHALLENGE_WAIT.as_secs());
    }
}
