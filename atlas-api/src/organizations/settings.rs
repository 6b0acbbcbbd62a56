//! The settings of an organization.

use super::{DelegationSettingsUpdate, OrganizationSettingsUpdate};
use crate::{Atlas, Request, model, operation_doc};

/// The settings of the client's [organization](Atlas::organization); returned by [`Atlas::organization_settings`].
///
/// Requests fail with [`is_invalid_argument`](crate::Error::is_invalid_argument) if the client has no organization.
#[derive(Clone, Debug)]
pub struct OrganizationSettings {
    pub(crate) atlas: Atlas,
}

impl OrganizationSettings {
    /// Fetches the settings.
    #[doc = operation_doc!("getOrgSettings")]
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// let settings = atlas.organization_settings().get().await?;
    /// println!("{:?}", settings.multi_factor_auth_required);
    /// # });
    /// ```
    #[inline]
    pub fn get(&self) -> Request<model::OrganizationSettings> {
        Request::in_organization(&self.atlas, |api, organization| {
            Ok(api.organizations().get_org_settings().org_id(organization))
        })
    }

    /// Updates settings, and returns all settings. Settings that are not in the spec keep their values.
    #[doc = operation_doc!("updateOrgSettings")]
    /// # Errors
    /// [`is_invalid_argument`](crate::Error::is_invalid_argument) if the spec is invalid or empty.
    ///
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// use atlas_api::organizations::OrganizationSettingsUpdate;
    ///
    /// let spec = OrganizationSettingsUpdate::new().multi_factor_auth(true).security_contact("security@example.com");
    /// let settings = atlas.organization_settings().update(spec).await?;
    /// assert_eq!(settings.multi_factor_auth_required, Some(true));
    /// # });
    /// ```
    #[inline]
    pub fn update(&self, spec: OrganizationSettingsUpdate) -> Request<model::OrganizationSettings> {
        Request::in_organization(&self.atlas, |api, organization| {
            Ok(api.organizations().update_org_settings().org_id(organization).body(spec.into_body()?))
        })
    }

    /// Fetches the settings of the access that users can delegate to programs, such as clients of the Model Context
    /// Protocol.
    #[doc = operation_doc!("getOrgDelegationSettings")]
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// let settings = atlas.organization_settings().delegation().await?;
    /// println!("{:?}", settings.delegated_mcp_access);
    /// # });
    /// ```
    #[inline]
    pub fn delegation(&self) -> Request<model::DelegationSettings> {
        Request::in_organization(&self.atlas, |api, organization| {
            Ok(api.organizations().get_org_delegation_settings().org_id(organization))
        })
    }

    /// Updates settings of delegated access, and returns all of them.
    #[doc = operation_doc!("updateOrgDelegationSettings")]
    /// # Errors
    /// [`is_invalid_argument`](crate::Error::is_invalid_argument) if the spec is invalid or empty.
    ///
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// use atlas_api::organizations::DelegationSettingsUpdate;
    ///
    /// let spec = DelegationSettingsUpdate::new().mcp_access("READ_ONLY");
    /// let settings = atlas.organization_settings().update_delegation(spec).await?;
    /// assert_eq!(settings.delegated_mcp_access.as_ref().map(|access| access.as_str()), Some("READ_ONLY"));
    /// # });
    /// ```
    #[inline]
    pub fn update_delegation(&self, spec: DelegationSettingsUpdate) -> Request<model::DelegationSettings> {
        Request::in_organization(&self.atlas, |api, organization| {
            Ok(api.organizations().update_org_delegation_settings().org_id(organization).body(spec.into_body()?))
        })
    }
}
