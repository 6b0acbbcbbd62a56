//! Role mappings of an organization in a federation.

use atlas_gen::Call;

use super::{FederationSettingsId, RoleMappingId, RoleMappingSpec};
use crate::{Atlas, Impact, Request, Unconfirmed, model::RoleMapping, operation_doc};

/// The role mappings of the client's [organization](Atlas::organization) in a federation: the roles of the groups of an
/// identity provider; returned by [`Federation::role_mappings`](super::Federation::role_mappings).
///
/// Requests fail with [`is_invalid_argument`](crate::Error::is_invalid_argument) if the client has no organization, or if
/// the id of the federation is not an id.
#[derive(Clone, Debug)]
pub struct RoleMappings {
    pub(super) atlas: Atlas,
    pub(super) settings: String,
}

impl RoleMappings {
    /// Lists the mappings.
    #[doc = operation_doc!("listFederationSettingConnectedOrgConfigRoleMappings")]
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// for mapping in atlas.federation().role_mappings("5f1a2b3c4d5e6f7a8b9c0d8a").list().await?.iter() {
    ///     println!("{:?}: {:?}", mapping.external_group_name, mapping.role_assignments);
    /// }
    /// # });
    /// ```
    #[inline]
    pub fn list(&self) -> Request<Vec<RoleMapping>> {
        let list = Request::in_organization(&self.atlas, |api, organization| {
            let list = api.federated_authentication().list_role_mappings().org_id(organization);
            Ok(list.federation_settings_id(self.settings.parse::<FederationSettingsId>()?))
        });
        list.map_call(Call::into_items)
    }

    /// Fetches a mapping by its id.
    #[doc = operation_doc!("getFederationSettingConnectedOrgConfigRoleMapping")]
    /// # Errors
    /// [`is_invalid_argument`](crate::Error::is_invalid_argument) if `id` is not an id;
    /// [`is_not_found`](crate::Error::is_not_found) if the mapping does not exist.
    ///
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// let mappings = atlas.federation().role_mappings("5f1a2b3c4d5e6f7a8b9c0d8a");
    /// let mapping = mappings.get("5f1a2b3c4d5e6f7a8b9c0d8c").await?;
    /// assert_eq!(mapping.external_group_name.as_deref(), Some("developers"));
    /// # });
    /// ```
    pub fn get(&self, id: impl Into<String>) -> Request<RoleMapping> {
        let id = id.into();
        Request::in_organization(&self.atlas, |api, organization| {
            let get = api.federated_authentication().get_role_mapping().org_id(organization);
            let get = get.federation_settings_id(self.settings.parse::<FederationSettingsId>()?);
            Ok(get.id(id.parse::<RoleMappingId>()?))
        })
    }

    /// Creates a mapping, and returns it. Members of the group have its roles from their next login.
    #[doc = operation_doc!("createFederationSettingConnectedOrgConfigRoleMapping")]
    /// # Errors
    /// [`is_invalid_argument`](crate::Error::is_invalid_argument) if the spec is invalid.
    ///
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// use atlas_api::federation::RoleMappingSpec;
    ///
    /// let spec = RoleMappingSpec::new("analysts")
    ///     .organization_role("5f1a2b3c4d5e6f7a8b9c0d1f", "ORG_MEMBER")
    ///     .project_role("5f1a2b3c4d5e6f7a8b9c0d1e", "GROUP_READ_ONLY");
    /// let mapping = atlas.federation().role_mappings("5f1a2b3c4d5e6f7a8b9c0d8a").create(spec).await?;
    /// assert_eq!(mapping.role_assignments.as_ref().map(Vec::len), Some(2));
    /// # });
    /// ```
    #[inline]
    pub fn create(&self, spec: RoleMappingSpec) -> Request<RoleMapping> {
        Request::in_organization(&self.atlas, |api, organization| {
            let create = api.federated_authentication().create_role_mapping().org_id(organization);
            let create = create.federation_settings_id(self.settings.parse::<FederationSettingsId>()?);
            Ok(create.body(spec.into_body()?))
        })
    }

    /// Replaces a mapping, with all its roles, and returns it.
    #[doc = operation_doc!("updateFederationSettingConnectedOrgConfigRoleMapping")]
    /// # Errors
    /// [`is_invalid_argument`](crate::Error::is_invalid_argument) if `id` is not an id, or if the spec is invalid;
    /// [`is_not_found`](crate::Error::is_not_found) if the mapping does not exist.
    ///
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// use atlas_api::federation::RoleMappingSpec;
    ///
    /// let mappings = atlas.federation().role_mappings("5f1a2b3c4d5e6f7a8b9c0d8a");
    /// let spec = RoleMappingSpec::new("developers").organization_role("5f1a2b3c4d5e6f7a8b9c0d1f", "ORG_OWNER");
    /// let mapping = mappings.replace("5f1a2b3c4d5e6f7a8b9c0d8c", spec).await?;
    /// assert_eq!(mapping.role_assignments.as_ref().map(Vec::len), Some(1));
    /// # });
    /// ```
    pub fn replace(&self, id: impl Into<String>, spec: RoleMappingSpec) -> Request<RoleMapping> {
        let id = id.into();
        Request::in_organization(&self.atlas, |api, organization| {
            let replace = api.federated_authentication().update_role_mapping().org_id(organization);
            let replace = replace.federation_settings_id(self.settings.parse::<FederationSettingsId>()?);
            Ok(replace.id(id.parse::<RoleMappingId>()?).body(spec.into_body()?))
        })
    }

    /// Deletes a mapping. Members of the group lose its roles.
    #[doc = operation_doc!("deleteFederationSettingConnectedOrgConfigRoleMapping")]
    /// [`Confirm::name`](crate::Confirm::name) accepts the name of the group or the id.
    ///
    /// # Errors
    /// [`is_invalid_argument`](crate::Error::is_invalid_argument) if `id` is not an id;
    /// [`is_not_found`](crate::Error::is_not_found) if the mapping does not exist.
    ///
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// use atlas_api::Confirm;
    ///
    /// let mappings = atlas.federation().role_mappings("5f1a2b3c4d5e6f7a8b9c0d8a");
    /// mappings.delete("5f1a2b3c4d5e6f7a8b9c0d8c").confirm(Confirm::name("developers")).await?;
    /// # });
    /// ```
    pub fn delete(&self, id: impl Into<String>) -> Unconfirmed<()> {
        let id = id.into();
        let name = self.get(&*id).into_json();
        let impact = Impact::on_id("role mapping", &*id, "will be deleted, and members of its group lose their roles");
        let request = Request::in_organization(&self.atlas, |api, organization| {
            let delete = api.federated_authentication().delete_role_mapping().org_id(organization);
            let delete = delete.federation_settings_id(self.settings.parse::<FederationSettingsId>()?);
            Ok(delete.id(id.parse::<RoleMappingId>()?))
        });
        Unconfirmed::new(request.deletes(), impact).named_by(name, "externalGroupName")
    }
}
