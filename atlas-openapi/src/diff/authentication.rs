//! Changes of security requirements and security schemes.
//!
//! The generated code does not depend on them: a client has one kind of credentials for all operations. Requests with
//! these credentials are refused if the service does not accept them anymore.

use std::collections::BTreeSet;

use serde_json::{Map, Value};

use super::change::ChangeKind;
use super::log::{Log, short};
use crate::Document;
use crate::document::members;

/// Compares the requirements of the whole document, which apply to the operations without requirements of their own.
pub(super) fn of_document(old: &Document, new: &Document, log: &mut Log<'_>) {
    let applies = old.operations().any(|(_, _, operation)| operation.get("security").is_none());
    let (before, after) = (old.as_value().get("security"), new.as_value().get("security"));
    record("security", (before, after), applies && refuses((old, before), (new, after)), log);
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
    let refuses = refuses((old_document, before), (new_document, after));
    record("security", (own_before, own_after), refuses, log);
}

/// Compares the security schemes. Additional flows and scopes refuse nobody, nor does a scheme that no requirement names.
///
/// A removed scheme is also removed from the requirements, whose changes are compared on their own.
pub(super) fn of_schemes(old: &Document, new: &Document, log: &mut Log<'_>) {
    let required = required_schemes(old);
    let (before, after) = (schemes(old), schemes(new));
    let names: BTreeSet<&str> = members(before).chain(members(after)).map(|(name, _)| name).collect();
    for name in names {
        let (was, now) = (before.get(name), after.get(name));
        let is_refused = |(was, now): (&Value, &Value)| !extends(&normalized(was), &normalized(now));
        let refuses = required.contains(name) && was.zip(now).is_some_and(is_refused);
        record(&format!("security scheme {name}"), (was, now), refuses, log);
    }
}

fn schemes(document: &Document) -> &Value {
    &document.as_value()["components"]["securitySchemes"]
}

/// Returns the names of the schemes that the document or an operation requires.
fn required_schemes(document: &Document) -> BTreeSet<&str> {
    let of_operations = document.operations().filter_map(|(_, _, operation)| operation.get("security"));
    let requirements = document.as_value().get("security").into_iter().chain(of_operations);
    let alternatives = requirements.filter_map(Value::as_array).flatten();
    alternatives.flat_map(members).map(|(name, _)| name).collect()
}

fn record(member: &str, (old, new): (Option<&Value>, Option<&Value>), refuses: bool, log: &mut Log<'_>) {
    if old != new {
        log.record_refusal(ChangeKind::AuthenticationChanged, member, (old.map(short), new.map(short)), refuses);
    }
}

/// The requirements of a document or operation, with the document.
type Required<'a> = (&'a Document, Option<&'a Value>);

/// Returns whether credentials that fulfill one of the old alternatives may fulfill none of the new ones.
///
/// A scheme may have another name in the new document.
fn refuses((old_document, old): Required<'_>, (new_document, new): Required<'_>) -> bool {
    let (old, new) = (alternatives(old), alternatives(new));
    let renamed = |name: &str| {
        let definition = schemes(old_document).get(name).map(normalized)?;
        if schemes(new_document).get(name).is_some() {
            return None;
        }
        let mut others = members(schemes(new_document));
        others.find(|(_, other)| normalized(other) == definition).map(|(name, _)| name.to_owned())
    };
    let credentials = |alternative: &Value| -> Value {
        members(alternative)
            .map(|(name, scopes)| (renamed(name).unwrap_or_else(|| name.to_owned()), scopes.clone()))
            .collect::<Map<_, _>>()
            .into()
    };
    let old = old.iter().map(credentials);
    old.into_iter().any(|credentials| !new.iter().any(|alternative| extends(alternative, &credentials)))
}

/// Returns a security scheme with the name of its HTTP scheme in lower case: the case has no meaning.
fn normalized(scheme: &Value) -> Value {
    let mut scheme = scheme.clone();
    if let Some(Value::String(name)) = scheme.get_mut("scheme") {
        *name = name.to_ascii_lowercase();
    }
    scheme
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
        let document = document(json!({}));
        let requirement = |value: &'_ Value| Some(value.clone()).filter(|value| !value.is_null());
        let (before, after) = (requirement(&old), requirement(&new));
        assert_eq!(refuses((&document, before.as_ref()), (&document, after.as_ref())), expected, "{old} {new}");
    }

    /// Returns a document with these members, and one operation without requirements of its own.
    fn document(members: Value) -> Document {
        let responses = json!({"200": {"description": "OK"}});
        let mut document = json!({
            "openapi": "3.0.1",
            "info": {"title": "T", "version": "1"},
            "paths": {"/a": {"get": {"operationId": "a", "responses": responses}}},
        });
        document.as_object_mut().unwrap().extend(members.as_object().unwrap().clone());
        Document::from_value(document).unwrap()
    }

    fn with_scheme(name: &str, scheme: Value, required: &str) -> Value {
        json!({"components": {"securitySchemes": {name: scheme}}, "security": [{required: []}]})
    }

    /// Checks whether the change of documents is breaking.
    #[track_caller]
    fn check_documents(old: Value, new: Value, expected: bool) {
        let (old, new) = (document(old), document(new));
        let mut changes = Vec::new();
        let mut log = Log::new(&mut changes, crate::Subject::Document, true);
        of_document(&old, &new, &mut log);
        of_schemes(&old, &new, &mut log);
        assert!(!changes.is_empty());
        assert_eq!(changes.iter().any(|change| change.breaking), expected, "{changes:?}");
    }

    #[test]
    fn a_scheme_can_be_renamed_or_written_in_another_case() {
        let digest = json!({"type": "http", "scheme": "digest"});
        let upper = json!({"type": "http", "scheme": "Digest"});
        let basic = json!({"type": "http", "scheme": "basic"});
        let old = || with_scheme("digest", digest.clone(), "digest");
        check_documents(old(), with_scheme("keys", digest.clone(), "keys"), false);
        check_documents(old(), with_scheme("digest", upper, "digest"), false);
        check_documents(old(), with_scheme("digest", basic.clone(), "digest"), true);
        check_documents(old(), with_scheme("keys", basic, "keys"), true);
    }

    #[test]
    fn a_scheme_or_requirement_that_does_not_apply_refuses_nobody() {
        let digest = json!({"type": "http", "scheme": "digest"});
        let other = || json!({"type": "http", "scheme": "basic"});
        let mut old = with_scheme("unused", digest, "other");
        old["components"]["securitySchemes"]["other"] = other();
        check_documents(old, with_scheme("other", other(), "other"), false);
        let overridden = |requirement: &str| {
            let operation = json!({"operationId": "a", "security": [], "responses": {"200": {"description": "OK"}}});
            let mut document = with_scheme("digest", json!({"type": "http", "scheme": "digest"}), requirement);
            document["components"]["securitySchemes"]["oauth"] = json!({"type": "oauth2"});
            document["paths"] = json!({"/a": {"get": operation}});
            document
        };
        check_documents(overridden("digest"), overridden("oauth"), false);
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
