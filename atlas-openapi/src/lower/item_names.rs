//! The Rust names of properties and of the values of enumerations.

use std::collections::BTreeMap;

use serde_json::Value;

use super::{
    LowerError, identifiers,
    pointer::{Pointer, Pointers, Schemas, below},
};

/// The extension for the names of a schema's properties or values from overlays: a map from a property or value to its
/// name.
const NAMES: &str = "x-atlas-names";

/// Returns the field of a property, whose schemas are at `pointers`.
pub(super) fn field(schemas: Schemas<'_>, property: &str, pointers: &Pointers) -> Result<String, LowerError> {
    let suffix = below("/properties", property);
    for pointer in pointers {
        let Some(owner) = pointer.strip_suffix(&suffix) else { continue };
        if let Some(name) = overlay_name(schemas, owner, property)? {
            return Ok(name);
        }
    }
    identifiers::field(property).ok_or_else(|| {
        let pointer = pointers.first().cloned().unwrap_or_default();
        unnamed(pointer, ("property", "field"), property)
    })
}

/// Returns the variants of the values of an enumeration, whose schemas are at `pointers`.
pub(super) fn variants(
    schemas: Schemas<'_>,
    values: &[String],
    pointers: &Pointers,
) -> Result<Vec<String>, LowerError> {
    let pointer = || pointers.first().cloned().unwrap_or_default();
    let mut owners = BTreeMap::<String, &str>::new();
    let mut variants = Vec::with_capacity(values.len());
    for value in values {
        let mut name = None;
        for pointer in pointers {
            name = name.or(overlay_name(schemas, pointer, value)?);
        }
        let name = name
            .or_else(|| identifiers::variant(value))
            .ok_or_else(|| unnamed(pointer(), ("value", "variant"), value))?;
        if let Some(other) = owners.insert(name.clone(), value) {
            return Err(collision(pointer(), ("values", "variant"), (other, value), &name));
        }
        variants.push(name);
    }
    Ok(variants)
}

/// Returns the error for two items with one name.
pub(super) fn collision(
    pointer: Pointer,
    (items, kind): (&str, &str),
    (one, other): (&str, &str),
    name: &str,
) -> LowerError {
    let problem = format!(
        "{items} `{one}` and `{other}`: both would be the {kind} `{name}`; name the new one in `{NAMES}` of its schema, \
         with an overlay"
    );
    LowerError::new(pointer, problem)
}

fn unnamed(pointer: Pointer, (item, kind): (&str, &str), name: &str) -> LowerError {
    let problem = format!(
        "{item} {name:?}: no {kind} can be named after it; name it in `{NAMES}` of its schema, with an overlay"
    );
    LowerError::new(pointer, problem)
}

/// Returns the name that an overlay sets for an item of the schema at `pointer`.
fn overlay_name(schemas: Schemas<'_>, pointer: &str, item: &str) -> Result<Option<String>, LowerError> {
    match schemas.at(pointer)?.get(NAMES).and_then(|names| names.get(item)) {
        None => Ok(None),
        Some(Value::String(name)) if identifiers::is_free(name) => Ok(Some(name.clone())),
        Some(other) => {
            let problem =
                format!("`{NAMES}`: {other} is not an identifier that is free; choose another name for `{item}`");
            Err(LowerError::new(pointer, problem))
        }
    }
}
