//! Validation of a document, before anything is derived from it.

use std::collections::HashMap;

use serde_json::Value;

use super::{METHODS, MediaType, Version, lookup, mapping_target, members, reference};
use crate::Error;
use crate::location::Location;

/// The maximum number of references in a row; a longer chain is circular.
const MAX_REFERENCE_CHAIN: usize = 16;

/// The extension that repeats the version of a media type.
const VERSION: &str = "x-xgen-version";

/// Validates the whole document and returns the first error.
pub(super) fn document(root: &Value) -> Result<(), Error> {
    version(root)?;
    security(root, &root["security"], Location::ROOT)?;
    operations(root)?;
    references(root, root, Location::ROOT, false)
}

fn version(root: &Value) -> Result<(), Error> {
    let advice = "pass an OpenAPI 3.0 document, for example with `openapi: 3.0.1`";
    match &root["openapi"] {
        Value::String(version) if version.starts_with("3.0.") => Ok(()),
        Value::Null => Err(Error::invalid("", "missing member `openapi`", advice)),
        other => Err(Error::invalid("/openapi", format!("unsupported OpenAPI version {other}"), advice)),
    }
}

fn operations(root: &Value) -> Result<(), Error> {
    let Some(paths) = root["paths"].as_object().filter(|paths| !paths.is_empty()) else {
        return Err(Error::invalid(
            "",
            "missing or empty member `paths`",
            "the text may be truncated: fetch the complete document again",
        ));
    };
    let location = Location::ROOT.key("paths");
    let mut seen: HashMap<&str, String> = HashMap::new();
    for (path, item) in paths {
        let location = location.key(path);
        // Specification extensions are not paths.
        if path.starts_with("x-") {
            continue;
        }
        if !path.starts_with('/') {
            return Err(Error::invalid(
                location,
                "the path does not start with a slash",
                "write it relative to the server's URL",
            ));
        }
        if !item.is_object() {
            return Err(not_an_object(location, "path item"));
        }
        for (method, operation) in members(item).filter(|(name, _)| METHODS.contains(name)) {
            let location = location.key(method);
            if !operation.is_object() {
                return Err(not_an_object(location, "operation"));
            }
            let id = operation_id(operation, location)?;
            if let Some(first) = seen.insert(id, location.to_string()) {
                return Err(Error::invalid(
                    location,
                    format!("duplicate operationId \"{id}\", also used by {first}"),
                    "rename one of them with an overlay, or report the duplicate to the publisher",
                ));
            }
            security(root, &operation["security"], location)?;
            stated_version(operation, location)?;
            responses(operation, location)?;
        }
    }
    Ok(())
}

/// Checks that the security requirements of the document or of an operation, `owner`, name schemes that exist.
fn security(root: &Value, requirements: &Value, owner: Location<'_>) -> Result<(), Error> {
    let location = owner.key("security");
    for (index, alternative) in requirements.as_array().into_iter().flatten().enumerate() {
        let is_missing = |name: &&str| root["components"]["securitySchemes"].get(*name).is_none();
        if let Some(name) = members(alternative).map(|(name, _)| name).find(is_missing) {
            return Err(Error::invalid(
                location.index(index).key(name),
                format!("the security scheme \"{name}\" is not defined"),
                "define it in `components.securitySchemes`, or correct the name",
            ));
        }
    }
    Ok(())
}

fn responses(operation: &Value, location: Location<'_>) -> Result<(), Error> {
    for (status, response) in members(&operation["responses"]) {
        stated_version(response, location.key("responses").key(status))?;
    }
    let mut statuses = members(&operation["responses"]).map(|(status, _)| status).peekable();
    if statuses.peek().is_none() {
        return Err(Error::invalid(
            location,
            "the operation has no responses",
            "add them, or fetch the complete document again",
        ));
    }
    match statuses.find(|status| !is_status(status)) {
        Some(status) => Err(Error::invalid(
            location.key("responses"),
            format!("invalid status \"{status}\""),
            "expected a status from 100 to 599, a range such as `4XX`, or `default`",
        )),
        None => Ok(()),
    }
}

/// Returns whether a text is a key of `responses`.
fn is_status(text: &str) -> bool {
    match text.as_bytes() {
        [b'1'..=b'5', rest @ ..] => rest == b"XX" || rest.len() == 2 && rest.iter().all(u8::is_ascii_digit),
        _ => text == "default" || text.starts_with("x-"),
    }
}

fn operation_id<'a>(operation: &'a Value, location: Location<'_>) -> Result<&'a str, Error> {
    operation["operationId"].as_str().filter(|id| !id.is_empty()).ok_or_else(|| {
        Error::invalid(location, "the operation has no operationId", "add one: the generated code is named after it")
    })
}

fn not_an_object(location: Location<'_>, what: &str) -> Error {
    Error::invalid(
        location,
        format!("the {what} is not an object"),
        "the text may be truncated or wrongly indented: correct it",
    )
}

/// Checks every `$ref` below `value`. `named` means that the keys of `value` are names, not keywords.
fn references(root: &Value, value: &Value, location: Location<'_>, named: bool) -> Result<(), Error> {
    match value {
        Value::Array(elements) => elements
            .iter()
            .enumerate()
            .try_for_each(|(index, element)| references(root, element, location.index(index), false)),
        Value::Object(_) if named => {
            members(value).try_for_each(|(name, member)| references(root, member, location.key(name), false))
        }
        Value::Object(_) => {
            if let Some(target) = reference(value) {
                check_target(root, target, location.key("$ref"))?;
            }
            let keywords = members(value).filter(|(keyword, _)| !holds_data(keyword));
            for (keyword, member) in keywords {
                if keyword == "content" {
                    media_types(member, location.key(keyword))?;
                }
                let named = is_map_of_names(keyword) && member.is_object();
                references(root, member, location.key(keyword), named)?;
                if keyword == "discriminator" {
                    mapping(root, &member["mapping"], location.key(keyword))?;
                }
            }
            Ok(())
        }
        _ => Ok(()),
    }
}

/// Checks the names of a body's media types, and the versions beside them.
fn media_types(content: &Value, location: Location<'_>) -> Result<(), Error> {
    for (name, body) in members(content) {
        let media_type = MediaType::parse(name).map_err(|_| {
            Error::invalid(
                location,
                format!("unknown form of media type \"{name}\""),
                "expected application/vnd.atlas.VERSION+FORMAT, where VERSION is a date such as 2023-01-01, a date followed \
                 by `.upcoming`, or `preview`, or a standard media type such as application/json; if Atlas has a new form, \
                 support it in `document/media_type.rs` of atlas-openapi",
            )
        })?;
        let stated = body.get(VERSION).and_then(Value::as_str);
        if let (Some(media_type), Some(stated)) = (media_type, stated)
            && stated != name
            && !agrees(&media_type.version.to_string(), stated)
        {
            return Err(Error::invalid(
                location.key(name).key(VERSION),
                format!("the version \"{stated}\" contradicts the media type"),
                "correct one of them with the publisher: the media type is sent in requests",
            ));
        }
    }
    Ok(())
}

/// Returns whether a stated version is that of the media type.
fn agrees(version: &str, stated: &str) -> bool {
    fn date(text: &str) -> &str {
        text.trim_end_matches(".upcoming")
    }
    date(without_time(stated)) == date(version)
}

/// Returns the date of a version. The official document writes some dates with a time.
fn without_time(stated: &str) -> &str {
    stated.split('T').next().unwrap_or(stated)
}

/// Checks the version of an operation or a response that states one.
fn stated_version(owner: &Value, location: Location<'_>) -> Result<(), Error> {
    match owner.get(VERSION).and_then(Value::as_str) {
        Some(stated) if Version::parse(without_time(stated)).is_none() => Err(Error::invalid(
            location.key(VERSION),
            format!("unknown form of version \"{stated}\""),
            "expected a date such as 2023-01-01, a date followed by `.upcoming`, or `preview`",
        )),
        _ => Ok(()),
    }
}

/// Checks the values of a discriminator's mapping, which are references without `$ref`, or names of schemas.
fn mapping(root: &Value, mapping: &Value, location: Location<'_>) -> Result<(), Error> {
    let location = location.key("mapping");
    members(mapping).try_for_each(|(value, target)| {
        target.as_str().map_or(Ok(()), |target| check_target(root, &mapping_target(target), location.key(value)))
    })
}

fn check_target(root: &Value, target: &str, location: Location<'_>) -> Result<(), Error> {
    if !target.starts_with("#/") {
        return Err(Error::invalid(
            location,
            format!("the reference \"{target}\" is not local"),
            "bundle all documents into one first",
        ));
    }
    let mut next = target;
    for _ in 0..MAX_REFERENCE_CHAIN {
        let Some(resolved) = lookup(root, next) else {
            return Err(Error::invalid(
                location,
                format!("unresolved reference \"{next}\""),
                "the text may be truncated: fetch the document again, or correct the reference",
            ));
        };
        match reference(resolved) {
            Some(target) => next = target,
            None => return Ok(()),
        }
    }
    Err(Error::invalid(
        location,
        format!("circular reference \"{target}\""),
        "point one of the references in the circle to an object",
    ))
}

/// Returns whether the keys of the object under this keyword are names, not OpenAPI keywords.
///
/// A property can be named `default` or `example`.
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

/// Returns whether the value of this keyword is data, where `$ref` is not a reference.
fn holds_data(keyword: &str) -> bool {
    matches!(keyword, "default" | "enum" | "example" | "examples") || keyword.starts_with("x-")
}
