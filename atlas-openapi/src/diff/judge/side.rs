//! One of the two documents, with what it lowers to.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use crate::Document;
use crate::document::{members, reference};
use crate::lower::{Api, Operation, Shape, TypeRef};

/// A document, what it lowers to, and which types stand for which schemas.
#[derive(Debug)]
pub(super) struct Side<'a> {
    document: &'a Document,
    api: &'a Api,
    /// For each schema, the types that stand for it or for a part of it.
    types: BTreeMap<&'a str, BTreeSet<&'a str>>,
    /// For each schema, those that it is put into: unions that it is a variant of, objects whose parent it is.
    wholes: BTreeMap<&'a str, BTreeSet<&'a str>>,
}

impl<'a> Side<'a> {
    pub(super) fn of(document: &'a Document, api: &'a Api) -> Self {
        let mut types = BTreeMap::<&str, BTreeSet<&str>>::new();
        for (name, ty) in &api.types {
            for schema in &ty.schemas {
                types.entry(schema).or_default().insert(name);
            }
        }
        let mut wholes = BTreeMap::new();
        for (name, schema) in document.schemas() {
            put_together(schema, name, &mut wholes);
        }
        Self { document, api, types, wholes }
    }

    /// The types that stand for a schema itself, or for something unnamed in it.
    pub(super) fn types_for(&self, schema: &str) -> BTreeSet<&'a str> {
        self.types.get(schema).cloned().unwrap_or_default()
    }

    /// The types that a schema shows in: also those of the unions and objects that it is put into.
    pub(super) fn types_with(&self, schema: &str) -> BTreeSet<&'a str> {
        let mut seen = BTreeSet::new();
        let mut open = vec![schema];
        let mut types = BTreeSet::new();
        while let Some(name) = open.pop() {
            if seen.insert(name) {
                types.extend(self.types_for(name));
                open.extend(self.wholes.get(name).into_iter().flatten());
            }
        }
        types
    }

    /// The properties of a schema, and of all that it is put together from.
    pub(super) fn properties_of(&self, schema: &str) -> BTreeSet<&'a str> {
        let (mut properties, mut seen) = (BTreeSet::new(), BTreeSet::new());
        if let Some((name, schema)) = self.document.schemas().find(|(name, _)| *name == schema) {
            seen.insert(name);
            self.collect(schema, &mut properties, &mut seen);
        }
        properties
    }

    fn collect(&self, schema: &'a Value, properties: &mut BTreeSet<&'a str>, seen: &mut BTreeSet<&'a str>) {
        properties.extend(members(&schema["properties"]).map(|(name, _)| name));
        for part in parts(schema) {
            match reference(part) {
                Some(target) if !seen.insert(target) => {}
                Some(_) => self.collect(self.document.resolve(part), properties, seen),
                None => self.collect(part, properties, seen),
            }
        }
    }

    /// The properties that refer to a schema, each with the types that have it.
    pub(super) fn references_to(&self, schema: &str) -> BTreeSet<(&'a str, &'a str)> {
        let target = format!("#/components/schemas/{schema}");
        let mut found = BTreeSet::new();
        for (name, holder) in self.document.schemas() {
            let mut properties = BTreeSet::new();
            referring(holder, &target, None, &mut properties);
            if !properties.is_empty() {
                let types = self.types_with(name);
                found.extend(properties.iter().flat_map(|property| types.iter().map(move |ty| (*ty, *property))));
            }
        }
        found
    }

    /// The types that a property of any of `owners` leads to.
    pub(super) fn behind(&self, owners: &BTreeSet<&str>, property: &str) -> BTreeSet<&'a str> {
        let properties = owners.iter().filter_map(|owner| match &self.api.types.get(*owner)?.shape {
            Shape::Object(object) => object.properties.get(property)?.ty.named(),
            Shape::Enum(_) => None,
        });
        properties.collect()
    }

    /// The types that any property of any of `owners` leads to.
    pub(super) fn behind_all(&self, owners: &BTreeSet<&str>) -> BTreeSet<&'a str> {
        let objects = owners.iter().filter_map(|owner| match &self.api.types.get(*owner)?.shape {
            Shape::Object(object) => Some(object),
            Shape::Enum(_) => None,
        });
        objects.flat_map(|object| object.properties.values()).filter_map(|property| property.ty.named()).collect()
    }

    /// The types of the bodies of an operation that is known by its id, or else by its place.
    pub(super) fn bodies(&self, id: &str, method: &str, path: &str) -> (Option<&'a str>, Option<&'a str>) {
        let by_id = |operation: &&Operation| operation.id == id;
        let by_place = |operation: &&Operation| operation.method == method && operation.path == path;
        let mut operations = self.api.operations.iter();
        let operation = operations.clone().find(by_id).or_else(|| operations.find(by_place));
        let request = operation.and_then(|operation| operation.request.as_ref()?.ty.named());
        (request, operation.and_then(|operation| operation.response.ty.as_ref()).and_then(TypeRef::named))
    }

    /// The name of a parameter that operations share.
    pub(super) fn parameter(&self, component: &str) -> Option<&'a str> {
        self.document.as_value()["components"]["parameters"][component]["name"].as_str()
    }
}

/// What a schema is put together from.
fn parts(schema: &Value) -> impl Iterator<Item = &Value> {
    ["allOf", "oneOf", "anyOf"].into_iter().filter_map(|keyword| schema.get(keyword)?.as_array()).flatten()
}

/// Notes for each schema that `whole` is put together from, at any depth, that it is.
fn put_together<'a>(value: &'a Value, whole: &'a str, wholes: &mut BTreeMap<&'a str, BTreeSet<&'a str>>) {
    for part in parts(value).filter_map(reference) {
        wholes.entry(part.rsplit('/').next().unwrap_or(part)).or_default().insert(whole);
    }
    match value {
        Value::Array(elements) => elements.iter().for_each(|element| put_together(element, whole, wholes)),
        Value::Object(_) => members(value).for_each(|(_, member)| put_together(member, whole, wholes)),
        _ => {}
    }
}

/// The innermost properties within `value` that refer to `target`.
fn referring<'a>(value: &'a Value, target: &str, property: Option<&'a str>, found: &mut BTreeSet<&'a str>) {
    if reference(value) == Some(target) {
        found.extend(property);
        return;
    }
    match value {
        Value::Array(elements) => elements.iter().for_each(|element| referring(element, target, property, found)),
        Value::Object(_) => {
            for (key, member) in members(value) {
                if key == "properties" {
                    members(member).for_each(|(name, member)| referring(member, target, Some(name), found));
                } else {
                    referring(member, target, property, found);
                }
            }
        }
        _ => {}
    }
}
