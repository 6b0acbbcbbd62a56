//! Entries of the table of error codes, and the errors made from them.

use http::StatusCode;

use super::ApiError;
use crate::state::Call;

/// A kind of error: its status, its code, and the template of its detail.
///
/// The placeholders of the template are parameters of the error. They are either path parameters such as `{groupId}`
/// and `{key}`, the key of a resource, for [`error`](Self::error); or any names, for [`of`](Self::of).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct ErrorSpec {
    status: u16,
    code: &'static str,
    text: &'static str,
}

impl ErrorSpec {
    /// Creates an entry of the table. Only the table calls it, so that it has all codes.
    pub(super) const fn new(status: u16, code: &'static str, text: &'static str) -> Self {
        Self { status, code, text }
    }

    pub(crate) const fn code(&self) -> &'static str {
        self.code
    }

    pub(crate) const fn text(&self) -> &'static str {
        self.text
    }

    /// Replaces the text, for a code that the service returns with several texts.
    pub(crate) const fn worded(self, text: &'static str) -> Self {
        Self { text, ..self }
    }

    /// Creates an error about the resource with this key, or about another value that stands for `{key}`.
    pub(crate) fn error(self, call: &Call<'_>, key: &str) -> ApiError {
        self.filled(|name| if name == "key" { key } else { call.parameter(name).unwrap_or_default() })
    }

    /// Creates an error with the values of the placeholders, in their order.
    pub(crate) fn of(self, values: &[&str]) -> ApiError {
        let mut values = values.iter();
        self.filled(|_| values.next().copied().unwrap_or_default())
    }

    fn filled<'v>(self, mut value_of: impl FnMut(&'static str) -> &'v str) -> ApiError {
        let mut detail = String::new();
        let mut parameters = Vec::new();
        let mut rest = self.text;
        while let Some((before, (name, after))) =
            rest.split_once('{').and_then(|(before, rest)| Some((before, rest.split_once('}')?)))
        {
            let value = value_of(name);
            detail += before;
            detail += value;
            parameters.push(value);
            rest = after;
        }
        detail += rest;
        let status = StatusCode::from_u16(self.status).unwrap_or(StatusCode::BAD_REQUEST);
        ApiError::new(status, self.code, detail, &parameters)
    }
}

#[cfg(test)]
mod tests {
    use crate::error::codes;

    #[test]
    fn the_values_of_the_placeholders_are_the_parameters() {
        let error = codes::INVALID_ENUM_VALUE.worded("{value} is not a value of {attribute}.").of(&["a{b}", "c"]);
        let body = serde_json::to_value(error.body()).unwrap();
        let expected = serde_json::json!({
            "detail": "a{b} is not a value of c.",
            "error": 400,
            "errorCode": "INVALID_ENUM_VALUE",
            "parameters": ["a{b}", "c"],
            "reason": "Bad Request",
        });
        assert_eq!(body, expected);
    }
}
