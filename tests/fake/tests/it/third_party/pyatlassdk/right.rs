//! What is right: for each call, what goes over the wire and what the SDK makes of the answer.

use serde_json::{Value, json};

/// A call and all that is to come of it.
pub(super) struct Right {
    pub(super) call: &'static str,
    /// The operation and the status of its last answer; `None` for what the document does not know.
    pub(super) answer: Option<(&'static str, u16)>,
    /// A part of what the script says; `null` is for what is not to be there.
    pub(super) outcome: Value,
    pub(super) kind: Kind,
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// The SDK does what it promises.
    Sound,
    /// The SDK fails at an answer that the service gives, so it fails here too.
    OwnFault,
    /// The SDK was made from a later document, whose operations the fake can't know.
    Later,
}

/// A call that returns a value with this part.
pub(super) fn gives(call: &'static str, operation: &'static str, status: u16, part: Value) -> Right {
    Right {
        call,
        answer: Some((operation, status)),
        outcome: json!({ "error": null, "value": part }),
        kind: Kind::Sound,
    }
}

/// A call that raises the SDK's error, with this status and code in it.
pub(super) fn refused(call: &'static str, operation: &'static str, status: u16, code: &str) -> Right {
    let payload = json!({ "error": status, "errorCode": code });
    let outcome = json!({ "error": "AtlasApiError", "status": status, "payload": payload });
    Right { call, answer: Some((operation, status)), outcome, kind: Kind::Sound }
}

/// A call that raises the SDK's error with this status; which code the service gives there is not known.
pub(super) fn refused_somehow(call: &'static str, operation: &'static str, status: u16) -> Right {
    let outcome = json!({ "error": "AtlasApiError", "status": status, "payload": { "error": status } });
    Right { call, answer: Some((operation, status)), outcome, kind: Kind::Sound }
}

/// A call whose success the SDK can't read.
pub(super) fn stumbles(call: &'static str, operation: &'static str, status: u16, error: &str) -> Right {
    Right { call, answer: Some((operation, status)), outcome: json!({ "error": error }), kind: Kind::OwnFault }
}

/// A call that the SDK makes an error of although the service did it: the answer has no body, as the document says.
pub(super) fn done_without_body(call: &'static str, operation: &'static str, status: u16) -> Right {
    stumbles(call, operation, status, "JSONDecodeError")
}

/// A call of an operation that came after the document.
pub(super) fn later(call: &'static str) -> Right {
    let payload = json!({ "errorCode": "RESOURCE_NOT_FOUND" });
    let outcome = json!({ "error": "AtlasApiError", "status": 404, "payload": payload });
    Right { call, answer: None, outcome, kind: Kind::Later }
}

/// Whether a value has a part: an object some of its members, a list all of its items, `null` for what is not there.
pub(super) fn has(whole: &Value, part: &Value) -> bool {
    match (whole, part) {
        (Value::Object(whole), Value::Object(part)) => {
            part.iter().all(|(name, part)| has(whole.get(name).unwrap_or(&Value::Null), part))
        }
        (Value::Array(whole), Value::Array(part)) => {
            whole.len() == part.len() && whole.iter().zip(part).all(|(whole, part)| has(whole, part))
        }
        _ => whole == part,
    }
}
