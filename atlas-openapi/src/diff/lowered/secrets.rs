//! Secrets in types.

use std::collections::BTreeSet;

use super::{ChangeKind, Recorder};
use crate::lower::{Api, Shape, TypeRef};

/// Records that a value stops or starts being a secret; returns whether it did.
///
/// The value is also no longer a secret if a type with secrets is replaced by a string or any JSON.
pub(super) fn compare(
    old: &Api,
    was: &TypeRef,
    now: Option<&TypeRef>,
    member: &str,
    recorder: &mut Recorder<'_>,
) -> bool {
    let (kind, is_removed) = match (is_secret(was), now.is_some_and(is_secret)) {
        (true, false) => (ChangeKind::SecretRemoved, true),
        (false, true) => (ChangeKind::SecretAdded, false),
        (false, false) if now.is_some_and(is_free) && holds_secret(old, was) => (ChangeKind::SecretRemoved, true),
        _ => return false,
    };
    recorder.record(kind, member, Some(was.to_string()), now.map(ToString::to_string), true);
    if is_removed {
        recorder.security();
    }
    true
}

/// Returns whether the values of a type are secrets, through lists and maps.
fn is_secret(ty: &TypeRef) -> bool {
    match ty {
        TypeRef::List(inner) | TypeRef::Map(inner) => is_secret(inner),
        ty => *ty == TypeRef::Secret,
    }
}

/// Returns whether the values of a type can contain any text, through lists and maps.
fn is_free(ty: &TypeRef) -> bool {
    match ty {
        TypeRef::List(inner) | TypeRef::Map(inner) => is_free(inner),
        ty => matches!(ty, TypeRef::Json | TypeRef::Text),
    }
}

/// Returns whether a named type has a property with a secret, at any depth.
fn holds_secret(api: &Api, ty: &TypeRef) -> bool {
    let mut seen = BTreeSet::new();
    let mut pending: Vec<&str> = ty.named().into_iter().collect();
    while let Some(name) = pending.pop() {
        if let (true, Some(Shape::Object(object))) = (seen.insert(name), api.types.get(name).map(|ty| &ty.shape)) {
            for property in object.properties.values() {
                if is_secret(&property.ty) {
                    return true;
                }
                pending.extend(property.ty.named());
            }
        }
    }
    false
}
