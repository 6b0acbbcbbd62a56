//! How a fake is set up.

use std::fmt;
use std::io;
use std::net::{Ipv4Addr, SocketAddr};
use std::time::{Duration, SystemTime};

use crate::clock::Clock;
use crate::digest::{ApiKey, Digest, NonceLimits};
use crate::document::Document;
use crate::fake::FakeAtlas;
use crate::faults::{Fault, Faults};
use crate::journal::Journal;
use crate::server::{Server, Shared};
use crate::service::Service;
use crate::state::{DatabaseUsers, State};

const PUBLIC_KEY: &str = "fakepubl";
const PRIVATE_KEY: &str = "5a1e3e3c-0c5d-4a51-9f0e-fa4e00000001";
const PROJECT_ID: &str = "5f1a2b3c4d5e6f7a8b9c0d1e";

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

    /// Opens the port and starts to serve.
    ///
    /// # Errors
    /// If there is no port, no thread or no runtime to be had.
    pub async fn start(self) -> Result<FakeAtlas, io::Error> {
        let Self { nonces, clock, database_user_limit, address, journal_limit, faults } = self;
        let key = ApiKey { public: PUBLIC_KEY.to_owned(), private: PRIVATE_KEY.to_owned() };
        let digest = Digest::new(key.clone(), nonces);
        let database_users = DatabaseUsers::new(database_user_limit);
        let state = State { project_id: PROJECT_ID.to_owned(), database_users };
        let server = Server::start(address, move |address| {
            let base_url = format!("http://{address}");
            let service = Service { document: Document::embedded()?, digest, state, clock, base_url };
            Ok(Shared::new(service, Journal::new(journal_limit), faults))
        })
        .await?;
        Ok(FakeAtlas::new(server, key, PROJECT_ID.to_owned()))
    }
}

impl fmt::Debug for FakeAtlasBuilder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("FakeAtlasBuilder")
            .field("nonces", &self.nonces)
            .field("database_user_limit", &self.database_user_limit)
            .field("address", &self.address)
            .field("journal_limit", &self.journal_limit)
            .field("faults", &self.faults)
            .finish_non_exhaustive()
    }
}
