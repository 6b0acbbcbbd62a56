//! What the fake remembers, one module for each family of resources, and the operations served from it.

mod database_users;

use chrono::{DateTime, Utc};
use http::header::CONTENT_TYPE;
use serde_json::{Map, Value, json};

use crate::answer::Reply;
use crate::body::{self, Extent};
use crate::document::{Document, Operation};
use crate::error::ApiError;
use crate::media_type::MediaType;
use crate::request::Request;
use crate::route::PathParameters;
use crate::stateless;

pub(crate) use database_users::DatabaseUsers;

/// The state of one Atlas with one project in it.
pub(crate) struct State {
    pub(crate) project_id: String,
    pub(crate) database_users: DatabaseUsers,
}

/// A request whose operation is known and whose answer's version is settled.
pub(crate) struct Call<'a> {
    pub(crate) document: &'a Document,
    pub(crate) operation: &'a Operation,
    /// The version of the answer.
    pub(crate) media_type: &'a MediaType,
    pub(crate) parameters: &'a PathParameters,
    pub(crate) request: &'a Request,
    pub(crate) base_url: &'a str,
    pub(crate) now: DateTime<Utc>,
}

impl State {
    /// Serves an operation.
    pub(crate) fn call(&mut self, call: &Call<'_>) -> Result<Reply, ApiError> {
        if let Some(project_id) = call.parameter("groupId").filter(|&id| id != self.project_id) {
            return Err(ApiError::group_not_found(project_id));
        }
        let users = &mut self.database_users;
        users.remove_expired(call.now);
        match call.operation.id.as_str() {
            "listGroupDatabaseUsers" => users.list(call),
            "getGroupDatabaseUser" => users.get(call),
            "createGroupDatabaseUser" => users.create(call),
            "updateGroupDatabaseUser" => users.update(call),
            "deleteGroupDatabaseUser" => users.delete(call),
            _ => stateless::reply(call),
        }
    }
}

impl State {
    /// Puts a database user there, as given.
    pub(crate) fn insert_database_user(
        &mut self,
        document: &Document,
        user: Value,
        now: DateTime<Utc>,
    ) -> Result<(), ApiError> {
        self.database_users.remove_expired(now);
        if !user.is_object() {
            return Err(ApiError::not_an_object());
        }
        let operation = document.operation("createGroupDatabaseUser");
        if let Some(schema) = operation.and_then(|operation| operation.body(None)) {
            body::check(document, schema, &user, Extent::Whole)?;
        }
        let Value::Object(user) = user else { return Err(ApiError::not_an_object()) };
        self.database_users.seed(user, &self.project_id, now)
    }

    /// Puts as many database users there, who may read everything, and says their names.
    pub(crate) fn seed_database_users(&mut self, count: usize, now: DateTime<Utc>) -> Vec<String> {
        let mut names = Vec::with_capacity(count);
        for _ in 0..count {
            let name = self.database_users.free_username();
            let roles = json!([{ "databaseName": "admin", "roleName": "readAnyDatabase" }]);
            let user = Map::from_iter([
                ("databaseName".to_owned(), "admin".into()),
                ("roles".to_owned(), roles),
                ("username".to_owned(), name.clone().into()),
            ]);
            if self.database_users.seed(user, &self.project_id, now).is_ok() {
                names.push(name);
            }
        }
        names
    }
}

impl<'a> Call<'a> {
    /// The value of a path parameter, decoded.
    fn parameter(&self, name: &str) -> Option<&'a str> {
        self.parameters.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
    }

    /// The value of a path parameter that every path of the operation has.
    fn path_parameter(&self, name: &str) -> Result<&'a str, ApiError> {
        self.parameter(name).ok_or_else(|| ApiError::invalid_path_parameter(name))
    }

    /// Whether the request has a body to be read: one that is needed, or one that is there.
    pub(crate) fn expects_body(&self) -> bool {
        let sent = self.request.headers.contains_key(CONTENT_TYPE) || !self.request.body.is_empty();
        self.operation.takes_body() && (self.operation.body_required || sent)
    }

    /// The request's body, held against the document's schema.
    pub(crate) fn value(&self, extent: Extent) -> Result<Value, ApiError> {
        let (body, schema) = body::read(self.operation, self.media_type, self.request)?;
        body::check(self.document, schema, &body, extent)?;
        Ok(body)
    }

    /// The request's body as an object, held against the document's schema.
    fn body(&self, extent: Extent) -> Result<Map<String, Value>, ApiError> {
        match self.value(extent)? {
            Value::Object(body) => Ok(body),
            _ => Err(ApiError::not_an_object()),
        }
    }
}
