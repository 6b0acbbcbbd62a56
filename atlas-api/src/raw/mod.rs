//! Requests that this crate has no method for yet.

mod path;

use std::fmt;

use atlas_gen::{ApiVersion, OPERATIONS};
use http::Method;
use serde::Serialize;
use serde_json::Value;

use crate::{
    Atlas, Error, Response,
    wait::{Condition, Wait},
};

/// A request for what this crate does not know; made by [`Atlas::request`].
///
/// It is sent as all others are: signed, with the media types of a [version](Self::version), and a refusal is the same
/// [`Error`], which names the method and the path that were called. Answers are JSON; archives and the like, whose media
/// type ends `+gzip` or `+csv`, can't be asked for here.
///
/// ```
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
/// # let fake = atlas_fake::FakeAtlas::start().await?;
/// # let atlas = atlas_api::Atlas::builder().api_key(fake.public_key(), fake.private_key()).project_id(fake.project_id()).base_url(fake.base_url()).build()?;
/// use atlas_api::Method;
/// use serde_json::json;
///
/// let path = format!("/api/atlas/v2/groups/{}/databaseUsers", atlas.project_id());
/// let user = json!({
///     "username": "reports",
///     "password": "a long password",
///     "databaseName": "admin",
///     "roles": [{ "databaseName": "sales", "roleName": "read" }],
/// });
/// let created = atlas.request(Method::POST, path).version("2023-01-01")?.json(user)?.send().await?;
/// assert_eq!(created["username"], "reports");
/// # Ok(())
/// # }
/// ```
#[derive(Clone)]
#[must_use = "nothing is sent before `send` is called and awaited"]
pub struct RawRequest {
    atlas: Atlas,
    method: Method,
    path: String,
    query: Vec<(String, String)>,
    body: Option<Value>,
    version: ApiVersion,
}

impl RawRequest {
    pub(crate) fn new(atlas: Atlas, method: Method, path: String) -> Self {
        Self { atlas, method, path, query: Vec::new(), body: None, version: newest_version() }
    }

    /// Adds a parameter to the query, encoded as needed. One that is added twice is sent twice.
    pub fn query(mut self, name: impl Into<String>, value: impl ToString) -> Self {
        self.query.push((name.into(), value.to_string()));
        self
    }

    /// Sets the body. A body of `null` is none.
    ///
    /// # Errors
    /// [`is_invalid_argument`](Error::is_invalid_argument) if `body` can't be written as JSON, such as a map whose keys
    /// are lists. A [`Value`] always can.
    pub fn json(mut self, body: impl Serialize) -> Result<Self, Error> {
        let body = serde_json::to_value(body).map_err(|error| Error::invalid_argument("body", error.to_string()))?;
        self.body = Some(body);
        Ok(self)
    }

    /// The version of the resource that is asked for, a date like `2025-03-12`, or `preview` for what has no stable
    /// version yet. Default: the newest version that any operation had when this crate was made.
    ///
    /// Atlas takes any date and serves the newest version that is not younger, so the default stands for "as new as this
    /// crate knows", and stays what it is until the crate is updated. Name the version that a program was written for if
    /// such an update is not to change what it gets.
    ///
    /// # Errors
    /// [`is_invalid_argument`](Error::is_invalid_argument) if it is neither.
    pub fn version(mut self, version: impl Into<String>) -> Result<Self, Error> {
        self.version =
            ApiVersion::new(version).map_err(|error| Error::invalid_argument("version", error.to_string()))?;
        Ok(self)
    }

    /// Sends the request again and again until its answer is as it is wanted: see [`wait`](crate::wait). Awaited, it gives
    /// the last answer, or `None` if the resource is gone and was to be.
    ///
    /// ```
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// # let fake = atlas_fake::FakeAtlas::start().await?;
    /// # let atlas = atlas_api::Atlas::builder().api_key(fake.public_key(), fake.private_key()).project_id(fake.project_id()).base_url(fake.base_url()).build()?;
    /// # fake.seed_database_users(3);
    /// use atlas_api::{Method, wait::Judgement};
    /// use serde_json::Value;
    ///
    /// let path = format!("/api/atlas/v2/groups/{}/databaseUsers", atlas.project_id());
    /// let three_users = |seen: Option<&Value>| match seen.map(|page| &page["totalCount"]) {
    ///     Some(count) if *count == 3 => Judgement::done("three users"),
    ///     _ => Judgement::going("other users"),
    /// };
    /// let page = atlas.request(Method::GET, path).wait_until(three_users).await?;
    /// assert_eq!(page.map(|page| page["totalCount"].clone()), Some(3.into()));
    /// # Ok(())
    /// # }
    /// ```
    pub fn wait_until(self, condition: impl Condition + 'static) -> Wait<Value> {
        let (timer, what) = (self.atlas.timer(), self.path.clone());
        Wait::new(move || self.clone().send(), condition, timer, what)
    }

    /// Sends the request. An answer without a body is [`Value::Null`].
    ///
    /// # Errors
    /// [`is_invalid_argument`](Error::is_invalid_argument) if the method or the path breaks a rule that [`Atlas::request`]
    /// states, and nothing was sent; [`is_decode`](Error::is_decode) if the answer is no JSON.
    pub async fn send(self) -> Result<Response<Value>, Error> {
        path::check(&self.path)?;
        let name = method_name(&self.method)?;
        let Self { atlas, method, path, query, body, version } = self;
        let call = atlas.low().raw(method, &path, &query, body.as_ref(), version);
        match call.await {
            Ok(answer) => Ok(Response::new(answer)),
            Err(error) => Err(Error::from_call(error).of_request(name, path)),
        }
    }
}

/// The methods that Atlas has. Others may not even ask for a resource: `CONNECT` asks for a tunnel.
const METHODS: [&str; 5] = ["GET", "POST", "PUT", "PATCH", "DELETE"];

fn method_name(method: &Method) -> Result<&'static str, Error> {
    let refuse = || Error::invalid_argument("method", format!("expected one of {}, not {method}", METHODS.join(", ")));
    METHODS.into_iter().find(|known| *known == method.as_str()).ok_or_else(refuse)
}

/// The newest stable version that any operation has; dates are ordered as text is.
fn newest_version() -> ApiVersion {
    let dates = OPERATIONS.iter().map(|operation| operation.api_version());
    dates.filter(|version| *version != ApiVersion::PREVIEW).max().unwrap_or(ApiVersion::PREVIEW)
}

/// A body and the values of a query can be secret.
impl fmt::Debug for RawRequest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("RawRequest")
            .field("method", &self.method)
            .field("path", &self.path)
            .field("query", &self.query.iter().map(|(name, _)| name).collect::<Vec<_>>())
            .field("version", &self.version.as_str())
            .finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_default_version_is_the_newest_stable_one() {
        let all = || OPERATIONS.iter().flat_map(|operation| operation.versions);
        let newest = newest_version();
        assert!(all().any(|version| *version == newest.as_str()));
        assert!(all().all(|version| *version == "preview" || *version <= newest.as_str()));
        assert_ne!(newest, ApiVersion::PREVIEW);
    }

    #[test]
    fn debug_shows_neither_the_body_nor_values_of_the_query() {
        let atlas = Atlas::new("abcdefgh", "private", "5f1a2b3c4d5e6f7a8b9c0d1e").unwrap();
        let request =
            atlas.request(Method::POST, "/api/atlas/v2/x").query("token", "hunter22").json("hunter23").unwrap();
        let request = request.version("2023-01-01").unwrap();
        let expected =
            r#"RawRequest { method: POST, path: "/api/atlas/v2/x", query: ["token"], version: "2023-01-01", .. }"#;
        assert_eq!(format!("{request:?}"), expected);
    }
}
