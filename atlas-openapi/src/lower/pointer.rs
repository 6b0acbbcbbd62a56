//! JSON pointers into the document.

use std::collections::BTreeSet;

use serde_json::Value;

use super::{LowerError, reached::Recorder};
use crate::location::escape;

/// A JSON pointer to a schema. It identifies the schema: two schemas with equal pointers are the same.
pub(super) type Pointer = String;

/// The schemas that a value can follow; several if the variants of a union differ.
pub(super) type Pointers = BTreeSet<Pointer>;

/// The number of references in a row; a longer chain is circular.
const MAX_REFERENCES: usize = 32;

const SCHEMAS: &str = "/components/schemas/";

/// Returns the pointer to the member `name` of the value at `parent`.
pub(super) fn below(parent: &str, name: &str) -> Pointer {
    format!("{parent}/{}", escape(name))
}

/// Returns the name of the component schema at `pointer`; `None` for a part of a component.
pub(super) fn component(pointer: &str) -> Option<&str> {
    pointer.strip_prefix(SCHEMAS).filter(|name| !name.contains('/'))
}

/// Returns the name of the component schema that is at `pointer` or contains it.
pub(super) fn enclosing_component(pointer: &str) -> Option<&str> {
    pointer.strip_prefix(SCHEMAS)?.split('/').next()
}

/// Lookup of schemas and other values in the document by JSON pointer.
#[derive(Clone, Copy)]
pub(super) struct Schemas<'a> {
    document: &'a Value,
    reached: &'a Recorder,
}

impl<'a> Schemas<'a> {
    pub(super) fn new(document: &'a Value, reached: &'a Recorder) -> Self {
        Self { document, reached }
    }

    /// Returns the value at `pointer`, without following a reference there.
    pub(super) fn at(self, pointer: &str) -> Result<&'a Value, LowerError> {
        self.reached.record(pointer);
        self.document
            .pointer(pointer)
            .ok_or_else(|| LowerError::new(pointer, "missing value; correct the references to it"))
    }

    /// Returns the pointer to the schema that defines the type of the schema at `pointer`: follows references, also those
    /// that are wrapped in an `allOf` so that a description can stand beside them.
    pub(super) fn definition(self, pointer: &str) -> Result<Pointer, LowerError> {
        let mut pointer = self.resolve(pointer)?;
        for _ in 0..MAX_REFERENCES {
            // A component has a name of its own.
            if component(&pointer).is_some() || !is_wrapper(self.at(&pointer)?) {
                break;
            }
            pointer = self.resolve(&format!("{pointer}/allOf/0"))?;
        }
        Ok(pointer)
    }

    /// Follows the references that start at `pointer`, and returns the pointer to the final target.
    pub(super) fn resolve(self, pointer: &str) -> Result<Pointer, LowerError> {
        let mut pointer = pointer.to_owned();
        for _ in 0..MAX_REFERENCES {
            let Some(reference) = self.at(&pointer)?.get("$ref").and_then(Value::as_str) else { return Ok(pointer) };
            let Some(target) = reference.strip_prefix('#') else {
                return Err(LowerError::new(
                    pointer,
                    format!("the reference \"{reference}\" is not local; bundle all documents into one first"),
                ));
            };
            target.clone_into(&mut pointer);
        }
        Err(LowerError::new(pointer, "circular reference; point one of the references to an object"))
    }
}

/// The keywords that do not affect the type of a schema.
const WITHOUT_EFFECT: [&str; 7] =
    ["default", "deprecated", "description", "nullable", "readOnly", "title", "writeOnly"];

/// Returns whether a schema has one part, a reference, and nothing else that affects its type or the type's name.
fn is_wrapper(schema: &Value) -> bool {
    let Some([part]) = schema.get("allOf").and_then(Value::as_array).map(Vec::as_slice) else { return false };
    let has_no_effect = |keyword: &str| match keyword {
        "x-atlas-name" | "x-atlas-names" => false,
        _ => keyword == "allOf" || keyword.starts_with("x-") || WITHOUT_EFFECT.contains(&keyword),
    };
    part.get("$ref").is_some()
        && schema.as_object().is_some_and(|schema| schema.keys().all(|keyword| has_no_effect(keyword)))
}
