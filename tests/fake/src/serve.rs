//! What operations do with their families, the same for all of them.

use http::StatusCode;
use serde_json::{Map, Value, json};

use crate::answer::{Content, Reply};
use crate::body::Extent;
use crate::error::ApiError;
use crate::families;
use crate::family::{Action, Family, Setting, Times};
use crate::show::Shown;
use crate::state::Call;
use crate::store::{Later, Resource, Store};

/// Serves an operation of a family.
pub(crate) fn serve(
    store: &mut Store,
    call: &Call<'_>,
    times: &Times,
    family: &'static Family,
    action: Action,
) -> Result<Reply, ApiError> {
    families::check_parents(store, call, family)?;
    let scope = family.scope_of(call);
    let shown = Shown::of(call);
    let content = match action {
        Action::List => shown.list(store.list(family.name, &scope))?,
        Action::Get => shown.one(&family.find(store, call)?.body),
        Action::Create => {
            let body = call.body(Extent::Whole)?;
            let resource = create(store, call, times, family, body, &shown)?;
            shown.created(&resource.key, &resource.body)
        }
        Action::CreateEach => {
            let Value::Array(bodies) = call.value(Extent::Whole)? else { return Err(ApiError::not_an_object()) };
            for body in bodies {
                let Value::Object(body) = body else { return Err(ApiError::not_an_object()) };
                create(store, call, times, family, body, &shown)?;
            }
            shown.list(store.list(family.name, &scope))?
        }
        Action::Update | Action::Replace => {
            let before = family.find(store, call)?.clone();
            let resource = change(store, call, times, family, before, matches!(action, Action::Replace))?;
            if shown.is_list() { shown.list(store.list(family.name, &scope))? } else { shown.one(&resource.body) }
        }
        Action::Delete => {
            let resource = family.find(store, call)?.clone();
            remove(store, call, times, family, resource)?;
            shown.one(&Map::new())
        }
        Action::Read => shown.one(&only(store, call, times, family, &shown).body),
        Action::Write => {
            let before = only(store, call, times, family, &shown);
            let resource = change(store, call, times, family, before, false)?;
            shown.one(&resource.body)
        }
        Action::Reset => {
            store.remove(family.name, &scope, &family.key_of(call));
            shown.one(&only(store, call, times, family, &shown).body)
        }
        Action::Special(special) => match special(store, call, times)? {
            Value::Array(items) if items.iter().any(Value::is_string) => Content::One(Value::Array(items)),
            Value::Array(items) => shown.values(&items)?,
            Value::Object(body) => shown.one(&body),
            _ => Content::Nothing,
        },
    };
    let status = call.operation.success(call.media_type).map_or(StatusCode::OK, |success| success.status);
    Ok(Reply { status, content })
}

/// Puts a resource there without asking what creating it asks.
pub(crate) fn insert(
    store: &mut Store,
    call: &Call<'_>,
    times: &Times,
    family: &'static Family,
    body: Map<String, Value>,
) -> Result<Map<String, Value>, ApiError> {
    families::check_parents(store, call, family)?;
    let scope = family.scope_of(call);
    let setting = Setting { store, call, times, scope: &scope };
    let resource = draft(&setting, family, body, &Shown::of(call));
    let body = resource.body.clone();
    store.put(family.name, resource);
    Ok(body)
}

/// Creates a resource as its family asks; what is answered of it has what only its creation says.
pub(crate) fn create(
    store: &mut Store,
    call: &Call<'_>,
    times: &Times,
    family: &'static Family,
    body: Map<String, Value>,
    shown: &Shown<'_>,
) -> Result<Resource, ApiError> {
    let scope = family.scope_of(call);
    let setting = Setting { store, call, times, scope: &scope };
    let mut resource = draft(&setting, family, body, shown);
    if let Some(name) = family.key_property().filter(|_| resource.key.is_empty()) {
        return Err(ApiError::missing_attribute(name));
    }
    if let Some(conflict) = family.conflict.filter(|_| store.get(family.name, &scope, &resource.key).is_some()) {
        return Err(conflict.error(call, &resource.key));
    }
    (family.created)(&setting, &mut resource)?;
    // What only creating it says was said to who asked, and is not remembered.
    let mut kept = resource.clone();
    families::redact(&mut kept.body);
    families::events::record(store, call, family.events[0], &kept);
    store.put(family.name, kept);
    Ok(resource)
}

/// A resource as it would be created: what it has at first, what the body says, and what the schema needs beside.
fn draft(setting: &Setting<'_>, family: &Family, body: Map<String, Value>, shown: &Shown<'_>) -> Resource {
    let mut said = Map::new();
    for &name in family.scope {
        said.extend(setting.call.parameter(name).map(|value| (name.to_owned(), value.into())));
    }
    said.extend(family.id.map(|id| (id.to_owned(), setting.store.new_id().into())));
    if let Value::Object(initial) = (family.initial)(setting) {
        said.extend(initial);
    }
    // What the path says already is as it says.
    let own = |(name, value): &(String, Value)| !value.is_null() && !family.scope.contains(&name.as_str());
    said.extend(body.into_iter().filter(own));
    let mut complete = shown.complete(&said);
    complete.extend(said);
    let key = match complete.get(family.key.1) {
        Some(Value::String(key)) => key.clone(),
        Some(key) => key.to_string(),
        None => String::new(),
    };
    let mut resource = Resource { scope: setting.scope.to_owned(), key, body: complete, later: Vec::new() };
    (family.drafted)(setting, &mut resource);
    resource
}

/// What there is always one of, as it was last written or as it is at first.
fn only(store: &Store, call: &Call<'_>, times: &Times, family: &'static Family, shown: &Shown<'_>) -> Resource {
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

fn change(
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
    store.put(family.name, resource.clone());
    Ok(resource)
}

fn remove(
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
            store.remove(family.name, &scope, &resource.key);
            let below = if scope.is_empty() { resource.key } else { format!("{scope}/{}", resource.key) };
            store.remove_scope(&below);
        }
    }
    Ok(())
}

/// A body for a special operation that has one.
pub(crate) fn object(body: Value) -> Map<String, Value> {
    match body {
        Value::Object(body) => body,
        other => Map::from_iter([("value".to_owned(), json!(other))]),
    }
}
