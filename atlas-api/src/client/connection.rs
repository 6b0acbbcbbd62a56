//! What all clones of a client share.

use std::sync::Arc;

use chrono::{DateTime, Utc};

use crate::{
    auth::{ApiKey, DigestAuth},
    clock::Clock,
    transport::{Http, InTurn, LastRateLimit, NoteRateLimit, RateLimit, Retry, RetryPolicy, Timer, Traced},
};

/// The low-level client with the transports that its requests go through, and what else a call needs.
#[derive(Debug)]
pub(crate) struct Connection {
    low: atlas_gen::Client,
    base_url: String,
    public_key: String,
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
    /// * `DigestAuth` signs. What it sends again for the sake of a challenge is no attempt of its own and waits for nothing.
    /// * `NoteRateLimit` sees every answer, also those that the others do not hand on.
    /// * `Http` gives each sending its time limits, so that one that hangs leaves time for another.
    pub(super) fn new(
        base_url: String,
        key: ApiKey,
        http: Http,
        retry: RetryPolicy,
        timer: Timer,
        clock: Clock,
    ) -> Self {
        let public_key = key.public.clone();
        let rate_limit = LastRateLimit::default();
        let noted = NoteRateLimit::new(http, rate_limit.clone(), clock.clone());
        let signed = DigestAuth::new(noted, key);
        let retried = Retry::new(signed, retry, timer.clone(), clock.clone());
        let traced = Traced::new(InTurn::new(retried), timer.clone());
        let low = atlas_gen::Client::new(&base_url, Arc::new(traced));
        Self { low, base_url, public_key, clock, rate_limit, timer }
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

    pub(super) fn public_key(&self) -> &str {
        &self.public_key
    }
}
