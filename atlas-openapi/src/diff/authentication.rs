//! Changes of security requirements and security schemes.
//!
//! The generated code does not depend on them: a client has one kind of credentials for all operations. Requests with
//! these credentials are refused if the service does not accept them anymore.

use serde_json::Value;

use super::change::ChangeKind;
use super::log::{Log, short};
use crate::Document;
use crate::document::members;

/// Compares the requirements of the whole document.
pub(super) fn of_document(old: &Document, new: &Document, log: &mut Log<'_>) {
    let (old, new) = (old.as_value().get("security"), new.as_value().get("security"));
    record("security", (old, new), refuses(old, new), log);
}

/// Compares the requirements of an operation. Without its own ones, those of the document apply.
pub(super) fn of_operation(
    (old_document, old): (&Document, &Value),
    (new_document, new): (&Document, &Value),
    log: &mut Log<'_>,
) {
    let (own_before, own_after) = (old.get("security"), new.get("security"));
    let before = own_before.or(old_document.as_value().get("security"));
    let after = own_after.or(new_document.as_value().get("security"));
    record("security", (own_before, own_after), refuses(before, after), log);
}

/// Compares a security scheme. Additional flows and scopes refuse nobody.
pub(super) fn of_scheme(name: &str, old: Option<&Value>, new: Option<&Value>, log: &mut Log<'_>) {
    let refuses = old.is_some_and(|old| !new.is_some_and(|new| extends(old, new)));
    record(&format!("security scheme {name}"), (old, new), refuses, log);
}

fn record(member: &str, (old, new): (Option<&Value>, Option<&Value>), refuses: bool, log: &mut Log<'_>) {
    if old != new {
        log.record_refusal(ChangeKind::AuthenticationChanged, member, (old.map(short), new.map(short)), refuses);
    }
}

/// Returns whether credentials that fulfill one of the old alternatives may fulfill none of the new ones.
fn refuses(old: Option<&Value>, new: Option<&Value>) -> bool {
    let (old, new) = (alternatives(old), alternatives(new));
    old.iter().any(|credentials| !new.iter().any(|alternative| extends(alternative, credentials)))
}

/// Returns whether callers with one of the old roles may have none of the new ones. Without roles, none is required.
pub(super) fn refuses_roles(old: &[String], new: &[String]) -> bool {
    !new.is_empty() && (old.is_empty() || old.iter().any(|role| !new.contains(role)))
}

/// Returns the alternatives of a requirement. No requirement is one without schemes, which any request fulfills.
fn alternatives(requirement: Option<&Value>) -> Vec<Value> {
    let stated = requirement.and_then(Value::as_array).filter(|alternatives| !alternatives.is_empty());
    stated.cloned().unwrap_or_else(|| vec![Value::Object(serde_json::Map::new())])
}

/// Returns whether `larger` has all members of `smaller`: schemes, flows, scopes and their values.
fn extends(smaller: &Value, larger: &Value) -> bool {
    match (smaller, larger) {
        (Value::Object(_), Value::Object(_)) => {
            members(smaller).all(|(name, member)| larger.get(name).is_some_and(|other| extends(member, other)))
        }
        (Value::Array(smaller), Value::Array(larger)) => smaller.iter().all(|element| larger.contains(element)),
        (smaller, larger) => smaller == larger,
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[track_caller]
    fn check(old: Value, new: Value, expected: bool) {
        let requirement = |value: &'_ Value| Some(value.clone()).filter(|value| !value.is_null());
        assert_eq!(refuses(requirement(&old).as_ref(), requirement(&new).as_ref()), expected, "{old} {new}");
    }

    #[test]
    fn one_accepted_alternative_suffices() {
        check(json!([{"digest": []}]), json!([{"oauth": []}, {"digest": []}]), false);
        check(json!([{"oauth": []}, {"digest": []}]), json!([{"digest": []}]), true);
        check(json!([{"digest": []}]), json!([{"oauth": []}]), true);
        check(json!([{"digest": [], "key": []}]), json!([{"digest": []}]), false);
        check(json!([{"digest": []}]), json!([{"digest": [], "key": []}]), true);
        check(json!([{"oauth": ["read", "write"]}]), json!([{"oauth": ["read"]}]), false);
        check(json!([{"oauth": ["read"]}]), json!([{"oauth": ["read", "write"]}]), true);
    }

    #[test]
    fn a_request_without_a_requirement_needs_no_credentials() {
        for nothing in [json!(null), json!([]), json!([{}])] {
            check(nothing.clone(), json!([{"digest": []}]), true);
            check(json!([{"digest": []}]), nothing.clone(), false);
            check(nothing, json!([{"digest": []}, {}]), false);
        }
    }

    #[test]
    fn a_lost_role_refuses_its_callers() {
        let check = |old: &[&str], new: &[&str], expected| {
            let list = |roles: &[&str]| -> Vec<String> { roles.iter().map(|role| (*role).to_owned()).collect() };
            assert_eq!(refuses_roles(&list(old), &list(new)), expected, "{old:?} {new:?}");
        };
        check(&["Reader"], &["Owner", "Reader"], false);
        check(&["Owner", "Reader"], &["Owner"], true);
        check(&[], &["Owner"], true);
        check(&["Owner"], &[], false);
    }

    #[test]
    fn a_scheme_can_be_extended() {
        let flow = |scopes: Value| json!({"type": "oauth2", "flows": {"clientCredentials": {"scopes": scopes}}});
        assert!(extends(&flow(json!({"a": ""})), &flow(json!({"a": "", "b": ""}))));
        assert!(!extends(&flow(json!({"a": ""})), &flow(json!({"b": ""}))));
        assert!(!extends(&json!({"type": "http"}), &json!({"type": "oauth2"})));
    }
}
