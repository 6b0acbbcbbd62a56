//! Custom database roles: roles of database users with privileges of their own.

#[doc(inline)]
pub use crate::specs::{CustomRoleSpec, RoleResource};
use crate::{Atlas, Impact, Request, Unconfirmed, model::CustomRole, operation_doc, segment::check_segment};

/// The custom database roles of a project; returned by [`Atlas::custom_roles`].
///
/// [`RoleSpecs::custom`](crate::database_users::RoleSpecs::custom) grants a custom role to a database user.
#[derive(Clone, Debug)]
pub struct CustomRoles {
    pub(crate) atlas: Atlas,
}

impl CustomRoles {
    /// Lists the project's custom roles. Atlas returns all of them at once.
    #[doc = operation_doc!("listGroupCustomDbRoleRoles")]
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// for role in atlas.custom_roles().list().await?.into_inner() {
    ///     println!("{:?}: {:?}", role.role_name, role.actions);
    /// }
    /// # });
    /// ```
    #[inline]
    pub fn list(&self) -> Request<Vec<CustomRole>> {
        Request::in_project(&self.atlas, |api, project| {
            Ok(api.custom_database_roles().list_custom_db_roles().group_id(project))
        })
    }

    /// Fetches a custom role.
    #[doc = operation_doc!("getGroupCustomDbRoleRole")]
    /// # Errors
    /// [`is_not_found`](crate::Error::is_not_found) (`ATLAS_CUSTOM_ROLE_NOT_FOUND`) if the role does not exist.
    ///
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// let role = atlas.custom_roles().get("reporting").await?;
    /// println!("{:?} inherits {:?}", role.role_name, role.inherited_roles);
    /// # });
    /// ```
    pub fn get(&self, name: impl Into<String>) -> Request<CustomRole> {
        let name = name.into();
        Request::in_project(&self.atlas, |api, project| {
            check_segment("role", &name)?;
            Ok(api.custom_database_roles().get_custom_db_role().group_id(project).role_name(name))
        })
    }

    /// Creates a custom role, and returns it.
    #[doc = operation_doc!("createGroupCustomDbRoleRole")]
    /// Atlas deploys it to the clusters of the project within minutes.
    ///
    /// # Errors
    /// [`is_invalid_argument`](crate::Error::is_invalid_argument) if the name or the spec is invalid;
    /// [`is_duplicate`](crate::Error::is_duplicate) if the role exists.
    ///
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// use atlas_api::custom_roles::{CustomRoleSpec, RoleResource};
    ///
    /// let spec = CustomRoleSpec::new()
    ///     .allow(RoleResource::collection("sales", "orders"), ["FIND", "INSERT"])
    ///     .allow(RoleResource::cluster(), ["LIST_DATABASES"])
    ///     .inherit("read", "statistics");
    /// let role = atlas.custom_roles().create("orders-writer", spec).await?;
    /// assert_eq!(role.role_name.as_deref(), Some("orders-writer"));
    /// # });
    /// ```
    pub fn create(&self, name: impl Into<String>, spec: CustomRoleSpec) -> Request<CustomRole> {
        let name = name.into();
        Request::in_project(&self.atlas, |api, project| {
            let body = spec.into_body(&name)?;
            Ok(api.custom_database_roles().create_custom_db_role().group_id(project).body(body))
        })
    }

    /// Replaces all privileges and inherited roles of a custom role, and returns it.
    #[doc = operation_doc!("updateGroupCustomDbRoleRole")]
    /// Nothing of the old role remains, except for its name. To add a privilege, begin with the privileges that the role
    /// has: `CustomRoleSpec::from(&*role)`.
    ///
    /// # Errors
    /// [`is_invalid_argument`](crate::Error::is_invalid_argument) if the spec is invalid; otherwise as [`get`](Self::get).
    ///
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// use atlas_api::custom_roles::{CustomRoleSpec, RoleResource};
    ///
    /// let role = atlas.custom_roles().get("reporting").await?;
    /// let spec = CustomRoleSpec::from(&*role).allow(RoleResource::database("statistics"), ["FIND"]);
    /// atlas.custom_roles().replace("reporting", spec).await?;
    /// # });
    /// ```
    #[doc(alias = "update")]
    pub fn replace(&self, name: impl Into<String>, spec: CustomRoleSpec) -> Request<CustomRole> {
        let name = name.into();
        Request::in_project(&self.atlas, |api, project| {
            check_segment("role", &name)?;
            let body = spec.into_update(&name)?;
            Ok(api.custom_database_roles().update_custom_db_role().group_id(project).role_name(name).body(body))
        })
    }

    /// Deletes a custom role.
    #[doc = operation_doc!("deleteGroupCustomDbRoleRole")]
    /// # Errors
    /// The code `ATLAS_CUSTOM_ROLE_IN_USE_BY_USERS` if it is the only role of a database user, and
    /// `ATLAS_CUSTOM_ROLE_IN_USE_BY_ROLES` if another role inherits it. The error names them. Otherwise as
    /// [`get`](Self::get).
    ///
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// use atlas_api::Confirm;
    ///
    /// atlas.custom_roles().delete("reporting").confirm(Confirm::name("reporting")).await?;
    /// # });
    /// ```
    pub fn delete(&self, name: impl Into<String>) -> Unconfirmed<()> {
        let name = name.into();
        let impact = Impact::on("custom role", name.clone(), "will be deleted");
        let delete = Request::in_project(&self.atlas, |api, project| {
            check_segment("role", &name)?;
            Ok(api.custom_database_roles().delete_custom_db_role().group_id(project).role_name(name))
        });
        Unconfirmed::new(delete.deletes(), impact)
    }
}
