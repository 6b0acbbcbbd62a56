//! The state of the fake, and the dispatch of operations.
//!
//! Resources with a kind are handled by [`serve`], all other operations by [`remembered`].

use chrono::{DateTime, NaiveDate, SecondsFormat, TimeDelta, Utc};
use http::header::CONTENT_TYPE;
use serde_json::{Map, Value, json};

use crate::body::{self, Validation};
use crate::digest::ApiKey;
use crate::document::{Document, Operation};
use crate::error::ApiError;
use crate::media_type::MediaType;
use crate::principal::Principal;
use crate::remembered;
use crate::request::Request;
use crate::resource_kind::Times;
use crate::resources::{self, database_users, defaults, measurements, projects};
use crate::response::Output;
use crate::route::{PathParameters, value_of};
use crate::serve;
use crate::store::{Resource, Store};

/// The state of a fake.
pub(crate) struct State {
    pub(crate) store: Store,
    pub(crate) times: Times,
}

/// The IDs of the initial resources.
#[derive(Clone, Copy)]
pub(crate) struct Ids<'a> {
    pub(crate) organization: &'a str,
    pub(crate) project: &'a str,
}

/// A routed request, with the version of its response.
pub(crate) struct Call<'a> {
    pub(crate) document: &'a Document,
    pub(crate) operation: &'a Operation,
    /// The version of the response.
    pub(crate) media_type: &'a MediaType,
    pub(crate) parameters: &'a PathParameters,
    pub(crate) request: &'a Request,
    pub(crate) base_url: &'a str,
    /// The uncompressed size of logs, in bytes.
    pub(crate) log_size: u64,
    /// The default limit of database users in a project.
    pub(crate) database_user_limit: u64,
    pub(crate) principal: &'a Principal,
    pub(crate) now: DateTime<Utc>,
}

/// The parameters of the initial state.
#[derive(Clone)]
pub(crate) struct InitialState {
    pub(crate) ids: Ids<'static>,
    pub(crate) times: Times,
    /// The document of the resources to create first.
    pub(crate) seed: Option<Value>,
    /// The initial API key, and its roles if they are enforced.
    pub(crate) key: (ApiKey, Option<Vec<String>>),
}

impl InitialState {
    /// Returns the state before the seed is created.
    pub(crate) fn state(&self, now: DateTime<Utc>) -> State {
        let mut state = State::new(self.ids, self.times, now);
        let (key, roles) = &self.key;
        let initial = defaults::Initial {
            organization: self.ids.organization,
            project: self.ids.project,
            public_key: &key.public,
            private_key: &key.private,
            roles: roles.as_deref(),
            created: &now.to_rfc3339_opts(SecondsFormat::Secs, true),
        };
        defaults::initial(&mut state.store, initial);
        state
    }
}

impl State {
    /// Creates a state with one organization and one project.
    fn new(ids: Ids<'_>, times: Times, now: DateTime<Utc>) -> Self {
        let Ids { organization, project } = ids;
        let store = Store::default();
        let mut state = Self { store, times };
        state.put("orgs", organization, json!({ "id": organization, "isDeleted": false, "name": "fake" }));
        let created = now.to_rfc3339_opts(SecondsFormat::Secs, true);
        let body = json!({
            "clusterCount": 0,
            "created": created,
            "id": project,
            "name": "fake",
            "orgId": organization,
            "withDefaultAlertsSettings": true,
        });
        state.put("groups", project, body);
        state
    }

    fn put(&mut self, kind: &'static str, id: &str, body: Value) {
        let body = serve::object(body);
        self.store.put(kind, Resource { key: id.to_owned(), body, ..Resource::default() });
    }

    /// Handles an operation.
    pub(crate) fn call(&mut self, call: &Call<'_>) -> Result<Output, ApiError> {
        resources::events::run_due(&mut self.store, &self.times, call.now);
        resources::check_path(&self.store, call)?;
        let Some((kind, action)) = resources::of_operation(&call.operation.id) else {
            return remembered::serve(&mut self.store, call, &self.times);
        };
        // Clusters are counted on reads of projects, which are rarer than changes of the state.
        if kind.name == projects::NAME {
            projects::count_clusters(&mut self.store);
        }
        serve::serve(&mut self.store, call, &self.times, kind, action)
    }

    /// Inserts a resource into the list of this call, and returns it.
    pub(crate) fn insert(&mut self, call: &Call<'_>, body: Value) -> Result<Value, ApiError> {
        resources::events::run_due(&mut self.store, &self.times, call.now);
        resources::check_path(&self.store, call)?;
        let Value::Object(body) = body else { return Err(ApiError::not_an_object()) };
        if measurements::OPERATIONS.contains(&&*call.operation.id) {
            return measurements::insert(&mut self.store, call, body);
        }
        let Some((kind, _)) = resources::of_operation(&call.operation.id) else {
            return remembered::insert(&mut self.store, call, body);
        };
        serve::insert(&mut self.store, call, &self.times, kind, body).map(Value::Object)
    }

    /// Inserts a database user, with the rules of a creation.
    pub(crate) fn insert_database_user(&mut self, call: &Call<'_>, user: Value) -> Result<(), ApiError> {
        resources::events::run_due(&mut self.store, &self.times, call.now);
        resources::check_path(&self.store, call)?;
        database_users::insert(&mut self.store, call, &self.times, user)
    }

    /// Inserts database users with read access to all databases, and returns their names.
    pub(crate) fn seed_database_users(&mut self, call: &Call<'_>, count: usize) -> Result<Vec<String>, ApiError> {
        resources::events::run_due(&mut self.store, &self.times, call.now);
        resources::check_path(&self.store, call)?;
        database_users::seed(&mut self.store, call, &self.times, count)
    }
}

impl<'a> Call<'a> {
    /// Returns the decoded value of a path parameter.
    pub(crate) fn parameter(&self, name: &str) -> Option<&'a str> {
        value_of(self.parameters, name)
    }

    /// Returns the value of a path parameter that the operation requires.
    pub(crate) fn path_parameter(&self, name: &str) -> Result<&'a str, ApiError> {
        self.parameter(name).ok_or_else(|| ApiError::invalid_path_parameter(name))
    }

    /// Returns the current time in Atlas's format.
    pub(crate) fn timestamp(&self) -> String {
        self.timestamp_in(TimeDelta::zero())
    }

    /// Returns a future time in Atlas's format.
    pub(crate) fn timestamp_in(&self, delta: TimeDelta) -> String {
        (self.now + delta).to_rfc3339_opts(SecondsFormat::Secs, true)
    }

    /// Returns the version date of the request body: that of its own media type, or else that of the response.
    pub(crate) fn body_date(&self) -> Option<NaiveDate> {
        let own = self.request.header(CONTENT_TYPE).and_then(MediaType::parse);
        own.map_or_else(|| self.media_type.date(), |own| own.date())
    }

    /// Returns whether the request has, or must have, a body.
    pub(crate) fn expects_body(&self) -> bool {
        let sent = self.request.headers.contains_key(CONTENT_TYPE) || !self.request.body.is_empty();
        self.operation.takes_body() && (self.operation.body_required || sent)
    }

    /// Returns the validated body of the request.
    pub(crate) fn value(&self, validation: Validation) -> Result<Value, ApiError> {
        let (mut body, schema) = body::read(self.operation, self.media_type, self.request)?;
        if self.operation.is_update()
            && let Some(response) = self.operation.success(self.media_type).and_then(|success| success.schema.as_ref())
        {
            schema.remove_response_only(self.document, response, &mut body);
        }
        body::check(self.document, schema, &body, validation)?;
        schema.remove_read_only(self.document, &mut body);
        Ok(body)
    }

    /// Returns the validated body of the request as an object.
    pub(crate) fn body(&self, validation: Validation) -> Result<Map<String, Value>, ApiError> {
        match self.value(validation)? {
            Value::Object(body) => Ok(body),
            _ => Err(ApiError::not_an_object()),
        }
    }
}
