//! The generated schemas: those that an operation reaches at its generated version.

use std::collections::BTreeSet;

use serde_json::Value;

use super::version::Bodies;
use crate::Document;
use crate::document::members;

const SCHEMAS: &str = "#/components/schemas/";

/// Returns the names of the generated schemas.
pub(super) fn generated(document: &Document) -> BTreeSet<&str> {
    let mut reached = BTreeSet::new();
    for (path, _, operation) in document.operations() {
        let item = &document.as_value()["paths"][path];
        visit(document, &item["parameters"], &mut reached, ALL);
        visit(document, &operation["parameters"], &mut reached, ALL);
        for schema in Bodies::of(document, operation).schemas() {
            visit(document, schema, &mut reached, ALL);
        }
    }
    reached
}

/// Returns the names of the generated schemas that request bodies contain.
pub(super) fn sent(document: &Document) -> BTreeSet<&str> {
    let mut reached = BTreeSet::new();
    for (_, _, operation) in document.operations() {
        if let Some(schema) = Bodies::of(document, operation).request() {
            visit(document, schema, &mut reached, |schema| schema["readOnly"] != true);
        }
    }
    reached
}

/// The condition of all schemas.
const ALL: Follow = |_| true;

/// A condition for schemas to follow.
type Follow = fn(&Value) -> bool;

/// Follows all strings that are references to schemas, in values that fulfill the condition, including the values of a
/// discriminator's mapping.
fn visit<'a>(document: &'a Document, value: &'a Value, reached: &mut BTreeSet<&'a str>, follow: Follow) {
    match value {
        Value::String(target) => {
            if let Some(name) = target.strip_prefix(SCHEMAS) {
                if reached.insert(name)
                    && let Some(schema) = document.schema(name)
                {
                    visit(document, schema, reached, follow);
                }
            } else if target.starts_with("#/components/") {
                // A parameter, header, response or request body: none of them can be recursive.
                if let Some(component) = document.as_value().pointer(&target[1..]) {
                    visit(document, component, reached, follow);
                }
            }
        }
        Value::Array(elements) => elements.iter().for_each(|element| visit(document, element, reached, follow)),
        Value::Object(_) if follow(value) => members(value)
            .filter(|(keyword, _)| !matches!(*keyword, "enum" | "default"))
            .for_each(|(_, member)| visit(document, member, reached, follow)),
        _ => {}
    }
}
