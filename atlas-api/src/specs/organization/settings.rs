//! Update of organization settings.

use atlas_gen::types::{CustomSessionTimeouts, OrganizationSettings};

use crate::{Error, specs::check_not_empty};

/// An [update](crate::organizations::OrganizationSettings::update) of an organization's settings.
///
/// Only settings that are set are sent, and the others keep their values.
///
/// ```
/// use atlas_api::specs::OrganizationSettingsUpdate;
///
/// let spec = OrganizationSettingsUpdate::new().api_access_list_required(true).service_account_secret_hours(2160);
/// # let _ = spec;
/// ```
#[derive(Clone, Debug, Default, PartialEq)]
#[must_use = "an update changes nothing by itself; pass it to `update`"]
pub struct OrganizationSettingsUpdate(OrganizationSettings);

/// Generates a setter for each setting that is on or off, from the method, the property, and the name in Atlas's API.
macro_rules! switches {
    ($($(#[$doc:meta])* $method:ident = $property:ident, $alias:literal;)*) => {
        impl OrganizationSettingsUpdate {
            $(
                $(#[$doc])*
                #[doc(alias = $alias)]
                #[inline]
                pub fn $method(self, enabled: bool) -> Self {
                    Self(self.0.$property(enabled))
                }
            )*
        }
    };
}

switches! {
    /// Sets whether API keys and service accounts can call only from addresses on their access lists.
    api_access_list_required = api_access_list_required, "apiAccessListRequired";
    /// Sets whether streams can connect to clusters of other projects.
    cross_project_streams = streams_cross_group_enabled, "streamsCrossGroupEnabled";
    /// Sets whether the features of Atlas that use generative AI are available.
    generative_ai = gen_ai_features_enabled, "genAIFeaturesEnabled";
    /// Sets whether users must log in with a second factor.
    multi_factor_auth = multi_factor_auth_required, "multiFactorAuthRequired";
    /// Sets whether employees of MongoDB need permission to access the organization's clusters.
    restrict_employee_access = restrict_employee_access, "restrictEmployeeAccess";
}

impl OrganizationSettingsUpdate {
    /// Returns an empty update. At least one setting must be set before it is sent.
    #[inline]
    pub fn new() -> Self {
        Self::default()
    }

    /// Sets the email address that Atlas contacts about operations.
    pub fn operations_contact(self, email: impl Into<String>) -> Self {
        Self(self.0.operations_contact(email.into()))
    }

    /// Sets the email address that Atlas contacts about security.
    pub fn security_contact(self, email: impl Into<String>) -> Self {
        Self(self.0.security_contact(email.into()))
    }

    /// Sets the longest validity of a service account's secret, 8 to 8760 hours.
    #[doc(alias = "maxServiceAccountSecretValidityInHours")]
    #[inline]
    pub fn service_account_secret_hours(self, hours: u16) -> Self {
        Self(self.0.max_service_account_secret_validity_in_hours(i32::from(hours)))
    }

    /// Sets after how many seconds the Atlas UI logs a user out: in total, and without activity. It replaces both
    /// timeouts; `None` leaves one to Atlas.
    #[doc(alias = "customSessionTimeouts")]
    #[inline]
    pub fn session_timeouts(self, absolute: Option<u32>, idle: Option<u32>) -> Self {
        // A longer timeout than 68 years is sent as that.
        let seconds = |seconds: u32| i32::try_from(seconds).unwrap_or(i32::MAX);
        let mut timeouts = CustomSessionTimeouts::new();
        timeouts.absolute_session_timeout_in_seconds = absolute.map(seconds);
        timeouts.idle_session_timeout_in_seconds = idle.map(seconds);
        Self(self.0.custom_session_timeouts(timeouts))
    }

    #[inline]
    pub(crate) fn into_body(self) -> Result<OrganizationSettings, Error> {
        check_not_empty("organization settings", &self.0)?;
        if let Some(hours) = self.0.max_service_account_secret_validity_in_hours.filter(|at| !(8..=8760).contains(at)) {
            let rule = format!("{hours} hours; use 8 to 8760");
            return Err(Error::invalid_argument("validity of service account secrets", rule));
        }
        Ok(self.0)
    }
}
