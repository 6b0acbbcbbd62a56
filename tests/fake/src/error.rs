//! Errors of the API: Atlas's error codes, details and error body.

use http::header::{ALLOW, WWW_AUTHENTICATE};
use http::{HeaderName, Method, StatusCode};
use serde::Serialize;
use serde_json::Value;

/// An error of [`FakeAtlas::insert`](crate::FakeAtlas::insert),
/// [`FakeAtlas::insert_database_user`](crate::FakeAtlas::insert_database_user) or
/// [`FakeAtlas::seed`](crate::FakeAtlas::seed).
///
/// It has the error code and the detail that the operation would return. For a seed, it also has the location in the
/// document.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{detail} ({error_code})")]
pub struct SeedError {
    error_code: String,
    detail: String,
}

impl SeedError {
    pub(crate) fn new(error_code: &str, detail: &str) -> Self {
        Self { error_code: error_code.to_owned(), detail: detail.to_owned() }
    }

    /// Adds the location in the document.
    pub(crate) fn at(self, location: &str) -> Self {
        Self { detail: format!("{location}: {}", self.detail), ..self }
    }

    /// Returns Atlas's error code, for example `USER_ALREADY_EXISTS`.
    #[must_use]
    pub fn error_code(&self) -> &str {
        &self.error_code
    }
}

impl From<ApiError> for SeedError {
    fn from(error: ApiError) -> Self {
        Self { error_code: error.code.to_owned(), detail: error.detail }
    }
}

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
    fn new(status: StatusCode, code: &'static str, detail: impl Into<String>, parameters: &[&str]) -> Self {
        let parameters = parameters.iter().map(|&parameter| parameter.into()).collect();
        let detail = detail.into();
        Self { status, code, detail, parameters: Some(parameters), fields: Vec::new(), headers: Vec::new() }
    }

    /// Creates an error with a given status, from an [`ErrorSpec`](crate::resource_kind::ErrorSpec).
    pub(crate) fn coded(status: u16, code: &'static str, detail: String, parameters: &[&str]) -> Self {
        Self::new(StatusCode::from_u16(status).unwrap_or(StatusCode::BAD_REQUEST), code, detail, parameters)
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

    pub(crate) fn unauthorized(challenge: String) -> Self {
        let detail = "You are not authorized for this resource.";
        Self {
            parameters: None,
            headers: vec![(WWW_AUTHENTICATE, challenge)],
            ..Self::new(StatusCode::UNAUTHORIZED, "UNEXPECTED_ERROR", detail, &[])
        }
    }

    pub(crate) fn role_missing(operation_id: &str, headers: Vec<(HeaderName, String)>) -> Self {
        let detail = "Current user is not authorized to perform this action.";
        Self { headers, ..Self::new(StatusCode::FORBIDDEN, "USER_UNAUTHORIZED", detail, &[operation_id]) }
    }

    /// Creates the error of an empty bucket, which `parameters` describe.
    pub(crate) fn rate_limited(detail: String, parameters: Vec<Value>, headers: Vec<(HeaderName, String)>) -> Self {
        let error = Self::new(StatusCode::TOO_MANY_REQUESTS, "RATE_LIMITED_TOKEN_BUCKET", detail, &[]);
        Self { parameters: Some(parameters), headers, ..error }
    }

    pub(crate) fn resource_not_found(path: &str) -> Self {
        Self::new(StatusCode::NOT_FOUND, "RESOURCE_NOT_FOUND", format!("Cannot find resource {path}."), &[path])
    }

    pub(crate) fn method_not_allowed(method: &Method, allowed: String) -> Self {
        Self {
            headers: vec![(ALLOW, allowed)],
            ..Self::new(
                StatusCode::METHOD_NOT_ALLOWED,
                "METHOD_NOT_ALLOWED",
                format!("The method {method} is not supported for this resource."),
                &[method.as_str()],
            )
        }
    }

    pub(crate) fn state_not_written() -> Self {
        Self::new(
            StatusCode::INTERNAL_SERVER_ERROR,
            "STATE_NOT_WRITTEN",
            "The fake cannot write its state file and accepts no changes; restart it.",
            &[],
        )
    }

    pub(crate) fn not_acceptable() -> Self {
        Self::new(StatusCode::NOT_ACCEPTABLE, "INVALID_VERSION_DATE", "Invalid accept header or version date.", &[])
    }

    pub(crate) fn unsupported_media_type(content_type: &str) -> Self {
        Self::new(
            StatusCode::UNSUPPORTED_MEDIA_TYPE,
            "UNSUPPORTED_MEDIA_TYPE",
            format!("The content type \"{content_type}\" is not a version of this resource."),
            &[content_type],
        )
    }

    pub(crate) fn body_too_large(limit: usize) -> Self {
        Self::new(
            StatusCode::PAYLOAD_TOO_LARGE,
            "REQUEST_BODY_TOO_LARGE",
            format!("The request body is larger than {limit} bytes."),
            &[&limit.to_string()],
        )
    }

    pub(crate) fn incomplete_body() -> Self {
        Self::new(StatusCode::BAD_REQUEST, "REQUEST_BODY_INCOMPLETE", "The request body is incomplete.", &[])
    }

    pub(crate) fn malformed_json(error: &serde_json::Error) -> Self {
        Self::new(
            StatusCode::BAD_REQUEST,
            "MALFORMED_JSON",
            format!("Received JSON is malformed at line {}, column {}.", error.line(), error.column()),
            &[],
        )
    }

    pub(crate) fn not_an_object() -> Self {
        Self::new(StatusCode::BAD_REQUEST, "INVALID_JSON", "Received JSON does not match expected format.", &[])
    }

    pub(crate) fn wrong_type(attribute: &str) -> Self {
        Self::new(
            StatusCode::BAD_REQUEST,
            "INVALID_JSON_ATTRIBUTE",
            format!("Received JSON for the {attribute} attribute does not match expected format."),
            &[attribute],
        )
    }

    pub(crate) fn invalid_attribute(attribute: &str, reason: &str) -> Self {
        Self::new(
            StatusCode::BAD_REQUEST,
            "INVALID_ATTRIBUTE",
            format!("Invalid attribute {attribute} specified. {reason}"),
            &[attribute],
        )
    }

    pub(crate) fn missing_attribute(attribute: &str) -> Self {
        Self::new(
            StatusCode::BAD_REQUEST,
            "MISSING_ATTRIBUTE",
            format!("The required attribute {attribute} was not specified."),
            &[attribute],
        )
    }

    pub(crate) fn invalid_enum_value(attribute: &str, value: &str) -> Self {
        Self::new(
            StatusCode::BAD_REQUEST,
            "INVALID_ENUM_VALUE",
            format!("An invalid enumeration value {value} was specified."),
            &[value, attribute],
        )
    }

    pub(crate) fn invalid_date(attribute: &str, value: &str) -> Self {
        Self::new(
            StatusCode::BAD_REQUEST,
            "INVALID_DATE_FORMAT",
            format!("An invalid date value {value} was specified."),
            &[value, attribute],
        )
    }

    pub(crate) fn invalid_query_parameter(parameter: &str) -> Self {
        Self::new(
            StatusCode::BAD_REQUEST,
            "INVALID_QUERY_PARAMETER",
            format!("Invalid query parameter {parameter} specified."),
            &[parameter],
        )
    }

    pub(crate) fn missing_query_parameter(parameter: &str) -> Self {
        Self::new(
            StatusCode::BAD_REQUEST,
            "MISSING_QUERY_PARAMETER",
            format!("The required query parameter {parameter} was not specified."),
            &[parameter],
        )
    }

    pub(crate) fn invalid_path_parameter(parameter: &str) -> Self {
        Self::new(
            StatusCode::BAD_REQUEST,
            "INVALID_PATH_PARAMETER",
            format!("Invalid path parameter {parameter} specified."),
            &[parameter],
        )
    }

    pub(crate) fn user_not_found(username: &str) -> Self {
        Self::new(
            StatusCode::NOT_FOUND,
            "USER_NOT_FOUND",
            format!("No user with username {username} exists."),
            &[username],
        )
    }

    pub(crate) fn user_already_exists(username: &str) -> Self {
        Self::new(
            StatusCode::CONFLICT,
            "USER_ALREADY_EXISTS",
            format!("A user with username {username} already exists."),
            &[username],
        )
    }

    pub(crate) fn too_many_users(limit: usize) -> Self {
        Self::new(
            StatusCode::FORBIDDEN,
            "GROUP_USERS_LIMIT_EXCEEDED",
            format!("Groups can contain at most {limit} database users."),
            &[&limit.to_string()],
        )
    }

    pub(crate) fn access_list_required() -> Self {
        Self::new(
            StatusCode::FORBIDDEN,
            "ORG_REQUIRES_ACCESS_LIST",
            "This organization requires access through an access list of IP ranges.",
            &[],
        )
    }

    pub(crate) fn address_not_listed(address: &str) -> Self {
        Self::new(
            StatusCode::FORBIDDEN,
            "IP_ADDRESS_NOT_ON_ACCESS_LIST",
            format!("IP address {address} is not allowed to access this resource."),
            &[address],
        )
    }

    pub(crate) fn role_in_use(role: &str, users: &str) -> Self {
        Self::new(
            StatusCode::CONFLICT,
            "ATLAS_CUSTOM_ROLE_IN_USE_BY_USERS",
            format!("Without the custom role {role} these users would have no role: {users}."),
            &[users],
        )
    }

    pub(crate) fn username_cannot_be_changed() -> Self {
        Self::new(
            StatusCode::CONFLICT,
            "DATABASE_USERNAME_CANNOT_BE_CHANGED",
            "Cannot modify the username of an existing database user.",
            &[],
        )
    }

    pub(crate) fn database_name_cannot_be_changed() -> Self {
        Self::new(
            StatusCode::CONFLICT,
            "DATABASE_NAME_CANNOT_BE_CHANGED",
            "Cannot modify the authentication database of an existing database user.",
            &[],
        )
    }

    pub(crate) fn auth_type_cannot_be_changed() -> Self {
        Self::new(
            StatusCode::CONFLICT,
            "AUTH_TYPE_CANNOT_BE_CHANGED",
            "Cannot modify the authentication type of an existing database user.",
            &[],
        )
    }
}
