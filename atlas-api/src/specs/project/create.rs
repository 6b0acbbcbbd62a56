//! The spec of a new project.

use atlas_gen::types::GroupInput;

use super::name::check_project_name;
use crate::{Error, OrganizationId, UserId, model::RegionUsageRestrictions, specs::tag::Tag};

/// A project to be [created](crate::Projects::create).
///
/// Only what is set is sent; the rest is Atlas's choice.
///
/// ```
/// use atlas_api::specs::ProjectSpecs;
///
/// let spec = ProjectSpecs::new("sales", "5f1a2b3c4d5e6f7a8b9c0d1f").default_alert_settings(false).tag("team", "finance");
/// # let _ = spec;
/// ```
#[derive(Clone, Debug, PartialEq)]
#[must_use = "a spec creates nothing by itself; pass it to `create`"]
pub struct ProjectSpecs {
    name: String,
    organization: String,
    owner: Option<String>,
    default_alert_settings: Option<bool>,
    region_usage_restrictions: Option<RegionUsageRestrictions>,
    tags: Vec<Tag>,
}

impl ProjectSpecs {
    /// A project of this organization.
    ///
    /// The name has 1 to 64 characters: letters, digits, spaces and `-_.(),:&@+'`. The organization is named by its id, an
    /// [`OrganizationId`] or its text.
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

    /// Makes this user of Atlas the owner of the project, by an id of 24 hexadecimal digits. An API key that creates a
    /// project has to be told: without an owner nobody but the key and the organization's owners can use it.
    #[doc(alias = "projectOwnerId")]
    pub fn owner(mut self, user_id: impl Into<String>) -> Self {
        self.owner = Some(user_id.into());
        self
    }

    /// Whether the project starts with the alert configurations that Atlas gives to new projects. It does unless it is
    /// told.
    #[doc(alias = "withDefaultAlertsSettings")]
    pub fn default_alert_settings(mut self, enabled: bool) -> Self {
        self.default_alert_settings = Some(enabled);
        self
    }

    /// In which regions clusters may run. It matters on Atlas for Government alone.
    pub fn region_usage_restrictions(mut self, restrictions: impl Into<RegionUsageRestrictions>) -> Self {
        self.region_usage_restrictions = Some(restrictions.into());
        self
    }

    /// Adds a tag: a key and a value of 1 to 255 characters each.
    pub fn tag(mut self, key: impl Into<String>, value: impl Into<String>) -> Self {
        self.tags.push(Tag { key: key.into(), value: value.into() });
        self
    }

    /// The body to send, and the owner to be, who goes into the query.
    pub(crate) fn into_parts(self) -> Result<(GroupInput, Option<UserId>), Error> {
        check_project_name(&self.name)?;
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
