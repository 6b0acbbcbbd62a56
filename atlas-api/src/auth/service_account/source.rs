//! The source of access tokens: the cache, the token store, or the endpoint. At most one refresh runs at a time.

use std::{
    io,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::Duration,
};

use atlas_gen::Secret;
use tokio::{sync::oneshot, time::timeout};

use super::{
    endpoint::Endpoint,
    in_flight::InFlight,
    times::refresh_at,
    token_cache::{RefreshDecision, TokenCache, TokenLease, TokenState},
};
use crate::{
    RetryPolicy, StoredToken, TokenAccount, TokenStore,
    auth::{
        bearer::bearer,
        error::{CredentialError, Reason, Task},
    },
    clock::Clock,
};

/// The maximum wait for a refresh that another runtime runs. Such a runtime may not be running, and then it blocks no call
/// for longer.
const MAX_FOREIGN_WAIT: Duration = Duration::from_secs(30);

/// The tokens of one service account. Its requests bypass the retry transport, because the endpoint retries them itself.
#[derive(Debug)]
pub(crate) struct TokenSource {
    account: TokenAccount,
    endpoint: Endpoint,
    store: Option<Arc<dyn TokenStore>>,
    clock: Clock,
    cache: Mutex<TokenCache>,
}

impl TokenSource {
    pub(crate) fn new(
        account: TokenAccount,
        endpoint: Endpoint,
        store: Option<Arc<dyn TokenStore>>,
        clock: Clock,
    ) -> Arc<Self> {
        Arc::new(Self { account, endpoint, store, clock, cache: Mutex::default() })
    }

    pub(crate) fn client_id(&self) -> &str {
        self.endpoint.client_id()
    }

    /// Returns a token for a request. Waits for a refresh if there is no valid token.
    ///
    /// The refresh has the retry policy of the call that starts it; `policy` is `None` for the policy of the client.
    pub(super) async fn lease(self: &Arc<Self>, policy: Option<RetryPolicy>) -> Result<TokenLease, CredentialError> {
        let in_flight = {
            let mut cache = self.cache();
            match cache.state(self.clock.now()) {
                TokenState::Valid(lease) => return Ok(lease),
                TokenState::RefreshDue(lease) => {
                    // Other calls depend on an early refresh, so it has the policy of the client.
                    self.refresh(&mut cache, false, None);
                    return Ok(lease);
                }
                TokenState::Missing => self.refresh(&mut cache, false, policy),
            }
        };
        self.wait_for(in_flight, false, policy).await
    }

    /// Records that the server accepted the request with `lease`.
    pub(super) fn accepted(&self, lease: &TokenLease) {
        self.cache().accepted(lease);
    }

    /// Returns another token for a request that failed with `401`, or `None` if a retry is pointless.
    pub(super) async fn after_unauthorized(
        self: &Arc<Self>,
        lease: &TokenLease,
        policy: Option<RetryPolicy>,
    ) -> Result<Option<TokenLease>, CredentialError> {
        let in_flight = {
            let mut cache = self.cache();
            match cache.rejected(lease, self.clock.now()) {
                RefreshDecision::GiveUp => return Ok(None),
                RefreshDecision::Retry(lease) => return Ok(Some(lease)),
                RefreshDecision::Refresh => self.refresh(&mut cache, true, policy),
            }
        };
        self.wait_for(in_flight, true, policy).await.map(Some)
    }

    /// Revokes the cached token and the stored token, if there are any.
    pub(crate) async fn revoke(&self) -> Result<(), CredentialError> {
        let lock = self.lock(Task::Revoke).await?;
        let stored = self.with_store(Task::Revoke, |store, account| store.load(account)).await?.flatten();
        let stored = stored.map(|stored| stored.token().clone());
        let cached = self.cache().token().cloned().filter(|cached| stored.as_ref() != Some(cached));
        for token in stored.iter().chain(&cached) {
            self.endpoint.revoke(token).await?;
            self.cache().discard(token);
        }
        self.with_store(Task::Revoke, |store, account| store.delete(account)).await?;
        drop(lock);
        Ok(())
    }

    /// Returns the running refresh, or starts one. The refresh continues even if all calls that wait for it are canceled.
    fn refresh(self: &Arc<Self>, cache: &mut TokenCache, replaces: bool, policy: Option<RetryPolicy>) -> InFlight {
        if let Some(in_flight) = cache.in_flight.clone().filter(InFlight::is_running) {
            return in_flight;
        }
        let (in_flight, completer) = InFlight::new();
        cache.in_flight = Some(in_flight.clone());
        let previous = cache.previous().cloned();
        if let Some(rejected) = previous.as_ref().filter(|_| replaces) {
            cache.discard(rejected);
        }
        let source = Arc::clone(self);
        tokio::spawn(async move {
            let token = source.obtain(previous, policy).await;
            let outcome = source.finish_refresh(token, replaces);
            completer.complete(outcome);
        });
        in_flight
    }

    async fn wait_for(
        self: &Arc<Self>,
        in_flight: InFlight,
        replaces: bool,
        policy: Option<RetryPolicy>,
    ) -> Result<TokenLease, CredentialError> {
        let outcome = match in_flight.is_foreign() {
            false => in_flight.outcome().await,
            true => timeout(MAX_FOREIGN_WAIT, in_flight.outcome()).await.ok().flatten(),
        };
        if let Some(outcome) = outcome {
            return outcome;
        }
        // The runtime of the call that started the refresh was shut down or does not run. The runtime of this call runs.
        let in_flight = {
            let mut cache = self.cache();
            cache.in_flight.take_if(|in_flight| in_flight.is_foreign());
            self.refresh(&mut cache, replaces, policy)
        };
        let interrupted = || Err(CredentialError::new(self.client_id(), Task::Obtain, Reason::Interrupted));
        in_flight.outcome().await.unwrap_or_else(interrupted)
    }

    fn finish_refresh(
        &self,
        token: Result<StoredToken, CredentialError>,
        replaces: bool,
    ) -> Result<TokenLease, CredentialError> {
        let now = self.clock.now();
        let mut cache = self.cache();
        cache.in_flight = None;
        let usable = token.and_then(|token| match bearer(token.token()) {
            Some(header) => Ok((token, header)),
            None => Err(CredentialError::new(self.client_id(), Task::Obtain, Reason::InvalidResponse)),
        });
        match usable {
            Ok((token, header)) => Ok(cache.store(token, header, now, replaces)),
            Err(error) => {
                tracing::warn!(client_id = self.client_id(), %error, "no access token");
                cache.refresh_failed(now);
                Err(error)
            }
        }
    }

    /// Returns a token that differs from the previous one: from the store, if another client has put it there, or else
    /// from the endpoint.
    async fn obtain(
        &self,
        previous: Option<Secret>,
        policy: Option<RetryPolicy>,
    ) -> Result<StoredToken, CredentialError> {
        // A good token needs no lock, which another process may hold for long.
        if let Some(stored) = self.load_fresh(previous.as_ref()).await? {
            return Ok(stored);
        }
        let lock = self.lock(Task::Obtain).await?;
        if lock.is_some()
            && let Some(stored) = self.load_fresh(previous.as_ref()).await?
        {
            return Ok(stored);
        }
        let token = self.endpoint.request_token(policy).await?;
        tracing::debug!(client_id = self.client_id(), "new access token");
        let saved = token.clone();
        if let Err(error) = self.with_store(Task::Obtain, move |store, account| store.save(account, &saved)).await {
            tracing::warn!(client_id = self.client_id(), %error, "access token not saved");
        }
        drop(lock);
        Ok(token)
    }

    /// Returns the stored token if it differs from the previous one and its refresh is not due.
    async fn load_fresh(&self, previous: Option<&Secret>) -> Result<Option<StoredToken>, CredentialError> {
        let stored = self.with_store(Task::Obtain, |store, account| store.load(account)).await?.flatten();
        let now = self.clock.now();
        let fresh = stored.filter(|stored| now < refresh_at(stored) && Some(stored.token()) != previous);
        if fresh.is_some() {
            tracing::debug!(client_id = self.client_id(), "access token from the token store");
        }
        Ok(fresh)
    }

    async fn lock(&self, task: Task) -> Result<Option<Box<dyn Send>>, CredentialError> {
        let limit = self.endpoint.timeout() / 2;
        self.with_store(task, move |store, account| store.lock(account, limit)).await
    }

    /// Runs `act` with the store, if there is one, on a new thread. A store may block, and on a thread of a pool it could
    /// block the very call that it waits for.
    async fn with_store<V: Send + 'static>(
        &self,
        task: Task,
        act: impl FnOnce(&dyn TokenStore, &TokenAccount) -> io::Result<V> + Send + 'static,
    ) -> Result<Option<V>, CredentialError> {
        let Some(store) = self.store.clone() else { return Ok(None) };
        let account = self.account.clone();
        let (done, outcome) = oneshot::channel();
        // The events of the store have the subscriber of the call.
        let dispatch = tracing::dispatcher::get_default(Clone::clone);
        let thread = std::thread::Builder::new().name("atlas-token-store".to_owned()).spawn(move || {
            tracing::dispatcher::with_default(&dispatch, || {
                let _ = done.send(act(&*store, &account));
            });
        });
        let panicked = |_| Err(io::Error::other("its thread ended without a result"));
        let outcome = match thread {
            Ok(_) => outcome.await.unwrap_or_else(panicked),
            Err(error) => Err(error),
        };
        let failed =
            |error: io::Error| CredentialError::with_source(self.client_id(), task, Reason::Store, error.into());
        outcome.map(Some).map_err(failed)
    }

    /// Locks the cache for a single decision. The guard is never held across an `await`.
    fn cache(&self) -> MutexGuard<'_, TokenCache> {
        self.cache.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use std::{
        pin::pin,
        task::{Context, Waker},
    };

    use chrono::TimeDelta;
    use tokio::{runtime::Builder, time::Instant};

    use super::*;
    use crate::{
        auth::ServiceAccount,
        transport::{Http, RetryBudget, Timeouts, Timer},
    };

    /// A store with a token.
    #[derive(Debug)]
    struct Store(StoredToken);

    impl TokenStore for Store {
        fn lock(&self, _: &TokenAccount, _: Duration) -> io::Result<Box<dyn Send>> {
            Ok(Box::new(()))
        }

        fn load(&self, _: &TokenAccount) -> io::Result<Option<StoredToken>> {
            Ok(Some(self.0.clone()))
        }

        fn save(&self, _: &TokenAccount, _: &StoredToken) -> io::Result<()> {
            Ok(())
        }

        fn delete(&self, _: &TokenAccount) -> io::Result<()> {
            Ok(())
        }
    }

    fn source() -> Arc<TokenSource> {
        let clock = Clock::default();
        let token = StoredToken::new("token-1", clock.now(), clock.now() + TimeDelta::hours(1));
        let account = ServiceAccount::new("mdb_sa_id_1".to_owned(), "mdb_sa_sk_1".into()).unwrap();
        let http = Http::new("test", Timeouts::default(), 1 << 20, 1, true).unwrap();
        let retry = (RetryPolicy::default(), RetryBudget::new(1));
        let base_url = "http://127.0.0.1:1".to_owned();
        let owner = TokenAccount::new(&base_url, "mdb_sa_id_1");
        let endpoint = Endpoint::new(http, base_url, account, retry, Timer::default(), clock.clone());
        TokenSource::new(owner, endpoint, Some(Arc::new(Store(token))), clock)
    }

    #[test]
    fn a_refresh_on_a_runtime_that_is_not_running_delays_others_for_a_limited_time() {
        let source = source();
        let stopped = Builder::new_current_thread().build().unwrap();
        {
            // Starts a refresh, which the runtime never continues.
            let _entered = stopped.enter();
            let lease = pin!(source.lease(None));
            assert!(lease.poll(&mut Context::from_waker(Waker::noop())).is_pending());
        }
        let running = Builder::new_current_thread().enable_time().start_paused(true).build().unwrap();
        running.block_on(async {
            let begun = Instant::now();
            assert_eq!(source.lease(None).await.unwrap().header, "Bearer token-1");
            assert_eq!(begun.elapsed().as_secs(), MAX_FOREIGN_WAIT.as_secs());
        });
    }
}
