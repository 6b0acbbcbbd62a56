//! A token store on a Redis server.

use std::{
    collections::HashMap,
    fmt,
    hash::{BuildHasher, RandomState},
    io::{self, ErrorKind},
    sync::{Arc, Mutex, PoisonError},
    thread,
    time::{Duration, Instant},
};

use redis::{Client, Connection, ErrorKind as RedisErrorKind, RedisError, Script, ServerErrorKind};

use super::{StoredToken, TokenAccount, TokenStore, contents::Contents};
use crate::{Error, Secret, transport::ensure_provider};

/// The pause between two attempts to acquire a lock that another worker holds.
const INTERVAL: Duration = Duration::from_millis(50);

/// Acquires the lock if it is free, and returns a fencing number larger than all before it; 0 if it is not free.
const ACQUIRE: &str = "
if not redis.call('SET', KEYS[1], ARGV[1], 'NX', 'PX', ARGV[2]) then return 0 end
local number = redis.call('INCR', KEYS[2])
local stored = tonumber(redis.call('HGET', KEYS[3], 'fence') or '0')
if number <= stored then
  number = stored + 1
  redis.call('SET', KEYS[2], number)
end
return number";

/// Releases the lock if it still belongs to its owner.
const RELEASE: &str = "
if redis.call('GET', KEYS[1]) == ARGV[1] then return redis.call('DEL', KEYS[1]) end
return 0";

/// Saves a token, unless one with a larger fencing number is stored: its worker acquired the lock later.
const SAVE: &str = "
if tonumber(ARGV[1]) < tonumber(redis.call('HGET', KEYS[1], 'fence') or '0') then return 0 end
redis.call('HSET', KEYS[1], 'fence', ARGV[1], 'token', ARGV[2])
redis.call('PEXPIRE', KEYS[1], ARGV[3])
return 1";

/// A [`TokenStore`] on a Redis server, with which many workers on many machines share one token.
///
/// One worker requests a token, while it holds a lock with an expiry; the others wait for it. If a worker ends without
/// releasing its lock, the next one continues after the expiry. A worker whose lock expired does not replace the token
/// of a later one. Each token is removed when it expires.
///
/// The store is an optimization, so an outage of Redis does not stop the workers: if the server cannot be reached, the
/// client logs a warning and obtains a token of its own. A service account can have 100 tokens at a time. Any other
/// problem, such as a wrong password, is an error, as [`TokenStore`] describes.
///
/// A token is as sensitive as a password, and anyone with access to the server can read it. Use a `rediss` URL for TLS,
/// and a user who may use only keys with the [prefix](Self::prefix).
///
/// # Examples
/// ```
/// use atlas_api::{Atlas, RedisTokenStore};
///
/// let store = RedisTokenStore::new("rediss://worker:correct-horse@redis.example.com:6379/0")?;
/// let atlas = Atlas::builder()
///     .service_account("mdb_sa_id_66a7d5c1", "mdb_sa_sk_correct-horse")
///     .token_store(store)
///     .project_id("5f1a2b3c4d5e6f7a8b9c0d1e")
///     .build()?;
/// # Ok::<(), atlas_api::Error>(())
/// ```
#[derive(Clone)]
pub struct RedisTokenStore {
    client: Client,
    prefix: String,
    timeout: Duration,
    /// The fencing numbers of the locks that this store has acquired, by account.
    fences: Arc<Mutex<HashMap<String, u64>>>,
}

impl RedisTokenStore {
    /// Creates a store on the server at `url`: `redis://`, `rediss://` with TLS, or `redis+unix://`. Nothing is sent yet.
    ///
    /// # Errors
    /// [`is_invalid_argument`](Error::is_invalid_argument) if the URL is invalid.
    pub fn new(url: impl Into<Secret>) -> Result<Self, Error> {
        let invalid = |_| {
            let rule = "not a valid URL; expected for example rediss://user:password@redis.example.com:6379/0";
            Error::invalid_argument("redis", rule)
        };
        let client = Client::open(url.into().expose()).map_err(invalid)?;
        Ok(Self { client, prefix: "atlas-api".to_owned(), timeout: Duration::from_secs(2), fences: Arc::default() })
    }

    /// Sets the beginning of all keys. Default: `atlas-api`.
    #[must_use]
    pub fn prefix(mut self, prefix: impl Into<String>) -> Self {
        self.prefix = prefix.into();
        self
    }

    /// Sets the timeout of a connection and of each response. Default: 2 seconds.
    #[must_use]
    pub fn timeout(mut self, limit: Duration) -> Self {
        self.timeout = limit;
        self
    }

    /// Returns the key of a value. All keys of an account are on the same node of a Redis cluster.
    fn key(&self, account: &TokenAccount, part: &str) -> String {
        format!("{}:{{{}}}:{part}", self.prefix, account.key())
    }

    fn connect(&self) -> Result<Connection, RedisError> {
        ensure_provider();
        let connection = self.client.get_connection_with_timeout(self.timeout)?;
        connection.set_read_timeout(Some(self.timeout))?;
        connection.set_write_timeout(Some(self.timeout))?;
        Ok(connection)
    }

    fn fences(&self) -> std::sync::MutexGuard<'_, HashMap<String, u64>> {
        self.fences.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn try_lock(&self, account: &TokenAccount, limit: Duration) -> Result<Option<Lock>, RedisError> {
        let (mut connection, begun) = (self.connect()?, Instant::now());
        let owner = format!("{:016x}{:016x}", RandomState::new().hash_one(0), RandomState::new().hash_one(1));
        let key = self.key(account, "lock");
        let acquire = Script::new(ACQUIRE);
        let mut acquire = acquire.prepare_invoke();
        acquire.key(&key).key(self.key(account, "fence")).key(self.key(account, "token")).arg(&owner);
        // Shorter than the wait of others, so that they outlast a worker that ended.
        acquire.arg(milliseconds(limit * 3 / 4));
        loop {
            let number: u64 = acquire.invoke(&mut connection)?;
            if number > 0 {
                self.fences().insert(account.key(), number);
                return Ok(Some(Lock { store: self.clone(), key, owner }));
            }
            let left = limit.saturating_sub(begun.elapsed());
            if left.is_zero() {
                return Ok(None);
            }
            thread::sleep(left.min(INTERVAL));
        }
    }

    /// Returns `absent` with a warning if the server cannot be reached.
    fn unless_unreachable<T>(&self, outcome: Result<T, RedisError>, absent: T) -> io::Result<T> {
        match outcome {
            Err(error) if is_unreachable(&error) => {
                tracing::warn!(
                    address = %self.client.get_connection_info().addr(),
                    %error,
                    "Redis is not reachable; continuing without shared tokens"
                );
                Ok(absent)
            }
            outcome => outcome.map_err(|error| self.error(error)),
        }
    }

    fn error(&self, error: RedisError) -> io::Error {
        let problem = self.problem(&format!("failed: {error}; check the URL and the permissions"));
        io::Error::new(if is_unreachable(&error) { ErrorKind::NotConnected } else { ErrorKind::Other }, problem)
    }

    fn problem(&self, problem: &str) -> String {
        format!("token store \"{}\": {problem}", self.client.get_connection_info().addr())
    }
}

impl TokenStore for RedisTokenStore {
    /// Acquires a lock that expires after three quarters of the limit.
    fn lock(&self, account: &TokenAccount, limit: Duration) -> io::Result<Box<dyn Send>> {
        match self.unless_unreachable(self.try_lock(account, limit).map(Some), None)? {
            Some(Some(lock)) => Ok(Box::new(lock)),
            None => Ok(Box::new(())),
            Some(None) => {
                let rule = format!("cannot be locked: others hold the lock for more than {} s", limit.as_secs_f64());
                Err(io::Error::new(ErrorKind::TimedOut, self.problem(&rule)))
            }
        }
    }

    fn load(&self, account: &TokenAccount) -> io::Result<Option<StoredToken>> {
        let load = || redis::cmd("HGET").arg(self.key(account, "token")).arg("token").query(&mut self.connect()?);
        let Some(text) = self.unless_unreachable::<Option<String>>(load(), None)? else { return Ok(None) };
        let invalid = || {
            let rule = "not a token of this crate; delete the key, or use another prefix";
            io::Error::new(ErrorKind::InvalidData, self.problem(rule))
        };
        Contents::read(&text).ok_or_else(invalid).map(|contents| contents.get(account))
    }

    fn save(&self, account: &TokenAccount, token: &StoredToken) -> io::Result<()> {
        let mut contents = Contents::empty();
        contents.set(account, token);
        let text = contents.write()?;
        // The time until the expiry does not depend on the clock of this machine.
        let valid = (token.expires_at() - token.issued_at()).to_std().unwrap_or_default();
        let fence = self.fences().get(&account.key()).copied().unwrap_or_default();
        let save = || {
            let script = Script::new(SAVE);
            let mut save = script.prepare_invoke();
            save.key(self.key(account, "token")).arg(fence).arg(text).arg(milliseconds(valid));
            save.invoke::<bool>(&mut self.connect()?)
        };
        if !save().map_err(|error| self.error(error))? {
            tracing::debug!("the token of another worker is newer");
        }
        Ok(())
    }

    fn delete(&self, account: &TokenAccount) -> io::Result<()> {
        let delete = || redis::cmd("DEL").arg(self.key(account, "token")).exec(&mut self.connect()?);
        delete().map_err(|error| self.error(error))
    }
}

/// A lock that is released when it is dropped.
struct Lock {
    store: RedisTokenStore,
    key: String,
    /// A random text that no other lock has.
    owner: String,
}

impl Drop for Lock {
    /// Releases the lock on a thread of its own, because a value can be dropped where nothing may block. If that fails,
    /// the lock expires.
    fn drop(&mut self) {
        let (store, key, owner) = (self.store.clone(), std::mem::take(&mut self.key), std::mem::take(&mut self.owner));
        let release = move || {
            if let Ok(mut connection) = store.connect() {
                let _ = Script::new(RELEASE).key(key).arg(owner).invoke::<u32>(&mut connection);
            }
        };
        let _ = thread::Builder::new().name("atlas-token-lock".to_owned()).spawn(release);
    }
}

/// Returns whether the server cannot be reached, or cannot serve requests at the moment.
fn is_unreachable(error: &RedisError) -> bool {
    use ServerErrorKind::{BusyLoading, ClusterDown, MasterDown, ReadOnly, TryAgain};

    matches!(
        error.kind(),
        RedisErrorKind::Io | RedisErrorKind::Server(BusyLoading | ClusterDown | MasterDown | ReadOnly | TryAgain)
    )
}

fn milliseconds(time: Duration) -> u64 {
    u64::try_from(time.as_millis()).unwrap_or(u64::MAX).max(1)
}

/// Shows only the address, because the URL can have a password.
impl fmt::Debug for RedisTokenStore {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("RedisTokenStore")
            .field("address", &self.client.get_connection_info().addr().to_string())
            .field("prefix", &self.prefix)
            .finish_non_exhaustive()
    }
}
