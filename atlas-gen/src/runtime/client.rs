//! The client, which has the generated operations as methods.

use std::{fmt, sync::Arc};

use http::header::{ACCEPT, CONTENT_TYPE, HeaderValue};

use super::{
    ApiVersion, BuildError, CallContext, Error, Operation, Request, Transport, body_limit::DEFAULT_MAX_RESPONSE,
    response::Response,
};

/// The low-level client. It has a method for each tag of the API document, which returns a handle to the tag's
/// operations.
///
/// Cloning is cheap: all clones share the transport.
#[derive(Clone)]
pub struct Client {
    pub(super) baseurl: Arc<str>,
    transport: Arc<dyn Transport>,
    version: Option<ApiVersion>,
    max_response: u64,
}

impl Client {
    /// Returns a client for the service at `base_url`, such as `https://cloud.mongodb.com`. Its requests are sent by
    /// `transport`.
    #[must_use]
    pub fn new(base_url: &str, transport: Arc<dyn Transport>) -> Self {
        let baseurl = base_url.trim_end_matches('/').into();
        Self { baseurl, transport, version: None, max_response: DEFAULT_MAX_RESPONSE }
    }

    /// Returns the same client, with `version` as the version of each request.
    ///
    /// The types do not change: they describe the version that each operation was generated for. Other properties of a
    /// response are in [`ResponseValue::raw`](super::ResponseValue::raw).
    #[must_use]
    pub fn with_version(&self, version: ApiVersion) -> Self {
        Self { version: Some(version), ..self.clone() }
    }

    /// Returns the same client, with a limit in bytes on the body of a success that is read into memory. Default: 256
    /// MiB.
    ///
    /// A call with a longer response fails with [`BodyTooLarge`](super::BodyTooLarge) as the error of the transport.
    /// Of an error response, only the first MiB is read. Streams have no limit.
    #[must_use]
    pub fn with_max_response_size(&self, bytes: u64) -> Self {
        Self { max_response: bytes, ..self.clone() }
    }

    /// Sends a complete request. A response without a success status is an error.
    pub(crate) async fn call(&self, request: Request, context: CallContext) -> Result<Response, Error> {
        let operation = context.operation();
        let sent = self.transport.send(request, context).await;
        let response = sent.map_err(|source| Error::Transport { operation, source })?;
        if !response.status().is_success() {
            return Err(Error::from_refusal(response, operation).await);
        }
        if operation.response.is_stream() {
            return Response::streaming(response, operation);
        }
        Response::buffered(response, operation, self.max_response).await
    }

    /// Sets `Accept` and, for a request with a body, `Content-Type`.
    ///
    /// The version of the call takes precedence over that of the client, and both over the version of the operation.
    pub(crate) fn set_media_types(
        &self,
        request: &mut Request,
        operation: &'static Operation,
        version: Option<&ApiVersion>,
    ) -> Result<(), BuildError> {
        let version = version.or(self.version.as_ref());
        request.headers_mut().insert(ACCEPT, HeaderValue::try_from(operation.accept(version))?);
        if request.body().is_some()
            && let Some(content_type) = operation.content_type(version)
        {
            request.headers_mut().insert(CONTENT_TYPE, HeaderValue::try_from(content_type)?);
        }
        Ok(())
    }
}

impl fmt::Debug for Client {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Client")
            .field("base_url", &self.baseurl)
            .field("version", &self.version.as_ref().map(ApiVersion::as_str))
            .finish_non_exhaustive()
    }
}
