//! Updates and deletions of resources.

use serde_json::Value;

use crate::body::Validation;
use crate::error::ApiError;
use crate::render::Rendered;
use crate::resource_kind::{Action, Context, ResourceKind, Times};
use crate::resources;
use crate::state::Call;
use crate::store::{Resource, Scheduled, Store};

/// Returns a singleton in its stored state, or in its initial state if it was never written.
pub(super) fn singleton(
    store: &Store,
    call: &Call<'_>,
    times: &Times,
    kind: &'static ResourceKind,
    rendered: &Rendered<'_>,
) -> Resource {
    let scope = kind.scope_of(call);
    let key = &kind.key_of(call);
    if let Some(resource) = store.get(kind.name, &scope, key) {
        return resource.clone();
    }
    let context = Context { store, call, times, scope: &scope };
    let body = match (kind.initial)(&context) {
        Value::Object(initial) => initial,
        _ => rendered.sample(),
    };
    Resource { scope, key: key.to_owned(), body, scheduled: Vec::new() }
}

/// Updates a resource by the body of the request, and returns it. With `replace`, the body replaces all writable
/// properties.
pub(crate) fn change(
    store: &mut Store,
    call: &Call<'_>,
    times: &Times,
    kind: &'static ResourceKind,
    before: Resource,
    replace: bool,
) -> Result<Resource, ApiError> {
    let mut body = call.body(if replace { Validation::Full } else { call.operation.validation() })?;
    let context = Context { store, call, times, scope: &before.scope };
    let mut resource = before.clone();
    (kind.rules.update)(&context, &mut resource, &mut body)?;
    if replace {
        let initial = (kind.initial)(&context);
        let stays = |name: &String, _: &mut Value| {
            ["id", "created", "groupId", "orgId"].contains(&name.as_str()) || initial.get(name).is_some()
        };
        resource.body.retain(stays);
    }
    for (name, value) in body {
        match value {
            Value::Null => drop(resource.body.remove(&name)),
            value => drop(resource.body.insert(name, value)),
        }
    }
    if resource.body.contains_key("updated") {
        resource.set("updated", call.timestamp());
    }
    let key = kind.key_in(&resource.body);
    if !key.is_empty()
        && key != before.key
        && !kind.operations.iter().any(|(_, action)| matches!(action, Action::Write))
    {
        if let Some(conflict) = kind.conflict.filter(|_| store.get(kind.name, &before.scope, &key).is_some()) {
            return Err(conflict.error(call, &key));
        }
        store.rename(kind.name, &before.scope, &before.key, &key);
        resource.key = key;
    }
    resources::events::record(store, call, kind.events.update, &resource);
    for name in (kind.events.more)(&before, &resource) {
        resources::events::record(store, call, name, &resource);
    }
    store.put(kind.name, resource.clone());
    (kind.lifecycle.after_create)(store, call, times, &resource);
    Ok(resource)
}

/// Deletes a resource, at once or at the time that its kind determines.
pub(crate) fn remove(
    store: &mut Store,
    call: &Call<'_>,
    times: &Times,
    kind: &'static ResourceKind,
    mut resource: Resource,
) -> Result<(), ApiError> {
    let scope = resource.scope.clone();
    let when = (kind.rules.delete)(&Context { store, call, times, scope: &scope }, &mut resource)?;
    resources::events::record(store, call, kind.events.delete, &resource);
    match when.filter(|&time| time > call.now) {
        Some(time) => {
            resource.scheduled.push((time, Scheduled::Delete));
            store.put(kind.name, resource);
        }
        None => {
            store.remove_recursively(kind.name, &scope, &resource.key);
            (kind.lifecycle.after_delete)(store, call, times, &resource);
        }
    }
    Ok(())
}
