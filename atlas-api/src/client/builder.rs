//! The settings of a client.

use std::{
    fmt,
    future::Future,
    sync::Arc,
    time::{Duration, SystemTime},
};

use http::HeaderValue;

use super::{Atlas, base_url, connection::Connection, proxy};
use crate::{
    Error, Secret, TokenStore,
    auth::{Credentials, Quoted, warn_of_secret},
    clock::Clock,
    config::{self, Settings},
    transport::{DEFAULT_MAX_IN_FLIGHT, DEFAULT_MAX_RESPONSE, Http, Places, RetryBudget, RetryPolicy, Timeouts, Timer},
};

const BASE_URL: &str = "https://cloud.mongodb.com";

/// A builder for a client with custom settings; returned by [`Atlas::builder`].
///
/// It requires credentials of one kind: an API key, a service account or an access token. All other settings have a default.
///
/// The proxy is the one of the variable `HTTPS_PROXY`, or else the one of the system on macOS and Windows, or else the
/// one of `ALL_PROXY`. Hosts in `NO_PROXY` use none. SOCKS proxies are not supported. Requests to this machine bypass
/// proxies.
///
/// Certificates are verified with the trusted certificates of the system. Except on Windows, Android and Apple systems,
/// the variables `SSL_CERT_FILE`, a PEM file, and `SSL_CERT_DIR` replace them.
///
/// # Examples
/// ```
/// use std::time::Duration;
///
/// use atlas_api::Atlas;
///
/// let atlas = Atlas::builder()
///     .api_key("abcdefgh", "5a1e3e3c-0c5d-4a51-9f0e-000000000001")
///     .project_id("5f1a2b3c4d5e6f7a8b9c0d1e")
///     .base_url("https://cloud.mongodbgov.com")
///     .timeout(Duration::from_secs(30))
///     .build()?;
/// # Ok::<(), atlas_api::Error>(())
/// ```
#[derive(Clone)]
#[must_use = "a builder does nothing until `build` is called"]
pub struct AtlasBuilder {
    credentials: Credentials,
    /// The credentials of the settings, overridden by the ones set explicitly.
    configured: Credentials,
    token_store: Option<Arc<dyn TokenStore>>,
    project_id: Option<String>,
    organization_id: Option<String>,
    base_url: String,
    plain_http: bool,
    limits: Timeouts,
    max_response: u64,
    max_in_flight: u32,
    user_agent_suffix: Option<String>,
    clock: Clock,
    retry: RetryPolicy,
    retry_budget: u32,
    timer: Timer,
}

impl AtlasBuilder {
    pub(super) fn new() -> Self {
        Self {
            credentials: Credentials::default(),
            configured: Credentials::default(),
            token_store: None,
            project_id: None,
            organization_id: None,
            base_url: BASE_URL.to_owned(),
            plain_http: false,
            limits: Timeouts::default(),
            max_response: DEFAULT_MAX_RESPONSE,
            max_in_flight: DEFAULT_MAX_IN_FLIGHT,
            user_agent_suffix: None,
            clock: Clock::default(),
            retry: RetryPolicy::default(),
            retry_budget: RetryBudget::DEFAULT,
            timer: Timer::default(),
        }
    }

    /// Returns a builder with the settings of the environment and the profiles of the Atlas CLI; see
    /// [`config`](crate::config). Setters override them.
    ///
    /// # Errors
    /// As [`config::resolve`](crate::config::resolve).
    pub fn from_env() -> Result<Self, Error> {
        Ok(Self::new().settings(config::from_env()?))
    }

    /// Applies [settings](crate::config) of the environment or a profile.
    pub fn settings(self, settings: Settings) -> Self {
        settings.apply(self)
    }

    /// Sets the API key: the public and the private key. Requests are signed with HTTP Digest.
    pub fn api_key(mut self, public: impl Into<String>, private: impl Into<Secret>) -> Self {
        self.credentials.api_key = Some((public.into(), private.into()));
        self
    }

    /// Sets the service account: the client id and the client secret. Requests have an access token (OAuth 2.0).
    ///
    /// The client obtains a token with the first request and shares it among all requests. It refreshes the token five
    /// minutes before the expiry; meanwhile requests use the old one. If a token is rejected before its expiry, the
    /// client replaces it once. With a [`token_store`](Self::token_store), tokens outlive the client.
    ///
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// use atlas_api::Atlas;
    ///
    /// let atlas = Atlas::builder()
    ///     .service_account(fake.client_id(), fake.client_secret())
    ///     .project_id(fake.project_id())
    ///     .base_url(fake.base_url())
    ///     .build()?;
    /// assert_eq!(atlas.database_users().list().await?.items().len(), 3);
    /// # });
    /// ```
    pub fn service_account(mut self, client_id: impl Into<String>, client_secret: impl Into<Secret>) -> Self {
        self.credentials.service_account = Some((client_id.into(), client_secret.into()));
        self
    }

    /// Sets an access token, without the prefix `Bearer`. It expires within an hour after it was issued, and the client
    /// cannot refresh it: requests then fail with [`is_credential`](Error::is_credential). Use a
    /// [service account](Self::service_account) in programs that run longer.
    pub fn access_token(mut self, token: impl Into<Secret>) -> Self {
        self.credentials.access_token = Some(token.into());
        self
    }

    /// Sets the store for the tokens of a [service account](Self::service_account), so that other clients and later
    /// runs of the program reuse them: an account can obtain ten tokens a minute and have 100 at a time.
    /// [`FileTokenStore`](crate::FileTokenStore) stores them in a file, and `RedisTokenStore`, with the feature `redis`, on a
    /// server for many machines. Other credentials do not use the store.
    /// Default: in memory.
    pub fn token_store(mut self, store: impl TokenStore + 'static) -> Self {
        self.token_store = Some(Arc::new(store));
        self
    }

    /// Sets the credentials of the settings, overridden by the ones set explicitly.
    pub(crate) fn configured_credentials(mut self, configured: Credentials) -> Self {
        self.credentials = Credentials::default();
        self.configured = configured;
        self
    }

    /// Sets the project of the client. Only requests for resources of a project need it. [`Atlas::project`] returns a client
    /// for another project. Default: none.
    #[doc(alias = "group_id")]
    pub fn project_id(mut self, id: impl Into<String>) -> Self {
        self.project_id = Some(id.into());
        self
    }

    /// Sets the organization of the client, for requests for resources of an organization. Default: none.
    #[doc(alias = "org_id")]
    pub fn organization_id(mut self, id: impl Into<String>) -> Self {
        self.organization_id = Some(id.into());
        self
    }

    /// Sets the base URL of the service, without `/api/atlas/v2`. Default: `https://cloud.mongodb.com`.
    pub fn base_url(mut self, url: impl Into<String>) -> Self {
        self.base_url = url.into();
        self
    }

    /// Allows a [base URL](Self::base_url) with `http://` on another machine. Requests and responses, with passwords of
    /// database users, can then be read in transit.
    pub fn allow_plain_http(mut self) -> Self {
        self.plain_http = true;
        self
    }

    /// Sets the connect timeout. Default: 10 seconds.
    pub fn connect_timeout(mut self, limit: Duration) -> Self {
        self.limits.connect = limit;
        self
    }

    /// Sets the read timeout: the time until the response starts, and between its parts. Default: 60 seconds.
    pub fn read_timeout(mut self, limit: Duration) -> Self {
        self.limits.read = limit;
        self
    }

    /// Sets the timeout of an attempt, from its beginning to the last byte of the response. It includes waiting for a digest
    /// challenge, an access token or [other requests](Self::max_requests_in_flight). It does not apply to downloads, such
    /// as logs. Default: 120 seconds. A timeout of more than a year counts as one year.
    pub fn timeout(mut self, limit: Duration) -> Self {
        self.limits.total = limit;
        self
    }

    /// Sets the maximum size of a response in bytes. Default: 268,435,456 (256 MiB).
    ///
    /// The limit applies to the body that is read into memory, before and after decompression. A call with a longer response
    /// fails with [`is_too_large`](Error::is_too_large). Downloads such as logs are streams without a limit. Of an error
    /// response, only the first MiB is read. A response with an access token has at most 1 MiB.
    pub fn max_response_size(mut self, bytes: u64) -> Self {
        self.max_response = bytes;
        self
    }

    /// Sets the maximum number of requests in flight, of the client and all its clones. Default: 100; 0 counts as 1.
    ///
    /// Each request needs a connection, so the limit also bounds the open files of the process. More requests wait for
    /// their turn, in the order of the calls, within the [timeout](Self::timeout) of their attempt. If it passes
    /// before that, the error is a [timeout](Error::is_timeout), whose message names this limit. Calls that wait
    /// before a retry do not count, nor do requests for access tokens. A download counts until its response begins: a
    /// program can make other calls while it reads one. A download has no timeout by default, so it waits without one.
    pub fn max_requests_in_flight(mut self, requests: u32) -> Self {
        self.max_in_flight = requests;
        self
    }

    /// Sets the end of the header `User-Agent`, after the name and version of this crate, such as `reports/1.2`.
    pub fn user_agent_suffix(mut self, suffix: impl Into<String>) -> Self {
        self.user_agent_suffix = Some(suffix.into());
        self
    }

    /// Sets the clock used to validate dates in requests, and for periods that end now or begin now. Default: the system
    /// clock. Retries and waits do not use it.
    pub fn clock(mut self, now: impl Fn() -> SystemTime + Send + Sync + 'static) -> Self {
        self.clock = Clock::new(move || now().into());
        self
    }

    /// Sets the retry policy, also of token requests. Default: [`RetryPolicy::default`].
    pub fn retry(mut self, policy: RetryPolicy) -> Self {
        self.retry = policy;
        self
    }

    /// Sets the maximum number of retries of the client and all its clones in an outage. Default: 100.
    ///
    /// Without a limit, an outage multiplies the load: each call makes as many attempts as its policy allows. While the
    /// budget is empty, a call fails after its first attempt. A call with a `2xx` response returns its retries, and ten such
    /// calls without retries return one. Retries at a time that Atlas requests, with `Retry-After`, are free. Token requests of
    /// a [service account](Self::service_account) use the same budget.
    pub fn retry_budget(mut self, retries: u32) -> Self {
        self.retry_budget = retries;
        self
    }

    /// Sets the function that waits before retries, between polls and between the requests of
    /// [followed events](crate::events::FollowEvents), for programs with their own timer and for tests. Timeouts do not use
    /// it. Default: Tokio's `sleep`.
    ///
    /// # Examples
    /// ```
    /// use atlas_api::Atlas;
    ///
    /// let builder = Atlas::builder().sleep_with(|wait| async move {
    ///     println!("retrying in {wait:?}");
    ///     tokio::time::sleep(wait).await;
    /// });
    /// ```
    pub fn sleep_with<F>(mut self, sleep: impl Fn(Duration) -> F + Send + Sync + 'static) -> Self
    where
        F: Future<Output = ()> + Send + 'static,
    {
        self.timer = Timer::new(sleep);
        self
    }

    /// Creates the client. Nothing is sent yet.
    ///
    /// A secret in a setting that is shown or sent, such as the project id or the end of the `User-Agent`, is reported
    /// as a `tracing` event of the level `WARN`, which names the setting.
    ///
    /// # Errors
    /// [`is_invalid_argument`](Error::is_invalid_argument) if no credentials or credentials of several kinds are set,
    /// or if a setting is invalid, including a variable with a proxy.
    pub fn build(self) -> Result<Atlas, Error> {
        let credentials = if self.credentials.is_empty() { &self.configured } else { &self.credentials };
        for (setting, value) in self.plain_settings() {
            warn_of_secret(setting, value, credentials.secrets());
        }
        let credential = credentials.clone().check()?.ok_or_else(|| {
            let rule = "not set; use `api_key`, `service_account` or `access_token`";
            Error::invalid_argument("credentials", rule)
        })?;
        let project = self.project_id.map(|id| id.parse()).transpose()?;
        let organization = self.organization_id.map(|id| id.parse()).transpose()?;
        let base_url = base_url::check(&self.base_url, self.plain_http)?;
        let user_agent = user_agent(self.user_agent_suffix.as_deref())?;
        let is_local = base_url::is_local(&base_url);
        if !is_local {
            proxy::check(|name| std::env::var(name).ok(), &base_url)?;
        }
        let http = Http::new(&user_agent, self.limits, self.max_response, self.max_in_flight, is_local)?;
        let retry = (self.retry, RetryBudget::new(self.retry_budget));
        let (timer, clock) = (self.timer, self.clock);
        let http = (http, Places::new(self.max_in_flight));
        let connection = Connection::new(base_url, credential, self.token_store, http, retry, timer, clock);
        Ok(Atlas::from_parts(connection, project, organization))
    }

    /// Returns the settings that should not contain a secret, with their names.
    fn plain_settings(&self) -> impl Iterator<Item = (&'static str, &str)> {
        [
            ("project id", self.project_id.as_deref()),
            ("organization id", self.organization_id.as_deref()),
            ("base URL", Some(self.base_url.as_str())),
            ("user agent suffix", self.user_agent_suffix.as_deref()),
        ]
        .into_iter()
        .filter_map(|(setting, value)| Some((setting, value?)))
    }
}

/// Returns the value of the header `User-Agent`.
fn user_agent(suffix: Option<&str>) -> Result<String, Error> {
    let own = concat!("atlas-api/", env!("CARGO_PKG_VERSION"));
    let Some(suffix) = suffix else { return Ok(own.to_owned()) };
    let value = format!("{own} {suffix}");
    match HeaderValue::from_str(&value) {
        Ok(_) => Ok(value),
        Err(_) => {
            Err(Error::invalid_argument("user agent suffix", format!("{} is not allowed in a header", Quoted(suffix))))
        }
    }
}

impl fmt::Debug for AtlasBuilder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("AtlasBuilder")
            .field("credentials", if self.credentials.is_empty() { &self.configured } else { &self.credentials })
            .field("token_store", &self.token_store)
            .field("project_id", &self.project_id.as_deref().map(Quoted))
            .field("organization_id", &self.organization_id.as_deref().map(Quoted))
            .field("base_url", &Quoted(&self.base_url))
            .field("limits", &self.limits)
            .finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn builder() -> AtlasBuilder {
        Atlas::builder().api_key("abcdefgh", "hunter22-private").project_id("5f1a2b3c4d5e6f7a8b9c0d1e")
    }

    #[track_caller]
    fn check_rejected(builder: AtlasBuilder, message: &str) {
        let error = builder.build().unwrap_err();
        assert!(error.is_invalid_argument());
        assert_eq!(error.to_string(), message);
    }

    #[test]
    fn missing_credentials_are_named_with_their_setters() {
        check_rejected(Atlas::builder(), "credentials: not set; use `api_key`, `service_account` or `access_token`");
    }

    #[test]
    fn a_missing_project_is_an_error_of_the_request() {
        let atlas = Atlas::builder().api_key("abcdefgh", "hunter22-private").build().unwrap();
        let expected = "project id: not set; set `project_id` on the builder, MONGODB_ATLAS_PROJECT_ID or `project_id` in \
                        the profile, or use `Atlas::project`";
        assert_eq!(atlas.project_id().unwrap_err().to_string(), expected);
        let error = atlas.database_users().get("a").preview().unwrap_err();
        assert_eq!(error.to_string(), format!("getGroupDatabaseUser cannot be sent: {expected}"));
    }

    #[test]
    fn an_invalid_user_agent_is_rejected() {
        check_rejected(builder().user_agent_suffix("a\nb"), r#"user agent suffix: "a\nb" is not allowed in a header"#);
    }

    #[test]
    fn debug_output_does_not_contain_the_private_key() {
        let atlas = builder().build().unwrap();
        for output in [format!("{:?}", builder()), format!("{atlas:?}"), format!("{:?}", atlas.database_users())] {
            assert!(output.contains("abcdefgh"), "{output}");
            assert!(!output.contains("hunter22"), "{output}");
        }
        assert!(!format!("{:?}", atlas.connection).contains("hunter22"));
    }
}
