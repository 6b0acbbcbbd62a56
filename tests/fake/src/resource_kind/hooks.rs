//! The hooks of a kind: functions for its special rules, and the names of its events.

use chrono::{DateTime, Utc};
use serde_json::{Map, Value};

use super::Times;
use crate::error::ApiError;
use crate::state::Call;
use crate::store::{Resource, Store};

/// The context of a hook.
pub(crate) struct Context<'a> {
    pub(crate) store: &'a Store,
    pub(crate) call: &'a Call<'a>,
    pub(crate) times: &'a Times,
    /// The scope of the resource.
    pub(crate) scope: &'a str,
}

/// Validates an update: the resource before it, and the body to merge into it.
pub(crate) type UpdateRule = fn(&Context<'_>, &mut Resource, &mut Map<String, Value>) -> Result<(), ApiError>;

/// Validates a deletion. Returns the time of the deletion, or `None` to delete at once.
pub(crate) type DeleteRule = fn(&Context<'_>, &mut Resource) -> Result<Option<DateTime<Utc>>, ApiError>;

/// Hooks that reject a request. Those that receive a resource can also complete it and schedule its changes.
pub(crate) struct Rules {
    /// Validates the body of a creation, without the initial properties.
    pub(crate) body: fn(&Context<'_>, &Map<String, Value>) -> Result<(), ApiError>,
    /// Validates a new resource before it is stored.
    pub(crate) create: fn(&Context<'_>, &mut Resource) -> Result<(), ApiError>,
    pub(crate) update: UpdateRule,
    pub(crate) delete: DeleteRule,
}

/// Hooks that complete a resource, and update other resources.
pub(crate) struct Lifecycle {
    /// Completes a new resource, created or inserted.
    pub(crate) normalize: fn(&Context<'_>, &mut Resource),
    /// Updates other resources after a resource was created or updated.
    pub(crate) after_create: fn(&mut Store, &Call<'_>, &Times, &Resource),
    /// Creates the resources that an inserted resource refers to.
    pub(crate) after_insert: fn(&mut Store, &Call<'_>, &Times, &Resource),
    /// Updates other resources after a resource was deleted.
    pub(crate) after_delete: fn(&mut Store, &Call<'_>, &Times, &Resource),
}

/// The names of the events that changes record, empty for no event.
pub(crate) struct Events {
    pub(crate) create: &'static str,
    pub(crate) update: &'static str,
    pub(crate) delete: &'static str,
    /// Returns further events of an update, from the resource before and after it.
    pub(crate) more: fn(&Resource, &Resource) -> Vec<&'static str>,
}

impl Rules {
    pub(crate) const NONE: Self =
        Self { body: |_, _| Ok(()), create: |_, _| Ok(()), update: |_, _, _| Ok(()), delete: |_, _| Ok(None) };
}

impl Lifecycle {
    pub(crate) const NONE: Self = Self {
        normalize: |_, _| {},
        after_create: |_, _, _, _| {},
        after_insert: |_, _, _, _| {},
        after_delete: |_, _, _, _| {},
    };
}

impl Events {
    pub(crate) const NONE: Self = Self { create: "", update: "", delete: "", more: |_, _| Vec::new() };
}
