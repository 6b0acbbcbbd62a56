//! The download of a log.

use std::{fmt, path::Path, sync::Arc};

use atlas_gen::{ByteStream, Client, Operation, OperationBuilder};
use chrono::{DateTime, Utc};

#[cfg(feature = "blocking")]
use super::LogLine;
use super::{LogFile, LogLines, LogName, LogPeriod, save::save};
use crate::{
    Atlas, Error, Preview, ProjectId, Request, RetryPolicy,
    request::{CallOptions, call_options, into_future},
    segment::{check_host, check_segment},
};

/// A request for a log; returned by [`Logs::download`](super::Logs::download) and other methods for logs of queries.
///
/// Await it for the gzip file as a stream, [`save`](Self::save) the file, or read its [`lines`](Self::lines). Unlike
/// other requests, a download has no time limit as a whole, unless a [`timeout`](Self::timeout) is set.
#[derive(Clone)]
#[must_use = "a log is not requested until it is awaited or saved, or its lines are polled"]
pub struct LogDownload {
    pub(super) atlas: Atlas,
    pub(super) build: Arc<Build>,
    pub(super) operation: &'static Operation,
    pub(super) from: Option<DateTime<Utc>>,
    pub(super) until: Option<DateTime<Utc>>,
    pub(super) options: CallOptions,
    /// A function that receives the size of each chunk.
    pub(super) meter: Option<Meter>,
}

/// A function that receives the size of each chunk of a download.
#[derive(Clone)]
pub(super) struct Meter(pub(super) Arc<dyn Fn(u64) + Send + Sync>);

impl fmt::Debug for Meter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Meter")
    }
}

/// A function that returns the request for a period, or one that fails because the period is invalid.
pub(super) type Build = dyn Fn(&Atlas, Result<LogPeriod, Error>) -> Request<ByteStream> + Send + Sync;

impl LogDownload {
    /// Creates a download from the builder that `build` returns for a period.
    pub(crate) fn new<B: OperationBuilder<Value = ByteStream>>(
        atlas: &Atlas,
        build: impl Fn(&Client, ProjectId, LogPeriod) -> Result<B, Error> + Send + Sync + 'static,
    ) -> Self {
        let build = move |atlas: &Atlas, period: Result<LogPeriod, Error>| {
            Request::in_project(atlas, |api, project| build(api, project, period?))
        };
        let (atlas, build) = (atlas.clone(), Arc::new(build));
        let operation = B::OPERATION;
        Self { atlas, build, operation, from: None, until: None, options: CallOptions::default(), meter: None }
    }

    /// Creates a download of a log of a host.
    pub(super) fn of_host(atlas: &Atlas, host: String, log: LogName) -> Self {
        Self::new(atlas, move |api, project, period| {
            check_host(&host)?;
            check_segment("log", log.as_str())?;
            let download = api.monitoring_and_logs().download_cluster_log().group_id(project);
            let download = download.host_name(host.as_str()).log_name(log.as_str());
            let download = download.maybe(period.from, |download, from| download.start_date(from));
            Ok(download.maybe(period.until, |download, until| download.end_date(until)))
        })
    }

    /// Returns a download of a log of another host, with the same period and options.
    pub(super) fn with_host(&self, host: String, log: LogName) -> Self {
        Self { build: Self::of_host(&self.atlas, host, log).build, ..self.clone() }
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
        self.request().await.map(|response| LogFile::new(response, self.operation, self.meter))
    }

    /// Sends the request and writes the gzip file to `path`; returns its size in bytes.
    ///
    /// The file appears only when it is complete: it is written to a temporary file in the same directory, which then
    /// replaces `path`. Only its owner can read it, where the operating system supports that.
    ///
    /// After an [interruption](super::Logs::download), the file is compressed again, with the same lines: each ends with a
    /// line feed, and is cut at 1 MiB.
    ///
    /// # Errors
    /// As [`Logs::download`](super::Logs::download); [`is_io`](Error::is_io) if the file cannot be written. Nothing is
    /// sent if the temporary file cannot be created.
    pub async fn save(self, path: impl AsRef<Path>) -> Result<u64, Error> {
        self.request().check()?;
        save(path.as_ref(), self).await
    }

    /// Returns the lines of the log, decompressed as they arrive. The request is sent when the first line is polled.
    ///
    /// An error is the last item; lines before it are valid.
    pub fn lines(self) -> LogLines {
        LogLines::from_request(self)
    }

    pub(super) fn retry_policy(&self) -> RetryPolicy {
        self.options.retry.policy.unwrap_or_else(|| self.atlas.retry_policy())
    }

    pub(super) fn request(&self) -> Request<ByteStream> {
        let mut request = (self.build)(&self.atlas, LogPeriod::new(self.from, self.until));
        *request.options_mut() = self.options.clone();
        request
    }
}

/// Shows neither parameters nor the period.
impl fmt::Debug for LogDownload {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("LogDownload").field("request", &self.request()).finish_non_exhaustive()
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
