//! The expected outcome of a call: the requests on the wire, and the result of the SDK.

use serde_json::{Value, json};

/// A call with its expected outcome.
pub(super) struct Expectation {
    pub(super) call: &'static str,
    /// The operation and the status of its last response; `None` for an undocumented operation.
    pub(super) response: Option<(&'static str, u16)>,
    /// A part of the line that the script prints; `null` stands for an absent property.
    pub(super) outcome: Value,
    pub(super) sdk: SdkBehavior,
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum SdkBehavior {
    /// The SDK handles the response correctly.
    Correct,
    /// The SDK fails on a response of the real service, and therefore also here.
    Defect,
    /// The operation comes from a later document and is unknown to the fake.
    Newer,
}

/// Returns the expectation of a call that returns a value with this part.
pub(super) fn returns(call: &'static str, operation: &'static str, status: u16, part: Value) -> Expectation {
    Expectation {
        call,
        response: Some((operation, status)),
        outcome: json!({ "error": null, "value": part }),
        sdk: SdkBehavior::Correct,
    }
}

/// Returns the expectation of a call that raises the SDK's error with this status and code.
pub(super) fn refused(call: &'static str, operation: &'static str, status: u16, code: &str) -> Expectation {
    let payload = json!({ "error": status, "errorCode": code });
    let outcome = json!({ "error": "AtlasApiError", "status": status, "payload": payload });
    Expectation { call, response: Some((operation, status)), outcome, sdk: SdkBehavior::Correct }
}

/// Returns the expectation of a call that raises the SDK's error with this status; the code of the real service is not
/// known.
pub(super) fn refused_with_any_code(call: &'static str, operation: &'static str, status: u16) -> Expectation {
    let outcome = json!({ "error": "AtlasApiError", "status": status, "payload": { "error": status } });
    Expectation { call, response: Some((operation, status)), outcome, sdk: SdkBehavior::Correct }
}

/// Returns the expectation of a call whose success the SDK cannot decode.
pub(super) fn fails_to_decode(call: &'static str, operation: &'static str, status: u16, error: &str) -> Expectation {
    Expectation {
        call,
        response: Some((operation, status)),
        outcome: json!({ "error": error }),
        sdk: SdkBehavior::Defect,
    }
}

/// Returns the expectation of a call that succeeds without a body, as documented; the SDK raises an error for it.
pub(super) fn succeeds_without_body(call: &'static str, operation: &'static str, status: u16) -> Expectation {
    fails_to_decode(call, operation, status, "JSONDecodeError")
}

/// Returns the expectation of a call of an operation that is not in the document.
pub(super) fn undocumented(call: &'static str) -> Expectation {
    let payload = json!({ "errorCode": "RESOURCE_NOT_FOUND" });
    let outcome = json!({ "error": "AtlasApiError", "status": 404, "payload": payload });
    Expectation { call, response: None, outcome, sdk: SdkBehavior::Newer }
}
