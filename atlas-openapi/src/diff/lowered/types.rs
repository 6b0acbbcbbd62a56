//! Differences between types: additions, removals, properties and values.

use std::collections::{BTreeMap, BTreeSet};

use super::{ApiItem, ChangeKind, Finding, Pairs, Recorder, facts, operations::preview, secrets};
use crate::diff::order;
use crate::lower::{Api, EnumValue, Object, Property, Shape, Type};

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
        if let (Some(was_type), Some(now_type)) = (old.types.get(*was), new.types.get(*now)) {
            // The halves of a split type have the same schemas.
            if !same_type && !old.types.contains_key(*now) && was_type.schemas != now_type.schemas {
                let (was, now) = (Some((*was).to_owned()), Some((*now).to_owned()));
                recorder.record(ChangeKind::TypeReplaced, "", was, now, true);
            }
            Comparison { old, new, pairs }.types(was_type, now_type, &mut recorder);
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

/// The comparison of two paired types.
struct Comparison<'a> {
    old: &'a Api,
    new: &'a Api,
    pairs: &'a Pairs<'a>,
}

impl Comparison<'_> {
    fn types(&self, was: &Type, now: &Type, recorder: &mut Recorder<'_>) {
        preview(was.preview, now.preview, recorder);
        recorder.summary("", was.summary.as_ref(), now.summary.as_ref());
        match (&was.shape, &now.shape) {
            (Shape::Object(was), Shape::Object(now)) => self.objects(was, now, recorder),
            (Shape::Enum(was), Shape::Enum(now)) => values(was, now, recorder),
            (Shape::Object(_), Shape::Enum(_)) => {
                recorder.record(ChangeKind::TypeChanged, "", Some("object".into()), Some("enum".into()), true);
            }
            (Shape::Enum(_), Shape::Object(_)) => {
                recorder.record(ChangeKind::TypeChanged, "", Some("enum".into()), Some("object".into()), true);
            }
        }
    }

    fn objects(&self, was: &Object, now: &Object, recorder: &mut Recorder<'_>) {
        // Other requests are new, and no existing code sends them.
        let sent = was.sent && now.sent;
        for (name, property) in &was.properties {
            match now.properties.get(name) {
                Some(property_now) => {
                    self.properties(name, property, property_now, recorder);
                    facts::required(&property.facts, &property_now.facts, sent, name, recorder);
                }
                None => {
                    recorder.record(ChangeKind::PropertyRemoved, name, Some(property.ty.to_string()), None, true);
                }
            }
        }
        for (name, property) in now.properties.iter().filter(|(name, _)| !was.properties.contains_key(*name)) {
            let refused = sent && property.facts.required;
            recorder.record(ChangeKind::PropertyAdded, name, None, Some(property.ty.to_string()), refused);
        }
        if was.sent && !now.sent {
            recorder.record(ChangeKind::SettersRemoved, "", None, None, true);
        }
        for response in &was.made_from {
            let renamed = self.pairs.renamed.get(response.as_str()).copied();
            if !now.made_from.contains(renamed.unwrap_or(response)) {
                recorder.record(ChangeKind::ConversionRemoved, response, None, None, true);
                recorder.redundant(renamed.is_none() && !self.new.types.contains_key(response));
            }
        }
    }

    fn properties(&self, name: &str, was: &Property, now: &Property, recorder: &mut Recorder<'_>) {
        let secret = secrets::compare(self.old, &was.ty, Some(&now.ty), name, recorder);
        if was.ty != now.ty && !secret {
            let (old, new) = (was.ty.to_string(), now.ty.to_string());
            recorder.record(ChangeKind::TypeChanged, name, Some(old), Some(new), true);
            recorder.redundant(self.pairs.same_after_renames(&was.ty, &now.ty));
        }
        recorder.compare(
            ChangeKind::BoxedChanged,
            name,
            (&was.boxed, &now.boxed),
            |boxed| Some(boxed.to_string()),
            true,
        );
        let fields = (&was.field, &now.field);
        recorder.compare(ChangeKind::FieldRenamed, name, fields, |field| Some(field.clone()), true);
        facts::compare(&was.facts, &now.facts, name, recorder);
    }
}

/// Compares the values of two enumerations.
fn values(was: &[EnumValue], now: &[EnumValue], recorder: &mut Recorder<'_>) {
    let variants = |values: &'_ [EnumValue]| -> BTreeMap<String, String> {
        values.iter().map(|value| (value.value.clone(), value.variant.clone())).collect()
    };
    let (before, after) = (variants(was), variants(now));
    for value in was {
        match after.get(&value.value) {
            Some(variant) => recorder.compare(
                ChangeKind::VariantRenamed,
                &value.value,
                (&value.variant, variant),
                |variant| Some(variant.clone()),
                true,
            ),
            None => recorder.record(ChangeKind::EnumValueRemoved, "", Some(value.value.clone()), None, true),
        }
    }
    for value in now.iter().filter(|value| !before.contains_key(&value.value)) {
        recorder.record(ChangeKind::EnumValueAdded, "", None, Some(value.value.clone()), false);
    }
    let in_order = |values: &[EnumValue]| -> Vec<String> { values.iter().map(|value| value.value.clone()).collect() };
    if let Some((old, new)) = order::compare(&in_order(was), &in_order(now)) {
        recorder.record(ChangeKind::EnumOrderChanged, "", Some(old), Some(new), false);
    }
}
