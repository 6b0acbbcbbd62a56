//! The limits of a project.

mod get;
mod list;
mod reset;
mod set;

pub use self::{get::GetProjectLimit, list::ListProjectLimits, reset::ResetProjectLimit, set::SetProjectLimit};
use crate::Atlas;

/// The limits of a project: how many there may be of what; made by [`Atlas::project_limits`].
///
/// A limit is called by its name:
///
/// * `atlas.project.deployment.clusters`, `….nodesPerPrivateLinkRegion`, `….serverlessMTMs`,
///   `….privateServiceConnectionsPerRegionGroup` and `….privateServiceConnectionsSubnetMask`;
/// * `atlas.project.security.databaseAccess.users` and `….customRoles`;
/// * `atlas.project.security.networkAccess.entries` and `….crossRegionEntries`;
/// * `dataFederation.bytesProcessed.query`, `….daily`, `….weekly` and `….monthly`, in bytes, which are there once they are
///   set.
#[derive(Clone, Debug)]
pub struct ProjectLimits {
    atlas: Atlas,
}

impl ProjectLimits {
    pub(crate) fn new(atlas: Atlas) -> Self {
        Self { atlas }
    }

    /// Lists the limits, with what they are by themselves, the most that they can be, and how much of them is used.
    ///
    /// [`GET /api/atlas/v2/groups/{groupId}/limits`][op] · `listGroupLimits` · 2023-01-01. Requires **Project Read
    /// Only**.
    ///
    /// # Errors
    /// [`is_not_found`](crate::Error::is_not_found) (`GROUP_NOT_FOUND`) if there is no such project.
    ///
    /// # Examples
    /// ```
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// # let fake = atlas_fake::FakeAtlas::start().await?;
    /// # let atlas = atlas_api::Atlas::builder().api_key(fake.public_key(), fake.private_key()).project_id(fake.project_id()).base_url(fake.base_url()).build()?;
    /// for limit in atlas.project_limits().list().send().await?.iter() {
    ///     println!("{:?}: {:?} of {:?}", limit.name, limit.current_usage, limit.value);
    /// }
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// [op]: https://mongodb.com/docs/atlas/reference/api-resources-spec/v2/#tag/Projects/operation/listGroupLimits
    pub fn list(&self) -> ListProjectLimits {
        ListProjectLimits { atlas: self.atlas.clone() }
    }

    /// Gets one limit by its name.
    ///
    /// [`GET /api/atlas/v2/groups/{groupId}/limits/{limitName}`][op] · `getGroupLimit` · 2023-01-01. Requires **Project
    /// Read Only**.
    ///
    /// # Errors
    /// [`is_invalid_argument`](crate::Error::is_invalid_argument) if the name is empty, before anything is sent;
    /// [`is_not_found`](crate::Error::is_not_found) if there is no such limit, or one of queries that was not set.
    ///
    /// # Examples
    /// ```
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// # let fake = atlas_fake::FakeAtlas::start().await?;
    /// # let atlas = atlas_api::Atlas::builder().api_key(fake.public_key(), fake.private_key()).project_id(fake.project_id()).base_url(fake.base_url()).build()?;
    /// let limit = atlas.project_limits().get("atlas.project.security.databaseAccess.users").send().await?;
    /// println!("{:?}", limit.value);
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// [op]: https://mongodb.com/docs/atlas/reference/api-resources-spec/v2/#tag/Projects/operation/getGroupLimit
    pub fn get(&self, name: impl Into<String>) -> GetProjectLimit {
        GetProjectLimit { atlas: self.atlas.clone(), name: name.into() }
    }

    /// Sets a limit, and returns it. Its unit is what it counts: users, clusters, nodes, entries, bytes.
    ///
    /// [`PATCH /api/atlas/v2/groups/{groupId}/limits/{limitName}`][op] · `setGroupLimit` · 2023-01-01. Requires
    /// **Project Owner**.
    ///
    /// # Errors
    /// [`is_invalid_argument`](crate::Error::is_invalid_argument) if the name is empty or if `value` is more than
    /// 9223372036854775807, before anything is sent.
    ///
    /// # Examples
    /// ```
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// # let fake = atlas_fake::FakeAtlas::start().await?;
    /// # let atlas = atlas_api::Atlas::builder().api_key(fake.public_key(), fake.private_key()).project_id(fake.project_id()).base_url(fake.base_url()).build()?;
    /// let limit = atlas.project_limits().set("atlas.project.security.databaseAccess.users", 150).send().await?;
    /// println!("{:?}", limit.value);
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// [op]: https://mongodb.com/docs/atlas/reference/api-resources-spec/v2/#tag/Projects/operation/setGroupLimit
    pub fn set(&self, name: impl Into<String>, value: u64) -> SetProjectLimit {
        SetProjectLimit { atlas: self.atlas.clone(), name: name.into(), value }
    }

    /// Makes a limit again what it is by itself, or takes one of queries away.
    ///
    /// [`DELETE /api/atlas/v2/groups/{groupId}/limits/{limitName}`][op] · `deleteGroupLimit` · 2023-01-01. Requires
    /// **Project Owner**.
    ///
    /// # Errors
    /// [`is_invalid_argument`](crate::Error::is_invalid_argument) if the name is empty, before anything is sent;
    /// [`is_not_found`](crate::Error::is_not_found) if there is no such limit.
    ///
    /// # Examples
    /// ```
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// # let fake = atlas_fake::FakeAtlas::start().await?;
    /// # let atlas = atlas_api::Atlas::builder().api_key(fake.public_key(), fake.private_key()).project_id(fake.project_id()).base_url(fake.base_url()).build()?;
    /// atlas.project_limits().reset("atlas.project.security.databaseAccess.users").send().await?;
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// [op]: https://mongodb.com/docs/atlas/reference/api-resources-spec/v2/#tag/Projects/operation/deleteGroupLimit
    pub fn reset(&self, name: impl Into<String>) -> ResetProjectLimit {
        ResetProjectLimit { atlas: self.atlas.clone(), name: name.into() }
    }
}

/// Refuses a name that would lead to the list of limits.
fn check_name(name: &str) -> Result<(), crate::Error> {
    crate::specs::check_length("limit name", name, 1..=usize::MAX)
}
