//! The document's schemas as JSON schemas that a request's body can be held against.
//!
//! The service is not as strict as its document, whose patterns, formats and bounds are wrong in places, so only what it
//! is known to insist on is taken over: types, closed enumerations, lengths, dates, ids, required and unknown properties.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Map, Value, json};

use super::{all_properties, bounds, is_closed_enum, is_id, is_marked, overlooked, reference, resolve, variants};

/// Schemas of whose properties the service needs fewer than the document says: a resource of a custom role is either
/// the cluster or a collection.
const NEEDS_NOTHING: [&str; 1] = ["DatabasePermittedNamespaceResource"];

/// The JSON schema, complete in itself, of a request's body. `in_path` are the properties that need not be there
/// because the path says them; without it no property of the root needs to be.
pub(crate) fn of_request(schemas: &Map<String, Value>, source: &Value, in_path: Option<&[String]>) -> Value {
    let chooser = variants(resolve(schemas, source)).map(|(property, _)| property);
    let mut conversion = Conversion { schemas, chooser, wanted: Vec::new(), seen: BTreeSet::new() };
    let mut root = conversion.schema(source, SchemaPosition::Root { in_path, part: false });
    let mut definitions = Map::new();
    while let Some((name, part)) = conversion.wanted.pop() {
        let position = if part { SchemaPosition::Part } else { SchemaPosition::Property };
        let mut converted = schemas.get(&name).map(|schema| conversion.schema(schema, position));
        if let Some(Value::Object(converted)) = converted.as_mut().filter(|_| NEEDS_NOTHING.contains(&&*name)) {
            converted.remove("required");
        }
        definitions.extend(converted.map(|converted| (definition(&name, part), converted)));
    }
    if let Value::Object(root) = &mut root {
        root.insert("$defs".to_owned(), Value::Object(definitions));
    }
    root
}

/// Where a schema stands.
#[derive(Clone, Copy)]
enum SchemaPosition<'a> {
    /// At the root, or as a part or variant of it.
    Root { in_path: Option<&'a [String]>, part: bool },
    /// At a property or an item.
    Property,
    /// As a part or variant of another one, which may have more properties.
    Part,
}

impl SchemaPosition<'_> {
    /// Where a part or a variant of what stands here stands.
    fn of_part(self) -> Self {
        match self {
            Self::Root { in_path, .. } => Self::Root { in_path, part: true },
            Self::Property | Self::Part => Self::Part,
        }
    }
}

struct Conversion<'a> {
    schemas: &'a Map<String, Value>,
    /// The property of the root that says which variant is meant. It may be marked as read-only, but has to be there.
    chooser: Option<&'a str>,
    /// Definitions still to be converted: the name, and whether as a part.
    wanted: Vec<(String, bool)>,
    seen: BTreeSet<(String, bool)>,
}

impl Conversion<'_> {
    fn schema(&mut self, source: &Value, position: SchemaPosition<'_>) -> Value {
        if let Some(name) = reference(source) {
            return match position {
                SchemaPosition::Root { .. } => {
                    let schemas = self.schemas;
                    schemas.get(name).map_or(Value::Bool(true), |schema| self.schema(schema, position))
                }
                SchemaPosition::Property => self.refer(name, false),
                SchemaPosition::Part => self.refer(name, true),
            };
        }
        let mut schema = Map::new();
        let untagged = (source.get("oneOf").is_some() || source.get("anyOf").is_some()) && variants(source).is_none();
        // An untagged union says what it is in its branches, which overlap in ways that nothing can be told from.
        if !untagged {
            copy(source, "type", &mut schema);
        }
        for keyword in ["minLength", "maxLength"] {
            copy(source, keyword, &mut schema);
        }
        if source["format"] == "date-time" {
            copy(source, "format", &mut schema);
        }
        // Numbers beyond 64 bits are rounded where they are read, so that no bound tells them.
        if let Some((min, max)) = bounds(source).filter(|_| source["format"] == "int32") {
            schema.insert("minimum".to_owned(), min.into());
            schema.insert("maximum".to_owned(), max.into());
        }
        if is_id(source) {
            copy(source, "pattern", &mut schema);
        }
        if is_closed_enum(source) {
            copy(source, "enum", &mut schema);
        }
        if let Some(items) = source.get("items") {
            schema.insert("items".to_owned(), self.schema(items, SchemaPosition::Property));
        }
        if let Some(values) = source.get("additionalProperties").filter(|values| values.is_object()) {
            schema.insert("additionalProperties".to_owned(), self.schema(values, SchemaPosition::Property));
        }
        self.object(source, position, &mut schema);
        self.parts(source, position, &mut schema);
        if untagged {
            self.untagged(source, position, &mut schema);
        }
        Value::Object(schema)
    }

    /// A value of an untagged union has to be what any of the branches allows, and each of its properties what any of
    /// those allows that have it.
    fn untagged(&mut self, source: &Value, position: SchemaPosition<'_>, schema: &mut Map<String, Value>) {
        let schemas = self.schemas;
        let branches = ["oneOf", "anyOf"].into_iter().filter_map(|keyword| source.get(keyword)?.as_array()).flatten();
        let mut choices = Vec::new();
        let mut properties: BTreeMap<String, Vec<_>> = BTreeMap::new();
        for branch in branches {
            choices.push(self.schema(branch, position.of_part()));
            for (name, property) in all_properties(schemas, branch).unwrap_or_default() {
                let choices = properties.entry(name.to_owned()).or_default();
                let choice = self.schema(property, SchemaPosition::Property);
                if !choices.contains(&choice) {
                    choices.push(choice);
                }
            }
        }
        // What all of them require is said of itself, so that a refusal can name it.
        let common = choices.iter().map(required).reduce(|all, one| &all & &one).unwrap_or_default();
        let own = schema.get("required").map(|own| required(&json!({ "required": own }))).unwrap_or_default();
        schema.insert("required".to_owned(), (&own | &common).into_iter().collect());
        schema.insert("anyOf".to_owned(), Value::Array(choices));
        let any = |(name, mut choices): (String, Vec<Value>)| match (choices.pop(), choices.is_empty()) {
            (Some(only), true) => (name, only),
            (last, _) => (name, json!({ "anyOf": choices.into_iter().chain(last).collect::<Vec<_>>() })),
        };
        let mixed = json!({ "properties": properties.into_iter().map(any).collect::<Map<_, _>>() });
        match schema.get_mut("allOf").and_then(Value::as_array_mut) {
            Some(all) => all.push(mixed),
            None => drop(schema.insert("allOf".to_owned(), json!([mixed]))),
        }
    }

    fn object(&mut self, source: &Value, position: SchemaPosition<'_>, schema: &mut Map<String, Value>) {
        let schemas = self.schemas;
        let read_only = |property: &Value| is_marked(schemas, property, "readOnly");
        let said = |name: &str| match position {
            SchemaPosition::Root { in_path, .. } => {
                in_path.is_some_and(|in_path| in_path.iter().any(|said| said == name))
            }
            SchemaPosition::Property | SchemaPosition::Part => false,
        };
        let choices = variants(source);
        let properties = source.get("properties").and_then(Value::as_object);
        let overlooked = overlooked(schemas, source);
        if let Some(properties) = properties {
            let convert = |(name, property): (&String, &Value)| {
                let chooses = self.chooser == Some(name);
                // What the path says may be said again.
                let refused = matches!(position, SchemaPosition::Root { .. })
                    && read_only(property)
                    && !chooses
                    && !said(name)
                    && !overlooked.contains(&name.as_str());
                let mut property =
                    if refused { Value::Bool(false) } else { self.schema(property, SchemaPosition::Property) };
                if let Some((_, choices)) = choices.as_ref().filter(|(chooser, _)| chooser == name) {
                    admit(&mut property, choices);
                }
                (name.clone(), property)
            };
            schema.insert("properties".to_owned(), properties.iter().map(convert).collect());
        }
        let part = matches!(position, SchemaPosition::Part | SchemaPosition::Root { part: true, .. });
        if let Some(known) = all_properties(schemas, source).filter(|known| !part && !known.is_empty()) {
            let names: BTreeSet<_> = known.into_iter().map(|(name, _)| name).collect();
            schema.insert("propertyNames".to_owned(), json!({ "enum": names }));
        }
        let needed = |name: &&Value| {
            let name = name.as_str().unwrap_or_default();
            let stays = matches!(position, SchemaPosition::Root { in_path: None, .. });
            !stays && !said(name) && !properties.and_then(|properties| properties.get(name)).is_some_and(read_only)
        };
        let required = source.get("required").and_then(Value::as_array).into_iter().flatten().filter(needed);
        schema.insert("required".to_owned(), required.cloned().collect());
    }

    fn parts(&mut self, source: &Value, position: SchemaPosition<'_>, schema: &mut Map<String, Value>) {
        let inner = position.of_part();
        let parts = source.get("allOf").and_then(Value::as_array).into_iter().flatten();
        // What a schema is a part of has chosen the variant already, and the variant has this schema as a part again.
        let mut all: Vec<_> = parts.map(|part| self.schema(part, inner)).collect();
        let chosen = matches!(position, SchemaPosition::Part | SchemaPosition::Root { part: true, .. });
        if let Some((property, variants)) = variants(source).filter(|_| !chosen) {
            for (value, name) in variants {
                let is_it = json!({ "properties": { property: { "const": value } }, "required": [property] });
                let variant = self.schema(&json!({ "$ref": format!("#/{name}") }), inner);
                all.push(json!({ "if": is_it, "then": variant }));
            }
        }
        if !all.is_empty() {
            schema.insert("allOf".to_owned(), Value::Array(all));
        }
    }

    fn refer(&mut self, name: &str, part: bool) -> Value {
        if self.seen.insert((name.to_owned(), part)) {
            self.wanted.push((name.to_owned(), part));
        }
        json!({ "$ref": format!("#/$defs/{}", definition(name, part)) })
    }
}

/// The names that a converted schema requires.
fn required(schema: &Value) -> BTreeSet<String> {
    let names = schema["required"].as_array().into_iter().flatten().filter_map(Value::as_str);
    names.map(str::to_owned).collect()
}

/// Lets an enumeration have the values that choose a variant, some of which the document forgets in it.
fn admit(property: &mut Value, choices: &[(&str, &str)]) {
    if let Some(values) = property.get_mut("enum").and_then(Value::as_array_mut) {
        values.extend(choices.iter().map(|(value, _)| Value::from(*value)));
        let mut seen = BTreeSet::new();
        values.retain(|value| seen.insert(value.to_string()));
    }
}

fn definition(name: &str, part: bool) -> String {
    if part { format!("{name}-part") } else { name.to_owned() }
}

fn copy(source: &Value, keyword: &str, schema: &mut Map<String, Value>) {
    if let Some(value) = source.get(keyword) {
        schema.insert(keyword.to_owned(), value.clone());
    }
}
