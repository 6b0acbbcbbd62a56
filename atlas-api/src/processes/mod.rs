//! MongoDB processes: the `mongod` and `mongos` processes of a project's clusters.

mod selected;

pub use self::selected::SelectedProcesses;
use self::selected::{Selection, is_cut};
use crate::{
    Atlas, Error, List, Request,
    clusters::AnyCluster,
    model::{Disk, Process, ProcessDatabase, ProcessTypeName},
    operation_doc,
    request::CallOptions,
    segment::check_segment,
};

/// The MongoDB processes of a project, each `mongod` and `mongos` of its clusters; returned by [`Atlas::processes`].
///
/// [`cluster_of`] returns the cluster of a process; [`is_primary`] and [`is_secondary`] return its role.
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
    /// let mut processes = atlas.processes().list().stream();
    /// while let Some(process) = processes.next().await {
    ///     let process = process?;
    ///     println!("{:?}: {:?}", process.id, process.type_name);
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

    /// Lists the processes of a cluster: those whose host has the name of the cluster.
    #[doc = operation_doc!("listGroupProcesses")]
    /// Atlas has no such filter, so all processes of the project are requested. Select primaries with [`is_primary`].
    ///
    /// The list of processes does not tell which clusters exist: the result is empty for a cluster that does not exist, and
    /// also for a paused and for a flex cluster. [`Clusters::get`](crate::clusters::Clusters::get) tells them apart.
    /// Hosts have the first 23 characters of a name, in lower case, and only these are compared: a wrong name with the
    /// first 23 characters of the name of a cluster selects the processes of that cluster.
    ///
    /// # Errors
    /// [`is_invalid_argument`](Error::is_invalid_argument) if `name` is not a valid name of a cluster; otherwise as
    /// [`list`](Self::list).
    ///
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// for process in atlas.processes().list_for_cluster("orders").await? {
    ///     println!("{:?} is {:?}", process.id, process.type_name);
    /// }
    /// # });
    /// ```
    #[doc(alias = "host_list_by_cluster")]
    pub fn list_for_cluster(&self, name: impl Into<String>) -> SelectedProcesses {
        SelectedProcesses::new(self.list(), Selection::OfCluster(name.into()))
    }

    /// Lists the processes of the project, or of a cluster. It requests a cluster without processes: a misspelled name
    /// is an error, and so is an existing cluster, with the reason why it has none. It also requests a cluster whose
    /// hosts have only the beginning of its name: the processes can be those of another one. The options apply to each
    /// request.
    pub(crate) async fn list_of(&self, cluster: Option<&str>, options: &CallOptions) -> Result<Vec<Process>, Error> {
        let Some(name) = cluster else {
            let mut list = self.list();
            list.options_mut().clone_from(options);
            return list.all().await;
        };
        let mut list = self.list_for_cluster(name);
        list.options_mut().clone_from(options);
        let processes = list.await?;
        if processes.is_empty() || is_cut(name) {
            let mut get = self.atlas.clusters().get(name);
            get.options_mut().clone_from(options);
            let cluster = get.await?;
            if processes.is_empty() {
                return Err(without_processes(name, &cluster));
            }
        }
        Ok(processes)
    }

    /// Lists the primaries of all clusters of the project: one of each replica set or shard.
    #[doc = operation_doc!("listGroupProcesses")]
    /// Atlas has no such filter, so all processes of the project are requested. A replica set that elects a primary has
    /// none.
    ///
    /// # Errors
    /// As [`list`](Self::list).
    ///
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// for process in atlas.processes().list_primaries().await? {
    ///     println!("the primary of {:?} is {:?}", process.replica_set_name, process.id);
    /// }
    /// # });
    /// ```
    #[doc(alias = "host_list_primaries")]
    #[inline]
    pub fn list_primaries(&self) -> SelectedProcesses {
        SelectedProcesses::new(self.list(), Selection::Primaries)
    }

    /// Lists the secondaries of all clusters of the project.
    #[doc = operation_doc!("listGroupProcesses")]
    /// Otherwise as [`list_primaries`](Self::list_primaries).
    ///
    /// # Errors
    /// As [`list`](Self::list).
    ///
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// println!("{} secondaries", atlas.processes().list_secondaries().await?.len());
    /// # });
    /// ```
    #[doc(alias = "host_list_secondaries")]
    #[inline]
    pub fn list_secondaries(&self) -> SelectedProcesses {
        SelectedProcesses::new(self.list(), Selection::Secondaries)
    }

    /// Lists the disks of a process. The one with the data is `data`.
    #[doc = operation_doc!("listGroupProcessDisks")]
    /// # Errors
    /// As [`get`](Self::get).
    ///
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// # let page = atlas.processes().list().await?;
    /// # let process = page.items()[0].id.as_deref().unwrap_or_default();
    /// let disks = atlas.processes().list_disks(process).await?;
    /// assert_eq!(disks.items()[0].partition_name.as_deref(), Some("data"));
    /// # });
    /// ```
    #[doc(alias = "get_partitions")]
    pub fn list_disks(&self, process: impl Into<String>) -> List<Disk> {
        let process = process.into();
        List::new(&self.atlas, move |atlas, api| {
            check_process_id(&process)?;
            let list = api.monitoring_and_logs().list_process_disks().group_id(atlas.project_id()?);
            Ok(list.process_id(&*process))
        })
    }

    /// Fetches a disk of a process.
    #[doc = operation_doc!("getGroupProcessDisk")]
    /// # Errors
    /// As [`get`](Self::get); [`is_not_found`](Error::is_not_found) if the disk does not exist.
    ///
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// # let page = atlas.processes().list().await?;
    /// # let process = page.items()[0].id.as_deref().unwrap_or_default();
    /// assert!(atlas.processes().get_disk(process, "data").exists().await?);
    /// # });
    /// ```
    pub fn get_disk(&self, process: impl Into<String>, disk: impl Into<String>) -> Request<Disk> {
        let (process, disk) = (process.into(), disk.into());
        Request::in_project(&self.atlas, |api, project| {
            check_process_id(&process)?;
            check_segment("disk", &disk)?;
            let get = api.monitoring_and_logs().get_process_disk().group_id(project);
            Ok(get.process_id(process).partition_name(disk))
        })
    }

    /// Lists the databases of a process.
    #[doc = operation_doc!("listGroupProcessDatabases")]
    /// # Errors
    /// As [`get`](Self::get).
    ///
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// # let page = atlas.processes().list().await?;
    /// # let process = page.items()[0].id.as_deref().unwrap_or_default();
    /// for database in atlas.processes().list_databases(process).await? {
    ///     println!("{:?}", database.database_name);
    /// }
    /// # });
    /// ```
    #[doc(alias = "get_databases")]
    pub fn list_databases(&self, process: impl Into<String>) -> List<ProcessDatabase> {
        let process = process.into();
        List::new(&self.atlas, move |atlas, api| {
            check_process_id(&process)?;
            let list = api.monitoring_and_logs().list_databases().group_id(atlas.project_id()?);
            Ok(list.process_id(&*process))
        })
    }

    /// Fetches a database of a process.
    #[doc = operation_doc!("getGroupProcessDatabase")]
    /// # Errors
    /// As [`get`](Self::get); [`is_not_found`](Error::is_not_found) if the database does not exist.
    ///
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// # let page = atlas.processes().list().await?;
    /// # let process = page.items()[0].id.as_deref().unwrap_or_default();
    /// let database = atlas.processes().get_database(process, "local").await?;
    /// assert_eq!(database.database_name.as_deref(), Some("local"));
    /// # });
    /// ```
    pub fn get_database(&self, process: impl Into<String>, name: impl Into<String>) -> Request<ProcessDatabase> {
        let (process, name) = (process.into(), name.into());
        Request::in_project(&self.atlas, |api, project| {
            check_process_id(&process)?;
            check_segment("database", &name)?;
            let get = api.monitoring_and_logs().get_database().group_id(project);
            Ok(get.process_id(process).database_name(name))
        })
    }
}

/// Creates the error for an existing cluster without processes.
fn without_processes(name: &str, cluster: &AnyCluster) -> Error {
    let rule = if cluster.as_flex().is_some() {
        format!("{name:?} is a flex cluster, whose processes Atlas does not list; name a dedicated cluster")
    } else if cluster.as_cluster().and_then(|cluster| cluster.paused) == Some(true) {
        format!("{name:?} is paused and has no processes; resume it first")
    } else {
        let state = cluster.state().unwrap_or("unknown");
        format!("{name:?} has no processes in its state {state:?}; wait until it is IDLE")
    };
    Error::invalid_argument("cluster", rule)
}

/// Returns the name of the cluster of a process, from its host: `orders` for `orders-shard-00-00.abcde.mongodb.net`.
///
/// A host has only the first 23 characters of the name, in lower case.
///
/// # Examples
/// ```
/// # atlas_api::__example!(|atlas, fake| {
/// let processes = atlas.processes().list().all().await?;
/// let clusters: Vec<_> = processes.iter().filter_map(atlas_api::processes::cluster_of).collect();
/// assert!(clusters.contains(&"orders"));
/// # });
/// ```
#[must_use]
pub fn cluster_of(process: &Process) -> Option<&str> {
    let host = process.user_alias.as_deref()?.split('.').next()?;
    let end = ["-shard-", "-config-"].iter().filter_map(|part| host.rfind(part)).max()?;
    host.get(..end)
}

/// Returns whether a process is the primary of a replica set or of a shard.
///
/// # Examples
/// ```
/// # atlas_api::__example!(|atlas, fake| {
/// let processes = atlas.processes().list_for_cluster("orders").await?;
/// let primary = processes.into_iter().find(atlas_api::processes::is_primary);
/// println!("{:?}", primary.and_then(|process| process.id));
/// # });
/// ```
#[must_use]
pub fn is_primary(process: &Process) -> bool {
    matches!(process.type_name, Some(ProcessTypeName::ReplicaPrimary | ProcessTypeName::ShardPrimary))
}

/// Returns whether a process is a secondary of a replica set or of a shard.
///
/// # Examples
/// ```
/// # atlas_api::__example!(|atlas, fake| {
/// let processes = atlas.processes().list_for_cluster("orders").await?;
/// assert_eq!(processes.iter().filter(|process| atlas_api::processes::is_secondary(process)).count(), 2);
/// # });
/// ```
#[must_use]
pub fn is_secondary(process: &Process) -> bool {
    matches!(process.type_name, Some(ProcessTypeName::ReplicaSecondary | ProcessTypeName::ShardSecondary))
}

/// Rejects an id without a host or a port. Atlas decides whether the host exists.
#[inline]
pub(crate) fn check_process_id(id: &str) -> Result<(), Error> {
    let parts = id.rsplit_once(':');
    if parts.is_some_and(|(host, port)| !host.is_empty() && port.parse::<u16>().is_ok_and(|port| port > 0)) {
        return Ok(());
    }
    let rule = format!("{id:?} is not a process id; expected a host and a port, such as host.example.com:27017");
    Err(Error::invalid_argument("process id", rule))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_cluster_is_the_beginning_of_the_host() {
        for (alias, expected) in [
            (Some("orders-shard-00-00.abcde.mongodb.net"), Some("orders")),
            (Some("a-shard-b-shard-00-02.abcde.mongodb.net"), Some("a-shard-b")),
            (Some("a-shard-b-config-00-00.abcde.mongodb.net"), Some("a-shard-b")),
            (Some("events-config-00-01.abcde.mongodb.net"), Some("events")),
            (Some("host.example.com"), None),
            (None, None),
        ] {
            let mut process = Process::default();
            process.user_alias = alias.map(str::to_owned);
            assert_eq!(cluster_of(&process), expected, "{alias:?}");
        }
    }
}
