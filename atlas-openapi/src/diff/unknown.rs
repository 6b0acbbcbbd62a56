//! Differences of an operation that no other comparison states: of keywords that it does not know, and of defaults.

use std::collections::BTreeSet;

use serde_json::Value;

use super::change::ChangeKind;
use super::log::Log;
use crate::document::members;
use crate::location::escape;

/// Records the innermost differences between two values, with their JSON pointers as members.
pub(super) fn compare(old: &Value, new: &Value, log: &mut Log<'_>) {
    at(Some(old), Some(new), "", log);
}

fn at(old: Option<&Value>, new: Option<&Value>, pointer: &str, log: &mut Log<'_>) {
    match (old, new) {
        (old, new) if old == new => {}
        (Some(old @ Value::Object(_)), Some(new @ Value::Object(_))) => {
            let keys: BTreeSet<&str> = members(old).chain(members(new)).map(|(key, _)| key).collect();
            for key in keys {
                at(old.get(key), new.get(key), &format!("{pointer}/{}", escape(key)), log);
            }
        }
        (Some(Value::Array(old)), Some(Value::Array(new))) if old.len() == new.len() => {
            for (index, (old, new)) in old.iter().zip(new).enumerate() {
                at(Some(old), Some(new), &format!("{pointer}/{index}"), log);
            }
        }
        (old, new) => log.compare(ChangeKind::MetadataChanged, pointer, old, new),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::diff::{Change, Subject};

    #[test]
    fn the_innermost_differences_have_pointers_and_values() {
        let mut changes = Vec::new();
        let old = json!({"a": {"b/c": [1, {"d": true}]}, "e": [1], "f": "x"});
        let new = json!({"a": {"b/c": [1, {"d": false}]}, "e": [1, 2]});
        compare(&old, &new, &mut Log::new(&mut changes, Subject::Document, true));
        let line = |change: &Change| format!("{} {:?} {:?}", change.member, change.old, change.new);
        assert_eq!(
            changes.iter().map(line).collect::<Vec<_>>(),
            [r#"/a/b~1c/1/d Some("true") Some("false")"#, r#"/e Some("[1]") Some("[1,2]")"#, r#"/f Some("x") None"#,]
        );
    }
}
