//! The content of plain values: strings, numbers, booleans and lists of them, which parameters can be.

use std::collections::BTreeSet;

use serde_json::Value;

use super::{
    LowerError,
    api::TypeRef,
    merge::NO_ITEMS,
    pointer::{COMPOSITION, Pointers, Schemas, below},
    secrets,
};

/// The content of all schemas that a plain value can follow.
#[derive(Debug, Default)]
pub(super) struct PlainContent {
    /// The types and formats, such as `integer` and `int32`; each is empty if a schema has none.
    forms: BTreeSet<(String, String)>,
    /// The element schemas of lists.
    pub(super) items: Pointers,
    /// The known values, if there is only one schema with a type.
    pub(super) known: Option<Value>,
    /// The number of schemas with a type.
    typed: usize,
    /// Whether a schema marks the value as a secret.
    pub(super) is_secret: bool,
}

impl PlainContent {
    /// Collects the content of the schemas at `pointers`. A schema is visited once, also if several others include it.
    pub(super) fn of(schemas: Schemas<'_>, pointers: &Pointers) -> Result<Self, LowerError> {
        let mut content = Self::default();
        let mut seen = BTreeSet::new();
        let mut pending: Vec<(String, bool)> = pointers.iter().map(|pointer| (pointer.clone(), false)).collect();
        while let Some((pointer, is_part)) = pending.pop() {
            let references = schemas.references(&pointer)?;
            for pointer in &references {
                content.is_secret |= secrets::is_marked(schemas.at(pointer)?);
            }
            let pointer = references.into_iter().last().unwrap_or(pointer);
            if !seen.insert(pointer.clone()) {
                continue;
            }
            let schema = schemas.at(&pointer)?;
            let mut is_composed = false;
            for keyword in COMPOSITION {
                let count = schema.get(keyword).and_then(Value::as_array).map_or(0, Vec::len);
                is_composed |= count > 0;
                let parts = (0..count).rev().map(|index| format!("{pointer}/{keyword}/{index}"));
                pending.extend(parts.map(|part| (part, keyword == "allOf")));
            }
            content.add(schema, &pointer, is_composed, is_part)?;
        }
        Ok(content)
    }

    /// Adds the content of a schema without its parts.
    fn add(&mut self, schema: &Value, pointer: &str, is_composed: bool, is_part: bool) -> Result<(), LowerError> {
        let text = |name: &str| schema.get(name).and_then(Value::as_str).unwrap_or_default().to_owned();
        let form = (text("type"), text("format"));
        match form.0.as_str() {
            "array" if schema.get("items").is_none() => return Err(LowerError::new(pointer, NO_ITEMS)),
            "array" => drop(self.items.insert(below(pointer, "items"))),
            // The document has an `object` that is one of several strings.
            "" | "object" if is_composed => {}
            // A part without a type restricts the other parts.
            "" if is_part => {}
            _ => {
                self.forms.insert(form);
                self.typed += 1;
                self.known = schema.get("enum").filter(|_| self.typed == 1).cloned();
            }
        }
        Ok(())
    }

    /// Returns whether a schema has this format.
    pub(super) fn has_format(&self, name: &str) -> bool {
        self.forms.iter().any(|(_, format)| format == name)
    }

    /// Returns the type of a value; `None` if it is not plain. `element` is the content of a list's elements.
    ///
    /// Enumerations are strings, so that callers can pass any value. So are values of several types.
    pub(super) fn ty(&self, element: Option<&Self>) -> Option<TypeRef> {
        if let Some(element) = element {
            let is_list = self.forms.is_empty() && element.items.is_empty();
            return element.ty(None).filter(|_| is_list).map(|element| TypeRef::List(Box::new(element)));
        }
        let kinds: BTreeSet<&str> = self.forms.iter().map(|(kind, _)| kind.as_str()).collect();
        let all = |name: &str| self.forms.iter().all(|(_, format)| format == name);
        Some(match kinds.into_iter().collect::<Vec<_>>()[..] {
            ["boolean"] => TypeRef::Bool,
            ["integer"] if all("int32") => TypeRef::Int32,
            ["integer"] => TypeRef::Int64,
            ["number"] | ["integer", "number"] => TypeRef::Double,
            ["string" | ""] if all("date-time") => TypeRef::DateTime,
            ["string" | ""] if all("date") => TypeRef::Date,
            ref kinds if kinds.contains(&"object") => return None,
            _ => TypeRef::Text,
        })
    }
}
