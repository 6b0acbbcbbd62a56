//! Answers: a typed value beside the bytes that it was read from.

use std::{
    ops::Deref,
    pin::Pin,
    task::{Context, Poll},
};

use bytes::Bytes;
use futures_core::Stream;
use reqwest::{StatusCode, header::HeaderMap};

use super::{Error, Operation};
use crate::model::{Decode, decode_body};

/// How many requests a transport made for one call.
///
/// A transport that repeats requests puts it into the [extensions](reqwest::Response::extensions_mut) of the answer that
/// it brings, and it comes back as [`ResponseValue::attempts`] or [`Error::attempts`]. Without it, there was one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Attempts(pub u32);

impl Attempts {
    pub(super) fn of(answer: &reqwest::Response) -> u32 {
        answer.extensions().get().map_or(1, |Self(attempts)| *attempts)
    }
}

/// An answer as it comes back from the transport.
#[derive(Debug)]
pub(crate) struct Response {
    operation: &'static Operation,
    attempts: u32,
    status: StatusCode,
    headers: HeaderMap,
    body: Body,
}

#[derive(Debug)]
enum Body {
    Bytes(Bytes),
    Stream(reqwest::Response),
}

impl Response {
    pub(crate) async fn buffered(mut answer: reqwest::Response, operation: &'static Operation) -> Result<Self, Error> {
        let (status, attempts) = (answer.status(), Attempts::of(&answer));
        let headers = std::mem::take(answer.headers_mut());
        let body = answer.bytes().await.map_err(|source| Error::Transport { operation, source: source.into() })?;
        Ok(Self { operation, attempts, status, headers, body: Body::Bytes(body) })
    }

    pub(crate) fn streaming(mut answer: reqwest::Response, operation: &'static Operation) -> Self {
        let (status, attempts) = (answer.status(), Attempts::of(&answer));
        let headers = std::mem::take(answer.headers_mut());
        Self { operation, attempts, status, headers, body: Body::Stream(answer) }
    }
}

/// What the service answered: a value, and with it the status, the headers and the body that it was read from.
///
/// It dereferences to the value.
#[derive(Clone, Debug)]
pub struct ResponseValue<T> {
    value: T,
    attempts: u32,
    status: StatusCode,
    headers: HeaderMap,
    raw: Raw,
}

/// A body that `Debug` does not show: it can hold secrets.
#[derive(Clone, Default)]
struct Raw(Bytes);

impl std::fmt::Debug for Raw {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} bytes", self.0.len())
    }
}

impl<T> ResponseValue<T> {
    /// The value alone.
    pub fn into_inner(self) -> T {
        self.value
    }

    /// The status of the answer, a 2xx.
    pub fn status(&self) -> StatusCode {
        self.status
    }

    /// The headers of the answer.
    pub fn headers(&self) -> &HeaderMap {
        &self.headers
    }

    /// The body as it came, where all is that the document does not know. Empty for a stream.
    pub fn raw(&self) -> &Bytes {
        &self.raw.0
    }

    /// How many requests the call took, as far as the transport [says](Attempts).
    pub fn attempts(&self) -> u32 {
        self.attempts
    }

    /// The same answer with another value made of its own.
    pub fn map<U>(self, f: impl FnOnce(T) -> U) -> ResponseValue<U> {
        let Self { value, attempts, status, headers, raw } = self;
        ResponseValue { value: f(value), attempts, status, headers, raw }
    }
}

impl<T> Deref for ResponseValue<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.value
    }
}

impl<T: Decode> ResponseValue<T> {
    pub(crate) fn from_response(response: Response) -> Result<Self, Error> {
        let Response { operation, attempts, status, headers, body } = response;
        let raw = body.into_bytes();
        match decode_body(&raw) {
            Ok(value) => Ok(Self { value, attempts, status, headers, raw: Raw(raw) }),
            Err(source) => Err(Error::Decode { operation, attempts, status, body: raw, source }),
        }
    }
}

impl ResponseValue<()> {
    pub(crate) fn empty(response: Response) -> Self {
        let Response { attempts, status, headers, body, .. } = response;
        Self { value: (), attempts, status, headers, raw: Raw(body.into_bytes()) }
    }
}

impl ResponseValue<ByteStream> {
    pub(crate) fn stream(response: Response) -> Self {
        let Response { operation, attempts, status, headers, body } = response;
        Self { value: ByteStream::new(body, operation), attempts, status, headers, raw: Raw::default() }
    }
}

impl Body {
    fn into_bytes(self) -> Bytes {
        match self {
            Self::Bytes(bytes) => bytes,
            Self::Stream(_) => Bytes::new(),
        }
    }
}

/// A body that is read as it arrives: an archive of logs, an invoice as CSV, a certificate.
///
/// It is a stream of chunks in order; [`collect`](Self::collect) reads all of it.
pub struct ByteStream {
    operation: &'static Operation,
    chunks: Pin<Box<dyn Stream<Item = reqwest::Result<Bytes>> + Send>>,
}

impl ByteStream {
    fn new(body: Body, operation: &'static Operation) -> Self {
        let chunks: Pin<Box<dyn Stream<Item = reqwest::Result<Bytes>> + Send>> = match body {
            Body::Bytes(bytes) => Box::pin(Once(Some(bytes))),
            Body::Stream(answer) => Box::pin(answer.bytes_stream()),
        };
        Self { operation, chunks }
    }

    /// Reads the rest of the body into memory.
    ///
    /// # Errors
    /// [`Error::Transport`] if the connection breaks before its end.
    pub async fn collect(mut self) -> Result<Bytes, Error> {
        let mut all = bytes::BytesMut::new();
        while let Some(chunk) = std::future::poll_fn(|context| Pin::new(&mut self).poll_next(context)).await {
            all.extend_from_slice(&chunk?);
        }
        Ok(all.freeze())
    }
}

impl Stream for ByteStream {
    type Item = Result<Bytes, Error>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let operation = self.operation;
        let chunk = std::task::ready!(self.chunks.as_mut().poll_next(context));
        Poll::Ready(chunk.map(|chunk| chunk.map_err(|source| Error::Transport { operation, source: source.into() })))
    }
}

impl std::fmt::Debug for ByteStream {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("ByteStream").field("operation", &self.operation.name).finish_non_exhaustive()
    }
}

/// A stream of one chunk.
struct Once(Option<Bytes>);

impl Stream for Once {
    type Item = reqwest::Result<Bytes>;

    fn poll_next(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        Poll::Ready(self.0.take().map(Ok))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_took_one_request_unless_the_transport_says_otherwise() {
        let mut answer = reqwest::Response::from(http::Response::new(""));
        assert_eq!(Attempts::of(&answer), 1);
        answer.extensions_mut().insert(Attempts(3));
        assert_eq!(Attempts::of(&answer), 3);
    }
}
