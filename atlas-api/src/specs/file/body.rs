//! Specs that are read as the body of their request, by the generated type of the body.
//!
//! The type decodes the file, and refuses unknown properties at every depth. The spec is built by its own setters, and
//! its own rules are checked. The body that it would send must have everything of the file: a property without a setter
//! is an error, and is never dropped silently.

use atlas_gen::model::{Model, decode_strict};
use chrono::DateTime;
use serde::Deserializer;
use serde_json::Value;

use crate::Error;

/// A spec that can be read as the body of its request. Implemented by `spec_from_body!`.
pub(in crate::specs) trait FromBody: Clone {
    type Body: Model;

    /// The name of the type.
    const NAME: &'static str;

    /// The properties that accept `null`.
    const NULLABLE: &'static [&'static str] = &[];

    /// Builds the spec by its setters.
    fn from_body(body: Self::Body) -> Result<Self, Error>;

    /// Checks the spec, and returns the body that it sends. Dates are not compared with the clock.
    fn sent(self, file: &Self::Body) -> Result<Value, Error>;

    /// Returns the rules of the spec, merged into the JSON Schema of the body.
    #[cfg(feature = "schemars")]
    fn rules() -> Value;
}

/// Reads a spec, and checks it.
pub(in crate::specs) fn read<'de, S: FromBody, D: Deserializer<'de>>(file: D) -> Result<S, D::Error> {
    decode_strict(file, S::NULLABLE, |body: S::Body| {
        let spec = S::from_body(body.clone())?;
        let sent = spec.clone().sent(&body)?;
        match unsent(&json(&body), &sent, S::NAME.ends_with("Update")) {
            None => Ok(spec),
            Some(property) => {
                let rule = "not supported with the others; leave it out";
                Err(Error::invalid_argument(format!("property {property:?}"), rule))
            }
        }
    })
}

/// Returns a request body as JSON.
pub(in crate::specs) fn json(body: &impl Model) -> Value {
    serde_json::to_value(body).unwrap_or_default()
}

/// Returns the path of the first property of a file that is not sent, or with another value. An empty list of a new
/// resource is not sent, but in an update it removes all elements.
fn unsent(file: &Value, sent: &Value, is_update: bool) -> Option<String> {
    match (file, sent) {
        (Value::Object(file), sent) => file.iter().find_map(|(name, value)| {
            let sent = sent.get(name).unwrap_or(&Value::Null);
            let path = |inner: String| if inner.is_empty() { name.clone() } else { format!("{name}.{inner}") };
            unsent(value, sent, is_update).map(path)
        }),
        (Value::Array(file), Value::Null) if file.is_empty() && !is_update => None,
        (Value::Array(file), Value::Array(sent)) if file.len() == sent.len() => {
            file.iter().zip(sent).find_map(|(file, sent)| unsent(file, sent, is_update))
        }
        (Value::String(file), Value::String(sent)) if is_same_text(file, sent) => None,
        (Value::Number(file), Value::Number(sent)) if file.as_f64() == sent.as_f64() => None,
        (file, sent) => (file != sent).then(String::new),
    }
}

/// Returns whether two texts are the same as ids, in any case, or as timestamps, to the second.
fn is_same_text(file: &str, sent: &str) -> bool {
    let second = |text: &str| DateTime::parse_from_rfc3339(text).ok().map(|date| date.timestamp());
    file.eq_ignore_ascii_case(sent) || second(file).is_some_and(|file| second(sent) == Some(file))
}

/// Implements deserialization and the JSON Schema of a spec: `Spec, Body, the spec of a body, the body of a spec, rules`.
macro_rules! spec_from_body {
    (
        $spec:ident, $body:ty, $(nullable $nullable:expr,)?
        |$from:ident| $build:expr,
        |$sent:ident $(, $file:ident)?| $check:expr,
        $rules:tt $(,)?
    ) => {
        impl $crate::specs::file::FromBody for $spec {
            type Body = $body;

            const NAME: &'static str = stringify!($spec);

            $(const NULLABLE: &'static [&'static str] = $nullable;)?

            fn from_body($from: $body) -> Result<Self, $crate::Error> {
                $build
            }

            fn sent(self, _file: &$body) -> Result<serde_json::Value, $crate::Error> {
                let $sent = self;
                $(let $file = _file;)?
                ($check).map(|body| $crate::specs::file::json(&body))
            }

            #[cfg(feature = "schemars")]
            fn rules() -> serde_json::Value {
                serde_json::json!($rules)
            }
        }

        // Shown by docs.rs.
        #[cfg(feature = "serde")]
        impl<'de> serde::Deserialize<'de> for $spec {
            fn deserialize<D: serde::Deserializer<'de>>(file: D) -> Result<Self, D::Error> {
                $crate::specs::file::read(file)
            }
        }

        #[cfg(feature = "schemars")]
        impl schemars::JsonSchema for $spec {
            fn schema_name() -> std::borrow::Cow<'static, str> {
                stringify!($spec).into()
            }

            fn schema_id() -> std::borrow::Cow<'static, str> {
                concat!(module_path!(), "::", stringify!($spec)).into()
            }

            fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
                $crate::specs::file::schema_of::<$spec>()
            }
        }
    };
}
pub(in crate::specs) use spec_from_body;

/// Calls a setter with each value that is set.
macro_rules! apply {
    ($spec:expr; $($value:expr => $setter:ident),* $(,)?) => {{
        let spec = $spec;
        $(let spec = match $value {
            Some(value) => spec.$setter(value),
            None => spec,
        };)*
        spec
    }};
}
pub(in crate::specs) use apply;

/// Returns a required text. An absent one is empty, which the spec refuses.
pub(in crate::specs) fn text(text: Option<impl ToString>) -> String {
    text.map(|text| text.to_string()).unwrap_or_default()
}

/// Returns a text that the spec does not check itself. An absent one and an empty one are errors.
#[cfg(any(
    feature = "data-federation",
    feature = "integrations",
    feature = "live-migration",
    feature = "online-archives",
    feature = "streams"
))]
pub(in crate::specs) fn required(property: &'static str, text: Option<impl ToString>) -> Result<String, Error> {
    let text = text.map(|text| text.to_string()).filter(|text| !text.is_empty());
    text.ok_or_else(|| Error::invalid_argument(property, "not set; add it"))
}

/// Returns a list of names, such as roles.
pub(in crate::specs) fn names(names: Option<Vec<impl ToString>>) -> Vec<String> {
    names.unwrap_or_default().iter().map(ToString::to_string).collect()
}

/// Returns a number as the type of a setter.
pub(in crate::specs) fn number<T: TryFrom<i64>>(argument: &'static str, number: impl Into<i64>) -> Result<T, Error> {
    let number = number.into();
    T::try_from(number).map_err(|_| Error::invalid_argument(argument, format!("{number} is out of range")))
}

/// Returns an optional number as the type of a setter.
pub(in crate::specs) fn optional<T: TryFrom<i64>>(
    argument: &'static str,
    value: Option<impl Into<i64>>,
) -> Result<Option<T>, Error> {
    value.map(|value| number(argument, value)).transpose()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_property_that_is_not_sent_is_found() {
        for (file, sent, expected) in [
            (json!({ "a": 1 }), json!({ "a": 1.0, "b": 2 }), None),
            (json!({ "a": "5F" }), json!({ "a": "5f" }), None),
            (json!({ "a": "2025-06-15T15:06:40.9Z" }), json!({ "a": "2025-06-15T15:06:40Z" }), None),
            (json!({ "a": [] }), json!({}), None),
            (json!({ "a": { "b": [{ "c": true }] } }), json!({ "a": { "b": [{ "c": false }] } }), Some("a.b.c")),
            (json!({ "a": null }), json!({ "a": 1 }), Some("a")),
            (json!({ "a": [1] }), json!({ "a": [1, 2] }), Some("a")),
        ] {
            assert_eq!(unsent(&file, &sent, false).as_deref(), expected, "{file}");
        }
        assert_eq!(unsent(&json!({ "a": [] }), &json!({}), true).as_deref(), Some("a"));
    }
}
