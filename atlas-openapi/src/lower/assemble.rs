//! The last pass: assembles the results of the other passes to operations and types with names.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::{
    Api, LowerError,
    api::{Object, Operation, Parameter, Property, RequestBody, ResponseBody, Shape, Type, TypeRef},
    direction::{Direction, Directions},
    names::{name_types, origins, schema_names},
    operations::ResolvedOperation,
    pointer::Schemas,
    types::{Content, TypeDef, TypeRefId},
};

pub(super) fn assemble(
    schemas: Schemas<'_>,
    operations: Vec<ResolvedOperation>,
    types: Vec<TypeDef>,
) -> Result<Api, LowerError> {
    let sent = operations.iter().filter_map(|operation| operation.request.as_ref()?.0.id()).collect();
    let received = operations.iter().filter_map(|operation| operation.response.ty.as_ref()?.id()).collect();
    let directions = Directions::compute(&types, &sent, &received);
    let names = name_types(schemas, &types)?;
    let assembly = Assembly { usage: usage(&operations, &types), circular: circular(&types), types, directions, names };
    let mut api_types = assembly.types(schemas)?;
    let operations: Vec<Operation> = operations.into_iter().map(|operation| assembly.operation(operation)).collect();
    for (response, request) in update_pairs(&operations) {
        if let Some(Type { shape: Shape::Object(object), .. }) = api_types.get_mut(&request) {
            object.made_from.insert(response);
        }
    }
    Ok(Api { operations, types: api_types })
}

/// Returns the response type and the request type of each update of a resource, if they differ.
///
/// The response type is that of a `GET` with the same path, or else that of the update itself.
fn update_pairs(operations: &[Operation]) -> Vec<(String, String)> {
    let get = |path: &str| operations.iter().find(|operation| operation.path == path && operation.method == "GET");
    let updates = operations.iter().filter(|operation| matches!(operation.method.as_str(), "PATCH" | "PUT"));
    updates
        .filter_map(|operation| {
            let response = get(&operation.path).unwrap_or(operation).response.ty.as_ref();
            match (response, &operation.request.as_ref()?.ty) {
                (Some(TypeRef::Named(response)), TypeRef::Named(request)) if response != request => {
                    Some((response.clone(), request.clone()))
                }
                _ => None,
            }
        })
        .collect()
}

struct Assembly {
    types: Vec<TypeDef>,
    directions: Directions,
    names: Vec<String>,
    usage: Vec<Usage>,
    /// For each type, the directly held types that hold it in turn, without a list or a map in between.
    circular: Vec<BTreeSet<usize>>,
}

/// The use of a type by operations.
#[derive(Clone, Debug, Default)]
struct Usage {
    /// The tags of the operations that reach it.
    tags: BTreeSet<String>,
    /// Whether an operation of a stable version reaches it.
    stable: bool,
}

impl Assembly {
    fn name(&self, id: usize, direction: Direction) -> String {
        match direction {
            Direction::Request if self.directions.is_split(id) => format!("{}Input", self.names[id]),
            _ => self.names[id].clone(),
        }
    }

    fn type_ref(&self, reference: &TypeRefId, direction: Direction) -> TypeRef {
        match reference {
            TypeRefId::Plain(ty) => ty.clone(),
            TypeRefId::List(inner) => TypeRef::List(Box::new(self.type_ref(inner, direction))),
            TypeRefId::Map(inner) => TypeRef::Map(Box::new(self.type_ref(inner, direction))),
            TypeRefId::Id(id) => TypeRef::Named(self.name(*id, direction)),
        }
    }

    fn types(&self, schemas: Schemas<'_>) -> Result<BTreeMap<String, Type>, LowerError> {
        let mut named = BTreeMap::new();
        for (id, definition) in self.types.iter().enumerate() {
            for direction in self.directions.of_type(id) {
                let shape = match &definition.content {
                    Content::Enum(values) => Shape::Enum(values.clone()),
                    Content::Object(_) => Shape::Object(self.object(id, direction)),
                };
                let usage = &self.usage[id];
                let ty = Type {
                    schemas: schema_names(definition),
                    origins: origins(definition),
                    pointers: definition.pointers.iter().cloned().collect(),
                    tag: usage.tags.first().filter(|_| usage.tags.len() == 1).cloned(),
                    preview: !usage.stable,
                    summary: summary(schemas, definition)?,
                    shape,
                };
                if named.insert(self.name(id, direction), ty).is_some() {
                    let problem = format!(
                        "duplicate type name `{}`; set another `x-atlas-name` on one of them",
                        self.name(id, direction)
                    );
                    return Err(LowerError::new(definition.pointers.first().cloned().unwrap_or_default(), problem));
                }
            }
        }
        Ok(named)
    }

    fn object(&self, id: usize, direction: Direction) -> Object {
        let Content::Object(properties) = &self.types[id].content else {
            return Object { properties: BTreeMap::new(), sent: false, made_from: BTreeSet::new() };
        };
        let kept =
            properties.iter().filter(|(_, property)| direction == Direction::Response || !property.facts.read_only);
        let split = self.directions.is_split(id);
        Object {
            properties: kept
                .map(|(name, property)| {
                    let boxed = property.ty.direct_id().is_some_and(|inner| self.circular[id].contains(&inner));
                    let ty = self.type_ref(&property.ty, direction);
                    let property = Property {
                        field: property.field.clone(),
                        ty,
                        boxed,
                        facts: property.facts.clone(),
                        pointers: property.pointers.iter().cloned().collect(),
                    };
                    (name.clone(), property)
                })
                .collect(),
            sent: direction == Direction::Request || (self.directions.is_sent(id) && !split),
            made_from: (split && direction == Direction::Request).then(|| self.names[id].clone()).into_iter().collect(),
        }
    }

    fn operation(&self, resolved: ResolvedOperation) -> Operation {
        let response = resolved.response;
        let parameters = resolved.parameters.into_iter().map(|parameter| Parameter {
            required: parameter.facts.required,
            name: parameter.name,
            location: parameter.location,
            ty: parameter.ty,
            facts: parameter.facts,
            pointer: parameter.pointer,
        });
        Operation {
            name: resolved.name,
            id: resolved.id,
            method: resolved.method,
            path: resolved.path,
            tag: resolved.tag,
            version: resolved.version,
            versions: resolved.versions,
            sunset: resolved.details.sunset,
            roles: resolved.details.roles,
            docs: resolved.details.docs,
            deprecated: resolved.details.deprecated,
            effect: resolved.details.effect,
            items: resolved.details.items,
            summary: resolved.details.summary,
            replaced_by: resolved.details.replaced_by,
            parameters: parameters.collect(),
            request: resolved.request.map(|(reference, required)| RequestBody {
                ty: self.type_ref(&reference, Direction::Request),
                required,
            }),
            response: ResponseBody {
                ty: response.ty.map(|reference| self.type_ref(&reference, Direction::Response)),
                format: response.format,
                other_formats: response.other_formats.into_iter().collect(),
            },
        }
    }
}

/// Returns the summary of a type from an overlay.
fn summary(schemas: Schemas<'_>, definition: &TypeDef) -> Result<Option<String>, LowerError> {
    for pointer in &definition.pointers {
        if let Some(summary) = schemas.at(pointer)?.get("description").and_then(Value::as_str) {
            return Ok(Some(summary.to_owned()));
        }
    }
    Ok(None)
}

/// Determines the usage of each type from the types that each operation reaches.
fn usage(operations: &[ResolvedOperation], types: &[TypeDef]) -> Vec<Usage> {
    let mut usage = vec![Usage::default(); types.len()];
    for operation in operations {
        let request = operation.request.as_ref().and_then(|(reference, _)| reference.id());
        let response = operation.response.ty.as_ref().and_then(TypeRefId::id);
        let mut seen = BTreeSet::new();
        let mut pending: Vec<usize> = request.into_iter().chain(response).collect();
        while let Some(id) = pending.pop() {
            if seen.insert(id) {
                usage[id].tags.insert(operation.tag.clone());
                usage[id].stable |= operation.version != super::versions::PREVIEW;
                pending.extend(inner(&types[id], TypeRefId::id));
            }
        }
    }
    usage
}

/// Returns for each type the directly held types that hold it in turn.
fn circular(types: &[TypeDef]) -> Vec<BTreeSet<usize>> {
    (0..types.len())
        .map(|id| inner(&types[id], TypeRefId::direct_id).filter(|next| reaches(types, *next, id)).collect())
        .collect()
}

fn reaches(types: &[TypeDef], from: usize, to: usize) -> bool {
    let mut seen = BTreeSet::new();
    let mut pending = vec![from];
    while let Some(id) = pending.pop() {
        if id == to {
            return true;
        }
        if seen.insert(id) {
            pending.extend(inner(&types[id], TypeRefId::direct_id));
        }
    }
    false
}

fn inner(definition: &TypeDef, follow: impl Fn(&TypeRefId) -> Option<usize>) -> impl Iterator<Item = usize> {
    let properties = match &definition.content {
        Content::Object(properties) => Some(properties),
        Content::Enum(_) => None,
    };
    properties.into_iter().flatten().filter_map(move |(_, property)| follow(&property.ty))
}
