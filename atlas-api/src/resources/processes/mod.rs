//! The processes of a project.

mod get;
mod id;
mod list;

pub use self::{get::GetProcess, list::ListProcesses};
use crate::Atlas;

/// The MongoDB processes of a project: each `mongod` and `mongos` of its clusters; made by [`Atlas::processes`].
///
/// Atlas has no filter for them. Which cluster a process belongs to is in its `user_alias` and its `replica_set_name`; whether
/// it is a primary, in its `type_name`.
#[derive(Clone, Debug)]
#[doc(alias = "hosts")]
pub struct Processes {
    atlas: Atlas,
}

impl Processes {
    pub(crate) fn new(atlas: Atlas) -> Self {
        Self { atlas }
    }

    /// Lists the processes of all clusters of the project, as a page or as a stream over all of them.
    ///
    /// [`GET /api/atlas/v2/groups/{groupId}/processes`][op] · `listGroupProcesses` · 2023-01-01. Requires **Project Read
    /// Only**.
    ///
    /// # Errors
    /// [`is_invalid_argument`](crate::Error::is_invalid_argument) if there is no such page or size.
    ///
    /// # Examples
    /// ```
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// # let fake = atlas_fake::FakeAtlas::start().await?;
    /// # let atlas = atlas_api::Atlas::builder().api_key(fake.public_key(), fake.private_key()).project_id(fake.project_id()).base_url(fake.base_url()).build()?;
    /// use atlas_api::model::ProcessTypeName;
    ///
    /// let mut processes = atlas.processes().list().stream();
    /// while let Some(process) = processes.next().await {
    ///     let process = process?;
    ///     if process.type_name == Some(ProcessTypeName::ReplicaPrimary) {
    ///         println!("{:?} at {:?}", process.replica_set_name, process.id);
    ///     }
    /// }
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// [op]: https://mongodb.com/docs/atlas/reference/api-resources-spec/v2/#tag/Monitoring-and-Logs/operation/listGroupProcesses
    #[doc(alias = "fill_host_list")]
    pub fn list(&self) -> ListProcesses {
        ListProcesses::new(self.atlas.clone())
    }

    /// Gets a process. Its id is its host and its port with a colon between them, as [`list`](Self::list) gives it.
    ///
    /// [`GET /api/atlas/v2/groups/{groupId}/processes/{processId}`][op] · `getGroupProcess` · 2023-01-01. Requires
    /// **Project Read Only**.
    ///
    /// # Errors
    /// [`is_invalid_argument`](crate::Error::is_invalid_argument) if `id` has no host or no port, before anything is sent;
    /// [`is_not_found`](crate::Error::is_not_found) if there is no such process.
    ///
    /// # Examples
    /// ```
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// # let fake = atlas_fake::FakeAtlas::start().await?;
    /// # let atlas = atlas_api::Atlas::builder().api_key(fake.public_key(), fake.private_key()).project_id(fake.project_id()).base_url(fake.base_url()).build()?;
    /// # let spec = atlas_api::specs::ClusterSpec::replica_set("Cluster0", atlas_api::specs::ClusterRegion::new("AWS", "US_EAST_1", "M10"));
    /// # atlas.clusters().create(spec).send().await?;
    /// # fake.advance(std::time::Duration::from_secs(3600));
    /// let page = atlas.processes().list().send().await?;
    /// let id = page.items()[0].id.as_deref().unwrap_or_default();
    ///
    /// let process = atlas.processes().get(id).send().await?;
    /// println!("{:?} runs MongoDB {:?}", process.hostname, process.version);
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// [op]: https://mongodb.com/docs/atlas/reference/api-resources-spec/v2/#tag/Monitoring-and-Logs/operation/getGroupProcess
    pub fn get(&self, id: impl Into<String>) -> GetProcess {
        GetProcess { atlas: self.atlas.clone(), id: id.into() }
    }
}
