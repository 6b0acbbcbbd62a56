//! The lines of a log, one after the other.

use std::{
    fmt,
    future::poll_fn,
    io,
    pin::Pin,
    task::{Context, Poll},
};

use async_compression::tokio::bufread::GzipDecoder;
use bytes::Bytes;
use futures_core::Stream;
use futures_util::{
    TryStreamExt,
    stream::{self, MapErr},
};
use http::StatusCode;
use tokio::io::BufReader;
use tokio_util::io::StreamReader;

use super::{LogDownload, LogFile, LogLine, reader};
use crate::Error;

/// The longest line that is kept whole. The servers' own limit for what a line tells is far below it.
const LONGEST: usize = 1 << 20;

/// The lines of a log in order, decompressed as they arrive.
///
/// It holds a line and a few chunks at a time, however large the log is. A line that is longer than 1 MiB (1,048,576 bytes)
/// is [cut](LogLine::is_cut) there. The first failure ends it: the lines before it are good, and a line that it broke off in
/// is left out. A file that ends too early, or is none of gzip, [can't be read](Error::is_decode).
///
/// It is a [`Stream`]; [`next`](Self::next) is there for programs that have no other use for streams.
#[must_use = "a log is not read before it is polled"]
pub struct LogLines(Pin<Box<dyn Stream<Item = Result<LogLine, Error>> + Send>>);

impl LogLines {
    pub(super) fn of_request(request: LogDownload) -> Self {
        Self::new(Source::Request(Box::new(request)))
    }

    pub(super) fn of_file(file: LogFile) -> Self {
        Self::new(Source::Open(Box::new(Open::new(file))))
    }

    fn new(source: Source) -> Self {
        Self(Box::pin(stream::try_unfold(source, |source| async {
            let mut open = source.open().await?;
            Ok(open.next().await?.map(|line| (line, Source::Open(open))))
        })))
    }

    /// The next line; `None` after the last one, and after a failure.
    ///
    /// # Errors
    /// What the [request](super::Logs::download) fails with; a connection that breaks off; a file that
    /// [can't be read](Error::is_decode).
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

/// Where lines come from.
enum Source {
    Request(Box<LogDownload>),
    Open(Box<Open>),
}

impl Source {
    async fn open(self) -> Result<Box<Open>, Error> {
        match self {
            Self::Request(request) => Ok(Box::new(Open::new(request.send().await?))),
            Self::Open(open) => Ok(open),
        }
    }
}

type Chunks = MapErr<LogFile, fn(Error) -> io::Error>;

/// A file that lines are read from.
struct Open {
    status: StatusCode,
    attempts: u32,
    reader: BufReader<GzipDecoder<StreamReader<Chunks, Bytes>>>,
}

impl Open {
    fn new(file: LogFile) -> Self {
        let (status, attempts) = (file.status(), file.attempts());
        let chunks: Chunks = file.map_err(io::Error::other);
        let mut decoder = GzipDecoder::new(StreamReader::new(chunks));
        // A log that was written in pieces is as many gzip files, one after the other.
        decoder.multiple_members(true);
        Self { status, attempts, reader: BufReader::new(decoder) }
    }

    async fn next(&mut self) -> Result<Option<LogLine>, Error> {
        match reader::next_line(&mut self.reader, LONGEST).await {
            Ok(line) => Ok(line.map(|line| LogLine::new(line.bytes, line.is_cut))),
            // What the connection fails with has come through the decoder; the rest is the decoder's own.
            Err(error) => Err(error.downcast::<Error>().unwrap_or_else(|error| {
                Error::unreadable_stream(self.status, self.attempts, "downloadGroupClusterLog", error)
            })),
        }
    }
}
