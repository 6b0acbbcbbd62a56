//! Where tokens are kept from one run of a program to the next.

mod contents;
mod file;
mod stored;

use std::{fmt, io, sync::Arc};

pub use self::{
    file::FileTokenStore,
    stored::{StoredToken, TokenAccount},
};

/// Keeps the tokens of service accounts beyond a client, so that another client, in this process or another one, goes on
/// with them.
///
/// A client without one keeps its token in memory alone and draws one in each run. [`FileTokenStore`] is one that is
/// ready; another can keep them in a keyring or a database. What it is given is as good as a password for an hour: it
/// has to keep it from others.
///
/// A client calls [`lock`](Self::lock) first, and holds it while it loads, perhaps draws a token, and saves. All methods
/// may block; they are called on a thread of their own. What they fail with is shown to the caller of the client's
/// method, so it should say where the tokens are and what can be done, and must not hold a token.
pub trait TokenStore: fmt::Debug + Send + Sync {
    /// Waits until nobody else holds the lock, and holds it until the value is dropped.
    ///
    /// It is what makes many processes that start at once draw one token. A store without a lock can return `()` in a
    /// box; each of them then draws one.
    ///
    /// # Errors
    /// If there can be no lock. The client does not go on.
    fn lock(&self, account: &TokenAccount) -> io::Result<Box<dyn Send>>;

    /// The token that is kept for an account, if there is one, expired or not.
    ///
    /// # Errors
    /// If that can't be said. The client does not go on, so that nothing is overwritten that somebody may still need.
    fn load(&self, account: &TokenAccount) -> io::Result<Option<StoredToken>>;

    /// Keeps a token in the place of the one before.
    ///
    /// # Errors
    /// If it can't be kept. The client goes on with the token and writes a warning to its log.
    fn save(&self, account: &TokenAccount, token: &StoredToken) -> io::Result<()>;

    /// Keeps no token for this account any longer; it is no error if there was none.
    ///
    /// # Errors
    /// If the token may still be there.
    fn forget(&self, account: &TokenAccount) -> io::Result<()>;
}

impl<S: TokenStore + ?Sized> TokenStore for Arc<S> {
    fn lock(&self, account: &TokenAccount) -> io::Result<Box<dyn Send>> {
        (**self).lock(account)
    }

    fn load(&self, account: &TokenAccount) -> io::Result<Option<StoredToken>> {
        (**self).load(account)
    }

    fn save(&self, account: &TokenAccount, token: &StoredToken) -> io::Result<()> {
        (**self).save(account, token)
    }

    fn forget(&self, account: &TokenAccount) -> io::Result<()> {
        (**self).forget(account)
    }
}
