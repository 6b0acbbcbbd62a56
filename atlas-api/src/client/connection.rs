//! What all clones of a client share.

use std::sync::Arc;

use chrono::{DateTime, Utc};

use crate::{
    Error,
    auth::{ApiKey, DigestAuth},
    clock::Clock,
    transport::{Http, Limits},
};

/// The low-level client with the transports that its requests go through, and what else a call needs.
#[derive(Debug)]
pub(crate) struct Connection {
    low: atlas_gen::Client,
    base_url: String,
    public_key: String,
    clock: Clock,
}

impl Connection {
    /// A request goes from the low-level client through `DigestAuth`, which signs it and may send it twice, to `Http`,
    /// which gives each sending its time limits.
    pub(super) fn new(
        base_url: String,
        key: ApiKey,
        user_agent: &str,
        limits: Limits,
        clock: Clock,
    ) -> Result<Self, Error> {
        let http = Http::new(user_agent, limits)?;
        let public_key = key.public.clone();
        let low = atlas_gen::Client::new(&base_url, Arc::new(DigestAuth::new(http, key)));
        Ok(Self { low, base_url, public_key, clock })
    }

    pub(crate) fn low(&self) -> &atlas_gen::Client {
        &self.low
    }

    pub(crate) fn now(&self) -> DateTime<Utc> {
        self.clock.now()
    }

    pub(super) fn base_url(&self) -> &str {
        &self.base_url
    }

    pub(super) fn public_key(&self) -> &str {
        &self.public_key
    }
}
