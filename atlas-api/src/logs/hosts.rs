//! Logs of all hosts of a cluster or of a project.

use std::{collections::BTreeSet, fmt, path::Path, sync::Arc};

use chrono::{DateTime, Utc};
use futures_util::{StreamExt, stream};

use super::{HostLogLines, LogDownload, LogName, LogProgress, SavedLog, progress::Progress};
use crate::{
    Atlas, Error,
    model::{Process, ProcessTypeName},
    page::check_prefetch,
    request::{CallOptions, call_options},
};

/// The default number of hosts whose logs are downloaded at the same time.
const DEFAULT_PREFETCH: u32 = 4;

/// One log of several hosts; returned by [`Logs::download_for_cluster`](super::Logs::download_for_cluster) and
/// [`Logs::download_for_project`](super::Logs::download_for_project).
///
/// [`save`](Self::save) it to a file for each host, or read its [`lines`](Self::lines). Both list the hosts first. The
/// period applies to each download, and the options of the call to each request.
#[derive(Clone)]
#[must_use = "logs are not requested until they are saved, or their lines are polled"]
pub struct HostLogs {
    cluster: Option<String>,
    log: LogName,
    /// A download without a host.
    template: LogDownload,
    prefetch: u32,
    observer: Option<Arc<dyn Fn(LogProgress) + Send + Sync>>,
}

impl HostLogs {
    pub(super) fn new(atlas: Atlas, cluster: Option<String>, log: LogName) -> Self {
        let template = LogDownload::of_host(&atlas, String::new(), log.clone());
        Self { cluster, log, template, prefetch: DEFAULT_PREFETCH, observer: None }
    }

    fn options_mut(&mut self) -> &mut CallOptions {
        &mut self.template.options
    }

    /// Sets the start of the period, truncated to a second. Default: 24 hours ago.
    #[doc(alias("startDate", "date_from"))]
    pub fn from(mut self, date: impl Into<DateTime<Utc>>) -> Self {
        self.template = self.template.from(date);
        self
    }

    /// Sets the end of the period, truncated to a second. Default: now.
    #[doc(alias("endDate", "date_to"))]
    pub fn until(mut self, date: impl Into<DateTime<Utc>>) -> Self {
        self.template = self.template.until(date);
        self
    }

    /// Sets the number of hosts whose logs are downloaded at the same time, from 1 to 100. Default: 4.
    pub fn prefetch(mut self, hosts: u32) -> Self {
        self.prefetch = hosts;
        self
    }

    /// Sets a function that receives the progress: when the hosts are known, with each chunk, and when a host is done.
    /// It must not block.
    pub fn on_progress(mut self, observer: impl Fn(LogProgress) + Send + Sync + 'static) -> Self {
        self.observer = Some(Arc::new(observer));
        self
    }

    /// Saves the log of each host to a gzip file in `directory`, which must exist; returns the files by host.
    ///
    /// The name of a file is `HOST-LOG.gz`, such as `orders-shard-00-00.abcde.mongodb.net-mongodb.gz`. Each file is
    /// replaced as a whole or not at all, as by [`LogDownload::save`]. The failure of one host does not stop the
    /// others: their files are complete when this method returns its error.
    ///
    /// # Errors
    /// As [`lines`](Self::lines) and [`LogDownload::save`]; [`host`](Error::host) is the first host that failed.
    pub async fn save(self, directory: impl AsRef<Path>) -> Result<Vec<SavedLog>, Error> {
        let (hosts, progress) = self.start().await?;
        let save = |(index, host): (usize, String)| {
            let path = directory.as_ref().join(file_name(&host, &self.log));
            let (progress, download) = (progress.clone(), self.download(&host, &progress));
            async move {
                let saved = download.save(&path).await;
                progress.host_done();
                let saved = saved.map(|size| SavedLog { host: host.clone(), path, size });
                (index, saved.map_err(|error| error.on_host(&host)))
            }
        };
        let saves = stream::iter(hosts.into_iter().enumerate().map(save));
        let mut saved: Vec<_> = saves.buffer_unordered(self.limit()).collect().await;
        saved.sort_by_key(|(index, _)| *index);
        saved.into_iter().map(|(_, saved)| saved).collect()
    }

    /// Returns the lines of all logs, each with its host, as they arrive. Nothing is requested before the first line is
    /// polled.
    ///
    /// The lines of a host are in order. Those of several hosts alternate, and are not sorted by their dates. An error
    /// ends the lines of its [`host`](Error::host), and the others continue.
    ///
    /// # Errors
    /// Of the lines: [`is_invalid_argument`](Error::is_invalid_argument) for a prefetch outside of 1 to 100;
    /// [`is_not_found`](Error::is_not_found) if the cluster does not exist; those of
    /// [`Processes::list`](crate::processes::Processes::list) and [`Logs::download`](super::Logs::download).
    pub fn lines(self) -> HostLogLines {
        HostLogLines::new(self)
    }

    pub(super) fn limit(&self) -> usize {
        self.prefetch as usize
    }

    /// Returns the download of a host, which reports to `progress`.
    pub(super) fn download(&self, host: &str, progress: &Progress) -> LogDownload {
        LogDownload { meter: Some(progress.meter()), ..self.template.with_host(host.to_owned(), self.log.clone()) }
    }

    /// Lists the hosts that have the log, and begins to report the progress.
    pub(super) async fn start(&self) -> Result<(Vec<String>, Progress), Error> {
        check_prefetch(self.prefetch)?;
        // A download of any host has the same period.
        self.template.with_host("any".to_owned(), self.log.clone()).request().check()?;
        let hosts = self.hosts().await?;
        let progress = Progress::new(self.observer.clone(), hosts.len());
        Ok((hosts, progress))
    }

    async fn hosts(&self) -> Result<Vec<String>, Error> {
        let processes =
            self.template.atlas.processes().list_of(self.cluster.as_deref(), &self.template.options).await?;
        let hosts = processes.into_iter().filter(|process| has_log(process, &self.log));
        Ok(hosts.filter_map(|process| process.hostname).collect::<BTreeSet<_>>().into_iter().collect())
    }
}

/// Returns whether a process writes a log: routers and other processes have different ones.
fn has_log(process: &Process, log: &LogName) -> bool {
    let is_router = process.type_name == Some(ProcessTypeName::ShardMongos);
    match log {
        LogName::Mongos | LogName::MongosAuditLog => is_router,
        LogName::Mongodb | LogName::MongodbAuditLog => !is_router,
        LogName::Unknown(_) => true,
    }
}

/// Returns the name of a file. Characters that no file name can have do not occur in names of hosts and logs.
fn file_name(host: &str, log: &LogName) -> String {
    format!("{host}-{}.gz", log.as_str()).replace(['/', '\\', ':'], "_")
}

call_options!(HostLogs);

/// Blocking forms; see [`Request::send_blocking`](crate::Request::send_blocking).
#[cfg(feature = "blocking")]
impl HostLogs {
    /// Saves the log of each host and blocks the thread until all files are complete.
    ///
    /// # Errors
    /// As [`save`](Self::save); and [`is_invalid_argument`](Error::is_invalid_argument) inside of an async runtime.
    pub fn save_blocking(self, directory: impl AsRef<Path>) -> Result<Vec<SavedLog>, Error> {
        let (atlas, directory) = (self.template.atlas.clone(), directory.as_ref().to_owned());
        crate::request::block_on(&atlas, self.save(directory))
    }

    /// Returns an iterator over the lines of all logs, which blocks the thread while they arrive. The first error ends
    /// it.
    pub fn lines_blocking(self) -> crate::BlockingItems<super::HostLogLine> {
        crate::BlockingItems::new(self.template.atlas.clone(), self.lines())
    }
}

impl fmt::Debug for HostLogs {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("HostLogs")
            .field("cluster", &self.cluster)
            .field("log", &self.log)
            .field("prefetch", &self.prefetch)
            .finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_named_after_its_host_and_log() {
        for (host, log, expected) in [
            ("a-shard-00-00.example.com", LogName::Mongodb, "a-shard-00-00.example.com-mongodb.gz"),
            ("2001:db8::1", LogName::MongosAuditLog, "2001_db8__1-mongos-audit-log.gz"),
            ("../x", LogName::from("a\\b"), ".._x-a_b.gz"),
        ] {
            assert_eq!(file_name(host, &log), expected);
        }
    }
}
