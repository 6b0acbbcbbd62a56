//! The error type.

mod absence;
mod by_name;
pub(crate) mod classes;
pub mod codes;
mod convert;
mod details;
mod display;
mod json_location;
mod kind;
mod predicates;

use std::{borrow::Cow, fmt, path::Path, sync::Arc, time::Duration};

use atlas_gen::{ApiError, Operation, ResponseValue};
use http::{HeaderMap, StatusCode};
use serde_json::Value;

pub(crate) use self::kind::BoxError;
use self::{
    classes::Class,
    json_location::JsonLocation,
    kind::{Failure, Kind},
};
use crate::{Response, raw::RawTarget};

/// The advice for a destructive request without a confirmation.
const CONFIRM: &str = "call `.confirm(Confirm::yes())` to proceed";

/// The error of a request, or of setting up a client.
///
/// Predicates such as [`is_not_found`](Self::is_not_found) distinguish the kinds of errors. [`code`](Self::code) is the
/// error code of Atlas, and [`status`](Self::status) the HTTP status.
///
/// The [`Display`](fmt::Display) output names the operation, the page of a list, the number of attempts, the status, the
/// code and the detail, and for some errors a remedy. The cause, if the error has one, is its
/// [`source`](std::error::Error::source), which the output does not repeat.
///
/// # Examples
/// ```
/// # atlas_api::__example!(|atlas, fake| {
/// match atlas.database_users().get("reports").await {
///     Ok(user) => println!("{:?}", user.roles),
///     Err(error) if error.is_not_found() => println!("no such user"),
///     Err(error) => return Err(error.into()),
/// }
/// # });
/// ```
#[derive(Clone)]
pub struct Error(Box<Inner>);

#[derive(Clone)]
struct Inner {
    kind: Arc<Kind>,
    operation: Option<&'static Operation>,
    attempts: u32,
    /// Whether an earlier attempt may have been carried out.
    maybe_applied: bool,
    /// Whether the resource itself is absent.
    absent: bool,
    page: Option<u32>,
    /// The host of a log.
    host: Option<Box<str>>,
    /// The target of a raw request.
    request: Option<RawTarget>,
}

impl Error {
    fn new(kind: Kind) -> Self {
        Self::with(None, 0, kind)
    }

    fn with(operation: Option<&'static Operation>, attempts: u32, kind: Kind) -> Self {
        let kind = Arc::new(kind);
        Self(Box::new(Inner {
            kind,
            operation,
            attempts,
            maybe_applied: false,
            absent: false,
            page: None,
            host: None,
            request: None,
        }))
    }

    /// Creates the error for an invalid argument. Nothing was sent.
    pub(crate) fn invalid_argument(argument: impl Into<Cow<'static, str>>, rule: impl Into<String>) -> Self {
        Self::new(Kind::InvalidArgument { argument: argument.into(), rule: rule.into() })
    }

    /// Creates the error for a destructive request without a matching confirmation. Nothing was sent.
    pub(crate) fn unconfirmed(impact: String, advice: impl Into<String>) -> Self {
        Self::new(Kind::Unconfirmed { impact, advice: advice.into() })
    }

    /// Creates the error for a destructive request without a confirmation. Nothing was sent.
    pub(crate) fn not_confirmed(impact: String) -> Self {
        Self::unconfirmed(impact, CONFIRM)
    }

    /// Creates the error for a wait that ended in a failed state.
    pub(crate) fn failed_state(what: &str, state: String, elapsed: Duration) -> Self {
        Self::new(Kind::FailedState { what: what.to_owned(), state, elapsed })
    }

    /// Creates the error for a wait that reached its time limit. `last_error` is the error of the last poll, if it
    /// failed.
    pub(crate) fn wait_timeout(
        what: &str,
        state: Option<String>,
        (elapsed, limit): (Duration, Duration),
        last_error: Option<Self>,
    ) -> Self {
        let (what, last_error) = (what.to_owned(), last_error.map(Box::new));
        Self::new(Kind::WaitTimeout { what, state, elapsed, limit, last_error })
    }

    /// Creates the error for a client that cannot be set up.
    pub(crate) fn setup(source: impl Into<BoxError>) -> Self {
        Self::new(Kind::Setup(source.into()))
    }

    /// Creates the error for a local file that cannot be written.
    pub(crate) fn io(path: &Path, source: std::io::Error) -> Self {
        Self::new(Kind::Io { path: path.to_owned(), source })
    }

    /// Sets the operation that a request cannot be built for, unless it is known already.
    pub(crate) fn of_operation(mut self, operation: &'static Operation) -> Self {
        self.0.operation.get_or_insert(operation);
        self
    }

    /// Sets the page that the request was for.
    pub(crate) fn on_page(mut self, page: u32) -> Self {
        self.0.page = Some(page);
        self
    }

    /// Sets the host that the request was for.
    #[cfg(feature = "logs")]
    pub(crate) fn on_host(mut self, host: &str) -> Self {
        self.0.host = Some(host.into());
        self
    }

    /// Adds to the number of attempts.
    pub(crate) fn after(mut self, attempts: u32) -> Self {
        self.0.attempts += attempts;
        self
    }

    /// Sets the path of the value that cannot be decoded.
    pub(crate) fn at(mut self, path: &str) -> Self {
        if let Some(Kind::Decode { location, .. }) = Arc::get_mut(&mut self.0.kind) {
            *location = JsonLocation::at(path);
        }
        self
    }

    /// Replaces the operation with the target of a raw request.
    pub(crate) fn of_request(mut self, target: RawTarget) -> Self {
        self.0.operation = None;
        self.0.request = Some(target);
        self
    }

    /// Turns the error response into a success with `value`.
    pub(crate) fn into_response<T>(self, value: T) -> Result<Response<T>, Self> {
        match &*self.0.kind {
            Kind::Refused(refusal) => {
                let refusal = refusal.clone();
                Ok(Response::new(ResponseValue::from_refusal(value, *refusal)))
            }
            _ => Err(self),
        }
    }

    fn has_status(&self, status: StatusCode) -> bool {
        self.status() == Some(status)
    }

    /// Returns the meaning of the code, if there is a code with a known meaning.
    fn class(&self) -> Option<Class> {
        Class::of(self.code()?)
    }

    fn has_class(&self, class: Class) -> bool {
        self.class() == Some(class)
    }
}

/// Predicates.
impl Error {
    /// Returns whether the resource or one of its parents does not exist (`404`), or a search by name found nothing. See
    /// [`is_absent`](Self::is_absent).
    #[must_use]
    pub fn is_not_found(&self) -> bool {
        self.has_status(StatusCode::NOT_FOUND) || matches!(*self.0.kind, Kind::NoneNamed { .. })
    }

    /// Returns whether the requested resource itself does not exist.
    ///
    /// The error is a `404` with a known code of the resource at the end of the path, such as `CLUSTER_NOT_FOUND` for a
    /// cluster, but not for its advanced options or its snapshots. Returns `false` for any other `404`, which does not
    /// prove the absence of the resource: a parent is missing, or a proxy returned the status without a code.
    #[must_use]
    pub fn is_absent(&self) -> bool {
        self.0.absent
    }

    /// Returns whether the resource already exists, or its state does not allow the operation (`409`).
    #[must_use]
    pub fn is_conflict(&self) -> bool {
        self.has_status(StatusCode::CONFLICT)
    }

    /// Returns whether Atlas rejected the credentials (`401`).
    #[must_use]
    pub fn is_unauthorized(&self) -> bool {
        self.has_status(StatusCode::UNAUTHORIZED)
    }

    /// Returns whether no token could be obtained, or the given token does not work. The request was not carried out.
    ///
    /// The message names the cause: the service account is unknown, its secret is wrong, it has reached its limit of
    /// tokens, the token endpoint does not respond, the [token store](crate::TokenStore) failed, or the given
    /// [access token](crate::AtlasBuilder::access_token) has expired.
    ///
    /// [`status`](Self::status) and [`code`](Self::code) are those of the token endpoint's response, if there was one.
    /// Therefore [`is_unauthorized`](Self::is_unauthorized) can hold for the same error.
    #[must_use]
    pub fn is_credential(&self) -> bool {
        matches!(*self.0.kind, Kind::Credential(_))
    }

    /// Returns whether the credentials are valid but do not allow the operation (`403`).
    ///
    /// A role is missing, the address of this machine is [not on an access list](Self::is_access_list_required), or a
    /// [limit](Self::is_limit_reached) is reached. [`code`](Self::code) has the reason.
    #[must_use]
    pub fn is_forbidden(&self) -> bool {
        self.has_status(StatusCode::FORBIDDEN)
    }

    /// Returns whether Atlas or a proxy failed (`5xx`).
    #[must_use]
    pub fn is_server_error(&self) -> bool {
        !self.is_decode() && self.status().is_some_and(|status| status.is_server_error())
    }

    /// Returns whether the timeout passed before the response was complete.
    ///
    /// The request may have been carried out, unless the timeout passed before it was sent: see
    /// [`may_have_been_applied`](Self::may_have_been_applied).
    #[must_use]
    pub fn is_timeout(&self) -> bool {
        matches!(
            *self.0.kind,
            Kind::Transport { failure: Failure::Timeout | Failure::NotSentInTime | Failure::NoPlace(_), .. }
        )
    }

    /// Returns whether the client could not connect. Nothing was sent. A connect timeout is a
    /// [timeout](Self::is_timeout) instead.
    ///
    /// The message names the reason, if it is a proxy or TLS. An invalid certificate, a server without a supported version
    /// of TLS, and a proxy that requires authentication are not [retryable](Self::is_retryable).
    #[must_use]
    pub fn is_connect(&self) -> bool {
        matches!(*self.0.kind, Kind::Transport { failure: Failure::Connect(_), .. })
    }

    /// Returns whether the request succeeded, but its response cannot be decoded.
    ///
    /// It is also not decoded if the service did not send it: the message says so for a web page of a proxy, and for a
    /// list or a resource without its body.
    #[must_use]
    pub fn is_decode(&self) -> bool {
        matches!(*self.0.kind, Kind::Decode { .. })
    }

    /// Returns whether a destructive request has no [confirmation](crate::Confirm), or one that names another resource.
    ///
    /// The request was not sent. The message names the resource.
    #[must_use]
    pub fn is_confirmation_required(&self) -> bool {
        matches!(*self.0.kind, Kind::Unconfirmed { .. })
    }

    /// Returns whether an argument is invalid by a rule of Atlas or of this crate. Nothing was sent.
    ///
    /// The message names the argument, its value and the rule, and the operation if the error is that of a request.
    #[must_use]
    pub fn is_invalid_argument(&self) -> bool {
        matches!(*self.0.kind, Kind::InvalidArgument { .. } | Kind::Request(_))
    }

    /// Returns whether the same request can succeed later: after a lost connection, a timeout, a `5xx` or an exceeded
    /// [rate limit](Self::is_rate_limited). Returns `false` for an invalid certificate, a server without a supported
    /// version of TLS, and a proxy that requires authentication.
    ///
    /// The client has already retried as its [policy](crate::RetryPolicy) allows. Check
    /// [`may_have_been_applied`](Self::may_have_been_applied) before repeating a request that is not idempotent.
    #[must_use]
    pub fn is_retryable(&self) -> bool {
        let of_credentials = matches!(&*self.0.kind, Kind::Credential(error) if error.is_transient());
        let of_transport = match &*self.0.kind {
            Kind::Transport { failure: Failure::Connect(failure), .. } => !failure.is_permanent(),
            Kind::Transport { .. } => true,
            _ => false,
        };
        of_transport || of_credentials || self.is_server_error() || self.is_rate_limited()
    }

    /// Returns whether the request may have been carried out although it failed.
    ///
    /// The response to one of its attempts was lost, is too large, cannot be decoded, or is a `5xx` without `Retry-After`.
    #[must_use]
    pub fn may_have_been_applied(&self) -> bool {
        self.0.maybe_applied
            || matches!(*self.0.kind, Kind::Transport { failure: Failure::Timeout, .. })
            || self.is_incomplete()
            || self.is_decode()
            || self.is_too_large()
            || (self.is_server_error() && !self.is_credential() && self.retry_after().is_none())
    }
}

/// Details.
impl Error {
    /// Returns the HTTP status of the response, if there was one.
    #[must_use]
    pub fn status(&self) -> Option<StatusCode> {
        match &*self.0.kind {
            Kind::Refused(refusal) => Some(refusal.status),
            Kind::Credential(error) => error.status(),
            Kind::Decode { status, .. } => Some(*status),
            _ => None,
        }
    }

    /// Returns the error code of Atlas, such as `USER_NOT_FOUND`.
    #[must_use]
    #[doc(alias = "errorCode")]
    pub fn code(&self) -> Option<&str> {
        self.api_error()?.code.as_deref()
    }

    /// Returns Atlas's human-readable description of the error.
    #[must_use]
    pub fn detail(&self) -> Option<&str> {
        self.api_error()?.detail.as_deref()
    }

    /// Returns the values that the [detail](Self::detail) mentions: names, ids, numbers.
    #[must_use]
    pub fn parameters(&self) -> &[Value] {
        self.api_error().map_or(&[], |error| &error.parameters)
    }

    /// Returns the decoded error body. Its fields are empty if the body does not have the format of Atlas.
    #[must_use]
    pub fn api_error(&self) -> Option<&ApiError> {
        match &*self.0.kind {
            Kind::Refused(refusal) => Some(&refusal.error),
            Kind::Credential(error) => error.api_error(),
            _ => None,
        }
    }

    /// Returns the headers of the error response.
    #[must_use]
    pub fn headers(&self) -> Option<&HeaderMap> {
        match &*self.0.kind {
            Kind::Refused(refusal) => Some(&refusal.headers),
            Kind::Credential(error) => error.headers(),
            _ => None,
        }
    }

    /// Returns the body of the error response, or of the response that cannot be decoded.
    ///
    /// In an error response, credentials and secret values of the request are replaced. A response that cannot be decoded is
    /// unchanged, so it can contain secrets. The body of an error response ends after 1 MiB.
    #[must_use]
    pub fn body(&self) -> Option<&[u8]> {
        match &*self.0.kind {
            Kind::Refused(refusal) => Some(&refusal.body),
            Kind::Decode { body, .. } => Some(body),
            _ => None,
        }
    }

    /// Returns the `operationId` of the operation that was called, such as `getGroupDatabaseUser`.
    /// [Raw requests](crate::RawRequest) have none.
    #[must_use]
    pub fn operation(&self) -> Option<&'static str> {
        self.0.operation.map(|operation| operation.id)
    }

    /// Returns the HTTP method of the request.
    #[must_use]
    pub fn method(&self) -> Option<&'static str> {
        let of_request = self.0.request.as_ref().map(|target| target.method);
        of_request.or_else(|| Some(self.0.operation?.method))
    }

    /// Returns the path of the operation, with `{names}` for its parameters, or the path of the raw request.
    #[must_use]
    pub fn path(&self) -> Option<&str> {
        let of_request = self.0.request.as_ref().map(|target| target.path.as_str());
        of_request.or_else(|| Some(self.0.operation?.path))
    }

    /// Returns the last state that a [wait](crate::wait) observed.
    #[must_use]
    pub fn state(&self) -> Option<&str> {
        match &*self.0.kind {
            Kind::FailedState { state, .. } => Some(state),
            Kind::WaitTimeout { state, .. } => state.as_deref(),
            _ => None,
        }
    }

    /// Returns the number of requests that the call took: none if it failed before sending, more than one after
    /// [retries](crate::RetryPolicy). Requests for a digest challenge are not counted.
    #[must_use]
    pub fn attempts(&self) -> u32 {
        self.0.attempts
    }

    /// Returns the host whose log could not be downloaded, if the [logs of several hosts](crate::logs::HostLogs) were
    /// requested.
    #[must_use]
    pub fn host(&self) -> Option<&str> {
        self.0.host.as_deref()
    }

    /// Returns the page of a list that failed. A list that starts there continues where this one ended.
    #[must_use]
    pub fn page(&self) -> Option<u32> {
        self.0.page
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        (*self.0.kind).source()
    }
}

impl fmt::Debug for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut debug = f.debug_struct("Error");
        debug.field("kind", &self.0.kind);
        if let Some(operation) = self.operation() {
            debug.field("operation", &operation);
        } else if let Some(RawTarget { method, path, .. }) = &self.0.request {
            debug.field("request", &format_args!("{method} {path}"));
        }
        if self.attempts() > 0 {
            debug.field("attempts", &self.attempts());
        }
        if let Some(page) = self.page() {
            debug.field("page", &page);
        }
        if let Some(host) = self.host() {
            debug.field("host", &host);
        }
        debug.finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_error_is_one_pointer_and_can_be_sent() {
        fn is_error<T: std::error::Error + Clone + Send + Sync + 'static>() {}
        is_error::<Error>();
        assert_eq!(size_of::<Result<(), Error>>(), size_of::<usize>());
    }

    #[test]
    fn an_invalid_argument_is_named_with_its_rule() {
        let error = Error::invalid_argument("page size", "501 is out of bounds; expected 1 to 500").on_page(1);
        assert!(error.is_invalid_argument());
        assert_eq!(error.to_string(), "page size: 501 is out of bounds; expected 1 to 500");
        assert_eq!((error.status(), error.operation(), error.page()), (None, None, Some(1)));
        assert_eq!(error.attempts(), 0);
    }
}
