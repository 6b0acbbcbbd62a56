//! Differences of types: which there are, their properties, their values.

use std::collections::BTreeSet;

use super::{Finding, Kind, Notes, Pairs, Place, operations::preview};
use crate::lower::{Api, Object, Shape, Type};

pub(super) fn compare(old: &Api, new: &Api, pairs: &Pairs<'_>, findings: &mut Vec<Finding>) {
    let place = |old: Option<&str>, new: Option<&str>, succeeds| {
        let owned = |name: Option<&str>| name.map(str::to_owned);
        Place::Type { old: owned(old), new: owned(new), succeeds }
    };
    for name in old.types.keys().map(String::as_str) {
        match pairs.renamed.get(name) {
            Some(renamed) => {
                let mut notes = Notes { place: place(Some(name), Some(renamed), true), findings };
                notes.note(Kind::TypeRenamed, "", Some(name.to_owned()), Some((*renamed).to_owned()), true);
            }
            None if !new.types.contains_key(name) => {
                let mut notes = Notes { place: place(Some(name), None, true), findings };
                notes.note(Kind::TypeRemoved, "", None, None, true);
            }
            None => {}
        }
    }
    for (was, now) in &pairs.types {
        let succeeds = was == now || pairs.renamed.get(was) == Some(now);
        let mut notes = Notes { place: place(Some(was), Some(now), succeeds), findings };
        if let (Some(was), Some(now)) = (old.types.get(*was), new.types.get(*now)) {
            compare_pair(was, now, new, pairs, &mut notes);
        }
    }
    let renamed: BTreeSet<&str> = pairs.renamed.values().copied().collect();
    for name in new.types.keys().map(String::as_str) {
        if !old.types.contains_key(name) && !renamed.contains(name) {
            Notes { place: place(None, Some(name), true), findings }.note(Kind::TypeAdded, "", None, None, false);
        }
    }
}

fn compare_pair(was: &Type, now: &Type, new: &Api, pairs: &Pairs<'_>, notes: &mut Notes<'_>) {
    preview(was.preview, now.preview, notes);
    match (&was.shape, &now.shape) {
        (Shape::Object(was), Shape::Object(now)) => object(was, now, new, pairs, notes),
        (Shape::Enum(was), Shape::Enum(now)) => {
            for value in was.iter().filter(|value| !now.contains(value)) {
                notes.note(Kind::EnumValueRemoved, "", Some(value.clone()), None, true);
            }
        }
        (Shape::Object(_), Shape::Enum(_)) => {
            notes.note(Kind::TypeChanged, "", Some("object".into()), Some("enum".into()), true);
        }
        (Shape::Enum(_), Shape::Object(_)) => {
            notes.note(Kind::TypeChanged, "", Some("enum".into()), Some("object".into()), true);
        }
    }
}

fn object(was: &Object, now: &Object, new: &Api, pairs: &Pairs<'_>, notes: &mut Notes<'_>) {
    for (name, property) in &was.properties {
        let Some(found) = now.properties.get(name) else {
            notes.note(Kind::PropertyRemoved, name, Some(property.ty.to_string()), None, true);
            continue;
        };
        if property.ty != found.ty {
            let (old, new) = (property.ty.to_string(), found.ty.to_string());
            notes.note(Kind::TypeChanged, name, Some(old), Some(new), true);
            notes.echo(pairs.same_but_for_names(&property.ty, &found.ty));
        }
        if property.boxed != found.boxed {
            let (old, new) = (property.boxed.to_string(), found.boxed.to_string());
            notes.note(Kind::BoxedChanged, name, Some(old), Some(new), true);
        }
    }
    if was.sent && !now.sent {
        notes.note(Kind::SettersRemoved, "", None, None, true);
    }
    for answer in &was.made_from {
        let renamed = pairs.renamed.get(answer.as_str()).copied();
        if !now.made_from.contains(renamed.unwrap_or(answer)) {
            notes.note(Kind::ConversionRemoved, answer, None, None, true);
            notes.echo(renamed.is_none() && !new.types.contains_key(answer));
        }
    }
}
