//! Conversion of the document's schemas to JSON schemas that validate request bodies.
//!
//! The service is less strict than its document, in which some patterns, formats and bounds are wrong. The conversion
//! keeps only the rules that the service is known to enforce: types, closed enumerations, lengths, dates, IDs, required
//! properties, and no unknown properties.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Map, Value, json};

use super::{all_properties, bounds, is_closed_enum, is_free, is_id, is_marked, reference, variants};

/// Schemas whose required properties the service does not require. For example, a resource of a custom role is either
/// the cluster or a collection.
const NOTHING_REQUIRED: [&str; 1] = ["DatabasePermittedNamespaceResource"];

/// Returns a self-contained JSON schema of a request body.
///
/// `in_path` names the properties that the body may omit because the path has them. With `None`, for a partial update,
/// the root does not require any property. `refused` names the read-only properties of the root that are refused; all
/// other read-only properties can have any value, because the service ignores them.
pub(crate) fn of_request(
    schemas: &Map<String, Value>,
    source: &Value,
    in_path: Option<&[String]>,
    refused: &[&str],
) -> Value {
    let is_partial = in_path.is_none();
    let mut conversion = Conversion { schemas, is_partial, refused, wanted: Vec::new(), seen: BTreeSet::new() };
    let mut root = conversion.schema(source, SchemaPosition::Root { in_path, part: false });
    let mut definitions = Map::new();
    while let Some((name, part)) = conversion.wanted.pop() {
        let position = if part { SchemaPosition::Part } else { SchemaPosition::Property };
        let mut converted = schemas.get(&name).map(|schema| conversion.schema(schema, position));
        if let Some(Value::Object(converted)) = converted.as_mut().filter(|_| NOTHING_REQUIRED.contains(&&*name)) {
            converted.remove("required");
        }
        definitions.extend(converted.map(|converted| (definition(&name, part), converted)));
    }
    if let Value::Object(root) = &mut root {
        root.insert("$defs".to_owned(), Value::Object(definitions));
    }
    root
}

/// The position of a schema relative to the root of the body.
#[derive(Clone, Copy)]
enum SchemaPosition<'a> {
    /// The root, or with `part` a part or variant of it.
    Root { in_path: Option<&'a [String]>, part: bool },
    /// The schema of a property or an item.
    Property,
    /// A part or variant of another schema, which may have more properties.
    Part,
}

impl SchemaPosition<'_> {
    /// Returns the position of a part or variant of this schema.
    fn of_part(self) -> Self {
        match self {
            Self::Root { in_path, .. } => Self::Root { in_path, part: true },
            Self::Property | Self::Part => Self::Part,
        }
    }
}

struct Conversion<'a> {
    schemas: &'a Map<String, Value>,
    /// Whether the body is a partial update.
    is_partial: bool,
    /// The read-only properties of the root that are refused.
    refused: &'a [&'a str],
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
        // The document describes free-form JSON as an object without properties.
        if is_free(source) && !matches!(position, SchemaPosition::Root { .. }) {
            return Value::Bool(true);
        }
        let mut schema = Map::new();
        let untagged = (source.get("oneOf").is_some() || source.get("anyOf").is_some()) && variants(source).is_none();
        // The type of an untagged union follows from its branches.
        if !untagged {
            copy(source, "type", &mut schema);
        }
        for keyword in ["minLength", "maxLength"] {
            copy(source, keyword, &mut schema);
        }
        if source["format"] == "date-time" {
            copy(source, "format", &mut schema);
        }
        // Bounds of int64 are omitted: the parser rounds larger numbers, so a bound would not reject them.
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

    /// Converts an untagged union. A value must match at least one branch. Each of its properties must match at least
    /// one branch that has the property.
    fn untagged(&mut self, source: &Value, position: SchemaPosition<'_>, schema: &mut Map<String, Value>) {
        let schemas = self.schemas;
        let branches = ["oneOf", "anyOf"].into_iter().filter_map(|keyword| source.get(keyword)?.as_array()).flatten();
        let mut choices = Vec::new();
        let mut properties: BTreeMap<String, Vec<&Value>> = BTreeMap::new();
        for branch in branches {
            choices.push(self.schema(branch, position.of_part()));
            let known = all_properties(schemas, branch).unwrap_or_default().into_iter();
            for (name, property) in known.filter(|(_, property)| !is_marked(schemas, property, "readOnly")) {
                properties.entry(name.to_owned()).or_default().push(property);
            }
        }
        // Properties that all branches require are required directly, so that an error can name them.
        let common = choices.iter().map(required).reduce(|all, one| &all & &one).unwrap_or_default();
        let own = schema.get("required").map(|own| required(&json!({ "required": own }))).unwrap_or_default();
        schema.insert("required".to_owned(), (&own | &common).into_iter().collect());
        schema.insert("anyOf".to_owned(), Value::Array(choices));
        let any = |(name, definitions): (String, Vec<&Value>)| (name, self.any_of(definitions.into_iter()));
        let mixed = json!({ "properties": properties.into_iter().map(any).collect::<Map<_, _>>() });
        match schema.get_mut("allOf").and_then(Value::as_array_mut) {
            Some(all) => all.push(mixed),
            None => drop(schema.insert("allOf".to_owned(), json!([mixed]))),
        }
    }

    fn object(&mut self, source: &Value, position: SchemaPosition<'_>, schema: &mut Map<String, Value>) {
        let schemas = self.schemas;
        let read_only = |property: &Value| is_marked(schemas, property, "readOnly");
        let is_in_path = |name: &str| match position {
            SchemaPosition::Root { in_path, .. } => {
                in_path.is_some_and(|names| names.iter().any(|known| known == name))
            }
            SchemaPosition::Property | SchemaPosition::Part => false,
        };
        let choices = variants(source);
        let properties = source.get("properties").and_then(Value::as_object);
        let of_variants = properties_of_variants(schemas, source);
        if let Some(properties) = properties {
            let convert = |(name, property): (&String, &Value)| {
                let is_root = matches!(position, SchemaPosition::Root { .. });
                let is_discriminator = choices.as_ref().is_some_and(|(discriminator, _)| discriminator == name);
                // The ID of an item in a list is read, although the document marks it as read-only.
                let is_ignored = read_only(property) && (is_root || name != "id");
                let mut property = if is_root && self.refused.contains(&name.as_str()) {
                    Value::Bool(false)
                } else if is_ignored && !is_discriminator && !is_in_path(name) {
                    Value::Bool(true)
                } else {
                    let others = of_variants.get(name.as_str()).filter(|_| !is_discriminator);
                    self.any_of(others.into_iter().flatten().copied().chain([property]))
                };
                if let Some((_, choices)) = choices.as_ref().filter(|(discriminator, _)| discriminator == name) {
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
            let is_partial = matches!(position, SchemaPosition::Root { in_path: None, .. });
            let property = properties.and_then(|properties| properties.get(name));
            // A client that sends back what it read does not know the write-only properties.
            let is_unreadable = || self.is_partial && property.is_some_and(|it| is_marked(schemas, it, "writeOnly"));
            !is_partial && !is_in_path(name) && !property.is_some_and(read_only) && !is_unreadable()
        };
        let required = source.get("required").and_then(Value::as_array).into_iter().flatten().filter(needed);
        schema.insert("required".to_owned(), required.cloned().collect());
    }

    fn parts(&mut self, source: &Value, position: SchemaPosition<'_>, schema: &mut Map<String, Value>) {
        let inner = position.of_part();
        let parts = source.get("allOf").and_then(Value::as_array).into_iter().flatten();
        // A part does not select a variant: the enclosing schema already did, and the variant contains this part again.
        let mut all: Vec<_> = parts.map(|part| self.schema(part, inner)).collect();
        let chosen = matches!(position, SchemaPosition::Part | SchemaPosition::Root { part: true, .. });
        if let Some((property, variants)) = variants(source).filter(|_| !chosen) {
            for (value, name) in variants {
                let is_selected = json!({ "properties": { property: { "const": value } }, "required": [property] });
                let variant = self.schema(&json!({ "$ref": format!("#/{name}") }), inner);
                all.push(json!({ "if": is_selected, "then": variant }));
            }
        }
        if !all.is_empty() {
            schema.insert("allOf".to_owned(), Value::Array(all));
        }
    }

    /// Returns a schema of a property that has any of these definitions.
    fn any_of<'s>(&mut self, definitions: impl Iterator<Item = &'s Value>) -> Value {
        let mut choices = Vec::new();
        for definition in definitions {
            let choice = self.schema(definition, SchemaPosition::Property);
            if !choices.contains(&choice) {
                choices.push(choice);
            }
        }
        match (choices.pop(), choices.is_empty()) {
            (Some(only), true) => only,
            (last, _) => json!({ "anyOf": choices.into_iter().chain(last).collect::<Vec<_>>() }),
        }
    }

    fn refer(&mut self, name: &str, part: bool) -> Value {
        if self.seen.insert((name.to_owned(), part)) {
            self.wanted.push((name.to_owned(), part));
        }
        json!({ "$ref": format!("#/$defs/{}", definition(name, part)) })
    }
}

/// Returns the definitions of the properties that the variants of a union define. The union's own definitions of them
/// contradict those of the variants in the document, so a value must match one of all.
fn properties_of_variants<'a>(schemas: &'a Map<String, Value>, union: &'a Value) -> BTreeMap<&'a str, Vec<&'a Value>> {
    let variants = variants(union).into_iter().flat_map(|(_, variants)| variants);
    let variants = variants.filter_map(|(_, name)| schemas.get(name));
    let parts = variants.flat_map(|variant| {
        let parts = variant.get("allOf").and_then(Value::as_array).into_iter().flatten();
        // The union itself is one of the parts.
        parts.filter(|part| reference(part).is_none()).chain([variant])
    });
    let mut properties = BTreeMap::<&str, Vec<&Value>>::new();
    for (name, property) in parts.filter_map(|part| part.get("properties")?.as_object()).flatten() {
        let known = properties.entry(name).or_default();
        if !known.contains(&property) {
            known.push(property);
        }
    }
    properties
}

/// Returns the names that a converted schema requires.
fn required(schema: &Value) -> BTreeSet<String> {
    let names = schema["required"].as_array().into_iter().flatten().filter_map(Value::as_str);
    names.map(str::to_owned).collect()
}

/// Adds the values of a discriminator to an enumeration. The document's enumerations lack some of them.
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
