//! Spec of a new organization.

use atlas_gen::types::CreateOrganizationRequest;

use crate::{
    Error, FederationSettingsId, UserId,
    specs::{ApiKeySpec, ServiceAccountSpec, check_name},
};

/// An organization to [create](crate::organizations::Organizations::create).
///
/// Only properties that are set are sent. Atlas applies its defaults to the others.
///
/// ```
/// use atlas_api::specs::{ApiKeySpec, OrganizationSpec};
///
/// let spec = OrganizationSpec::new("subsidiary")
///     .owner("5f1a2b3c4d5e6f7a8b9c0d3a")
///     .api_key(ApiKeySpec::new("deployment", ["ORG_OWNER"]));
/// # let _ = spec;
/// ```
#[derive(Clone, Debug, PartialEq)]
#[must_use = "a spec creates nothing by itself; pass it to `create`"]
pub struct OrganizationSpec {
    name: String,
    owner: Option<String>,
    federation_settings: Option<String>,
    default_alert_settings: Option<bool>,
    api_key: Option<ApiKeySpec>,
    service_account: Option<ServiceAccountSpec>,
}

impl OrganizationSpec {
    /// Returns a spec of an organization. The name has 1 to 64 characters: letters, digits, spaces and `-_.(),:&@+'`.
    pub fn new(name: impl Into<String>) -> Self {
        Self {
            name: name.into(),
            owner: None,
            federation_settings: None,
            default_alert_settings: None,
            api_key: None,
            service_account: None,
        }
    }

    /// Sets the Atlas user who becomes the owner, by an id of 24 hexadecimal digits. An API key or a service account that
    /// creates an organization has to set it.
    #[doc(alias = "orgOwnerId")]
    pub fn owner(mut self, user_id: impl Into<String>) -> Self {
        self.owner = Some(user_id.into());
        self
    }

    /// Connects the organization to a federation, by the id of its settings. Default: none.
    #[doc(alias = "federationSettingsId")]
    pub fn federation_settings(mut self, id: impl Into<String>) -> Self {
        self.federation_settings = Some(id.into());
        self
    }

    /// Sets whether the organization starts with Atlas's default alert configurations. Default: enabled.
    #[doc(alias = "skipDefaultAlertsSettings")]
    #[inline]
    pub fn default_alert_settings(mut self, enabled: bool) -> Self {
        self.default_alert_settings = Some(enabled);
        self
    }

    /// Creates an API key in the organization. The response has its private key. Default: none.
    #[inline]
    pub fn api_key(mut self, key: ApiKeySpec) -> Self {
        self.api_key = Some(key);
        self
    }

    /// Creates a service account in the organization. The response has its secret. Default: none.
    pub fn service_account(mut self, account: ServiceAccountSpec) -> Self {
        self.service_account = Some(account);
        self
    }

    #[inline]
    pub(crate) fn into_body(self) -> Result<CreateOrganizationRequest, Error> {
        check_name("organization name", &self.name)?;
        let mut body = CreateOrganizationRequest::new().name(self.name);
        if let Some(owner) = self.owner {
            body = body.org_owner_id(owner.parse::<UserId>()?.to_string());
        }
        if let Some(id) = self.federation_settings {
            body = body.federation_settings_id(id.parse::<FederationSettingsId>()?.to_string());
        }
        if let Some(enabled) = self.default_alert_settings {
            body = body.skip_default_alerts_settings(!enabled);
        }
        if let Some(key) = self.api_key {
            body = body.api_key(key.into_body()?);
        }
        if let Some(account) = self.service_account {
            body = body.service_account(account.into_body()?);
        }
        Ok(body)
    }
}
