//! How resources come to be.

use serde_json::{Map, Value};

use crate::credentials;
use crate::error::ApiError;
use crate::families;
use crate::render::Rendered;
use crate::resource_kind::{Context, ResourceKind, Times};
use crate::state::Call;
use crate::store::{Resource, Store};

/// Puts a resource there without asking what creating it asks.
pub(crate) fn insert(
    store: &mut Store,
    call: &Call<'_>,
    times: &Times,
    kind: &'static ResourceKind,
    body: Map<String, Value>,
) -> Result<Map<String, Value>, ApiError> {
    families::check_parents(store, call, kind)?;
    let scope = kind.scope_of(call);
    let context = Context { store, call, times, scope: &scope };
    let resource = draft(&context, kind, body, &Rendered::of(call));
    let body = resource.body.clone();
    let mut kept = resource;
    credentials::hide(&mut kept.body);
    store.put(kind.name, kept);
    Ok(body)
}

/// Creates all of them, or none.
pub(super) fn create(
    store: &mut Store,
    call: &Call<'_>,
    times: &Times,
    kind: &'static ResourceKind,
    bodies: Vec<Map<String, Value>>,
    rendered: &Rendered<'_>,
) -> Result<Vec<Resource>, ApiError> {
    let scope = kind.scope_of(call);
    let context = Context { store, call, times, scope: &scope };
    let mut created = Vec::with_capacity(bodies.len());
    for body in bodies {
        // What a resource is found by is a text, also where the schema says nothing of it.
        let is_text = |name: &&str| body.get(*name).is_none_or(|key| key.is_string() || key.is_null());
        if let Some(name) = kind.key_property().filter(|name| !is_text(name)) {
            return Err(ApiError::wrong_type(name));
        }
        let mut resource = draft(&context, kind, body, rendered);
        if let Some(name) = kind.key_property().filter(|_| resource.key.is_empty()) {
            return Err(ApiError::missing_attribute(name));
        }
        if let Some(conflict) = kind.conflict.filter(|_| store.get(kind.name, &scope, &resource.key).is_some()) {
            return Err(conflict.error(call, &resource.key));
        }
        (kind.validate_create)(&context, &mut resource)?;
        created.push(resource);
    }
    let is_new = |resource: &Resource| store.get(kind.name, &scope, &resource.key).is_none();
    if let Some(limit) = kind.limit {
        let more = created.iter().filter(|resource| is_new(resource)).count();
        families::limits::admit(store, call, limit, more)?;
    }
    for resource in &created {
        // What only creating it says was said to who asked, and is not remembered.
        let mut kept = resource.clone();
        credentials::hide(&mut kept.body);
        let takes_a_place = store.get(kind.name, &scope, &kept.key).is_some() && !kind.events[1].is_empty();
        families::events::record(store, call, kind.events[usize::from(takes_a_place)], &kept);
        store.put(kind.name, kept);
        (kind.after_create)(store, call, times, resource);
    }
    Ok(created)
}

/// Creates a resource as its family asks; what is answered of it has what only its creation says.
pub(crate) fn create_one(
    store: &mut Store,
    call: &Call<'_>,
    times: &Times,
    kind: &'static ResourceKind,
    body: Map<String, Value>,
    rendered: &Rendered<'_>,
) -> Result<Resource, ApiError> {
    create(store, call, times, kind, vec![body], rendered)?.pop().ok_or_else(ApiError::not_an_object)
}

/// A resource as it would be created: what it has at first, what the body says, and what the schema needs beside.
fn draft(context: &Context<'_>, kind: &ResourceKind, body: Map<String, Value>, rendered: &Rendered<'_>) -> Resource {
    let mut said = Map::new();
    for &name in kind.scope {
        said.extend(context.call.parameter(name).map(|value| (name.to_owned(), value.into())));
    }
    said.extend(kind.id.map(|id| (id.to_owned(), context.store.new_id().into())));
    if let Value::Object(initial) = (kind.initial)(context) {
        said.extend(initial);
    }
    // What the path says already is as it says.
    let own = |(name, value): &(String, Value)| !value.is_null() && !kind.scope.contains(&name.as_str());
    said.extend(body.into_iter().filter(own));
    let mut complete = rendered.complete(&said);
    complete.extend(said);
    let key = match complete.get(kind.key.1) {
        Some(Value::String(key)) => key.clone(),
        Some(key) => key.to_string(),
        None => String::new(),
    };
    let mut resource = Resource { scope: context.scope.to_owned(), key, body: complete, scheduled: Vec::new() };
    (kind.normalize)(context, &mut resource);
    resource
}
