//! Update of a project.

use atlas_gen::types::GroupUpdate;

use crate::{
    Error,
    specs::{check_name, check_not_empty, tag::Tag},
};

/// An [update](crate::projects::Projects::update) of a project.
///
/// Only properties that are set are sent, and the others keep their values. Setting tags replaces the whole list of
/// tags.
///
/// ```
/// use atlas_api::specs::ProjectUpdate;
///
/// let spec = ProjectUpdate::new().name("sales and returns").clear_tags();
/// # let _ = spec;
/// ```
#[derive(Clone, Debug, Default, PartialEq)]
#[must_use = "an update changes nothing by itself; pass it to `update`"]
pub struct ProjectUpdate {
    name: Option<String>,
    default_alert_settings: Option<bool>,
    tags: Option<Vec<Tag>>,
}

impl ProjectUpdate {
    /// Returns an empty update. At least one property must be set before it is sent.
    #[inline]
    pub fn new() -> Self {
        Self::default()
    }

    /// Renames the project. The name has 1 to 64 characters: letters, digits, spaces and `-_.(),:&@+'`.
    pub fn name(mut self, name: impl Into<String>) -> Self {
        self.name = Some(name.into());
        self
    }

    /// Sets whether the project has Atlas's default alert configurations.
    #[doc(alias = "withDefaultAlertsSettings")]
    #[inline]
    pub fn default_alert_settings(mut self, enabled: bool) -> Self {
        self.default_alert_settings = Some(enabled);
        self
    }

    /// Adds a tag to the list that replaces the project's tags. The key and the value have 1 to 255 characters each.
    pub fn tag(mut self, key: impl Into<String>, value: impl Into<String>) -> Self {
        self.tags.get_or_insert_default().push(Tag { key: key.into(), value: value.into() });
        self
    }

    /// Removes all tags: those of the project, and those added to this update earlier.
    #[inline]
    pub fn clear_tags(mut self) -> Self {
        self.tags = Some(Vec::new());
        self
    }

    #[inline]
    pub(crate) fn into_body(self) -> Result<GroupUpdate, Error> {
        let mut body = GroupUpdate::new();
        if let Some(name) = self.name {
            check_name("project name", &name)?;
            body = body.name(name);
        }
        if let Some(enabled) = self.default_alert_settings {
            body = body.with_default_alerts_settings(enabled);
        }
        if let Some(tags) = self.tags {
            tags.iter().try_for_each(Tag::check)?;
            body = body.tags(tags.into_iter().map(Tag::into_body).collect::<Vec<_>>());
        }
        check_not_empty("project", &body)?;
        Ok(body)
    }
}
