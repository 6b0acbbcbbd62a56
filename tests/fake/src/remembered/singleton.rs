//! Operations on singletons: settings, and resources of which a parent has at most one.

use chrono::NaiveDate;
use http::Method;
use serde_json::{Map, Value, json};

use super::{collection, details, draft, events, lifecycle, rendered, scope_of, state_names};
use crate::body::Validation;
use crate::error::ApiError;
use crate::resource_kind::Times;
use crate::response::Content;
use crate::sample::Selection;
use crate::schema;
use crate::state::Call;
use crate::store::{Resource, Store};

/// Booleans that are on until they are switched off.
const ON_BY_DEFAULT: [&str; 1] = ["/groups/{}/managedSlowMs"];

/// The first version that returns an empty object for an absent resource.
const EMPTY_IF_ABSENT: (&str, Option<NaiveDate>) =
    ("getGroupClusterSearchDeployment", NaiveDate::from_ymd_opt(2025, 3, 12));

/// Returns whether a singleton has to be created.
fn is_created(call: &Call<'_>, shape: &str) -> bool {
    call.document.of_shape(shape).any(|operation| operation.method == Method::POST)
}

/// Returns a singleton in its stored or its initial state, or `None` if it was not created.
fn find(store: &Store, call: &Call<'_>, shape: &str) -> Option<Resource> {
    let stored = store.get(shape, &scope_of(call, shape), "").cloned();
    stored.or_else(|| {
        let selection = if is_created(call, shape) { Selection::Required } else { Selection::Settings };
        let mut initial = draft::singleton(call, shape, Map::new(), selection);
        let unset = unset_state(call, shape);
        initial.body.extend(unset.clone());
        (selection == Selection::Settings || unset.is_some()).then_some(initial)
    })
}

/// Returns the state property of a singleton that nobody configured, with its value.
fn unset_state(call: &Call<'_>, shape: &str) -> Option<(String, Value)> {
    let schemas = call.document.schemas();
    let properties = schema::all_properties(schemas, draft::schema_of(call, shape)?)?;
    properties.into_iter().find_map(|(name, property)| {
        let state = state_names::unset(name, schema::resolve(schemas, property))?;
        Some((name.to_owned(), state.into()))
    })
}

pub(super) fn read(store: &Store, call: &Call<'_>, shape: &str) -> Result<Content, ApiError> {
    match find(store, call, shape) {
        Some(resource) => Ok(rendered(call).one(&resource.body)),
        None if *call.operation.id == *EMPTY_IF_ABSENT.0 && call.media_type.date() >= EMPTY_IF_ABSENT.1 => {
            Ok(Content::One(json!({})))
        }
        None => Err(details::not_found(call, shape)),
    }
}

pub(super) fn start(store: &mut Store, call: &Call<'_>, times: &Times, shape: &str) -> Result<Content, ApiError> {
    let can_be_read = call.document.of_shape(shape).any(|operation| operation.method == Method::GET);
    if can_be_read && store.get(shape, &scope_of(call, shape), "").is_some() {
        return Err(details::taken(call, shape, shape.rsplit('/').next().unwrap_or_default()));
    }
    let body = if call.expects_body() { call.body(Validation::Full)? } else { Map::new() };
    let mut resource = draft::singleton(call, shape, body, Selection::Created);
    lifecycle::begin(call, times, shape, &mut resource);
    let mut stored = resource.clone();
    draft::hide(&mut stored);
    events::record(store, call, &stored);
    store.put(shape, stored);
    Ok(rendered(call).one(&resource.body))
}

pub(super) fn write(store: &mut Store, call: &Call<'_>, times: &Times, shape: &str) -> Result<Content, ApiError> {
    let is_stored = store.get(shape, &scope_of(call, shape), "").is_some();
    let resource = find(store, call, shape).filter(|_| is_stored || !is_created(call, shape));
    let mut resource = resource.ok_or_else(|| details::not_found(call, shape))?;
    let body = if call.expects_body() { call.body(call.operation.validation())? } else { Map::new() };
    collection::merge(&mut resource.body, body);
    let selection = if is_created(call, shape) { Selection::Created } else { Selection::Settings };
    let mut resource = draft::changed(call, shape, resource, selection);
    details::updated(call, shape, &mut resource);
    lifecycle::change(call, times, shape, "", &mut resource);
    events::record(store, call, &resource);
    store.put(shape, resource.clone());
    Ok(rendered(call).one(&resource.body))
}

pub(super) fn end(store: &mut Store, call: &Call<'_>, times: &Times, shape: &str) -> Result<Content, ApiError> {
    let ending = store.get(shape, &scope_of(call, shape), "").and_then(|it| lifecycle::end(call, times, shape, it));
    if let Some(ending) = ending {
        events::record(store, call, &ending);
        store.put(shape, ending.clone());
        return Ok(rendered(call).one(&ending.body));
    }
    let removed = store.remove(shape, &scope_of(call, shape), "");
    let mut resource = match removed {
        Some(removed) => {
            events::record(store, call, &removed);
            removed
        }
        None if is_created(call, shape) => return Err(details::not_found(call, shape)),
        None => Resource::default(),
    };
    let schemas = call.document.schemas();
    let properties = draft::schema_of(call, shape).and_then(|schema| schema::all_properties(schemas, schema));
    for (name, property) in properties.into_iter().flatten() {
        if let Some(state) = state_names::ended(name, schema::resolve(schemas, property)) {
            resource.set(name, state);
        }
    }
    Ok(rendered(call).one(&resource.body))
}

pub(super) fn reset(store: &mut Store, call: &Call<'_>, shape: &str) -> Result<Content, ApiError> {
    store.remove(shape, &scope_of(call, shape), "");
    let initial = find(store, call, shape).ok_or_else(|| details::not_found(call, shape))?;
    Ok(rendered(call).one(&initial.body))
}

/// Removes a property. An object at the root becomes empty.
pub(super) fn unset(store: &mut Store, call: &Call<'_>, shape: &str, names: &[String]) -> Result<Content, ApiError> {
    let mut resource = find(store, call, shape).ok_or_else(|| details::not_found(call, shape))?;
    match names {
        [name] => resource.set(name, json!({})),
        [parents @ .., name] => {
            let pointer: String = parents.iter().map(|parent| format!("/{parent}")).collect();
            let mut body = Value::Object(resource.body);
            body.pointer_mut(&pointer).and_then(Value::as_object_mut).map(|parent| parent.remove(name));
            resource.body = crate::serve::object(body);
        }
        [] => {}
    }
    events::record(store, call, &resource);
    store.put(shape, resource.clone());
    Ok(rendered(call).one(&resource.body))
}

pub(super) fn is_on(store: &Store, call: &Call<'_>, shape: &str) -> Content {
    let stored = store.get(shape, &scope_of(call, shape), "").map(|stored| stored.flag("value"));
    Content::One(stored.unwrap_or_else(|| ON_BY_DEFAULT.contains(&shape)).into())
}

pub(super) fn switch(store: &mut Store, call: &Call<'_>, shape: &str, value: Option<bool>) -> Content {
    let on = value.unwrap_or_else(|| call.request.query.value("enable") == Some("true"));
    let body = Map::from_iter([("value".to_owned(), on.into())]);
    store.put(shape, Resource { scope: scope_of(call, shape), body, ..Resource::default() });
    Content::Nothing
}

pub(super) fn insert(store: &mut Store, call: &Call<'_>, shape: &str, body: Map<String, Value>) -> Value {
    let mut resource = draft::singleton(call, shape, body.clone(), Selection::Created);
    collection::merge(&mut resource.body, body);
    store.put(shape, resource.clone());
    resource.body.into()
}
