//! The parameters of an operation.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::{
    LowerError,
    api::{Facts, TypeRef},
    facts, identifiers,
    plain::PlainContent,
    pointer::{Pointer, Pointers, Schemas},
};

/// Parameters without use in a typed client.
const SKIPPED: [&str; 2] = ["envelope", "pretty"];

/// A parameter of an operation.
#[derive(Debug)]
pub(super) struct ResolvedParameter {
    pub(super) name: String,
    pub(super) location: String,
    pub(super) ty: TypeRef,
    pub(super) facts: Facts,
    pub(super) pointer: String,
}

/// Resolves the parameters of the operation at `operation` and of its path item, in the order of the document. A parameter
/// of the operation replaces one of the path item.
pub(super) fn resolve(
    schemas: Schemas<'_>,
    path: &str,
    item: &str,
    operation: &str,
) -> Result<Vec<ResolvedParameter>, LowerError> {
    let mut pointers: Vec<((String, String), Pointer)> = Vec::new();
    let mut positions = BTreeMap::<(String, String), usize>::new();
    for owner in [item, operation] {
        let mut own = BTreeSet::new();
        for index in 0..schemas.at(owner)?.get("parameters").and_then(Value::as_array).map_or(0, Vec::len) {
            let pointer = schemas.resolve(&format!("{owner}/parameters/{index}"))?;
            let parameter = schemas.at(&pointer)?;
            let key = (text(parameter, "in"), text(parameter, "name"));
            if !own.insert(key.clone()) {
                let problem = format!("parameter `{}`: declared twice; remove one of them with an overlay", key.1);
                return Err(LowerError::new(format!("{owner}/parameters/{index}"), problem));
            }
            match positions.get(&key).and_then(|at| pointers.get_mut(*at)) {
                Some((_, inherited)) => *inherited = pointer,
                None => {
                    positions.insert(key.clone(), pointers.len());
                    pointers.push((key, pointer));
                }
            }
        }
    }
    let resolved = pointers
        .into_iter()
        .filter(|((_, name), _)| !SKIPPED.contains(&name.as_str()))
        .map(|((location, name), pointer)| parameter(schemas, &pointer, location, name))
        .collect::<Result<Vec<_>, _>>()?;
    check_path(path, operation, &resolved)?;
    check_names(operation, &resolved)?;
    Ok(resolved)
}

fn text(parameter: &Value, name: &str) -> String {
    parameter.get(name).and_then(Value::as_str).unwrap_or_default().to_owned()
}

fn parameter(
    schemas: Schemas<'_>,
    pointer: &str,
    location: String,
    name: String,
) -> Result<ResolvedParameter, LowerError> {
    let parameter = schemas.at(pointer)?;
    let error = |problem: String| LowerError::new(pointer, format!("parameter `{name}`: {problem}"));
    if parameter.get("schema").is_none() {
        return Err(error(
            "has no schema; `content` is not supported, describe it with a `schema` by an overlay".to_owned(),
        ));
    }
    let schema_pointer = format!("{pointer}/schema");
    let content = PlainContent::of(schemas, &Pointers::from([schema_pointer.clone()]))?;
    check_wire_format(parameter, &content, &location).map_err(error)?;
    let element = match content.items.is_empty() {
        true => None,
        false => Some(PlainContent::of(schemas, &content.items)?),
    };
    if content.is_secret || element.as_ref().is_some_and(|element| element.is_secret) {
        let problem = "a secret in a parameter would be printed; remove the parameter, or its mark, with an overlay";
        return Err(error(problem.to_owned()));
    }
    let Some(ty) = content.ty(element.as_ref()) else {
        let problem = "only plain values and lists of them are supported; correct its schema with an overlay";
        return Err(error(problem.to_owned()));
    };
    let schema_facts = facts::of_schema(schemas, &schema_pointer)?;
    let flag = |name: &str| parameter.get(name).and_then(Value::as_bool).unwrap_or(false);
    let mut facts = Facts {
        required: flag("required"),
        summary: parameter.get("description").and_then(Value::as_str).map(str::to_owned),
        deprecated: flag("deprecated"),
        ..schema_facts
    };
    let values = content.known.or_else(|| element?.known);
    facts.bounds.extend(values.map(|values| ("enum".to_owned(), values)));
    // A segment of a path is text, also if its schema is a number or a date.
    let ty = if location == "path" { TypeRef::Text } else { ty };
    Ok(ResolvedParameter { ty, location, name, facts, pointer: pointer.to_owned() })
}

/// Rejects locations and formats that the generated client does not have.
fn check_wire_format(parameter: &Value, content: &PlainContent, location: &str) -> Result<(), String> {
    let default_style = match location {
        "path" | "header" => "simple",
        "query" => "form",
        other => return Err(format!("location `{other}` is not supported; expected path, query or header")),
    };
    if let Some(style) = parameter.get("style").and_then(Value::as_str).filter(|style| *style != default_style) {
        return Err(format!("style `{style}` is not supported; expected `{default_style}`"));
    }
    if location == "header" {
        check_header(parameter)?;
    }
    let is_list = !content.items.is_empty();
    // The default is one `name=value` for each element in the query, and a list with commas elsewhere.
    let explodes = location == "query";
    if is_list && parameter.get("explode").and_then(Value::as_bool).is_some_and(|explode| explode != explodes) {
        return Err(format!("`explode: {}` is not supported for a list in {location}", !explodes));
    }
    if is_list && location != "query" {
        return Err(format!("a list in {location} is not supported; correct its type with an overlay"));
    }
    if location != "query" && content.has_format("date-time") {
        return Err(format!("a `date-time` in {location} is not supported; correct its format with an overlay"));
    }
    if parameter.get("allowReserved") == Some(&Value::Bool(true)) {
        return Err("`allowReserved` is not supported: reserved characters are always encoded".to_owned());
    }
    if location == "path" && parameter.get("required") != Some(&Value::Bool(true)) {
        return Err("a parameter in the path must be required; correct it with an overlay".to_owned());
    }
    Ok(())
}

/// The headers that the client and its connection set.
const OWN_HEADERS: [&str; 9] = [
    "accept",
    "authorization",
    "connection",
    "content-length",
    "content-type",
    "host",
    "te",
    "transfer-encoding",
    "upgrade",
];

/// Rejects the name of a header that is not valid in HTTP, or that belongs to the client itself.
fn check_header(parameter: &Value) -> Result<(), String> {
    let name = parameter.get("name").and_then(Value::as_str).unwrap_or_default();
    let is_token = |byte: u8| byte.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&byte);
    if name.is_empty() || !name.bytes().all(is_token) {
        return Err("is not the name of a header in HTTP; correct it with an overlay".to_owned());
    }
    if OWN_HEADERS.iter().any(|own| name.eq_ignore_ascii_case(own)) {
        return Err("the client sets this header itself; remove the parameter with an overlay".to_owned());
    }
    Ok(())
}

/// Checks that the template has exactly the declared path parameters, each once.
fn check_path(path: &str, pointer: &str, parameters: &[ResolvedParameter]) -> Result<(), LowerError> {
    let error = |problem: String| Err(LowerError::new(pointer, problem));
    let mut in_template = BTreeSet::new();
    let mut rest = path;
    while let Some((_, after)) = rest.split_once('{') {
        let Some((name, after)) = after.split_once('}') else {
            return error(format!("path \"{path}\": a brace is not closed; correct the path"));
        };
        if name.is_empty() || name.contains(['{', '/']) || !in_template.insert(name) {
            return error(format!(
                "path \"{path}\": parameter `{{{name}}}` is empty, repeated or not a name; correct the path"
            ));
        }
        rest = after;
    }
    if rest.contains('}') || path.contains(['?', '#']) || path.chars().any(char::is_control) {
        return error(format!("path {path:?}: has a character that is not part of a path; correct the path"));
    }
    let declared: BTreeSet<&str> = parameters
        .iter()
        .filter(|parameter| parameter.location == "path")
        .map(|parameter| parameter.name.as_str())
        .collect();
    if let Some(name) = in_template.difference(&declared).next() {
        return error(format!("path \"{path}\": parameter `{name}` is not declared; declare it with an overlay"));
    }
    if let Some(name) = declared.difference(&in_template).next() {
        return error(format!("path \"{path}\": has no parameter `{name}`; remove its declaration with an overlay"));
    }
    Ok(())
}

/// Checks that each parameter has a setter of its own.
fn check_names(pointer: &str, parameters: &[ResolvedParameter]) -> Result<(), LowerError> {
    let mut setters = BTreeMap::new();
    for parameter in parameters {
        let name = &parameter.name;
        let Some(setter) = identifiers::setter(name) else {
            return Err(LowerError::new(pointer, format!("parameter {name:?}: no setter can be named after it")));
        };
        if identifiers::is_builder_method(&setter) {
            let problem =
                format!("parameter `{name}`: its setter `{setter}` would conflict with a method of the builder");
            return Err(LowerError::new(pointer, problem));
        }
        if let Some(other) = setters.insert(setter.clone(), name.as_str()) {
            let problem =
                format!("parameters `{other}` and `{name}`: both would have the setter `{setter}`; rename one of them");
            return Err(LowerError::new(pointer, problem));
        }
    }
    Ok(())
}
