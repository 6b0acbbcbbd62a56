//! Spec of a new project.

use atlas_gen::types::GroupInput;

use crate::{
    Error, OrganizationId, UserId,
    model::RegionUsageRestrictions,
    specs::{check_name, tag::Tag},
};

/// A project to [create](crate::projects::Projects::create).
///
/// Only properties that are set are sent. Atlas applies its defaults to the others.
///
/// ```
/// use atlas_api::specs::ProjectSpec;
///
/// let spec = ProjectSpec::new("sales", "5f1a2b3c4d5e6f7a8b9c0d1f")
///     .default_alert_settings(false)
///     .tag("team", "finance");
/// # let _ = spec;
/// ```
#[derive(Clone, Debug, PartialEq)]
#[must_use = "a spec creates nothing by itself; pass it to `create`"]
pub struct ProjectSpec {
    name: String,
    organization: String,
    owner: Option<String>,
    default_alert_settings: Option<bool>,
    region_usage_restrictions: Option<RegionUsageRestrictions>,
    tags: Vec<Tag>,
}

impl ProjectSpec {
    /// Returns a spec of a project in this organization.
    ///
    /// The name has 1 to 64 characters: letters, digits, spaces and `-_.(),:&@+'`. The organization id is an
    /// [`OrganizationId`] or its text, 24 hexadecimal digits.
    pub fn new(name: impl Into<String>, organization_id: impl Into<String>) -> Self {
        Self {
            name: name.into(),
            organization: organization_id.into(),
            owner: None,
            default_alert_settings: None,
            region_usage_restrictions: None,
            tags: Vec::new(),
        }
    }

    /// Sets the Atlas user who becomes the project's owner, by an id of 24 hexadecimal digits. Default: Atlas
    /// chooses one.
    ///
    /// Set it when an API key creates the project.
    #[doc(alias = "projectOwnerId")]
    pub fn owner(mut self, user_id: impl Into<String>) -> Self {
        self.owner = Some(user_id.into());
        self
    }

    /// Sets whether the project starts with Atlas's default alert configurations. Default: enabled.
    #[doc(alias = "withDefaultAlertsSettings")]
    #[inline]
    pub fn default_alert_settings(mut self, enabled: bool) -> Self {
        self.default_alert_settings = Some(enabled);
        self
    }

    /// Restricts the regions that clusters may run in. Only Atlas for Government uses it.
    pub fn region_usage_restrictions(mut self, restrictions: impl Into<RegionUsageRestrictions>) -> Self {
        self.region_usage_restrictions = Some(restrictions.into());
        self
    }

    /// Adds a tag. The key and the value have 1 to 255 characters each. Default: no tags.
    pub fn tag(mut self, key: impl Into<String>, value: impl Into<String>) -> Self {
        self.tags.push(Tag { key: key.into(), value: value.into() });
        self
    }

    /// Returns the request body, and the owner, which is a query parameter.
    #[inline]
    pub(crate) fn into_parts(self) -> Result<(GroupInput, Option<UserId>), Error> {
        check_name("project name", &self.name)?;
        let organization: OrganizationId = self.organization.parse()?;
        let owner = self.owner.map(|owner| owner.parse()).transpose()?;
        self.tags.iter().try_for_each(Tag::check)?;
        let mut body = GroupInput::new().name(self.name).org_id(organization.to_string());
        if let Some(enabled) = self.default_alert_settings {
            body = body.with_default_alerts_settings(enabled);
        }
        if let Some(restrictions) = self.region_usage_restrictions {
            body = body.region_usage_restrictions(restrictions);
        }
        if !self.tags.is_empty() {
            body = body.tags(self.tags.into_iter().map(Tag::into_body).collect::<Vec<_>>());
        }
        Ok((body, owner))
    }
}
