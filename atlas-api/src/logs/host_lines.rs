//! The lines of the logs of several hosts as a stream.

use std::{
    fmt,
    future::poll_fn,
    pin::Pin,
    sync::Arc,
    task::{Context, Poll},
    time::Duration,
};

use futures_core::Stream;
use futures_util::{
    StreamExt, TryFutureExt,
    future::{Either, ready},
    stream,
};

use super::{HostLogs, LogLine};
use crate::Error;

/// A line of a log, with its host.
#[derive(Clone, Debug, PartialEq)]
pub struct HostLogLine {
    host: Arc<str>,
    line: LogLine,
}

impl HostLogLine {
    /// Returns the name of the host, without a port.
    #[must_use]
    pub fn host(&self) -> &str {
        &self.host
    }

    /// Returns the line.
    #[must_use]
    pub fn line(&self) -> &LogLine {
        &self.line
    }

    /// Returns the line itself, without the host.
    #[must_use]
    pub fn into_line(self) -> LogLine {
        self.line
    }
}

/// The lines of the logs of several hosts, as they arrive; returned by [`HostLogs::lines`].
///
/// It holds a few chunks of each host that is downloaded at the same time, regardless of the sizes of the logs. An error
/// ends the lines of its [host](Error::host); the lines of other hosts continue. An error without a host ends the stream.
///
/// It is a [`Stream`]; [`next`](Self::next) works without a stream library.
#[must_use = "a stream does nothing unless polled"]
pub struct HostLogLines(Pin<Box<dyn Stream<Item = Result<HostLogLine, Error>> + Send>>);

impl HostLogLines {
    pub(super) fn new(logs: HostLogs) -> Self {
        let limit = logs.limit();
        let hosts = async move { logs.start().await.map(|(hosts, progress)| (logs, hosts, progress)) };
        let lines = hosts.map_ok(move |(logs, hosts, progress)| {
            let hosts = stream::iter(hosts).map(move |host| {
                let (lines, progress) = (logs.download(&host, &progress).lines(), progress.clone());
                let host: Arc<str> = host.into();
                let lines = lines.map(move |line| match line {
                    Ok(line) => Ok(HostLogLine { host: Arc::clone(&host), line }),
                    Err(error) => Err(error.on_host(&host)),
                });
                let done = stream::once(async move { progress.host_done() }).filter_map(|()| ready(None));
                lines.chain(done).boxed()
            });
            hosts.flatten_unordered(limit)
        });
        Self(Box::pin(stream::once(lines).flat_map(|lines| match lines {
            Ok(lines) => Either::Left(lines),
            Err(error) => Either::Right(stream::once(ready(Err(error)))),
        })))
    }

    /// Returns only the lines about operations that took at least this time. A server logs operations from its own
    /// threshold on, by default 100 ms.
    pub fn slow_queries(self, min: Duration) -> Self {
        let is_slow = move |line: &Result<HostLogLine, Error>| {
            ready(line.as_ref().map_or(true, |line| line.line.duration().is_some_and(|time| time >= min)))
        };
        Self(Box::pin(self.0.filter(is_slow)))
    }

    /// Returns the next line; `None` after the last one.
    ///
    /// # Errors
    /// As [`HostLogs::lines`].
    pub async fn next(&mut self) -> Option<Result<HostLogLine, Error>> {
        poll_fn(|context| Pin::new(&mut *self).poll_next(context)).await
    }
}

impl Stream for HostLogLines {
    type Item = Result<HostLogLine, Error>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.0.as_mut().poll_next(context)
    }
}

impl fmt::Debug for HostLogLines {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("HostLogLines").finish_non_exhaustive()
    }
}
