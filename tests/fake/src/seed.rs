//! Seeding of state from a JSON document.
//!
//! Each resource is created like by a client. Resources that no client can create, such as alerts, are inserted.

use std::sync::Arc;

use bytes::Bytes;
use chrono::{DateTime, Utc};
use http::Method;
use serde_json::{Map, Value};

use crate::error::{ApiError, SeedError, codes};
#[cfg(feature = "persistence")]
use crate::persistence::Change;
use crate::request::Request;
use crate::resource_kind::Action;
use crate::resources;
use crate::response::Content;
use crate::service::Service;

const GROUPS: &str = "/api/atlas/v2/groups";

impl Service {
    /// Creates the resources of a document in the format of [`FakeAtlas::seed`](crate::FakeAtlas::seed).
    pub(crate) fn seed(&mut self, document: &Value) -> Result<(), SeedError> {
        let root = object(document).map_err(|error| error.at("the document"))?;
        let now = self.clock.now();
        let project = self.initial_state.ids.project;
        for (name, value) in root {
            match name.as_str() {
                "projects" => {
                    for (index, value) in list(value).map_err(|error| error.at(name))?.iter().enumerate() {
                        self.seed_project(value, &format!("projects[{index}]"), now)?;
                    }
                }
                collection => self.seed_collection(project, collection, value, collection, now)?,
            }
        }
        Ok(())
    }

    /// Creates a project from its properties, then the resources of its collections. All lists except `tags` are
    /// collections.
    fn seed_project(&mut self, value: &Value, location: &str, now: DateTime<Utc>) -> Result<(), SeedError> {
        let project = object(value).map_err(|error| error.at(location))?;
        let (collections, own): (Vec<_>, Vec<_>) =
            project.iter().partition(|(name, value)| value.is_array() && name.as_str() != "tags");
        let own = own.into_iter().map(|(name, value)| (name.clone(), value.clone()));
        let created = self.create(GROUPS, &Value::Object(own.collect()), now).map_err(|error| error.at(location))?;
        let id = created.get("id").and_then(Value::as_str).unwrap_or_default().to_owned();
        for (name, value) in collections {
            self.seed_collection(&id, name, value, &format!("{location}.{name}"), now)?;
        }
        Ok(())
    }

    fn seed_collection(
        &mut self,
        project_id: &str,
        name: &str,
        value: &Value,
        location: &str,
        now: DateTime<Utc>,
    ) -> Result<(), SeedError> {
        let path = format!("{GROUPS}/{project_id}/{name}");
        let is_created = self.document.route(&Method::POST, &path).is_ok();
        let is_stored = || matches!(self.action(&Method::GET, &path), Some(Action::List));
        if name.contains(['/', '?', '#']) || !(is_created || is_stored()) {
            return Err(SeedError::from(codes::UNKNOWN_COLLECTION.of(&[])).at(location));
        }
        let creates_each = matches!(self.action(&Method::POST, &path), Some(Action::CreateEach));
        for (index, body) in list(value).map_err(|error| error.at(location))?.iter().enumerate() {
            let listed = (creates_each && body.is_object()).then(|| Value::from(vec![body.clone()]));
            let body = listed.as_ref().unwrap_or(body);
            let result =
                if is_created { self.create(&path, body, now).map(drop) } else { self.insert_new(&path, body, now) };
            result.map_err(|error| error.at(&format!("{location}[{index}]")))?;
        }
        Ok(())
    }

    /// Returns what a request does with stored state; `None` without stored state.
    fn action(&self, method: &Method, path: &str) -> Option<Action> {
        let route = self.document.route(method, path).ok()?;
        resources::of_operation(&route.operation.id).map(|(_, action)| action)
    }

    /// Inserts a resource that only the service creates, such as an alert.
    fn insert_new(&mut self, path: &str, body: &Value, now: DateTime<Utc>) -> Result<(), SeedError> {
        #[cfg(feature = "persistence")]
        let ids = self.state.store.ids();
        self.insert_at(path, body.clone(), now)?;
        #[cfg(feature = "persistence")]
        self.persist(&Change::insertion(path, body, now, ids))?;
        Ok(())
    }

    /// Creates a resource and returns it.
    fn create(&mut self, path: &str, body: &Value, now: DateTime<Utc>) -> Result<Value, SeedError> {
        let document = Arc::clone(&self.document);
        let route = document.route(&Method::POST, path)?;
        let newest = route.operation.media_types.iter().max_by_key(|media_type| media_type.date());
        let media_type = newest.map(ToString::to_string).unwrap_or_default();
        let body = Bytes::from(body.to_string());
        let request = Request::internal(Method::POST, path, &media_type, "application/json", body)
            .ok_or_else(|| ApiError::resource_not_found(path))?;
        match self.execute(&request, route, &self.owner(), now)?.output.content {
            Content::One(created) => Ok(created),
            _ => Ok(Value::Null),
        }
    }
}

fn object(value: &Value) -> Result<&Map<String, Value>, SeedError> {
    value.as_object().ok_or_else(|| codes::INVALID_JSON.worded("The value must be an object.").of(&[]).into())
}

fn list(value: &Value) -> Result<&Vec<Value>, SeedError> {
    value.as_array().ok_or_else(|| codes::INVALID_JSON.worded("The value must be a list.").of(&[]).into())
}
