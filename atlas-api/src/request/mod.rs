//! Requests: a call of one operation, with options for that call.

#[cfg(feature = "blocking")]
mod async_context;
#[cfg(feature = "blocking")]
mod blocking;
mod exists;
mod fallback;
mod forms;
mod future;
mod options;
mod preview;

use std::{fmt, future::IntoFuture, str::FromStr};

use atlas_gen::{Call, Client, Operation, OperationBuilder};
use serde_json::Value;

#[cfg(feature = "blocking")]
pub(crate) use self::blocking::{Runtime, block_on};
use self::fallback::Fallback;
pub use self::{exists::Exists, future::RequestFuture, preview::Preview};
pub(crate) use self::{
    forms::{into_future, send_blocking},
    future::Prepared,
    options::{CallOptions, ConfirmedCall, RetryOptions, call_options},
};
use crate::{
    Atlas, Error, OrganizationId, ProjectId,
    wait::{Condition, Wait},
};

/// A request that returns a `T`. It has not been sent yet.
///
/// Methods of handles, such as [`DatabaseUsers::get`](crate::database_users::DatabaseUsers::get), return it. Await it to send
/// it; [`send`](Self::send) does the same. It can be cloned, inspected with [`preview`](Self::preview) and sent again.
///
/// # Examples
/// ```
/// # atlas_api::__example!(|atlas, fake| {
/// use std::time::Duration;
///
/// let request = atlas.database_users().get("user-1").timeout(Duration::from_secs(5));
/// let user = request.await?;
/// assert_eq!(user.username.as_deref(), Some("user-1"));
/// # });
/// ```
#[must_use = "a request is not sent until it is awaited"]
pub struct Request<T> {
    atlas: Atlas,
    call: Result<Call<T>, Error>,
    options: CallOptions,
    fallback: Option<Fallback<T>>,
    /// The value of a deletion that was carried out by an earlier attempt.
    already_done: Option<fn() -> T>,
}

impl<T> Request<T> {
    /// Creates a request from a call, or one that fails with the error.
    pub(crate) fn of_call(atlas: &Atlas, call: Result<Call<T>, Error>) -> Self {
        Self { atlas: atlas.clone(), call, options: CallOptions::default(), fallback: None, already_done: None }
    }

    /// Creates a request from the builder that `build` returns, or one that fails with its error. The error names the
    /// operation of the builder.
    pub(crate) fn new<B: OperationBuilder<Value = T>>(
        atlas: &Atlas,
        build: impl FnOnce(&Client) -> Result<B, Error>,
    ) -> Self {
        let call = build(atlas.low()).map(B::into_call).map_err(|error| error.of_operation(B::OPERATION));
        Self::of_call(atlas, call)
    }

    /// Creates a request for the client's project.
    pub(crate) fn in_project<B: OperationBuilder<Value = T>>(
        atlas: &Atlas,
        build: impl FnOnce(&Client, ProjectId) -> Result<B, Error>,
    ) -> Self {
        Self::new(atlas, |api| build(api, atlas.project_id()?))
    }

    /// Creates a request for the client's organization.
    pub(crate) fn in_organization<B: OperationBuilder<Value = T>>(
        atlas: &Atlas,
        build: impl FnOnce(&Client, OrganizationId) -> Result<B, Error>,
    ) -> Self {
        Self::new(atlas, |api| build(api, atlas.organization_id()?))
    }

    /// Creates a request for a resource of the client's project, by its id.
    pub(crate) fn by_id<B: OperationBuilder<Value = T>, Id: FromStr<Err = Error>>(
        atlas: &Atlas,
        id: impl Into<String>,
        build: impl FnOnce(&Client, ProjectId, Id) -> Result<B, Error>,
    ) -> Self {
        let id = id.into();
        Self::in_project(atlas, |api, project| build(api, project, id.parse()?))
    }

    /// Changes how the response is decoded, before a [fallback](Self::or_else) is added.
    pub(crate) fn map_call<U>(self, convert: fn(Call<T>) -> Call<U>) -> Request<U> {
        let Self { atlas, call, options, .. } = self;
        Request { atlas, call: call.map(convert), options, fallback: None, already_done: None }
    }

    /// Adds a second call, which is sent if the first one fails with an error for which `applies` holds.
    pub(crate) fn or_else(
        mut self,
        applies: fn(&Error) -> bool,
        build: impl Fn(&Client) -> Result<Call<T>, Error> + Send + Sync + 'static,
    ) -> Self {
        let atlas = self.atlas.clone();
        self.fallback = Some(Fallback::new(applies, move || build(atlas.low())));
        self
    }

    /// Marks the request as confirmed, or as one that destroys nothing although its operation can.
    pub(crate) fn confirmed(mut self) -> Self {
        self.options.confirmed = true;
        self
    }

    /// Returns the same request with the value as JSON.
    pub(crate) fn into_json(self) -> Request<Value>
    where
        T: 'static,
    {
        let Self { atlas, call, options, fallback, .. } = self;
        let fallback = fallback.map(|fallback| fallback.map(Call::into_json));
        Request { atlas, call: call.map(Call::into_json), options, fallback, already_done: None }
    }

    pub(crate) fn options(&self) -> &CallOptions {
        &self.options
    }

    pub(crate) fn options_mut(&mut self) -> &mut CallOptions {
        &mut self.options
    }

    #[cfg(feature = "blocking")]
    pub(crate) fn atlas(&self) -> &Atlas {
        &self.atlas
    }

    /// Returns the error that the request would fail with before anything is sent.
    pub(crate) fn check(&self) -> Result<(), Error> {
        let call = self.call.as_ref().map_err(Error::clone)?;
        call.request().map_err(Error::from_call)?;
        self.options.check().map_err(|error| error.of_operation(call.operation()))
    }

    /// Returns the operation that the request calls, unless the request is invalid.
    pub(crate) fn operation(&self) -> Option<&'static Operation> {
        self.call.as_ref().ok().map(Call::operation)
    }

    /// Returns the request as it would be sent: method, URL, headers and body. Nothing is sent.
    ///
    /// Authentication is not included; it is added to each attempt.
    ///
    /// # Errors
    /// [`is_invalid_argument`](Error::is_invalid_argument) if an argument is invalid.
    pub fn preview(&self) -> Result<Preview, Error> {
        let call = self.call.clone().map(|call| self.options.apply(call))?;
        self.options.check().map_err(|error| error.of_operation(call.operation()))?;
        let fallback = self.fallback.as_ref().map(Fallback::call).transpose()?;
        Preview::new(&call, fallback.map(|call| self.options.apply(call)).as_ref())
    }

    /// Returns a request that checks whether the resource exists, instead of returning it. It requires a `GET`: any other
    /// request is not sent and fails with [`is_invalid_argument`](Error::is_invalid_argument).
    ///
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// assert!(!atlas.database_users().get("reports").exists().await?);
    /// # });
    /// ```
    pub fn exists(self) -> Exists
    where
        T: 'static,
    {
        Exists::new(self)
    }

    /// Sends the request. Awaiting the request itself does the same.
    ///
    /// # Errors
    /// The method that returned the request lists them.
    pub fn send(self) -> RequestFuture<T> {
        let Self { call, options, fallback, already_done, .. } = self;
        RequestFuture::new(Prepared { call, options, fallback, already_done, raw: None })
    }
}

call_options!(Request<T>);
send_blocking!(Request<T> where {T: Send + 'static}, crate::Response<T>, |request| &request.atlas);

impl Request<()> {
    /// Treats a `404` of a retry as success if an earlier attempt may have deleted the resource.
    pub(crate) fn deletes(mut self) -> Self {
        self.already_done = Some(|| ());
        self
    }
}

impl<T: Send + 'static> Request<T> {
    /// Sends the request repeatedly until its response meets the condition; see [`wait`](crate::wait).
    ///
    /// A closure is a condition; [`states`](crate::wait::states) has ready ones. Awaiting it returns the last response as
    /// an option, because a condition may accept that the resource does not exist anymore.
    /// [`must_exist`](Wait::must_exist) removes the option.
    ///
    /// # Errors
    /// [`is_wait_timeout`](Error::is_wait_timeout) after the time limit; [`is_failed_state`](Error::is_failed_state) if the
    /// condition fails; [`is_invalid_argument`](Error::is_invalid_argument) for a request that is not a `GET`.
    ///
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// use std::time::Duration;
    ///
    /// use atlas_api::wait::states;
    ///
    /// let cluster = atlas.clusters().get("orders").wait_until(states::CLUSTER_IDLE).stable_for(Duration::ZERO).await?;
    /// assert_eq!(cluster.as_ref().and_then(|cluster| cluster.state()), Some("IDLE"));
    /// # });
    /// ```
    pub fn wait_until(self, condition: impl Condition + 'static) -> Wait<T> {
        let what = self.description();
        self.wait_for(what, condition)
    }

    /// Sends the request repeatedly until the resource does not exist anymore.
    ///
    /// Only a 404 with a code that names the resource itself counts: see [`Error::is_absent`].
    ///
    /// # Errors
    /// As [`wait_until`](Self::wait_until).
    pub fn wait_until_deleted(self) -> Wait<T, ()> {
        self.wait_until(crate::wait::states::DELETED).finishing(|_| Ok(()))
    }

    /// Creates a wait with a description of the resource for error messages.
    pub(crate) fn wait_for(self, what: String, condition: impl Condition + 'static) -> Wait<T> {
        let atlas = self.atlas.clone();
        let rule = match self.operation() {
            Some(operation) if operation.method != "GET" => {
                Some("only a GET request can be repeated; wait for the resource's GET")
            }
            Some(operation) if operation.response.is_stream() => {
                Some("the response is a stream, which has no state; wait for a resource that is JSON")
            }
            _ => None,
        };
        let request = match (rule, self.operation()) {
            (Some(rule), Some(operation)) => {
                let error = Error::invalid_argument("wait", rule).of_operation(operation);
                Self { call: Err(error), ..self }
            }
            _ => self,
        };
        Wait::new(move || request.clone().send(), condition, atlas, what)
    }

    /// Describes the resource for error messages, by the path.
    fn description(&self) -> String {
        let request = self.call.as_ref().ok().and_then(|call| call.request().ok());
        request.map_or_else(|| "the resource".to_owned(), |request| request.url().path().to_owned())
    }
}

impl<T> Clone for Request<T> {
    fn clone(&self) -> Self {
        Self {
            atlas: self.atlas.clone(),
            call: self.call.clone(),
            options: self.options.clone(),
            fallback: self.fallback.clone(),
            already_done: self.already_done,
        }
    }
}

impl<T> IntoFuture for Request<T> {
    type Output = <RequestFuture<T> as Future>::Output;
    type IntoFuture = RequestFuture<T>;

    fn into_future(self) -> RequestFuture<T> {
        self.send()
    }
}

/// Shows neither parameters nor the body, which can contain secrets.
impl<T> fmt::Debug for Request<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut debug = f.debug_struct("Request");
        match &self.call {
            Ok(call) => debug.field("operation", &call.operation().id),
            Err(error) => debug.field("error", error),
        };
        debug.field("options", &self.options).finish_non_exhaustive()
    }
}
