//! Logs of the hosts of a project's clusters.

mod content;
mod delivered;
mod download;
mod file;
mod host_lines;
mod hosts;
mod line;
mod lines;
mod name;
mod open;
mod period;
mod progress;
mod reader;
mod resumable;
mod save;
mod saved;

pub(crate) use self::content::NotGzip;
pub(crate) use self::period::LogPeriod;
pub use self::{
    download::LogDownload,
    file::LogFile,
    host_lines::{HostLogLine, HostLogLines},
    hosts::HostLogs,
    line::LogLine,
    lines::LogLines,
    name::LogName,
    progress::{LogProgress, SavedLog},
    saved::LogReader,
};
use crate::{Atlas, operation_doc};

/// The logs of the hosts of a project's clusters; returned by [`Atlas::logs`].
///
/// [`Atlas::processes`] lists the hosts. Free and flex clusters have no logs to download. [`LogReader`] reads a log that was
/// saved.
#[derive(Clone, Debug)]
pub struct Logs {
    pub(crate) atlas: Atlas,
}

impl Logs {
    /// Downloads a log of a host: as a [stream](LogDownload::send) of chunks, [to a file](LogDownload::save), or
    /// [line by line](LogDownload::lines).
    #[doc = operation_doc!("downloadGroupClusterLog")]
    /// `host` is the name without a port, the `hostname` of a [`Process`](crate::model::Process). Memory use does not
    /// depend on the size of the log.
    ///
    /// Atlas cannot continue a download. If one is interrupted, [lines](LogDownload::lines) and
    /// [saved files](LogDownload::save) restart it at the time of the last line, as often as the
    /// [retry policy](crate::RetryPolicy) allows without a new line. No line is repeated or lost, unless a server wrote a
    /// line more than a second late. A stream of chunks fails instead.
    ///
    /// # Errors
    /// [`is_invalid_argument`](crate::Error::is_invalid_argument) if the host has a port, if a date is before 2008, or
    /// if the period ends before it starts; [`is_not_found`](crate::Error::is_not_found) if the host does not exist.
    ///
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// # let directory = std::env::temp_dir().join(format!("atlas-api-logs-{}", std::process::id()));
    /// # std::fs::create_dir_all(&directory)?;
    /// use std::time::{Duration, SystemTime};
    ///
    /// use atlas_api::logs::LogName;
    ///
    /// let an_hour_ago = SystemTime::now() - Duration::from_secs(3600);
    /// let host = "orders-shard-00-00.abcde.example.com";
    /// let download = atlas.logs().download(host, LogName::Mongodb).from(an_hour_ago);
    ///
    /// let mut lines = download.clone().lines();
    /// while let Some(line) = lines.next().await {
    ///     let line = line?;
    ///     println!("{:?} {}", line.date(), line.message().unwrap_or(line.raw()));
    /// }
    ///
    /// download.save(directory.join("mongodb.gz")).await?;
    /// # std::fs::remove_dir_all(&directory)?;
    /// # });
    /// ```
    #[doc(alias("get_log_for_host", "get_loglines_for_host"))]
    pub fn download(&self, host: impl Into<String>, log: impl Into<LogName>) -> LogDownload {
        LogDownload::of_host(&self.atlas, host.into(), log.into())
    }

    /// Downloads a log of all hosts of a cluster: [to files](HostLogs::save), or [line by line](HostLogs::lines).
    #[doc = operation_doc!("downloadGroupClusterLog")]
    /// The hosts are the [processes](crate::processes::Processes::list_for_cluster) of the cluster that write the log:
    /// routers of a sharded cluster have `mongos` and `mongos-audit-log`, all other processes the other two.
    ///
    /// # Errors
    /// As [`download`](Self::download), with the [host](crate::Error::host) that failed;
    /// [`is_not_found`](crate::Error::is_not_found) if the cluster does not exist.
    ///
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// # let directory = std::env::temp_dir().join(format!("atlas-api-cluster-{}", std::process::id()));
    /// # std::fs::create_dir_all(&directory)?;
    /// use std::time::Duration;
    ///
    /// use atlas_api::logs::LogName;
    ///
    /// let logs = atlas.logs().download_for_cluster("orders", LogName::Mongodb);
    /// let mut queries = logs.clone().lines().slow_queries(Duration::from_millis(500));
    /// while let Some(line) = queries.next().await {
    ///     let line = line?;
    ///     println!("{}: {}", line.host(), line.line().raw());
    /// }
    /// let files = logs.on_progress(|now| println!("{} of {}", now.hosts_done, now.hosts)).save(&directory).await?;
    /// assert_eq!(files.len(), 3);
    /// # std::fs::remove_dir_all(&directory)?;
    /// # });
    /// ```
    #[doc(alias("get_logs_for_cluster"))]
    pub fn download_for_cluster(&self, cluster: impl Into<String>, log: impl Into<LogName>) -> HostLogs {
        HostLogs::new(self.atlas.clone(), Some(cluster.into()), log.into())
    }

    /// Downloads a log of all hosts of the project: [to files](HostLogs::save), or [line by line](HostLogs::lines).
    #[doc = operation_doc!("downloadGroupClusterLog")]
    /// Hosts without the log are left out, as for [a cluster](Self::download_for_cluster).
    ///
    /// # Errors
    /// As [`download`](Self::download), with the [host](crate::Error::host) that failed.
    ///
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// let mut lines = atlas.logs().download_for_project("mongodb").prefetch(8).lines();
    /// while let Some(line) = lines.next().await {
    ///     let line = line?;
    ///     println!("{}: {:?}", line.host(), line.line().message());
    /// }
    /// # });
    /// ```
    #[doc(alias("get_logs_for_project"))]
    pub fn download_for_project(&self, log: impl Into<LogName>) -> HostLogs {
        HostLogs::new(self.atlas.clone(), None, log.into())
    }
}
