//! How a fake is set up.

use std::fmt;
use std::io;
use std::net::{Ipv4Addr, SocketAddr};
use std::path::PathBuf;
use std::sync::Arc;
use std::time::{Duration, SystemTime};

use chrono::TimeDelta;

use crate::clock::Clock;
use crate::digest::{ApiKey, Digest, NonceLimits};
use crate::document::Document;
use crate::fake::FakeAtlas;
use crate::family::Times;
use crate::faults::{Fault, Faults};
use crate::journal::{Journal, Observer, RecordedRequest};
use crate::limits::{Limits, RateLimit, Roles};
use crate::oauth::{OAuth, ServiceAccount};
use crate::server::{self, Server, Shared};
use crate::service::Service;
use crate::state::{Ids, State};

const PUBLIC_KEY: &str = "fakepubl";
const PRIVATE_KEY: &str = "5a1e3e3c-0c5d-4a51-9f0e-fa4e00000001";
const CLIENT_ID: &str = "mdb_sa_id_fa4e00000000000000000001";
const CLIENT_SECRET: &str = "mdb_sa_sk_fa4e-correct-horse-battery-staple";
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
    address: SocketAddr,
    journal_limit: Option<usize>,
    faults: Faults,
    rate_limit: Option<RateLimit>,
    roles: Option<Roles>,
    key: ApiKey,
    account: ServiceAccount,
    state_file: Option<PathBuf>,
    page: bool,
    observer: Option<Observer>,
    times: Times,
    log_size: u64,
}

impl FakeAtlasBuilder {
    pub(crate) fn new() -> Self {
        Self {
            nonces: NonceLimits::default(),
            clock: Clock::default(),
            database_user_limit: 100,
            address: (Ipv4Addr::LOCALHOST, 0).into(),
            journal_limit: None,
            faults: Faults::default(),
            rate_limit: None,
            roles: None,
            key: ApiKey { public: PUBLIC_KEY.to_owned(), private: PRIVATE_KEY.to_owned() },
            account: ServiceAccount { client_id: CLIENT_ID.to_owned(), client_secret: CLIENT_SECRET.to_owned() },
            state_file: None,
            page: false,
            observer: None,
            times: Times::default(),
            log_size: 4096,
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

    /// What tells the fake the time: the age of nonces and tokens, and when a temporary user is gone. Default: the system's clock.
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

    /// How many database users a project can have before creating one is refused, unless its limit
    /// `atlas.project.security.databaseAccess.users` is set over the API. Default: 100, as Atlas has it.
    pub fn database_user_limit(mut self, limit: usize) -> Self {
        self.database_user_limit = limit;
        self
    }

    /// Where to listen; port 0 stands for one that is free. Default: a free port of `127.0.0.1`.
    ///
    /// At an address that is not loopback's, everybody who can reach it can use the fake.
    pub fn listen(mut self, address: impl Into<SocketAddr>) -> Self {
        self.address = address.into();
        self
    }

    /// How many requests the journal remembers, the last ones. Default: all.
    pub fn journal_limit(mut self, requests: usize) -> Self {
        self.journal_limit = Some(requests);
        self
    }

    /// Lets something go wrong from the start; see [`Fault`] for what, where and how often.
    pub fn fault(mut self, fault: Fault) -> Self {
        self.faults.add(fault);
        self
    }

    /// Minds how often the key asks; see [`RateLimit`]. Default: it may ask as often as it likes.
    pub fn rate_limit(mut self, limit: RateLimit) -> Self {
        self.rate_limit = Some(limit);
        self
    }

    /// Minds the roles of the key, called as Atlas calls them, `GROUP_READ_ONLY`. Default: it may do everything.
    ///
    /// Any role of an organization or a project lets it read; for every method but `GET` it needs an owner's,
    /// `GROUP_OWNER` or `ORG_OWNER`. What it may not do is answered `403` with the error code `USER_UNAUTHORIZED`.
    pub fn roles<R: Into<String>>(mut self, roles: impl IntoIterator<Item = R>) -> Self {
        self.roles = Some(Roles::new(roles.into_iter().map(Into::into).collect()));
        self
    }

    /// The two halves of the API key. Default: some that are the same for every fake.
    pub fn api_key(mut self, public: impl Into<String>, private: impl Into<String>) -> Self {
        self.key = ApiKey { public: public.into(), private: private.into() };
        self
    }

    /// The id and the secret of the service account. Default: some that are the same for every fake.
    pub fn service_account(mut self, client_id: impl Into<String>, client_secret: impl Into<String>) -> Self {
        self.account = ServiceAccount { client_id: client_id.into(), client_secret: client_secret.into() };
        self
    }

    /// Keeps the state in a file, so that the next fake with this file goes on where this one ended, however it ended:
    /// what was answered is on the disk. Default: nothing is written anywhere.
    ///
    /// The file is a log of the requests that changed something, without credentials and passwords; it grows with each.
    /// Other secrets in bodies, an integration's key for one, are in it, so on Unix only its owner can read it. One fake at
    /// a time can have it. What [`FakeAtlas::insert`] and its like put there, and how far [`FakeAtlas::advance`] put the
    /// clock forward, is not in it. If a request cannot be written, it and all later changes are answered `500` with the
    /// error code `STATE_NOT_WRITTEN`.
    pub fn state_file(mut self, path: impl Into<PathBuf>) -> Self {
        self.state_file = Some(path.into());
        self
    }

    /// Shows at `/` a page with the projects, their clusters and database users and the last requests, as they change.
    /// Default: there is none.
    ///
    /// It needs no credentials, holds no secrets, and is there for browsers on this machine only. Requests for it, and for
    /// what it asks below `/-/`, are not in the journal.
    pub fn page(mut self) -> Self {
        self.page = true;
        self
    }

    /// Is told of every request once its answer is made, before it is sent. It is called on the thread that serves, which
    /// waits for it.
    pub fn observe(mut self, observer: impl Fn(&RecordedRequest) + Send + Sync + 'static) -> Self {
        self.observer = Some(Arc::new(observer));
        self
    }

    /// For how long a cluster is `CREATING`, `UPDATING` or `DELETING`, and how long a maintenance takes that is wanted at once, by the fake's [clock](Self::clock). Default: no
    /// time, so that the change is over when the cluster is next asked for.
    pub fn cluster_time(mut self, time: Duration) -> Self {
        self.times.cluster = delta(time);
        self
    }

    /// How long each step of a backup takes, by the fake's [clock](Self::clock): a snapshot is `queued`, then
    /// `inProgress`, then `completed`; a restore runs, then has finished; so do exports. Default: no time.
    pub fn backup_time(mut self, time: Duration) -> Self {
        self.times.backup = delta(time);
        self
    }

    /// How many bytes a log that is downloaded has, before it is compressed. It is made while it is sent, so it may be
    /// larger than the memory. Default: 4096.
    pub fn log_size(mut self, bytes: u64) -> Self {
        self.log_size = bytes;
        self
    }

    /// Opens the port and starts to serve.
    ///
    /// # Errors
    /// If there is no port, no thread or no runtime to be had; or the state's file cannot be read, is another fake's at the
    /// moment, or holds what is not taken any more.
    pub async fn start(self) -> Result<FakeAtlas, io::Error> {
        let oauth = OAuth::new(self.account.clone());
        let digest = Digest::new(self.key.clone(), self.nonces);
        let ids = Ids { organization: ORGANIZATION_ID, project: PROJECT_ID };
        let state = State::new(ids, self.database_user_limit, self.times, self.clock.now());
        let limits = Limits::new(self.rate_limit, self.roles);
        let Self { clock, address, journal_limit, faults, key, account, state_file, page, observer, log_size, .. } =
            self;
        let server = Server::start(address, move |address| {
            let base_url = server::base_url(address);
            let document = Document::embedded()?;
            let mut service = Service {
                document,
                digest,
                oauth,
                state,
                clock,
                base_url,
                project_id: PROJECT_ID,
                limits,
                log: None,
                log_size,
            };
            if let Some(path) = state_file {
                service.restore(&path)?;
            }
            Ok(Shared::new(service, Journal::new(journal_limit, observer), faults, page))
        })
        .await?;
        Ok(FakeAtlas::new(server, key, account, ids))
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
            .field("address", &self.address)
            .field("journal_limit", &self.journal_limit)
            .field("faults", &self.faults)
            .field("rate_limit", &self.rate_limit)
            .field("roles", &self.roles)
            .field("public_key", &self.key.public)
            .field("client_id", &self.account.client_id)
            .field("state_file", &self.state_file)
            .field("page", &self.page)
            .finish_non_exhaustive()
    }
}
