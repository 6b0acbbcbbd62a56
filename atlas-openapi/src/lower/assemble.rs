//! Puts the passes' results together: operations and types with names.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::{
    Api, LowerError,
    api::{Object, Operation, Parameter, Property, RequestBody, ResponseBody, Shape, Type, TypeRef},
    direction::{Directions, Half},
    names::{name_types, origins, schema_names},
    operations::Selected,
    place::Schemas,
    types::{Content, Found, FoundRef},
};

pub(super) fn assemble(schemas: Schemas<'_>, operations: Vec<Selected>, types: Vec<Found>) -> Result<Api, LowerError> {
    let sent = operations.iter().filter_map(|operation| operation.request.as_ref()?.0.found()).collect();
    let received = operations.iter().filter_map(|operation| operation.response.ty.as_ref()?.found()).collect();
    let directions = Directions::of(&types, &sent, &received);
    let names = name_types(schemas, &types)?;
    let assembly = Assembly { users: users(&operations, &types), circular: circular(&types), types, directions, names };
    let mut api_types = assembly.types(schemas)?;
    let operations: Vec<Operation> = operations.into_iter().map(|operation| assembly.operation(operation)).collect();
    for (answer, request) in changes(&operations) {
        if let Some(Type { shape: Shape::Object(object), .. }) = api_types.get_mut(&request) {
            object.made_from.insert(answer);
        }
    }
    Ok(Api { operations, types: api_types })
}

/// For each operation that changes a resource: what the resource looks like in an answer, and in the request.
fn changes(operations: &[Operation]) -> Vec<(String, String)> {
    let get = |path: &str| operations.iter().find(|operation| operation.path == path && operation.method == "GET");
    let changing = operations.iter().filter(|operation| matches!(operation.method.as_str(), "PATCH" | "PUT"));
    changing
        .filter_map(|operation| {
            let answer = get(&operation.path).unwrap_or(operation).response.ty.as_ref();
            match (answer, &operation.request.as_ref()?.ty) {
                (Some(TypeRef::Named(answer)), TypeRef::Named(request)) if answer != request => {
                    Some((answer.clone(), request.clone()))
                }
                _ => None,
            }
        })
        .collect()
}

struct Assembly {
    types: Vec<Found>,
    directions: Directions,
    names: Vec<String>,
    users: Vec<Users>,
    /// For each type, the types that lead back to it without a list or a map between.
    circular: Vec<BTreeSet<usize>>,
}

/// Whose operations reach a type.
#[derive(Clone, Debug, Default)]
struct Users {
    tags: BTreeSet<String>,
    stable: bool,
}

impl Assembly {
    fn name(&self, id: usize, half: Half) -> String {
        match half {
            Half::Request if self.directions.is_split(id) => format!("{}Input", self.names[id]),
            _ => self.names[id].clone(),
        }
    }

    fn type_ref(&self, found: &FoundRef, half: Half) -> TypeRef {
        match found {
            FoundRef::Plain(ty) => ty.clone(),
            FoundRef::List(inner) => TypeRef::List(Box::new(self.type_ref(inner, half))),
            FoundRef::Map(inner) => TypeRef::Map(Box::new(self.type_ref(inner, half))),
            FoundRef::Found(id) => TypeRef::Named(self.name(*id, half)),
        }
    }

    fn types(&self, schemas: Schemas<'_>) -> Result<BTreeMap<String, Type>, LowerError> {
        let mut named = BTreeMap::new();
        for (id, found) in self.types.iter().enumerate() {
            for half in self.directions.halves(id) {
                let shape = match &found.content {
                    Content::Enum(values) => Shape::Enum(values.clone()),
                    Content::Object(_) => Shape::Object(self.object(id, half)),
                };
                let users = &self.users[id];
                let ty = Type {
                    schemas: schema_names(found),
                    origins: origins(found),
                    tag: users.tags.first().filter(|_| users.tags.len() == 1).cloned(),
                    preview: !users.stable,
                    summary: summary(schemas, found)?,
                    shape,
                };
                if named.insert(self.name(id, half), ty).is_some() {
                    let problem = format!("two types would be called `{}`", self.name(id, half));
                    return Err(LowerError::new(found.places.first().cloned().unwrap_or_default(), problem));
                }
            }
        }
        Ok(named)
    }

    fn object(&self, id: usize, half: Half) -> Object {
        let Content::Object(properties) = &self.types[id].content else {
            return Object { properties: BTreeMap::new(), sent: false, made_from: BTreeSet::new() };
        };
        let kept = properties.iter().filter(|(_, property)| half == Half::Answer || !property.facts.read_only);
        let split = self.directions.is_split(id);
        Object {
            properties: kept
                .map(|(name, property)| {
                    let boxed = property.ty.directly().is_some_and(|inner| self.circular[id].contains(&inner));
                    let ty = self.type_ref(&property.ty, half);
                    (name.clone(), Property { ty, boxed, facts: property.facts.clone() })
                })
                .collect(),
            sent: half == Half::Request || (self.directions.is_sent(id) && !split),
            made_from: (split && half == Half::Request).then(|| self.names[id].clone()).into_iter().collect(),
        }
    }

    fn operation(&self, selected: Selected) -> Operation {
        let response = selected.response;
        let parameters = selected.parameters.into_iter().map(|parameter| Parameter {
            required: parameter.facts.required,
            name: parameter.name,
            location: parameter.location,
            ty: parameter.ty,
            facts: parameter.facts,
        });
        Operation {
            name: selected.name,
            id: selected.id,
            method: selected.method,
            path: selected.path,
            tag: selected.tag,
            version: selected.version,
            versions: selected.versions,
            sunset: selected.details.sunset,
            roles: selected.details.roles,
            docs: selected.details.docs,
            deprecated: selected.details.deprecated,
            effect: selected.details.effect,
            items: selected.details.items,
            summary: selected.details.summary,
            parameters: parameters.collect(),
            request: selected
                .request
                .map(|(found, required)| RequestBody { ty: self.type_ref(&found, Half::Request), required }),
            response: ResponseBody {
                ty: response.ty.map(|found| self.type_ref(&found, Half::Answer)),
                format: response.format,
                other_formats: response.other_formats.into_iter().collect(),
            },
        }
    }
}

/// What an overlay says of a type.
fn summary(schemas: Schemas<'_>, found: &Found) -> Result<Option<String>, LowerError> {
    for place in &found.places {
        if let Some(summary) = schemas.at(place)?.get("description").and_then(Value::as_str) {
            return Ok(Some(summary.to_owned()));
        }
    }
    Ok(None)
}

/// Follows each operation into the types that it reaches.
fn users(operations: &[Selected], types: &[Found]) -> Vec<Users> {
    let mut users = vec![Users::default(); types.len()];
    for operation in operations {
        let request = operation.request.as_ref().and_then(|(found, _)| found.found());
        let response = operation.response.ty.as_ref().and_then(FoundRef::found);
        let mut seen = BTreeSet::new();
        let mut open: Vec<usize> = request.into_iter().chain(response).collect();
        while let Some(id) = open.pop() {
            if seen.insert(id) {
                users[id].tags.insert(operation.tag.clone());
                users[id].stable |= operation.version != super::versions::PREVIEW;
                open.extend(inner(&types[id], FoundRef::found));
            }
        }
    }
    users
}

/// For each type, the directly held types through which it holds itself.
fn circular(types: &[Found]) -> Vec<BTreeSet<usize>> {
    (0..types.len())
        .map(|id| inner(&types[id], FoundRef::directly).filter(|next| leads_to(types, *next, id)).collect())
        .collect()
}

fn leads_to(types: &[Found], from: usize, to: usize) -> bool {
    let mut seen = BTreeSet::new();
    let mut open = vec![from];
    while let Some(id) = open.pop() {
        if id == to {
            return true;
        }
        if seen.insert(id) {
            open.extend(inner(&types[id], FoundRef::directly));
        }
    }
    false
}

fn inner(found: &Found, follow: impl Fn(&FoundRef) -> Option<usize>) -> impl Iterator<Item = usize> {
    let properties = match &found.content {
        Content::Object(properties) => Some(properties),
        Content::Enum(_) => None,
    };
    properties.into_iter().flatten().filter_map(move |(_, property)| follow(&property.ty))
}
