//! Doc comments: what is known, in our own words.

use atlas_openapi::lower::{Facts, Format, Operation, Parameter, Shape, Type, TypeRef};
use serde_json::Value;

use super::identifiers;

/// The documentation of an operation.
pub(super) fn operation(operation: &Operation) -> Vec<String> {
    let mut lines = Vec::new();
    if let Some(summary) = &operation.summary {
        lines.extend(paragraph(summary));
    }
    lines.push(format!("`{} {}`", operation.method, operation.path));
    lines.push(String::new());
    let version = if operation.is_preview() { "preview" } else { &operation.version };
    lines.push(format!("* Operation [`{}`]({}), version {version}.", operation.id, operation.docs));
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
        lines.push("* Deprecated by the service.".to_owned());
    }
    lines.push(format!("* {}", answer(operation)));
    for format in &operation.response.other_formats {
        lines.push(format!("* Has another form, a stream: end it with `send_{}`.", identifiers::suffix(*format)));
    }
    lines
}

fn answer(operation: &Operation) -> String {
    match (operation.response.format, &operation.response.ty) {
        (Format::Json, Some(ty)) => format!("Answers with {}.", link(ty)),
        (Format::Json, None) => "Answers without a value.".to_owned(),
        (Format::Text, _) => "Answers with text, as a stream.".to_owned(),
        (Format::Gzip, _) => "Answers with a gzip archive, as a stream.".to_owned(),
        (Format::Csv, _) => "Answers with comma-separated values, as a stream.".to_owned(),
    }
}

/// A type as a link where it is one of ours.
fn link(ty: &TypeRef) -> String {
    match ty {
        TypeRef::Named(name) => format!("[`{name}`](crate::types::{name})"),
        TypeRef::List(inner) => format!("a list of {}", link(inner)),
        TypeRef::Map(inner) => format!("a map of {}", link(inner)),
        TypeRef::Bool => "`true` or `false`".to_owned(),
        TypeRef::Json => "any JSON value".to_owned(),
        other => format!("a value of kind {other}"),
    }
}

/// The documentation of a parameter's setter.
pub(super) fn parameter(parameter: &Parameter) -> Vec<String> {
    let place = match parameter.location.as_str() {
        "path" => "of the path",
        "header" => "as a header",
        _ => "of the query",
    };
    let mut lines = facts(&parameter.facts);
    let required = if parameter.required { "" } else { ", optional" };
    lines.insert(0, format!("Sets `{}` {place}{required}.", parameter.name));
    lines
}

/// The documentation of a type.
pub(super) fn type_(name: &str, ty: &Type) -> Vec<String> {
    let mut lines = Vec::new();
    if let Some(summary) = &ty.summary {
        lines.extend(paragraph(summary));
    }
    // A union can have dozens of variants; a few of them say enough.
    let (shown, hidden) = ty.origins.split_at(ty.origins.len().min(4));
    let mut origins: Vec<String> = shown.iter().map(|origin| format!("`{origin}`")).collect();
    if !hidden.is_empty() {
        origins.push(format!("{} more", hidden.len()));
    }
    let direction = if is_request_type(name, ty) { ", as a request carries it" } else { "" };
    lines.push(format!("{} of the document{direction}.", list(&origins, "and")));
    lines
}

fn is_request_type(name: &str, ty: &Type) -> bool {
    let other = name.strip_suffix("Input");
    matches!((&ty.shape, other), (Shape::Object(object), Some(other)) if object.made_from.contains(other))
}

/// What is known of a property or a parameter; nothing where its name says all.
pub(super) fn facts(facts: &Facts) -> Vec<String> {
    let mut lines = Vec::new();
    if let Some(summary) = &facts.summary {
        lines.extend(paragraph(summary));
        lines.pop(); // A short list of facts follows at once.
    }
    let mut said = Vec::new();
    let flags = [
        (facts.required, "Required."),
        (facts.read_only, "Read-only."),
        (facts.write_only, "Write-only."),
        (facts.deprecated, "Deprecated."),
    ];
    said.extend(flags.into_iter().filter(|(holds, _)| *holds).map(|(_, text)| text.to_owned()));
    if let Some((property, values)) = &facts.only_with {
        let values: Vec<String> = values.iter().map(|value| format!("`{value}`")).collect();
        said.push(format!("Only where `{property}` is {}.", list(&values, "or")));
    }
    said.extend(facts.bounds.iter().map(|(keyword, value)| bound(keyword, value)));
    if !said.is_empty() {
        lines.push(said.join(" "));
    }
    lines
}

fn bound(keyword: &str, value: &Value) -> String {
    let code = match value {
        Value::String(text) => format!("`{text}`"),
        Value::Array(values) => {
            let values: Vec<String> = values.iter().map(bound_value).collect();
            values.join(", ")
        }
        other => format!("`{other}`"),
    };
    match keyword {
        "default" => format!("The service takes {code} if it is left out."),
        "enum" => format!("Known values: {code}."),
        "exclusiveMaximum" => "The maximum itself is excluded.".to_owned(),
        "exclusiveMinimum" => "The minimum itself is excluded.".to_owned(),
        "format" => format!("Format: {code}."),
        "maxItems" => format!("At most {code} elements."),
        "maxLength" => format!("At most {code} characters."),
        "maxProperties" => format!("At most {code} properties."),
        "maximum" => format!("At most {code}."),
        "minItems" => format!("At least {code} elements."),
        "minLength" => format!("At least {code} characters."),
        "minimum" => format!("At least {code}."),
        "pattern" => format!("Pattern: `{}`.", value.as_str().unwrap_or_default()),
        "uniqueItems" => "No element twice.".to_owned(),
        other => format!("{other}: {code}."),
    }
}

fn bound_value(value: &Value) -> String {
    match value {
        Value::String(text) => format!("`{text}`"),
        other => format!("`{other}`"),
    }
}

/// A text of several lines, with an empty line after it.
fn paragraph(text: &str) -> Vec<String> {
    text.trim().lines().map(|line| line.trim_end().to_owned()).chain([String::new()]).collect()
}

/// `a, b or c`.
fn list(items: &[String], conjunction: &str) -> String {
    match items {
        [] => String::new(),
        [only] => only.clone(),
        [first @ .., last] => format!("{} {conjunction} {last}", first.join(", ")),
    }
}
