//! Projects, and their users, teams, settings and limits.

mod limits;
mod settings;
mod teams;
mod users;

use atlas_gen::OperationBuilder;

pub use self::{
    limits::ProjectLimits,
    settings::ProjectSettings,
    teams::ProjectTeams,
    users::{ProjectUserFilter, ProjectUsers},
};
#[doc(inline)]
pub use crate::specs::{ProjectMigrationSpec, ProjectSettingsUpdate, ProjectSpec, ProjectUpdate, TeamRolesSpec};
use crate::{
    Atlas, Error, Impact, List, OrganizationId, ProjectId, Request, Unconfirmed,
    model::{AvailableVersion, Project, ProjectIpAddresses},
    operation_doc,
    specs::check_length,
};

/// The projects that the credentials have access to; returned by [`Atlas::projects`].
///
/// Methods take the id of a project, of 24 hexadecimal digits; the client's own project makes no difference. For the
/// resources in a project, use the handles of a client for [that project](Atlas::project).
#[derive(Clone, Debug)]
#[doc(alias = "groups")]
pub struct Projects {
    pub(crate) atlas: Atlas,
}

impl Projects {
    /// Lists the projects that the credentials have access to, of all organizations.
    #[doc = operation_doc!("listGroups")]
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// let mut projects = atlas.projects().list().stream();
    /// while let Some(project) = projects.next().await {
    ///     let project = project?;
    ///     println!("{:?} has {:?} clusters", project.name, project.cluster_count);
    /// }
    /// # });
    /// ```
    #[doc(alias = "get_all_projects")]
    #[inline]
    pub fn list(&self) -> List<Project> {
        List::new(&self.atlas, |_, api| Ok(api.projects().list_groups()))
    }

    /// Lists the projects of the client's [organization](Atlas::organization).
    #[doc = operation_doc!("getOrgGroups")]
    /// # Errors
    /// [`is_invalid_argument`](Error::is_invalid_argument) if the client has no organization.
    ///
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// let atlas = atlas.organization("5f1a2b3c4d5e6f7a8b9c0d1f")?;
    /// for project in atlas.projects().list_in_organization().all().await? {
    ///     println!("{:?}", project.name);
    /// }
    /// # });
    /// ```
    #[doc(alias = "get_all_projects_for_org")]
    #[inline]
    pub fn list_in_organization(&self) -> List<Project, ProjectFilter> {
        self.list_by_organization(Atlas::organization_id)
    }

    /// Lists the projects of an organization.
    #[doc = operation_doc!("getOrgGroups")]
    /// # Errors
    /// [`is_invalid_argument`](Error::is_invalid_argument) if `organization_id` is not an id;
    /// [`is_not_found`](Error::is_not_found) if the organization does not exist.
    ///
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// let projects = atlas.projects().list_for_organization("5f1a2b3c4d5e6f7a8b9c0d1f").name("sales").await?;
    /// println!("{:?}", projects.total_count());
    /// # });
    /// ```
    pub fn list_for_organization(&self, organization_id: impl Into<String>) -> List<Project, ProjectFilter> {
        let id = organization_id.into();
        self.list_by_organization(move |_| id.parse())
    }

    fn list_by_organization(
        &self,
        organization: impl Fn(&Atlas) -> Result<OrganizationId, Error> + Send + Sync + 'static,
    ) -> List<Project, ProjectFilter> {
        List::filtered(&self.atlas, ProjectFilter::default(), move |atlas, api, filter: &ProjectFilter| {
            let list = api.organizations().get_org_groups().org_id(organization(atlas)?);
            Ok(list.maybe(filter.name.as_deref(), |list, name| list.name(name)))
        })
    }

    /// Fetches a project by its id.
    #[doc = operation_doc!("getGroup")]
    /// # Errors
    /// [`is_invalid_argument`](Error::is_invalid_argument) if `id` is not an id; [`is_not_found`](Error::is_not_found)
    /// (`GROUP_NOT_FOUND`) if the project does not exist.
    ///
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// let project = atlas.projects().get(atlas.project_id()?).await?;
    /// println!("{:?} belongs to {:?}", project.name, project.org_id);
    /// # });
    /// ```
    #[doc(alias = "project_by_id")]
    pub fn get(&self, id: impl Into<String>) -> Request<Project> {
        let id = id.into();
        Request::new(&self.atlas, |api| Ok(api.projects().get_group().group_id(id.parse::<ProjectId>()?)))
    }

    /// Fetches a project by its name.
    #[doc = operation_doc!("getGroupByName")]
    /// # Errors
    /// [`is_invalid_argument`](Error::is_invalid_argument) if `name` does not have 1 to 64 characters;
    /// [`is_not_found`](Error::is_not_found) if no project has this name.
    ///
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// let project = atlas.projects().get_by_name("archive").await?;
    /// println!("{:?}", project.id);
    /// # });
    /// ```
    #[doc(alias = "project_by_name")]
    pub fn get_by_name(&self, name: impl Into<String>) -> Request<Project> {
        let name = name.into();
        Request::new(&self.atlas, |api| {
            check_length("project name", &name, 1..=64)?;
            Ok(api.projects().get_group_by_name().group_name(name))
        })
    }

    /// Creates a project, and returns it with its id. [`Atlas::project`] returns a client for it.
    #[doc = operation_doc!("createGroup")]
    /// # Errors
    /// [`is_invalid_argument`](Error::is_invalid_argument) if the spec is invalid.
    ///
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// use atlas_api::projects::ProjectSpec;
    ///
    /// let spec = ProjectSpec::new("sales", "5f1a2b3c4d5e6f7a8b9c0d1f").tag("team", "finance");
    /// let project = atlas.projects().create(spec).await?;
    /// let sales = atlas.project(project.id.as_deref().unwrap_or_default())?;
    /// println!("{}", sales.project_id()?);
    /// # });
    /// ```
    #[doc(alias = "create_a_project")]
    #[inline]
    pub fn create(&self, spec: ProjectSpec) -> Request<Project> {
        Request::new(&self.atlas, |api| {
            let (body, owner) = spec.into_parts()?;
            let create = api.projects().create_group().body(body);
            Ok(create.maybe(owner, |create, owner| create.project_owner_id(owner)))
        })
    }

    /// Updates a project, and returns it.
    #[doc = operation_doc!("updateGroup")]
    /// # Errors
    /// [`is_invalid_argument`](Error::is_invalid_argument) if `id` is not an id, or if the spec is invalid or empty.
    ///
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// use atlas_api::projects::ProjectUpdate;
    ///
    /// let spec = ProjectUpdate::new().name("sales and returns");
    /// let project = atlas.projects().update(atlas.project_id()?, spec).await?;
    /// assert_eq!(project.name.as_deref(), Some("sales and returns"));
    /// # });
    /// ```
    pub fn update(&self, id: impl Into<String>, spec: ProjectUpdate) -> Request<Project> {
        let id = id.into();
        Request::new(&self.atlas, |api| {
            let update = api.projects().update_group().group_id(id.parse::<ProjectId>()?);
            Ok(update.body(spec.into_body()?))
        })
    }

    /// Deletes a project. It must not have clusters: delete them first, and wait until they are gone.
    #[doc = operation_doc!("deleteGroup")]
    /// [`Confirm::name`](crate::Confirm::name) accepts the name of the project or its id.
    ///
    /// # Errors
    /// [`is_invalid_argument`](Error::is_invalid_argument) if `id` is not an id; [`is_not_found`](Error::is_not_found)
    /// (`GROUP_NOT_FOUND`) if the project does not exist; the code
    /// [`CANNOT_CLOSE_GROUP_ACTIVE_ATLAS_CLUSTERS`](crate::codes::CANNOT_CLOSE_GROUP_ACTIVE_ATLAS_CLUSTERS) if it has
    /// clusters.
    ///
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// use atlas_api::Confirm;
    ///
    /// let delete = atlas.projects().delete("5f1a2b3c4d5e6f7a8b9c0d2c");
    /// println!("{}", delete.impact());
    /// delete.confirm(Confirm::name("archive")).await?;
    /// # });
    /// ```
    pub fn delete(&self, id: impl Into<String>) -> Unconfirmed<()> {
        let id = id.into();
        let name = self.get(&*id).into_json();
        let impact = Impact::on_id("project", &*id, "will be deleted, with everything in it");
        let request =
            Request::new(&self.atlas, |api| Ok(api.projects().delete_group().group_id(id.parse::<ProjectId>()?)));
        Unconfirmed::new(request.deletes(), impact).named_by(name, "name")
    }

    /// Moves a project with its clusters to another organization, which pays for it from then on, and returns it.
    #[doc = operation_doc!("migrateGroup")]
    /// The project keeps its id, its clusters and its users. Its teams belong to the old organization, and have no roles in it
    /// anymore. [`Confirm::name`](crate::Confirm::name) takes the name of the project.
    ///
    /// # Errors
    /// [`is_invalid_argument`](Error::is_invalid_argument) if an id is not an id, or if the spec is invalid;
    /// [`is_not_found`](Error::is_not_found) (`ORG_NOT_FOUND`) if the organization does not exist.
    ///
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// use atlas_api::{Confirm, projects::ProjectMigrationSpec};
    ///
    /// let spec = ProjectMigrationSpec::new("5f1a2b3c4d5e6f7a8b9c0d1f").api_key("abcdefgh", "a private key");
    /// let migrate = atlas.projects().migrate("5f1a2b3c4d5e6f7a8b9c0d2c", spec);
    /// let project = migrate.confirm(Confirm::name("archive")).await?;
    /// assert_eq!(project.org_id.as_deref(), Some("5f1a2b3c4d5e6f7a8b9c0d1f"));
    /// # });
    /// ```
    pub fn migrate(&self, id: impl Into<String>, spec: ProjectMigrationSpec) -> Unconfirmed<Project> {
        let id = id.into();
        let name = self.get(&*id).into_json();
        let effect = "will be moved to another organization, which pays for it, without its teams";
        let impact = Impact::on_id("project", &*id, effect);
        let migrate = Request::new(&self.atlas, |api| {
            Ok(api.projects().migrate_group().group_id(id.parse::<ProjectId>()?).body(spec.into_body()?))
        });
        Unconfirmed::new(migrate, impact).named_by(name, "name")
    }

    /// Fetches the IP addresses of a project's clusters, for the rules of a firewall.
    #[doc = operation_doc!("getGroupIpAddresses")]
    /// # Errors
    /// [`is_invalid_argument`](Error::is_invalid_argument) if `id` is not an id; [`is_not_found`](Error::is_not_found)
    /// (`GROUP_NOT_FOUND`) if the project does not exist.
    ///
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// let addresses = atlas.projects().ip_addresses(atlas.project_id()?).await?;
    /// for cluster in addresses.services.iter().flat_map(|services| services.clusters.iter().flatten()) {
    ///     println!("{:?}: {:?}", cluster.cluster_name, cluster.outbound);
    /// }
    /// # });
    /// ```
    pub fn ip_addresses(&self, id: impl Into<String>) -> Request<ProjectIpAddresses> {
        let id = id.into();
        Request::new(&self.atlas, |api| Ok(api.projects().get_group_ip_addresses().group_id(id.parse::<ProjectId>()?)))
    }

    /// Lists the MongoDB versions that new clusters of a project can have, by provider and instance size.
    #[doc = operation_doc!("getGroupMongoDbVersions")]
    /// # Errors
    /// [`is_invalid_argument`](Error::is_invalid_argument) if `id` is not an id; [`is_not_found`](Error::is_not_found)
    /// (`GROUP_NOT_FOUND`) if the project does not exist.
    ///
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// let versions = atlas.projects().list_mongodb_versions(atlas.project_id()?);
    /// for version in versions.cloud_provider("AWS").instance_size("M10").all().await? {
    ///     println!("{:?} {:?}", version.version, version.default_status);
    /// }
    /// # });
    /// ```
    pub fn list_mongodb_versions(&self, id: impl Into<String>) -> List<AvailableVersion, AvailableVersionFilter> {
        let (id, filter) = (id.into(), AvailableVersionFilter::default());
        List::filtered(&self.atlas, filter, move |_, api, filter: &AvailableVersionFilter| {
            let list = api.projects().get_mongo_db_versions().group_id(id.parse::<ProjectId>()?);
            let list = list.maybe(filter.cloud_provider.as_deref(), |list, provider| list.cloud_provider(provider));
            let list = list.maybe(filter.instance_size.as_deref(), |list, size| list.instance_size(size));
            Ok(if filter.default_only { list.default_status("DEFAULT") } else { list })
        })
    }
}

/// The filter of [`Projects::list_mongodb_versions`]. Its setters are [`List::cloud_provider`], [`List::instance_size`]
/// and [`List::default_only`].
#[derive(Clone, Debug, Default)]
#[non_exhaustive]
pub struct AvailableVersionFilter {
    cloud_provider: Option<String>,
    instance_size: Option<String>,
    default_only: bool,
}

impl List<AvailableVersion, AvailableVersionFilter> {
    /// Lists only versions for clusters of this provider, such as `AWS`.
    pub fn cloud_provider(mut self, provider: impl Into<String>) -> Self {
        self.filter_mut().cloud_provider = Some(provider.into());
        self
    }

    /// Lists only versions for clusters of this size, such as `M10`.
    pub fn instance_size(mut self, size: impl Into<String>) -> Self {
        self.filter_mut().instance_size = Some(size.into());
        self
    }

    /// Lists only versions that a new cluster has by default.
    #[doc(alias = "defaultStatus")]
    #[inline]
    pub fn default_only(mut self) -> Self {
        self.filter_mut().default_only = true;
        self
    }
}

/// The filter of [`Projects::list_in_organization`] and [`Projects::list_for_organization`]. Its setter is [`List::name`].
#[derive(Clone, Debug, Default)]
#[non_exhaustive]
pub struct ProjectFilter {
    name: Option<String>,
}

impl List<Project, ProjectFilter> {
    /// Lists only projects of this name. Atlas decides which names match.
    pub fn name(mut self, name: impl Into<String>) -> Self {
        self.filter_mut().name = Some(name.into());
        self
    }
}
