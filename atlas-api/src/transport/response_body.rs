//! The body of a response: decompressed, and limited before and after decompression.
//!
//! The HTTP client could decompress bodies itself, but then the compressed bytes could not be limited: a gzip file can
//! consist of any number of parts that are empty after decompression.

use std::{io, pin::Pin};

use async_compression::tokio::bufread::GzipDecoder;
use atlas_gen::TransportError;
use bytes::Bytes;
use futures_core::Stream;
use futures_util::{
    StreamExt, TryStreamExt,
    stream::{self, BoxStream},
};
use http::{
    HeaderMap, HeaderValue,
    header::{ACCEPT_ENCODING, CONTENT_ENCODING, CONTENT_LENGTH},
};
use reqwest::{Body, Request, Response, ResponseBuilderExt};
use tokio_util::io::{ReaderStream, StreamReader};

use super::body_limit::{BodyLimit, Limited};

/// Allows the server to compress the response, unless the caller has set the header.
pub(super) fn accept_gzip(request: &mut Request) {
    request.headers_mut().entry(ACCEPT_ENCODING).or_insert(HeaderValue::from_static("gzip"));
}

/// Decompresses and limits the body of a response.
pub(super) fn limit(mut response: Response, limit: BodyLimit) -> Result<Response, TransportError> {
    let is_gzip = is_gzip(response.headers());
    if !is_gzip && limit == BodyLimit::Unlimited {
        return Ok(response);
    }
    let mut limited = http::Response::builder().url(response.url().clone()).body(())?;
    *limited.status_mut() = response.status();
    *limited.version_mut() = response.version();
    *limited.headers_mut() = std::mem::take(response.headers_mut());
    limited.extensions_mut().extend(std::mem::take(response.extensions_mut()));
    let declared = response.content_length();
    let chunks = Limited::new(response.bytes_stream().map_err(TransportError::from), limit, declared);
    let body = if is_gzip {
        limited.headers_mut().remove(CONTENT_ENCODING);
        limited.headers_mut().remove(CONTENT_LENGTH);
        Body::wrap_stream(Limited::new(decompress(chunks), limit, None))
    } else {
        Body::wrap_stream(chunks)
    };
    Ok(limited.map(|()| body).into())
}

fn is_gzip(headers: &HeaderMap) -> bool {
    let encoding = headers.get(CONTENT_ENCODING).and_then(|encoding| encoding.to_str().ok());
    encoding.is_some_and(|encoding| ["gzip", "x-gzip"].iter().any(|gzip| encoding.trim().eq_ignore_ascii_case(gzip)))
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

/// Passes an error of the connection through the decoder.
fn into_io(error: TransportError) -> io::Error {
    io::Error::other(error)
}

/// Returns the error of the connection, which comes through the decoder, or else the error of the decoder.
fn cause(error: io::Error) -> TransportError {
    if error.get_ref().is_none() {
        return error.into();
    }
    error.into_inner().unwrap_or_else(|| "the body cannot be decompressed".into())
}
