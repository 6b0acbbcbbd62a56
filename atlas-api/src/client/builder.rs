//! How a client is set up.

use std::{
    fmt,
    future::Future,
    sync::Arc,
    time::{Duration, SystemTime},
};

use http::HeaderValue;

use super::{Atlas, base_url, connection::Connection};
use crate::{
    Error, Secret, TokenStore,
    auth::Credentials,
    clock::Clock,
    config::{self, Settings},
    transport::{Http, RetryPolicy, Timeouts, Timer},
};

const BASE_URL: &str = "https://cloud.mongodb.com";

/// Sets up an [`Atlas`] client; made by [`Atlas::builder`].
///
/// Credentials of one kind, which are an API key, a service account or an access token, and a project are needed; all else has a default. Proxies are taken from the environment (`HTTPS_PROXY`
/// and the like), and certificates are checked as the platform does it.
///
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
#[must_use = "a builder makes no client until `build` is called"]
pub struct AtlasBuilder {
    credentials: Credentials,
    /// Those of the settings, for a client that is given no others.
    found: Credentials,
    token_store: Option<Arc<dyn TokenStore>>,
    project_id: Option<String>,
    base_url: String,
    plain_http: bool,
    limits: Timeouts,
    user_agent_suffix: Option<String>,
    clock: Clock,
    retry: RetryPolicy,
    timer: Timer,
}

impl AtlasBuilder {
    pub(super) fn new() -> Self {
        Self {
            credentials: Credentials::default(),
            found: Credentials::default(),
            token_store: None,
            project_id: None,
            base_url: BASE_URL.to_owned(),
            plain_http: false,
            limits: Timeouts::default(),
            user_agent_suffix: None,
            clock: Clock::default(),
            retry: RetryPolicy::default(),
            timer: Timer::default(),
        }
    }

    /// Begins with what the environment and the profiles of the Atlas CLI say, as [`config`](crate::config) describes it.
    /// What is missing there can be set, and what is there can be set to something else.
    ///
    /// # Errors
    /// As [`config::resolve`](crate::config::resolve) says.
    pub fn from_env() -> Result<Self, Error> {
        Ok(Self::new().settings(config::from_env()?))
    }

    /// Sets all that was found in the [settings](crate::config), and leaves the rest as it is.
    pub fn settings(self, settings: Settings) -> Self {
        settings.apply(self)
    }

    /// The API key that requests are signed with, by HTTP Digest: its public and its private half.
    pub fn api_key(mut self, public: impl Into<String>, private: impl Into<Secret>) -> Self {
        self.credentials.api_key = Some((public.into(), private.into()));
        self
    }

    /// The service account that requests are sent for, by OAuth 2.0: its client id and its client secret.
    ///
    /// The client draws an access token with the first call and shares it among all; five minutes before it ends, it draws
    /// the next one, while calls go on with the old one. A token that is refused before its time is replaced once. See
    /// [`token_store`](Self::token_store) for how it can outlive the client.
    ///
    /// ```
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// # let fake = atlas_fake::FakeAtlas::start().await?;
    /// use atlas_api::Atlas;
    ///
    /// let atlas = Atlas::builder()
    ///     .service_account(fake.client_id(), fake.client_secret())
    ///     .project_id(fake.project_id())
    ///     .base_url(fake.base_url())
    ///     .build()?;
    /// assert!(atlas.database_users().list().send().await?.items().is_empty());
    /// # Ok(())
    /// # }
    /// ```
    pub fn service_account(mut self, client_id: impl Into<String>, client_secret: impl Into<Secret>) -> Self {
        self.credentials.service_account = Some((client_id.into(), client_secret.into()));
        self
    }

    /// An access token that requests are sent with as it is, without `Bearer` before it. It ends within an hour of when it
    /// was drawn, and the client can't renew it: calls then fail with
    /// [`is_credential`](Error::is_credential). A [service account](Self::service_account) is for programs that run longer.
    pub fn access_token(mut self, token: impl Into<Secret>) -> Self {
        self.credentials.access_token = Some(token.into());
        self
    }

    /// Where the tokens of a [service account](Self::service_account) are kept, so that other clients and other runs of
    /// the program go on with them: an account can draw ten a minute and have a hundred at a time.
    /// [`FileTokenStore`](crate::FileTokenStore) is one that is ready. Other credentials have no use for it. Default: in
    /// the memory of the client.
    pub fn token_store(mut self, store: impl TokenStore + 'static) -> Self {
        self.token_store = Some(Arc::new(store));
        self
    }

    /// The credentials of the settings, which those that are set by themselves come before.
    pub(crate) fn found_credentials(mut self, found: Credentials) -> Self {
        self.credentials = Credentials::default();
        self.found = found;
        self
    }

    /// The project that the client is bound to. [`Atlas::project`] binds it to others later.
    #[doc(alias = "group_id")]
    pub fn project_id(mut self, id: impl Into<String>) -> Self {
        self.project_id = Some(id.into());
        self
    }

    /// The address of the service, without `/api/atlas/v2`. Default: `https://cloud.mongodb.com`.
    pub fn base_url(mut self, url: impl Into<String>) -> Self {
        self.base_url = url.into();
        self
    }

    /// Lets the [address](Self::base_url) begin `http://` although it is not of this machine. All that is sent and
    /// answered, passwords of database users among it, can then be read on the way.
    pub fn allow_plain_http(mut self) -> Self {
        self.plain_http = true;
        self
    }

    /// How long a connection can take to come about. Default: 10 seconds.
    pub fn connect_timeout(mut self, limit: Duration) -> Self {
        self.limits.connect = limit;
        self
    }

    /// How long an answer can take to begin, or to go on where it stopped. Default: 60 seconds.
    pub fn read_timeout(mut self, limit: Duration) -> Self {
        self.limits.read = limit;
        self
    }

    /// How long a request can take, from connecting to the last byte of its answer. It does not hold for what is
    /// downloaded, such as logs, however long that takes. Default: 120 seconds.
    pub fn timeout(mut self, limit: Duration) -> Self {
        self.limits.total = limit;
        self
    }

    /// What `User-Agent` says after the name and version of this crate, such as `reports/1.2`.
    pub fn user_agent_suffix(mut self, suffix: impl Into<String>) -> Self {
        self.user_agent_suffix = Some(suffix.into());
        self
    }

    /// What tells the client the time, to check dates by. Default: the system's clock.
    pub fn clock(mut self, now: impl Fn() -> SystemTime + Send + Sync + 'static) -> Self {
        self.clock = Clock::new(move || now().into());
        self
    }

    /// How often a request that failed is sent again, and when. Default: [`RetryPolicy::default`].
    pub fn retry(mut self, policy: RetryPolicy) -> Self {
        self.retry = policy;
        self
    }

    /// What waits before a request is sent again: for programs with a timer of their own, and for tests that are not to
    /// wait. Time limits of requests do not go by it. Default: Tokio's `sleep`.
    ///
    /// ```
    /// use atlas_api::Atlas;
    ///
    /// let builder = Atlas::builder().sleep_with(|wait| async move {
    ///     println!("busy, trying again in {wait:?}");
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

    /// Makes the client. Nothing is sent yet.
    ///
    /// # Errors
    /// [`is_invalid_argument`](Error::is_invalid_argument) if the credentials or the project are missing, if there are
    /// credentials of several kinds, or if one of the settings can't be right.
    pub fn build(self) -> Result<Atlas, Error> {
        let credentials = if self.credentials.is_empty() { self.found } else { self.credentials };
        let credential = credentials.check()?.ok_or_else(|| {
            let rule = "they are missing; set them with `api_key`, `service_account` or `access_token`";
            Error::invalid_argument("credentials", rule)
        })?;
        let project = self
            .project_id
            .ok_or_else(|| Error::invalid_argument("project id", "it is missing; set it with `project_id`"))?
            .parse()?;
        let base_url = base_url::check(&self.base_url, self.plain_http)?;
        let user_agent = user_agent(self.user_agent_suffix.as_deref())?;
        let http = Http::new(&user_agent, self.limits)?;
        let (retry, timer, clock) = (self.retry, self.timer, self.clock);
        let connection = Connection::new(base_url, credential, self.token_store, http, retry, timer, clock);
        Ok(Atlas::from_parts(connection, project))
    }
}

fn user_agent(suffix: Option<&str>) -> Result<String, Error> {
    let own = concat!("atlas-api/", env!("CARGO_PKG_VERSION"));
    let Some(suffix) = suffix else { return Ok(own.to_owned()) };
    let whole = format!("{own} {suffix}");
    match HeaderValue::from_str(&whole) {
        Ok(_) => Ok(whole),
        Err(_) => Err(Error::invalid_argument("user agent suffix", format!("{suffix:?} can't stand in a header"))),
    }
}

impl fmt::Debug for AtlasBuilder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("AtlasBuilder")
            .field("credentials", if self.credentials.is_empty() { &self.found } else { &self.credentials })
            .field("token_store", &self.token_store)
            .field("project_id", &self.project_id)
            .field("base_url", &self.base_url)
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
    fn check_refused(builder: AtlasBuilder, message: &str) {
        let error = builder.build().unwrap_err();
        assert!(error.is_invalid_argument());
        assert_eq!(error.to_string(), message);
    }

    #[test]
    fn what_is_missing_is_named_with_its_setter() {
        check_refused(
            Atlas::builder(),
            "credentials: they are missing; set them with `api_key`, `service_account` or `access_token`",
        );
        let without_project = Atlas::builder().api_key("abcdefgh", "hunter22-private");
        check_refused(without_project, "project id: it is missing; set it with `project_id`");
    }

    #[test]
    fn a_user_agent_that_cannot_be_sent_is_refused() {
        check_refused(builder().user_agent_suffix("a\nb"), r#"user agent suffix: "a\nb" can't stand in a header"#);
    }

    #[test]
    fn no_debug_output_holds_the_private_key() {
        let atlas = builder().build().unwrap();
        for output in [format!("{:?}", builder()), format!("{atlas:?}"), format!("{:?}", atlas.database_users())] {
            assert!(output.contains("abcdefgh"), "{output}");
            assert!(!output.contains("hunter22"), "{output}");
        }
        assert!(!format!("{:?}", atlas.connection).contains("hunter22"));
    }
}
