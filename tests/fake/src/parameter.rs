//! Path and query parameters: their types, and the validation of their values.

use chrono::DateTime;
use serde_json::{Map, Value};

use crate::dates;
use crate::error::{ApiError, codes};
use crate::request::Request;
use crate::route::PathParameters;
use crate::schema;

/// A parameter of an operation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Parameter {
    pub(crate) name: String,
    pub(crate) required: bool,
    pub(crate) kind: ParameterType,
    /// The value of an absent parameter, if the document has a default.
    pub(crate) default: Option<String>,
}

/// The type of a parameter's value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum ParameterType {
    Flag,
    Integer {
        min: Option<i64>,
        max: Option<i64>,
    },
    /// One of these values.
    Enum(Vec<String>),
    Id,
    Date,
    /// A date without a time.
    Day,
    /// Any other type. Only the length is validated.
    Text {
        min: usize,
        max: usize,
    },
}

/// Validates the query of a request. Unknown parameters are ignored.
pub(crate) fn check(parameters: &[Parameter], request: &Request) -> Result<(), ApiError> {
    for Parameter { name, required, kind, .. } in parameters {
        // A list is sent as a repeated parameter.
        let mut values = request.query.all().iter().filter(|(key, _)| key == name).map(|(_, value)| value).peekable();
        if *required && values.peek().is_none() {
            return Err(codes::MISSING_QUERY_PARAMETER.of(&[name]));
        }
        if let Some(value) = values.find(|value| !kind.accepts(value)) {
            let is_date = matches!(kind, ParameterType::Date | ParameterType::Day);
            return Err(if is_date {
                ApiError::invalid_date(name, value)
            } else {
                ApiError::invalid_query_parameter(name)
            });
        }
    }
    Ok(())
}

/// Returns whether a resource can exist at a path: all path parameters have valid values, for example IDs.
pub(crate) fn can_exist(parameters: &[Parameter], path: &PathParameters) -> bool {
    path.iter().all(|(name, value)| {
        let parameter = parameters.iter().find(|parameter| parameter.name == *name);
        // The document has UUIDs as ids of MCP configurations, but another pattern in the paths of their secrets.
        *name == "mcpConfigId" || parameter.is_none_or(|parameter| parameter.kind.accepts(value))
    })
}

/// Returns whether each path parameter with an enumeration, other than `key`, has one of its values.
pub(crate) fn is_documented(parameters: &[Parameter], path: &PathParameters, key: &str) -> bool {
    path.iter().filter(|(name, _)| *name != key).all(|(name, value)| {
        let parameter = parameters.iter().find(|parameter| parameter.name == *name);
        let values = parameter.filter(|parameter| matches!(parameter.kind, ParameterType::Enum(_)));
        values.is_none_or(|parameter| parameter.kind.accepts(value))
    })
}

impl Parameter {
    /// Reads a parameter of the document.
    pub(crate) fn read(schemas: &Map<String, Value>, source: &Value) -> Self {
        let schema = &source["schema"];
        let default = schema.get("default").or_else(|| schema["items"].get("default"));
        let default = default.filter(|default| !default.is_null());
        Self {
            name: source["name"].as_str().unwrap_or_default().to_owned(),
            required: source["required"] == true,
            kind: ParameterType::of(schemas, schema),
            default: default.map(|value| value.as_str().map_or_else(|| value.to_string(), str::to_owned)),
        }
    }
}

impl ParameterType {
    /// Returns the type of a schema. The type of a list is that of its items.
    pub(crate) fn of(schemas: &Map<String, Value>, source: &Value) -> Self {
        let source = schema::resolve(schemas, source);
        // The document has bounds both as integers and as floats.
        let number =
            |keyword| source.get(keyword).and_then(|bound| bound.as_i64().or(bound.as_f64().map(|at| at as i64)));
        let length = |keyword| source.get(keyword).and_then(Value::as_u64).and_then(|at| usize::try_from(at).ok());
        match source["type"].as_str() {
            Some("boolean") => Self::Flag,
            Some("integer") => {
                let of_format = schema::bounds(source);
                let min = number("minimum").or(of_format.map(|(min, _)| min));
                let max = number("maximum").or(of_format.map(|(_, max)| max));
                Self::Integer { min, max }
            }
            Some("array") => Self::of(schemas, &source["items"]),
            _ if schema::is_id(source) => Self::Id,
            _ if schema::is_closed_enum(source) => {
                let values = source["enum"].as_array().into_iter().flatten().filter_map(Value::as_str);
                Self::Enum(values.map(str::to_owned).collect())
            }
            _ if source["format"] == "date-time" => Self::Date,
            _ if source["format"] == "date" => Self::Day,
            _ if source.get("oneOf").is_some() => Self::of_union(schemas, source),
            _ => Self::Text { min: length("minLength").unwrap_or(0), max: length("maxLength").unwrap_or(usize::MAX) },
        }
    }

    /// Returns the type of a union. A union of enumerations has the values of all of them.
    fn of_union(schemas: &Map<String, Value>, source: &Value) -> Self {
        let branches = source["oneOf"].as_array().into_iter().flatten().map(|branch| Self::of(schemas, branch));
        let values = branches.map(|branch| if let Self::Enum(values) = branch { Some(values) } else { None });
        match values.collect::<Option<Vec<_>>>() {
            Some(values) => Self::Enum(values.concat()),
            None => Self::Text { min: 0, max: usize::MAX },
        }
    }

    fn accepts(&self, text: &str) -> bool {
        match self {
            Self::Flag => matches!(text, "true" | "false"),
            // Without bounds, a number may exceed 64 bits.
            Self::Integer { min, max } => match text.parse::<i128>() {
                Ok(number) => min.is_none_or(|min| number >= min.into()) && max.is_none_or(|max| number <= max.into()),
                Err(_) => false,
            },
            Self::Enum(values) => values.iter().any(|value| value == text),
            Self::Id => text.len() == 24 && text.bytes().all(|byte| byte.is_ascii_hexdigit()),
            Self::Date => DateTime::parse_from_rfc3339(text).is_ok(),
            // An empty date does not filter.
            Self::Day => text.is_empty() || (!text.contains('T') && dates::day(text).is_some()),
            Self::Text { min, max } => (*min..=*max).contains(&text.chars().count()),
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Map, Value, json};

    use super::ParameterType;

    #[track_caller]
    fn check(schema: &Value, valid: &[&str], invalid: &[&str]) {
        let kind = ParameterType::of(&Map::new(), schema);
        let rejected: Vec<_> = valid.iter().filter(|text| !kind.accepts(text)).collect();
        let accepted: Vec<_> = invalid.iter().filter(|text| kind.accepts(text)).collect();
        assert!(rejected.is_empty() && accepted.is_empty(), "{schema}: rejected {rejected:?}, accepted {accepted:?}");
    }

    #[test]
    fn a_value_must_match_its_schema() {
        let number = json!({ "type": "integer", "minimum": 1, "maximum": 500 });
        check(&number, &["1", "500"], &["0", "501", "-1", "", "one"]);
        check(&json!({ "type": "integer" }), &["9223372036854775808"], &["1.5"]);
        let seconds = json!({ "type": "integer", "format": "int64", "minimum": 1199145600.0 });
        check(&seconds, &["1199145600", "9223372036854775807"], &["1199145599", "9223372036854775808"]);
        check(&json!({ "type": "boolean" }), &["true", "false"], &["TRUE", "1", ""]);
        let id = json!({ "type": "string", "pattern": "^([a-f0-9]{24})$" });
        check(&id, &["0123456789abcdef01234567"], &["0123456789abcdef0123456", "0123456789abcdef0123456g", ""]);
        let words = json!({ "type": "string", "enum": ["AWS", "GCP"] });
        check(&words, &["AWS"], &["aws", "AZURE", ""]);
        check(&json!({ "type": "array", "items": words }), &["GCP"], &["AWS,GCP"]);
        let more = json!({ "type": "string", "enum": ["AZURE"] });
        check(&json!({ "type": "object", "oneOf": [words, more] }), &["AWS", "AZURE"], &["aws", ""]);
        let date = json!({ "type": "string", "format": "date-time" });
        check(&date, &["2025-01-31T00:00:00Z"], &["2025-02-31T00:00:00Z", "yesterday"]);
        let day = json!({ "type": "string", "format": "date" });
        check(&day, &["2025-01-31", ""], &["2025-02-31", "2025-1-31", "2025-01-31T00:00:00Z", "yesterday"]);
        check(&json!({ "type": "string" }), &["", "anything"], &[]);
        check(&json!({ "type": "string", "minLength": 2, "maxLength": 3 }), &["äö", "abc"], &["a", "abcd"]);
    }
}
