//! How a fake is set up.

use std::fmt;
use std::io;
use std::net::{Ipv4Addr, SocketAddr};
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
    seed: Option<Value>,
    document: Option<String>,
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
            seed: None,
            document: None,
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

    /// What tells the fake the time: how old nonces and tokens are, what has happened by then, which snapshots are taken.
    /// Default: the system's clock.
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
    /// An operation needs one of the roles that the document requires for it, or one that has all that this one has, as
    /// owners have. Where the document requires none, any role of an organization or a project lets the key read, and an
    /// owner's lets it write. A role in a project is one in the project that is there from the start. What the key may not
    /// do is answered `403` with the error code `USER_UNAUTHORIZED`.
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
    /// The file is a log of the requests that changed something, without credentials and passwords. A start after many
    /// changes writes it anew, with what is there by then. Other secrets in bodies, an integration's key for one, are in it,
    /// so on Unix only its owner can read it. One fake at a time can have it. How far [`FakeAtlas::advance`] put the clock
    /// forward is in it; nonces and access tokens are not. Nor is what [`FakeAtlas::insert`] and its like put there.
    ///
    /// A request that cannot be written is answered `500` with the error code `STATE_NOT_WRITTEN` and has changed nothing:
    /// all is as the file says.
    pub fn state_file(mut self, path: impl Into<PathBuf>) -> Self {
        self.state_file = Some(path.into());
        self
    }

    /// Creates what a JSON document holds, as [`FakeAtlas::seed`] does, before anything is served. Default: nothing.
    ///
    /// With a [state file](Self::state_file) it is created only if there is nothing in the file.
    pub fn seed(mut self, document: Value) -> Self {
        self.seed = Some(document);
        self
    }

    /// Serves another API document than the one that the fake comes with, in JSON or YAML: a later edition, or one with
    /// operations of your own. Whatever it says is served: its paths, versions, media types, parameters, schemas and roles.
    /// What is remembered is so by the names of the operations.
    ///
    /// [`Fault::on`] knows the operations of the document that the fake comes with.
    pub fn document(mut self, text: impl Into<String>) -> Self {
        self.document = Some(text.into());
        self
    }

    /// Shows at `/` a page with the projects, their clusters and database users and the last requests, as they change.
    /// Default: there is none.
    ///
    /// Below `/-/`, programs in any language do what this library does: put the clock forward, add faults, read the
    /// journal, begin again; the package's `README.md` says how.
    ///
    /// All of that needs no credentials, holds no secrets, and is there for this machine only. Requests for it are not in
    /// the journal.
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

    /// For how long a cluster is `CREATING`, `UPDATING` or `DELETING`, by the fake's [clock](Self::clock), and for how long
    /// it takes to load sample data, to change something of stream processing, or to do maintenance that is wanted at once.
    /// Default: no time, so that the change is over when the cluster is next asked for.
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
    /// If there is no port, no thread or no runtime to be had; the document is none; the state's file cannot be read, is
    /// another fake's at the moment, or holds what is not taken any more; or the seed is refused, which is an error of the
    /// kind [`InvalidData`](io::ErrorKind::InvalidData) with the [`SeedError`](crate::SeedError) inside.
    pub async fn start(self) -> Result<FakeAtlas, io::Error> {
        let oauth = OAuth::new(self.account.clone());
        let digest = Digest::new(self.key.clone(), self.nonces);
        let ids = Ids { organization: ORGANIZATION_ID, project: PROJECT_ID };
        let document = match self.document.as_deref().map(Document::parse) {
            None => Document::embedded()?,
            Some(document) => Arc::new(document.map_err(|error| {
                io::Error::new(io::ErrorKind::InvalidData, format!("the API document cannot be read: {error}"))
            })?),
        };
        let Self { database_user_limit, times, seed, .. } = self;
        let initial_state = InitialState { ids, database_user_limit, times, seed };
        let state = initial_state.state(self.clock.now());
        let limits = Limits::new(self.rate_limit, self.roles);
        let Self { clock, address, journal_limit, faults, key, account, state_file, page, observer, log_size, .. } =
            self;
        let server = Server::start(address, move |address| {
            let base_url = server::base_url(address);
            let mut service =
                Service { document, digest, oauth, state, clock, base_url, initial_state, limits, log: None, log_size };
            match state_file {
                Some(path) => service.restore(&path)?,
                None => service.begin().map_err(|error| io::Error::new(io::ErrorKind::InvalidData, error))?,
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
