//! What all clones of a client share.

use std::sync::Arc;

use chrono::{DateTime, Utc};

use crate::{
    TokenAccount, TokenStore,
    auth::{Credential, Endpoint, Signed, TokenSource},
    clock::Clock,
    transport::{Http, InTurn, LastRateLimit, NoteRateLimit, RateLimit, Retry, RetryPolicy, Timer, Traced},
};

/// The low-level client with the transports that its requests go through, and what else a call needs.
#[derive(Debug)]
pub(crate) struct Connection {
    low: atlas_gen::Client,
    base_url: String,
    /// The public half of the API key, or the id of the service account.
    sender: Option<String>,
    /// The tokens of the service account, if it is one that signs.
    tokens: Option<Arc<TokenSource>>,
    clock: Clock,
    rate_limit: LastRateLimit,
    timer: Timer,
}

impl Connection {
    /// The order of the transports, which a request goes through from `Traced` to `Http`:
    ///
    /// * `Traced` is outermost: its span is about the call with all that it takes.
    /// * `InTurn` lets writes to one IP access list go one at a time. It stands before `Retry`, so that the time in which a
    ///   write waits for its turn is not taken from that for its attempts, and a write that is to be sent again keeps its turn.
    /// * `Retry` sends again. Each of its attempts is signed anew, with a nonce that may have been replaced since the one
    ///   before; and while it waits, it holds nothing that a call could need but the turn of its access list.
    /// * `Signed` signs, by `DigestAuth` or with a token. What it sends again for the sake of a challenge, or of a token that
    ///   was refused, is no attempt of its own. The requests for tokens go to `Http` directly, past all others, so that a
    ///   token is never needed to get one; a call that waits for them does so within its attempt.
    /// * `NoteRateLimit` sees every answer, also those that the others do not hand on.
    /// * `Http` gives each sending its time limits, so that one that hangs leaves time for another.
    pub(super) fn new(
        base_url: String,
        credential: Credential,
        store: Option<Arc<dyn TokenStore>>,
        http: Http,
        retry: RetryPolicy,
        timer: Timer,
        clock: Clock,
    ) -> Self {
        let rate_limit = LastRateLimit::default();
        let mut tokens = None;
        let noted = NoteRateLimit::new(http.clone(), rate_limit.clone(), clock.clone());
        let (sender, signed) = match credential {
            Credential::Key(key) => (Some(key.public.clone()), Signed::with_key(noted, key)),
            Credential::Token(token) => (None, Signed::with_token(noted, token)),
            Credential::Account(account) => {
                let id = account.client_id.clone();
                let owner = TokenAccount::new(&base_url, &id);
                let endpoint = Endpoint::new(http, base_url.clone(), account, timer.clone(), clock.clone());
                let source = TokenSource::new(owner, endpoint, store, clock.clone());
                tokens = Some(Arc::clone(&source));
                (Some(id), Signed::with_account(noted, source))
            }
        };
        let retried = Retry::new(signed, retry, timer.clone(), clock.clone());
        let traced = Traced::new(InTurn::new(retried), timer.clone());
        let low = atlas_gen::Client::new(&base_url, Arc::new(traced));
        Self { low, base_url, sender, tokens, clock, rate_limit, timer }
    }

    pub(crate) fn low(&self) -> &atlas_gen::Client {
        &self.low
    }

    pub(crate) fn now(&self) -> DateTime<Utc> {
        self.clock.now()
    }

    pub(crate) fn timer(&self) -> &Timer {
        &self.timer
    }

    pub(super) fn rate_limit(&self) -> Option<RateLimit> {
        self.rate_limit.get()
    }

    pub(super) fn base_url(&self) -> &str {
        &self.base_url
    }

    pub(super) fn sender(&self) -> Option<&str> {
        self.sender.as_deref()
    }

    pub(super) fn tokens(&self) -> Option<&TokenSource> {
        self.tokens.as_deref()
    }
}
