//! The client: a connection to Atlas, bound to a project.

mod base_url;
mod builder;
mod connection;

use std::{fmt, sync::Arc};

use chrono::{DateTime, Utc};

pub use self::builder::AtlasBuilder;
use self::connection::Connection;
use crate::{Error, ProjectId, Secret, resources::DatabaseUsers};

/// A client of Atlas, bound to a project.
///
/// Cloning is cheap: all clones share one connection pool and one digest session, so make one client and clone it into
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

    /// The database users of the project.
    #[must_use]
    pub fn database_users(&self) -> DatabaseUsers {
        DatabaseUsers::new(self.clone())
    }

    pub(crate) fn low(&self) -> &atlas_gen::Client {
        self.connection.low()
    }

    pub(crate) fn now(&self) -> DateTime<Utc> {
        self.connection.now()
    }
}

impl fmt::Debug for Atlas {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Atlas")
            .field("base_url", &self.connection.base_url())
            .field("public_key", &self.connection.public_key())
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
        sent(|atlas| atlas.database_users().list().stream());
        sent(|atlas| atlas.database_users().list().send());
        sent(|atlas| atlas.database_users().get("reports").send());
        sent(|atlas| atlas.database_users().delete("reports").send());
    }
}
