//! One of the two documents, with its lowered API.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use crate::Document;
use crate::document::{members, reference};
use crate::lower::{Api, Operation, Shape, TypeRef};

/// A document with its lowered API and the relations between its schemas and types.
#[derive(Debug)]
pub(super) struct Edition<'a> {
    document: &'a Document,
    api: &'a Api,
    /// For each schema, the types derived from it or from its inline schemas.
    types: BTreeMap<&'a str, BTreeSet<&'a str>>,
    /// For each schema, the composite schemas that contain it as a variant or parent.
    composites: BTreeMap<&'a str, BTreeSet<&'a str>>,
    /// For each schema, the properties that refer to it, as pairs of schema and property.
    references: BTreeMap<&'a str, BTreeSet<(&'a str, &'a str)>>,
    /// The operations by id.
    operations: BTreeMap<&'a str, &'a Operation>,
    /// The operations by method and path.
    endpoints: BTreeMap<(&'a str, &'a str), &'a Operation>,
}

impl<'a> Edition<'a> {
    pub(super) fn of(document: &'a Document, api: &'a Api) -> Self {
        let mut types = BTreeMap::<&str, BTreeSet<&str>>::new();
        for (name, ty) in &api.types {
            for schema in &ty.schemas {
                types.entry(schema).or_default().insert(name);
            }
        }
        let (mut composites, mut references) = (BTreeMap::new(), BTreeMap::new());
        for (name, schema) in document.schemas() {
            collect_composites(schema, name, &mut composites);
            collect_references(schema, name, None, &mut references);
        }
        let operations = api.operations.iter().map(|operation| (operation.id.as_str(), operation)).collect();
        let endpoint = |operation: &'a Operation| ((operation.method.as_str(), operation.path.as_str()), operation);
        let endpoints = api.operations.iter().map(endpoint).collect();
        Self { document, api, types, composites, references, operations, endpoints }
    }

    /// Returns the types derived from a schema or from its inline schemas.
    pub(super) fn types_of(&self, schema: &str) -> BTreeSet<&'a str> {
        self.types.get(schema).cloned().unwrap_or_default()
    }

    /// Returns whether another schema contains a schema as a variant or parent.
    pub(super) fn is_part(&self, schema: &str) -> bool {
        self.composites.contains_key(schema)
    }

    /// Returns the types that a change of a schema can affect, including those of composites that contain it.
    pub(super) fn types_affected_by(&self, schema: &str) -> BTreeSet<&'a str> {
        let mut seen = BTreeSet::new();
        let mut pending = vec![schema];
        let mut types = BTreeSet::new();
        while let Some(name) = pending.pop() {
            if seen.insert(name) {
                types.extend(self.types_of(name));
                pending.extend(self.composites.get(name).into_iter().flatten());
            }
        }
        types
    }

    /// Returns the properties of a schema, including those of its parts.
    pub(super) fn properties_of(&self, schema: &str) -> BTreeSet<&'a str> {
        let (mut properties, mut seen) = (BTreeSet::new(), BTreeSet::new());
        if let Some(schema) = self.document.schema(schema) {
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

    /// Returns the properties that refer to a schema, as pairs of type and property.
    pub(super) fn references_to(&self, schema: &str) -> BTreeSet<(&'a str, &'a str)> {
        let mut found = BTreeSet::new();
        for (holder, property) in self.references.get(schema).into_iter().flatten() {
            found.extend(self.types_affected_by(holder).into_iter().map(|ty| (ty, *property)));
        }
        found
    }

    /// Returns the types of a property of `owners`.
    pub(super) fn property_types(&self, owners: &BTreeSet<&str>, property: &str) -> BTreeSet<&'a str> {
        let properties = owners.iter().filter_map(|owner| match &self.api.types.get(*owner)?.shape {
            Shape::Object(object) => object.properties.get(property)?.ty.named(),
            Shape::Enum(_) => None,
        });
        properties.collect()
    }

    /// Returns the types of all properties of `owners`.
    pub(super) fn all_property_types(&self, owners: &BTreeSet<&str>) -> BTreeSet<&'a str> {
        let objects = owners.iter().filter_map(|owner| match &self.api.types.get(*owner)?.shape {
            Shape::Object(object) => Some(object),
            Shape::Enum(_) => None,
        });
        objects.flat_map(|object| object.properties.values()).filter_map(|property| property.ty.named()).collect()
    }

    /// Returns the request and response type of an operation, found by its id, or else by method and path.
    pub(super) fn bodies(&self, id: &str, method: &str, path: &str) -> (Option<&'a str>, Option<&'a str>) {
        let operation = self.operations.get(id).or_else(|| self.endpoints.get(&(method, path)));
        let request = operation.and_then(|operation| operation.request.as_ref()?.ty.named());
        (request, operation.and_then(|operation| operation.response.ty.as_ref()).and_then(TypeRef::named))
    }

    /// Returns whether a type is derived from the schema.
    pub(super) fn has_types_of(&self, schema: &str) -> bool {
        self.types.contains_key(schema)
    }

    /// Returns the name of a component parameter.
    pub(super) fn parameter(&self, component: &str) -> Option<&'a str> {
        self.document.as_value()["components"]["parameters"][component]["name"].as_str()
    }
}

/// Returns the parts of a composite schema.
fn parts(schema: &Value) -> impl Iterator<Item = &Value> {
    ["allOf", "oneOf", "anyOf"].into_iter().filter_map(|keyword| schema.get(keyword)?.as_array()).flatten()
}

/// Adds `whole` to the composites of each schema that it contains as a part, at any depth.
fn collect_composites<'a>(value: &'a Value, whole: &'a str, composites: &mut BTreeMap<&'a str, BTreeSet<&'a str>>) {
    for part in parts(value).filter_map(reference) {
        composites.entry(part.rsplit('/').next().unwrap_or(part)).or_default().insert(whole);
    }
    match value {
        Value::Array(elements) => elements.iter().for_each(|element| collect_composites(element, whole, composites)),
        Value::Object(_) => members(value).for_each(|(_, member)| collect_composites(member, whole, composites)),
        _ => {}
    }
}

/// Collects the innermost properties of the schema `holder` that refer to another schema, by the name of the other.
fn collect_references<'a>(
    value: &'a Value,
    holder: &'a str,
    property: Option<&'a str>,
    found: &mut BTreeMap<&'a str, BTreeSet<(&'a str, &'a str)>>,
) {
    if let Some(target) = reference(value) {
        let property = property.map(|property| (holder, property));
        found.entry(target.rsplit('/').next().unwrap_or(target)).or_default().extend(property);
        return;
    }
    match value {
        Value::Array(elements) => {
            elements.iter().for_each(|element| collect_references(element, holder, property, found));
        }
        Value::Object(_) => {
            for (key, member) in members(value) {
                if key == "properties" {
                    members(member).for_each(|(name, member)| collect_references(member, holder, Some(name), found));
                } else {
                    collect_references(member, holder, property, found);
                }
            }
        }
        _ => {}
    }
}
