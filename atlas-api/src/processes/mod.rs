//! MongoDB processes: the `mongod` and `mongos` processes of a project's clusters.

mod id;

use self::id::check_process_id;
use crate::{Atlas, List, Request, model::Process, operation_doc};

/// The MongoDB processes of a project, each `mongod` and `mongos` of its clusters; returned by [`Atlas::processes`].
///
/// Atlas has no filter for them. `user_alias` and `replica_set_name` identify the cluster of a process, and
/// `type_name` whether it is a primary.
#[derive(Clone, Debug)]
#[doc(alias = "hosts")]
pub struct Processes {
    atlas: Atlas,
}

impl Processes {
    pub(crate) fn new(atlas: Atlas) -> Self {
        Self { atlas }
    }

    /// Lists the processes of all clusters of the project.
    ///
    #[doc = operation_doc!("listGroupProcesses")]
    ///
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// use atlas_api::model::ProcessTypeName;
    ///
    /// let mut processes = atlas.processes().list().stream();
    /// while let Some(process) = processes.next().await {
    ///     let process = process?;
    ///     if process.type_name == Some(ProcessTypeName::ReplicaPrimary) {
    ///         println!("the primary of {:?} is {:?}", process.replica_set_name, process.id);
    ///     }
    /// }
    /// # });
    /// ```
    #[doc(alias = "fill_host_list")]
    pub fn list(&self) -> List<Process> {
        List::new(&self.atlas, |atlas, api| {
            Ok(api.monitoring_and_logs().list_group_processes().group_id(atlas.project_id()?))
        })
    }

    /// Fetches a process. Its id is the host and the port, such as `host.example.com:27017`.
    ///
    #[doc = operation_doc!("getGroupProcess")]
    ///
    /// # Errors
    /// [`is_invalid_argument`](crate::Error::is_invalid_argument) if `id` does not have a host and a port;
    /// [`is_not_found`](crate::Error::is_not_found) if the process does not exist.
    ///
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// # let region = atlas_api::specs::ClusterRegion::new("AWS", "US_EAST_1", "M10");
    /// # atlas.clusters().create(atlas_api::specs::ClusterSpec::replica_set("orders", region)).await?;
    /// # fake.advance(std::time::Duration::from_secs(3600));
    /// let page = atlas.processes().list().await?;
    /// let id = page.items()[0].id.as_deref().unwrap_or_default();
    ///
    /// let process = atlas.processes().get(id).await?;
    /// println!("{:?} runs MongoDB {:?}", process.hostname, process.version);
    /// # });
    /// ```
    pub fn get(&self, id: impl Into<String>) -> Request<Process> {
        let id = id.into();
        Request::new(&self.atlas, |api| {
            check_process_id(&id)?;
            let get = api.monitoring_and_logs().get_group_process().group_id(self.atlas.project_id()?);
            Ok(get.process_id(id).send())
        })
    }
}
