//! The service: from a request to its response, with the checks in the order of Atlas.

use std::sync::Arc;

use chrono::{DateTime, Utc};
use http::header::{ACCEPT, ALLOW};
use http::{Method, StatusCode};
use serde_json::Value;

use crate::access;
use crate::clock::Clock;
use crate::credentials;
use crate::digest::Digest;
use crate::document::{Document, Route};
use crate::error::ApiError;
use crate::ipinfo;
use crate::limits::{Admission, Limits, Roles};
use crate::media_type;
use crate::oauth::OAuth;
use crate::parameter;
#[cfg(feature = "persistence")]
use crate::persistence::StateLog;
use crate::principal::Principal;
use crate::request::Request;
use crate::resources::database_users;
use crate::response::{Handled, Response, Style};
use crate::route::value_of;
use crate::state::{Call, InitialState, State};

/// The start of all paths that require no authentication.
const UNAUTHENTICATED: &str = "/api/atlas/v2/unauth/";

/// The complete state of a fake, independent of the HTTP server.
pub(crate) struct Service {
    pub(crate) document: Arc<Document>,
    pub(crate) digest: Digest,
    pub(crate) oauth: OAuth,
    pub(crate) state: State,
    pub(crate) clock: Clock,
    pub(crate) base_url: String,
    pub(crate) initial_state: InitialState,
    pub(crate) limits: Limits,
    /// The log of changes, if the fake has a state file.
    #[cfg(feature = "persistence")]
    pub(crate) log: Option<StateLog>,
    pub(crate) log_size: u64,
    pub(crate) database_user_limit: u64,
}

impl Service {
    /// Returns the response, and the ID of the requested operation even if the request is refused.
    pub(crate) fn respond(&mut self, request: &Request) -> (Response, Option<Arc<str>>) {
        let now = self.clock.now();
        if let Some(response) = self.oauth.respond(request, &self.state.store, now) {
            return (response, None);
        }
        let document = Arc::clone(&self.document);
        let route = document.route(&request.method, &request.path);
        let operation = route.as_ref().ok().map(|route| Arc::clone(&route.operation.id));
        (self.handle(request, route, now), operation)
    }

    /// Inserts a resource into the list at a path.
    pub(crate) fn insert(&mut self, path: &str, body: Value) -> Result<Value, ApiError> {
        let now = self.clock.now();
        self.insert_at(path, body, now)
    }

    /// Inserts a resource at a given time.
    pub(crate) fn insert_at(&mut self, path: &str, body: Value, now: DateTime<Utc>) -> Result<Value, ApiError> {
        let mut inserted = self.in_list(path, now, |state, call| state.insert(call, body))?;
        // The names of internal properties start with `#`.
        if let Some(properties) = inserted.as_object_mut() {
            properties.retain(|name, _| !name.starts_with('#'));
        }
        Ok(inserted)
    }

    /// Inserts a database user into a project.
    pub(crate) fn insert_database_user(&mut self, project: &str, user: Value) -> Result<(), ApiError> {
        let (path, now) = (database_users::path(project), self.clock.now());
        self.in_list(&path, now, |state, call| state.insert_database_user(call, user))
    }

    /// Inserts database users into a project, and returns their names.
    pub(crate) fn seed_database_users(&mut self, project: &str, count: usize) -> Result<Vec<String>, ApiError> {
        let (path, now) = (database_users::path(project), self.clock.now());
        self.in_list(&path, now, |state, call| state.seed_database_users(call, count))
    }

    /// Calls a function with the state, and with an internal call for the list at a path.
    fn in_list<T>(
        &mut self,
        path: &str,
        now: DateTime<Utc>,
        insert: impl FnOnce(&mut State, &Call<'_>) -> Result<T, ApiError>,
    ) -> Result<T, ApiError> {
        let request = Request::get(path);
        let document = Arc::clone(&self.document);
        // Some collections cannot be listed.
        let route = document.route(&request.method, path);
        let Route { operation, parameters } =
            route.or_else(|error| document.route(&Method::POST, path).map_err(|_| error))?;
        let media_type = operation.newest().or(operation.media_types.last()).ok_or_else(ApiError::not_acceptable)?;
        let call = Call {
            document: &document,
            operation,
            media_type,
            parameters: &parameters,
            request: &request,
            base_url: &self.base_url,
            log_size: self.log_size,
            database_user_limit: self.database_user_limit,
            principal: &self.owner(),
            now,
        };
        insert(&mut self.state, &call)
    }

    fn handle(&mut self, request: &Request, route: Result<Route<'_>, ApiError>, now: DateTime<Utc>) -> Response {
        let principal = match self.authenticate(request, now) {
            Ok(principal) => principal,
            // HTTP authentication needs the status of the response, so this error ignores `envelope`.
            Err(error) => return error.into(),
        };
        if let Some(response) = self.options(request).or_else(|| ipinfo::respond(request)) {
            return response;
        }
        let style = Style::of(request, route.as_ref().ok().map(|route| route.operation));
        let mut headers = Vec::new();
        let handled = route.and_then(|route| {
            access::check(&self.state.store, &principal, request.peer)?;
            let project = value_of(&route.parameters, "groupId");
            let roles =
                self.limits.enforces_roles().then(|| credentials::roles(&self.state.store, &principal, project));
            let admission = Admission {
                route: &route,
                principal: principal.name(),
                own_project: self.initial_state.ids.project,
                roles: roles.flatten().map(Roles::new),
            };
            headers = self.limits.admit(&admission, now)?;
            self.execute(request, route, &principal, now)
        });
        let mut response = match handled {
            Ok(handled) => handled.into_response(style),
            Err(error) => Response::error(error, style),
        };
        response.headers.extend(headers);
        response
    }

    /// Responds to an `OPTIONS` request with the allowed methods. Returns `None` for any other request.
    fn options(&self, request: &Request) -> Option<Response> {
        if request.method != Method::OPTIONS {
            return None;
        }
        let allowed = self.document.allowed(&request.path)?;
        Some(Response { status: StatusCode::NO_CONTENT, headers: vec![(ALLOW, allowed)], ..Response::default() })
    }

    /// Returns the principal of internal requests.
    pub(crate) fn owner(&self) -> Principal {
        Principal::ApiKey(self.digest.public_key().to_owned())
    }

    /// Authenticates a request by its access token or its digest, unless its path requires no authentication.
    fn authenticate(&mut self, request: &Request, now: DateTime<Utc>) -> Result<Principal, ApiError> {
        if request.path.starts_with(UNAUTHENTICATED) {
            return Ok(self.owner());
        }
        let store = &self.state.store;
        if let Some(client) = self.oauth.check(request, store, now) {
            return client.map(|client| Principal::ServiceAccount(client.to_owned()));
        }
        let private_key = |public: &str| credentials::private_key(store, public).map(str::to_owned);
        let (method, target) = (&request.method, &request.target);
        let authorization =
            request.credentials().filter(|authorization| !credentials::is_revoked(store, authorization));
        self.digest.check(authorization, method, target, now, private_key).map(Principal::ApiKey)
    }

    /// Executes an authorized request.
    #[cfg(not(feature = "persistence"))]
    pub(crate) fn execute<'d>(
        &mut self,
        request: &Request,
        route: Route<'d>,
        principal: &Principal,
        now: DateTime<Utc>,
    ) -> Result<Handled<'d>, ApiError> {
        self.call(request, route, principal, now)
    }

    /// Executes an authorized request, without persisting its change.
    pub(crate) fn call<'d>(
        &mut self,
        request: &Request,
        route: Route<'d>,
        principal: &Principal,
        now: DateTime<Utc>,
    ) -> Result<Handled<'d>, ApiError> {
        let Route { operation, parameters } = route;
        let accept = request.headers.get_all(ACCEPT).iter().filter_map(|value| value.to_str().ok());
        let media_type = media_type::choose(accept, &operation.media_types).ok_or_else(ApiError::not_acceptable)?;
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
            database_user_limit: self.database_user_limit,
            principal,
            now,
        };
        let output = self.state.call(&call)?;
        Ok(Handled { operation, media_type, output })
    }
}
