//! The body of a refusal, read with tolerance.

use serde_json::Value;

/// What Atlas says when it refuses, as far as it says it.
///
/// Every part can be absent: a proxy answers with a page of HTML, a `401` with nothing at all, and a few resources
/// have an error body of their own shape (whose `message` is the detail here).
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct ApiError {
    /// The code that a program acts on, such as `CLUSTER_NOT_FOUND`.
    pub code: Option<String>,
    /// The status as the body repeats it.
    pub status: Option<u16>,
    /// The status in words.
    pub reason: Option<String>,
    /// What went wrong, for a person.
    pub detail: Option<String>,
    /// What the detail speaks of: names, ids, numbers.
    pub parameters: Vec<Value>,
    /// The properties of the request that were refused.
    pub fields: Vec<FieldError>,
}

/// A property of a request that was refused.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct FieldError {
    /// The property.
    pub field: String,
    /// What is wrong with it.
    pub description: String,
}

impl ApiError {
    /// Reads a body; what is not there, or not of Atlas's shape, is left empty.
    #[must_use]
    pub fn from_body(body: &[u8]) -> Self {
        let Ok(body) = serde_json::from_slice::<Value>(body) else { return Self::default() };
        let text = |name: &str| body.get(name).and_then(Value::as_str).map(str::to_owned);
        let list = |value: Option<&Value>| value.and_then(Value::as_array).cloned().unwrap_or_default();
        let fields = list(body.pointer("/badRequestDetail/fields"));
        Self {
            code: text("errorCode"),
            status: body.get("error").and_then(Value::as_u64).and_then(|status| u16::try_from(status).ok()),
            reason: text("reason"),
            detail: text("detail").or_else(|| text("message")),
            parameters: list(body.get("parameters")),
            fields: fields.iter().map(FieldError::from_value).collect(),
        }
    }
}

impl FieldError {
    fn from_value(value: &Value) -> Self {
        let text = |name: &str| value.get(name).and_then(Value::as_str).unwrap_or_default().to_owned();
        Self { field: text("field"), description: text("description") }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_refusal_of_atlas_is_read_whole() {
        let body = json!({
            "error": 400, "errorCode": "INVALID_ATTRIBUTE", "reason": "Bad Request", "detail": "No.",
            "parameters": ["name", 7], "badRequestDetail": {"fields": [{"field": "name", "description": "too long"}]},
        });
        let error = ApiError::from_body(body.to_string().as_bytes());
        assert_eq!(
            error,
            ApiError {
                code: Some("INVALID_ATTRIBUTE".into()),
                status: Some(400),
                reason: Some("Bad Request".into()),
                detail: Some("No.".into()),
                parameters: vec![json!("name"), json!(7)],
                fields: vec![FieldError { field: "name".into(), description: "too long".into() }],
            }
        );
    }

    #[test]
    fn a_body_of_another_shape_gives_what_it_has() {
        let body = br#"{"errorCode":"RESOURCE_POLICY_NOT_FOUND","message":"Gone.","status":"ERROR","parameters":null}"#;
        let error = ApiError::from_body(body);
        assert_eq!(error.code.as_deref(), Some("RESOURCE_POLICY_NOT_FOUND"));
        assert_eq!(error.detail.as_deref(), Some("Gone."));
        assert_eq!(error.parameters, Vec::<Value>::new());
        for nothing in ["", "<html>502</html>", "[]", "null"] {
            assert_eq!(ApiError::from_body(nothing.as_bytes()), ApiError::default());
        }
    }
}
