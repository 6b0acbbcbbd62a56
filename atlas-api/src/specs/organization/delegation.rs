//! Update of the settings of delegated access.

use std::time::Duration;

use atlas_gen::types::{
    OrgDelegationSettingsUpdateRequest as Body, OrgDelegationSettingsUpdateRequestDelegatedMcpAccess as McpAccess,
    OrgDelegationSettingsUpdateRequestDelegatedPartnerAccess as PartnerAccess,
};

use crate::{Error, specs::check_not_empty};

/// An [update](crate::organizations::OrganizationSettings::update_delegation) of the access that users can delegate to
/// programs.
///
/// Only settings that are set are sent, and the others keep their values.
///
/// ```
/// use atlas_api::specs::DelegationSettingsUpdate;
///
/// let spec = DelegationSettingsUpdate::new().mcp_access("READ_ONLY").partner_access("DISALLOWED");
/// # let _ = spec;
/// ```
#[derive(Clone, Debug, Default, PartialEq)]
#[must_use = "an update changes nothing by itself; pass it to `update_delegation`"]
pub struct DelegationSettingsUpdate(Body);

impl DelegationSettingsUpdate {
    /// Returns an empty update. At least one setting must be set before it is sent.
    #[inline]
    pub fn new() -> Self {
        Self::default()
    }

    /// Sets the access that clients of the Model Context Protocol can have: `DISALLOWED`, `READ_ONLY` or `READ_WRITE`.
    #[doc(alias = "delegatedMcpAccess")]
    pub fn mcp_access(self, access: impl Into<McpAccess>) -> Self {
        Self(self.0.delegated_mcp_access(access.into()))
    }

    /// Sets the access that programs of partners can have: `DISALLOWED` or `READ_WRITE`.
    #[doc(alias = "delegatedPartnerAccess")]
    pub fn partner_access(self, access: impl Into<PartnerAccess>) -> Self {
        Self(self.0.delegated_partner_access(access.into()))
    }

    /// Sets after which time without use a refresh token expires, in whole seconds from 1 second to 365 days.
    #[doc(alias = "idleRefreshTokenLifetime")]
    #[inline]
    pub fn idle_refresh_token_lifetime(self, lifetime: Duration) -> Self {
        Self(self.0.idle_refresh_token_lifetime(seconds(lifetime)))
    }

    /// Sets after which time a refresh token expires at the latest, in whole seconds from 1 second to 365 days.
    #[doc(alias = "maximumRefreshTokenLifetime")]
    #[inline]
    pub fn maximum_refresh_token_lifetime(self, lifetime: Duration) -> Self {
        Self(self.0.maximum_refresh_token_lifetime(seconds(lifetime)))
    }

    #[inline]
    pub(crate) fn into_body(self) -> Result<Body, Error> {
        check_not_empty("delegation settings", &self.0)?;
        for lifetime in [self.0.idle_refresh_token_lifetime, self.0.maximum_refresh_token_lifetime] {
            if let Some(lifetime) = lifetime.filter(|lifetime| !(1..=MAX_LIFETIME).contains(lifetime)) {
                let rule = format!("{lifetime} s; use 1 second to 365 days");
                return Err(Error::invalid_argument("lifetime of refresh tokens", rule));
            }
        }
        Ok(self.0)
    }
}

/// 365 days in seconds.
const MAX_LIFETIME: i64 = 365 * 24 * 3600;

/// Returns a time as it is sent. A time that does not fit is refused later, like any that is too long.
#[inline]
fn seconds(lifetime: Duration) -> i64 {
    i64::try_from(lifetime.as_secs()).unwrap_or(i64::MAX)
}
