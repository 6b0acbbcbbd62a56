//! Responses, with a typed value and the bytes that it was decoded from.

use std::{
    ops::Deref,
    pin::Pin,
    task::{Context, Poll},
};

use bytes::Bytes;
use futures_core::Stream;
use http::{Extensions, HeaderMap, StatusCode};
use serde::de::Error as _;
use serde_json::{Map, Value};

use super::{Body, BodyProblem, Error, HttpResponse, Operation, PageBody, PageParts, Refusal, body_limit};
use crate::model::{Field, JsonType, decode_body_into};

/// The number of requests that a transport sent for one call.
///
/// A transport with retries adds it to the [extensions](http::Response::extensions_mut) of the response that it
/// returns. [`ResponseValue::attempts`] and [`Error::attempts`] report it. The default is one request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(clippy::exhaustive_structs)] // Transports construct it.
pub struct Attempts {
    /// The number of requests.
    pub count: u32,
    /// Whether an earlier request may have been carried out, although its response was lost.
    pub maybe_applied: bool,
}

impl Attempts {
    pub(super) fn of(extensions: &Extensions) -> Self {
        extensions.get().copied().unwrap_or(Self { count: 1, maybe_applied: false })
    }
}

/// A response that is not decoded yet.
#[derive(Debug)]
pub(crate) struct Response {
    operation: &'static Operation,
    attempts: Attempts,
    status: StatusCode,
    headers: HeaderMap,
    body: Body,
}

impl Response {
    pub(crate) async fn buffered(
        response: HttpResponse,
        operation: &'static Operation,
        max: u64,
    ) -> Result<Self, Error> {
        let (head, body) = response.into_parts();
        let (status, attempts, headers) = (head.status, Attempts::of(&head.extensions), head.headers);
        let body = body_limit::read(body, max).await.map_err(|source| Error::Transport { operation, source })?;
        if let Some(problem) = BodyProblem::of_page(&headers, &body) {
            return Err(Error::UnexpectedBody { operation, attempts, status, body, problem });
        }
        Ok(Self { operation, attempts, status, headers, body: body.into() })
    }

    pub(crate) fn streaming(response: HttpResponse, operation: &'static Operation) -> Result<Self, Error> {
        let (head, body) = response.into_parts();
        let (status, attempts, headers) = (head.status, Attempts::of(&head.extensions), head.headers);
        if let Some(problem) = BodyProblem::of_stream(&headers) {
            return Err(Error::UnexpectedBody { operation, attempts, status, body: Bytes::new(), problem });
        }
        Ok(Self { operation, attempts, status, headers, body })
    }
}

/// A response: its value, and the status, headers and body that the value was decoded from.
///
/// It dereferences to the value.
#[derive(Clone, Debug)]
pub struct ResponseValue<T> {
    value: T,
    attempts: Attempts,
    status: StatusCode,
    headers: HeaderMap,
    raw: Raw,
}

/// A body that `Debug` does not show: it can contain secrets.
#[derive(Clone, Default)]
struct Raw(Bytes);

impl std::fmt::Debug for Raw {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} bytes", self.0.len())
    }
}

impl<T> ResponseValue<T> {
    /// Converts an error response to a success with `value`, for errors that mean success to the caller.
    pub fn from_refusal(value: T, refusal: Refusal) -> Self {
        let Refusal { attempts, status, headers, body, .. } = refusal;
        Self { value, attempts, status, headers, raw: Raw(body) }
    }

    /// Returns the value without the rest of the response.
    pub fn into_inner(self) -> T {
        self.value
    }

    /// Returns the status: a `2xx`, unless the response was converted [from an error](Self::from_refusal).
    pub fn status(&self) -> StatusCode {
        self.status
    }

    /// Returns the headers.
    pub fn headers(&self) -> &HeaderMap {
        &self.headers
    }

    /// Returns the body as received, with undocumented properties. Empty for a stream.
    pub fn raw(&self) -> &Bytes {
        &self.raw.0
    }

    /// Returns the number of requests that the call took, as [reported](Attempts) by the transport.
    pub fn attempts(&self) -> u32 {
        self.attempts.count
    }

    /// Converts the value.
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

impl<T: JsonType> ResponseValue<T> {
    pub(crate) fn from_response(response: Response) -> Result<Self, Error> {
        let mut place = None;
        let (operation, decoded) = (response.operation, response.decode_into(&mut place)?);
        let Decoded { attempts, status, headers, raw } = decoded;
        match place {
            Some(value) => Ok(Self { value, attempts, status, headers, raw }),
            None => {
                let source = serde_json::Error::custom("body: no value");
                Err(Error::Decode { operation, attempts, status, body: raw.0, source })
            }
        }
    }
}

/// A response whose value has been decoded.
struct Decoded {
    attempts: Attempts,
    status: StatusCode,
    headers: HeaderMap,
    raw: Raw,
}

impl Response {
    /// Decodes the body into `place`. The function is compiled once for all types.
    fn decode_into(self, place: &mut dyn Field) -> Result<Decoded, Error> {
        let Self { operation, attempts, status, headers, body } = self;
        let raw = body.as_bytes().cloned().unwrap_or_default();
        if let Some(problem) = BodyProblem::of_value(operation.method, &raw) {
            return Err(Error::UnexpectedBody { operation, attempts, status, body: raw, problem });
        }
        match decode_body_into(place, &raw) {
            Ok(()) => Ok(Decoded { attempts, status, headers, raw: Raw(raw) }),
            Err(source) => Err(Error::Decode { operation, attempts, status, body: raw, source }),
        }
    }
}

impl<T> ResponseValue<PageParts<T>> {
    /// Returns whether the body is not a page: it is empty, it has another value in the place of the list of items, or it
    /// is an object of another kind. A page without `results` is an empty list.
    pub fn lacks_items(&self) -> bool {
        self.items.is_none() && !is_page_without_items(self.raw())
    }
}

fn is_page_without_items(body: &[u8]) -> bool {
    let is_page = |body: &Map<String, Value>| {
        body.is_empty() || ["results", "links", "totalCount"].iter().any(|member| body.contains_key(*member))
    };
    let lists_nothing = |body: Value| {
        body.as_object().is_some_and(|body| is_page(body) && body.get("results").is_none_or(Value::is_null))
    };
    serde_json::from_slice(body).is_ok_and(lists_nothing)
}

impl<T> ResponseValue<Vec<T>> {
    pub(crate) fn items<B: PageBody<Item = T> + JsonType>(response: Response) -> Result<Self, Error> {
        let operation = response.operation;
        let list = ResponseValue::<B>::from_response(response)?.map(B::into_parts);
        if list.lacks_items() {
            let ResponseValue { attempts, status, raw: Raw(body), .. } = list;
            let source = serde_json::Error::custom("`results` is not a list");
            return Err(Error::Decode { operation, attempts, status, body, source });
        }
        Ok(list.map(|list| list.items.unwrap_or_default()))
    }
}

impl ResponseValue<()> {
    pub(crate) fn empty(response: Response) -> Self {
        let Response { attempts, status, headers, body, .. } = response;
        Self { value: (), attempts, status, headers, raw: Raw(body.as_bytes().cloned().unwrap_or_default()) }
    }
}

impl ResponseValue<ByteStream> {
    pub(crate) fn stream(response: Response) -> Self {
        let Response { operation, attempts, status, headers, body } = response;
        Self { value: ByteStream { operation, body }, attempts, status, headers, raw: Raw::default() }
    }
}

/// A body that is read while it arrives, such as an archive of logs, an invoice as CSV or a certificate.
///
/// It is a stream of chunks. [`collect`](Self::collect) reads the complete body.
pub struct ByteStream {
    operation: &'static Operation,
    body: Body,
}

impl ByteStream {
    /// Reads the remaining body into memory.
    ///
    /// # Errors
    /// [`Error::Transport`] if the connection is lost before the end.
    pub async fn collect(self) -> Result<Bytes, Error> {
        let Self { operation, body } = self;
        body.bytes().await.map_err(|source| Error::Transport { operation, source })
    }
}

impl Stream for ByteStream {
    type Item = Result<Bytes, Error>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let operation = self.operation;
        let chunk = std::task::ready!(Pin::new(&mut self.body).poll_next(context));
        Poll::Ready(chunk.map(|chunk| chunk.map_err(|source| Error::Transport { operation, source })))
    }
}

impl std::fmt::Debug for ByteStream {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("ByteStream").field("operation", &self.operation.id).finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_response_took_one_request_unless_the_transport_reports_more() {
        let mut extensions = Extensions::new();
        assert_eq!(Attempts::of(&extensions), Attempts { count: 1, maybe_applied: false });
        let three = Attempts { count: 3, maybe_applied: true };
        extensions.insert(three);
        assert_eq!(Attempts::of(&extensions), three);
    }
}
