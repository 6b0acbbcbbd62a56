//! Parameters of a path or a query: which an operation needs, and which values they can have.

use chrono::DateTime;
use serde_json::{Map, Value};

use crate::error::ApiError;
use crate::request::Request;
use crate::route::PathParameters;
use crate::schema;

/// A parameter of an operation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Parameter {
    pub(crate) name: String,
    pub(crate) required: bool,
    pub(crate) kind: ParameterType,
    /// Its value where the query has none, if it has one then.
    pub(crate) default: Option<String>,
}

/// What a parameter's value is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum ParameterType {
    Flag,
    Integer {
        min: Option<i64>,
        max: Option<i64>,
    },
    /// One of these words.
    Word(Vec<String>),
    Id,
    Date,
    /// Anything else, of which only the length is looked at.
    Text {
        min: usize,
        max: usize,
    },
}

/// Checks a request's query. Parameters that the operation does not have are passed over.
pub(crate) fn check(parameters: &[Parameter], request: &Request) -> Result<(), ApiError> {
    for Parameter { name, required, kind, .. } in parameters {
        // A list is its parameter again and again.
        let mut values = request.query.iter().filter(|(key, _)| key == name).map(|(_, value)| value).peekable();
        if *required && values.peek().is_none() {
            return Err(ApiError::missing_query_parameter(name));
        }
        if let Some(value) = values.find(|value| !kind.takes(value)) {
            let is_date = *kind == ParameterType::Date;
            return Err(if is_date {
                ApiError::invalid_date(name, value)
            } else {
                ApiError::invalid_query_parameter(name)
            });
        }
    }
    Ok(())
}

/// Whether a path can lead anywhere: what cannot be an id, or is none of the words that there are, names nothing.
pub(crate) fn can_be(parameters: &[Parameter], path: &PathParameters) -> bool {
    path.iter().all(|(name, value)| {
        let parameter = parameters.iter().find(|parameter| parameter.name == *name);
        parameter.is_none_or(|parameter| parameter.kind.takes(value))
    })
}

impl Parameter {
    /// A parameter as the document has it.
    pub(crate) fn read(schemas: &Map<String, Value>, source: &Value) -> Self {
        let schema = &source["schema"];
        let default = schema.get("default").filter(|default| !default.is_null());
        Self {
            name: source["name"].as_str().unwrap_or_default().to_owned(),
            required: source["required"] == true,
            kind: ParameterType::of(schemas, schema),
            default: default.map(|value| value.as_str().map_or_else(|| value.to_string(), str::to_owned)),
        }
    }
}

impl ParameterType {
    /// What a value is by its schema, which is the one of each value where there is a list of them.
    pub(crate) fn of(schemas: &Map<String, Value>, source: &Value) -> Self {
        let source = schema::resolve(schemas, source);
        // Bounds are written as whole numbers and as fractions.
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
                let words = source["enum"].as_array().into_iter().flatten().filter_map(Value::as_str);
                Self::Word(words.map(str::to_owned).collect())
            }
            _ if source["format"] == "date-time" => Self::Date,
            _ if source.get("oneOf").is_some() => Self::of_union(schemas, source),
            _ => Self::Text { min: length("minLength").unwrap_or(0), max: length("maxLength").unwrap_or(usize::MAX) },
        }
    }

    /// A choice between texts is one between the words of each.
    fn of_union(schemas: &Map<String, Value>, source: &Value) -> Self {
        let branches = source["oneOf"].as_array().into_iter().flatten().map(|branch| Self::of(schemas, branch));
        let words = branches.map(|branch| if let Self::Word(words) = branch { Some(words) } else { None });
        match words.collect::<Option<Vec<_>>>() {
            Some(words) => Self::Word(words.concat()),
            None => Self::Text { min: 0, max: usize::MAX },
        }
    }

    fn takes(&self, text: &str) -> bool {
        match self {
            Self::Flag => matches!(text, "true" | "false"),
            // A number may be larger than the largest that can be counted with, where nothing bounds it.
            Self::Integer { min, max } => match text.parse::<i128>() {
                Ok(number) => min.is_none_or(|min| number >= min.into()) && max.is_none_or(|max| number <= max.into()),
                Err(_) => false,
            },
            Self::Word(words) => words.iter().any(|word| word == text),
            Self::Id => text.len() == 24 && text.bytes().all(|byte| byte.is_ascii_hexdigit()),
            Self::Date => DateTime::parse_from_rfc3339(text).is_ok(),
            Self::Text { min, max } => (*min..=*max).contains(&text.chars().count()),
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Map, Value, json};

    use super::ParameterType;

    #[track_caller]
    fn check(schema: &Value, taken: &[&str], refused: &[&str]) {
        let kind = ParameterType::of(&Map::new(), schema);
        let refused_at_all: Vec<_> = taken.iter().filter(|text| !kind.takes(text)).collect();
        let taken_at_all: Vec<_> = refused.iter().filter(|text| kind.takes(text)).collect();
        assert!(refused_at_all.is_empty() && taken_at_all.is_empty(), "{schema}: {refused_at_all:?} {taken_at_all:?}");
    }

    #[test]
    fn a_value_is_what_its_schema_says() {
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
        check(&json!({ "type": "string" }), &["", "anything"], &[]);
        check(&json!({ "type": "string", "minLength": 2, "maxLength": 3 }), &["äö", "abc"], &["a", "abcd"]);
    }
}
