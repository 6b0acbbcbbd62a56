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

/// The facts of one schema.
pub(super) struct SchemaFacts {
    pub(super) facts: Facts,
    /// Whether an overlay marks the value as a secret.
    pub(super) secret: bool,
}

/// Returns the merged facts of all schemas of a property.
pub(super) fn of_member(schemas: Schemas<'_>, member: &Member) -> Result<SchemaFacts, LowerError> {
    let mut merged: Option<SchemaFacts> = None;
    for pointer in &member.pointers {
        let facts = of_schema(schemas, pointer)?;
        merged = Some(match merged {
            None => facts,
            Some(merged) => merged.merge(facts),
        });
    }
    let mut merged =
        merged.ok_or_else(|| LowerError::new("", "a property has no schema; this is a bug in atlas-openapi"))?;
    // A request must state its variant, even if the document marks the discriminator as read-only.
    merged.facts.read_only &= !member.discriminates;
    merged.facts.required = member.required;
    merged.facts.only_with.clone_from(&member.only_with);
    Ok(merged)
}

/// Returns the facts of the schema at `pointer`, including those of the schema that defines its type.
pub(super) fn of_schema(schemas: Schemas<'_>, pointer: &str) -> Result<SchemaFacts, LowerError> {
    let (schema, target) = (schemas.at(pointer)?, schemas.at(&schemas.definition(pointer)?)?);
    let flag = |name: &str| [schema, target].iter().any(|schema| schema.get(name) == Some(&Value::Bool(true)));
    let mut facts = Facts {
        summary: schema.get("description").and_then(Value::as_str).map(str::to_owned),
        read_only: flag("readOnly"),
        write_only: flag("writeOnly"),
        deprecated: flag("deprecated"),
        ..Facts::default()
    };
    for keyword in BOUNDS {
        let Some(value) = schema.get(keyword).or_else(|| target.get(keyword)) else { continue };
        if keyword == "format" && value.as_str().is_some_and(|format| TYPED_FORMATS.contains(&format)) {
            continue;
        }
        facts.bounds.insert(keyword.to_owned(), value.clone());
    }
    // Enumerated numbers stay numbers; their known values are documented like a bound.
    if target.get("type").and_then(Value::as_str) == Some("integer")
        && let Some(values) = target.get("enum")
    {
        facts.bounds.insert("enum".to_owned(), values.clone());
    }
    Ok(SchemaFacts { facts, secret: flag("x-atlas-secret") })
}

impl SchemaFacts {
    /// Keeps the facts common to both schemas; a summary or a secret mark in one of them suffices.
    fn merge(mut self, other: Self) -> Self {
        self.facts.summary = self.facts.summary.or(other.facts.summary);
        self.facts.read_only &= other.facts.read_only;
        self.facts.write_only &= other.facts.write_only;
        self.facts.deprecated &= other.facts.deprecated;
        self.facts.bounds.retain(|keyword, value| other.facts.bounds.get(keyword) == Some(value));
        self.secret |= other.secret;
        self
    }
}
