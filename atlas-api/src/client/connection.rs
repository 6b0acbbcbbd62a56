//! What all clones of a client share.

use std::sync::Arc;

use chrono::{DateTime, Utc};

use crate::{
    auth::{ApiKey, DigestAuth},
    clock::Clock,
    transport::{Http, Retry, RetryPolicy, Timer},
};

/// The low-level client with the transports that its requests go through, and what else a call needs.
#[derive(Debug)]
pub(crate) struct Connection {
    low: atlas_gen::Client,
    base_url: String,
    public_key: String,
    clock: Clock,
    timer: Timer,
}

impl Connection {
    /// The order of the transports, which a request goes through from `Retry` to `Http`:
    ///
    /// * `Retry` is outermost. Each of its attempts is signed anew, with a nonce that may have been replaced since the one
    ///   before; and while it waits, it holds nothing that another call could need.
    /// * `DigestAuth` signs. What it sends again for the sake of a challenge is no attempt of its own and waits for nothing.
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
        let signed = DigestAuth::new(http, key);
        let retried = Retry::new(signed, retry, timer.clone(), clock.clone());
        let low = atlas_gen::Client::new(&base_url, Arc::new(retried));
        Self { low, base_url, public_key, clock, timer }
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

    pub(super) fn base_url(&self) -> &str {
        &self.base_url
    }

    pub(super) fn public_key(&self) -> &str {
        &self.public_key
    }
}
