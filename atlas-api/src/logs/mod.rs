//! Logs of the hosts of a project's clusters.

mod content;
mod download;
mod file;
mod line;
mod lines;
mod name;
mod period;
mod reader;

use atlas_gen::OperationBuilder;

pub(crate) use self::content::NotGzip;
pub(crate) use self::period::check_period;
pub use self::{download::LogDownload, file::LogFile, line::LogLine, lines::LogLines, name::LogName};
use crate::{Atlas, Error, operation_doc, segment::check_segment};

/// The logs of the hosts of a project's clusters; returned by [`Atlas::logs`].
///
/// [`Atlas::processes`] lists the hosts. Free and flex clusters have no logs to download.
#[derive(Clone, Debug)]
pub struct Logs {
    pub(crate) atlas: Atlas,
}

impl Logs {
    /// Downloads a log of a host: as a [stream](LogDownload::send) of chunks, [to a file](LogDownload::save), or
    /// [line by line](LogDownload::lines).
    #[doc = operation_doc!("downloadGroupClusterLog")]
    /// `host` is the name without a port, the `hostname` of a [`Process`](crate::model::Process). Memory use does not
    /// depend on the size of the log. A download that is interrupted is not retried.
    ///
    /// # Errors
    /// [`is_invalid_argument`](Error::is_invalid_argument) if the host has a port, if a date is before 2008, or
    /// if the period ends before it starts; [`is_not_found`](Error::is_not_found) if the host does not exist.
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
        let (host, log) = (host.into(), log.into());
        LogDownload::new(&self.atlas, move |api, project, period| {
            check_host(&host)?;
            check_segment("log", log.as_str())?;
            let download = api.monitoring_and_logs().download_cluster_log().group_id(project);
            let download = download.host_name(host.as_str()).log_name(log.as_str());
            let download = download.maybe(period.from, |download, from| download.start_date(from));
            Ok(download.maybe(period.until, |download, until| download.end_date(until)))
        })
    }
}

/// Rejects a name that cannot be in a path, and the id of a process, which has a port.
fn check_host(host: &str) -> Result<(), Error> {
    check_segment("host", host)?;
    // An IPv6 address has more than one colon.
    if let Some((name, port)) = host.split_once(':')
        && port.bytes().all(|byte| byte.is_ascii_digit())
    {
        return Err(Error::invalid_argument("host", format!("{host:?} has a port; use the host name alone, {name:?}")));
    }
    Ok(())
}
