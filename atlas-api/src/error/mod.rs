//! What a call can fail with.

mod classes;
pub mod codes;
mod convert;
mod details;
mod display;
mod kind;
mod place;
mod predicates;

use std::{fmt, path::Path, time::Duration};

use atlas_gen::{ApiError, Operation};
use http::{HeaderMap, StatusCode};
use serde_json::Value;

pub(crate) use self::kind::BoxError;
use self::{
    kind::{Failure, Kind},
    place::Place,
};

/// Why a call, or the setting up of one, failed.
///
/// Ask the predicates what kind of failure it is, [`code`](Self::code) for the code that Atlas gives to it, and
/// [`status`](Self::status) for the HTTP status. [`Display`](fmt::Display) says what happened and, where there is
/// something to do about it, what; the cause beneath, if there is one, is the [`source`](std::error::Error::source).
///
/// ```
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
/// # let fake = atlas_fake::FakeAtlas::start().await?;
/// # let atlas = atlas_api::Atlas::builder().api_key(fake.public_key(), fake.private_key()).project_id(fake.project_id()).base_url(fake.base_url()).build()?;
/// match atlas.database_users().get("reports").send().await {
///     Ok(user) => println!("{:?}", user.roles),
///     Err(error) if error.is_not_found() => println!("no such user"),
///     Err(error) => return Err(error.into()),
/// }
/// # Ok(())
/// # }
/// ```
pub struct Error(Box<Inner>);

struct Inner {
    kind: Kind,
    operation: Option<&'static Operation>,
    attempts: u32,
    page: Option<u32>,
    /// What was called by method and path and is no operation that is known.
    request: Option<(&'static str, String)>,
}

impl Error {
    fn new(kind: Kind) -> Self {
        Self::with(None, 0, kind)
    }

    fn with(operation: Option<&'static Operation>, attempts: u32, kind: Kind) -> Self {
        Self(Box::new(Inner { kind, operation, attempts, page: None, request: None }))
    }

    /// Nothing was sent, because `argument` breaks `rule`.
    pub(crate) fn invalid_argument(argument: &'static str, rule: impl Into<String>) -> Self {
        Self::new(Kind::InvalidArgument { argument, rule: rule.into() })
    }

    /// Nothing was sent, because `doomed` is destroyed only if that is confirmed.
    pub(crate) fn unconfirmed(doomed: String, advice: impl Into<String>) -> Self {
        Self::new(Kind::Unconfirmed { doomed, advice: advice.into() })
    }

    /// What was waited for is in a `state` that it will not leave.
    pub(crate) fn failed_state(what: &str, state: String, elapsed: Duration) -> Self {
        Self::new(Kind::FailedState { what: what.to_owned(), state, elapsed })
    }

    /// What was waited for was not there in time. `trouble` is what the last look failed with, if it did.
    pub(crate) fn wait_timeout(what: &str, state: Option<String>, elapsed: Duration, trouble: Option<Self>) -> Self {
        Self::new(Kind::WaitTimeout { what: what.to_owned(), state, elapsed, trouble: trouble.map(Box::new) })
    }

    /// The connection could not be prepared.
    pub(crate) fn setup(source: impl Into<BoxError>) -> Self {
        Self::new(Kind::Setup(source.into()))
    }

    /// What arrived could not be written to a file.
    pub(crate) fn file(path: &Path, source: std::io::Error) -> Self {
        Self::new(Kind::File { path: path.to_owned(), source })
    }

    /// The same failure, of the request for this page.
    pub(crate) fn on_page(mut self, page: u32) -> Self {
        self.0.page = Some(page);
        self
    }

    /// The same failure, after `attempts` requests more than are counted.
    pub(crate) fn after(mut self, attempts: u32) -> Self {
        self.0.attempts += attempts;
        self
    }

    /// The same failure, of what is at `path` in the answer.
    pub(crate) fn at(mut self, path: &str) -> Self {
        if let Kind::Decode { place, .. } = &mut self.0.kind {
            *place = Place::at(path);
        }
        self
    }

    /// The same failure, of a call that has this method and path in the place of an operation.
    pub(crate) fn of_request(mut self, method: &'static str, path: String) -> Self {
        self.0.operation = None;
        self.0.request = Some((method, path));
        self
    }

    fn has_status(&self, status: StatusCode) -> bool {
        self.status() == Some(status)
    }
}

/// What kind of failure it is.
impl Error {
    /// Atlas knows no such resource (`404`).
    #[must_use]
    pub fn is_not_found(&self) -> bool {
        self.has_status(StatusCode::NOT_FOUND)
    }

    /// The resource exists already, or is in a state that forbids the call (`409`).
    #[must_use]
    pub fn is_conflict(&self) -> bool {
        self.has_status(StatusCode::CONFLICT)
    }

    /// Atlas does not accept the credentials (`401`).
    #[must_use]
    pub fn is_unauthorized(&self) -> bool {
        self.has_status(StatusCode::UNAUTHORIZED)
    }

    /// There is no token to make the call with, or it has expired: the service account is unknown or its secret is wrong,
    /// it has as many tokens as it can have, the endpoint for tokens does not answer, the [store](crate::TokenStore) of
    /// tokens failed, or the [access token](crate::AtlasBuilder::access_token) that was given does not work. The text of
    /// the error says which; the call was not carried out.
    ///
    /// [`status`](Self::status) and [`code`](Self::code) are then those of the answer that was in the way, if there was
    /// one, so that such an error can be [`is_unauthorized`](Self::is_unauthorized) too.
    #[must_use]
    pub fn is_credential(&self) -> bool {
        matches!(self.0.kind, Kind::Credential(_))
    }

    /// The credentials are good, but not for this (`403`): a role is missing, or the caller's address is not on an
    /// access list. [`code`](Self::code) tells which.
    #[must_use]
    pub fn is_forbidden(&self) -> bool {
        self.has_status(StatusCode::FORBIDDEN)
    }

    /// There were too many requests (`429`, or a code that begins `RATE_LIMITED`).
    #[must_use]
    pub fn is_rate_limited(&self) -> bool {
        self.has_status(StatusCode::TOO_MANY_REQUESTS)
            || self.code().is_some_and(|code| code.starts_with("RATE_LIMITED"))
    }

    /// Atlas, or a proxy before it, failed (`5xx`).
    #[must_use]
    pub fn is_server_error(&self) -> bool {
        !self.is_decode() && self.status().is_some_and(|status| status.is_server_error())
    }

    /// A time limit passed before the answer was there. The call may have taken effect.
    #[must_use]
    pub fn is_timeout(&self) -> bool {
        matches!(self.0.kind, Kind::Transport { failure: Failure::Timeout, .. })
    }

    /// No connection came about, so that nothing was sent. One that was not there in time is a
    /// [timeout](Self::is_timeout).
    #[must_use]
    pub fn is_connect(&self) -> bool {
        matches!(self.0.kind, Kind::Transport { failure: Failure::Connect, .. })
    }

    /// The call succeeded, but its answer can't be read.
    #[must_use]
    pub fn is_decode(&self) -> bool {
        matches!(self.0.kind, Kind::Decode { .. })
    }

    /// What arrived could not be [written to a file](crate::LogDownload::save) on this machine.
    #[must_use]
    pub fn is_file(&self) -> bool {
        matches!(self.0.kind, Kind::File { .. })
    }

    /// What was [waited](crate::wait) for is in a state that it will not leave by itself. [`state`](Self::state) names it.
    #[must_use]
    pub fn is_failed_state(&self) -> bool {
        matches!(self.0.kind, Kind::FailedState { .. })
    }

    /// The time limit of a [wait](crate::wait) is up. [`state`](Self::state) is what was seen last.
    #[must_use]
    pub fn is_wait_timeout(&self) -> bool {
        matches!(self.0.kind, Kind::WaitTimeout { .. })
    }

    /// Something would have been destroyed, and that was not [confirmed](crate::Confirm). Nothing was sent. The text of the
    /// error names what it is.
    #[must_use]
    pub fn is_confirmation_required(&self) -> bool {
        matches!(self.0.kind, Kind::Unconfirmed { .. })
    }

    /// An argument breaks a rule that Atlas has for it, or that this crate has. Nothing was sent.
    #[must_use]
    pub fn is_invalid_argument(&self) -> bool {
        matches!(self.0.kind, Kind::InvalidArgument { .. })
    }
}

/// What is known of it.
impl Error {
    /// The HTTP status of the answer, if there was an answer.
    #[must_use]
    pub fn status(&self) -> Option<StatusCode> {
        match &self.0.kind {
            Kind::Refused(refusal) => Some(refusal.status),
            Kind::Credential(error) => error.status(),
            Kind::Decode { status, .. } => Some(*status),
            _ => None,
        }
    }

    /// The code that Atlas gives to the failure, such as `USER_NOT_FOUND`.
    #[must_use]
    #[doc(alias = "errorCode")]
    pub fn code(&self) -> Option<&str> {
        self.api_error()?.code.as_deref()
    }

    /// What Atlas says, for a person.
    #[must_use]
    pub fn detail(&self) -> Option<&str> {
        self.api_error()?.detail.as_deref()
    }

    /// What the [detail](Self::detail) speaks of: names, ids, numbers.
    #[must_use]
    pub fn parameters(&self) -> &[Value] {
        self.api_error().map_or(&[], |error| &error.parameters)
    }

    /// All that the body of a refusal says. Its parts are empty if the body is none of Atlas's.
    #[must_use]
    pub fn api_error(&self) -> Option<&ApiError> {
        match &self.0.kind {
            Kind::Refused(refusal) => Some(&refusal.error),
            Kind::Credential(error) => error.api_error(),
            _ => None,
        }
    }

    /// The headers of a refusal.
    #[must_use]
    pub fn headers(&self) -> Option<&HeaderMap> {
        match &self.0.kind {
            Kind::Refused(refusal) => Some(&refusal.headers),
            Kind::Credential(error) => error.headers(),
            _ => None,
        }
    }

    /// The body of a refusal, or of an answer that can't be read, as it came. It can hold secrets.
    #[must_use]
    pub fn body(&self) -> Option<&[u8]> {
        match &self.0.kind {
            Kind::Refused(refusal) => Some(&refusal.body),
            Kind::Decode { body, .. } => Some(body),
            _ => None,
        }
    }

    /// The operation that was called, by the name it has in the reference of the API, such as `getGroupDatabaseUser`.
    /// [Raw requests](crate::RawRequest) have none.
    #[must_use]
    pub fn operation(&self) -> Option<&'static str> {
        self.0.operation.map(|operation| operation.id)
    }

    /// The HTTP method of the operation, or of the raw request.
    #[must_use]
    pub fn method(&self) -> Option<&'static str> {
        let of_request = self.0.request.as_ref().map(|(method, _)| *method);
        of_request.or_else(|| Some(self.0.operation?.method))
    }

    /// The path of the operation, with `{names}` in the place of its parameters, or the path of the raw request.
    #[must_use]
    pub fn path(&self) -> Option<&str> {
        let of_request = self.0.request.as_ref().map(|(_, path)| path.as_str());
        of_request.or_else(|| Some(self.0.operation?.path))
    }

    /// The state that a [wait](crate::wait) saw last.
    #[must_use]
    pub fn state(&self) -> Option<&str> {
        match &self.0.kind {
            Kind::FailedState { state, .. } => Some(state),
            Kind::WaitTimeout { state, .. } => state.as_deref(),
            _ => None,
        }
    }

    /// Whether there is what was asked for, by what came of asking.
    pub(crate) fn existence<T>(outcome: Result<T, Self>) -> Result<bool, Self> {
        match outcome {
            Ok(_) => Ok(true),
            Err(error) if error.is_not_found() => Ok(false),
            Err(error) => Err(error),
        }
    }

    /// Whether the same request may succeed in a while: Atlas, or the way there, is in trouble.
    pub(crate) fn is_transient(&self) -> bool {
        let of_credentials = matches!(&self.0.kind, Kind::Credential(error) if error.is_transient());
        matches!(self.0.kind, Kind::Transport { .. })
            || of_credentials
            || self.is_server_error()
            || self.is_rate_limited()
    }

    /// How many requests the call took: none if it failed before one was tried, more than one if the first was sent again,
    /// as the [policy](crate::RetryPolicy) of the client has it. Requests that only draw a challenge are not counted.
    #[must_use]
    pub fn attempts(&self) -> u32 {
        self.0.attempts
    }

    /// The page of a listing that could not be had. A listing that begins there takes up where this one ended.
    #[must_use]
    pub fn page(&self) -> Option<u32> {
        self.0.page
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        self.0.kind.source()
    }
}

impl fmt::Debug for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut debug = f.debug_struct("Error");
        debug.field("kind", &self.0.kind);
        if let Some(operation) = self.operation() {
            debug.field("operation", &operation);
        } else if let Some((method, path)) = &self.0.request {
            debug.field("request", &format_args!("{method} {path}"));
        }
        if self.attempts() > 0 {
            debug.field("attempts", &self.attempts());
        }
        if let Some(page) = self.page() {
            debug.field("page", &page);
        }
        debug.finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_error_is_one_pointer_and_can_be_sent() {
        fn is_error<T: std::error::Error + Send + Sync + 'static>() {}
        is_error::<Error>();
        assert_eq!(size_of::<Result<(), Error>>(), size_of::<usize>());
    }

    #[test]
    fn an_invalid_argument_names_itself_and_the_rule() {
        let error = Error::invalid_argument("page size", "expected 1 to 500, not 501").on_page(1);
        assert!(error.is_invalid_argument());
        assert_eq!(error.to_string(), "page size: expected 1 to 500, not 501");
        assert_eq!((error.status(), error.operation(), error.page()), (None, None, Some(1)));
        assert_eq!(error.attempts(), 0);
    }
}
