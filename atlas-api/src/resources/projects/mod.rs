//! Projects, whichever the client is bound to.

mod create;
mod delete;
mod get;
mod get_by_name;
mod list;
mod list_of_organization;
mod update;

pub use self::{
    create::CreateProject, delete::DeleteProject, get::GetProject, get_by_name::GetProjectByName, list::ListProjects,
    list_of_organization::ListProjectsOfOrganization, update::UpdateProject,
};
use crate::{
    Atlas, Unconfirmed,
    specs::{ProjectSpec, ProjectUpdate},
};

/// The projects that the API key has access to; made by [`Atlas::projects`].
///
/// These are named by their ids, not by the client: which project the client is bound to makes no difference here.
/// What a project has is found by way of a client that is [bound](Atlas::project) to it: its
/// [users](Atlas::project_users), [teams](Atlas::project_teams), [settings](Atlas::project_settings),
/// [limits](Atlas::project_limits), its [access list](Atlas::access_list), and all the rest.
#[derive(Clone, Debug)]
#[doc(alias = "groups")]
pub struct Projects {
    atlas: Atlas,
}

impl Projects {
    pub(crate) fn new(atlas: Atlas) -> Self {
        Self { atlas }
    }

    /// Lists the projects that the API key has access to, as a page or as a stream over all of them.
    ///
    /// [`GET /api/atlas/v2/groups`][op] · `listGroups` · 2023-01-01.
    ///
    /// A page has 500 projects unless another [size](ListProjects::page_size) is asked for.
    ///
    /// # Errors
    /// [`is_invalid_argument`](crate::Error::is_invalid_argument) for a page 0 or a size outside 1 to 500, before
    /// anything is sent.
    ///
    /// # Examples
    /// ```
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// # let fake = atlas_fake::FakeAtlas::start().await?;
    /// # let atlas = atlas_api::Atlas::builder().api_key(fake.public_key(), fake.private_key()).project_id(fake.project_id()).base_url(fake.base_url()).build()?;
    /// let mut projects = atlas.projects().list().stream();
    /// while let Some(project) = projects.next().await {
    ///     let project = project?;
    ///     println!("{:?} has {:?} clusters", project.name, project.cluster_count);
    /// }
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// [op]: https://mongodb.com/docs/atlas/reference/api-resources-spec/v2/#tag/Projects/operation/listGroups
    #[doc(alias = "get_all_projects")]
    pub fn list(&self) -> ListProjects {
        ListProjects::new(self.atlas.clone())
    }

    /// Lists the projects of an organization, as a page or as a stream over all of them.
    ///
    /// [`GET /api/atlas/v2/orgs/{orgId}/groups`][op] · `getOrgGroups` · 2023-01-01. Requires **Organization Member**.
    ///
    /// A page has 500 projects unless another [size](ListProjectsOfOrganization::page_size) is asked for.
    ///
    /// # Errors
    /// [`is_invalid_argument`](crate::Error::is_invalid_argument) if `organization_id` is no id, for a page 0 or a size
    /// outside 1 to 500, before anything is sent; [`is_not_found`](crate::Error::is_not_found) if there is no such
    /// organization.
    ///
    /// # Examples
    /// ```
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// # let fake = atlas_fake::FakeAtlas::start().await?;
    /// # let atlas = atlas_api::Atlas::builder().api_key(fake.public_key(), fake.private_key()).project_id(fake.project_id()).base_url(fake.base_url()).build()?;
    /// # let organization = "5f1a2b3c4d5e6f7a8b9c0d1f";
    /// let mut projects = atlas.projects().list_of_organization(organization).stream();
    /// while let Some(project) = projects.next().await {
    ///     println!("{:?}", project?.name);
    /// }
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// [op]: https://mongodb.com/docs/atlas/reference/api-resources-spec/v2/#tag/Organizations/operation/getOrgGroups
    #[doc(alias = "get_all_projects_for_org")]
    pub fn list_of_organization(&self, organization_id: impl Into<String>) -> ListProjectsOfOrganization {
        ListProjectsOfOrganization::new(self.atlas.clone(), organization_id.into())
    }

    /// Gets a project by its id.
    ///
    /// [`GET /api/atlas/v2/groups/{groupId}`][op] · `getGroup` · 2023-01-01. Requires **Project Read Only**.
    ///
    /// # Errors
    /// [`is_invalid_argument`](crate::Error::is_invalid_argument) if `id` is no id, before anything is sent;
    /// [`is_not_found`](crate::Error::is_not_found) (`GROUP_NOT_FOUND`) if there is no such project.
    ///
    /// # Examples
    /// ```
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// # let fake = atlas_fake::FakeAtlas::start().await?;
    /// # let atlas = atlas_api::Atlas::builder().api_key(fake.public_key(), fake.private_key()).project_id(fake.project_id()).base_url(fake.base_url()).build()?;
    /// let project = atlas.projects().get(atlas.project_id()).send().await?;
    /// println!("{:?} of {:?}", project.name, project.org_id);
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// [op]: https://mongodb.com/docs/atlas/reference/api-resources-spec/v2/#tag/Projects/operation/getGroup
    #[doc(alias = "project_by_id")]
    pub fn get(&self, id: impl Into<String>) -> GetProject {
        GetProject { atlas: self.atlas.clone(), id: id.into() }
    }

    /// Gets a project by its name. Whatever signs the name has, it is one segment of the path.
    ///
    /// [`GET /api/atlas/v2/groups/byName/{groupName}`][op] · `getGroupByName` · 2023-01-01.
    ///
    /// # Errors
    /// [`is_invalid_argument`](crate::Error::is_invalid_argument) if `name` has not 1 to 64 characters, before anything
    /// is sent; [`is_not_found`](crate::Error::is_not_found) if there is no project of this name.
    ///
    /// # Examples
    /// ```
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// # let fake = atlas_fake::FakeAtlas::start().await?;
    /// # let atlas = atlas_api::Atlas::builder().api_key(fake.public_key(), fake.private_key()).project_id(fake.project_id()).base_url(fake.base_url()).build()?;
    /// # let organization = "5f1a2b3c4d5e6f7a8b9c0d1f";
    /// # atlas.projects().create(atlas_api::specs::ProjectSpec::new("sales", organization)).send().await?;
    /// let project = atlas.projects().get_by_name("sales").send().await?;
    /// println!("{:?}", project.id);
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// [op]: https://mongodb.com/docs/atlas/reference/api-resources-spec/v2/#tag/Projects/operation/getGroupByName
    #[doc(alias = "project_by_name")]
    pub fn get_by_name(&self, name: impl Into<String>) -> GetProjectByName {
        GetProjectByName { atlas: self.atlas.clone(), name: name.into() }
    }

    /// Creates a project, and returns it with its id.
    ///
    /// [`POST /api/atlas/v2/groups`][op] · `createGroup` · 2023-01-01.
    ///
    /// [`Atlas::project`](crate::Atlas::project) binds a client to it.
    ///
    /// # Errors
    /// [`is_invalid_argument`](crate::Error::is_invalid_argument) if the spec breaks one of its rules, before anything
    /// is sent.
    ///
    /// # Examples
    /// ```
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// # let fake = atlas_fake::FakeAtlas::start().await?;
    /// # let atlas = atlas_api::Atlas::builder().api_key(fake.public_key(), fake.private_key()).project_id(fake.project_id()).base_url(fake.base_url()).build()?;
    /// use atlas_api::specs::ProjectSpec;
    ///
    /// let spec = ProjectSpec::new("sales", "5f1a2b3c4d5e6f7a8b9c0d1f").tag("team", "finance");
    /// let project = atlas.projects().create(spec).send().await?;
    /// let sales = atlas.project(project.id.as_deref().unwrap_or_default())?;
    /// println!("{}", sales.project_id());
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// [op]: https://mongodb.com/docs/atlas/reference/api-resources-spec/v2/#tag/Projects/operation/createGroup
    #[doc(alias = "create_a_project")]
    pub fn create(&self, spec: ProjectSpec) -> CreateProject {
        CreateProject { atlas: self.atlas.clone(), spec }
    }

    /// Changes a project, and returns it as it is then.
    ///
    /// [`PATCH /api/atlas/v2/groups/{groupId}`][op] · `updateGroup` · 2023-01-01. Requires **Project Owner**.
    ///
    /// # Errors
    /// [`is_invalid_argument`](crate::Error::is_invalid_argument) if `id` is no id, if the spec sets nothing or breaks
    /// one of its rules, before anything is sent; [`is_not_found`](crate::Error::is_not_found) (`GROUP_NOT_FOUND`) if
    /// there is no such project.
    ///
    /// # Examples
    /// ```
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// # let fake = atlas_fake::FakeAtlas::start().await?;
    /// # let atlas = atlas_api::Atlas::builder().api_key(fake.public_key(), fake.private_key()).project_id(fake.project_id()).base_url(fake.base_url()).build()?;
    /// use atlas_api::specs::ProjectUpdate;
    ///
    /// let spec = ProjectUpdate::new().name("sales and returns");
    /// let project = atlas.projects().update(atlas.project_id(), spec).send().await?;
    /// println!("{:?}", project.name);
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// [op]: https://mongodb.com/docs/atlas/reference/api-resources-spec/v2/#tag/Projects/operation/updateGroup
    pub fn update(&self, id: impl Into<String>, spec: ProjectUpdate) -> UpdateProject {
        UpdateProject { atlas: self.atlas.clone(), id: id.into(), spec }
    }

    /// Deletes a project. It can't be brought back.
    ///
    /// [`DELETE /api/atlas/v2/groups/{groupId}`][op] · `deleteGroup` · 2023-01-01. Requires **Project Owner**.
    ///
    /// Atlas deletes no project that has clusters: delete those first, and [wait](crate::Clusters::wait_until_deleted)
    /// until they are gone.
    ///
    /// # Errors
    /// [`is_confirmation_required`](crate::Error::is_confirmation_required) unless it is [confirmed](crate::Confirm),
    /// and then nothing is sent; [`is_invalid_argument`](crate::Error::is_invalid_argument) if `id` is no id;
    /// [`is_not_found`](crate::Error::is_not_found) (`GROUP_NOT_FOUND`) if there is no such project; the code
    /// [`CANNOT_CLOSE_GROUP_ACTIVE_ATLAS_CLUSTERS`](crate::codes::CANNOT_CLOSE_GROUP_ACTIVE_ATLAS_CLUSTERS) if it has
    /// clusters.
    ///
    /// # Examples
    /// ```
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// # let fake = atlas_fake::FakeAtlas::start().await?;
    /// # let atlas = atlas_api::Atlas::builder().api_key(fake.public_key(), fake.private_key()).project_id(fake.project_id()).base_url(fake.base_url()).build()?;
    /// use atlas_api::Confirm;
    ///
    /// let delete = atlas.projects().delete(atlas.project_id());
    /// assert!(delete.clone().send().await.unwrap_err().is_confirmation_required());
    /// delete.confirm(Confirm::yes()).send().await?;
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// [op]: https://mongodb.com/docs/atlas/reference/api-resources-spec/v2/#tag/Projects/operation/deleteGroup
    pub fn delete(&self, id: impl Into<String>) -> Unconfirmed<DeleteProject> {
        Unconfirmed::new(DeleteProject { atlas: self.atlas.clone(), id: id.into() })
    }
}
