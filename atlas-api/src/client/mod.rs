//! The client.

mod accounts;
#[cfg(feature = "unstable-low-level")]
mod any_operation;
mod backups;
mod base_url;
mod builder;
mod connection;
mod disabled;
mod download;
mod families;
mod proxy;
#[cfg(feature = "network-security")]
mod security;

use std::{fmt, sync::Arc};

use chrono::{DateTime, Utc};
use http::Method;

pub use self::builder::AtlasBuilder;
use self::connection::Connection;
#[cfg(not(feature = "blocking"))]
pub(crate) use self::disabled::BlockingIsEnabled;
use crate::{
    Error, OrganizationId, ProjectId, RateLimit, RawRequest, Secret,
    access_list::AccessList,
    alert_configs::AlertConfigs,
    alerts::Alerts,
    api_keys::{OrganizationApiKeys, ProjectApiKeys},
    clusters::Clusters,
    config,
    custom_roles::CustomRoles,
    database_users::DatabaseUsers,
    events::{Events, OrganizationEvents},
    flex_clusters::FlexClusters,
    maintenance_window::MaintenanceWindow,
    measurements::Measurements,
    organizations::{OrganizationSettings, OrganizationUsers, Organizations},
    processes::Processes,
    projects::{ProjectLimits, ProjectSettings, ProjectTeams, ProjectUsers, Projects},
    teams::Teams,
    transport::Timer,
};

/// A client for Atlas.
///
/// It has a handle for each family of resources, such as [`database_users`](Self::database_users). Handles of resources
/// that belong to a project use the client's [project](Self::project). If that project does not exist, their requests
/// fail with [`is_not_found`](Error::is_not_found) and the code `GROUP_NOT_FOUND`.
///
/// Cloning is cheap: all clones share the connections, the credentials and the retry budget. Create one client and clone it
/// into tasks. It needs a Tokio runtime, except for the blocking methods of the cargo feature `blocking`. Several runtimes can
/// use it; each drives its own connections.
///
/// # Examples
/// ```
/// use atlas_api::Atlas;
///
/// let atlas = Atlas::new("abcdefgh", "5a1e3e3c-0c5d-4a51-9f0e-000000000001", "5f1a2b3c4d5e6f7a8b9c0d1e")?;
/// # Ok::<(), atlas_api::Error>(())
/// ```
#[derive(Clone)]
pub struct Atlas {
    connection: Arc<Connection>,
    project: Option<ProjectId>,
    organization: Option<OrganizationId>,
}

/// Creating clients.
impl Atlas {
    /// Creates a client for `https://cloud.mongodb.com` with an API key. Nothing is sent yet.
    ///
    /// # Errors
    /// [`is_invalid_argument`](Error::is_invalid_argument) if a part of the key is empty or belongs to a service account, or
    /// if `project_id` is not an id.
    pub fn new(
        public_key: impl Into<String>,
        private_key: impl Into<Secret>,
        project_id: impl Into<String>,
    ) -> Result<Self, Error> {
        Self::builder().api_key(public_key, private_key).project_id(project_id).build()
    }

    /// Creates a client from the environment and the profiles of the Atlas CLI. Only credentials are required, such as
    /// `MONGODB_ATLAS_PUBLIC_API_KEY` and `MONGODB_ATLAS_PRIVATE_API_KEY`; see [`config`] for all settings. Nothing is sent
    /// yet.
    ///
    /// # Errors
    /// [`is_invalid_argument`](Error::is_invalid_argument) if the credentials are missing, or if a setting is invalid
    /// or contradicts another. The error names the variables.
    ///
    /// # Examples
    /// ```no_run
    /// // Not run: the result depends on the environment.
    /// let atlas = atlas_api::Atlas::from_env()?;
    /// # Ok::<(), atlas_api::Error>(())
    /// ```
    pub fn from_env() -> Result<Self, Error> {
        config::from_env()?.client()
    }

    /// Returns a builder for a client with custom settings.
    pub fn builder() -> AtlasBuilder {
        AtlasBuilder::new()
    }

    fn from_parts(connection: Connection, project: Option<ProjectId>, organization: Option<OrganizationId>) -> Self {
        Self { connection: Arc::new(connection), project, organization }
    }

    /// Returns the same client for another project.
    ///
    /// # Errors
    /// [`is_invalid_argument`](Error::is_invalid_argument) if `id` is not an id.
    ///
    /// # Examples
    /// ```
    /// # use atlas_api::Atlas;
    /// # let atlas = Atlas::new("abcdefgh", "5a1e3e3c-0c5d-4a51", "5f1a2b3c4d5e6f7a8b9c0d1e")?;
    /// let staging = atlas.project("5f1a2b3c4d5e6f7a8b9c0d1f")?;
    /// assert_eq!(staging.project_id()?.to_string(), "5f1a2b3c4d5e6f7a8b9c0d1f");
    /// # Ok::<(), atlas_api::Error>(())
    /// ```
    pub fn project(&self, id: impl Into<String>) -> Result<Self, Error> {
        Ok(Self { project: Some(id.into().parse()?), ..self.clone() })
    }

    /// Returns the same client for another organization, for example to
    /// [list its projects](crate::projects::Projects::list_in_organization).
    ///
    /// # Errors
    /// [`is_invalid_argument`](Error::is_invalid_argument) if `id` is not an id.
    pub fn organization(&self, id: impl Into<String>) -> Result<Self, Error> {
        Ok(Self { organization: Some(id.into().parse()?), ..self.clone() })
    }

    /// Returns the project of the client.
    ///
    /// # Errors
    /// [`is_invalid_argument`](Error::is_invalid_argument) if the client has no project. A request for a resource of a
    /// project fails with the same error before anything is sent.
    pub fn project_id(&self) -> Result<ProjectId, Error> {
        let missing = "not set; set `project_id` on the builder, MONGODB_ATLAS_PROJECT_ID or `project_id` in the profile, or use \
                       `Atlas::project`";
        self.project.ok_or_else(|| Error::invalid_argument("project id", missing))
    }

    /// Returns the organization of the client.
    ///
    /// # Errors
    /// [`is_invalid_argument`](Error::is_invalid_argument) if the client has no organization.
    pub fn organization_id(&self) -> Result<OrganizationId, Error> {
        let missing = "not set; set `organization_id` on the builder, MONGODB_ATLAS_ORG_ID or `org_id` in the profile, or use \
                       `Atlas::organization`";
        self.organization.ok_or_else(|| Error::invalid_argument("organization id", missing))
    }
}

/// Handles of resources.
impl Atlas {
    /// Returns a handle for the IP access list of the project.
    #[must_use]
    #[doc(alias = "whitelist")]
    pub fn access_list(&self) -> AccessList {
        AccessList { atlas: self.clone() }
    }

    /// Returns a handle for the alert configurations of the project, which raise its alerts.
    #[must_use]
    #[doc(alias = "alert_configurations")]
    pub fn alert_configs(&self) -> AlertConfigs {
        AlertConfigs { atlas: self.clone() }
    }

    /// Returns a handle for the alerts of the project.
    #[must_use]
    pub fn alerts(&self) -> Alerts {
        Alerts { atlas: self.clone() }
    }

    /// Returns a handle for the clusters of the project.
    #[must_use]
    pub fn clusters(&self) -> Clusters {
        Clusters { atlas: self.clone() }
    }

    /// Returns a handle for the custom database roles of the project.
    #[must_use]
    pub fn custom_roles(&self) -> CustomRoles {
        CustomRoles { atlas: self.clone() }
    }

    /// Returns a handle for the database users of the project.
    #[must_use]
    pub fn database_users(&self) -> DatabaseUsers {
        DatabaseUsers { atlas: self.clone() }
    }

    /// Returns a handle for the events of the project.
    #[must_use]
    pub fn events(&self) -> Events {
        Events { atlas: self.clone() }
    }

    /// Returns a handle for the flex clusters of the project.
    #[must_use]
    pub fn flex_clusters(&self) -> FlexClusters {
        FlexClusters { atlas: self.clone() }
    }

    /// Returns a handle for the maintenance window of the project.
    #[must_use]
    pub fn maintenance_window(&self) -> MaintenanceWindow {
        MaintenanceWindow { atlas: self.clone() }
    }

    /// Returns a handle for the measurements of the project's processes, disks and databases.
    #[must_use]
    pub fn measurements(&self) -> Measurements {
        Measurements { atlas: self.clone() }
    }

    /// Returns a handle for the API keys of the [organization](Self::organization).
    #[must_use]
    pub fn organization_api_keys(&self) -> OrganizationApiKeys {
        OrganizationApiKeys { atlas: self.clone() }
    }

    /// Returns a handle for the events of the organization.
    #[must_use]
    pub fn organization_events(&self) -> OrganizationEvents {
        OrganizationEvents { atlas: self.clone() }
    }

    /// Returns a handle for the settings of the [organization](Self::organization).
    #[must_use]
    pub fn organization_settings(&self) -> OrganizationSettings {
        OrganizationSettings { atlas: self.clone() }
    }

    /// Returns a handle for the Atlas users of the [organization](Self::organization), who log in to Atlas.
    #[must_use]
    pub fn organization_users(&self) -> OrganizationUsers {
        OrganizationUsers { atlas: self.clone() }
    }

    /// Returns a handle for all organizations that the credentials have access to.
    #[must_use]
    #[doc(alias = "orgs")]
    pub fn organizations(&self) -> Organizations {
        Organizations { atlas: self.clone() }
    }

    /// Returns a handle for the MongoDB processes of the project.
    #[must_use]
    #[doc(alias = "hosts")]
    pub fn processes(&self) -> Processes {
        Processes { atlas: self.clone() }
    }

    /// Returns a handle for the API keys with roles in the project.
    #[must_use]
    pub fn project_api_keys(&self) -> ProjectApiKeys {
        ProjectApiKeys { atlas: self.clone() }
    }

    /// Returns a handle for the limits of the project.
    #[must_use]
    pub fn project_limits(&self) -> ProjectLimits {
        ProjectLimits { atlas: self.clone() }
    }

    /// Returns a handle for the settings of the project.
    #[must_use]
    pub fn project_settings(&self) -> ProjectSettings {
        ProjectSettings { atlas: self.clone() }
    }

    /// Returns a handle for the teams of the project.
    #[must_use]
    pub fn project_teams(&self) -> ProjectTeams {
        ProjectTeams { atlas: self.clone() }
    }

    /// Returns a handle for the Atlas users of the project, who log in to Atlas.
    #[must_use]
    pub fn project_users(&self) -> ProjectUsers {
        ProjectUsers { atlas: self.clone() }
    }

    /// Returns a handle for the teams of the organization.
    #[must_use]
    pub fn teams(&self) -> Teams {
        Teams { atlas: self.clone() }
    }

    /// Returns a handle for all projects that the credentials have access to.
    #[must_use]
    pub fn projects(&self) -> Projects {
        Projects { atlas: self.clone() }
    }
}

/// Requests for any operation.
impl Atlas {
    /// Returns a request by method and path, for operations without a method in this crate.
    ///
    /// `method` is `GET`, `POST`, `PUT`, `PATCH` or `DELETE`. `path` follows the base URL, such as
    /// `/api/atlas/v2/groups/…`, and is sent unchanged, so names in it must be percent-encoded. Set query parameters
    /// with [`query`](RawRequest::query). A path with empty segments, `.` or `..` is rejected when the request is sent.
    ///
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// use atlas_api::Method;
    ///
    /// let path = format!("/api/atlas/v2/groups/{}/databaseUsers", atlas.project_id()?);
    /// let page = atlas.request(Method::GET, path).query("itemsPerPage", 2).await?;
    /// assert_eq!(page["totalCount"], 3);
    /// assert_eq!(page["results"][0]["username"], "user-1");
    /// # });
    /// ```
    pub fn request(&self, method: Method, path: impl Into<String>) -> RawRequest {
        RawRequest::new(self.clone(), method, path.into())
    }
}

/// The state of the client.
impl Atlas {
    /// Returns the rate limit as reported by the last response with rate limit headers, to any clone of the client.
    /// `None` without such a response.
    ///
    /// # Examples
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

    /// Revokes the access token of the service account, and removes it from the client, all its clones and the
    /// [token store](crate::TokenStore). The next request obtains a new token. Does nothing without a token.
    ///
    /// Use it before a program ends: a service account can have at most 100 tokens at a time, and each counts until it
    /// expires or is revoked.
    ///
    /// It sends `POST /api/oauth/revoke`.
    ///
    /// # Errors
    /// [`is_credential`](Error::is_credential) if the token cannot be revoked or removed from the store. It can still
    /// be valid then. [`is_invalid_argument`](Error::is_invalid_argument) if the client does not use a service account.
    ///
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// # let account = atlas_api::Atlas::builder().service_account(fake.client_id(), fake.client_secret());
    /// # let atlas = account.project_id(fake.project_id()).base_url(fake.base_url()).build()?;
    /// atlas.database_users().get("user-1").await?;
    /// atlas.revoke_token().await?;
    /// # });
    /// ```
    pub async fn revoke_token(&self) -> Result<(), Error> {
        let tokens = self.connection.tokens().ok_or_else(|| {
            let rule = "the client has no token to revoke; only a client with a `service_account` obtains tokens";
            Error::invalid_argument("access token", rule)
        })?;
        tokens.revoke().await.map_err(Error::of_credentials)
    }

    /// Revokes the access token and blocks the thread until it is revoked; see [`revoke_token`](Self::revoke_token).
    ///
    /// # Errors
    /// As [`revoke_token`](Self::revoke_token); and [`is_invalid_argument`](Error::is_invalid_argument) inside of an
    /// async runtime.
    #[cfg(feature = "blocking")]
    pub fn revoke_token_blocking(&self) -> Result<(), Error> {
        let atlas = self.clone();
        crate::request::block_on(self, async move { atlas.revoke_token().await })
    }

    pub(crate) fn low(&self) -> &atlas_gen::Client {
        self.connection.low()
    }

    pub(crate) fn timer(&self) -> Timer {
        self.connection.timer().clone()
    }

    #[cfg(feature = "logs")]
    pub(crate) fn retry_policy(&self) -> crate::RetryPolicy {
        self.connection.retry()
    }

    pub(crate) fn now(&self) -> DateTime<Utc> {
        self.connection.now()
    }

    #[cfg(feature = "blocking")]
    pub(crate) fn runtime(&self) -> Result<Arc<crate::request::Runtime>, Error> {
        self.connection.runtime()
    }
}

impl fmt::Debug for Atlas {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Atlas")
            .field("base_url", &self.connection.base_url())
            .field("principal", &self.connection.principal())
            .field("project", &self.project)
            .field("organization", &self.organization)
            .finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn clients_requests_and_futures_can_be_sent_to_other_threads() {
        fn shared<T: Clone + Send + Sync + 'static>() {}
        fn sent<T: Send + 'static>(_: impl FnOnce(Atlas) -> T) {}
        shared::<Atlas>();
        shared::<AtlasBuilder>();
        shared::<DatabaseUsers>();
        shared::<RawRequest>();
        shared::<crate::Request<()>>();
        shared::<crate::List<()>>();
        shared::<crate::Unconfirmed<()>>();
        shared::<crate::Confirmed<()>>();
        shared::<config::Settings>();
        sent(|atlas| atlas.request(Method::GET, "/api/atlas/v2").send());
        sent(|atlas| atlas.database_users().list().stream());
        sent(|atlas| atlas.database_users().list().send());
        sent(|atlas| atlas.database_users().get("reports").send());
        sent(|atlas| atlas.database_users().delete("reports").confirm(crate::Confirm::yes()).send());
    }
}
