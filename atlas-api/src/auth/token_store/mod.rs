//! Storage for tokens between runs of a program.

mod contents;
mod file;
mod lock;
#[cfg(feature = "redis")]
mod redis;
mod stored;

use std::{fmt, io, sync::Arc, time::Duration};

#[cfg(feature = "redis")]
pub use self::redis::RedisTokenStore;
pub use self::{
    file::FileTokenStore,
    stored::{StoredToken, TokenAccount},
};

/// A store for the access tokens of service accounts, with which several clients and several runs share a token.
///
/// A client without a store keeps its token in memory and requests a new one in each run. [`FileTokenStore`] stores tokens
/// in a file, and `RedisTokenStore`, with the feature `redis`, on a server for many machines; another implementation can
/// use a keyring or a database. Until it expires, a token is as sensitive as a
/// password. An implementation must protect it from other users.
///
/// A client loads a token first. If there is none that is valid for long enough, it acquires the [`lock`](Self::lock), and
/// holds it while it loads the token again, requests a new one if necessary, and saves it. So a token is also loaded while
/// another client holds the lock. All methods may block; the client calls each on a thread of its own. The error of a method is shown to the
/// caller of the client. So it should name the location of the tokens and a remedy, and must not contain a token.
pub trait TokenStore: fmt::Debug + Send + Sync {
    /// Acquires the lock, waiting for it at most `limit`. Dropping the returned value releases the lock.
    ///
    /// The limit is half of the client's [timeout](crate::AtlasBuilder::timeout), so that time is left for the token
    /// request. The lock makes processes that start at the same time share one token. A store without a lock can return
    /// `Box::new(())`; then each process requests its own token.
    ///
    /// # Errors
    /// If the lock cannot be acquired within the limit. The call of the client then fails.
    fn lock(&self, account: &TokenAccount, limit: Duration) -> io::Result<Box<dyn Send>>;

    /// Loads the token of an account, if there is one. The token may have expired.
    ///
    /// # Errors
    /// If the store cannot be read. The call of the client then fails, so that the client does not overwrite the store.
    fn load(&self, account: &TokenAccount) -> io::Result<Option<StoredToken>>;

    /// Saves the token of an account, replacing the previous one.
    ///
    /// # Errors
    /// If the token cannot be saved. The client then uses the token and logs a warning.
    fn save(&self, account: &TokenAccount, token: &StoredToken) -> io::Result<()>;

    /// Deletes the token of an account. Deleting a token that does not exist is not an error.
    ///
    /// # Errors
    /// If the token may still be in the store.
    fn delete(&self, account: &TokenAccount) -> io::Result<()>;
}

impl<S: TokenStore + ?Sized> TokenStore for Arc<S> {
    fn lock(&self, account: &TokenAccount, limit: Duration) -> io::Result<Box<dyn Send>> {
        (**self).lock(account, limit)
    }

    fn load(&self, account: &TokenAccount) -> io::Result<Option<StoredToken>> {
        (**self).load(account)
    }

    fn save(&self, account: &TokenAccount, token: &StoredToken) -> io::Result<()> {
        (**self).save(account, token)
    }

    fn delete(&self, account: &TokenAccount) -> io::Result<()> {
        (**self).delete(account)
    }
}
