//! Downloading a log.

use std::path::Path;

use chrono::{DateTime, Utc};

use super::{LogFile, LogLines, LogName, save};
use crate::{Atlas, Error, resources::segment::check_segment};

/// The first second that Atlas takes for a bound: the beginning of 2008, UTC.
const EARLIEST: i64 = 1_199_145_600;

/// A request for a log; made by [`Logs::download`](super::Logs::download).
#[derive(Clone, Debug)]
#[must_use = "nothing is sent before `send` or `save` is awaited or `lines` is polled"]
pub struct LogDownload {
    pub(super) atlas: Atlas,
    pub(super) host: String,
    pub(super) log: LogName,
    pub(super) from: Option<DateTime<Utc>>,
    pub(super) until: Option<DateTime<Utc>>,
}

impl LogDownload {
    /// From when on, to the second: fractions are cut off. Default: what Atlas has for it, the last 24 hours.
    #[doc(alias = "startDate")]
    #[doc(alias = "date_from")]
    pub fn from(mut self, date: impl Into<DateTime<Utc>>) -> Self {
        self.from = Some(date.into());
        self
    }

    /// Until when, to the second: fractions are cut off. Default: now.
    #[doc(alias = "endDate")]
    #[doc(alias = "date_to")]
    pub fn until(mut self, date: impl Into<DateTime<Utc>>) -> Self {
        self.until = Some(date.into());
        self
    }

    /// Sends the request, and returns the gzip file as a stream when it begins to arrive.
    ///
    /// # Errors
    /// As [`Logs::download`](super::Logs::download) says.
    pub async fn send(self) -> Result<LogFile, Error> {
        self.check()?;
        let low = self.atlas.low();
        let operation = low.monitoring_and_logs().download_cluster_log().group_id(self.atlas.project_id());
        let mut operation = operation.host_name(self.host).log_name(self.log.as_str());
        if let Some(from) = self.from {
            operation = operation.start_date(from.timestamp());
        }
        if let Some(until) = self.until {
            operation = operation.end_date(until.timestamp());
        }
        operation.send().await.map(LogFile::new).map_err(Error::from_call)
    }

    /// Sends the request and writes the gzip file to `path`; returns its size in bytes.
    ///
    /// The file is there whole or not at all: it is written beside `path` under another name and takes its name, and the
    /// place of a file that is there, at the end. Only its owner can read it, as far as the system has a notion of that.
    ///
    /// # Errors
    /// As [`Logs::download`](super::Logs::download) says; [`is_file`](Error::is_file) if the file can't be written, and if
    /// that shows at the beginning, nothing is sent.
    pub async fn save(self, path: impl AsRef<Path>) -> Result<u64, Error> {
        self.check()?;
        save::save(self, path.as_ref()).await
    }

    /// The lines of the log, decompressed as they arrive. The request is sent when the first line is asked for.
    ///
    /// A failure is an item, the last one; it can come after lines that did arrive.
    pub fn lines(self) -> LogLines {
        LogLines::of_request(self)
    }

    fn check(&self) -> Result<(), Error> {
        check_host(&self.host)?;
        check_segment("log", self.log.as_str())?;
        for (argument, date) in [("from", self.from), ("until", self.until)] {
            if date.is_some_and(|date| date.timestamp() < EARLIEST) {
                return Err(Error::invalid_argument(argument, "Atlas takes no date before 2008"));
            }
        }
        match (self.from, self.until) {
            (Some(from), Some(until)) if from > until => {
                Err(Error::invalid_argument("from", format!("{from} is after {until}, the end")))
            }
            _ => Ok(()),
        }
    }
}

/// Refuses what can't stand in a path, and the id of a process where the name of its host is wanted.
fn check_host(host: &str) -> Result<(), Error> {
    check_segment("host", host)?;
    // An address of IPv6 has more than one colon.
    if let Some((name, port)) = host.split_once(':')
        && port.bytes().all(|byte| byte.is_ascii_digit())
    {
        let rule = format!("{host:?} has a port; a log is asked for by the host alone, {name:?}");
        return Err(Error::invalid_argument("host", rule));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_host_can_stand_in_a_path_and_has_no_port() {
        for (host, refused) in [
            ("host.example.com", None),
            ("2001:db8:0:0:0:0:0:1", None),
            ("", Some(r#"host: "" can't stand in a path"#)),
            ("..", Some(r#"host: ".." can't stand in a path"#)),
            (
                "host.example.com:27017",
                Some(
                    r#"host: "host.example.com:27017" has a port; a log is asked for by the host alone, "host.example.com""#,
                ),
            ),
        ] {
            assert_eq!(check_host(host).err().map(|error| error.to_string()).as_deref(), refused);
        }
    }
}
