//! From a request to its answer, in the order in which Atlas looks at things.

use chrono::{DateTime, Utc};
use http::Method;
use http::header::{ACCEPT, AUTHORIZATION};
use serde_json::Value;

use crate::answer::{Answer, Style};
use crate::clock::Clock;
use crate::digest::Digest;
use crate::document::{Document, Operation, Route};
use crate::error::ApiError;
use crate::limits::Limits;
use crate::media_type;
use crate::oauth::OAuth;
use crate::parameter;
use crate::persistence::{Change, StateLog};
use crate::request::Request;
use crate::state::{Call, State};

/// Everything behind the socket.
pub(crate) struct Service {
    pub(crate) document: &'static Document,
    pub(crate) digest: Digest,
    pub(crate) oauth: OAuth,
    pub(crate) state: State,
    pub(crate) clock: Clock,
    pub(crate) base_url: String,
    /// The project that is there from the start.
    pub(crate) project_id: &'static str,
    pub(crate) limits: Limits,
    /// Where changes are written to, if they are to outlive the process.
    pub(crate) log: Option<StateLog>,
    pub(crate) log_size: u64,
}

impl Service {
    /// The answer, and the operation that the request means, allowed or not.
    pub(crate) fn answer(&mut self, request: &Request) -> (Answer, Option<&'static Operation>) {
        let now = self.clock.now();
        if let Some(answer) = self.oauth.answer(request, now) {
            return (answer, None);
        }
        let route = self.document.route(&request.method, &request.path);
        let operation = route.as_ref().ok().map(|route| route.operation);
        (self.handle(request, route, now).unwrap_or_else(Answer::from), operation)
    }

    /// Puts a resource into the list that a path leads to.
    pub(crate) fn insert(&mut self, path: &str, body: Value) -> Result<Value, ApiError> {
        let request = Request::get(path);
        let Route { operation, parameters } = self.document.route(&request.method, path)?;
        let media_type = operation.newest().ok_or_else(ApiError::not_acceptable)?;
        let call = Call {
            document: self.document,
            operation,
            media_type,
            parameters: &parameters,
            request: &request,
            base_url: &self.base_url,
            log_size: self.log_size,
            now: self.clock.now(),
        };
        self.state.insert(&call, body)
    }

    fn handle(
        &mut self,
        request: &Request,
        route: Result<Route<'_>, ApiError>,
        now: DateTime<Utc>,
    ) -> Result<Answer, ApiError> {
        if !self.oauth.lets_in(request, now) {
            self.digest.check(request.header(AUTHORIZATION), &request.method, &request.target, now)?;
        }

        let route = route?;
        let headers = match self.limits.admit(route.operation, request, now) {
            Ok(headers) => headers,
            Err(refusal) => return Ok(refusal),
        };
        let mut answer = self.perform(request, route, now).unwrap_or_else(Answer::from);
        answer.headers.extend(headers);
        Ok(answer)
    }

    /// Carries a request out whose sender may do so, and writes down that it did.
    pub(crate) fn perform(
        &mut self,
        request: &Request,
        route: Route<'_>,
        now: DateTime<Utc>,
    ) -> Result<Answer, ApiError> {
        let is_change = request.method != Method::GET;
        if is_change && self.log.as_ref().is_some_and(StateLog::is_broken) {
            return Err(ApiError::state_not_written());
        }
        let ids = self.state.store.ids();
        let answer = self.call(request, route, now)?;
        if let Some(log) = self.log.as_mut().filter(|_| is_change && answer.status.is_success()) {
            let change = Change::new(request, answer.status, now, ids);
            log.append(&change).map_err(|_| ApiError::state_not_written())?;
        }
        Ok(answer)
    }

    fn call(&mut self, request: &Request, route: Route<'_>, now: DateTime<Utc>) -> Result<Answer, ApiError> {
        let Route { operation, parameters } = route;
        let accept = request.headers.get_all(ACCEPT).iter().filter_map(|value| value.to_str().ok());
        let media_type = media_type::choose(accept, &operation.answers).ok_or_else(ApiError::not_acceptable)?;
        let style = Style::from_query(request)?;
        parameter::check(&operation.query, request)?;

        let call = Call {
            document: self.document,
            operation,
            media_type,
            parameters: &parameters,
            request,
            base_url: &self.base_url,
            log_size: self.log_size,
            now,
        };
        let reply = self.state.call(&call)?;
        Ok(Answer::success(reply, media_type, style))
    }
}
