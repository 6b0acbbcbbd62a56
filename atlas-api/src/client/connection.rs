//! The state that all clones of a client share.

use std::sync::Arc;

use chrono::{DateTime, Utc};

use crate::{
    TokenAccount, TokenStore,
    auth::{Authenticate, Credential, Endpoint, TokenSource},
    clock::Clock,
    transport::{
        DefaultTimeout, Http, Places, RateLimit, RateLimitTracker, RejectReservedHeaders, RequireConfirmation, Retry,
        RetryBudget, RetryPolicy, SerializeWrites, Timer, Tracing, TrackRateLimit,
    },
};

/// The low-level client with its transports, and the rest of the state that clones of a client share.
#[derive(Debug)]
pub(crate) struct Connection {
    low: atlas_gen::Client,
    /// A client of downloads from other servers, which does not authenticate its requests.
    downloads: atlas_gen::Client,
    base_url: String,
    /// The public key of the API key, or the client id of the service account.
    principal: Option<String>,
    /// The tokens of the service account, if the client uses one.
    tokens: Option<Arc<TokenSource>>,
    clock: Clock,
    rate_limit: RateLimitTracker,
    #[cfg(feature = "logs")]
    retry: RetryPolicy,
    timer: Timer,
    /// The runtime of blocking calls, once the first one has started it.
    #[cfg(feature = "blocking")]
    runtime: std::sync::Mutex<Option<Arc<crate::request::Runtime>>>,
}

impl Connection {
    /// Creates the transports. A request passes through them in this order:
    ///
    /// * `RejectReservedHeaders` and `RequireConfirmation` reject invalid requests and destructive calls that are not
    ///   confirmed, before anything else happens.
    /// * `Tracing` follows, so that its span covers the complete call.
    /// * `SerializeWrites` sends writes to one IP access list one at a time. It precedes `Retry`, so that waiting for the
    ///   lock does not use up the time for attempts, and a write keeps its lock between attempts.
    /// * `DefaultTimeout` sets the timeout of each attempt. A hanging attempt leaves time for a retry.
    /// * `Retry` retries transient failures. Each attempt is signed separately, because the nonce may have been
    ///   replaced since the previous one. An attempt waits for one of the `Places` for requests in flight, before it
    ///   is signed, and gives it back when the response is read. The waits of an attempt in its place, such as for a
    ///   token, need no other place. During a wait between attempts, a call holds no resource that another call needs,
    ///   except its lock.
    /// * `Authenticate` signs the request with the digest challenge, or adds a token. Its own retry after a new challenge or
    ///   a rejected token does not count as an attempt. Token requests go to `Http` directly, so that they need no token. A
    ///   call waits for them within its attempt. All exchanges and waits of an attempt share its timeout.
    /// * `TrackRateLimit` sees every response, including those that other transports consume.
    /// * `Http` sends the request with the client of the current runtime.
    ///
    /// Downloads from other servers have only `Retry` and `Http`, between transports that change nothing, so that they never
    /// have credentials.
    pub(super) fn new(
        base_url: String,
        credential: Credential,
        store: Option<Arc<dyn TokenStore>>,
        (http, places): (Http, Places),
        (retry, budget): (RetryPolicy, RetryBudget),
        timer: Timer,
        clock: Clock,
    ) -> Self {
        let (rate_limit, total_timeout) = (RateLimitTracker::default(), http.total_timeout());
        let max_response = http.max_response();
        // The type is that of the other client's transport, so that it is compiled once.
        let downloads = TrackRateLimit::new(http.clone(), RateLimitTracker::default(), clock.clone());
        let downloads = Authenticate::anonymous(downloads);
        let downloads = Retry::new(downloads, places.clone(), (retry, budget.clone()), timer.clone(), clock.clone());
        let downloads = atlas_gen::Client::new("", Arc::new(downloads));
        let mut tokens = None;
        let tracked = TrackRateLimit::new(http.clone(), rate_limit.clone(), clock.clone());
        let (principal, authenticated) = match credential {
            Credential::Key(key) => (Some(key.public.clone()), Authenticate::with_key(tracked, key)),
            Credential::Token(token) => (None, Authenticate::with_token(tracked, token)),
            Credential::Account(account) => {
                let id = account.client_id.clone();
                let owner = TokenAccount::new(&base_url, &id);
                let retry = (retry, budget.clone());
                let endpoint = Endpoint::new(http, base_url.clone(), account, retry, timer.clone(), clock.clone());
                let source = TokenSource::new(owner, endpoint, store, clock.clone());
                tokens = Some(Arc::clone(&source));
                (Some(id), Authenticate::with_account(tracked, source))
            }
        };
        let retried = Retry::new(authenticated, places, (retry, budget), timer.clone(), clock.clone());
        let limited = DefaultTimeout::new(retried, total_timeout);
        let traced = Tracing::new(SerializeWrites::new(limited), timer.clone());
        let confirmed = RequireConfirmation::new(traced);
        let low = atlas_gen::Client::new(&base_url, Arc::new(RejectReservedHeaders::new(confirmed)));
        let low = low.with_max_response_size(max_response);
        Self {
            low,
            downloads,
            base_url,
            principal,
            tokens,
            clock,
            rate_limit,
            #[cfg(feature = "logs")]
            retry,
            timer,
            #[cfg(feature = "blocking")]
            runtime: std::sync::Mutex::default(),
        }
    }

    pub(crate) fn low(&self) -> &atlas_gen::Client {
        &self.low
    }

    pub(super) fn downloads(&self) -> &atlas_gen::Client {
        &self.downloads
    }

    pub(crate) fn now(&self) -> DateTime<Utc> {
        self.clock.now()
    }

    pub(crate) fn timer(&self) -> &Timer {
        &self.timer
    }

    #[cfg(feature = "logs")]
    pub(super) fn retry(&self) -> RetryPolicy {
        self.retry
    }

    pub(super) fn rate_limit(&self) -> Option<RateLimit> {
        self.rate_limit.get()
    }

    /// Returns the runtime of blocking calls. The first call starts it.
    #[cfg(feature = "blocking")]
    pub(super) fn runtime(&self) -> Result<Arc<crate::request::Runtime>, crate::Error> {
        let mut runtime = self.runtime.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        match &*runtime {
            Some(runtime) => Ok(Arc::clone(runtime)),
            None => Ok(Arc::clone(runtime.insert(crate::request::Runtime::start()?))),
        }
    }

    pub(super) fn base_url(&self) -> &str {
        &self.base_url
    }

    pub(super) fn principal(&self) -> Option<&str> {
        self.principal.as_deref()
    }

    pub(super) fn tokens(&self) -> Option<&TokenSource> {
        self.tokens.as_deref()
    }
}
