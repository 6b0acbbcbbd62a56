//! Places in the document: JSON pointers, and what stands there.

use std::collections::BTreeSet;

use serde_json::Value;

use super::LowerError;

/// A JSON pointer to a schema. Two schemas are the same if they stand at the same place.
pub(super) type Place = String;

/// The schemas that a value may follow. More than one where variants of a union say different things of it.
pub(super) type Places = BTreeSet<Place>;

const SCHEMAS: &str = "/components/schemas/";

/// The place of `name` below `parent`.
pub(super) fn below(parent: &str, name: &str) -> Place {
    format!("{parent}/{}", name.replace('~', "~0").replace('/', "~1"))
}

/// The name of the component that `place` is, if it is one as a whole.
pub(super) fn component(place: &str) -> Option<&str> {
    place.strip_prefix(SCHEMAS).filter(|name| !name.contains('/'))
}

/// The name of the component that `place` is in.
pub(super) fn enclosing_component(place: &str) -> Option<&str> {
    place.strip_prefix(SCHEMAS)?.split('/').next()
}

/// The document, looked at by place.
#[derive(Clone, Copy)]
pub(super) struct Schemas<'a> {
    document: &'a Value,
}

impl<'a> Schemas<'a> {
    pub(super) fn new(document: &'a Value) -> Self {
        Self { document }
    }

    /// What stands at `place` itself, be it a reference.
    pub(super) fn at(self, place: &str) -> Result<&'a Value, LowerError> {
        self.document.pointer(place).ok_or_else(|| LowerError::new(place, "nothing is there"))
    }

    /// The place at the end of the references that begin at `place`.
    pub(super) fn resolve(self, place: &str) -> Result<Place, LowerError> {
        let mut place = place.to_owned();
        for _ in 0..32 {
            let Some(reference) = self.at(&place)?.get("$ref").and_then(Value::as_str) else { return Ok(place) };
            let Some(target) = reference.strip_prefix('#') else {
                return Err(LowerError::new(place, format!("`{reference}` leads out of the document")));
            };
            target.clone_into(&mut place);
        }
        Err(LowerError::new(place, "the reference leads in a circle"))
    }
}
