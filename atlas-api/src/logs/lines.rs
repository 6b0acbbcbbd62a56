//! The lines of a log as a stream.

use std::{
    fmt,
    future::poll_fn,
    io,
    pin::Pin,
    task::{Context, Poll},
};

use async_compression::tokio::bufread::GzipDecoder;
use atlas_gen::{OperationBuilder, operations::monitoring_and_logs::DownloadClusterLog};
use bytes::Bytes;
use futures_core::Stream;
use futures_util::{
    TryStreamExt,
    stream::{self, MapErr},
};
use http::StatusCode;
use tokio::io::{AsyncBufReadExt, BufReader};
use tokio_util::io::StreamReader;

use super::{
    LogDownload, LogFile, LogLine,
    reader::{self, RawLine},
};
use crate::Error;

/// The longest line that is kept complete. MongoDB itself truncates messages far earlier.
const MAX_LENGTH: usize = 1 << 20;

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
        Self::new(Source::Request(Box::new(request)))
    }

    pub(super) fn from_file(file: LogFile) -> Self {
        Self::new(Source::Open(Box::new(Open::new(file))))
    }

    fn new(source: Source) -> Self {
        Self(Box::pin(stream::try_unfold(source, |source| async {
            let mut open = source.open().await?;
            Ok(open.next().await?.map(|line| (line, Source::Open(open))))
        })))
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

/// The source of lines: a request that has not been sent, or a file.
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

/// A file that is being decompressed.
struct Open {
    status: StatusCode,
    attempts: u32,
    reader: BufReader<GzipDecoder<StreamReader<Chunks, Bytes>>>,
    has_begun: bool,
}

impl Open {
    fn new(file: LogFile) -> Self {
        let (status, attempts) = (file.status(), file.attempts());
        let chunks: Chunks = file.map_err(io::Error::other);
        let mut decoder = GzipDecoder::new(StreamReader::new(chunks));
        // A log that was written in parts is a sequence of gzip files.
        decoder.multiple_members(true);
        Self { status, attempts, reader: BufReader::new(decoder), has_begun: false }
    }

    async fn next(&mut self) -> Result<Option<LogLine>, Error> {
        match self.next_line().await {
            Ok(line) => Ok(line.map(|line| LogLine::new(line.bytes, line.is_cut))),
            // An error of the connection comes through the decoder. All others are the decoder's own.
            Err(error) => Err(error.downcast::<Error>().unwrap_or_else(|error| {
                let operation = Some(DownloadClusterLog::OPERATION);
                Error::unreadable_stream(self.status, self.attempts, operation, error)
            })),
        }
    }

    async fn next_line(&mut self) -> io::Result<Option<RawLine>> {
        // A log without lines can have no bytes, which the decoder rejects.
        if !self.has_begun && self.reader.get_mut().get_mut().fill_buf().await?.is_empty() {
            return Ok(None);
        }
        self.has_begun = true;
        reader::next_line(&mut self.reader, MAX_LENGTH).await
    }
}
