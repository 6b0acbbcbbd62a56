//! Requests that check whether a resource exists.

use atlas_gen::{Call, Operation};
use http::header::CONTENT_TYPE;

use super::{CallOptions, Preview, Request, call_options, into_future, send_blocking};
use crate::{Error, Response};

/// A request that checks whether a resource exists. Await it to send it.
///
/// The resource is absent only if Atlas responds `404` with a code that names the resource itself, such as
/// `CLUSTER_NOT_FOUND` for a cluster. Any other error fails the request, such as a missing project or another parent,
/// or a proxy's `404` without a code. See [`Error::is_absent`].
#[derive(Clone, Debug)]
#[must_use = "a request is not sent until it is awaited"]
pub struct Exists {
    request: Request<()>,
    /// Whether an error proves that the resource exists.
    exists: fn(&Error) -> bool,
}

impl Exists {
    pub(super) fn new<T: 'static>(request: Request<T>) -> Self {
        let Request { atlas, call, options, fallback, .. } = request;
        let call = call.and_then(|call| match call.operation() {
            Operation { method: "GET", .. } => Ok(call.discard()),
            operation => {
                let method = operation.method;
                let rule = format!("a {method} request cannot check it; use the GET request of the resource");
                Err(Error::invalid_argument("exists", rule).of_operation(operation))
            }
        });
        let fallback = fallback.map(|fallback| fallback.map(Call::discard));
        let request = Request { atlas, call, options, fallback, already_done: None };
        Self { request, exists: |_| false }
    }

    /// Accepts an error for which `exists` holds as proof of existence, instead of sending a second request.
    pub(crate) fn or_if(mut self, exists: fn(&Error) -> bool) -> Self {
        self.request.fallback = None;
        self.exists = exists;
        self
    }

    fn options_mut(&mut self) -> &mut CallOptions {
        self.request.options_mut()
    }

    /// Returns the request as it would be sent.
    ///
    /// # Errors
    /// As [`Request::preview`].
    pub fn preview(&self) -> Result<Preview, Error> {
        self.request.preview()
    }

    /// Sends the request. Awaiting it does the same.
    ///
    /// # Errors
    /// Any error except for one that means that the resource is absent.
    pub async fn send(self) -> Result<bool, Error> {
        let operation = self.request.operation();
        match self.request.send().await {
            Ok(response) => check_type(&response, operation).map(|()| true),
            Err(error) if (self.exists)(&error) => Ok(true),
            Err(error) if error.is_absent() => Ok(false),
            Err(error) => Err(error),
        }
    }
}

/// Rejects a response that does not come from Atlas, such as the login page of a proxy.
fn check_type(response: &Response<()>, operation: Option<&'static Operation>) -> Result<(), Error> {
    let media_type = response.headers().get(CONTENT_TYPE).and_then(|value| value.to_str().ok());
    let is_of_atlas = |text: &str| text.contains("json") || text.starts_with("application/vnd.atlas");
    if response.raw().is_empty() || media_type.is_none_or(is_of_atlas) {
        return Ok(());
    }
    Err(Error::unreadable_stream(response.status(), response.attempts(), operation, "the body is not JSON"))
}

call_options!(Exists);
into_future!(Exists, bool);
send_blocking!(Exists, bool, |exists| exists.request.atlas());
