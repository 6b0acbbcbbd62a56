//! The organizations that are connected to a federation.

use super::{ConnectedOrganizationUpdate, FederationSettingsId};
use crate::{
    Atlas, Error, Impact, List, OrganizationId, Request, Unconfirmed, model::ConnectedOrganization, operation_doc,
};

/// The organizations that are connected to a federation; returned by
/// [`Federation::connected_organizations`](super::Federation::connected_organizations).
///
/// Methods take the id of an organization. Requests fail with
/// [`is_invalid_argument`](crate::Error::is_invalid_argument) if the id of the federation is not an id.
#[derive(Clone, Debug)]
#[doc(alias = "connectedOrgConfigs")]
pub struct ConnectedOrganizations {
    pub(super) atlas: Atlas,
    pub(super) settings: String,
}

impl ConnectedOrganizations {
    /// Lists the connected organizations, each with its identity providers and role mappings.
    #[doc = operation_doc!("listFederationSettingConnectedOrgConfigs")]
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// let organizations = atlas.federation().connected_organizations("5f1a2b3c4d5e6f7a8b9c0d8a");
    /// for organization in organizations.list().all().await? {
    ///     println!("{:?}: {:?}", organization.org_id, organization.domain_allow_list);
    /// }
    /// # });
    /// ```
    #[inline]
    pub fn list(&self) -> List<ConnectedOrganization> {
        let settings = self.settings.clone();
        List::new(&self.atlas, move |_, api| {
            let list = api.federated_authentication().list_connected_org_configs();
            Ok(list.federation_settings_id(settings.parse::<FederationSettingsId>()?))
        })
    }

    /// Fetches a connected organization by its id.
    #[doc = operation_doc!("getFederationSettingConnectedOrgConfig")]
    /// # Errors
    /// [`is_invalid_argument`](crate::Error::is_invalid_argument) if `organization_id` is not an id;
    /// [`is_not_found`](crate::Error::is_not_found) if the organization is not connected to the federation.
    ///
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// let organizations = atlas.federation().connected_organizations("5f1a2b3c4d5e6f7a8b9c0d8a");
    /// let organization = organizations.get("5f1a2b3c4d5e6f7a8b9c0d1f").await?;
    /// println!("{:?}", organization.identity_provider_id);
    /// # });
    /// ```
    pub fn get(&self, organization_id: impl Into<String>) -> Request<ConnectedOrganization> {
        let id = organization_id.into();
        Request::new(&self.atlas, |api| {
            let get = api.federated_authentication().get_connected_org_config();
            let get = get.federation_settings_id(self.settings.parse::<FederationSettingsId>()?);
            Ok(get.org_id(id.parse::<OrganizationId>()?))
        })
    }

    /// Updates how an organization uses the federation, and returns it.
    #[doc = operation_doc!("updateFederationSettingConnectedOrgConfig")]
    /// Each list in the spec replaces the old list. Atlas disconnects identity providers that a request does not name, so a
    /// spec that does not say who logs in is refused. Other properties that are not in the spec keep their values.
    ///
    /// # Errors
    /// [`is_invalid_argument`](crate::Error::is_invalid_argument) if `organization_id` is not an id, or if the spec is
    /// invalid; [`is_confirmation_required`](crate::Error::is_confirmation_required) if it disconnects an identity provider;
    /// [`is_not_found`](crate::Error::is_not_found) if the organization is not connected to the federation.
    ///
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// use atlas_api::federation::ConnectedOrganizationUpdate;
    ///
    /// let organizations = atlas.federation().connected_organizations("5f1a2b3c4d5e6f7a8b9c0d8a");
    /// let current = organizations.get("5f1a2b3c4d5e6f7a8b9c0d1f").await?;
    /// let spec = ConnectedOrganizationUpdate::keeping(&current).domain_restriction(true).allowed_domains(["example.com"]);
    /// let organization = organizations.update("5f1a2b3c4d5e6f7a8b9c0d1f", spec).await?;
    /// assert_eq!(organization.domain_restriction_enabled, Some(true));
    /// # });
    /// ```
    pub fn update(
        &self,
        organization_id: impl Into<String>,
        spec: ConnectedOrganizationUpdate,
    ) -> Request<ConnectedOrganization> {
        self.patch(organization_id.into(), spec, false)
    }

    /// Updates how an organization uses the federation, and disconnects its identity provider, or identity providers of
    /// data access.
    #[doc = operation_doc!("updateFederationSettingConnectedOrgConfig")]
    /// [`Confirm::name`](crate::Confirm::name) takes the id of the organization. Otherwise as [`update`](Self::update).
    ///
    /// # Errors
    /// As [`update`](Self::update).
    ///
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// use atlas_api::{Confirm, federation::ConnectedOrganizationUpdate};
    ///
    /// let organizations = atlas.federation().connected_organizations("5f1a2b3c4d5e6f7a8b9c0d8a");
    /// let spec = ConnectedOrganizationUpdate::new(false).without_identity_provider();
    /// let spec = spec.data_access_identity_providers([""; 0]);
    /// organizations.update_disconnecting("5f1a2b3c4d5e6f7a8b9c0d1f", spec).confirm(Confirm::yes()).await?;
    /// # });
    /// ```
    pub fn update_disconnecting(
        &self,
        organization_id: impl Into<String>,
        spec: ConnectedOrganizationUpdate,
    ) -> Unconfirmed<ConnectedOrganization> {
        let id = organization_id.into();
        let effect = disconnected(&spec).unwrap_or(DISCONNECTED);
        Unconfirmed::new(self.patch(id.clone(), spec, true), Impact::on("organization", id, effect))
    }

    fn patch(
        &self,
        id: String,
        spec: ConnectedOrganizationUpdate,
        may_disconnect: bool,
    ) -> Request<ConnectedOrganization> {
        Request::new(&self.atlas, |api| {
            let effect = disconnected(&spec).filter(|_| !may_disconnect);
            let body = spec.into_body()?;
            if let Some(effect) = effect {
                let advice = "pass the update to `update_disconnecting` and confirm it";
                return Err(Error::unconfirmed(format!("organization {id:?} {effect}"), advice));
            }
            let update = api.federated_authentication().update_connected_org_config();
            let update = update.federation_settings_id(self.settings.parse::<FederationSettingsId>()?);
            Ok(update.org_id(id.parse::<OrganizationId>()?).body(body))
        })
    }

    /// Disconnects an organization from the federation. Its people can no longer log in through an identity provider.
    #[doc = operation_doc!("removeFederationSettingConnectedOrgConfig")]
    /// # Errors
    /// [`is_invalid_argument`](crate::Error::is_invalid_argument) if `organization_id` is not an id;
    /// [`is_not_found`](crate::Error::is_not_found) if the organization is not connected to the federation.
    ///
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// use atlas_api::Confirm;
    ///
    /// let organizations = atlas.federation().connected_organizations("5f1a2b3c4d5e6f7a8b9c0d8a");
    /// organizations.remove("5f1a2b3c4d5e6f7a8b9c0d1f").confirm(Confirm::yes()).await?;
    /// # });
    /// ```
    pub fn remove(&self, organization_id: impl Into<String>) -> Unconfirmed<()> {
        let id = organization_id.into();
        let effect =
            "will be disconnected from the federation, and nobody can log in there through an identity provider";
        let impact = Impact::on("organization", &*id, effect);
        let request = Request::new(&self.atlas, |api| {
            let remove = api.federated_authentication().remove_connected_org_config();
            let remove = remove.federation_settings_id(self.settings.parse::<FederationSettingsId>()?);
            Ok(remove.org_id(id.parse::<OrganizationId>()?))
        });
        Unconfirmed::new(request.deletes(), impact)
    }
}

/// Returns the effect of an update that disconnects identity providers.
fn disconnected(spec: &ConnectedOrganizationUpdate) -> Option<&'static str> {
    match (spec.disconnects_login(), spec.disconnects_data_access()) {
        (true, false) => Some(DISCONNECTED),
        (false, true) => Some(
            "will be disconnected from identity providers of data access, and nobody can log in to databases through them",
        ),
        (true, true) => Some(
            "will be disconnected from its identity provider and from those of data access, and nobody can log in to \
             Atlas or to databases through them",
        ),
        (false, false) => None,
    }
}

/// The effect of an update without an identity provider.
const DISCONNECTED: &str = "will be disconnected from its identity provider, and nobody can log in through it";
