//! Seeding of state from a JSON document.
//!
//! Each resource is created like by a client. Resources that no client can create, such as alerts, are inserted.
//! Collections below a resource are properties of its object.

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
use crate::route::value_of;
use crate::service::Service;

const ROOT: &str = "/api/atlas/v2";
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
                name => self.seed_collection(&path(project, name), value, name, now)?,
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
            self.seed_collection(&path(&id, name), value, &format!("{location}.{name}"), now)?;
        }
        Ok(())
    }

    /// Creates the resources of the list at a path, and those of the collections below each of them.
    fn seed_collection(
        &mut self,
        path: &str,
        value: &Value,
        location: &str,
        now: DateTime<Utc>,
    ) -> Result<(), SeedError> {
        if !self.is_collection(path) {
            return Err(SeedError::from(codes::UNKNOWN_COLLECTION.of(&[])).at(location));
        }
        let is_created = self.document.route(&Method::POST, path).is_ok();
        let creates_each = matches!(self.action(&Method::POST, path), Some(Action::CreateEach));
        for (index, body) in list(value).map_err(|error| error.at(location))?.iter().enumerate() {
            let location = format!("{location}[{index}]");
            let (nested, own) = self.split(path, body);
            let body = if creates_each && own.is_object() { Value::from(vec![own]) } else { own };
            let created = if is_created { self.create(path, &body, now) } else { self.insert_new(path, &body, now) };
            let created = created.map_err(|error| error.at(&location))?;
            for (name, value) in nested {
                let location = format!("{location}.{name}");
                let path = self.nested_path(path, &name, &created);
                let path = path.ok_or_else(|| SeedError::from(codes::UNKNOWN_COLLECTION.of(&[])).at(&location))?;
                self.seed_collection(&path, &value, &location, now)?;
            }
        }
        Ok(())
    }

    /// Returns whether resources can be created in the list at a path, or inserted into it.
    fn is_collection(&self, path: &str) -> bool {
        let is_stored = || matches!(self.action(&Method::GET, path), Some(Action::List));
        !path.contains(['?', '#']) && (self.document.route(&Method::POST, path).is_ok() || is_stored())
    }

    /// Splits the object of a resource into the collections below it and its own properties.
    fn split(&self, path: &str, body: &Value) -> (Map<String, Value>, Value) {
        let Value::Object(properties) = body else { return (Map::new(), body.clone()) };
        let is_nested = |name: &str, value: &Value| value.is_array() && self.document.nested(path, name).is_some();
        let (nested, own) = properties.clone().into_iter().partition(|(name, value)| is_nested(name, value));
        let own: Map<_, _> = own;
        (nested, own.into())
    }

    /// Returns the path of a collection below a resource.
    fn nested_path(&self, list: &str, name: &str, resource: &Value) -> Option<String> {
        let template = self.document.nested(list, name)?;
        let methods = [Method::POST, Method::GET];
        let outer = methods.iter().find_map(|method| self.document.route(method, list).ok())?;
        let last = template.names().last();
        template.fill(|parameter| {
            let of_key: &[&str] = match parameter {
                _ if Some(parameter) != last => &[],
                _ if parameter.ends_with("Name") => &["name", "id", "_id"],
                _ => &["id", "_id", "name"],
            };
            let properties = std::iter::once(parameter).chain(of_key.iter().copied());
            let own = || properties.filter_map(|name| resource.get(name)?.as_str()).next();
            value_of(&outer.parameters, parameter).or_else(own).map(str::to_owned)
        })
    }

    /// Returns what a request does with stored state; `None` without stored state.
    fn action(&self, method: &Method, path: &str) -> Option<Action> {
        let route = self.document.route(method, path).ok()?;
        resources::of_operation(&route.operation.id).map(|(_, action)| action)
    }

    /// Inserts a resource that only the service creates, such as an alert.
    fn insert_new(&mut self, path: &str, body: &Value, now: DateTime<Utc>) -> Result<Value, SeedError> {
        #[cfg(feature = "persistence")]
        let ids = self.state.store.ids();
        let inserted = self.insert_at(path, body.clone(), now)?;
        #[cfg(feature = "persistence")]
        self.persist(&Change::insertion(path, body, now, ids))?;
        Ok(inserted)
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

/// Returns the path of a collection: absolute with a leading slash, or else in the project.
fn path(project: &str, name: &str) -> String {
    if name.starts_with('/') { format!("{ROOT}{name}") } else { format!("{GROUPS}/{project}/{name}") }
}

fn object(value: &Value) -> Result<&Map<String, Value>, SeedError> {
    value.as_object().ok_or_else(|| codes::INVALID_JSON.worded("The value must be an object.").of(&[]).into())
}

fn list(value: &Value) -> Result<&Vec<Value>, SeedError> {
    value.as_array().ok_or_else(|| codes::INVALID_JSON.worded("The value must be a list.").of(&[]).into())
}
