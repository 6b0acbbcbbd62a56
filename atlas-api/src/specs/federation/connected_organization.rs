//! Update of a connected organization.

use atlas_gen::types::ConnectedOrgConfigInput;

use crate::{Error, model::DefaultRole as Role};

/// An [update](crate::federation::ConnectedOrganizations::update) of how an organization uses a federation.
///
/// Apart from the restriction to domains, which Atlas requires, only properties that are set are sent.
///
/// ```
/// use atlas_api::specs::ConnectedOrganizationUpdate;
///
/// let spec = ConnectedOrganizationUpdate::new(true).allowed_domains(["example.com"]).default_roles(["ORG_MEMBER"]);
/// # let _ = spec;
/// ```
#[derive(Clone, Debug, PartialEq)]
#[must_use = "an update changes nothing by itself; pass it to `update`"]
pub struct ConnectedOrganizationUpdate(ConnectedOrgConfigInput);

impl ConnectedOrganizationUpdate {
    /// Returns an update that sets whether people can join the organization only with addresses of the
    /// [allowed domains](Self::allowed_domains).
    #[doc(alias = "domainRestrictionEnabled")]
    #[inline]
    pub fn new(domain_restriction: bool) -> Self {
        Self(ConnectedOrgConfigInput::new().domain_restriction_enabled(domain_restriction))
    }

    /// Replaces the domains whose addresses are allowed, such as `example.com`.
    #[doc(alias = "domainAllowList")]
    pub fn allowed_domains(self, domains: impl IntoIterator<Item = impl Into<String>>) -> Self {
        Self(self.0.domain_allow_list(domains.into_iter().map(Into::into).collect::<Vec<String>>()))
    }

    /// Sets the identity provider that logs people in to Atlas, by its id of 20 hexadecimal digits (`okta_idp_id`).
    pub fn identity_provider(self, id: impl Into<String>) -> Self {
        Self(self.0.identity_provider_id(id.into()))
    }

    /// Disconnects the identity provider that logs people in to Atlas.
    #[inline]
    pub fn clear_identity_provider(self) -> Self {
        Self(self.0.identity_provider_id(None))
    }

    /// Replaces the identity providers that log in to the databases of the organization's clusters, by their ids of 24
    /// hexadecimal digits.
    #[doc(alias = "dataAccessIdentityProviderIds")]
    pub fn data_access_identity_providers(self, ids: impl IntoIterator<Item = impl Into<String>>) -> Self {
        Self(self.0.data_access_identity_provider_ids(ids.into_iter().map(Into::into).collect::<Vec<String>>()))
    }

    /// Replaces the roles in the organization that everyone receives with a login, such as `ORG_MEMBER`.
    #[doc(alias = "postAuthRoleGrants")]
    pub fn default_roles(self, roles: impl IntoIterator<Item = impl Into<Role>>) -> Self {
        Self(self.0.post_auth_role_grants(roles.into_iter().map(Into::into).collect::<Vec<Role>>()))
    }

    /// Sets whether people become members of the organization with their first login.
    #[doc(alias = "instantUserProvisioningDisabled")]
    #[inline]
    pub fn instant_user_provisioning(self, enabled: bool) -> Self {
        Self(self.0.instant_user_provisioning_disabled(!enabled))
    }

    /// Returns the request body. Ids of identity providers are the only values that can be invalid.
    #[inline]
    pub(crate) fn into_body(self) -> Result<ConnectedOrgConfigInput, Error> {
        let own = self.0.identity_provider_id.iter();
        for id in own.chain(self.0.data_access_identity_provider_ids.iter().flatten()) {
            crate::federation::check_provider_id(id)?;
        }
        Ok(self.0)
    }
}
