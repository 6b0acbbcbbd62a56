//! Kinds of stored resources, declared as tables of operations, initial properties, errors and hooks.

use chrono::{DateTime, TimeDelta, Utc};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use serde_json::{Map, Value};

use crate::error::ApiError;
use crate::state::Call;
use crate::store::{Resource, Store};

/// A kind of resource. Most of it is declarative; hooks are functions for its special rules.
pub(crate) struct ResourceKind {
    /// The name of its collection in the store.
    pub(crate) name: &'static str,
    /// The path parameters that identify the parent of a resource.
    pub(crate) scope: &'static [&'static str],
    /// The path parameter that identifies one resource, and the property with the same value.
    pub(crate) key: (&'static str, &'static str),
    /// Converts the value of the path parameter to a key.
    pub(crate) normalize_key: fn(&str) -> String,
    /// A path parameter that identifies a resource together with the key, and precedes it in the path. The property has
    /// the same name.
    pub(crate) key_prefix: Option<&'static str>,
    /// The property for the generated ID.
    pub(crate) id: Option<&'static str>,
    pub(crate) operations: &'static [(&'static str, Action)],
    /// Returns the initial properties of a resource.
    pub(crate) initial: fn(&Context<'_>) -> Value,
    pub(crate) not_found: ErrorSpec,
    /// The kind of the parent, if it is neither an organization nor a project.
    pub(crate) parent: Option<&'static ResourceKind>,
    /// Another collection with the same keys, and the error for a key that is found there instead.
    pub(crate) elsewhere: Option<(&'static str, ErrorSpec)>,
    /// The error for a key that is in use. With `None`, a new resource replaces the existing one.
    pub(crate) conflict: Option<ErrorSpec>,
    /// The project limit that its resources count towards.
    pub(crate) limit: Option<&'static str>,
    /// Validates the body of a creation, without the initial properties.
    pub(crate) validate_body: fn(&Context<'_>, &Map<String, Value>) -> Result<(), ApiError>,
    /// Completes a new resource, created or inserted.
    pub(crate) normalize: fn(&Context<'_>, &mut Resource),
    /// Validates a new resource before it is stored, and schedules its changes.
    pub(crate) validate_create: fn(&Context<'_>, &mut Resource) -> Result<(), ApiError>,
    /// Updates other resources after a resource was created or updated.
    pub(crate) after_create: fn(&mut Store, &Call<'_>, &Times, &Resource),
    /// Validates an update before it is made, and schedules changes of the resource.
    pub(crate) validate_update: ValidateUpdate,
    /// Validates a deletion. Returns the time of the deletion, or `None` to delete at once.
    pub(crate) validate_delete: ValidateDelete,
    /// Updates other resources after a resource was deleted.
    pub(crate) after_delete: fn(&mut Store, &Resource),
    /// The names of the events of creation, update and deletion, empty for no event.
    pub(crate) events: [&'static str; 3],
    /// Returns further events of an update, from the resource before and after it.
    pub(crate) extra_events: fn(&Resource, &Resource) -> Vec<&'static str>,
    /// Converts a resource to the version of the response, if the versions differ in more than their schemas.
    pub(crate) view: Option<View>,
}

/// A hook that validates an update. It receives the resource before the update, and the body to merge into it.
type ValidateUpdate = fn(&Context<'_>, &mut Resource, &mut Map<String, Value>) -> Result<(), ApiError>;
/// A hook that converts a resource to the version of the response.
type View = fn(&Call<'_>, &Resource) -> Result<Map<String, Value>, ApiError>;
/// A hook that validates a deletion. It returns the time of the deletion, or `None` to delete immediately.
type ValidateDelete = fn(&Context<'_>, &mut Resource) -> Result<Option<DateTime<Utc>>, ApiError>;
/// A function for a special operation. It returns an object for one resource, a list for a list, and `null` for an
/// empty response.
type Special = fn(&mut Store, &Call<'_>, &Times) -> Result<Value, ApiError>;

/// The action of an operation on its kind of resource.
#[derive(Clone, Copy)]
pub(crate) enum Action {
    List,
    Get,
    Create,
    /// Creates each resource of the list in the body, and returns the complete list.
    CreateEach,
    /// Sets the properties of the body.
    Update,
    /// Replaces all writable properties by the body.
    Replace,
    Delete,
    /// Returns a singleton.
    Read,
    /// Sets properties of a singleton.
    Write,
    /// Calls a function.
    Special(Special),
}

/// An error: its status, its code, and a template of its detail.
///
/// The template can contain `{key}` and path parameters such as `{groupId}`. Their values are the parameters of the
/// error.
#[derive(Clone, Copy)]
pub(crate) struct ErrorSpec(pub(crate) u16, pub(crate) &'static str, pub(crate) &'static str);

/// The context of a hook.
pub(crate) struct Context<'a> {
    pub(crate) store: &'a Store,
    pub(crate) call: &'a Call<'a>,
    pub(crate) times: &'a Times,
    /// The scope of the resource.
    pub(crate) scope: &'a str,
}

/// The times of state changes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Times {
    /// The time for a change of a cluster or another resource that needs servers.
    pub(crate) cluster: TimeDelta,
    /// The time for each step of a snapshot or a restore.
    pub(crate) backup: TimeDelta,
}

impl ResourceKind {
    /// A kind without special rules.
    pub(crate) const PLAIN: Self = Self {
        name: "",
        scope: &["groupId"],
        key: ("", "id"),
        normalize_key: str::to_owned,
        key_prefix: None,
        id: Some("id"),
        operations: &[],
        initial: |_| Value::Null,
        not_found: ErrorSpec(404, "RESOURCE_NOT_FOUND", "Cannot find resource {key}."),
        parent: None,
        elsewhere: None,
        conflict: None,
        limit: None,
        validate_body: |_, _| Ok(()),
        normalize: |_, _| {},
        validate_create: |_, _| Ok(()),
        after_create: |_, _, _, _| {},
        validate_update: |_, _, _| Ok(()),
        validate_delete: |_, _| Ok(None),
        after_delete: |_, _| {},
        events: ["", "", ""],
        extra_events: |_, _| Vec::new(),
        view: None,
    };

    /// A singleton: each parent always has exactly one. It has neither a key nor an ID.
    pub(crate) const SINGLETON: Self = Self { key: ("", ""), id: None, ..Self::PLAIN };

    /// Returns the scope in the path.
    pub(crate) fn scope_of(&self, call: &Call<'_>) -> String {
        let values = self.scope.iter().filter_map(|name| call.parameter(name));
        values.collect::<Vec<_>>().join("/")
    }

    /// Returns the key in the path.
    pub(crate) fn key_of(&self, call: &Call<'_>) -> String {
        let key = call.parameter(self.key.0).map(self.normalize_key).unwrap_or_default();
        self.key_prefix.map_or(key.clone(), |prefix| joined(call.parameter(prefix), &key))
    }

    /// Returns the key in a body, empty if it has none.
    pub(crate) fn key_in(&self, body: &Map<String, Value>) -> String {
        let key = match body.get(self.key.1) {
            Some(Value::String(key)) => key.clone(),
            Some(key) => key.to_string(),
            None => return String::new(),
        };
        self.key_prefix.map_or(key.clone(), |prefix| joined(body.get(prefix).and_then(Value::as_str), &key))
    }

    /// Returns the property that holds the key, if clients can see it.
    pub(crate) fn key_property(&self) -> Option<&'static str> {
        Some(self.key.1).filter(|name| !name.is_empty() && !name.starts_with('#'))
    }

    pub(crate) fn find<'a>(&self, store: &'a Store, call: &Call<'_>) -> Result<&'a Resource, ApiError> {
        let found = store.get(self.name, &self.scope_of(call), &self.key_of(call));
        found.ok_or_else(|| self.missing(store, call))
    }

    pub(crate) fn find_mut<'a>(&self, store: &'a mut Store, call: &Call<'_>) -> Result<&'a mut Resource, ApiError> {
        self.find(store, call)?;
        let found = store.get_mut(self.name, &self.scope_of(call), &self.key_of(call));
        found.ok_or_else(|| self.not_found.error(call, &self.key_of(call)))
    }

    fn missing(&self, store: &Store, call: &Call<'_>) -> ApiError {
        let key = &self.key_of(call);
        let elsewhere = self.elsewhere.filter(|(name, _)| store.get(name, &self.scope_of(call), key).is_some());
        elsewhere.map_or(self.not_found, |(_, error)| error).error(call, key)
    }
}

/// The characters that are percent-encoded in a key of two parts. Like Atlas, links keep the `$` of `$external` and the
/// colons of an ARN.
#[rustfmt::skip]
const PART: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-').remove(b'.').remove(b'_').remove(b'~').remove(b':').remove(b'@')
    .remove(b'!').remove(b'$').remove(b'&').remove(b'\'').remove(b'(').remove(b')')
    .remove(b'*').remove(b'+').remove(b',').remove(b';').remove(b'=');

/// Returns a key of two parts, as the end of a path. So no part can contain the separator.
fn joined(prefix: Option<&str>, key: &str) -> String {
    let [prefix, key] = [prefix.unwrap_or_default(), key].map(|part| utf8_percent_encode(part, PART));
    format!("{prefix}/{key}")
}

impl ErrorSpec {
    pub(crate) fn error(self, call: &Call<'_>, key: &str) -> ApiError {
        let Self(status, code, text) = self;
        let mut detail = String::new();
        let mut parameters = Vec::new();
        let mut rest = text;
        while let Some((before, (name, after))) =
            rest.split_once('{').and_then(|(before, rest)| Some((before, rest.split_once('}')?)))
        {
            let value = if name == "key" { key } else { call.parameter(name).unwrap_or_default() };
            detail += before;
            detail += value;
            parameters.push(value);
            rest = after;
        }
        detail += rest;
        ApiError::coded(status, code, detail, &parameters)
    }
}
