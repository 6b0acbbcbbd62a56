//! The logs of the servers of a project.

mod download;
mod file;
mod line;
mod lines;
mod name;
mod reader;
mod save;

pub use self::{download::LogDownload, file::LogFile, line::LogLine, lines::LogLines, name::LogName};
use crate::Atlas;

/// The logs of the servers of a project; made by [`Atlas::logs`].
///
/// [`Atlas::processes`] lists the hosts that have some. Free and flex clusters have none that can be downloaded.
#[derive(Clone, Debug)]
pub struct Logs {
    atlas: Atlas,
}

impl Logs {
    pub(crate) fn new(atlas: Atlas) -> Self {
        Self { atlas }
    }

    /// Downloads a log of a host: as a [gzip file](LogDownload::send) in chunks, [into a file](LogDownload::save), or
    /// [line by line](LogDownload::lines).
    ///
    /// [`GET /api/atlas/v2/groups/{groupId}/clusters/{hostName}/logs/{logName}.gz`][op] · `downloadGroupClusterLog` ·
    /// 2023-02-01. Requires **Project Data Access Read Only** or **Project Cluster Log Viewer**, among others.
    ///
    /// `host` is the name without a port, the `hostname` of a [`Process`](crate::model::Process). Whatever the size of the
    /// log, little of it is in memory at a time, and there is no limit for the time that all of it takes.
    ///
    /// # Errors
    /// [`is_invalid_argument`](crate::Error::is_invalid_argument), before anything is sent, if the host or the log can't
    /// stand in a path, if the host has a port, if a date is before 2008, or if the beginning is after the end;
    /// [`is_not_found`](crate::Error::is_not_found) if there is no such host. A download that breaks off midway is not begun
    /// again.
    ///
    /// # Examples
    /// ```
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// # let fake = atlas_fake::FakeAtlas::start().await?;
    /// # let atlas = atlas_api::Atlas::builder().api_key(fake.public_key(), fake.private_key()).project_id(fake.project_id()).base_url(fake.base_url()).build()?;
    /// # let directory = std::env::temp_dir().join(format!("atlas-api-logs-{}", std::process::id()));
    /// # std::fs::create_dir_all(&directory)?;
    /// use std::time::{Duration, SystemTime};
    ///
    /// use atlas_api::LogName;
    ///
    /// let an_hour_ago = SystemTime::now() - Duration::from_secs(3600);
    /// let download = atlas.logs().download("cluster0-shard-00-00.example.com", LogName::Mongodb).from(an_hour_ago);
    ///
    /// let mut lines = download.clone().lines();
    /// while let Some(line) = lines.next().await {
    ///     let line = line?;
    ///     println!("{:?} {}", line.date(), line.message().unwrap_or(line.raw()));
    /// }
    ///
    /// download.save(directory.join("mongodb.gz")).await?;
    /// # std::fs::remove_dir_all(&directory)?;
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// [op]: https://mongodb.com/docs/atlas/reference/api-resources-spec/v2/#tag/Monitoring-and-Logs/operation/downloadGroupClusterLog
    #[doc(alias = "get_log_for_host")]
    #[doc(alias = "get_loglines_for_host")]
    pub fn download(&self, host: impl Into<String>, log: impl Into<LogName>) -> LogDownload {
        LogDownload { atlas: self.atlas.clone(), host: host.into(), log: log.into(), from: None, until: None }
    }
}
