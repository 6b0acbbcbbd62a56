//! Database users: accounts that log in to the databases of a project's clusters.

mod user_name;

pub use self::user_name::UserName;
#[doc(inline)]
pub use crate::specs::{
    AwsIamType, DatabaseUsersPermissionsSpecs, DatabaseUsersUpdatePermissionsSpecs, LdapAuthType, Namespace,
    OidcAuthType, RoleSpecs, X509Type,
};
use crate::{Atlas, Impact, List, Request, Unconfirmed, model::DatabaseUser, operation_doc};

/// The database users of a project; returned by [`Atlas::database_users`].
///
/// A database user logs in to the databases of the project's clusters. People who log in to Atlas itself are
/// [project users](Atlas::project_users).
#[derive(Clone, Debug)]
pub struct DatabaseUsers {
    pub(crate) atlas: Atlas,
}

impl DatabaseUsers {
    /// Lists the project's database users, without their passwords.
    #[doc = operation_doc!("listGroupDatabaseUsers")]
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// let mut users = atlas.database_users().list().stream();
    /// while let Some(user) = users.next().await {
    ///     println!("{:?}", user?.username);
    /// }
    /// # });
    /// ```
    #[inline]
    pub fn list(&self) -> List<DatabaseUser> {
        List::new(&self.atlas, |atlas, api| {
            Ok(api.database_users().list_database_users().group_id(atlas.project_id()?))
        })
    }

    /// Fetches a database user, without the password.
    #[doc = operation_doc!("getGroupDatabaseUser")]
    /// A plain name is a user of the database `admin`, who logs in with a password. For other users, see
    /// [`UserName::external`].
    ///
    /// # Errors
    /// [`is_not_found`](crate::Error::is_not_found) (`USER_NOT_FOUND`) if the user does not exist in that database.
    ///
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// use atlas_api::database_users::UserName;
    ///
    /// let user = atlas.database_users().get("user-1").await?;
    /// assert_eq!(user.username.as_deref(), Some("user-1"));
    ///
    /// let external = UserName::external("CN=reports,O=example");
    /// assert!(!atlas.database_users().get(external).exists().await?);
    /// # });
    /// ```
    pub fn get(&self, user: impl Into<UserName>) -> Request<DatabaseUser> {
        let user = user.into();
        Request::in_project(&self.atlas, |api, project| {
            let (database, name) = user.checked()?;
            let get = api.database_users().get_database_user().group_id(project);
            Ok(get.database_name(database).username(name))
        })
    }

    /// Creates a database user.
    #[doc = operation_doc!("createGroupDatabaseUser")]
    /// The user can log in a moment after the response, once the clusters know it. A project has at most 100 users, unless
    /// MongoDB support has raised the limit.
    ///
    /// # Errors
    /// [`is_invalid_argument`](crate::Error::is_invalid_argument) if the spec is invalid;
    /// [`is_conflict`](crate::Error::is_conflict) (`USER_ALREADY_EXISTS`) if the name exists.
    ///
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// use atlas_api::database_users::{DatabaseUsersPermissionsSpecs, RoleSpecs};
    ///
    /// let spec = DatabaseUsersPermissionsSpecs::new("reports", "a long password")
    ///     .add_role("sales", RoleSpecs::Read)?
    ///     .label("team", "finance");
    /// let user = atlas.database_users().create(spec).await?;
    /// assert_eq!(user.username.as_deref(), Some("reports"));
    /// # });
    /// ```
    #[inline]
    pub fn create(&self, spec: DatabaseUsersPermissionsSpecs) -> Request<DatabaseUser> {
        Request::in_project(&self.atlas, |api, project| {
            spec.check(self.atlas.now())?;
            Ok(api.database_users().create_database_user().group_id(project).body(spec.into_body()))
        })
    }

    /// Updates a database user, and returns it.
    #[doc = operation_doc!("updateGroupDatabaseUser")]
    /// Each list in the spec, such as the roles or labels, replaces the old list. Properties that are not in the spec keep
    /// their values. The name and the authentication method cannot be changed.
    ///
    /// # Errors
    /// [`is_invalid_argument`](crate::Error::is_invalid_argument) if the spec is invalid;
    /// [`is_not_found`](crate::Error::is_not_found) (`USER_NOT_FOUND`) if the user does not exist.
    ///
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// use atlas_api::database_users::{DatabaseUsersUpdatePermissionsSpecs, RoleSpecs};
    ///
    /// let spec = DatabaseUsersUpdatePermissionsSpecs::new().add_role("sales", RoleSpecs::ReadWrite)?;
    /// let user = atlas.database_users().update("user-1", spec).await?;
    /// assert_eq!(user.roles.as_ref().map(Vec::len), Some(1));
    /// # });
    /// ```
    pub fn update(
        &self,
        user: impl Into<UserName>,
        spec: DatabaseUsersUpdatePermissionsSpecs,
    ) -> Request<DatabaseUser> {
        let user = user.into();
        Request::in_project(&self.atlas, |api, project| {
            let (database, name) = user.checked()?;
            spec.check(self.atlas.now())?;
            let update = api.database_users().update_database_user().group_id(project);
            Ok(update.database_name(database).username(name).body(spec.into_body()))
        })
    }

    /// Deletes a database user. Programs that log in as this user lose their access. Pass a listed user by reference to
    /// delete it in its own database.
    #[doc = operation_doc!("deleteGroupDatabaseUser")]
    /// # Errors
    /// [`is_not_found`](crate::Error::is_not_found) (`USER_NOT_FOUND`) if the user does not exist.
    ///
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// use atlas_api::Confirm;
    ///
    /// let delete = atlas.database_users().delete("user-1");
    /// println!("{}", delete.impact());
    /// delete.confirm(Confirm::name("user-1")).await?;
    /// # });
    /// ```
    pub fn delete(&self, user: impl Into<UserName>) -> Unconfirmed<()> {
        let user = user.into();
        let effect = match user.database() {
            "admin" => "will be deleted".to_owned(),
            database => format!("in the database {database:?} will be deleted"),
        };
        let impact = Impact::on("database user", user.name(), effect);
        let request = Request::in_project(&self.atlas, |api, project| {
            let (database, name) = user.checked()?;
            let delete = api.database_users().delete_database_user().group_id(project);
            Ok(delete.database_name(database).username(name))
        });
        Unconfirmed::new(request.deletes(), impact)
    }
}
