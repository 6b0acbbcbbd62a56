//! The state of the fake, and the dispatch of operations.
//!
//! Resources with a kind are handled by [`serve`], database users by their own collection, and all other operations by
//! [`remembered`].

mod database_users;

use std::collections::BTreeMap;

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
use crate::resources::{self, defaults, limits, measurements, projects};
use crate::response::{Content, Output};
use crate::route::{PathParameters, value_of};
use crate::serve;
use crate::store::{Resource, Store};

pub(crate) use database_users::DatabaseUsers;

/// The events recorded for operations on database users.
const USER_EVENTS: [(&str, &str); 3] = [
    ("createGroupDatabaseUser", "MONGODB_USER_ADDED"),
    ("updateGroupDatabaseUser", "MONGODB_USER_UPDATED"),
    ("deleteGroupDatabaseUser", "MONGODB_USER_DELETED"),
];

/// The state of a fake.
pub(crate) struct State {
    pub(crate) store: Store,
    /// The database users of each project.
    pub(crate) database_users: BTreeMap<String, DatabaseUsers>,
    pub(crate) database_user_limit: usize,
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
    pub(crate) principal: &'a Principal,
    pub(crate) now: DateTime<Utc>,
}

/// The parameters of the initial state.
#[derive(Clone)]
pub(crate) struct InitialState {
    pub(crate) ids: Ids<'static>,
    pub(crate) database_user_limit: usize,
    pub(crate) times: Times,
    /// The document of the resources to create first.
    pub(crate) seed: Option<Value>,
    /// The initial API key, and its roles if they are enforced.
    pub(crate) key: (ApiKey, Option<Vec<String>>),
}

impl InitialState {
    /// Returns the state before the seed is created.
    pub(crate) fn state(&self, now: DateTime<Utc>) -> State {
        let mut state = State::new(self.ids, self.database_user_limit, self.times, now);
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
    fn new(ids: Ids<'_>, database_user_limit: usize, times: Times, now: DateTime<Utc>) -> Self {
        let Ids { organization, project } = ids;
        let store = Store::default();
        let mut state = Self { store, database_users: BTreeMap::new(), database_user_limit, times };
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
        if let Some((kind, action)) = resources::of_operation(&call.operation.id) {
            match call.operation.id.as_ref() {
                "deleteGroupCustomDbRoleRole" => self.check_role_is_free(call)?,
                _ if kind.name == "limits" => self.store_user_count(call),
                // Clusters are counted on reads of projects, which are rarer than changes of the state.
                _ if kind.name == projects::NAME => projects::count_clusters(&mut self.store),
                _ => {}
            }
            return serve::serve(&mut self.store, call, &self.times, kind, action);
        }
        let id = &*call.operation.id;
        if !id.contains("GroupDatabaseUser") || id.ends_with("Certs") || id.ends_with("Cert") {
            return remembered::serve(&mut self.store, call, &self.times);
        }
        let project = call.path_parameter("groupId")?;
        let users = self.users(project, call.now);
        let output = match id {
            "listGroupDatabaseUsers" => users.list(call),
            "getGroupDatabaseUser" => users.get(call),
            "createGroupDatabaseUser" => users.create(call),
            "updateGroupDatabaseUser" => users.update(call),
            "deleteGroupDatabaseUser" => users.delete(call),
            _ => return remembered::serve(&mut self.store, call, &self.times),
        }?;
        if let Some((_, event)) = USER_EVENTS.iter().find(|(operation, _)| *operation == id) {
            let name = match &output.content {
                Content::One(user) => user["username"].clone(),
                _ => json!(call.parameter("username")),
            };
            let body = Map::from_iter([("username".to_owned(), name)]);
            resources::events::record(&mut self.store, call, event, &Resource { body, ..Resource::default() });
        }
        Ok(output)
    }

    /// Refuses the deletion of a custom role that is the only role of a database user.
    fn check_role_is_free(&mut self, call: &Call<'_>) -> Result<(), ApiError> {
        let role = call.path_parameter("roleName")?;
        let users = self.users(call.path_parameter("groupId")?, call.now).with_only_role(role);
        if users.is_empty() { Ok(()) } else { Err(ApiError::role_in_use(role, &users.join(", "))) }
    }

    /// Stores the number of database users for the limits of the project in the path.
    fn store_user_count(&mut self, call: &Call<'_>) {
        if let Some(project) = call.parameter("groupId") {
            let count = self.users(project, call.now).len();
            limits::store_user_count(&mut self.store, project, count, self.database_user_limit);
        }
    }

    /// Returns the database users of a project, without expired ones.
    fn users(&mut self, project_id: &str, now: DateTime<Utc>) -> &mut DatabaseUsers {
        let limit = limits::set_value(&self.store, project_id, limits::DATABASE_USERS);
        let limit = limit.map_or(self.database_user_limit, |limit| limit as usize);
        let users = self.database_users.entry(project_id.to_owned()).or_default();
        users.set_limit(limit);
        users.remove_expired(now);
        users
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

    /// Inserts a database user.
    pub(crate) fn insert_database_user(
        &mut self,
        document: &Document,
        project_id: &str,
        user: Value,
        now: DateTime<Utc>,
    ) -> Result<(), ApiError> {
        if !user.is_object() {
            return Err(ApiError::not_an_object());
        }
        let operation = document.operation("createGroupDatabaseUser");
        if let Some(schema) = operation.and_then(|operation| operation.body(None)) {
            body::check(document, schema, &user, Validation::Full)?;
        }
        let Value::Object(user) = user else { return Err(ApiError::not_an_object()) };
        self.users(project_id, now).seed(user, project_id, now)
    }

    /// Inserts database users with read access to all databases, and returns their names.
    pub(crate) fn seed_database_users(&mut self, project_id: &str, count: usize, now: DateTime<Utc>) -> Vec<String> {
        let users = self.users(project_id, now);
        let mut names = Vec::with_capacity(count);
        for _ in 0..count {
            let name = users.free_username();
            let roles = json!([{ "databaseName": "admin", "roleName": "readAnyDatabase" }]);
            let user = Map::from_iter([
                ("databaseName".to_owned(), "admin".into()),
                ("roles".to_owned(), roles),
                ("username".to_owned(), name.clone().into()),
            ]);
            if users.seed(user, project_id, now).is_ok() {
                names.push(name);
            }
        }
        names
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
