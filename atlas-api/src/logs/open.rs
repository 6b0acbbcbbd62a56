//! A log that is being decompressed.

use std::io;

use async_compression::tokio::bufread::GzipDecoder;
use atlas_gen::Operation;
use futures_util::TryStreamExt;
use http::StatusCode;
use tokio::{
    fs::File,
    io::{AsyncBufRead, AsyncBufReadExt, BufReader},
};
use tokio_util::io::StreamReader;

use super::{
    LogFile,
    reader::{self, MAX_LENGTH, RawLine},
};
use crate::Error;

/// A gzip file that is being decompressed.
pub(super) struct Open {
    reader: BufReader<GzipDecoder<Box<dyn AsyncBufRead + Send + Unpin>>>,
    has_begun: bool,
    source: Source,
}

/// The source of a file, which decides the error at its end.
enum Source {
    Download {
        status: StatusCode,
        attempts: u32,
        operation: &'static Operation,
    },
    /// The beginning of a file whose download was interrupted by this error.
    Partial(Error),
}

impl Open {
    pub(super) fn download(file: LogFile) -> Self {
        let source = Source::Download { status: file.status(), attempts: file.attempts(), operation: file.operation() };
        Self::new(Box::new(StreamReader::new(file.map_err(io::Error::other))), source)
    }

    /// Opens the beginning of a file. Its lines end with the error of the download.
    pub(super) fn partial(file: File, error: Error) -> Self {
        Self::new(Box::new(BufReader::new(file)), Source::Partial(error))
    }

    fn new(compressed: Box<dyn AsyncBufRead + Send + Unpin>, source: Source) -> Self {
        let mut decoder = GzipDecoder::new(compressed);
        // A log that was written in parts is a sequence of gzip files.
        decoder.multiple_members(true);
        Self { reader: BufReader::new(decoder), has_begun: false, source }
    }

    pub(super) async fn next(&mut self) -> Result<Option<RawLine>, Error> {
        let next = self.next_line().await;
        match (&self.source, next) {
            (_, Ok(Some(line))) => Ok(Some(line)),
            (Source::Partial(error), _) => Err(error.clone()),
            (Source::Download { .. }, Ok(None)) => Ok(None),
            // An error of the connection comes through the decoder. All others are the decoder's own.
            (Source::Download { status, attempts, operation }, Err(error)) => Err(error
                .downcast::<Error>()
                .unwrap_or_else(|error| Error::unreadable_stream(*status, *attempts, Some(operation), error))),
        }
    }

    async fn next_line(&mut self) -> io::Result<Option<RawLine>> {
        // A log without lines can have no bytes, which the decoder rejects.
        if !self.has_begun && self.reader.get_mut().get_mut().fill_buf().await?.is_empty() {
            return Ok(None);
        }
        self.has_begun = true;
        let line = reader::next_line(&mut self.reader, MAX_LENGTH).await?;
        // The last line of a partial file can be incomplete.
        Ok(line.filter(|line| line.is_complete || matches!(self.source, Source::Download { .. })))
    }
}
