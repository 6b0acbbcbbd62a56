//! The settings of a project.

mod get;
mod update;

pub use self::{get::GetProjectSettings, update::UpdateProjectSettings};
use crate::{Atlas, specs::ProjectSettingsUpdate};

/// The settings of a project: which features are switched on; made by [`Atlas::project_settings`].
#[derive(Clone, Debug)]
pub struct ProjectSettings {
    atlas: Atlas,
}

impl ProjectSettings {
    pub(crate) fn new(atlas: Atlas) -> Self {
        Self { atlas }
    }

    /// Gets the settings.
    ///
    /// [`GET /api/atlas/v2/groups/{groupId}/settings`][op] · `getGroupSettings` · 2023-01-01. Requires **Project Read
    /// Only**.
    ///
    /// # Errors
    /// [`is_not_found`](crate::Error::is_not_found) (`GROUP_NOT_FOUND`) if there is no such project.
    ///
    /// # Examples
    /// ```
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// # let fake = atlas_fake::FakeAtlas::start().await?;
    /// # let atlas = atlas_api::Atlas::builder().api_key(fake.public_key(), fake.private_key()).project_id(fake.project_id()).base_url(fake.base_url()).build()?;
    /// let settings = atlas.project_settings().get().send().await?;
    /// println!("{:?}", settings.is_data_explorer_enabled);
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// [op]: https://mongodb.com/docs/atlas/reference/api-resources-spec/v2/#tag/Projects/operation/getGroupSettings
    #[doc(alias = "settings")]
    pub fn get(&self) -> GetProjectSettings {
        GetProjectSettings { atlas: self.atlas.clone() }
    }

    /// Changes settings, and returns all of them as they are then. What is not set in the spec stays.
    ///
    /// [`PATCH /api/atlas/v2/groups/{groupId}/settings`][op] · `updateGroupSettings` · 2023-01-01. Requires **Project
    /// Owner**.
    ///
    /// # Errors
    /// [`is_invalid_argument`](crate::Error::is_invalid_argument) if the spec sets nothing, before anything is sent;
    /// [`is_not_found`](crate::Error::is_not_found) (`GROUP_NOT_FOUND`) if there is no such project.
    ///
    /// # Examples
    /// ```
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// # let fake = atlas_fake::FakeAtlas::start().await?;
    /// # let atlas = atlas_api::Atlas::builder().api_key(fake.public_key(), fake.private_key()).project_id(fake.project_id()).base_url(fake.base_url()).build()?;
    /// use atlas_api::specs::ProjectSettingsUpdate;
    ///
    /// let spec = ProjectSettingsUpdate::new().data_explorer(false).performance_advisor(true);
    /// let settings = atlas.project_settings().update(spec).send().await?;
    /// println!("{:?}", settings.is_data_explorer_enabled);
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// [op]: https://mongodb.com/docs/atlas/reference/api-resources-spec/v2/#tag/Projects/operation/updateGroupSettings
    pub fn update(&self, spec: ProjectSettingsUpdate) -> UpdateProjectSettings {
        UpdateProjectSettings { atlas: self.atlas.clone(), spec }
    }
}
