//! What a call brings back: a value, and the answer that it was read from.

use std::ops::Deref;

use atlas_gen::ResponseValue;
use bytes::Bytes;
use http::{HeaderMap, StatusCode};

/// What Atlas answered: a typed value, and with it the status, the headers and the body that it was read from.
///
/// It dereferences to the value; [`into_inner`](Self::into_inner) takes it out.
///
/// ```
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
/// # let fake = atlas_fake::FakeAtlas::start().await?;
/// # let atlas = atlas_api::Atlas::builder().api_key(fake.public_key(), fake.private_key()).project_id(fake.project_id()).base_url(fake.base_url()).build()?;
/// # fake.seed_database_users(1);
/// let user = atlas.database_users().get("user-1").send().await?;
/// assert_eq!(user.username.as_deref(), Some("user-1"));
///
/// // What Atlas says and this crate does not know yet is in the body.
/// let body: serde_json::Value = serde_json::from_slice(user.raw())?;
/// assert_eq!(body["username"], "user-1");
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Debug)]
pub struct Response<T>(ResponseValue<T>);

impl<T> Response<T> {
    pub(crate) fn new(answer: ResponseValue<T>) -> Self {
        Self(answer)
    }

    /// The value alone.
    #[must_use]
    pub fn into_inner(self) -> T {
        self.0.into_inner()
    }

    /// Returns the status, a 2xx. It is `404` for a deletion that succeeded although its first response was lost.
    #[must_use]
    pub fn status(&self) -> StatusCode {
        self.0.status()
    }

    /// The headers.
    #[must_use]
    pub fn headers(&self) -> &HeaderMap {
        self.0.headers()
    }

    /// How many requests the call took: more than one if the first was sent again, as the
    /// [policy](crate::RetryPolicy) of the client has it. Requests that only draw a challenge are not counted.
    #[must_use]
    pub fn attempts(&self) -> u32 {
        self.0.attempts()
    }

    /// The body as it came.
    #[must_use]
    pub fn raw(&self) -> &Bytes {
        self.0.raw()
    }
}

impl<T> Deref for Response<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.0
    }
}
