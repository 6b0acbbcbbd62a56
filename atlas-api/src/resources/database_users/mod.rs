//! The database users of a project.

mod create;
mod delete;
mod get;
mod list;
mod update;
mod user_name;

pub use self::{
    create::CreateDatabaseUser, delete::DeleteDatabaseUser, get::GetDatabaseUser, list::ListDatabaseUsers,
    update::UpdateDatabaseUser, user_name::UserName,
};
use crate::{
    Atlas, Unconfirmed,
    specs::{DatabaseUsersPermissionsSpecs, DatabaseUsersUpdatePermissionsSpecs},
};

/// The database users of a project; made by [`Atlas::database_users`].
///
/// A database user logs in to the databases of the project's clusters. (People who log in to Atlas itself are another
/// thing.) Each method begins a request, which is sent by its `send`.
#[derive(Clone, Debug)]
pub struct DatabaseUsers {
    atlas: Atlas,
}

impl DatabaseUsers {
    pub(crate) fn new(atlas: Atlas) -> Self {
        Self { atlas }
    }

    /// Lists the database users of the project: one page of them, or all as a stream.
    ///
    /// [`GET /api/atlas/v2/groups/{groupId}/databaseUsers`][op] · `listGroupDatabaseUsers` · 2023-01-01.
    /// Requires **Project Read Only**.
    ///
    /// A page has 500 users unless another [size](ListDatabaseUsers::page_size) is asked for.
    ///
    /// # Errors
    /// [`is_invalid_argument`](crate::Error::is_invalid_argument) for a page 0 or a size outside 1 to 500, before
    /// anything is sent; [`is_not_found`](crate::Error::is_not_found) (`GROUP_NOT_FOUND`) if there is no such project.
    ///
    /// # Examples
    /// ```
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// # let fake = atlas_fake::FakeAtlas::start().await?;
    /// # let atlas = atlas_api::Atlas::builder().api_key(fake.public_key(), fake.private_key()).project_id(fake.project_id()).base_url(fake.base_url()).build()?;
    /// # fake.seed_database_users(3);
    /// // All of them, fetched page by page as the loop goes on.
    /// let mut users = atlas.database_users().list().stream();
    /// while let Some(user) = users.next().await {
    ///     println!("{:?}", user?.username);
    /// }
    ///
    /// // One page.
    /// let page = atlas.database_users().list().page(2).page_size(2).send().await?;
    /// assert_eq!(page.items().len(), 1);
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// [op]: https://mongodb.com/docs/atlas/reference/api-resources-spec/v2/#tag/Database-Users/operation/listGroupDatabaseUsers
    pub fn list(&self) -> ListDatabaseUsers {
        ListDatabaseUsers::new(self.atlas.clone())
    }

    /// Gets one database user.
    ///
    /// [`GET /api/atlas/v2/groups/{groupId}/databaseUsers/{databaseName}/{username}`][op] · `getGroupDatabaseUser` ·
    /// 2023-01-01. Requires **Project Read Only**.
    ///
    /// A name alone is that of a user who logs in with a password; for the others say [`UserName::external`].
    ///
    /// # Errors
    /// [`is_not_found`](crate::Error::is_not_found) (`USER_NOT_FOUND`) if there is no such user in that database.
    ///
    /// # Examples
    /// ```
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// # let fake = atlas_fake::FakeAtlas::start().await?;
    /// # let atlas = atlas_api::Atlas::builder().api_key(fake.public_key(), fake.private_key()).project_id(fake.project_id()).base_url(fake.base_url()).build()?;
    /// # fake.seed_database_users(1);
    /// use atlas_api::UserName;
    ///
    /// let user = atlas.database_users().get("user-1").send().await?;
    /// assert_eq!(user.username.as_deref(), Some("user-1"));
    ///
    /// let missing = atlas.database_users().get(UserName::external("CN=reports,O=example")).send().await.unwrap_err();
    /// assert_eq!(missing.code(), Some("USER_NOT_FOUND"));
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// [op]: https://mongodb.com/docs/atlas/reference/api-resources-spec/v2/#tag/Database-Users/operation/getGroupDatabaseUser
    pub fn get(&self, user: impl Into<UserName>) -> GetDatabaseUser {
        GetDatabaseUser::new(self.atlas.clone(), user.into())
    }

    /// Creates a database user.
    ///
    /// [`POST /api/atlas/v2/groups/{groupId}/databaseUsers`][op] · `createGroupDatabaseUser` · 2023-01-01.
    /// Requires **Project Database Access Admin** or **Project Stream Processing Owner**.
    ///
    /// Atlas answers before the user has reached the clusters, which takes a moment. A project has at most 100 users
    /// unless MongoDB's support has raised the limit.
    ///
    /// # Errors
    /// [`is_invalid_argument`](crate::Error::is_invalid_argument) if the spec breaks one of its rules, before anything is
    /// sent; [`is_conflict`](crate::Error::is_conflict) (`USER_ALREADY_EXISTS`) if the name is taken.
    ///
    /// # Examples
    /// ```
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// # let fake = atlas_fake::FakeAtlas::start().await?;
    /// # let atlas = atlas_api::Atlas::builder().api_key(fake.public_key(), fake.private_key()).project_id(fake.project_id()).base_url(fake.base_url()).build()?;
    /// use atlas_api::specs::{DatabaseUsersPermissionsSpecs, RoleSpecs};
    ///
    /// let spec = DatabaseUsersPermissionsSpecs::new("reports", "a long password")
    ///     .add_role("sales", RoleSpecs::Read)?
    ///     .label("team", "finance");
    /// let user = atlas.database_users().create(spec).send().await?;
    /// assert_eq!(user.username.as_deref(), Some("reports"));
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// [op]: https://mongodb.com/docs/atlas/reference/api-resources-spec/v2/#tag/Database-Users/operation/createGroupDatabaseUser
    pub fn create(&self, spec: DatabaseUsersPermissionsSpecs) -> CreateDatabaseUser {
        CreateDatabaseUser::new(self.atlas.clone(), spec)
    }

    /// Changes a database user, and returns it as it is then.
    ///
    /// [`PATCH /api/atlas/v2/groups/{groupId}/databaseUsers/{databaseName}/{username}`][op] · `updateGroupDatabaseUser` ·
    /// 2023-01-01. Requires **Project Database Access Admin** or **Project Stream Processing Owner**.
    ///
    /// What the spec sets replaces what was there as a whole, roles and labels too; the rest stays. The name and the way
    /// to log in can't be changed.
    ///
    /// # Errors
    /// [`is_invalid_argument`](crate::Error::is_invalid_argument) if the spec breaks one of its rules, before anything is
    /// sent; [`is_not_found`](crate::Error::is_not_found) (`USER_NOT_FOUND`) if there is no such user.
    ///
    /// # Examples
    /// ```
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// # let fake = atlas_fake::FakeAtlas::start().await?;
    /// # let atlas = atlas_api::Atlas::builder().api_key(fake.public_key(), fake.private_key()).project_id(fake.project_id()).base_url(fake.base_url()).build()?;
    /// # fake.seed_database_users(1);
    /// use atlas_api::specs::{DatabaseUsersUpdatePermissionsSpecs, RoleSpecs};
    ///
    /// let spec = DatabaseUsersUpdatePermissionsSpecs::new().add_role("sales", RoleSpecs::ReadWrite)?;
    /// let user = atlas.database_users().update("user-1", spec).send().await?;
    /// assert_eq!(user.roles.as_ref().map(Vec::len), Some(1));
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// [op]: https://mongodb.com/docs/atlas/reference/api-resources-spec/v2/#tag/Database-Users/operation/updateGroupDatabaseUser
    pub fn update(&self, user: impl Into<UserName>, spec: DatabaseUsersUpdatePermissionsSpecs) -> UpdateDatabaseUser {
        UpdateDatabaseUser::new(self.atlas.clone(), user.into(), spec)
    }

    /// Deletes a database user. It can't be brought back; programs that log in as it are locked out.
    ///
    /// [`DELETE /api/atlas/v2/groups/{groupId}/databaseUsers/{databaseName}/{username}`][op] ·
    /// `deleteGroupDatabaseUser` · 2023-01-01. Requires **Project Database Access Admin** or **Project Stream Processing
    /// Owner**.
    ///
    /// # Errors
    /// [`is_confirmation_required`](crate::Error::is_confirmation_required) unless it is [confirmed](crate::Confirm), and
    /// then nothing is sent; [`is_not_found`](crate::Error::is_not_found) (`USER_NOT_FOUND`) if there is no such user.
    ///
    /// # Examples
    /// ```
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// # let fake = atlas_fake::FakeAtlas::start().await?;
    /// # let atlas = atlas_api::Atlas::builder().api_key(fake.public_key(), fake.private_key()).project_id(fake.project_id()).base_url(fake.base_url()).build()?;
    /// # fake.seed_database_users(1);
    /// use atlas_api::Confirm;
    ///
    /// let delete = atlas.database_users().delete("user-1");
    /// let unconfirmed = delete.clone().send().await.unwrap_err();
    /// assert!(unconfirmed.is_confirmation_required());
    ///
    /// delete.confirm(Confirm::yes()).send().await?;
    /// let again = atlas.database_users().delete("user-1").confirm(Confirm::yes()).send().await.unwrap_err();
    /// assert!(again.is_not_found());
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// [op]: https://mongodb.com/docs/atlas/reference/api-resources-spec/v2/#tag/Database-Users/operation/deleteGroupDatabaseUser
    pub fn delete(&self, user: impl Into<UserName>) -> Unconfirmed<DeleteDatabaseUser> {
        Unconfirmed::new(DeleteDatabaseUser::new(self.atlas.clone(), user.into()))
    }
}
