//! Update of a connected organization.

use atlas_gen::types::ConnectedOrgConfigInput;

use crate::{
    Error,
    federation::{check_legacy_provider_id, check_provider_id},
    model::{ConnectedOrganization, DefaultRole as Role},
};

/// An [update](crate::federation::ConnectedOrganizations::update) of how an organization uses a federation.
///
/// Atlas disconnects the identity providers that an update does not name. So a spec says both: who logs people in to Atlas, by
/// [`identity_provider`](Self::identity_provider) or [`without_identity_provider`](Self::without_identity_provider), and who
/// logs in to databases, by [`data_access_identity_providers`](Self::data_access_identity_providers).
/// [`keeping`](Self::keeping) takes them from the current state. Other properties that are not set keep their values.
///
/// ```
/// use atlas_api::specs::ConnectedOrganizationUpdate;
///
/// let spec = ConnectedOrganizationUpdate::new(true)
///     .identity_provider("0123456789abcdef0123")
///     .data_access_identity_providers([""; 0])
///     .allowed_domains(["example.com"])
///     .default_roles(["ORG_MEMBER"]);
/// # let _ = spec;
/// ```
#[derive(Clone, Debug, PartialEq)]
#[must_use = "an update changes nothing by itself; pass it to `update`"]
pub struct ConnectedOrganizationUpdate {
    body: ConnectedOrgConfigInput,
    login: Option<Login>,
    /// The providers of data access of the organization that was read.
    data_access: Option<Vec<String>>,
}

/// The login of people to Atlas.
#[derive(Clone, Debug, PartialEq)]
enum Login {
    Provider(String),
    /// No provider, as before the update.
    None,
    Disconnect,
}

impl ConnectedOrganizationUpdate {
    /// Returns an update that sets whether people can join the organization only with addresses of the
    /// [allowed domains](Self::allowed_domains). Atlas requires this property.
    #[doc(alias = "domainRestrictionEnabled")]
    #[inline]
    pub fn new(domain_restriction: bool) -> Self {
        let body = ConnectedOrgConfigInput::new().domain_restriction_enabled(domain_restriction);
        Self { body, login: None, data_access: None }
    }

    /// Returns an update that keeps the identity providers and the domain restriction of an organization that was read.
    ///
    /// The update remembers the providers of data access, so that one of them is disconnected only by
    /// [`update_disconnecting`](crate::federation::ConnectedOrganizations::update_disconnecting).
    pub fn keeping(organization: &ConnectedOrganization) -> Self {
        let data_access = organization.data_access_identity_provider_ids.clone().unwrap_or_default();
        let mut spec = Self::new(organization.domain_restriction_enabled.unwrap_or_default());
        spec = spec.data_access_identity_providers(data_access.iter().map(String::as_str));
        spec.data_access = Some(data_access);
        match &organization.identity_provider_id {
            Some(id) => spec.identity_provider(id.as_str()),
            None => Self { login: Some(Login::None), ..spec },
        }
    }

    /// Sets whether people can join the organization only with addresses of the [allowed domains](Self::allowed_domains).
    #[inline]
    pub fn domain_restriction(mut self, enabled: bool) -> Self {
        self.body = self.body.domain_restriction_enabled(enabled);
        self
    }

    /// Replaces the domains whose addresses are allowed, such as `example.com`.
    #[doc(alias = "domainAllowList")]
    pub fn allowed_domains(mut self, domains: impl IntoIterator<Item = impl Into<String>>) -> Self {
        self.body = self.body.domain_allow_list(domains.into_iter().map(Into::into).collect::<Vec<String>>());
        self
    }

    /// Sets the identity provider that logs people in to Atlas, by its id of 20 hexadecimal digits (`okta_idp_id`).
    pub fn identity_provider(mut self, id: impl Into<String>) -> Self {
        self.login = Some(Login::Provider(id.into()));
        self
    }

    /// Disconnects the identity provider that logs people in to Atlas. It requires
    /// [`update_disconnecting`](crate::federation::ConnectedOrganizations::update_disconnecting).
    #[inline]
    pub fn without_identity_provider(mut self) -> Self {
        self.login = Some(Login::Disconnect);
        self
    }

    /// Replaces the identity providers that log in to the databases of the organization's clusters, by their ids of 24
    /// hexadecimal digits. Others are disconnected.
    ///
    /// An empty list, and a list without a provider that [`keeping`](Self::keeping) has read, require
    /// [`update_disconnecting`](crate::federation::ConnectedOrganizations::update_disconnecting).
    #[doc(alias = "dataAccessIdentityProviderIds")]
    pub fn data_access_identity_providers(mut self, ids: impl IntoIterator<Item = impl Into<String>>) -> Self {
        let ids: Vec<String> = ids.into_iter().map(Into::into).collect();
        self.body = self.body.data_access_identity_provider_ids(ids);
        self
    }

    /// Replaces the roles in the organization that everyone receives with a login, such as `ORG_MEMBER`.
    #[doc(alias = "postAuthRoleGrants")]
    pub fn default_roles(mut self, roles: impl IntoIterator<Item = impl Into<Role>>) -> Self {
        self.body = self.body.post_auth_role_grants(roles.into_iter().map(Into::into).collect::<Vec<Role>>());
        self
    }

    /// Sets whether people become members of the organization with their first login.
    #[doc(alias = "instantUserProvisioningDisabled")]
    #[inline]
    pub fn instant_user_provisioning(mut self, enabled: bool) -> Self {
        self.body = self.body.instant_user_provisioning_disabled(!enabled);
        self
    }

    /// Returns whether the update disconnects the identity provider for Atlas.
    #[inline]
    pub(crate) fn disconnects_login(&self) -> bool {
        self.login == Some(Login::Disconnect)
    }

    /// Returns whether the update disconnects identity providers of data access, as far as that is known.
    #[inline]
    pub(crate) fn disconnects_data_access(&self) -> bool {
        let Some(ids) = &self.body.data_access_identity_provider_ids else { return false };
        match &self.data_access {
            Some(known) => known.iter().any(|id| !ids.contains(id)),
            None => ids.is_empty(),
        }
    }

    /// Returns the request body.
    #[inline]
    pub(crate) fn into_body(self) -> Result<ConnectedOrgConfigInput, Error> {
        let Some(login) = self.login else {
            let rule =
                "not set, and Atlas would disconnect the current one; set it, or take the current one with `keeping`";
            return Err(Error::invalid_argument("identity provider", rule));
        };
        let Some(data_access) = &self.body.data_access_identity_provider_ids else {
            let rule = "not set, and Atlas would disconnect the current ones; set them, or take them with `keeping`";
            return Err(Error::invalid_argument("data access identity providers", rule));
        };
        data_access.iter().try_for_each(|id| check_provider_id(id).map(drop))?;
        Ok(match login {
            Login::Provider(id) => {
                check_legacy_provider_id(&id)?;
                self.body.identity_provider_id(id)
            }
            Login::None => self.body,
            Login::Disconnect => self.body.identity_provider_id(None),
        })
    }
}
