//! The lines of a log as a stream.

use std::{
    fmt,
    future::poll_fn,
    pin::Pin,
    task::{Context, Poll},
    time::Duration,
};

use futures_core::Stream;
use futures_util::{StreamExt, future::ready, stream};

use super::{LogDownload, LogFile, LogLine, open::Open, resumable::Resumable};
use crate::Error;

/// The lines of a log in order, decompressed as they arrive.
///
/// It holds one line and a few chunks at a time, regardless of the size of the log. A line of more than 1 MiB
/// (1,048,576 bytes) is [cut](LogLine::is_cut) there. The first error ends the stream: the lines before it are valid,
/// and an incomplete line is dropped. A file that is truncated or not in gzip format is a
/// [decoding error](Error::is_decode).
///
/// It is a [`Stream`]; [`next`](Self::next) works without a stream library.
#[must_use = "a stream does nothing unless polled"]
pub struct LogLines(Pin<Box<dyn Stream<Item = Result<LogLine, Error>> + Send>>);

impl LogLines {
    pub(super) fn from_request(request: LogDownload) -> Self {
        Self(Box::pin(stream::try_unfold(Resumable::new(request), |mut log| async {
            Ok(log.next().await?.map(|(line, _)| (line, log)))
        })))
    }

    pub(super) fn from_file(file: LogFile) -> Self {
        Self(Box::pin(stream::try_unfold(Open::download(file), |mut open| async {
            Ok(open.next().await?.map(|line| (LogLine::new(line.bytes, line.is_cut), open)))
        })))
    }

    /// Returns only the lines about operations that took at least this time. A server logs operations from its own
    /// threshold on, by default 100 ms.
    ///
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// use std::time::Duration;
    ///
    /// let log = atlas.logs().download("orders-shard-00-00.abcde.example.com", "mongodb");
    /// let mut queries = log.lines().slow_queries(Duration::from_secs(1));
    /// while let Some(line) = queries.next().await {
    ///     let line = line?;
    ///     println!("{:?} took {:?}: {:?}", line.namespace(), line.duration(), line.plan_summary());
    /// }
    /// # });
    /// ```
    pub fn slow_queries(self, min: Duration) -> Self {
        let is_slow = move |line: &Result<LogLine, Error>| {
            ready(line.as_ref().map_or(true, |line| line.duration().is_some_and(|time| time >= min)))
        };
        Self(Box::pin(self.0.filter(is_slow)))
    }

    /// Returns the next line; `None` after the last one and after an error.
    ///
    /// # Errors
    /// The errors of the [request](super::Logs::download); a lost connection; [`is_decode`](Error::is_decode) if the
    /// file cannot be decompressed.
    pub async fn next(&mut self) -> Option<Result<LogLine, Error>> {
        poll_fn(|context| Pin::new(&mut *self).poll_next(context)).await
    }
}

impl Stream for LogLines {
    type Item = Result<LogLine, Error>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.0.as_mut().poll_next(context)
    }
}

impl fmt::Debug for LogLines {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("LogLines").finish_non_exhaustive()
    }
}
