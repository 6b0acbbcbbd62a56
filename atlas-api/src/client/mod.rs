//! The client: a connection to Atlas, bound to a project.

mod base_url;
mod builder;
mod connection;

use std::{fmt, sync::Arc};

use chrono::{DateTime, Utc};
use http::Method;

pub use self::builder::AtlasBuilder;
use self::connection::Connection;
use crate::{
    Error, ProjectId, RateLimit, RawRequest, Secret, config,
    resources::{
        AccessList, Alerts, Backups, Clusters, DatabaseUsers, FlexClusters, Logs, Processes, ProjectLimits,
        ProjectSettings, ProjectTeams, ProjectUsers, Projects,
    },
    transport::Timer,
};

/// A client of Atlas, bound to a project.
///
/// Cloning is cheap: all clones share one connection pool and one digest session or access token, so make one client and clone it into
/// tasks rather than making many. It needs a Tokio runtime.
///
/// ```
/// use atlas_api::Atlas;
///
/// let atlas = Atlas::new("abcdefgh", "5a1e3e3c-0c5d-4a51-9f0e-000000000001", "5f1a2b3c4d5e6f7a8b9c0d1e")?;
/// # Ok::<(), atlas_api::Error>(())
/// ```
#[derive(Clone)]
pub struct Atlas {
    connection: Arc<Connection>,
    project: ProjectId,
}

impl Atlas {
    /// Makes a client of Atlas in the cloud, `https://cloud.mongodb.com`, with an API key. Nothing is sent yet.
    ///
    /// # Errors
    /// [`is_invalid_argument`](Error::is_invalid_argument) if a half of the key is empty or belongs to a service account,
    /// or if `project_id` is no id.
    pub fn new(
        public_key: impl Into<String>,
        private_key: impl Into<Secret>,
        project_id: impl Into<String>,
    ) -> Result<Self, Error> {
        Self::builder().api_key(public_key, private_key).project_id(project_id).build()
    }

    /// Makes a client with what the environment and the profiles of the Atlas CLI say: `MONGODB_ATLAS_PUBLIC_API_KEY`,
    /// `MONGODB_ATLAS_PRIVATE_API_KEY`, `MONGODB_ATLAS_PROJECT_ID` and the others that [`config`] lists. Nothing is sent
    /// yet.
    ///
    /// ```no_run
    /// // What it does depends on where it runs, so that it is not run here.
    /// let atlas = atlas_api::Atlas::from_env()?;
    /// # Ok::<(), atlas_api::Error>(())
    /// ```
    ///
    /// # Errors
    /// [`is_invalid_argument`](Error::is_invalid_argument) if the API key or the project is missing, if one of the settings
    /// can't be right, or if they contradict each other. The error names the variables in question.
    pub fn from_env() -> Result<Self, Error> {
        config::from_env()?.client()
    }

    /// Begins a client whose settings differ from the defaults.
    pub fn builder() -> AtlasBuilder {
        AtlasBuilder::new()
    }

    fn from_parts(connection: Connection, project: ProjectId) -> Self {
        Self { connection: Arc::new(connection), project }
    }

    /// The same connection, bound to another project.
    ///
    /// ```
    /// # use atlas_api::Atlas;
    /// # let atlas = Atlas::new("abcdefgh", "5a1e3e3c-0c5d-4a51", "5f1a2b3c4d5e6f7a8b9c0d1e")?;
    /// let staging = atlas.project("5f1a2b3c4d5e6f7a8b9c0d1f")?;
    /// assert_eq!(staging.project_id().to_string(), "5f1a2b3c4d5e6f7a8b9c0d1f");
    /// # Ok::<(), atlas_api::Error>(())
    /// ```
    ///
    /// # Errors
    /// [`is_invalid_argument`](Error::is_invalid_argument) if `id` is no project's id.
    pub fn project(&self, id: impl Into<String>) -> Result<Self, Error> {
        Ok(Self { connection: Arc::clone(&self.connection), project: id.into().parse()? })
    }

    /// The project that the client is bound to.
    #[must_use]
    pub fn project_id(&self) -> ProjectId {
        self.project
    }

    /// The IP access list of the project.
    #[must_use]
    #[doc(alias = "whitelist")]
    pub fn access_list(&self) -> AccessList {
        AccessList::new(self.clone())
    }

    /// The alerts of the project.
    #[must_use]
    pub fn alerts(&self) -> Alerts {
        Alerts::new(self.clone())
    }

    /// The backups of a cluster of the project.
    #[must_use]
    #[doc(alias = "cloud_backups")]
    pub fn backups(&self, cluster: impl Into<String>) -> Backups {
        Backups::new(self.clone(), cluster.into())
    }

    /// The clusters of the project.
    #[must_use]
    pub fn clusters(&self) -> Clusters {
        Clusters::new(self.clone())
    }

    /// The database users of the project.
    #[must_use]
    pub fn database_users(&self) -> DatabaseUsers {
        DatabaseUsers::new(self.clone())
    }

    /// The flex clusters of the project.
    #[must_use]
    pub fn flex_clusters(&self) -> FlexClusters {
        FlexClusters::new(self.clone())
    }

    /// The logs of the servers of the project.
    #[must_use]
    pub fn logs(&self) -> Logs {
        Logs::new(self.clone())
    }

    /// The MongoDB processes of the project.
    #[must_use]
    #[doc(alias = "hosts")]
    pub fn processes(&self) -> Processes {
        Processes::new(self.clone())
    }

    /// The limits of the project.
    #[must_use]
    pub fn project_limits(&self) -> ProjectLimits {
        ProjectLimits::new(self.clone())
    }

    /// The settings of the project.
    #[must_use]
    pub fn project_settings(&self) -> ProjectSettings {
        ProjectSettings::new(self.clone())
    }

    /// The teams of the project.
    #[must_use]
    pub fn project_teams(&self) -> ProjectTeams {
        ProjectTeams::new(self.clone())
    }

    /// The users of the project, who log in to Atlas.
    #[must_use]
    pub fn project_users(&self) -> ProjectUsers {
        ProjectUsers::new(self.clone())
    }

    /// The projects that the API key has access to, whichever this client is bound to.
    #[must_use]
    pub fn projects(&self) -> Projects {
        Projects::new(self.clone())
    }

    /// Begins a request for what this crate has no method for yet.
    ///
    /// `method` is one of `GET`, `POST`, `PUT`, `PATCH` and `DELETE`. `path` follows the base address,
    /// `/api/atlas/v2/groups/…`, and is sent as it is, so names in it have to be percent-encoded; parameters of the query
    /// are [set by name](RawRequest::query). A path that would lead elsewhere than it says, by segments that are empty, `.`
    /// or `..`, is refused when the request is sent.
    ///
    /// ```
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// # let fake = atlas_fake::FakeAtlas::start().await?;
    /// # let atlas = atlas_api::Atlas::builder().api_key(fake.public_key(), fake.private_key()).project_id(fake.project_id()).base_url(fake.base_url()).build()?;
    /// # fake.seed_database_users(3);
    /// use atlas_api::Method;
    ///
    /// let path = format!("/api/atlas/v2/groups/{}/databaseUsers", atlas.project_id());
    /// let page = atlas.request(Method::GET, path).query("itemsPerPage", 2).send().await?;
    /// assert_eq!(page["totalCount"], 3);
    /// assert_eq!(page["results"][0]["username"], "user-1");
    /// # Ok(())
    /// # }
    /// ```
    pub fn request(&self, method: Method, path: impl Into<String>) -> RawRequest {
        RawRequest::new(self.clone(), method, path.into())
    }

    /// The generated client beneath this one, which has every operation of the API. Its requests go the same way and are
    /// signed alike; `?` turns its errors into [`Error`].
    ///
    /// Needs the cargo feature `unstable-low-level`. What it gives access to follows the API's document: it can change in
    /// any release, whatever the version of this crate says. `atlas_api::atlas_gen` is the crate that it is of.
    ///
    /// ```
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// # let fake = atlas_fake::FakeAtlas::start().await?;
    /// # let atlas = atlas_api::Atlas::builder().api_key(fake.public_key(), fake.private_key()).project_id(fake.project_id()).base_url(fake.base_url()).build()?;
    /// # fake.seed_database_users(3);
    /// let page = atlas.low_level().database_users().list_database_users().group_id(atlas.project_id()).send().await?;
    /// assert_eq!(page.total_count, Some(3));
    /// # Ok(())
    /// # }
    /// ```
    #[cfg(feature = "unstable-low-level")]
    #[must_use]
    pub fn low_level(&self) -> &atlas_gen::Client {
        self.low()
    }

    /// What the last answer that said anything of it says of the rate limit, whichever clone of the client it was for; also
    /// a refusal. `None` if none has yet.
    ///
    /// ```
    /// # let atlas = atlas_api::Atlas::new("abcdefgh", "5a1e3e3c-0c5d-4a51", "5f1a2b3c4d5e6f7a8b9c0d1e")?;
    /// if let Some(limit) = atlas.rate_limit() {
    ///     println!("{:?} of {:?} requests were left at {:?}", limit.remaining, limit.limit, limit.observed_at);
    /// }
    /// # Ok::<(), atlas_api::Error>(())
    /// ```
    #[must_use]
    pub fn rate_limit(&self) -> Option<RateLimit> {
        self.connection.rate_limit()
    }

    /// Ends the access token of the service account at once, in the service and wherever the client keeps it, also for
    /// all clones of the client and for others that share its [store](crate::TokenStore). The next call draws a new one.
    /// Does nothing if there is no token.
    ///
    /// For programs that end and need no token any longer: an account has at most a hundred at a time, which count until
    /// they expire.
    ///
    /// `POST /api/oauth/revoke`
    ///
    /// ```
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// # let fake = atlas_fake::FakeAtlas::start().await?;
    /// # let atlas = atlas_api::Atlas::builder().service_account(fake.client_id(), fake.client_secret()).project_id(fake.project_id()).base_url(fake.base_url()).build()?;
    /// # fake.seed_database_users(1);
    /// atlas.database_users().get("user-1").send().await?;
    /// atlas.revoke_token().await?;
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    /// [`is_credential`](Error::is_credential) if it can't be ended or can't be taken out of the store; the token may then
    /// still be good. [`is_invalid_argument`](Error::is_invalid_argument) if the client works with other credentials than
    /// a service account.
    pub async fn revoke_token(&self) -> Result<(), Error> {
        let tokens = self.connection.tokens().ok_or_else(|| {
            let rule = "this client has none that it could end: only one with a `service_account` draws tokens itself";
            Error::invalid_argument("access token", rule)
        })?;
        tokens.revoke().await.map_err(Error::of_credentials)
    }

    pub(crate) fn low(&self) -> &atlas_gen::Client {
        self.connection.low()
    }

    pub(crate) fn timer(&self) -> Timer {
        self.connection.timer().clone()
    }

    pub(crate) fn now(&self) -> DateTime<Utc> {
        self.connection.now()
    }
}

impl fmt::Debug for Atlas {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Atlas")
            .field("base_url", &self.connection.base_url())
            .field("principal", &self.connection.principal())
            .field("project", &self.project)
            .finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn clients_and_what_they_return_can_go_to_other_threads() {
        fn shared<T: Clone + Send + Sync + 'static>() {}
        fn sent<T: Send + 'static>(_: impl FnOnce(Atlas) -> T) {}
        shared::<Atlas>();
        shared::<AtlasBuilder>();
        shared::<DatabaseUsers>();
        shared::<RawRequest>();
        shared::<config::Settings>();
        sent(|atlas| atlas.request(Method::GET, "/api/atlas/v2").send());
        sent(|atlas| atlas.database_users().list().stream());
        sent(|atlas| atlas.database_users().list().send());
        sent(|atlas| atlas.database_users().get("reports").send());
        sent(|atlas| atlas.database_users().delete("reports").send());
        sent(|atlas| atlas.database_users().delete("reports").confirm(crate::Confirm::yes()).send());
    }
}
