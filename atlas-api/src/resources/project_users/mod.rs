//! The users of a project.

mod add;
mod add_role;
mod get;
mod list;
mod remove;
mod remove_role;

pub use self::{
    add::AddProjectUser, add_role::AddProjectUserRole, get::GetProjectUser, list::ListProjectUsers,
    remove::RemoveProjectUser, remove_role::RemoveProjectUserRole,
};
use crate::{Atlas, Unconfirmed};

/// The users of a project, who log in to Atlas; made by [`Atlas::project_users`]. Those who log in to its databases are
/// [database users](crate::DatabaseUsers).
///
/// A user is named by an id of 24 hexadecimal digits, a [`UserId`](crate::UserId) or its text.
#[derive(Clone, Debug)]
pub struct ProjectUsers {
    atlas: Atlas,
}

impl ProjectUsers {
    pub(crate) fn new(atlas: Atlas) -> Self {
        Self { atlas }
    }

    /// Lists the users, as a page or as a stream over all of them. Options say whether those are among them who belong
    /// to the project by a team or by their role in the organization, and of which status they are.
    ///
    /// [`GET /api/atlas/v2/groups/{groupId}/users`][op] · `listGroupUsers` · 2025-02-19. Requires **Project Read Only**.
    ///
    /// A page has 500 users unless another [size](ListProjectUsers::page_size) is asked for; its [total
    /// count](crate::Page::total_count) says how many there are.
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
    /// # fake.insert("users", serde_json::json!({ "id": "5f1a2b3c4d5e6f7a8b9c0d3a", "roles": ["GROUP_READ_ONLY"] }))?;
    /// let mut users = atlas.project_users().list().flatten_teams(true).stream();
    /// while let Some(user) = users.next().await {
    ///     let user = user?;
    ///     println!("{:?}: {:?}", user.username, user.roles);
    /// }
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// [op]: https://mongodb.com/docs/atlas/reference/api-resources-spec/v2/#tag/MongoDB-Cloud-Users/operation/listGroupUsers
    #[doc(alias = "get_project_users")]
    #[doc(alias = "user_count")]
    pub fn list(&self) -> ListProjectUsers {
        ListProjectUsers::new(self.atlas.clone())
    }

    /// Gets a user by its id, whether it has accepted its invitation or not.
    ///
    /// [`GET /api/atlas/v2/groups/{groupId}/users/{userId}`][op] · `getGroupUser` · 2025-02-19. Requires **Project Read
    /// Only**.
    ///
    /// # Errors
    /// [`is_invalid_argument`](crate::Error::is_invalid_argument) if `user_id` is no id, before anything is sent;
    /// [`is_not_found`](crate::Error::is_not_found) if the project has no such user.
    ///
    /// # Examples
    /// ```
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// # let fake = atlas_fake::FakeAtlas::start().await?;
    /// # let atlas = atlas_api::Atlas::builder().api_key(fake.public_key(), fake.private_key()).project_id(fake.project_id()).base_url(fake.base_url()).build()?;
    /// # fake.insert("users", serde_json::json!({ "id": "5f1a2b3c4d5e6f7a8b9c0d3a", "roles": ["GROUP_READ_ONLY"] }))?;
    /// let user = atlas.project_users().get("5f1a2b3c4d5e6f7a8b9c0d3a").send().await?;
    /// println!("{:?}", user.org_membership_status);
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// [op]: https://mongodb.com/docs/atlas/reference/api-resources-spec/v2/#tag/MongoDB-Cloud-Users/operation/getGroupUser
    pub fn get(&self, user_id: impl Into<String>) -> GetProjectUser {
        GetProjectUser { atlas: self.atlas.clone(), user_id: user_id.into() }
    }

    /// Adds a user with at least one role, such as `GROUP_READ_ONLY` or `GROUP_OWNER`. Who does not belong to the
    /// organization yet is invited by mail, and is a user of the project once the invitation is accepted.
    ///
    /// [`POST /api/atlas/v2/groups/{groupId}/users`][op] · `addGroupUsers` · 2025-02-19. Requires **Project Access
    /// Manager**.
    ///
    /// # Errors
    /// [`is_invalid_argument`](crate::Error::is_invalid_argument) if `username`, an address of mail, is empty, if there
    /// is no role, or one twice, before anything is sent.
    ///
    /// # Examples
    /// ```
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// # let fake = atlas_fake::FakeAtlas::start().await?;
    /// # let atlas = atlas_api::Atlas::builder().api_key(fake.public_key(), fake.private_key()).project_id(fake.project_id()).base_url(fake.base_url()).build()?;
    /// # fake.insert("users", serde_json::json!({ "id": "5f1a2b3c4d5e6f7a8b9c0d3a", "roles": ["GROUP_READ_ONLY"] }))?;
    /// let user = atlas.project_users().add("ada@example.com", ["GROUP_READ_ONLY"]).send().await?;
    /// println!("{:?}", user.id);
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// [op]: https://mongodb.com/docs/atlas/reference/api-resources-spec/v2/#tag/MongoDB-Cloud-Users/operation/addGroupUsers
    pub fn add(
        &self,
        username: impl Into<String>,
        roles: impl IntoIterator<Item = impl Into<String>>,
    ) -> AddProjectUser {
        let roles = roles.into_iter().map(Into::into).collect();
        AddProjectUser { atlas: self.atlas.clone(), username: username.into(), roles }
    }

    /// Gives a user another role in the project, and returns the user as it is then.
    ///
    /// [`POST /api/atlas/v2/groups/{groupId}/users/{userId}:addRole`][op] · `addGroupUserRole` · 2025-02-19. Requires
    /// **Project Access Manager**.
    ///
    /// # Errors
    /// [`is_invalid_argument`](crate::Error::is_invalid_argument) if `user_id` is no id or `role` is empty, before
    /// anything is sent; [`is_not_found`](crate::Error::is_not_found) if the project has no such user.
    ///
    /// # Examples
    /// ```
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// # let fake = atlas_fake::FakeAtlas::start().await?;
    /// # let atlas = atlas_api::Atlas::builder().api_key(fake.public_key(), fake.private_key()).project_id(fake.project_id()).base_url(fake.base_url()).build()?;
    /// # fake.insert("users", serde_json::json!({ "id": "5f1a2b3c4d5e6f7a8b9c0d3a", "roles": ["GROUP_READ_ONLY"] }))?;
    /// let user = atlas.project_users().add_role("5f1a2b3c4d5e6f7a8b9c0d3a", "GROUP_DATA_ACCESS_READ_ONLY").send().await?;
    /// println!("{:?}", user.roles);
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// [op]: https://mongodb.com/docs/atlas/reference/api-resources-spec/v2/#tag/MongoDB-Cloud-Users/operation/addGroupUserRole
    pub fn add_role(&self, user_id: impl Into<String>, role: impl Into<String>) -> AddProjectUserRole {
        AddProjectUserRole { atlas: self.atlas.clone(), user_id: user_id.into(), role: role.into() }
    }

    /// Takes a role in the project from a user, and returns the user as it is then.
    ///
    /// [`POST /api/atlas/v2/groups/{groupId}/users/{userId}:removeRole`][op] · `removeGroupUserRole` · 2025-02-19.
    /// Requires **Project Access Manager**.
    ///
    /// # Errors
    /// [`is_invalid_argument`](crate::Error::is_invalid_argument) if `user_id` is no id or `role` is empty, before
    /// anything is sent; [`is_not_found`](crate::Error::is_not_found) if the project has no such user.
    ///
    /// # Examples
    /// ```
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// # let fake = atlas_fake::FakeAtlas::start().await?;
    /// # let atlas = atlas_api::Atlas::builder().api_key(fake.public_key(), fake.private_key()).project_id(fake.project_id()).base_url(fake.base_url()).build()?;
    /// # fake.insert("users", serde_json::json!({ "id": "5f1a2b3c4d5e6f7a8b9c0d3a", "roles": ["GROUP_READ_ONLY"] }))?;
    /// let user = atlas.project_users().remove_role("5f1a2b3c4d5e6f7a8b9c0d3a", "GROUP_DATA_ACCESS_READ_ONLY").send().await?;
    /// println!("{:?}", user.roles);
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// [op]: https://mongodb.com/docs/atlas/reference/api-resources-spec/v2/#tag/MongoDB-Cloud-Users/operation/removeGroupUserRole
    pub fn remove_role(&self, user_id: impl Into<String>, role: impl Into<String>) -> RemoveProjectUserRole {
        RemoveProjectUserRole { atlas: self.atlas.clone(), user_id: user_id.into(), role: role.into() }
    }

    /// Removes a user from the project, or withdraws its invitation. It stays a user of the organization and of other
    /// projects.
    ///
    /// [`DELETE /api/atlas/v2/groups/{groupId}/users/{userId}`][op] · `removeGroupUser` · 2025-02-19. Requires **Project
    /// Access Manager**.
    ///
    /// # Errors
    /// [`is_confirmation_required`](crate::Error::is_confirmation_required) unless it is [confirmed](crate::Confirm),
    /// and then nothing is sent; [`is_invalid_argument`](crate::Error::is_invalid_argument) if `user_id` is no id;
    /// [`is_not_found`](crate::Error::is_not_found) if the project has no such user.
    ///
    /// # Examples
    /// ```
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// # let fake = atlas_fake::FakeAtlas::start().await?;
    /// # let atlas = atlas_api::Atlas::builder().api_key(fake.public_key(), fake.private_key()).project_id(fake.project_id()).base_url(fake.base_url()).build()?;
    /// # fake.insert("users", serde_json::json!({ "id": "5f1a2b3c4d5e6f7a8b9c0d3a", "roles": ["GROUP_READ_ONLY"] }))?;
    /// use atlas_api::Confirm;
    ///
    /// atlas.project_users().remove("5f1a2b3c4d5e6f7a8b9c0d3a").confirm(Confirm::yes()).send().await?;
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// [op]: https://mongodb.com/docs/atlas/reference/api-resources-spec/v2/#tag/MongoDB-Cloud-Users/operation/removeGroupUser
    pub fn remove(&self, user_id: impl Into<String>) -> Unconfirmed<RemoveProjectUser> {
        Unconfirmed::new(RemoveProjectUser { atlas: self.atlas.clone(), user_id: user_id.into() })
    }
}
