//! New resources: the values of the request, completed by those that the service sets.

use http::Method;
use serde_json::{Map, Value};

use super::{details, scope_of, state_names};
use crate::document::Operation;
use crate::sample::{self, Sampler, Selection};
use crate::schema;
use crate::state::Call;
use crate::store::{Resource, Store};

/// The internal property of a key that no property of the resource has.
const KEY: &str = "#key";

/// Secrets that only the response to a creation has.
const SHOWN_ONCE: [&str; 2] = ["linkToken", "secret"];

/// Returns the operation that a collection or a singleton has for a method.
fn operation<'a>(call: &Call<'a>, shape: &str, method: &Method) -> Option<&'a Operation> {
    call.document.of_shape(shape).find(|operation| operation.method == *method)
}

/// Returns the schema of an operation's newest response.
fn newest(operation: &Operation) -> Option<&Value> {
    operation.success(operation.newest()?)?.schema.as_ref()
}

/// Returns the schema of one resource of a collection or of a singleton, as the operation of the call or another one of
/// the family returns it.
pub(super) fn schema_of<'a>(call: &Call<'a>, shape: &str) -> Option<&'a Value> {
    let schemas = call.document.schemas();
    let own = call.operation.success(call.media_type).and_then(|success| success.schema.as_ref());
    let own = own.filter(|_| call.operation.method != Method::GET);
    let paths = [format!("{shape}/{{}}"), shape.to_owned()];
    let reads = paths.iter().filter_map(|shape| operation(call, shape, &Method::GET));
    let all = own.into_iter().chain(reads.filter_map(newest));
    let is_object = |schema: &&Value| {
        let schema = schema::resolve(schemas, schema);
        !matches!(schema["type"].as_str(), Some("string" | "boolean" | "array"))
    };
    all.map(|schema| schema::item(schemas, schema)).find(is_object)
}

/// Returns the schema of a property, in any variant of its object.
fn property<'a>(call: &Call<'a>, schema: &'a Value, name: &str) -> Option<&'a Value> {
    let schemas = call.document.schemas();
    let all = schema::all_properties(schemas, schema);
    let found = all.into_iter().flatten().find(|(known, _)| *known == name).map(|(_, property)| property);
    let own = || schema::resolve(schemas, schema).get("properties")?.get(name);
    found.or_else(own).map(|property| schema::resolve(schemas, property))
}

/// Returns the name of the property with the key of a resource.
pub(super) fn key_name<'a>(call: &Call<'a>, shape: &str, resource: &Map<String, Value>) -> &'a str {
    key_property(call, shape, schema_of(call, shape), resource).0
}

/// Returns the property with the key of a resource, or an internal one. Variants can have different ones.
fn key_property<'a>(
    call: &Call<'a>,
    shape: &str,
    schema: Option<&'a Value>,
    resource: &Map<String, Value>,
) -> (&'a str, Option<&'a Value>) {
    let item = call.document.of_shape(&format!("{shape}/{{}}")).next();
    let parameter = item.and_then(|item| item.last_parameter.as_deref()).unwrap_or("id");
    let is_name = parameter.ends_with("Name") || parameter == "name";
    let candidates = if is_name { [parameter, "name", "id", "_id"] } else { [parameter, "id", "_id", "name"] };
    let schemas = call.document.schemas();
    let own = schema.map(|schema| sample::properties(schemas, schema, resource)).unwrap_or_default();
    let of_variant = |name| Some((name, schema::resolve(schemas, own.get(name)?)));
    let found = candidates.into_iter().find_map(of_variant);
    let of_any = |name| Some((name, property(call, schema?, name)?));
    let found = found.or_else(|| candidates.into_iter().find_map(of_any));
    found.map_or((KEY, None), |(name, property)| (name, Some(property)))
}

/// Returns a new key with the type and the pattern of its property.
fn new_key(store: &Store, schema: Option<&Value>) -> Value {
    let id = store.new_id();
    let pattern = schema.and_then(|schema| schema["pattern"].as_str()).unwrap_or_default();
    match schema.and_then(|schema| schema["type"].as_str()) {
        Some("integer") => i64::from_str_radix(&id[..12], 16).unwrap_or_default().into(),
        _ if pattern.contains("{20}") => id[..20].into(),
        _ if pattern.starts_with("^[0-9a-f]{8}-") => {
            format!("{}-{}-4{}-8{}-{}0000", &id[..8], &id[8..12], &id[12..15], &id[15..18], &id[16..]).into()
        }
        _ => id.into(),
    }
}

/// Returns a new resource of a collection. The key is that of the path or of the body, or else a new one.
pub(super) fn item(
    store: &Store,
    call: &Call<'_>,
    shape: &str,
    body: Map<String, Value>,
    key: Option<&str>,
) -> Resource {
    let schema = schema_of(call, shape);
    let mut given = body;
    given.retain(|_, value| !value.is_null());
    // The path can select the variant, such as the provider.
    let variants = schema.and_then(|schema| schema::variants(schema::resolve(call.document.schemas(), schema)));
    if let Some((name, value)) = variants.and_then(|(name, _)| Some((name, call.parameter(name)?))) {
        given.insert(name.to_owned(), value.into());
    }
    let (property, key_schema) = key_property(call, shape, schema, &given);
    if let Some(key) = key {
        given.insert(property.to_owned(), key.into());
    } else if property == KEY {
        let own = ["id", "endpointGroupName", "name"].into_iter().find_map(|name| given.get(name).cloned());
        given.insert(KEY.to_owned(), own.unwrap_or_else(|| new_key(store, None)));
    } else if !given.contains_key(property) {
        given.insert(property.to_owned(), new_key(store, key_schema));
    }
    let key = text(&given[property]);
    resource(call, shape, schema, given, key, Selection::Created)
}

/// Returns a changed resource. A value that a response cannot have is replaced by a valid one.
pub(super) fn changed(call: &Call<'_>, shape: &str, changed: Resource, selection: Selection) -> Resource {
    let Resource { scope, key, body, scheduled } = changed;
    let changed = resource(call, shape, schema_of(call, shape), body, key, selection);
    Resource { scope, scheduled, ..changed }
}

/// Returns a new singleton.
pub(super) fn singleton(call: &Call<'_>, shape: &str, body: Map<String, Value>, selection: Selection) -> Resource {
    let mut body = body;
    body.retain(|_, value| !value.is_null());
    resource(call, shape, schema_of(call, shape), body, String::new(), selection)
}

fn resource(
    call: &Call<'_>,
    shape: &str,
    schema: Option<&Value>,
    given: Map<String, Value>,
    key: String,
    selection: Selection,
) -> Resource {
    let url = format!("{}{}/{key}", call.base_url, call.request.path);
    let sampler = Sampler {
        schemas: call.document.schemas(),
        parameters: call.parameters,
        url: &url,
        of_one: false,
        now: call.now,
        selection,
    };
    let sample = schema.map(|schema| sampler.sample(schema, Some(&Value::Object(given.clone()))));
    let Value::Object(mut body) = sample.unwrap_or_default() else {
        return Resource { scope: scope_of(call, shape), key, body: given, ..Resource::default() };
    };
    for (name, value) in &mut body {
        let Some(property) = schema.and_then(|schema| property(call, schema, name)) else { continue };
        if given.contains_key(name) {
            continue;
        }
        if name.starts_with("created") && name.ends_with("At") && property.get("format").is_none() {
            *value = call.timestamp().into();
        }
        let state = if selection == Selection::Settings { state_names::unset } else { state_names::settled };
        if let Some(state) = state(name, property) {
            *value = state.into();
        }
    }
    let more: Vec<_> = given.into_iter().filter(|(name, _)| !body.contains_key(name)).collect();
    body.extend(more);
    let mut resource = Resource { scope: scope_of(call, shape), key, body, scheduled: Vec::new() };
    details::complete(call, shape, &mut resource);
    resource
}

/// Removes the secrets that only the response to a creation has.
pub(super) fn hide(resource: &mut Resource) {
    for name in SHOWN_ONCE {
        resource.body.remove(name);
    }
    crate::credentials::hide(&mut resource.body);
}

fn text(key: &Value) -> String {
    key.as_str().map_or_else(|| key.to_string(), str::to_owned)
}
