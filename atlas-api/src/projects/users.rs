//! The users of a project.

use atlas_gen::{
    OperationBuilder,
    types::{AddOrRemoveGroupRole, GroupUserRequest},
};

use crate::{
    Atlas, Error, Impact, List, Request, Unconfirmed, UserId,
    model::{MembershipStatus, ProjectUser},
    operation_doc,
    specs::{check_length, check_roles},
};

/// The Atlas users of a project: people who log in to Atlas; returned by [`Atlas::project_users`].
///
/// Users who log in to the project's databases are [database users](Atlas::database_users). Methods take the id of a
/// user, of 24 hexadecimal digits.
#[derive(Clone, Debug)]
pub struct ProjectUsers {
    pub(crate) atlas: Atlas,
}

impl ProjectUsers {
    /// Lists the users with a role of their own in the project, including those who have not accepted the invitation yet.
    /// Filters include or select others.
    #[doc = operation_doc!("listGroupUsers")]
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// for user in atlas.project_users().list().flatten_teams(true).all().await? {
    ///     println!("{:?}: {:?}", user.username, user.roles);
    /// }
    /// # });
    /// ```
    #[doc(alias("get_project_users", "user_count"))]
    #[inline]
    pub fn list(&self) -> List<ProjectUser, ProjectUserFilter> {
        List::filtered(&self.atlas, ProjectUserFilter::default(), |atlas, api, filter: &ProjectUserFilter| {
            let statuses: Vec<_> = filter.statuses.iter().map(ToString::to_string).collect();
            let statuses = Some(statuses).filter(|statuses| !statuses.is_empty());
            Ok(api
                .mongo_db_cloud_users()
                .list_group_users()
                .group_id(atlas.project_id()?)
                .maybe(filter.flatten_teams, |list, flatten| list.flatten_teams(flatten))
                .maybe(filter.include_org_users, |list, include| list.include_org_users(include))
                .maybe(filter.username.as_deref(), |list, username| list.username(username))
                .maybe(statuses, |list, statuses| list.org_membership_statuses(statuses)))
        })
    }

    /// Fetches a user, also one who has not accepted the invitation yet.
    #[doc = operation_doc!("getGroupUser")]
    /// # Errors
    /// [`is_invalid_argument`](Error::is_invalid_argument) if `user_id` is not an id;
    /// [`is_not_found`](Error::is_not_found) if the project does not have this user.
    ///
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// let user = atlas.project_users().get("5f1a2b3c4d5e6f7a8b9c0d3a").await?;
    /// println!("{:?}", user.org_membership_status);
    /// # });
    /// ```
    pub fn get(&self, user_id: impl Into<String>) -> Request<ProjectUser> {
        Request::by_id(&self.atlas, user_id, |api, project, user: UserId| {
            Ok(api.mongo_db_cloud_users().get_group_user().group_id(project).user_id(user))
        })
    }

    /// Adds a user with one or more roles, such as `GROUP_READ_ONLY` or `GROUP_OWNER`.
    #[doc = operation_doc!("addGroupUsers")]
    /// `username` is an email address. Atlas invites a person who does not belong to the organization yet by email. Until
    /// they accept, they are listed with the status `PENDING`.
    ///
    /// # Errors
    /// [`is_invalid_argument`](Error::is_invalid_argument) if `username` or `roles` is empty, or if a role is repeated.
    ///
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// let user = atlas.project_users().add("grace@example.com", ["GROUP_READ_ONLY"]).await?;
    /// println!("{:?}", user.id);
    /// # });
    /// ```
    pub fn add(
        &self,
        username: impl Into<String>,
        roles: impl IntoIterator<Item = impl Into<String>>,
    ) -> Request<ProjectUser> {
        let username = username.into();
        let roles: Vec<_> = roles.into_iter().map(Into::into).collect();
        Request::in_project(&self.atlas, |api, project| {
            check_length("username", &username, 1..=usize::MAX)?;
            check_roles(&roles)?;
            let add = api.mongo_db_cloud_users().add_group_users().group_id(project);
            Ok(add.body(GroupUserRequest::new().username(username).roles(roles)))
        })
    }

    /// Adds a role in the project to those of a user, and returns the user.
    #[doc = operation_doc!("addGroupUserRole")]
    /// # Errors
    /// [`is_invalid_argument`](Error::is_invalid_argument) if `user_id` is not an id or if `role` is empty;
    /// [`is_not_found`](Error::is_not_found) if the project does not have this user.
    ///
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// let users = atlas.project_users();
    /// let user = users.add_role("5f1a2b3c4d5e6f7a8b9c0d3a", "GROUP_DATA_ACCESS_READ_ONLY").await?;
    /// println!("{:?}", user.roles);
    /// # });
    /// ```
    pub fn add_role(&self, user_id: impl Into<String>, role: impl Into<String>) -> Request<ProjectUser> {
        Request::by_id(&self.atlas, user_id, |api, project, user: UserId| {
            let add = api.mongo_db_cloud_users().add_group_user_role().group_id(project);
            Ok(add.user_id(user).body(role_body(role.into())?))
        })
    }

    /// Removes a role in the project from those of a user, and returns the user.
    #[doc = operation_doc!("removeGroupUserRole")]
    /// # Errors
    /// [`is_invalid_argument`](Error::is_invalid_argument) if `user_id` is not an id or if `role` is empty;
    /// [`is_not_found`](Error::is_not_found) if the project does not have this user.
    ///
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// let users = atlas.project_users();
    /// let user = users.remove_role("5f1a2b3c4d5e6f7a8b9c0d3a", "GROUP_DATA_ACCESS_READ_ONLY").await?;
    /// println!("{:?}", user.roles);
    /// # });
    /// ```
    pub fn remove_role(&self, user_id: impl Into<String>, role: impl Into<String>) -> Request<ProjectUser> {
        Request::by_id(&self.atlas, user_id, |api, project, user: UserId| {
            let remove = api.mongo_db_cloud_users().remove_group_user_role().group_id(project);
            Ok(remove.user_id(user).body(role_body(role.into())?))
        })
    }

    /// Removes a user from the project, or withdraws the invitation. The user stays in the organization and in other
    /// projects.
    #[doc = operation_doc!("removeGroupUser")]
    /// [`Confirm::name`](crate::Confirm::name) accepts the username or the id.
    ///
    /// # Errors
    /// [`is_invalid_argument`](Error::is_invalid_argument) if `user_id` is not an id;
    /// [`is_not_found`](Error::is_not_found) if the project does not have this user.
    ///
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// use atlas_api::Confirm;
    ///
    /// let remove = atlas.project_users().remove("5f1a2b3c4d5e6f7a8b9c0d3a");
    /// remove.confirm(Confirm::name("ada@example.com")).await?;
    /// # });
    /// ```
    pub fn remove(&self, user_id: impl Into<String>) -> Unconfirmed<()> {
        let id = user_id.into();
        let name = self.get(&*id).into_json();
        let impact = Impact::on_id("user", &*id, "will be removed from the project");
        let request = Request::by_id(&self.atlas, id, |api, project, user: UserId| {
            Ok(api.mongo_db_cloud_users().remove_group_user().group_id(project).user_id(user))
        });
        Unconfirmed::new(request.deletes(), impact).named_by(name, "username")
    }
}

#[inline]
fn role_body(role: String) -> Result<AddOrRemoveGroupRole, Error> {
    check_length("role", &role, 1..=usize::MAX)?;
    Ok(AddOrRemoveGroupRole::new().group_role(role))
}

/// The filter of [`ProjectUsers::list`]. Its setters are methods of [`List`], such as [`List::flatten_teams`].
#[derive(Clone, Debug, Default)]
#[non_exhaustive]
pub struct ProjectUserFilter {
    flatten_teams: Option<bool>,
    include_org_users: Option<bool>,
    statuses: Vec<MembershipStatus>,
    username: Option<String>,
}

impl List<ProjectUser, ProjectUserFilter> {
    /// Sets whether to include users who belong to the project by a team. Default: excluded.
    #[inline]
    pub fn flatten_teams(mut self, enabled: bool) -> Self {
        self.filter_mut().flatten_teams = Some(enabled);
        self
    }

    /// Sets whether to include users who belong to the project by their role in the organization. Default: excluded.
    #[inline]
    pub fn include_org_users(mut self, enabled: bool) -> Self {
        self.filter_mut().include_org_users = Some(enabled);
        self
    }

    /// Lists only users of this status. Can be called more than once, for users of any of these statuses. Default: all.
    #[doc(alias = "orgMembershipStatuses")]
    pub fn org_membership_status(mut self, status: impl Into<MembershipStatus>) -> Self {
        self.filter_mut().statuses.push(status.into());
        self
    }

    /// Lists only the user of this name, an email address.
    pub fn username(mut self, username: impl Into<String>) -> Self {
        self.filter_mut().username = Some(username.into());
        self
    }
}
