//! Errors of the API: Atlas's error codes, details and error body.

#[cfg_attr(not(feature = "persistence"), allow(dead_code, reason = "`STATE_NOT_WRITTEN` is for state files"))]
pub(crate) mod codes;
mod seed_error;
mod spec;

use http::header::{ALLOW, WWW_AUTHENTICATE};
use http::{HeaderName, Method, StatusCode};
use serde::Serialize;
use serde_json::Value;

pub use seed_error::SeedError;
pub(crate) use spec::ErrorSpec;

/// An error to be returned to the client.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct ApiError {
    pub(crate) status: StatusCode,
    pub(crate) code: &'static str,
    pub(crate) detail: String,
    /// The values in the detail. A `401` does not have the property, any other error has at least an empty list.
    parameters: Option<Vec<Value>>,
    /// The invalid fields of a body.
    fields: Vec<Field>,
    /// Additional headers of the response.
    pub(crate) headers: Vec<(HeaderName, String)>,
}

/// An invalid field of a body.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct Field {
    description: String,
    /// The names and indices of its path, joined by dots.
    field: String,
}

/// The body of an error, with its keys in Atlas's order.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Body<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    bad_request_detail: Option<BadRequestDetail<'a>>,
    detail: &'a str,
    error: u16,
    error_code: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    parameters: Option<&'a [Value]>,
    reason: &'a str,
}

#[derive(Serialize)]
struct BadRequestDetail<'a> {
    fields: &'a [Field],
}

impl ApiError {
    fn new(status: StatusCode, code: &'static str, detail: String, parameters: &[&str]) -> Self {
        let parameters = parameters.iter().map(|&parameter| parameter.into()).collect();
        Self { status, code, detail, parameters: Some(parameters), fields: Vec::new(), headers: Vec::new() }
    }

    pub(crate) fn body(&self) -> impl Serialize {
        let fields = Some(self.fields.as_slice()).filter(|fields| !fields.is_empty());
        Body {
            bad_request_detail: fields.map(|fields| BadRequestDetail { fields }),
            detail: &self.detail,
            error: self.status.as_u16(),
            error_code: self.code,
            parameters: self.parameters.as_deref(),
            reason: self.status.canonical_reason().unwrap_or_default(),
        }
    }

    /// Adds the invalid fields of the body.
    pub(crate) fn with_fields(self, fields: impl IntoIterator<Item = (String, String)>) -> Self {
        let fields = fields.into_iter().map(|(field, description)| Field { description, field });
        Self { fields: fields.collect(), ..self }
    }

    /// Replaces the parameters, where they differ from the values in the detail.
    pub(crate) fn with_parameters(self, parameters: impl IntoIterator<Item = impl Into<Value>>) -> Self {
        Self { parameters: Some(parameters.into_iter().map(Into::into).collect()), ..self }
    }

    /// Replaces the additional headers of the response.
    pub(crate) fn with_headers(self, headers: Vec<(HeaderName, String)>) -> Self {
        Self { headers, ..self }
    }

    pub(crate) fn unauthorized(challenge: String) -> Self {
        let error = codes::UNEXPECTED_ERROR.of(&[]).with_headers(vec![(WWW_AUTHENTICATE, challenge)]);
        Self { parameters: None, ..error }
    }

    pub(crate) fn method_not_allowed(method: &Method, allowed: String) -> Self {
        codes::METHOD_NOT_ALLOWED.of(&[method.as_str()]).with_headers(vec![(ALLOW, allowed)])
    }

    pub(crate) fn resource_not_found(path: &str) -> Self {
        codes::RESOURCE_NOT_FOUND.of(&[path])
    }

    pub(crate) fn not_acceptable() -> Self {
        codes::INVALID_VERSION_DATE.of(&[])
    }

    pub(crate) fn malformed_json(error: &serde_json::Error) -> Self {
        let [line, column] = [error.line(), error.column()].map(|number| number.to_string());
        codes::MALFORMED_JSON.of(&[&line, &column]).with_parameters([] as [Value; 0])
    }

    pub(crate) fn not_an_object() -> Self {
        codes::INVALID_JSON.of(&[])
    }

    pub(crate) fn wrong_type(attribute: &str) -> Self {
        codes::INVALID_JSON_ATTRIBUTE.of(&[attribute])
    }

    pub(crate) fn invalid_attribute(attribute: &str, reason: &str) -> Self {
        codes::INVALID_ATTRIBUTE.of(&[attribute, reason]).with_parameters([attribute])
    }

    pub(crate) fn missing_attribute(attribute: &str) -> Self {
        codes::MISSING_ATTRIBUTE.of(&[attribute])
    }

    pub(crate) fn invalid_enum_value(attribute: &str, value: &str) -> Self {
        codes::INVALID_ENUM_VALUE.of(&[value]).with_parameters([value, attribute])
    }

    pub(crate) fn invalid_date(attribute: &str, value: &str) -> Self {
        codes::INVALID_DATE_FORMAT.of(&[value]).with_parameters([value, attribute])
    }

    pub(crate) fn invalid_query_parameter(parameter: &str) -> Self {
        codes::INVALID_QUERY_PARAMETER.of(&[parameter])
    }

    pub(crate) fn invalid_path_parameter(parameter: &str) -> Self {
        codes::INVALID_PATH_PARAMETER.of(&[parameter])
    }
}
