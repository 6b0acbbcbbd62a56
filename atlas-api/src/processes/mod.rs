//! MongoDB processes: the `mongod` and `mongos` processes of a project's clusters.

use crate::{Atlas, Error, List, Request, model::Process, operation_doc};

/// The MongoDB processes of a project, each `mongod` and `mongos` of its clusters; returned by [`Atlas::processes`].
///
/// Atlas has no filter for them. `user_alias` and `replica_set_name` identify the cluster of a process, and
/// `type_name` whether it is a primary.
#[derive(Clone, Debug)]
#[doc(alias = "hosts")]
pub struct Processes {
    pub(crate) atlas: Atlas,
}

impl Processes {
    /// Lists the processes of all clusters of the project.
    #[doc = operation_doc!("listGroupProcesses")]
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
    #[inline]
    pub fn list(&self) -> List<Process> {
        List::new(&self.atlas, |atlas, api| {
            Ok(api.monitoring_and_logs().list_group_processes().group_id(atlas.project_id()?))
        })
    }

    /// Fetches a process. Its id is the host and the port, such as `host.example.com:27017`.
    #[doc = operation_doc!("getGroupProcess")]
    /// # Errors
    /// [`is_invalid_argument`](Error::is_invalid_argument) if `id` does not have a host and a port;
    /// [`is_not_found`](Error::is_not_found) if the process does not exist.
    ///
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// let page = atlas.processes().list().await?;
    /// let id = page.items()[0].id.as_deref().unwrap_or_default();
    ///
    /// let process = atlas.processes().get(id).await?;
    /// println!("{:?} runs MongoDB {:?}", process.hostname, process.version);
    /// # });
    /// ```
    pub fn get(&self, id: impl Into<String>) -> Request<Process> {
        let id = id.into();
        Request::in_project(&self.atlas, |api, project| {
            check_process_id(&id)?;
            Ok(api.monitoring_and_logs().get_group_process().group_id(project).process_id(id))
        })
    }
}

/// Rejects an id without a host or a port. Atlas decides whether the host exists.
#[inline]
fn check_process_id(id: &str) -> Result<(), Error> {
    let parts = id.rsplit_once(':');
    if parts.is_some_and(|(host, port)| !host.is_empty() && port.parse::<u16>().is_ok_and(|port| port > 0)) {
        return Ok(());
    }
    let rule = format!("{id:?} is not a process id; expected a host and a port, such as host.example.com:27017");
    Err(Error::invalid_argument("process id", rule))
}
