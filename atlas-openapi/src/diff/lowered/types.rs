//! Differences between types: additions, removals, properties and values.

use std::collections::BTreeSet;

use super::{ApiItem, ChangeKind, Finding, Pairs, Recorder, operations::preview};
use crate::lower::{Api, Object, Shape, Type};

pub(super) fn compare(old: &Api, new: &Api, pairs: &Pairs<'_>, findings: &mut Vec<Finding>) {
    let item = |old: Option<&str>, new: Option<&str>, same_type| {
        let owned = |name: Option<&str>| name.map(str::to_owned);
        ApiItem::Type { old: owned(old), new: owned(new), same_type }
    };
    for name in old.types.keys().map(String::as_str) {
        match pairs.renamed.get(name) {
            Some(renamed) => {
                let mut recorder = Recorder { item: item(Some(name), Some(renamed), true), findings };
                recorder.record(ChangeKind::TypeRenamed, "", Some(name.to_owned()), Some((*renamed).to_owned()), true);
            }
            None if !new.types.contains_key(name) => {
                let mut recorder = Recorder { item: item(Some(name), None, true), findings };
                recorder.record(ChangeKind::TypeRemoved, "", None, None, true);
            }
            None => {}
        }
    }
    for (was, now) in &pairs.types {
        let same_type = was == now || pairs.renamed.get(was) == Some(now);
        let mut recorder = Recorder { item: item(Some(was), Some(now), same_type), findings };
        if let (Some(was), Some(now)) = (old.types.get(*was), new.types.get(*now)) {
            compare_pair(was, now, new, pairs, &mut recorder);
        }
    }
    let renamed: BTreeSet<&str> = pairs.renamed.values().copied().collect();
    for name in new.types.keys().map(String::as_str) {
        if !old.types.contains_key(name) && !renamed.contains(name) {
            Recorder { item: item(None, Some(name), true), findings }.record(
                ChangeKind::TypeAdded,
                "",
                None,
                None,
                false,
            );
        }
    }
}

fn compare_pair(was: &Type, now: &Type, new: &Api, pairs: &Pairs<'_>, recorder: &mut Recorder<'_>) {
    preview(was.preview, now.preview, recorder);
    match (&was.shape, &now.shape) {
        (Shape::Object(was), Shape::Object(now)) => object(was, now, new, pairs, recorder),
        (Shape::Enum(was), Shape::Enum(now)) => {
            for value in was.iter().filter(|value| !now.iter().any(|other| other.value == value.value)) {
                recorder.record(ChangeKind::EnumValueRemoved, "", Some(value.value.clone()), None, true);
            }
        }
        (Shape::Object(_), Shape::Enum(_)) => {
            recorder.record(ChangeKind::TypeChanged, "", Some("object".into()), Some("enum".into()), true);
        }
        (Shape::Enum(_), Shape::Object(_)) => {
            recorder.record(ChangeKind::TypeChanged, "", Some("enum".into()), Some("object".into()), true);
        }
    }
}

fn object(was: &Object, now: &Object, new: &Api, pairs: &Pairs<'_>, recorder: &mut Recorder<'_>) {
    for (name, property) in &was.properties {
        let Some(property_now) = now.properties.get(name) else {
            recorder.record(ChangeKind::PropertyRemoved, name, Some(property.ty.to_string()), None, true);
            continue;
        };
        if property.ty != property_now.ty {
            let (old, new) = (property.ty.to_string(), property_now.ty.to_string());
            recorder.record(ChangeKind::TypeChanged, name, Some(old), Some(new), true);
            recorder.redundant(pairs.same_after_renames(&property.ty, &property_now.ty));
        }
        if property.boxed != property_now.boxed {
            let (old, new) = (property.boxed.to_string(), property_now.boxed.to_string());
            recorder.record(ChangeKind::BoxedChanged, name, Some(old), Some(new), true);
        }
    }
    if was.sent && !now.sent {
        recorder.record(ChangeKind::SettersRemoved, "", None, None, true);
    }
    for response in &was.made_from {
        let renamed = pairs.renamed.get(response.as_str()).copied();
        if !now.made_from.contains(renamed.unwrap_or(response)) {
            recorder.record(ChangeKind::ConversionRemoved, response, None, None, true);
            recorder.redundant(renamed.is_none() && !new.types.contains_key(response));
        }
    }
}
