//! Differences between the facts of properties and parameters.

use std::collections::BTreeSet;

use super::{ChangeKind, Recorder};
use crate::diff::log::short;
use crate::lower::Facts;

/// Compares all facts except `required` of a parameter, which is compared as a part of the signature.
pub(super) fn compare(was: &Facts, now: &Facts, member: &str, recorder: &mut Recorder<'_>) {
    recorder.summary(member, was.summary.as_ref(), now.summary.as_ref());
    let flags = [
        (ChangeKind::ReadOnlyChanged, was.read_only, now.read_only),
        (ChangeKind::WriteOnlyChanged, was.write_only, now.write_only),
        (ChangeKind::DeprecatedChanged, was.deprecated, now.deprecated),
    ];
    for (kind, was, now) in flags {
        recorder.compare(kind, member, (&was, &now), |flag| Some(flag.to_string()), false);
    }
    let keywords: BTreeSet<&String> = was.bounds.keys().chain(now.bounds.keys()).collect();
    for keyword in keywords {
        let (old, new) = (was.bounds.get(keyword), now.bounds.get(keyword));
        match keyword.as_str() {
            "default" => {
                recorder.compare(ChangeKind::DefaultChanged, member, (&old, &new), |value| value.map(short), false);
            }
            "pattern" => {
                recorder.compare(ChangeKind::PatternChanged, member, (&old, &new), |value| value.map(short), false);
            }
            keyword => {
                let text =
                    |value: &Option<&serde_json::Value>| value.map(|value| format!("{keyword} {}", short(value)));
                recorder.compare(ChangeKind::BoundsChanged, member, (&old, &new), text, false);
            }
        }
    }
    let condition = |facts: &Facts| {
        let (discriminator, values) = facts.only_with.as_ref()?;
        Some(format!("{discriminator} = {}", values.join(", ")))
    };
    let (old, new) = (condition(was), condition(now));
    recorder.compare(ChangeKind::ConditionChanged, member, (&old, &new), Clone::clone, false);
}

/// Compares `required` of a property. All properties are optional in Rust, but the service refuses a request without a
/// required one; `sent` states whether requests contain the type.
pub(super) fn required(was: &Facts, now: &Facts, sent: bool, member: &str, recorder: &mut Recorder<'_>) {
    let (values, refused) = ((&was.required, &now.required), sent && now.required);
    recorder.compare(ChangeKind::RequiredChanged, member, values, |required| Some(required.to_string()), refused);
}
