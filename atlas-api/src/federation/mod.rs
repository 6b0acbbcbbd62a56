//! Federated authentication: identity providers of a federation, its organizations, and their role mappings.

mod connected_organizations;
mod id;
mod identity_providers;
mod metadata;
mod role_mappings;

pub(crate) use self::id::{check_legacy_provider_id, check_provider_id};
pub use self::{
    connected_organizations::ConnectedOrganizations,
    id::RoleMappingId,
    identity_providers::{IdentityProviderFilter, IdentityProviders},
    metadata::MetadataRequest,
    role_mappings::RoleMappings,
};
#[doc(inline)]
pub use crate::specs::{ConnectedOrganizationUpdate, IdentityProviderSpec, IdentityProviderUpdate, RoleMappingSpec};
use crate::{Atlas, FederationSettingsId, Impact, Request, Unconfirmed, model::FederationSettings, operation_doc};

/// Federations, in which identity providers log people and programs in; returned by [`Atlas::federation`].
///
/// A federation has settings with an id, which the methods take. Several organizations can be connected to one
/// federation; [`get`](Self::get) returns the settings of the client's [organization](Atlas::organization).
#[derive(Clone, Debug)]
#[doc(alias = "federationSettings")]
pub struct Federation {
    pub(crate) atlas: Atlas,
}

impl Federation {
    /// Fetches the settings of the federation that the client's organization is connected to, with their id.
    #[doc = operation_doc!("getOrgFederationSettings")]
    /// # Errors
    /// [`is_invalid_argument`](crate::Error::is_invalid_argument) if the client has no organization;
    /// [`is_not_found`](crate::Error::is_not_found) if it is not connected to a federation.
    ///
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// let settings = atlas.federation().get().await?;
    /// println!("{:?} for {:?}", settings.id, settings.federated_domains);
    /// # });
    /// ```
    #[inline]
    pub fn get(&self) -> Request<FederationSettings> {
        Request::in_organization(&self.atlas, |api, organization| {
            Ok(api.federated_authentication().get_federation_settings().org_id(organization))
        })
    }

    /// Deletes the settings of a federation, with its identity providers. All organizations are disconnected from it.
    #[doc = operation_doc!("deleteFederationSetting")]
    /// # Errors
    /// [`is_invalid_argument`](crate::Error::is_invalid_argument) if `settings_id` is not an id;
    /// [`is_not_found`](crate::Error::is_not_found) if the federation does not exist.
    ///
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// use atlas_api::Confirm;
    ///
    /// let delete = atlas.federation().delete("5f1a2b3c4d5e6f7a8b9c0d8a");
    /// delete.confirm(Confirm::name("5f1a2b3c4d5e6f7a8b9c0d8a")).await?;
    /// # });
    /// ```
    pub fn delete(&self, settings_id: impl Into<String>) -> Unconfirmed<()> {
        let id = settings_id.into();
        let effect = "will be deleted, with its identity providers: all organizations are disconnected from it, and nobody can log in \
                      through it";
        let impact = Impact::on("federation", &*id, effect);
        let request = Request::new(&self.atlas, |api| {
            let delete = api.federated_authentication().delete_federation_setting();
            Ok(delete.federation_settings_id(id.parse::<FederationSettingsId>()?))
        });
        Unconfirmed::new(request.deletes(), impact)
    }

    /// Returns a handle for the identity providers of a federation. Nothing is sent.
    pub fn identity_providers(&self, settings_id: impl Into<String>) -> IdentityProviders {
        IdentityProviders { atlas: self.atlas.clone(), settings: settings_id.into() }
    }

    /// Returns a handle for the organizations that are connected to a federation. Nothing is sent.
    pub fn connected_organizations(&self, settings_id: impl Into<String>) -> ConnectedOrganizations {
        ConnectedOrganizations { atlas: self.atlas.clone(), settings: settings_id.into() }
    }

    /// Returns a handle for the role mappings of the client's organization in a federation. Nothing is sent.
    pub fn role_mappings(&self, settings_id: impl Into<String>) -> RoleMappings {
        RoleMappings { atlas: self.atlas.clone(), settings: settings_id.into() }
    }
}
