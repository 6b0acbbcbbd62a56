//! What operations do with their families, the same for all of them.

use std::borrow::Cow;

use http::StatusCode;
use serde_json::{Map, Value, json};

use crate::answer::{Content, Reply};
use crate::body::Extent;
use crate::credentials;
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
    let shown = Shown::of(call);
    let content = match action {
        Action::List => list(store, call, family, &shown)?,
        Action::Get => shown.one(&*view(call, family, family.find(store, call)?)?),
        Action::Create => {
            let body = call.body(Extent::Whole)?;
            let created = create(store, call, times, family, vec![body], &shown)?;
            match created.first() {
                Some(resource) => shown.one(&*view(call, family, resource)?),
                None => Content::Nothing,
            }
        }
        Action::CreateEach => {
            let Value::Array(bodies) = call.value(Extent::Whole)? else { return Err(ApiError::not_an_object()) };
            let bodies = bodies.into_iter().map(|body| match body {
                Value::Object(body) => Ok(body),
                _ => Err(ApiError::not_an_object()),
            });
            create(store, call, times, family, bodies.collect::<Result<_, _>>()?, &shown)?;
            list(store, call, family, &shown)?
        }
        Action::Update | Action::Replace => {
            let before = family.find(store, call)?.clone();
            let resource = change(store, call, times, family, before, matches!(action, Action::Replace))?;
            if shown.is_list() {
                list(store, call, family, &shown)?
            } else {
                shown.one(&*view(call, family, &resource)?)
            }
        }
        Action::Delete => {
            let resource = family.find(store, call)?.clone();
            remove(store, call, times, family, resource)?;
            shown.one(&Map::new())
        }
        Action::Read => shown.one(&*view(call, family, &only(store, call, times, family, &shown))?),
        Action::Write => {
            let before = only(store, call, times, family, &shown);
            let resource = change(store, call, times, family, before, false)?;
            shown.one(&*view(call, family, &resource)?)
        }
        Action::Special(special) => match special(store, call, times)? {
            Value::Array(items) => shown.values(&items)?,
            Value::Object(body) => shown.one(&body),
            _ => Content::Nothing,
        },
    };
    let status = call.operation.success(call.media_type).map_or(StatusCode::OK, |success| success.status);
    Ok(Reply { status, content })
}

/// The resources of a family that the path leads to. What the answer's version cannot show is not in a list.
fn list(store: &Store, call: &Call<'_>, family: &Family, shown: &Shown<'_>) -> Result<Content, ApiError> {
    let resources = store.list(family.name, &family.scope_of(call));
    match family.view {
        None => shown.list(resources),
        Some(view) => {
            let seen = |resource: &Resource| Some(Resource { body: view(call, resource).ok()?, ..resource.clone() });
            let resources: Vec<_> = resources.filter_map(seen).collect();
            shown.list(resources.iter())
        }
    }
}

/// A resource as the answer's version has it.
fn view<'r>(call: &Call<'_>, family: &Family, resource: &'r Resource) -> Result<Cow<'r, Map<String, Value>>, ApiError> {
    family.view.map_or(Ok(Cow::Borrowed(&resource.body)), |view| view(call, resource).map(Cow::Owned))
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
    let mut kept = resource;
    credentials::hide(&mut kept.body);
    store.put(family.name, kept);
    Ok(body)
}

/// Creates all of them, or none.
fn create(
    store: &mut Store,
    call: &Call<'_>,
    times: &Times,
    family: &'static Family,
    bodies: Vec<Map<String, Value>>,
    shown: &Shown<'_>,
) -> Result<Vec<Resource>, ApiError> {
    let scope = family.scope_of(call);
    let setting = Setting { store, call, times, scope: &scope };
    let mut created = Vec::with_capacity(bodies.len());
    for body in bodies {
        let mut resource = draft(&setting, family, body, shown);
        if let Some(conflict) = family.conflict.filter(|_| store.get(family.name, &scope, &resource.key).is_some()) {
            return Err(conflict.error(call, &resource.key));
        }
        (family.created)(&setting, &mut resource)?;
        created.push(resource);
    }
    let is_new = |resource: &Resource| store.get(family.name, &scope, &resource.key).is_none();
    if let Some(limit) = family.limit {
        let more = created.iter().filter(|resource| is_new(resource)).count();
        families::limits::admit(store, call, limit, more)?;
    }
    for resource in &created {
        // What only creating it says was said to who asked, and is not remembered.
        let mut kept = resource.clone();
        credentials::hide(&mut kept.body);
        let takes_a_place = store.get(family.name, &scope, &kept.key).is_some() && !family.events[1].is_empty();
        families::events::record(store, call, family.events[usize::from(takes_a_place)], &kept);
        store.put(family.name, kept);
        (family.arrived)(store, call, times, resource);
    }
    Ok(created)
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
    said.extend(body.into_iter().filter(|(_, value)| !value.is_null()));
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
        store.remove(family.name, &before.scope, &before.key);
        resource.key = key;
    }
    families::events::record(store, call, family.events[1], &resource);
    for name in (family.noted)(&before, &resource) {
        families::events::record(store, call, name, &resource);
    }
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
            store.remove_whole(family.name, &scope, &resource.key);
            (family.departed)(store, &resource);
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
