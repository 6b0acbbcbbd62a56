//! Doc comments of generated items.

use atlas_openapi::lower::{Api, Facts, Format, Operation, Parameter, Shape, Type, TypeRef};
use serde_json::Value;

use super::{comment::code, identifiers};

/// Returns the documentation of an operation.
pub(super) fn operation(api: &Api, operation: &Operation, facade: &[String]) -> Vec<String> {
    let mut lines = Vec::new();
    if let Some(summary) = &operation.summary {
        lines.extend(paragraph(&linked(api, summary)));
    }
    lines.push(code(&format!("{} {}", operation.method, operation.path)));
    lines.push(String::new());
    let version = if operation.is_preview() { "preview" } else { &operation.version };
    lines.push(format!("* Operation [{}]({}), version {version}.", code(&operation.id), operation.docs));
    if let [older @ .., _] = &operation.versions[..]
        && !older.is_empty()
    {
        let other: Vec<&str> =
            operation.versions.iter().filter(|other| **other != operation.version).map(String::as_str).collect();
        lines.push(format!("* Other versions: {}.", other.join(", ")));
    }
    if !operation.roles.is_empty() {
        let roles: Vec<String> = operation.roles.iter().map(|role| format!("**{role}**")).collect();
        lines.push(format!("* Requires {}.", list(&roles, "or")));
    }
    if let Some(sunset) = &operation.sunset {
        lines.push(format!("* This version is switched off on {sunset}."));
    }
    if operation.deprecated {
        let replacements: Vec<String> = operation.replaced_by.iter().filter_map(|id| replacement(api, id)).collect();
        lines.push(match &replacements[..] {
            [] => "* Deprecated.".to_owned(),
            others => format!("* Deprecated. Use {} instead.", list(others, "or")),
        });
    }
    if !facade.is_empty() {
        let methods: Vec<String> = facade.iter().map(|method| code(method)).collect();
        lines.push(format!("* In `atlas-api`: {}.", list(&methods, "and")));
    }
    lines.push(format!("* {}", response(operation)));
    for format in &operation.response.other_formats {
        lines.push(format!(
            "* Also available as a stream in another format: use `send_{}`.",
            identifiers::suffix(*format)
        ));
    }
    lines
}

/// Returns a link to the operation that replaces another one.
fn replacement(api: &Api, id: &str) -> Option<String> {
    let operation = api.operations.iter().find(|operation| operation.id == id)?;
    let (module, handle) = (identifiers::module(&operation.tag), identifiers::handle(&operation.tag));
    Some(format!("[`{name}`](crate::operations::{module}::{handle}::{name})", name = operation.name))
}

fn response(operation: &Operation) -> String {
    match (operation.response.format, &operation.response.ty) {
        (Format::Json, Some(ty)) => format!("Returns {}.", link(ty)),
        (Format::Json, None) => "Returns no value.".to_owned(),
        (Format::Text, _) => "Returns text, as a stream.".to_owned(),
        (Format::Gzip, _) => "Returns a gzip archive, as a stream.".to_owned(),
        (Format::Csv, _) => "Returns comma-separated values, as a stream.".to_owned(),
    }
}

/// Returns a type, as a link if it is generated.
fn link(ty: &TypeRef) -> String {
    match ty {
        TypeRef::Named(name) => format!("[`{name}`](crate::types::{name})"),
        TypeRef::List(inner) => format!("a list of {}", link(inner)),
        TypeRef::Map(inner) => format!("a map of {}", link(inner)),
        TypeRef::Bool => "`true` or `false`".to_owned(),
        TypeRef::Json => "any JSON value".to_owned(),
        other => format!("a value of type {other}"),
    }
}

/// Returns the documentation of a parameter's setter.
pub(super) fn parameter(api: &Api, parameter: &Parameter) -> Vec<String> {
    let place = match parameter.location.as_str() {
        "path" => "in the path",
        "header" => "as a header",
        _ => "in the query",
    };
    let mut lines = facts(api, &parameter.facts);
    let required = if parameter.required { "" } else { ", optional" };
    lines.insert(0, format!("Sets {} {place}{required}.", code(&parameter.name)));
    lines
}

/// Returns the documentation of a type.
pub(super) fn type_(api: &Api, name: &str, ty: &Type) -> Vec<String> {
    let mut lines = Vec::new();
    if let Some(summary) = &ty.summary {
        lines.extend(paragraph(&linked(api, summary)));
    }
    // A union can have dozens of variants; a few of them are enough.
    let (shown, hidden) = ty.origins.split_at(ty.origins.len().min(4));
    let mut origins: Vec<String> = shown.iter().map(|origin| code(origin)).collect();
    if !hidden.is_empty() {
        origins.push(format!("{} more", hidden.len()));
    }
    let direction = if is_request_type(name, ty) { ", as sent in requests" } else { "" };
    let origin = if origins.is_empty() { "Schema without a name".to_owned() } else { list(&origins, "and") };
    lines.push(format!("{origin} in the API document{direction}."));
    lines
}

fn is_request_type(name: &str, ty: &Type) -> bool {
    let other = name.strip_suffix("Input");
    matches!((&ty.shape, other), (Shape::Object(object), Some(other)) if object.made_from.contains(other))
}

/// Returns the documentation of a value of an enumeration, before the value itself.
pub(super) fn value(api: &Api, summary: &str) -> Vec<String> {
    paragraph(&linked(api, summary))
}

/// Returns the documentation of a property or a parameter. It is empty if the document states no facts.
pub(super) fn facts(api: &Api, facts: &Facts) -> Vec<String> {
    let mut lines = Vec::new();
    if let Some(summary) = &facts.summary {
        lines.extend(paragraph(&linked(api, summary)));
        lines.pop(); // The facts follow in the same paragraph.
    }
    let mut sentences = Vec::new();
    let flags = [
        (facts.required, "Required."),
        (facts.read_only, "Read-only."),
        (facts.write_only, "Write-only."),
        (facts.deprecated, "Deprecated."),
    ];
    sentences.extend(flags.into_iter().filter(|(holds, _)| *holds).map(|(_, text)| text.to_owned()));
    if let Some((property, values)) = &facts.only_with {
        let values: Vec<String> = values.iter().map(|value| code(value)).collect();
        sentences.push(format!("Only if {} is {}.", code(property), list(&values, "or")));
    }
    sentences.extend(facts.bounds.iter().map(|(keyword, value)| bound(keyword, value)));
    if !sentences.is_empty() {
        lines.push(sentences.join(" "));
    }
    lines
}

fn bound(keyword: &str, value: &Value) -> String {
    let code = match value {
        Value::Array(values) => values.iter().map(bound_value).collect::<Vec<_>>().join(", "),
        value => bound_value(value),
    };
    match keyword {
        "default" => format!("Default of the service: {code}."),
        "enum" => format!("Known values: {code}."),
        "exclusiveMaximum" => "The maximum is exclusive.".to_owned(),
        "exclusiveMinimum" => "The minimum is exclusive.".to_owned(),
        "format" => format!("Format: {code}."),
        "maxItems" => format!("At most {code} elements."),
        "maxLength" => format!("At most {code} characters."),
        "maxProperties" => format!("At most {code} properties."),
        "maximum" => format!("At most {code}."),
        "minItems" => format!("At least {code} elements."),
        "minLength" => format!("At least {code} characters."),
        "minimum" => format!("At least {code}."),
        "pattern" => format!("Pattern: {code}."),
        "uniqueItems" => "Elements are unique.".to_owned(),
        other => format!("{other}: {code}."),
    }
}

fn bound_value(value: &Value) -> String {
    match value {
        Value::String(text) => code(text),
        other => code(&other.to_string()),
    }
}

/// Returns a sentence in which each code span that is the name of a generated type is a link to the type.
fn linked(api: &Api, sentence: &str) -> String {
    let mut text = String::with_capacity(sentence.len());
    for (index, part) in sentence.split('`').enumerate() {
        // Every second part is inside of a code span.
        match index % 2 {
            0 => text.push_str(part),
            _ if api.types.contains_key(part) => text.push_str(&format!("[`{part}`](crate::types::{part})")),
            _ => text.push_str(&format!("`{part}`")),
        }
    }
    text
}

/// Returns the lines of a text, with an empty line at the end.
fn paragraph(text: &str) -> Vec<String> {
    text.trim().lines().map(|line| line.trim_end().to_owned()).chain([String::new()]).collect()
}

/// Joins items to `a, b or c`.
fn list(items: &[String], conjunction: &str) -> String {
    match items {
        [] => String::new(),
        [only] => only.clone(),
        [first @ .., last] => format!("{} {conjunction} {last}", first.join(", ")),
    }
}
