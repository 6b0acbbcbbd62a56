//! A request before and after its confirmation: two types, of which only the second can send.

use std::future::Future;

use super::{Confirm, Doomed};
use crate::Error;

/// A request that destroys something, and what it does once it is confirmed. Out of reach of other crates, for which
/// [`Confirmed`] is the only way to it.
pub trait Destroy: Send {
    /// What the request gives.
    type Output;

    /// Whether this request destroys anything. One whose other forms do, and this one not, is sent without confirmation.
    fn destroys(&self) -> bool {
        true
    }

    /// What would be destroyed.
    fn doomed(&self) -> Doomed;

    /// Refuses what can't be sent; a request that could not be sent anyhow says so rather than ask for its confirmation.
    fn check(&self) -> Result<(), Error>;

    /// Sends the request.
    fn destroy(self) -> impl Future<Output = Result<Self::Output, Error>> + Send;
}

/// A request that destroys something. It is of this crate's making alone.
pub trait Destroys: Destroy {}

impl<R: Destroy> Destroys for R {}

/// A request that would destroy something, and does nothing yet.
///
/// [`confirm`](Self::confirm) makes it one that does. Sent without that, it is a dry run: no request goes out, and the
/// error says what would be destroyed.
///
/// ```
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
/// # let fake = atlas_fake::FakeAtlas::start().await?;
/// # let atlas = atlas_api::Atlas::builder().api_key(fake.public_key(), fake.private_key()).project_id(fake.project_id()).base_url(fake.base_url()).build()?;
/// # fake.seed_database_users(1);
/// use atlas_api::Confirm;
///
/// let delete = atlas.database_users().delete("user-1");
/// let dry_run = delete.clone().send().await.unwrap_err();
/// assert!(dry_run.is_confirmation_required());
/// assert!(dry_run.to_string().starts_with("database user user-1 would be deleted"));
/// assert_eq!(fake.request_count(), 0);
///
/// delete.confirm(Confirm::yes()).send().await?;
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Debug)]
#[must_use = "nothing is destroyed before it is confirmed and sent"]
pub struct Unconfirmed<R>(R);

/// A request that destroys something when it is sent; made by [`Unconfirmed::confirm`].
#[derive(Clone, Debug)]
#[must_use = "nothing is destroyed before `send` is called and awaited"]
pub struct Confirmed<R> {
    request: R,
    word: Confirm,
}

impl<R> Unconfirmed<R> {
    pub(crate) fn new(request: R) -> Self {
        Self(request)
    }

    /// The same request with an option set.
    pub(crate) fn map(self, f: impl FnOnce(R) -> R) -> Self {
        Self(f(self.0))
    }
}

impl<R: Destroys> Unconfirmed<R> {
    /// Makes it a request that can be sent.
    pub fn confirm(self, word: Confirm) -> Confirmed<R> {
        Confirmed { request: self.0, word }
    }

    /// Sends nothing, and says what would be destroyed. Only a request that destroys nothing, such as a restore that is but
    /// a download, is sent; the method that began the request says so where there is such a one.
    ///
    /// # Errors
    /// Always, where something would be destroyed: [`is_confirmation_required`](Error::is_confirmation_required), or
    /// [`is_invalid_argument`](Error::is_invalid_argument) if the request could not be sent even if it were confirmed.
    pub async fn send(self) -> Result<R::Output, Error> {
        self.0.check()?;
        if self.0.destroys() { Err(self.0.doomed().unconfirmed()) } else { self.0.destroy().await }
    }
}

impl<R: Destroys> Confirmed<R> {
    /// Sends the request.
    ///
    /// # Errors
    /// What the method that began the request says; and
    /// [`is_confirmation_required`](Error::is_confirmation_required) if the [name](Confirm::name) that was confirmed is not
    /// that of what would be destroyed, before anything is sent.
    pub async fn send(self) -> Result<R::Output, Error> {
        self.request.check()?;
        if self.request.destroys() {
            self.request.doomed().check(&self.word)?;
        }
        self.request.destroy().await
    }
}
