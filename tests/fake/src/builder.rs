//! How a fake is set up.

use std::fmt;
use std::io;
use std::time::{Duration, SystemTime};

use chrono::TimeDelta;

use crate::clock::Clock;
use crate::digest::{ApiKey, Digest, NonceLimits};
use crate::document::Document;
use crate::fake::FakeAtlas;
use crate::family::Times;
use crate::server::Server;
use crate::service::Service;
use crate::state::{Ids, State};

const PUBLIC_KEY: &str = "fakepubl";
const PRIVATE_KEY: &str = "5a1e3e3c-0c5d-4a51-9f0e-fa4e00000001";
const PROJECT_ID: &str = "5f1a2b3c4d5e6f7a8b9c0d1e";
const ORGANIZATION_ID: &str = "5f1a2b3c4d5e6f7a8b9c0d1f";

/// Sets up a [`FakeAtlas`]; made by [`FakeAtlas::builder`].
///
/// ```
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
/// use atlas_fake::FakeAtlas;
///
/// let atlas = FakeAtlas::builder().nonce_uses(1).database_user_limit(5).start().await?;
/// assert!(atlas.base_url().starts_with("http://127.0.0.1:"));
/// # Ok(())
/// # }
/// ```
#[derive(Clone)]
#[must_use = "a builder starts nothing until `start` is called and awaited"]
pub struct FakeAtlasBuilder {
    nonces: NonceLimits,
    clock: Clock,
    database_user_limit: usize,
    times: Times,
}

impl FakeAtlasBuilder {
    pub(crate) fn new() -> Self {
        Self {
            nonces: NonceLimits::default(),
            clock: Clock::default(),
            database_user_limit: 100,
            times: Times::default(),
        }
    }

    /// How many requests a nonce is good for; the next one is answered `401` with `stale=true`. Default: any number.
    ///
    /// `0` makes every nonce stale from the start, so that no request gets through.
    pub fn nonce_uses(mut self, uses: u32) -> Self {
        self.nonces.uses = Some(uses);
        self
    }

    /// For how long a nonce is good, by the fake's [clock](Self::clock). Default: as long as the fake runs.
    pub fn nonce_lifetime(mut self, lifetime: Duration) -> Self {
        self.nonces.lifetime = Some(lifetime);
        self
    }

    /// What tells the fake the time: the age of nonces, and when a temporary user is gone. Default: the system's clock.
    ///
    /// ```
    /// use std::time::{Duration, SystemTime};
    ///
    /// use atlas_fake::FakeAtlas;
    ///
    /// let builder = FakeAtlas::builder().clock(|| SystemTime::UNIX_EPOCH + Duration::from_secs(1_750_000_000));
    /// # let _ = builder;
    /// ```
    pub fn clock(mut self, now: impl Fn() -> SystemTime + Send + Sync + 'static) -> Self {
        self.clock = Clock::new(now);
        self
    }

    /// How many database users the project can have before creating one is refused. Default: 100, as Atlas has it.
    pub fn database_user_limit(mut self, limit: usize) -> Self {
        self.database_user_limit = limit;
        self
    }

    /// For how long a cluster is `CREATING`, `UPDATING` or `DELETING`, by the fake's [clock](Self::clock). Default: no
    /// time, so that the change is over when the cluster is next asked for.
    pub fn cluster_time(mut self, time: Duration) -> Self {
        self.times.cluster = delta(time);
        self
    }

    /// How long each step of a backup takes, by the fake's [clock](Self::clock): a snapshot is `queued`, then
    /// `inProgress`, then `completed`; a restore runs, then has finished. Default: no time.
    pub fn backup_time(mut self, time: Duration) -> Self {
        self.times.backup = delta(time);
        self
    }

    /// Opens the port and starts to serve.
    ///
    /// # Errors
    /// If there is no port, no thread or no runtime to be had.
    pub async fn start(self) -> Result<FakeAtlas, io::Error> {
        let Self { nonces, clock, database_user_limit, times } = self;
        let key = ApiKey { public: PUBLIC_KEY.to_owned(), private: PRIVATE_KEY.to_owned() };
        let digest = Digest::new(key.clone(), nonces);
        let ids = Ids { organization: ORGANIZATION_ID, project: PROJECT_ID };
        let state = State::new(ids, database_user_limit, times, clock.now());
        let server = Server::start(move |address| {
            let base_url = format!("http://{address}");
            Ok(Service { document: Document::embedded()?, digest, state, clock, base_url })
        })
        .await?;
        Ok(FakeAtlas::new(server, key, ids))
    }
}

/// What is longer than can be counted is as long as can be.
pub(crate) fn delta(time: Duration) -> TimeDelta {
    TimeDelta::from_std(time).unwrap_or(TimeDelta::MAX)
}

impl fmt::Debug for FakeAtlasBuilder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("FakeAtlasBuilder")
            .field("nonces", &self.nonces)
            .field("database_user_limit", &self.database_user_limit)
            .finish_non_exhaustive()
    }
}
