//! The identity providers of a federation.

use atlas_gen::OperationBuilder;

use super::{
    FederationSettingsId, IdentityProviderSpec, IdentityProviderUpdate, MetadataRequest, check_legacy_provider_id,
    check_provider_id,
};
use crate::{
    Atlas, Impact, List, Request, Unconfirmed,
    model::{IdentityProvider, OidcIdentityProvider},
    operation_doc,
};

/// The identity providers of a federation; returned by [`Federation::identity_providers`](super::Federation::identity_providers).
///
/// A workforce provider logs people in, by SAML or OIDC. A workload provider logs programs in, by OIDC. Methods take the
/// `id` of a provider, of 24 hexadecimal digits. Only [`metadata`](Self::metadata) takes the old id, `okta_idp_id`.
///
/// Requests fail with [`is_invalid_argument`](crate::Error::is_invalid_argument) if the id of the federation is not an id.
#[derive(Clone, Debug)]
pub struct IdentityProviders {
    pub(super) atlas: Atlas,
    pub(super) settings: String,
}

impl IdentityProviders {
    /// Lists the providers. Without a filter, only SAML providers of type `WORKFORCE`.
    #[doc = operation_doc!("listFederationSettingIdentityProviders")]
    /// Add each protocol (`SAML`, `OIDC`) and each type (`WORKFORCE`, `WORKLOAD`) to list all.
    ///
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// let providers = atlas.federation().identity_providers("5f1a2b3c4d5e6f7a8b9c0d8a");
    /// for provider in providers.list().protocol("OIDC").all().await? {
    ///     println!("{:?} at {:?}", provider.display_name, provider.issuer_uri);
    /// }
    /// # });
    /// ```
    #[inline]
    pub fn list(&self) -> List<IdentityProvider, IdentityProviderFilter> {
        let (settings, filter) = (self.settings.clone(), IdentityProviderFilter::default());
        List::filtered(&self.atlas, filter, move |_, api, filter: &IdentityProviderFilter| {
            let list = api.federated_authentication().list_identity_providers();
            let list = list.federation_settings_id(settings.parse::<FederationSettingsId>()?);
            let list = list.maybe(filter.protocols.clone(), |list, protocols| list.protocol(protocols));
            Ok(list.maybe(filter.types.clone(), |list, types| list.idp_type(types)))
        })
    }

    /// Fetches a provider by its id.
    #[doc = operation_doc!("getFederationSettingIdentityProvider")]
    /// # Errors
    /// [`is_invalid_argument`](crate::Error::is_invalid_argument) if `id` is not an id;
    /// [`is_not_found`](crate::Error::is_not_found) if the provider does not exist.
    ///
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// let providers = atlas.federation().identity_providers("5f1a2b3c4d5e6f7a8b9c0d8a");
    /// let provider = providers.get("5f1a2b3c4d5e6f7a8b9c0d8b").await?;
    /// assert_eq!(provider.display_name.as_deref(), Some("employees"));
    /// # });
    /// ```
    pub fn get(&self, id: impl Into<String>) -> Request<IdentityProvider> {
        let id = id.into();
        Request::new(&self.atlas, |api| {
            let get = api.federated_authentication().get_identity_provider();
            let get = get.federation_settings_id(self.settings.parse::<FederationSettingsId>()?);
            Ok(get.identity_provider_id(check_provider_id(&id)?))
        })
    }

    /// Creates an OIDC provider, and returns it. The API does not create SAML providers.
    #[doc = operation_doc!("createFederationSettingIdentityProvider")]
    /// Nobody can log in through it until it is connected to an organization: see
    /// [`ConnectedOrganizationUpdate`](super::ConnectedOrganizationUpdate).
    ///
    /// # Errors
    /// [`is_invalid_argument`](crate::Error::is_invalid_argument) if the spec is invalid.
    ///
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// use atlas_api::federation::IdentityProviderSpec;
    ///
    /// let spec = IdentityProviderSpec::workload("builds", "https://token.example.com", "atlas").authorization("USER");
    /// let provider = atlas.federation().identity_providers("5f1a2b3c4d5e6f7a8b9c0d8a").create(spec).await?;
    /// assert_eq!(provider.display_name.as_deref(), Some("builds"));
    /// # });
    /// ```
    #[inline]
    pub fn create(&self, spec: IdentityProviderSpec) -> Request<OidcIdentityProvider> {
        Request::new(&self.atlas, |api| {
            let create = api.federated_authentication().create_identity_provider();
            let create = create.federation_settings_id(self.settings.parse::<FederationSettingsId>()?);
            Ok(create.body(spec.into_body()?))
        })
    }

    /// Updates a provider, and returns it. The kind of the provider cannot be changed, and the spec has to state it.
    #[doc = operation_doc!("updateFederationSettingIdentityProvider")]
    /// # Errors
    /// [`is_invalid_argument`](crate::Error::is_invalid_argument) if `id` is not an id, or if the spec is invalid or
    /// empty; [`is_not_found`](crate::Error::is_not_found) if the provider does not exist.
    ///
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// use atlas_api::federation::IdentityProviderUpdate;
    ///
    /// let providers = atlas.federation().identity_providers("5f1a2b3c4d5e6f7a8b9c0d8a");
    /// let spec = IdentityProviderUpdate::workforce().display_name("staff").user_claim("email");
    /// let provider = providers.update("5f1a2b3c4d5e6f7a8b9c0d8b", spec).await?;
    /// assert_eq!(provider.display_name.as_deref(), Some("staff"));
    /// # });
    /// ```
    pub fn update(&self, id: impl Into<String>, spec: IdentityProviderUpdate) -> Request<IdentityProvider> {
        let id = id.into();
        Request::new(&self.atlas, |api| {
            let update = api.federated_authentication().update_identity_provider();
            let update = update.federation_settings_id(self.settings.parse::<FederationSettingsId>()?);
            Ok(update.identity_provider_id(check_provider_id(&id)?).body(spec.into_body()?))
        })
    }

    /// Deletes a provider. Nobody can log in through it anymore.
    #[doc = operation_doc!("deleteFederationSettingIdentityProvider")]
    /// [`Confirm::name`](crate::Confirm::name) accepts the display name or the id.
    ///
    /// # Errors
    /// [`is_invalid_argument`](crate::Error::is_invalid_argument) if `id` is not an id;
    /// [`is_not_found`](crate::Error::is_not_found) if the provider does not exist.
    ///
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// use atlas_api::Confirm;
    ///
    /// let providers = atlas.federation().identity_providers("5f1a2b3c4d5e6f7a8b9c0d8a");
    /// providers.delete("5f1a2b3c4d5e6f7a8b9c0d8b").confirm(Confirm::name("employees")).await?;
    /// # });
    /// ```
    pub fn delete(&self, id: impl Into<String>) -> Unconfirmed<()> {
        let id = id.into();
        let name = self.get(&*id).into_json();
        let impact = Impact::on_id("identity provider", &*id, "will be deleted, and nobody can log in through it then");
        let request = Request::new(&self.atlas, |api| {
            let delete = api.federated_authentication().delete_identity_provider();
            let delete = delete.federation_settings_id(self.settings.parse::<FederationSettingsId>()?);
            Ok(delete.identity_provider_id(check_provider_id(&id)?))
        });
        Unconfirmed::new(request.deletes(), impact).named_by(name, "displayName")
    }

    /// Fetches the metadata of a SAML provider, an XML document that configures the provider itself for Atlas.
    #[doc = operation_doc!("getFederationSettingIdentityProviderMetadata")]
    /// # Errors
    /// [`is_invalid_argument`](crate::Error::is_invalid_argument) if `id` is not an `okta_idp_id`, of 20 hexadecimal digits;
    /// [`is_not_found`](crate::Error::is_not_found) if the provider does not exist.
    ///
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// let providers = atlas.federation().identity_providers("5f1a2b3c4d5e6f7a8b9c0d8a");
    /// let xml: String = providers.metadata("0123456789abcdef0123").await?;
    /// # });
    /// ```
    pub fn metadata(&self, id: impl Into<String>) -> MetadataRequest {
        let id = id.into();
        MetadataRequest::new(Request::new(&self.atlas, |api| {
            let get = api.federated_authentication().get_identity_provider_metadata();
            let get = get.federation_settings_id(self.settings.parse::<FederationSettingsId>()?);
            Ok(get.identity_provider_id(check_legacy_provider_id(&id)?))
        }))
    }

    /// Revokes the cached keys of an OIDC provider: clusters fetch its keys again, and reject tokens that were signed with
    /// a key that the provider does not have anymore.
    #[doc = operation_doc!("revokeFederationSettingIdentityProviderJwks")]
    /// [`Confirm::name`](crate::Confirm::name) accepts the display name or the id.
    ///
    /// # Errors
    /// [`is_invalid_argument`](crate::Error::is_invalid_argument) if `id` is not an id;
    /// [`is_not_found`](crate::Error::is_not_found) if the provider does not exist.
    ///
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// use atlas_api::Confirm;
    ///
    /// let providers = atlas.federation().identity_providers("5f1a2b3c4d5e6f7a8b9c0d8a");
    /// providers.revoke_keys("5f1a2b3c4d5e6f7a8b9c0d8b").confirm(Confirm::yes()).await?;
    /// # });
    /// ```
    #[doc(alias = "jwks")]
    pub fn revoke_keys(&self, id: impl Into<String>) -> Unconfirmed<()> {
        let id = id.into();
        let name = self.get(&*id).into_json();
        let effect = "will have its cached keys revoked, and tokens that were signed with them can be rejected";
        let impact = Impact::on_id("identity provider", &*id, effect);
        let request = Request::new(&self.atlas, |api| {
            let revoke = api.federated_authentication().revoke_identity_provider_jwks();
            let revoke = revoke.federation_settings_id(self.settings.parse::<FederationSettingsId>()?);
            Ok(revoke.identity_provider_id(check_provider_id(&id)?))
        });
        Unconfirmed::new(request, impact).named_by(name, "displayName")
    }
}

/// The filter of [`IdentityProviders::list`]. Its setters are [`List::protocol`] and [`List::provider_type`].
#[derive(Clone, Debug, Default)]
#[non_exhaustive]
pub struct IdentityProviderFilter {
    protocols: Option<Vec<String>>,
    types: Option<Vec<String>>,
}

impl List<IdentityProvider, IdentityProviderFilter> {
    /// Lists only providers with this protocol, `SAML` or `OIDC`. Can be called for both.
    pub fn protocol(mut self, protocol: impl Into<String>) -> Self {
        self.filter_mut().protocols.get_or_insert_default().push(protocol.into());
        self
    }

    /// Lists only providers of this type, `WORKFORCE` or `WORKLOAD`. Can be called for both.
    #[doc(alias = "idpType")]
    pub fn provider_type(mut self, provider_type: impl Into<String>) -> Self {
        self.filter_mut().types.get_or_insert_default().push(provider_type.into());
        self
    }
}
