//! The work that an update leaves for a person: names, words, secrets, confirmations.

use std::collections::BTreeSet;

use atlas_openapi::{
    Diff,
    lower::{Api, Operation, Shape, Type, TypeRef},
};

use crate::{generate::is_sensitive, tidy::missing_sentences};

/// Verbs of operations that may destroy something without being a `DELETE`.
const DESTRUCTIVE_VERBS: [&str; 11] = [
    "cancel",
    "cut",
    "deauthorize",
    "delete",
    "disable",
    "purge",
    "reject",
    "remove",
    "restore",
    "revoke",
    "terminate",
];

/// Returns the work that is left, in the order in which to do it.
pub(super) fn left(old: Option<&Api>, new: &Api, diff: &Diff) -> Vec<String> {
    let known: BTreeSet<&str> =
        old.into_iter().flat_map(|old| &old.operations).map(|operation| operation.id.as_str()).collect();
    let added = || new.operations.iter().filter(|operation| !known.contains(operation.id.as_str()));
    let mut left = Vec::new();
    let security = diff.changes.iter().filter(|change| change.security).count();
    if security > 0 {
        left.push(format!(
            "Changes that lose a protection, a secret or a confirmation: {security}. Read \"Security\" in the text for the pull \
             request, and extend the overlays."
        ));
    }
    push(&mut left, secrets(old, new), "Possible secrets", "Add the secrets to spec/overlays/30-secrets.yaml");
    push(
        &mut left,
        added().filter(|operation| may_destroy(operation)).map(|operation| operation.id.clone()),
        "Possibly destructive operations",
        "State the effects in spec/overlays/25-destructive.yaml",
    );
    push(
        &mut left,
        new.types.iter().filter(|(name, ty)| is_new(old, name) && has_bad_name(name, ty)).map(|(name, _)| name.clone()),
        "Types named with a date",
        "Name their schemas with `x-atlas-name` in spec/overlays/20-names.yaml",
    );
    let without_sentence = missing_sentences(new);
    if without_sentence > 0 {
        left.push(format!(
            "Operations, parameters, types and properties without a sentence: {without_sentence}. `cargo xtask tidy` lists \
             them with their targets. Write one for each in the overlay of its tag, spec/overlays/50-*.yaml."
        ));
    }
    left.push(
        "Run `cargo test --workspace`, and `cargo insta review` for the requests that have changed. Then \
         `cargo xtask conform FILE.jsonl` with recordings of the service, if there are any."
            .to_owned(),
    );
    if diff.breaking().next().is_some() {
        left.push("Increment the breaking version of atlas-gen and atlas-api.".to_owned());
    }
    left
}

/// Adds an item with some names and what to do about them, unless there are none.
fn push(left: &mut Vec<String>, names: impl IntoIterator<Item = String>, label: &str, advice: &str) {
    let names: BTreeSet<String> = names.into_iter().map(|name| format!("`{name}`")).collect();
    if !names.is_empty() {
        left.push(format!("{label}: {}. {advice}.", names.into_iter().collect::<Vec<_>>().join(", ")));
    }
}

fn is_new(old: Option<&Api>, name: &str) -> bool {
    old.is_some_and(|old| !old.types.contains_key(name))
}

/// Returns whether the name of a type has the date of its schema, because another type has the name without it.
fn has_bad_name(name: &str, ty: &Type) -> bool {
    let digits = |text: &str| text.split(|char: char| !char.is_ascii_digit()).any(|digits| digits.len() == 8);
    digits(name) && ty.schemas.iter().any(|schema| digits(schema))
}

/// Returns the new text properties whose names sound like secrets, as `Type.property`.
fn secrets(old: Option<&Api>, new: &Api) -> Vec<String> {
    let has = |name: &str, property: &str| {
        old.and_then(|old| old.types.get(name)).is_some_and(|ty| match &ty.shape {
            Shape::Object(object) => object.properties.contains_key(property),
            Shape::Enum(_) => false,
        })
    };
    let mut found = Vec::new();
    for (name, ty) in &new.types {
        let Shape::Object(object) = &ty.shape else { continue };
        for (wire, property) in &object.properties {
            if is_sensitive(wire) && holds_text(&property.ty) && !has(name, wire) {
                found.push(format!("{name}.{wire}"));
            }
        }
    }
    found
}

fn holds_text(ty: &TypeRef) -> bool {
    match ty {
        TypeRef::Text => true,
        TypeRef::List(inner) | TypeRef::Map(inner) => holds_text(inner),
        _ => false,
    }
}

fn may_destroy(operation: &Operation) -> bool {
    let is_write = !matches!(operation.method.as_str(), "GET" | "DELETE");
    is_write && operation.effect.is_none() && DESTRUCTIVE_VERBS.iter().any(|verb| operation.id.starts_with(verb))
}

#[cfg(test)]
mod tests {
    use atlas_openapi::{Document, diff, lower::lower};
    use serde_json::{Value, json};

    use super::*;

    /// Returns a document with operations of these ids, `POST` unless they begin with "get", and these properties.
    fn document(ids: &[&str], properties: &[&str]) -> Document {
        let operation = |id: &str| {
            json!({"operationId": id, "tags": ["Things"], "responses": {"200": {
                "description": "OK",
                "content": {"application/vnd.atlas.2024-08-05+json": {"schema": {"$ref": "#/components/schemas/Thing"}}},
            }}})
        };
        let paths: Value = ids
            .iter()
            .map(|id| {
                let method = if id.starts_with("get") { "get" } else { "post" };
                (format!("/{id}"), json!({method: operation(id)}))
            })
            .collect();
        let properties: Value = properties.iter().map(|name| ((*name).to_owned(), json!({"type": "string"}))).collect();
        Document::from_value(json!({
            "openapi": "3.0.1",
            "info": {"title": "T", "version": "1"},
            "paths": paths,
            "components": {"schemas": {"Thing": {"type": "object", "properties": properties}}},
        }))
        .unwrap()
    }

    #[test]
    fn the_work_is_listed_in_its_order() {
        let (old, new) =
            (document(&["getA"], &["name"]), document(&["getA", "revokeKeys"], &["apiToken", "name", "size"]));
        let (before, after) = (lower(old.as_value()).unwrap(), lower(new.as_value()).unwrap());
        let left = left(Some(&before), &after, &diff(&old, &new));
        let beginnings: Vec<&str> = left.iter().map(|item| item.split(". ").next().unwrap()).collect();
        assert_eq!(
            beginnings,
            [
                "Possible secrets: `Thing.apiToken`",
                "Possibly destructive operations: `revokeKeys`",
                "Operations, parameters, types and properties without a sentence: 6",
                "Run `cargo test --workspace`, and `cargo insta review` for the requests that have changed",
            ]
        );
    }

    #[test]
    fn an_update_without_changes_leaves_missing_sentences_and_the_tests() {
        let document = document(&["getA"], &["name"]);
        let api = lower(document.as_value()).unwrap();
        let left = left(Some(&api), &api, &diff(&document, &document));
        let beginnings: Vec<&str> = left.iter().map(|item| item.split(['.', '`']).next().unwrap()).collect();
        assert_eq!(beginnings, ["Operations, parameters, types and properties without a sentence: 3", "Run "]);
    }
}
