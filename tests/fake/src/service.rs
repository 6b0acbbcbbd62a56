//! From a request to its answer, in the order in which Atlas looks at things.

use std::sync::Arc;

use chrono::{DateTime, Utc};
use http::header::{ACCEPT, ALLOW};
use http::{Method, StatusCode};
use serde_json::Value;

use crate::access;
use crate::answer::{Answer, Performed, Style};
use crate::caller;
use crate::clock::Clock;
use crate::credentials;
use crate::digest::Digest;
use crate::document::{Document, Route};
use crate::error::ApiError;
use crate::limits::{Asked, Limits, Roles};
use crate::media_type;
use crate::oauth::OAuth;
use crate::parameter;
use crate::persistence::{Change, StateLog};
use crate::request::Request;
use crate::route::value_of;
use crate::sender::Sender;
use crate::state::{Beginning, Call, State};

/// Everything behind the socket.
pub(crate) struct Service {
    pub(crate) document: Arc<Document>,
    pub(crate) digest: Digest,
    pub(crate) oauth: OAuth,
    pub(crate) state: State,
    pub(crate) clock: Clock,
    pub(crate) base_url: String,
    pub(crate) beginning: Beginning,
    pub(crate) limits: Limits,
    /// Where changes are written to, if they are to outlive the process.
    pub(crate) log: Option<StateLog>,
    pub(crate) log_size: u64,
}

impl Service {
    /// The answer, and the operation that the request means, allowed or not.
    pub(crate) fn answer(&mut self, request: &Request) -> (Answer, Option<Arc<str>>) {
        let now = self.clock.now();
        if let Some(answer) = self.oauth.answer(request, &self.state.store, now) {
            return (answer, None);
        }
        let document = Arc::clone(&self.document);
        let route = document.route(&request.method, &request.path);
        let operation = route.as_ref().ok().map(|route| Arc::clone(&route.operation.id));
        (self.handle(request, route, now), operation)
    }

    /// Puts a resource into the list that a path leads to.
    pub(crate) fn insert(&mut self, path: &str, body: Value) -> Result<Value, ApiError> {
        let now = self.clock.now();
        self.insert_at(path, body, now)
    }

    /// Puts a resource there as it would have been put there at a time.
    pub(crate) fn insert_at(&mut self, path: &str, body: Value, now: DateTime<Utc>) -> Result<Value, ApiError> {
        let request = Request::get(path);
        let document = Arc::clone(&self.document);
        let Route { operation, parameters } = document.route(&request.method, path)?;
        let media_type = operation.newest().ok_or_else(ApiError::not_acceptable)?;
        let call = Call {
            document: &document,
            operation,
            media_type,
            parameters: &parameters,
            request: &request,
            base_url: &self.base_url,
            log_size: self.log_size,
            sender: &self.owner(),
            now,
        };
        self.state.insert(&call, body)
    }

    fn handle(&mut self, request: &Request, route: Result<Route<'_>, ApiError>, now: DateTime<Utc>) -> Answer {
        let sender = match self.authenticate(request, now) {
            Ok(sender) => sender,
            // Whoever speaks HTTP's authentication reads the status, so that it is in no envelope.
            Err(refusal) => return refusal.into(),
        };
        if let Some(answer) = self.options(request).or_else(|| caller::answer(request)) {
            return answer;
        }
        let style = Style::of(request, route.as_ref().ok().map(|route| route.operation));
        let mut headers = Vec::new();
        let performed = route.and_then(|route| {
            access::check(&self.state.store, &sender, request.peer)?;
            let project = value_of(&route.parameters, "groupId");
            let roles = self.limits.minds_roles().then(|| credentials::roles(&self.state.store, &sender, project));
            let asked = Asked {
                route: &route,
                sender: sender.name(),
                own_project: self.beginning.ids.project,
                roles: roles.flatten().map(Roles::new),
            };
            headers = self.limits.admit(&asked, now)?;
            self.perform(request, route, &sender, now)
        });
        let mut answer = match performed {
            Ok(performed) => performed.answer(style),
            Err(refusal) => Answer::refusal(refusal, style),
        };
        answer.headers.extend(headers);
        answer
    }

    /// The methods that a path can be asked with, for whom asks that.
    fn options(&self, request: &Request) -> Option<Answer> {
        if request.method != Method::OPTIONS {
            return None;
        }
        let allowed = self.document.allowed(&request.path)?;
        Some(Answer { status: StatusCode::NO_CONTENT, headers: vec![(ALLOW, allowed)], ..Answer::default() })
    }

    /// Who does what nobody asked for over the wire.
    pub(crate) fn owner(&self) -> Sender {
        Sender::ApiKey(self.digest.public_key().to_owned())
    }

    /// Who sends a request: by an access token, or else by a digest.
    fn authenticate(&mut self, request: &Request, now: DateTime<Utc>) -> Result<Sender, ApiError> {
        let store = &self.state.store;
        if let Some(client) = self.oauth.check(request, store, now) {
            return client.map(|client| Sender::ServiceAccount(client.to_owned()));
        }
        let private_key = |public: &str| credentials::private_key(store, public).map(str::to_owned);
        let (method, target) = (&request.method, &request.target);
        self.digest.check(request.credentials(), method, target, now, private_key).map(Sender::ApiKey)
    }

    /// Carries a request out whose sender may do so, and writes down that it did.
    pub(crate) fn perform<'d>(
        &mut self,
        request: &Request,
        route: Route<'d>,
        sender: &Sender,
        now: DateTime<Utc>,
    ) -> Result<Performed<'d>, ApiError> {
        let is_change = ![Method::GET, Method::HEAD].contains(&request.method);
        if is_change && self.log.as_ref().is_some_and(StateLog::is_broken) {
            return Err(ApiError::state_not_written());
        }
        let ids = self.state.store.ids();
        let performed = self.call(request, route, sender, now)?;
        if is_change && self.log.is_some() {
            self.write_down(&Change::new(request, performed.reply.status, now, ids))?;
        }
        Ok(performed)
    }

    fn call<'d>(
        &mut self,
        request: &Request,
        route: Route<'d>,
        sender: &Sender,
        now: DateTime<Utc>,
    ) -> Result<Performed<'d>, ApiError> {
        let Route { operation, parameters } = route;
        let accept = request.headers.get_all(ACCEPT).iter().filter_map(|value| value.to_str().ok());
        let media_type = media_type::choose(accept, &operation.answers).ok_or_else(ApiError::not_acceptable)?;
        parameter::check(&operation.query, request)?;

        let document = Arc::clone(&self.document);
        let call = Call {
            document: &document,
            operation,
            media_type,
            parameters: &parameters,
            request,
            base_url: &self.base_url,
            log_size: self.log_size,
            sender,
            now,
        };
        let reply = self.state.call(&call)?;
        Ok(Performed { operation, media_type, reply })
    }
}
