//! Creation of resources.

use serde_json::{Map, Value};

use crate::credentials;
use crate::error::ApiError;
use crate::render::Rendered;
use crate::resource_kind::{Context, ResourceKind, Times};
use crate::resources;
use crate::state::Call;
use crate::store::{Resource, Store};

/// Inserts a resource without the validation of a creation.
pub(crate) fn insert(
    store: &mut Store,
    call: &Call<'_>,
    times: &Times,
    kind: &'static ResourceKind,
    body: Map<String, Value>,
) -> Result<Map<String, Value>, ApiError> {
    resources::check_parents(store, call, kind)?;
    let scope = kind.scope_of(call);
    let context = Context { store, call, times, scope: &scope };
    let resource = draft(&context, kind, body, &Rendered::of(call, kind));
    let mut stored = resource.clone();
    credentials::hide(&mut stored.body);
    store.put(kind.name, stored);
    (kind.lifecycle.after_insert)(store, call, times, &resource);
    Ok(resource.body)
}

/// Creates all resources, or none if one of them is invalid.
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
        // The key must be a string, even if the schema does not require it.
        let is_text = |name: &&str| body.get(*name).is_none_or(|key| key.is_string() || key.is_null());
        if let Some(name) = kind.key_property().filter(|name| !is_text(name)) {
            return Err(ApiError::wrong_type(name));
        }
        (kind.rules.body)(&context, &body)?;
        let mut resource = draft(&context, kind, body, rendered);
        if let Some(name) = kind.key_property().filter(|_| resource.key.is_empty()) {
            return Err(ApiError::missing_attribute(name));
        }
        if let Some(conflict) = kind.conflict.filter(|_| store.get(kind.name, &scope, &resource.key).is_some()) {
            return Err(conflict.error(call, &resource.key));
        }
        (kind.rules.create)(&context, &mut resource)?;
        created.push(resource);
    }
    let is_new = |resource: &Resource| store.get(kind.name, &scope, &resource.key).is_none();
    if let Some(limit) = kind.limit {
        let more = created.iter().filter(|resource| is_new(resource)).count();
        resources::limits::check(store, call, limit, more)?;
    }
    for resource in &created {
        // Secrets are only in the response to the creation. They are hidden in the stored resource.
        let mut stored = resource.clone();
        credentials::hide(&mut stored.body);
        let replaces = store.get(kind.name, &scope, &stored.key).is_some() && !kind.events.update.is_empty();
        let event = if replaces { kind.events.update } else { kind.events.create };
        resources::events::record(store, call, event, &stored);
        store.put(kind.name, stored);
        (kind.lifecycle.after_create)(store, call, times, resource);
    }
    Ok(created)
}

/// Creates one resource and returns it with its secrets.
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

/// Returns a new resource: its initial properties, those of the body, and the further ones that the schema requires.
fn draft(context: &Context<'_>, kind: &ResourceKind, body: Map<String, Value>, rendered: &Rendered<'_>) -> Resource {
    let mut properties = Map::new();
    for &name in kind.scope {
        properties.extend(context.call.parameter(name).map(|value| (name.to_owned(), value.into())));
    }
    properties.extend(kind.id.map(|id| (id.to_owned(), context.store.new_id().into())));
    if let Value::Object(initial) = (kind.initial)(context) {
        properties.extend(initial);
    }
    // The values of path parameters take precedence over the body.
    let own = |(name, value): &(String, Value)| !value.is_null() && !kind.scope.contains(&name.as_str());
    properties.extend(body.into_iter().filter(own));
    let mut complete = rendered.complete(&properties);
    complete.extend(properties);
    let key = kind.key_in(&complete);
    let mut resource = Resource { scope: context.scope.to_owned(), key, body: complete, scheduled: Vec::new() };
    (kind.lifecycle.normalize)(context, &mut resource);
    resource
}
