//! The settings of a project.

use super::ProjectSettingsUpdate;
use crate::{Atlas, Request, model, operation_doc};

/// The settings of a project, which enable features; returned by [`Atlas::project_settings`].
#[derive(Clone, Debug)]
pub struct ProjectSettings {
    pub(crate) atlas: Atlas,
}

impl ProjectSettings {
    /// Fetches the settings.
    #[doc = operation_doc!("getGroupSettings")]
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// let settings = atlas.project_settings().get().await?;
    /// println!("{:?}", settings.is_data_explorer_enabled);
    /// # });
    /// ```
    #[doc(alias = "settings")]
    #[inline]
    pub fn get(&self) -> Request<model::ProjectSettings> {
        Request::in_project(&self.atlas, |api, project| Ok(api.projects().get_group_settings().group_id(project)))
    }

    /// Updates settings, and returns all settings. Settings that are not in the spec keep their values.
    #[doc = operation_doc!("updateGroupSettings")]
    /// # Errors
    /// [`is_invalid_argument`](crate::Error::is_invalid_argument) if the spec is empty.
    ///
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// use atlas_api::projects::ProjectSettingsUpdate;
    ///
    /// let spec = ProjectSettingsUpdate::new().data_explorer(false).performance_advisor(true);
    /// let settings = atlas.project_settings().update(spec).await?;
    /// assert_eq!(settings.is_data_explorer_enabled, Some(false));
    /// # });
    /// ```
    #[inline]
    pub fn update(&self, spec: ProjectSettingsUpdate) -> Request<model::ProjectSettings> {
        Request::in_project(&self.atlas, |api, project| {
            Ok(api.projects().update_group_settings().group_id(project).body(spec.into_body()?))
        })
    }
}
