//! What a document must fulfil before anything is derived from it.

use std::collections::HashMap;

use serde_json::Value;

use super::{METHODS, lookup, members, reference};
use crate::Error;
use crate::pointer::Place;

/// References lead to references, but never this often in a row; only a circle does.
const LONGEST_CHAIN: usize = 16;

/// Checks all of it; the first fault found is reported.
pub(super) fn document(root: &Value) -> Result<(), Error> {
    version(root)?;
    operations(root)?;
    references(root, root, Place::ROOT, false)
}

fn version(root: &Value) -> Result<(), Error> {
    let advice = "give an OpenAPI 3.0 document, which says `openapi: 3.0.1` or the like";
    match &root["openapi"] {
        Value::String(version) if version.starts_with("3.0.") => Ok(()),
        Value::Null => Err(Error::invalid("", "there is no `openapi` member", advice)),
        other => Err(Error::invalid("/openapi", format!("the version is {other}, not 3.0"), advice)),
    }
}

fn operations(root: &Value) -> Result<(), Error> {
    let Some(paths) = root["paths"].as_object().filter(|paths| !paths.is_empty()) else {
        return Err(Error::invalid(
            "",
            "there are no `paths`",
            "the text may be cut off; fetch the document again, whole",
        ));
    };
    let place = Place::ROOT.key("paths");
    let mut seen: HashMap<&str, String> = HashMap::new();
    for (path, item) in paths {
        let place = place.key(path);
        // Members that begin with `x-` are extensions, not paths.
        if path.starts_with("x-") {
            continue;
        }
        if !path.starts_with('/') {
            return Err(Error::invalid(
                place,
                "the path does not begin with a slash",
                "write it as a path below the server's address",
            ));
        }
        if !item.is_object() {
            return Err(no_object(place, "path item"));
        }
        for (method, operation) in members(item).filter(|(name, _)| METHODS.contains(name)) {
            let place = place.key(method);
            if !operation.is_object() {
                return Err(no_object(place, "operation"));
            }
            let id = operation_id(operation, place)?;
            if let Some(first) = seen.insert(id, place.to_string()) {
                return Err(Error::invalid(
                    place,
                    format!("its operationId `{id}` is also that of {first}"),
                    "rename one of them with an overlay, or report it to the publisher",
                ));
            }
            if members(&operation["responses"]).next().is_none() {
                return Err(Error::invalid(
                    place,
                    "the operation has no responses",
                    "add them, or fetch the document again, whole",
                ));
            }
        }
    }
    Ok(())
}

fn operation_id<'a>(operation: &'a Value, place: Place<'_>) -> Result<&'a str, Error> {
    operation["operationId"].as_str().filter(|id| !id.is_empty()).ok_or_else(|| {
        Error::invalid(place, "the operation has no operationId", "give it one: code is generated under that name")
    })
}

fn no_object(place: Place<'_>, what: &str) -> Error {
    Error::invalid(
        place,
        format!("the {what} is not an object"),
        "the text may be cut off or wrongly indented; correct it",
    )
}

/// Checks every `$ref` below `value`; `named` where the members of `value` are things with names, not keywords.
fn references(root: &Value, value: &Value, place: Place<'_>, named: bool) -> Result<(), Error> {
    match value {
        Value::Array(elements) => elements
            .iter()
            .enumerate()
            .try_for_each(|(index, element)| references(root, element, place.index(index), false)),
        Value::Object(_) if named => {
            members(value).try_for_each(|(name, member)| references(root, member, place.key(name), false))
        }
        Value::Object(_) => {
            if let Some(target) = reference(value) {
                leads_somewhere(root, target, place.key("$ref"))?;
            }
            let keywords = members(value).filter(|(keyword, _)| !holds_data(keyword));
            for (keyword, member) in keywords {
                let named = is_map_of_names(keyword) && member.is_object();
                references(root, member, place.key(keyword), named)?;
                if keyword == "discriminator" {
                    mapping(root, &member["mapping"], place.key(keyword))?;
                }
            }
            Ok(())
        }
        _ => Ok(()),
    }
}

/// The values of a discriminator's mapping are references too, though they are not written as `$ref`.
fn mapping(root: &Value, mapping: &Value, place: Place<'_>) -> Result<(), Error> {
    let place = place.key("mapping");
    members(mapping).try_for_each(|(value, target)| match target.as_str() {
        Some(target) if target.starts_with('#') => leads_somewhere(root, target, place.key(value)),
        _ => Ok(()),
    })
}

fn leads_somewhere(root: &Value, target: &str, place: Place<'_>) -> Result<(), Error> {
    if !target.starts_with("#/") {
        return Err(Error::invalid(
            place,
            format!("the reference `{target}` leads out of the document"),
            "bundle the documents into one first",
        ));
    }
    let mut next = target;
    for _ in 0..LONGEST_CHAIN {
        let Some(found) = lookup(root, next) else {
            return Err(Error::invalid(
                place,
                format!("the reference leads to `{next}`, which is not there"),
                "the text may be cut off; fetch the document again, or correct the reference",
            ));
        };
        match reference(found) {
            Some(further) => next = further,
            None => return Ok(()),
        }
    }
    Err(Error::invalid(
        place,
        format!("the reference to `{target}` runs in a circle"),
        "let one of the references on the way lead to an object",
    ))
}

/// Whether the members of the object under this keyword are names given by the author, not keywords of OpenAPI.
///
/// A property may well be called `default` or `example`; under `properties` that is a name.
fn is_map_of_names(keyword: &str) -> bool {
    matches!(
        keyword,
        "callbacks"
            | "content"
            | "headers"
            | "mapping"
            | "parameters"
            | "paths"
            | "properties"
            | "requestBodies"
            | "responses"
            | "schemas"
            | "securitySchemes"
    )
}

/// Whether what stands under this keyword is data, in which a `$ref` is only a word.
fn holds_data(keyword: &str) -> bool {
    matches!(keyword, "default" | "enum" | "example" | "examples") || keyword.starts_with("x-")
}
