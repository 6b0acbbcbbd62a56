//! The body of an error response, read tolerantly.

use serde_json::Value;

/// The error body returned by Atlas.
///
/// Every part can be absent: a proxy returns an HTML page, a `401` can have an empty body, and a few resources have
/// error bodies of another shape (their `message` is the [detail](Self::detail) here).
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct ApiError {
    /// The error code, such as `CLUSTER_NOT_FOUND`.
    pub code: Option<String>,
    /// The HTTP status, repeated in the body.
    pub status: Option<u16>,
    /// The reason phrase of the status.
    pub reason: Option<String>,
    /// A human-readable description of the error.
    pub detail: Option<String>,
    /// The values that the detail mentions: names, ids, numbers.
    pub parameters: Vec<Value>,
    /// The rejected properties of the request.
    pub fields: Vec<FieldError>,
}

/// A rejected property of a request.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct FieldError {
    /// The name of the property.
    pub field: String,
    /// The reason for the rejection.
    pub description: String,
}

impl ApiError {
    /// Reads a body. Parts that are missing or have another shape are left empty.
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
    fn an_atlas_error_body_is_read_in_full() {
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
    fn a_body_of_another_shape_is_read_in_part() {
        let body = br#"{"errorCode":"RESOURCE_POLICY_NOT_FOUND","message":"Gone.","status":"ERROR","parameters":null}"#;
        let error = ApiError::from_body(body);
        assert_eq!(error.code.as_deref(), Some("RESOURCE_POLICY_NOT_FOUND"));
        assert_eq!(error.detail.as_deref(), Some("Gone."));
        assert_eq!(error.parameters, Vec::<Value>::new());
        for body in ["", "<html>502</html>", "[]", "null"] {
            assert_eq!(ApiError::from_body(body.as_bytes()), ApiError::default());
        }
    }
}
