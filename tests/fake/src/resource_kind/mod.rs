//! Kinds of stored resources, declared as tables of operations, initial properties, errors and hooks.

mod hooks;
mod key;

use chrono::TimeDelta;
use serde_json::{Map, Value};

use crate::error::{ApiError, ErrorSpec, codes};
use crate::state::Call;
use crate::store::{Resource, Store};

pub(crate) use hooks::{Context, Events, Lifecycle, Rules};

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
    /// The rules of its requests.
    pub(crate) rules: Rules,
    /// The consequences of its creation and deletion.
    pub(crate) lifecycle: Lifecycle,
    pub(crate) events: Events,
    /// Converts a resource to the version of the response, if the versions differ in more than their schemas.
    pub(crate) view: Option<View>,
}

/// A hook that converts a resource to the version of the response.
type View = fn(&Store, &Call<'_>, &Resource) -> Result<Map<String, Value>, ApiError>;
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
        not_found: codes::RESOURCE_NOT_FOUND,
        parent: None,
        elsewhere: None,
        conflict: None,
        limit: None,
        rules: Rules::NONE,
        lifecycle: Lifecycle::NONE,
        events: Events::NONE,
        view: None,
    };

    /// A singleton: each parent always has exactly one. It has neither a key nor an ID.
    pub(crate) const SINGLETON: Self = Self { key: ("", ""), id: None, ..Self::PLAIN };

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
