//! JSON pointers into the document.

use std::collections::BTreeSet;

use serde_json::Value;

use super::{LowerError, reached::Recorder};
use crate::location::escape;

/// A JSON pointer to a schema. It identifies the schema: two schemas with equal pointers are the same.
pub(super) type Pointer = String;

/// The schemas that a value can follow; several if the variants of a union differ.
pub(super) type Pointers = BTreeSet<Pointer>;

/// The number of references and wrappers in a row; a longer chain is circular.
const MAX_STEPS: usize = 64;

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

    /// Returns the value at `pointer`, if there is one, without recording that code is generated from it.
    pub(super) fn inspect(self, pointer: &str) -> Option<&'a Value> {
        self.document.pointer(pointer)
    }

    /// Returns the pointers to all schemas from the one at `pointer` to the one that defines its type, including both:
    /// follows references, also those that are the only part of an `allOf`, `oneOf` or `anyOf`, so that a description can
    /// stand beside them.
    pub(super) fn chain(self, pointer: &str) -> Result<Vec<Pointer>, LowerError> {
        self.follow(pointer, |pointer, schema| match reference(pointer, schema)? {
            // A component has a name of its own.
            None if component(pointer).is_none() => Ok(wrapped(pointer, schema)),
            target => Ok(target),
        })
    }

    /// Follows the references that start at `pointer`, and returns the pointer to the final target.
    pub(super) fn resolve(self, pointer: &str) -> Result<Pointer, LowerError> {
        self.references(pointer).map(last)
    }

    /// Returns the pointers to all schemas from the one at `pointer` to the final target of its reference, including both.
    pub(super) fn references(self, pointer: &str) -> Result<Vec<Pointer>, LowerError> {
        self.follow(pointer, reference)
    }

    /// Collects pointers from `pointer` on, as long as `next` returns another one.
    fn follow(
        self,
        pointer: &str,
        next: impl Fn(&str, &Value) -> Result<Option<Pointer>, LowerError>,
    ) -> Result<Vec<Pointer>, LowerError> {
        let mut pointers = vec![pointer.to_owned()];
        let mut current = pointer.to_owned();
        while pointers.len() <= MAX_STEPS {
            let Some(target) = next(&current, self.at(&current)?)? else { return Ok(pointers) };
            pointers.push(target.clone());
            current = target;
        }
        Err(LowerError::new(pointer, "circular reference; point one of the references to an object"))
    }
}

fn last(mut pointers: Vec<Pointer>) -> Pointer {
    pointers.pop().unwrap_or_default()
}

/// Returns the target of the reference at `pointer`, if it is one.
fn reference(pointer: &str, schema: &Value) -> Result<Option<Pointer>, LowerError> {
    let Some(reference) = schema.get("$ref").and_then(Value::as_str) else { return Ok(None) };
    match reference.strip_prefix('#') {
        Some(target) => Ok(Some(target.to_owned())),
        None => Err(LowerError::new(
            pointer,
            format!("the reference \"{reference}\" is not local; bundle all documents into one first"),
        )),
    }
}

/// The keywords that combine schemas.
pub(super) const COMPOSITION: [&str; 3] = ["allOf", "anyOf", "oneOf"];

/// The keywords that do not affect the type of a schema.
const WITHOUT_EFFECT: [&str; 7] =
    ["default", "deprecated", "description", "nullable", "readOnly", "title", "writeOnly"];

/// Returns the pointer to the only part of a schema, a reference, if nothing else affects the type or the type's name.
fn wrapped(pointer: &str, schema: &Value) -> Option<Pointer> {
    let mut composed = COMPOSITION.into_iter().filter(|keyword| schema.get(keyword).is_some());
    let (Some(keyword), None) = (composed.next(), composed.next()) else { return None };
    let [part] = schema.get(keyword)?.as_array()?.as_slice() else { return None };
    part.get("$ref")?;
    let has_no_effect = |(name, value): (&String, &Value)| match name.as_str() {
        "x-atlas-name" | "x-atlas-names" => false,
        // The type of the parts is the correct one, also for a union of strings with the type `object`.
        "type" => value == "object",
        name => name == keyword || name.starts_with("x-") || WITHOUT_EFFECT.contains(&name),
    };
    let is_wrapper = schema.as_object()?.iter().all(has_no_effect);
    is_wrapper.then(|| format!("{pointer}/{keyword}/0"))
}
