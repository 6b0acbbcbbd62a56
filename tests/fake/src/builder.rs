//! Builder of a fake.

use std::fmt;
use std::io;
use std::net::{Ipv4Addr, SocketAddr};
#[cfg(feature = "persistence")]
use std::path::PathBuf;
use std::sync::Arc;
use std::time::{Duration, SystemTime};

use chrono::TimeDelta;
use serde_json::Value;

use crate::clock::Clock;
use crate::digest::{ApiKey, Digest, NonceLimits};
use crate::document::Document;
use crate::fake::FakeAtlas;
use crate::faults::{Fault, Faults};
use crate::journal::{Journal, Observer, RecordedRequest};
use crate::limits::{Limits, RateLimit, Roles};
use crate::oauth::{OAuth, ServiceAccount};
use crate::reset::invalid;
use crate::resource_kind::Times;
use crate::server::{self, Server, Shared};
use crate::service::Service;
use crate::state::{Ids, InitialState};

const PUBLIC_KEY: &str = "fakepubl";
const PRIVATE_KEY: &str = "5a1e3e3c-0c5d-4a51-9f0e-fa4e00000001";
const CLIENT_ID: &str = "mdb_sa_id_fa4e00000000000000000001";
const CLIENT_SECRET: &str = "mdb_sa_sk_fa4e-correct-horse-battery-staple";
const PROJECT_ID: &str = "5f1a2b3c4d5e6f7a8b9c0d1e";
const ORGANIZATION_ID: &str = "5f1a2b3c4d5e6f7a8b9c0d1f";

/// A builder for a [`FakeAtlas`] with custom settings, created by [`FakeAtlas::builder`].
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
#[must_use = "the builder does nothing until `start` is called and awaited"]
pub struct FakeAtlasBuilder {
    nonces: NonceLimits,
    clock: Clock,
    database_user_limit: u64,
    address: SocketAddr,
    journal_limit: Option<usize>,
    faults: Faults,
    rate_limit: Option<RateLimit>,
    roles: Option<Roles>,
    key: ApiKey,
    account: ServiceAccount,
    #[cfg(feature = "persistence")]
    state_file: Option<PathBuf>,
    seed: Option<Value>,
    document: Option<String>,
    #[cfg(feature = "page")]
    page: bool,
    observer: Option<Observer>,
    times: Times,
    log_size: u64,
    idle_timeout: Duration,
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
            #[cfg(feature = "persistence")]
            state_file: None,
            seed: None,
            document: None,
            #[cfg(feature = "page")]
            page: false,
            observer: None,
            times: Times::default(),
            log_size: 4096,
            idle_timeout: Duration::from_secs(60),
        }
    }

    /// Sets the number of requests that a nonce is valid for. Default: unlimited.
    ///
    /// Further requests with the nonce get `401` with `stale=true`. With `0`, every nonce is stale from the start, so
    /// every request with digest authentication fails.
    pub fn nonce_uses(mut self, uses: u32) -> Self {
        self.nonces.uses = Some(uses);
        self
    }

    /// Sets the lifetime of a nonce, by the fake's [clock](Self::clock). Default: unlimited.
    pub fn nonce_lifetime(mut self, lifetime: Duration) -> Self {
        self.nonces.lifetime = Some(lifetime);
        self
    }

    /// Sets the clock. Default: the system clock.
    ///
    /// The clock determines the age of nonces and tokens, the state changes that are due, and the scheduled snapshots.
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

    /// Sets the maximum number of database users in a project. Default: 100, as in Atlas.
    ///
    /// The project limit `atlas.project.security.databaseAccess.users` overrides it, if it is set over the API.
    pub fn database_user_limit(mut self, limit: usize) -> Self {
        self.database_user_limit = limit as u64;
        self
    }

    /// Sets the address to listen on. Port 0 selects a free port. Default: a free port of `127.0.0.1`.
    ///
    /// Any address except a loopback address gives other machines access.
    pub fn listen(mut self, address: impl Into<SocketAddr>) -> Self {
        self.address = address.into();
        self
    }

    /// Limits the journal to the last requests. Default: unlimited.
    pub fn journal_limit(mut self, requests: usize) -> Self {
        self.journal_limit = Some(requests);
        self
    }

    /// Adds a fault; see [`Fault`].
    pub fn fault(mut self, fault: Fault) -> Self {
        self.faults.add(fault);
        self
    }

    /// Enforces a rate limit; see [`RateLimit`]. Default: no rate limit.
    pub fn rate_limit(mut self, limit: RateLimit) -> Self {
        self.rate_limit = Some(limit);
        self
    }

    /// Sets the roles of the API key and the service account, and enforces roles. Default: roles are not enforced.
    ///
    /// Roles have the names of the API, for example `GROUP_READ_ONLY`. An operation requires one of the roles in the
    /// API document, or a role that includes it, such as an owner role. If the document does not list roles, any role
    /// may read and owners may write. Project roles apply to the initial project. Otherwise the response is `403` with
    /// the error code `USER_UNAUTHORIZED`.
    pub fn roles<R: Into<String>>(mut self, roles: impl IntoIterator<Item = R>) -> Self {
        self.roles = Some(Roles::new(roles.into_iter().map(Into::into).collect()));
        self
    }

    /// Sets the API key. Default: a key that is the same for every fake.
    pub fn api_key(mut self, public: impl Into<String>, private: impl Into<String>) -> Self {
        self.key = ApiKey { public: public.into(), private: private.into() };
        self
    }

    /// Sets the ID and the secret of the service account. Default: an account that is the same for every fake.
    pub fn service_account(mut self, client_id: impl Into<String>, client_secret: impl Into<String>) -> Self {
        self.account = ServiceAccount { client_id: client_id.into(), client_secret: client_secret.into() };
        self
    }

    /// Keeps the state in a file, so that the next fake with this file continues with the same state. Default: in
    /// memory only. Requires the feature `persistence`.
    ///
    /// The file is a log of the requests that changed something, without credentials and passwords. A change is on the
    /// disk before its response is sent, so it survives a crash. After many changes, the next start replaces the log
    /// with a snapshot of the state.
    ///
    /// The file has the offset of the clock from [`FakeAtlas::advance`]. It does not have nonces, access tokens, or
    /// resources from [`FakeAtlas::insert`] and similar methods. Other secrets in bodies, such as the key of an
    /// integration, are in it, so on Unix only its owner can read it. Only one fake at a time can use the file.
    ///
    /// A change that cannot be written has no effect. Its response is `500` with the error code `STATE_NOT_WRITTEN`.
    #[cfg(feature = "persistence")]
    pub fn state_file(mut self, path: impl Into<PathBuf>) -> Self {
        self.state_file = Some(path.into());
        self
    }

    /// Creates the resources of a JSON document before the fake serves requests; see [`FakeAtlas::seed`]. Default:
    /// none.
    ///
    /// With a [state file](Self::state_file), they are created only if the file has no changes yet.
    pub fn seed(mut self, document: Value) -> Self {
        self.seed = Some(document);
        self
    }

    /// Serves another API document, in JSON or YAML. Default: the built-in document.
    ///
    /// It can be a later edition, or have custom operations. The fake serves its paths, versions, media types,
    /// parameters, schemas and roles. Operations with stored state are recognized by their IDs.
    ///
    /// [`Fault::on`] accepts only operations of the built-in document.
    pub fn document(mut self, text: impl Into<String>) -> Self {
        self.document = Some(text.into());
        self
    }

    /// Enables the page at `/` and the control API below `/-/`. Default: disabled. Requires the feature `page`.
    ///
    /// The page shows the projects, their clusters and database users, and the last requests. It updates itself. The
    /// control API offers the methods of this library to programs in any language: it advances the clock, adds faults,
    /// reads the journal and resets the state. The package's `README.md` documents it.
    ///
    /// Both accept only local clients. They need no credentials and show no secrets. Their requests are not in the
    /// journal.
    #[cfg(feature = "page")]
    pub fn page(mut self) -> Self {
        self.page = true;
        self
    }

    /// Calls a function for every request, before the response is sent. Default: none.
    ///
    /// The function runs on the server's thread and blocks it.
    pub fn observe(mut self, observer: impl Fn(&RecordedRequest) + Send + Sync + 'static) -> Self {
        self.observer = Some(Arc::new(observer));
        self
    }

    /// Sets the time in which a cluster is `CREATING`, `UPDATING` or `DELETING`, by the fake's [clock](Self::clock).
    /// Default: zero.
    ///
    /// It is also the time for loading sample data, for new access list entries, for changes of search nodes and stream
    /// processing, and for immediate maintenance.
    /// With zero, the change is complete on the next request.
    pub fn cluster_time(mut self, time: Duration) -> Self {
        self.times.cluster = delta(time);
        self
    }

    /// Sets the time for each step of a backup, by the fake's [clock](Self::clock). Default: zero.
    ///
    /// A snapshot is `queued`, then `inProgress`, then `completed`. Restores and exports run, then finish.
    pub fn backup_time(mut self, time: Duration) -> Self {
        self.times.backup = delta(time);
        self
    }

    /// Sets the uncompressed size of downloaded logs. Default: 4096 bytes.
    ///
    /// A log is generated while it is sent, so it can be larger than the memory.
    pub fn log_size(mut self, bytes: u64) -> Self {
        self.log_size = bytes;
        self
    }

    /// Sets the time after which an idle connection is closed. Default: 60 seconds.
    ///
    /// A connection is idle if it has no traffic and no request on it is being handled: before the first request, in
    /// the middle of a request, and between requests. If a request body stops arriving, the response is `408` with the
    /// error code `REQUEST_TIMEOUT`. The time is real time, not that of the fake's [clock](Self::clock).
    pub fn idle_timeout(mut self, timeout: Duration) -> Self {
        self.idle_timeout = timeout;
        self
    }

    /// Starts the fake.
    ///
    /// # Errors
    /// If the port cannot be opened, or the thread or its runtime cannot be created; if the API document is invalid; if
    /// the state file cannot be read, is in use by another fake, or has an invalid line; or if the seed is invalid. In
    /// the last case the error has the kind [`InvalidData`](io::ErrorKind::InvalidData) and a
    /// [`SeedError`](crate::SeedError) inside.
    pub async fn start(self) -> Result<FakeAtlas, io::Error> {
        let oauth = OAuth::new(self.account.clone());
        let digest = Digest::new(self.key.clone(), self.nonces);
        let ids = Ids { organization: ORGANIZATION_ID, project: PROJECT_ID };
        let document = match self.document.as_deref().map(Document::parse) {
            None => Document::embedded()?,
            Some(document) => Arc::new(
                document
                    .map_err(|error| io::Error::new(io::ErrorKind::InvalidData, format!("API document: {error}")))?,
            ),
        };
        let Self { database_user_limit, times, seed, .. } = self;
        let idle_timeout = self.idle_timeout;
        let initial_key = (self.key.clone(), self.roles.as_ref().map(|roles| roles.names().to_vec()));
        let initial_state = InitialState { ids, times, seed, key: initial_key };
        let state = initial_state.state(self.clock.now());
        let limits = Limits::new(self.rate_limit, self.roles);
        #[cfg(feature = "persistence")]
        let state_file = self.state_file;
        #[cfg(feature = "page")]
        let has_page = self.page;
        let Self { clock, address, journal_limit, faults, key, account, observer, log_size, .. } = self;
        let server = Server::start(address, idle_timeout, move |address| {
            let base_url = server::base_url(address);
            let mut service = Service {
                document,
                digest,
                oauth,
                state,
                clock,
                base_url,
                initial_state,
                limits,
                #[cfg(feature = "persistence")]
                log: None,
                log_size,
                database_user_limit,
            };
            #[cfg(feature = "persistence")]
            match state_file {
                Some(path) => service.restore(&path)?,
                None => service.begin().map_err(invalid)?,
            }
            #[cfg(not(feature = "persistence"))]
            service.begin().map_err(invalid)?;
            let shared = Shared::new(service, Journal::new(journal_limit, observer), faults);
            #[cfg(feature = "page")]
            let shared = shared.with_page(has_page);
            Ok(shared)
        })
        .await?;
        Ok(FakeAtlas::new(server, key, account, ids))
    }
}

/// Converts a duration. Saturates at the maximum.
pub(crate) fn delta(time: Duration) -> TimeDelta {
    TimeDelta::from_std(time).unwrap_or(TimeDelta::MAX)
}

impl fmt::Debug for FakeAtlasBuilder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut builder = f.debug_struct("FakeAtlasBuilder");
        builder
            .field("nonces", &self.nonces)
            .field("database_user_limit", &self.database_user_limit)
            .field("address", &self.address)
            .field("journal_limit", &self.journal_limit)
            .field("faults", &self.faults)
            .field("rate_limit", &self.rate_limit)
            .field("roles", &self.roles)
            .field("public_key", &self.key.public)
            .field("client_id", &self.account.client_id)
            .field("idle_timeout", &self.idle_timeout);
        #[cfg(feature = "persistence")]
        builder.field("state_file", &self.state_file);
        #[cfg(feature = "page")]
        builder.field("page", &self.page);
        builder.finish_non_exhaustive()
    }
}
