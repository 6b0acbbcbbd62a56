//! Calls of operations, which are built but not sent yet.

use std::{
    fmt,
    future::{Future, IntoFuture},
    pin::Pin,
    task::{Context, Poll, ready},
    time::Duration,
};

use http::HeaderMap;

use super::{
    ApiVersion, BuildError, Built, ByteStream, CallContext, Client, Error, Operation, PageBody, PageParts, Request,
    ResponseValue, response::Response,
};
use crate::model::JsonType;

/// A call of an operation, which is built but not sent yet.
///
/// It is a plain value: it can be inspected, cloned, changed and sent more than once. Awaiting it sends the request;
/// dropping the future cancels the call.
///
/// # Examples
/// ```
/// # use std::sync::Arc;
/// # use atlas_gen::{CallContext, Client, Request, Transport, TransportFuture};
/// # #[derive(Debug)]
/// # struct Offline;
/// # impl Transport for Offline {
/// #     fn send<'a>(&'a self, _: Request, _: CallContext) -> TransportFuture<'a> { unreachable!() }
/// # }
/// # let client = Client::new("https://cloud.mongodb.com", Arc::new(Offline));
/// let call = client.clusters().get_cluster().group_id("6a799f0bc0eb9e7a177d81f1").cluster_name("orders").send();
/// let request = call.request()?;
/// assert_eq!(request.method(), "GET");
/// assert_eq!(request.url().path(), "/api/atlas/v2/groups/6a799f0bc0eb9e7a177d81f1/clusters/orders");
/// # Ok::<(), atlas_gen::Error>(())
/// ```
#[must_use = "a call does nothing until it is awaited"]
pub struct Call<T> {
    untyped: UntypedCall,
    read: Read<T>,
}

/// A call without the type of its value. It has all that is not compiled again for each type.
struct UntypedCall {
    client: Client,
    context: CallContext,
    version: Option<ApiVersion>,
    headers: HeaderMap,
    timeout: Option<Duration>,
    request: Built,
}

/// A function that decodes a response. It is a function pointer, so that the calls of all types share one coroutine.
type Read<T> = fn(Response) -> Result<ResponseValue<T>, Error>;

impl<T: JsonType> Call<T> {
    pub(crate) fn json(client: Client, context: CallContext, request: Built) -> Self {
        Self::new(client, context, request, ResponseValue::from_response)
    }

    /// Converts the value of the response to another type.
    pub fn convert<U: From<T>>(self) -> Call<U> {
        self.read_with(|response| Ok(ResponseValue::<T>::from_response(response)?.map(U::from)))
    }
}

impl<B: PageBody + JsonType> Call<B> {
    /// Decodes the response as the parts of a page, without the type of the body.
    pub fn into_page(self) -> Call<PageParts<B::Item>> {
        self.convert_page()
    }

    /// Decodes the response as the parts of a page, and converts the parts to another type.
    pub fn convert_page<U: From<PageParts<B::Item>>>(self) -> Call<U> {
        self.read_with(|response| {
            Ok(ResponseValue::<B>::from_response(response)?.map(|body| U::from(body.into_parts())))
        })
    }

    /// Decodes the response as its items, for a list without pagination.
    ///
    /// A value that is not a list in the property of the items is an [`Error::Decode`].
    pub fn into_items(self) -> Call<Vec<B::Item>> {
        self.read_with(ResponseValue::items::<B>)
    }
}

impl Call<()> {
    pub(crate) fn empty(client: Client, context: CallContext, request: Built) -> Self {
        Self::new(client, context, request, |response| Ok(ResponseValue::empty(response)))
    }
}

impl Call<ByteStream> {
    pub(crate) fn stream(client: Client, context: CallContext, request: Built) -> Self {
        Self::new(client, context, request, |response| Ok(ResponseValue::stream(response)))
    }
}

impl<T> Call<T> {
    fn new(client: Client, context: CallContext, request: Built, read: Read<T>) -> Self {
        let untyped = UntypedCall { client, context, version: None, headers: HeaderMap::new(), timeout: None, request };
        Self { untyped, read }
    }

    fn read_with<U>(self, read: Read<U>) -> Call<U> {
        Call { untyped: self.untyped, read }
    }

    /// Discards the body of the response.
    pub fn discard(self) -> Call<()> {
        self.read_with(|response| Ok(ResponseValue::empty(response)))
    }

    /// Decodes the response as any JSON, regardless of the type of the operation.
    pub fn into_json(self) -> Call<serde_json::Value> {
        self.read_with(ResponseValue::from_response)
    }

    /// Returns the operation that is called.
    #[must_use]
    pub fn operation(&self) -> &'static Operation {
        self.untyped.context.operation()
    }

    /// Returns the operation that the service carries out; see [`CallContext::target`].
    #[must_use]
    pub fn target(&self) -> Option<&'static Operation> {
        self.untyped.context.target()
    }

    /// Returns the encoded path of the request; `None` if the request could not be built.
    #[must_use]
    pub fn path(&self) -> Option<&str> {
        self.untyped.request.as_ref().ok().map(|request| request.url().path())
    }

    /// Returns the data for transports that accompanies the request, but is not sent.
    pub fn context_mut(&mut self) -> &mut CallContext {
        &mut self.untyped.context
    }

    /// Requests a version of the resource other than the one that the types of the operation describe.
    pub fn version(mut self, version: ApiVersion) -> Self {
        self.untyped.version = Some(version);
        self
    }

    /// Adds headers to the request. They replace headers of the same name.
    pub fn headers(mut self, headers: HeaderMap) -> Self {
        self.untyped.headers.extend(headers);
        self
    }

    /// Sets the timeout of each attempt to send the request. Default: the timeout of the transport.
    pub fn timeout(mut self, limit: Duration) -> Self {
        self.untyped.timeout = Some(limit);
        self
    }

    /// Returns the request as passed to the [`Transport`](crate::Transport): method, URL, headers and body.
    ///
    /// # Errors
    /// [`Error::InvalidRequest`] if a required parameter is missing or a value cannot be sent.
    pub fn request(&self) -> Result<Request, Error> {
        self.untyped.request()
    }
}

impl UntypedCall {
    fn request(&self) -> Result<Request, Error> {
        let operation = self.context.operation();
        let invalid = |source: BuildError| Error::InvalidRequest { operation, reason: source.0 };
        let request = self.request.as_ref().map_err(|error| invalid(error.clone()))?;
        let mut request = request.clone();
        self.complete(&mut request).map_err(invalid)?;
        Ok(request)
    }

    /// Adds the options of the call to the request.
    fn complete(&self, request: &mut Request) -> Result<(), BuildError> {
        self.client.set_media_types(request, self.context.operation(), self.version.as_ref())?;
        request.headers_mut().extend(self.headers.clone());
        if self.timeout.is_some() {
            request.set_timeout(self.timeout);
        }
        Ok(())
    }

    /// Removes the request from the call and completes it.
    fn take_request(&mut self) -> Result<Request, Error> {
        let operation = self.context.operation();
        let taken = std::mem::replace(&mut self.request, Err(BuildError(String::new())));
        let completed = taken.and_then(|mut request| self.complete(&mut request).map(|()| request));
        completed.map_err(|error| Error::InvalidRequest { operation, reason: error.0 })
    }

    fn send(mut self) -> ResponseFuture {
        let request = self.take_request();
        Box::pin(send(self.client, self.context, request))
    }
}

impl Clone for UntypedCall {
    fn clone(&self) -> Self {
        Self {
            client: self.client.clone(),
            context: self.context.clone(),
            version: self.version.clone(),
            headers: self.headers.clone(),
            timeout: self.timeout,
            request: self.request.clone(),
        }
    }
}

impl<T> Clone for Call<T> {
    fn clone(&self) -> Self {
        Self { untyped: self.untyped.clone(), read: self.read }
    }
}

impl<T> IntoFuture for Call<T> {
    type Output = Result<ResponseValue<T>, Error>;
    type IntoFuture = CallFuture<T>;

    fn into_future(self) -> CallFuture<T> {
        CallFuture { response: self.untyped.send(), read: self.read }
    }
}

type ResponseFuture = Pin<Box<dyn Future<Output = Result<Response, Error>> + Send>>;

async fn send(client: Client, context: CallContext, request: Result<Request, Error>) -> Result<Response, Error> {
    client.call(request?, context).await
}

/// Shows neither the query of the URL nor the body, which can contain secrets.
impl<T> fmt::Debug for Call<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Call").field("operation", &self.operation().id).finish_non_exhaustive()
    }
}

/// A call in progress.
#[must_use = "futures do nothing unless polled"]
pub struct CallFuture<T> {
    response: ResponseFuture,
    read: Read<T>,
}

impl<T> Future for CallFuture<T> {
    type Output = Result<ResponseValue<T>, Error>;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        let response = ready!(self.response.as_mut().poll(context));
        Poll::Ready(response.and_then(self.read))
    }
}

impl<T> fmt::Debug for CallFuture<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("CallFuture")
    }
}
