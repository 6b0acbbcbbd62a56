//! What stands where what stood: operations by their ids, and types by the places that lead to them.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use crate::lower::{Api, Operation, Shape, Type, TypeRef};

/// Old operations and types, each with the new one that it is compared with.
#[derive(Debug)]
pub(in crate::diff) struct Pairs<'a> {
    /// All old operations, in their order.
    pub(super) operations: Vec<(&'a Operation, Option<&'a Operation>)>,
    /// Pairs of types: those of one name, and those where the one stands in place of the other.
    pub(super) types: BTreeSet<(&'a str, &'a str)>,
    /// Types that have another name now: old to new.
    pub(super) renamed: BTreeMap<&'a str, &'a str>,
}

impl<'a> Pairs<'a> {
    pub(super) fn of(old: &'a Api, new: &'a Api) -> Self {
        let operations = operations(old, new);
        let (types, order) = types(old, new, &operations);
        let renamed = renamed(old, new, &order);
        Self { operations, types, renamed }
    }

    /// Whether two types are the same but for the new names of types in them.
    pub(super) fn same_but_for_names(&self, old: &TypeRef, new: &TypeRef) -> bool {
        match (old, new) {
            (TypeRef::List(old), TypeRef::List(new)) | (TypeRef::Map(old), TypeRef::Map(new)) => {
                self.same_but_for_names(old, new)
            }
            (TypeRef::Named(old), TypeRef::Named(new)) => {
                self.renamed.get(old.as_str()).map_or(old == new, |renamed| renamed == new)
            }
            (old, new) => old == new,
        }
    }
}

/// By id, and those whose id is another by method and path.
fn operations<'a>(old: &'a Api, new: &'a Api) -> Vec<(&'a Operation, Option<&'a Operation>)> {
    let by_id: BTreeMap<&str, &Operation> = new.operations.iter().map(|now| (now.id.as_str(), now)).collect();
    let before: BTreeSet<&str> = old.operations.iter().map(|was| was.id.as_str()).collect();
    let free = new.operations.iter().filter(|now| !before.contains(now.id.as_str()));
    let by_place: BTreeMap<_, &Operation> = free.map(|now| ((&now.method, &now.path), now)).collect();
    let pair = |was: &'a Operation| {
        let now = by_id.get(was.id.as_str()).or_else(|| by_place.get(&(&was.method, &was.path)));
        (was, now.copied())
    };
    old.operations.iter().map(pair).collect()
}

type TypePair<'a> = (&'a str, &'a str);

/// Follows the bodies of operations, and properties of the same name, to types that stand at the same place.
fn types<'a>(
    old: &'a Api,
    new: &'a Api,
    operations: &[(&'a Operation, Option<&'a Operation>)],
) -> (BTreeSet<TypePair<'a>>, Vec<TypePair<'a>>) {
    let kept = old.types.keys().filter(|name| new.types.contains_key(*name));
    let mut open: VecDeque<TypePair<'_>> = kept.map(|name| (name.as_str(), name.as_str())).collect();
    let mut push = |old: Option<&'a TypeRef>, new: Option<&'a TypeRef>| {
        open.extend(old.and_then(TypeRef::named).zip(new.and_then(TypeRef::named)));
    };
    for (was, now) in operations.iter().filter_map(|(was, now)| Some((*was, (*now)?))) {
        push(was.request.as_ref().map(|body| &body.ty), now.request.as_ref().map(|body| &body.ty));
        push(was.response.ty.as_ref(), now.response.ty.as_ref());
    }
    let (mut seen, mut order) = (BTreeSet::new(), Vec::new());
    while let Some((before, after)) = open.pop_front() {
        if !seen.insert((before, after)) {
            continue;
        }
        order.push((before, after));
        let (Some(Shape::Object(was)), Some(Shape::Object(now))) = (shape(old, before), shape(new, after)) else {
            continue;
        };
        for (name, property) in &was.properties {
            let now = now.properties.get(name).and_then(|property| property.ty.named());
            open.extend(property.ty.named().zip(now));
        }
    }
    (seen, order)
}

fn shape<'a>(api: &'a Api, name: &str) -> Option<&'a Shape> {
    api.types.get(name).map(|ty| &ty.shape)
}

/// A type has another name if one that was not there stands where it stood, and is much like it.
fn renamed<'a>(old: &Api, new: &Api, order: &[TypePair<'a>]) -> BTreeMap<&'a str, &'a str> {
    let mut renamed = BTreeMap::new();
    let mut taken = BTreeSet::new();
    for (before, after) in order {
        let free = !new.types.contains_key(*before) && !old.types.contains_key(*after);
        if free
            && !renamed.contains_key(before)
            && old.types.get(*before).zip(new.types.get(*after)).is_some_and(|(was, now)| alike(was, now))
            && taken.insert(*after)
        {
            renamed.insert(*before, *after);
        }
    }
    renamed
}

/// Whether at least half of what the one has, the other has too.
fn alike(old: &Type, new: &Type) -> bool {
    let (total, common) = match (&old.shape, &new.shape) {
        (Shape::Object(old), Shape::Object(new)) => {
            (old.properties.len(), old.properties.keys().filter(|name| new.properties.contains_key(*name)).count())
        }
        (Shape::Enum(old), Shape::Enum(new)) => (old.len(), old.iter().filter(|value| new.contains(value)).count()),
        _ => return false,
    };
    common * 2 >= total
}
