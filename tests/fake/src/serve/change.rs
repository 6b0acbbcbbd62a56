//! How resources change and end.

use serde_json::Value;

use crate::body::Extent;
use crate::error::ApiError;
use crate::families;
use crate::family::{Action, Family, Setting, Times};
use crate::show::Shown;
use crate::state::Call;
use crate::store::{Later, Resource, Store};

/// What there is always one of, as it was last written or as it is at first.
pub(super) fn only(
    store: &Store,
    call: &Call<'_>,
    times: &Times,
    family: &'static Family,
    shown: &Shown<'_>,
) -> Resource {
    let scope = family.scope_of(call);
    let key = &family.key_of(call);
    if let Some(resource) = store.get(family.name, &scope, key) {
        return resource.clone();
    }
    let setting = Setting { store, call, times, scope: &scope };
    let body = match (family.initial)(&setting) {
        Value::Object(initial) => initial,
        _ => shown.made_up(),
    };
    Resource { scope, key: key.to_owned(), body, later: Vec::new() }
}

pub(super) fn change(
    store: &mut Store,
    call: &Call<'_>,
    times: &Times,
    family: &'static Family,
    before: Resource,
    whole: bool,
) -> Result<Resource, ApiError> {
    let mut body = call.body(if whole { Extent::Whole } else { call.operation.extent() })?;
    let setting = Setting { store, call, times, scope: &before.scope };
    let mut resource = before.clone();
    (family.changing)(&setting, &mut resource, &mut body)?;
    if whole {
        let initial = (family.initial)(&setting);
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
    let key = resource.text(family.key.1).to_owned();
    if !key.is_empty()
        && key != before.key
        && !family.operations.iter().any(|(_, action)| matches!(action, Action::Write))
    {
        if let Some(conflict) = family.conflict.filter(|_| store.get(family.name, &before.scope, &key).is_some()) {
            return Err(conflict.error(call, &key));
        }
        store.rename(family.name, &before.scope, &before.key, &key);
        resource.key = key;
    }
    families::events::record(store, call, family.events[1], &resource);
    for name in (family.noted)(&before, &resource) {
        families::events::record(store, call, name, &resource);
    }
    store.put(family.name, resource.clone());
    (family.arrived)(store, call, times, &resource);
    Ok(resource)
}

pub(super) fn remove(
    store: &mut Store,
    call: &Call<'_>,
    times: &Times,
    family: &'static Family,
    mut resource: Resource,
) -> Result<(), ApiError> {
    let scope = resource.scope.clone();
    let when = (family.removing)(&Setting { store, call, times, scope: &scope }, &mut resource)?;
    families::events::record(store, call, family.events[2], &resource);
    match when.filter(|&time| time > call.now) {
        Some(time) => {
            resource.later.push((time, Later::Gone));
            store.put(family.name, resource);
        }
        None => {
            store.remove_whole(family.name, &scope, &resource.key);
            (family.departed)(store, &resource);
        }
    }
    Ok(())
}
