//! Facts about properties and parameters beside their type.

use serde_json::Value;

use super::{LowerError, api::Facts, merge::Member, pointer::Schemas};

/// The keywords that are documented unchanged.
const BOUNDS: [&str; 13] = [
    "default",
    "exclusiveMaximum",
    "exclusiveMinimum",
    "format",
    "maxItems",
    "maxLength",
    "maxProperties",
    "maximum",
    "minItems",
    "minLength",
    "minimum",
    "pattern",
    "uniqueItems",
];

/// The formats that the type states already.
const TYPED_FORMATS: [&str; 7] = ["date", "date-time", "double", "float", "int32", "int64", "password"];

/// Returns the merged facts of all schemas of a property.
pub(super) fn of_member(schemas: Schemas<'_>, member: &Member) -> Result<Facts, LowerError> {
    let mut merged: Option<Facts> = None;
    for pointer in &member.pointers {
        let facts = of_schema(schemas, pointer)?;
        merged = Some(match merged {
            None => facts,
            Some(merged) => merge(merged, facts),
        });
    }
    let mut merged =
        merged.ok_or_else(|| LowerError::new("", "a property has no schema; this is a bug in atlas-openapi"))?;
    // A request must state its variant, even if the document marks the discriminator as read-only.
    merged.read_only &= !member.discriminates;
    merged.required = member.required;
    merged.only_with.clone_from(&member.only_with);
    Ok(merged)
}

/// Returns the facts of the schema at `pointer`, including those of the schema that defines its type, and of all schemas
/// on the way there.
pub(super) fn of_schema(schemas: Schemas<'_>, pointer: &str) -> Result<Facts, LowerError> {
    let chain = schemas.chain(pointer)?;
    let chain = chain.iter().map(|pointer| schemas.at(pointer)).collect::<Result<Vec<_>, _>>()?;
    let first = |keyword: &str| chain.iter().find_map(|schema| schema.get(keyword));
    let flag = |name: &str| chain.iter().any(|schema| schema.get(name) == Some(&Value::Bool(true)));
    let mut facts = Facts {
        // The summary of a type is not that of its use.
        summary: schemas.at(pointer)?.get("description").and_then(Value::as_str).map(str::to_owned),
        read_only: flag("readOnly"),
        write_only: flag("writeOnly"),
        deprecated: flag("deprecated"),
        ..Facts::default()
    };
    for keyword in BOUNDS {
        let Some(value) = first(keyword) else { continue };
        if keyword == "format" && value.as_str().is_some_and(|format| TYPED_FORMATS.contains(&format)) {
            continue;
        }
        facts.bounds.insert(keyword.to_owned(), value.clone());
    }
    // Enumerated numbers stay numbers; their known values are documented like a bound.
    if first("type").and_then(Value::as_str) == Some("integer")
        && let Some(values) = first("enum")
    {
        facts.bounds.insert("enum".to_owned(), values.clone());
    }
    Ok(facts)
}

/// Keeps the facts common to both schemas; a summary of one of them suffices.
fn merge(mut facts: Facts, other: Facts) -> Facts {
    facts.summary = facts.summary.or(other.summary);
    facts.read_only &= other.read_only;
    facts.write_only &= other.write_only;
    facts.deprecated &= other.deprecated;
    facts.bounds.retain(|keyword, value| other.bounds.get(keyword) == Some(value));
    facts
}
