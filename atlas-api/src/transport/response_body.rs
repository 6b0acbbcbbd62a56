//! The body of a response: decompressed, and limited before and after decompression.
//!
//! The HTTP client could decompress bodies itself, but then the compressed bytes could not be limited: a gzip file can
//! consist of any number of parts that are empty after decompression.

use std::{io, pin::Pin};

use async_compression::tokio::bufread::GzipDecoder;
use atlas_gen::{Body, HttpResponse, Request, TransportError};
use bytes::{Bytes, BytesMut};
use futures_core::Stream;
use futures_util::{
    StreamExt, TryStreamExt,
    stream::{self, BoxStream},
};
use http::{
    HeaderMap, HeaderValue,
    header::{ACCEPT_ENCODING, CONTENT_ENCODING, CONTENT_LENGTH, CONTENT_TYPE},
};
use tokio::io::AsyncReadExt;
use tokio_util::io::{ReaderStream, StreamReader};

use super::body_limit::{BodyLimit, Limited};

/// The number of bytes after which the beginning of a gzip file is not searched for another one anymore.
const MAX_START: usize = 1 << 16;

/// Allows the server to compress the response, unless the caller has set the header.
pub(super) fn accept_gzip(request: &mut Request) {
    request.headers_mut().entry(ACCEPT_ENCODING).or_insert(HeaderValue::from_static("gzip"));
}

/// Returns a response of the HTTP client with its body decompressed and limited. Errors of the body do not show the URL.
pub(super) fn receive(mut received: reqwest::Response, limit: BodyLimit) -> HttpResponse {
    let mut response = HttpResponse::default();
    *response.status_mut() = received.status();
    *response.version_mut() = received.version();
    *response.headers_mut() = std::mem::take(received.headers_mut());
    let (is_gzip, is_file) = (is_gzip(response.headers()), is_gzip_file(response.headers()));
    let declared = received.content_length();
    let chunks = received.bytes_stream().map_err(|error| TransportError::from(error.without_url()));
    // The connection ends a body of a declared length there.
    let is_short = declared.is_some_and(|length| limit.allows(length));
    *response.body_mut() = if is_gzip {
        response.headers_mut().remove(CONTENT_ENCODING);
        response.headers_mut().remove(CONTENT_LENGTH);
        let chunks = Limited::new(chunks, limit, declared);
        let chunks = if is_file { decompress_file(chunks) } else { decompress(chunks) };
        Body::stream(Limited::new(chunks, limit, None), None)
    } else if is_short || limit == BodyLimit::Unlimited {
        Body::stream(chunks, declared)
    } else {
        Body::stream(Limited::new(chunks, limit, declared), None)
    };
    response
}

/// The error of a body that cannot be decompressed, for example because its end is missing.
#[derive(Debug, thiserror::Error)]
#[error("the body of the response cannot be decompressed")]
pub(crate) struct InvalidCompression(#[source] pub(crate) io::Error);

fn is_gzip(headers: &HeaderMap) -> bool {
    let encoding = headers.get(CONTENT_ENCODING).and_then(|encoding| encoding.to_str().ok());
    encoding.is_some_and(|encoding| ["gzip", "x-gzip"].iter().any(|gzip| encoding.trim().eq_ignore_ascii_case(gzip)))
}

/// Returns whether the media type of a body is that of a gzip file, such as `application/vnd.atlas.2023-02-01+gzip`.
fn is_gzip_file(headers: &HeaderMap) -> bool {
    let media_type = headers.get(CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let media_type = media_type.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    ["/gzip", "/x-gzip", "+gzip"].iter().any(|suffix| media_type.ends_with(suffix))
}

/// Undoes the encoding of a gzip file. If `Content-Encoding` describes the file itself, the file is unchanged.
fn decompress_file(
    mut chunks: impl Stream<Item = Result<Bytes, TransportError>> + Send + Unpin + 'static,
) -> BoxStream<'static, Result<Bytes, TransportError>> {
    let decoded = async {
        let (mut start, mut is_encoded) = (BytesMut::new(), None);
        while is_encoded.is_none()
            && start.len() < MAX_START
            && let Some(chunk) = chunks.next().await
        {
            match chunk {
                Ok(chunk) => start.extend_from_slice(&chunk),
                Err(error) => return stream::once(async { Err(error) }).boxed(),
            }
            is_encoded = contains_gzip(&start).await;
        }
        let start = (!start.is_empty()).then_some(Ok(start.freeze()));
        let chunks = stream::iter(start).chain(chunks);
        if is_encoded == Some(true) { decompress(chunks) } else { chunks.boxed() }
    };
    stream::once(decoded).flatten().boxed()
}

/// Returns whether a gzip file contains another one; `None` if its first bytes are not sufficient to tell.
async fn contains_gzip(start: &[u8]) -> Option<bool> {
    let mut content = [0; 2];
    match GzipDecoder::new(start).read_exact(&mut content).await {
        Ok(_) => Some(content == [0x1f, 0x8b]),
        Err(error) if error.kind() == io::ErrorKind::UnexpectedEof => None,
        Err(_) => Some(false),
    }
}

/// Decompresses a body while it arrives.
fn decompress(
    chunks: impl Stream<Item = Result<Bytes, TransportError>> + Send + Unpin + 'static,
) -> BoxStream<'static, Result<Bytes, TransportError>> {
    let chunks: BoxStream<'static, io::Result<Bytes>> = chunks.map_err(into_io).boxed();
    let decompressed = async {
        let mut chunks = chunks.peekable();
        // A response without a body can have the header.
        if Pin::new(&mut chunks).peek().await.is_none() {
            return stream::empty().boxed();
        }
        let mut decoder = GzipDecoder::new(StreamReader::new(chunks));
        decoder.multiple_members(true);
        ReaderStream::new(decoder).map_err(cause).boxed()
    };
    stream::once(decompressed).flatten().boxed()
}

/// An error of the connection, which passes through the decoder.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
struct Passed(TransportError);

fn into_io(error: TransportError) -> io::Error {
    io::Error::other(Passed(error))
}

/// Returns the error of the connection, which comes through the decoder, or else the error of the decoder.
fn cause(error: io::Error) -> TransportError {
    match error.downcast::<Passed>() {
        Ok(Passed(error)) => error,
        Err(error) => InvalidCompression(error).into(),
    }
}
