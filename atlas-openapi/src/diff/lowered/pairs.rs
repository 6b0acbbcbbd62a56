//! Pairing of old and new operations and types.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use crate::lower::{Api, EnumValue, Operation, Shape, Type, TypeRef};

/// Old operations and types, paired with new ones for comparison.
#[derive(Debug)]
pub(in crate::diff) struct Pairs<'a> {
    /// All old operations with their new ones, in the order of the old API.
    pub(super) operations: Vec<(&'a Operation, Option<&'a Operation>)>,
    /// Pairs of types with the same name, or in the same body or property.
    pub(super) types: BTreeSet<(&'a str, &'a str)>,
    /// Renamed types: old to new name.
    pub(super) renamed: BTreeMap<&'a str, &'a str>,
}

impl<'a> Pairs<'a> {
    pub(super) fn of(old: &'a Api, new: &'a Api) -> Self {
        let operations = operations(old, new);
        let (types, order) = types(old, new, &operations);
        let renamed = renamed(old, new, &order);
        Self { operations, types, renamed }
    }

    /// Returns whether two types are equal after renames.
    pub(super) fn same_after_renames(&self, old: &TypeRef, new: &TypeRef) -> bool {
        match (old, new) {
            (TypeRef::List(old), TypeRef::List(new)) | (TypeRef::Map(old), TypeRef::Map(new)) => {
                self.same_after_renames(old, new)
            }
            (TypeRef::Named(old), TypeRef::Named(new)) => {
                self.renamed.get(old.as_str()).map_or(old == new, |renamed| renamed == new)
            }
            (old, new) => old == new,
        }
    }
}

/// Pairs operations by `operationId`, or by method and path if the `operationId` is new.
fn operations<'a>(old: &'a Api, new: &'a Api) -> Vec<(&'a Operation, Option<&'a Operation>)> {
    let by_id: BTreeMap<&str, &Operation> = new.operations.iter().map(|now| (now.id.as_str(), now)).collect();
    let before: BTreeSet<&str> = old.operations.iter().map(|was| was.id.as_str()).collect();
    let free = new.operations.iter().filter(|now| !before.contains(now.id.as_str()));
    let by_endpoint: BTreeMap<_, &Operation> = free.map(|now| ((&now.method, &now.path), now)).collect();
    let pair = |was: &'a Operation| {
        let now = by_id.get(was.id.as_str()).or_else(|| by_endpoint.get(&(&was.method, &was.path)));
        (was, now.copied())
    };
    old.operations.iter().map(pair).collect()
}

type TypePair<'a> = (&'a str, &'a str);

/// Pairs types by name, and follows operation bodies and properties to further pairs.
fn types<'a>(
    old: &'a Api,
    new: &'a Api,
    operations: &[(&'a Operation, Option<&'a Operation>)],
) -> (BTreeSet<TypePair<'a>>, Vec<TypePair<'a>>) {
    let kept = old.types.keys().filter(|name| new.types.contains_key(*name));
    let mut pending: VecDeque<TypePair<'_>> = kept.map(|name| (name.as_str(), name.as_str())).collect();
    let mut push = |old: Option<&'a TypeRef>, new: Option<&'a TypeRef>| {
        pending.extend(old.and_then(TypeRef::named).zip(new.and_then(TypeRef::named)));
    };
    for (was, now) in operations.iter().filter_map(|(was, now)| Some((*was, (*now)?))) {
        push(was.request.as_ref().map(|body| &body.ty), now.request.as_ref().map(|body| &body.ty));
        push(was.response.ty.as_ref(), now.response.ty.as_ref());
    }
    let (mut seen, mut order) = (BTreeSet::new(), Vec::new());
    while let Some((before, after)) = pending.pop_front() {
        if !seen.insert((before, after)) {
            continue;
        }
        order.push((before, after));
        let (Some(Shape::Object(was)), Some(Shape::Object(now))) = (shape(old, before), shape(new, after)) else {
            continue;
        };
        for (name, property) in &was.properties {
            let now = now.properties.get(name).and_then(|property| property.ty.named());
            pending.extend(property.ty.named().zip(now));
        }
    }
    (seen, order)
}

fn shape<'a>(api: &'a Api, name: &str) -> Option<&'a Shape> {
    api.types.get(name).map(|ty| &ty.shape)
}

/// Finds renamed types: the old name is gone, the new name was not used, and the paired types are similar.
fn renamed<'a>(old: &Api, new: &Api, order: &[TypePair<'a>]) -> BTreeMap<&'a str, &'a str> {
    let mut renamed = BTreeMap::new();
    let mut taken = BTreeSet::new();
    for (before, after) in order {
        let free = !new.types.contains_key(*before) && !old.types.contains_key(*after);
        if free
            && !renamed.contains_key(before)
            && old.types.get(*before).zip(new.types.get(*after)).is_some_and(|(was, now)| similar(was, now))
            && taken.insert(*after)
        {
            renamed.insert(*before, *after);
        }
    }
    renamed
}

/// Returns whether the new type has at least half of the properties or values of the old one.
fn similar(old: &Type, new: &Type) -> bool {
    let (total, common) = match (&old.shape, &new.shape) {
        (Shape::Object(old), Shape::Object(new)) => {
            (old.properties.len(), old.properties.keys().filter(|name| new.properties.contains_key(*name)).count())
        }
        (Shape::Enum(old), Shape::Enum(new)) => {
            let values: BTreeSet<&str> = new.iter().map(|value| value.value.as_str()).collect();
            let is_kept = |value: &&EnumValue| values.contains(value.value.as_str());
            (old.len(), old.iter().filter(is_kept).count())
        }
        _ => return false,
    };
    common * 2 >= total
}
