//! Families of resources that are remembered, as tables: which operations do what, what is there at first, and which
//! errors say what.

use chrono::{DateTime, TimeDelta, Utc};
use serde_json::{Map, Value};

use crate::error::ApiError;
use crate::state::Call;
use crate::store::{Resource, Store};

/// A family of resources. Most of it is declared; what is special stands in functions.
pub(crate) struct ResourceKind {
    /// The collection that its resources are in.
    pub(crate) name: &'static str,
    /// The path parameters that say what a resource belongs to.
    pub(crate) scope: &'static [&'static str],
    /// The path parameter that names one resource, and the property that holds its value.
    pub(crate) key: (&'static str, &'static str),
    /// How the value of a path's parameter is spelled as a key.
    pub(crate) normalize_key: fn(&str) -> String,
    /// The property that a new id is given to.
    pub(crate) id: Option<&'static str>,
    pub(crate) operations: &'static [(&'static str, Action)],
    /// What a resource has where nothing else is said.
    pub(crate) initial: fn(&Context<'_>) -> Value,
    pub(crate) not_found: ErrorSpec,
    /// The family of what a resource belongs to, where that is neither an organization nor a project.
    pub(crate) parent: Option<&'static ResourceKind>,
    /// Where a resource that is not here may be, and the error if it is there.
    pub(crate) elsewhere: Option<(&'static str, ErrorSpec)>,
    /// The error of a key that is taken; where there is none, a resource takes the place of the one before.
    pub(crate) conflict: Option<ErrorSpec>,
    /// The limit of the project that its resources count towards.
    pub(crate) limit: Option<&'static str>,
    /// Completes a new resource, created or put there.
    pub(crate) normalize: fn(&Context<'_>, &mut Resource),
    /// What is asked of a new resource, and what becomes of it.
    pub(crate) validate_create: fn(&Context<'_>, &mut Resource) -> Result<(), ApiError>,
    /// What follows for others once a resource is there, new or changed.
    pub(crate) after_create: fn(&mut Store, &Call<'_>, &Times, &Resource),
    /// What is asked of a change, before it is made, and what becomes of the resource.
    pub(crate) validate_update: ValidateUpdate,
    /// What is asked before a resource is removed: at once, or at a time.
    pub(crate) validate_delete: ValidateDelete,
    /// What follows for others once a resource is gone.
    pub(crate) after_delete: fn(&mut Store, &Resource),
    /// The events of creating, changing and removing; empty for none.
    pub(crate) events: [&'static str; 3],
    /// The events of a change besides, by what differs.
    pub(crate) extra_events: fn(&Resource, &Resource) -> Vec<&'static str>,
    /// How a resource is shown where the versions of the API differ in more than their schemas say.
    pub(crate) view: Option<View>,
}

/// Gets the resource as it was, and the body that is yet to be put into it.
type ValidateUpdate = fn(&Context<'_>, &mut Resource, &mut Map<String, Value>) -> Result<(), ApiError>;
/// Says what is there of a resource in the version of the answer.
type View = fn(&Call<'_>, &Resource) -> Result<Map<String, Value>, ApiError>;
/// Says when the resource is gone.
type ValidateDelete = fn(&Context<'_>, &mut Resource) -> Result<Option<DateTime<Utc>>, ApiError>;
/// Answers an object for one thing, a list for a list, and `null` for nothing.
type Special = fn(&mut Store, &Call<'_>, &Times) -> Result<Value, ApiError>;

/// What an operation does with its family.
#[derive(Clone, Copy)]
pub(crate) enum Action {
    List,
    Get,
    Create,
    /// Creates each of the body's list, and answers the whole list.
    CreateEach,
    /// Sets the properties that the body has.
    Update,
    /// Puts the body in the place of all that could be written.
    Replace,
    Delete,
    /// Reads what there is always one of.
    Read,
    /// Sets properties of what there is always one of.
    Write,
    /// What no table can say.
    Special(Special),
}

/// An error: its status, its code, and its text with `{key}` and the names of path parameters in it, which become the
/// error's parameters.
#[derive(Clone, Copy)]
pub(crate) struct ErrorSpec(pub(crate) u16, pub(crate) &'static str, pub(crate) &'static str);

/// What a family's functions know.
pub(crate) struct Context<'a> {
    pub(crate) store: &'a Store,
    pub(crate) call: &'a Call<'a>,
    pub(crate) times: &'a Times,
    /// The scope of the resource.
    pub(crate) scope: &'a str,
}

/// How long it takes until something is as it was asked to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Times {
    /// A change of a cluster, and of what else the service needs machines for.
    pub(crate) cluster: TimeDelta,
    /// Each step of a snapshot or a restore.
    pub(crate) backup: TimeDelta,
}

impl ResourceKind {
    /// A family that has nothing special.
    pub(crate) const PLAIN: Self = Self {
        name: "",
        scope: &["groupId"],
        key: ("", "id"),
        normalize_key: str::to_owned,
        id: Some("id"),
        operations: &[],
        initial: |_| Value::Null,
        not_found: ErrorSpec(404, "RESOURCE_NOT_FOUND", "Cannot find resource {key}."),
        parent: None,
        elsewhere: None,
        conflict: None,
        limit: None,
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

    /// A family of which there is always one, so that it has neither a key nor an id.
    pub(crate) const SINGLETON: Self = Self { key: ("", ""), id: None, ..Self::PLAIN };

    /// What the path says that a resource belongs to.
    pub(crate) fn scope_of(&self, call: &Call<'_>) -> String {
        let values = self.scope.iter().filter_map(|name| call.parameter(name));
        values.collect::<Vec<_>>().join("/")
    }

    /// What the path says that a resource is called.
    pub(crate) fn key_of(&self, call: &Call<'_>) -> String {
        call.parameter(self.key.0).map(self.normalize_key).unwrap_or_default()
    }

    /// The property that a resource is found by, if it is one that clients know of.
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
        elsewhere.map_or(self.not_found, |(_, code)| code).error(call, key)
    }
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
