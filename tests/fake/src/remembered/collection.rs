//! Operations on collections.

use http::Method;
use serde_json::{Map, Value};

use super::{details, draft, events, lifecycle, rendered, scope_of};
use crate::body::Validation;
use crate::error::ApiError;
use crate::render::Rendered;
use crate::resource_kind::Times;
use crate::response::Content;
use crate::sample::Selection;
use crate::schema;
use crate::state::Call;
use crate::stateless;
use crate::store::{self, Resource, Store};

/// Lists a collection. An organization's list without a creation has the resources of its projects.
pub(super) fn list(store: &Store, call: &Call<'_>, shape: &str) -> Result<Content, ApiError> {
    let rendered = rendered(call);
    let resources = all(store, call, shape);
    if rendered.is_list() { rendered.list(resources.into_iter()) } else { Ok(grouped(call, &rendered, &resources)) }
}

/// Returns the resources of a collection in the scope of the path.
fn all<'s>(store: &'s Store, call: &Call<'_>, shape: &str) -> Vec<&'s Resource> {
    if !details::is_listed(call, shape) {
        return Vec::new();
    }
    store.list(shape, &scope_of(call, shape)).chain(of_projects(store, call, shape)).collect()
}

/// Returns the resources of the projects in the organization of the path, if projects have this collection.
///
/// An organization that creates resources of its own, such as MCP configurations, has only these.
fn of_projects<'s>(store: &'s Store, call: &Call<'_>, shape: &str) -> Vec<&'s Resource> {
    let Some(rest) = shape.strip_prefix("/orgs/{}/").filter(|rest| !rest.contains('{')) else { return Vec::new() };
    if call.document.of_shape(shape).any(|operation| operation.method == Method::POST) {
        return Vec::new();
    }
    let (shape, organization) = (format!("/groups/{{}}/{rest}"), scope_of(call, shape));
    let in_organization = |resource: &&Resource| {
        store.get("groups", "", &resource.scope).is_some_and(|project| project.text("orgId") == organization)
    };
    store.all(&shape).filter(in_organization).collect()
}

/// Returns an object with a list for each variant of the resources.
fn grouped(call: &Call<'_>, rendered: &Rendered<'_>, resources: &[&Resource]) -> Content {
    let schemas = call.document.schemas();
    let success = call.operation.success(call.media_type).and_then(|success| success.schema.as_ref());
    let lists = success.and_then(|schema| schema::resolve(schemas, schema).get("properties")?.as_object());
    let union = draft::schema_of(call, &call.operation.shape);
    let variants = union.and_then(|union| schema::variants(schema::resolve(schemas, union)));
    let mut body = Map::new();
    for (name, property) in lists.into_iter().flatten().filter(|(_, property)| property["type"] == "array") {
        let of_list = property.get("items").and_then(schema::reference);
        let is_here = |resource: &&&Resource| {
            let (discriminator, variants) = variants.as_ref()?;
            let (_, variant) = variants.iter().find(|(value, _)| *value == resource.text(discriminator))?;
            Some(Some(*variant) == of_list)
        };
        let here = resources.iter().filter(|resource| is_here(resource).unwrap_or_default());
        body.insert(name.clone(), here.map(|resource| Value::Object(resource.body.clone())).collect());
    }
    rendered.one(&body)
}

fn find<'s>(store: &'s Store, call: &Call<'_>, shape: &str) -> Result<&'s Resource, ApiError> {
    let key = key_of(call);
    let found = store.get(shape, &scope_of(call, shape), key);
    let found = found.or_else(|| of_projects(store, call, shape).into_iter().find(|resource| resource.key == key));
    found.ok_or_else(|| details::not_found(call, shape))
}

/// Returns whether a collection has the resource in a prefix of the path.
pub(super) fn has(store: &Store, shape: &str, values: &[&str]) -> bool {
    let Some((key, scope)) = values.split_last() else { return true };
    store.get(shape, &store::scope(scope.iter().copied()), key).is_some()
}

fn key_of<'a>(call: &Call<'a>) -> &'a str {
    call.parameters.last().map_or("", |(_, value)| value.as_str())
}

pub(super) fn get(store: &Store, call: &Call<'_>, shape: &str) -> Result<Content, ApiError> {
    Ok(rendered(call).one(&find(store, call, shape)?.body))
}

pub(super) fn create(store: &mut Store, call: &Call<'_>, times: &Times, shape: &str) -> Result<Content, ApiError> {
    let body = if call.expects_body() { call.body(Validation::Full)? } else { Map::new() };
    details::check_create(store, call, shape)?;
    let mut resource = draft::item(store, call, shape, body, None);
    if store.get(shape, &resource.scope, &resource.key).is_some() {
        return Err(details::taken(call, shape, &resource.key));
    }
    lifecycle::begin(call, times, shape, &mut resource);
    let mut stored = resource.clone();
    draft::hide(&mut stored);
    events::record(store, call, &stored);
    store.put(shape, stored);
    let rendered = rendered(call);
    if rendered.is_list() {
        return list(store, call, shape);
    }
    Ok(stateless::text(call).unwrap_or_else(|| rendered.created(&resource.key, &resource.body)))
}

pub(super) fn insert(store: &mut Store, call: &Call<'_>, shape: &str, body: Map<String, Value>) -> Value {
    let mut resource = draft::item(store, call, shape, body, None);
    draft::hide(&mut resource);
    let body = resource.body.clone();
    store.put(shape, resource);
    body.into()
}

/// Changes the properties of the body, or replaces all properties except those that the service sets.
pub(super) fn update(
    store: &mut Store,
    call: &Call<'_>,
    times: &Times,
    shape: &str,
    replace: bool,
) -> Result<Content, ApiError> {
    let before = find(store, call, shape)?.clone();
    let body = call.body(if replace { Validation::Full } else { call.operation.validation() })?;
    details::check_update(call, shape, &before, &body)?;
    let state = before.text("state").to_owned();
    let mut resource = if replace {
        let mut after = draft::item(store, call, shape, body, Some(&before.key));
        let kept = before.body.iter().filter(|(name, _)| name.starts_with("created") || name.starts_with('#'));
        after.body.extend(kept.map(|(name, value)| (name.clone(), value.clone())));
        Resource { scope: before.scope, ..after }
    } else {
        let (mut after, mut body) = (before, body);
        // The path keeps its resource.
        body.remove(draft::key_name(call, shape, &after.body));
        details::removed(shape, &mut body);
        merge(&mut after.body, body);
        draft::changed(call, shape, after, Selection::Created)
    };
    details::updated(call, shape, &mut resource);
    lifecycle::change(call, times, shape, &state, &mut resource);
    draft::hide(&mut resource);
    events::record(store, call, &resource);
    store.put(shape, resource.clone());
    Ok(rendered(call).one(&resource.body))
}

/// Changes a resource, or creates it.
pub(super) fn set(store: &mut Store, call: &Call<'_>, times: &Times, shape: &str) -> Result<Content, ApiError> {
    let (scope, key) = (scope_of(call, shape), key_of(call));
    if store.get(shape, &scope, key).is_none() {
        let body = call.body(Validation::Full)?;
        let resource = Resource { scope, ..draft::item(store, call, shape, body, Some(key)) };
        events::record(store, call, &resource);
        store.put(shape, resource.clone());
        return Ok(rendered(call).one(&resource.body));
    }
    update(store, call, times, shape, false)
}

pub(super) fn delete(store: &mut Store, call: &Call<'_>, times: &Times, shape: &str) -> Result<Content, ApiError> {
    let resource = find(store, call, shape)?.clone();
    if !is_variant(call, shape, &resource) {
        return Err(details::not_found(call, shape));
    }
    details::check_delete(store, call, shape, &resource)?;
    events::record(store, call, &resource);
    match lifecycle::end(call, times, shape, &resource) {
        Some(ending) => store.put(shape, ending),
        None => store.remove_recursively(shape, &resource.scope, &resource.key),
    }
    Ok(rendered(call).one(&Map::new()))
}

/// Returns whether a resource is of the variant, such as the provider, that a path names before the key.
fn is_variant(call: &Call<'_>, shape: &str, resource: &Resource) -> bool {
    let before = call.parameters.len().saturating_sub(1);
    let Some((_, wanted)) = call.parameters.iter().take(before).nth(shape.matches("{}").count()) else { return true };
    let union = draft::schema_of(call, shape).map(|union| schema::resolve(call.document.schemas(), union));
    let discriminator = union.and_then(schema::variants);
    discriminator.is_none_or(|(name, _)| resource.text(name) == wanted)
}

/// Sets the properties of a body, also those in objects. A `null` removes a property.
pub(super) fn merge(resource: &mut Map<String, Value>, body: Map<String, Value>) {
    for (name, value) in body {
        match (value, resource.get_mut(&name)) {
            (Value::Null, _) => drop(resource.remove(&name)),
            (Value::Object(more), Some(Value::Object(object))) => merge(object, more),
            (value, _) => drop(resource.insert(name, value)),
        }
    }
}
