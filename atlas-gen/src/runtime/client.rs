//! The client that the generated operations hang on.

use std::sync::Arc;

use reqwest::header::{ACCEPT, CONTENT_TYPE, HeaderValue};

use super::{ApiVersion, Error, Operation, Response, Transport, request::Requests};

/// The low-level client. Each tag of the document has a method that leads to its operations.
///
/// Cloning is cheap and shares the transport.
#[derive(Clone, Debug)]
pub struct Client {
    pub(crate) baseurl: String,
    pub(crate) client: Requests,
    transport: Arc<dyn Transport>,
    version: Option<ApiVersion>,
}

impl Client {
    /// A client of the service at `base_url`, such as `https://cloud.mongodb.com`, whose requests go through
    /// `transport`.
    #[must_use]
    pub fn new(base_url: &str, transport: Arc<dyn Transport>) -> Self {
        Self { baseurl: base_url.trim_end_matches('/').to_owned(), client: Requests, transport, version: None }
    }

    /// The same client, asking for `version` of whatever it calls.
    ///
    /// The types stay those of the version that each operation was generated for; what an answer of another version
    /// says beyond them is in [`ResponseValue::raw`](super::ResponseValue::raw).
    #[must_use]
    pub fn with_version(&self, version: ApiVersion) -> Self {
        Self { version: Some(version), ..self.clone() }
    }

    /// Sends a request that an operation built; anything but a success is an error.
    pub(crate) async fn call(
        &self,
        mut request: reqwest::Request,
        operation: &'static Operation,
    ) -> Result<Response, Error> {
        set_media_types(&mut request, operation, self.version.as_ref())?;
        let answer =
            self.transport.send(request, operation).await.map_err(|source| Error::Transport { operation, source })?;
        if !answer.status().is_success() {
            return Err(Error::from_refusal(answer, operation).await);
        }
        if operation.response.is_stream() {
            return Ok(Response::streaming(answer, operation));
        }
        Response::buffered(answer, operation).await
    }
}

fn set_media_types(
    request: &mut reqwest::Request,
    operation: &'static Operation,
    version: Option<&ApiVersion>,
) -> Result<(), Error> {
    let header = |value: String| HeaderValue::try_from(value).map_err(|error| Error::InvalidRequest(error.to_string()));
    request.headers_mut().insert(ACCEPT, header(operation.accept(version))?);
    if request.body().is_some()
        && let Some(content_type) = operation.content_type(version)
    {
        request.headers_mut().insert(CONTENT_TYPE, header(content_type)?);
    }
    Ok(())
}
