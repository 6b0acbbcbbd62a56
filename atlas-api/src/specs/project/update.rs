//! The spec of what is to change of a project.

use atlas_gen::types::GroupUpdate;

use super::name::check_project_name;
use crate::{Error, specs::tag::Tag};

/// What is to [change](crate::Projects::update) of a project.
///
/// Only what is set is sent, and tags that are sent replace those that were there.
///
/// ```
/// use atlas_api::specs::ProjectUpdateSpecs;
///
/// let spec = ProjectUpdateSpecs::new().name("sales and returns").clear_tags();
/// # let _ = spec;
/// ```
#[derive(Clone, Debug, Default, PartialEq)]
#[must_use = "a spec changes nothing by itself; pass it to `update`"]
pub struct ProjectUpdateSpecs {
    name: Option<String>,
    default_alert_settings: Option<bool>,
    tags: Option<Vec<Tag>>,
}

impl ProjectUpdateSpecs {
    /// A spec that changes nothing yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Gives the project another name, of 1 to 64 characters: letters, digits, spaces and `-_.(),:&@+'`.
    pub fn name(mut self, name: impl Into<String>) -> Self {
        self.name = Some(name.into());
        self
    }

    /// Whether the project has the alert configurations that Atlas gives to new projects.
    #[doc(alias = "withDefaultAlertsSettings")]
    pub fn default_alert_settings(mut self, enabled: bool) -> Self {
        self.default_alert_settings = Some(enabled);
        self
    }

    /// Adds a tag to the list that replaces the project's: a key and a value of 1 to 255 characters each.
    pub fn tag(mut self, key: impl Into<String>, value: impl Into<String>) -> Self {
        self.tags.get_or_insert_default().push(Tag { key: key.into(), value: value.into() });
        self
    }

    /// Takes all tags away.
    pub fn clear_tags(mut self) -> Self {
        self.tags = Some(Vec::new());
        self
    }

    pub(crate) fn into_body(self) -> Result<GroupUpdate, Error> {
        let mut body = GroupUpdate::new();
        if let Some(name) = self.name {
            check_project_name(&name)?;
            body = body.name(name);
        }
        if let Some(enabled) = self.default_alert_settings {
            body = body.with_default_alerts_settings(enabled);
        }
        if let Some(tags) = self.tags {
            tags.iter().try_for_each(Tag::check)?;
            body = body.tags(tags.into_iter().map(Tag::into_body).collect::<Vec<_>>());
        }
        if body == GroupUpdate::default() {
            return Err(Error::invalid_argument("project", "nothing is set in the spec, so that nothing would change"));
        }
        Ok(body)
    }
}
