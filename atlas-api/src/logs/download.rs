//! The download of a log.

use std::path::Path;

use atlas_gen::{ByteStream, OperationBuilder};
use chrono::{DateTime, Utc};

#[cfg(feature = "blocking")]
use super::LogLine;
use super::{LogFile, LogLines, LogName, check_period};
use crate::{
    Atlas, Error, Preview, Request,
    request::{CallOptions, call_options, into_future},
    save::save,
    segment::check_segment,
};

/// A request for a log; returned by [`Logs::download`](super::Logs::download).
///
/// Await it for the gzip file as a stream, [`save`](Self::save) the file, or read its [`lines`](Self::lines). Unlike
/// other requests, a download has no time limit as a whole, unless a [`timeout`](Self::timeout) is set.
#[derive(Clone, Debug)]
#[must_use = "a log is not requested until it is awaited or saved, or its lines are polled"]
pub struct LogDownload {
    atlas: Atlas,
    host: String,
    log: LogName,
    from: Option<DateTime<Utc>>,
    until: Option<DateTime<Utc>>,
    options: CallOptions,
}

impl LogDownload {
    pub(super) fn new(atlas: Atlas, host: String, log: LogName) -> Self {
        Self { atlas, host, log, from: None, until: None, options: CallOptions::default() }
    }

    fn options_mut(&mut self) -> &mut CallOptions {
        &mut self.options
    }

    /// Sets the start of the period, truncated to a second. Default: 24 hours ago.
    #[doc(alias("startDate", "date_from"))]
    pub fn from(mut self, date: impl Into<DateTime<Utc>>) -> Self {
        self.from = Some(date.into());
        self
    }

    /// Sets the end of the period, truncated to a second. Default: now.
    #[doc(alias("endDate", "date_to"))]
    pub fn until(mut self, date: impl Into<DateTime<Utc>>) -> Self {
        self.until = Some(date.into());
        self
    }

    /// Returns the request as it would be sent.
    ///
    /// # Errors
    /// [`is_invalid_argument`](Error::is_invalid_argument) if an argument is invalid.
    pub fn preview(&self) -> Result<Preview, Error> {
        self.request().preview()
    }

    /// Sends the request, and returns the gzip file as a stream when it begins to arrive. Awaiting the download does
    /// the same.
    ///
    /// # Errors
    /// As [`Logs::download`](super::Logs::download).
    pub async fn send(self) -> Result<LogFile, Error> {
        self.request().await.map(LogFile::new)
    }

    /// Sends the request and writes the gzip file to `path`; returns its size in bytes.
    ///
    /// The file appears only when it is complete: it is written to a temporary file in the same directory, which then
    /// replaces `path`. Only its owner can read it, where the operating system supports that.
    ///
    /// # Errors
    /// As [`Logs::download`](super::Logs::download); [`is_io`](Error::is_io) if the file cannot be written. Nothing is
    /// sent if the temporary file cannot be created.
    pub async fn save(self, path: impl AsRef<Path>) -> Result<u64, Error> {
        self.request().check()?;
        save(path.as_ref(), self.send()).await
    }

    /// Returns the lines of the log, decompressed as they arrive. The request is sent when the first line is polled.
    ///
    /// An error is the last item; lines before it are valid.
    pub fn lines(self) -> LogLines {
        LogLines::from_request(self)
    }

    fn request(&self) -> Request<ByteStream> {
        let mut request = Request::in_project(&self.atlas, |api, project| {
            self.check()?;
            let download = api.monitoring_and_logs().download_cluster_log().group_id(project);
            let download = download.host_name(self.host.as_str()).log_name(self.log.as_str());
            let download = download.maybe(self.from, |download, from| download.start_date(from.timestamp()));
            Ok(download.maybe(self.until, |download, until| download.end_date(until.timestamp())))
        });
        *request.options_mut() = self.options.clone();
        request
    }

    fn check(&self) -> Result<(), Error> {
        check_host(&self.host)?;
        check_segment("log", self.log.as_str())?;
        check_period(self.from, self.until)
    }
}

call_options!(LogDownload);

into_future!(LogDownload, LogFile);

/// Blocking forms; see [`Request::send_blocking`].
#[cfg(feature = "blocking")]
impl LogDownload {
    /// Saves the file and blocks the thread until it is complete.
    ///
    /// # Errors
    /// As [`save`](Self::save); and [`is_invalid_argument`](Error::is_invalid_argument) inside of an async runtime.
    pub fn save_blocking(self, path: impl AsRef<Path>) -> Result<u64, Error> {
        let (atlas, path) = (self.atlas.clone(), path.as_ref().to_owned());
        crate::request::block_on(&atlas, self.save(path))
    }

    /// Returns an iterator over the lines of the log, which blocks the thread while they arrive.
    pub fn lines_blocking(self) -> crate::BlockingItems<LogLine> {
        crate::BlockingItems::new(self.atlas.clone(), self.lines())
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
