//! Update of an organization.

use atlas_gen::types::OrganizationInput;

use crate::{Error, specs::check_name};

/// An [update](crate::organizations::Organizations::update) of an organization.
///
/// Atlas requires the name in every update. The other properties are sent only if they are set.
///
/// ```
/// use atlas_api::specs::OrganizationUpdate;
///
/// let spec = OrganizationUpdate::new("sales and returns").default_alert_settings(false);
/// # let _ = spec;
/// ```
#[derive(Clone, Debug, PartialEq)]
#[must_use = "an update changes nothing by itself; pass it to `update`"]
pub struct OrganizationUpdate {
    name: String,
    default_alert_settings: Option<bool>,
}

impl OrganizationUpdate {
    /// Returns an update with this name, a new one or the one that the organization has. It has 1 to 64 characters:
    /// letters, digits, spaces and `-_.(),:&@+'`.
    pub fn new(name: impl Into<String>) -> Self {
        Self { name: name.into(), default_alert_settings: None }
    }

    /// Sets whether the organization has Atlas's default alert configurations.
    #[doc(alias = "skipDefaultAlertsSettings")]
    #[inline]
    pub fn default_alert_settings(mut self, enabled: bool) -> Self {
        self.default_alert_settings = Some(enabled);
        self
    }

    #[inline]
    pub(crate) fn into_body(self) -> Result<OrganizationInput, Error> {
        check_name("organization name", &self.name)?;
        let body = OrganizationInput::new().name(self.name);
        Ok(match self.default_alert_settings {
            Some(enabled) => body.skip_default_alerts_settings(!enabled),
            None => body,
        })
    }
}
