//! The arguments of a call.

use std::{collections::BTreeMap, fmt};

use atlas_gen::model::{JsonType, decode_body};
use serde::{Serialize, de::DeserializeOwned};
use serde_json::Value;

use crate::{
    CallError,
    typed::{difference, has_undecoded},
};

/// The parameters and the body of a call, as JSON values by their names in the document.
#[derive(Clone, Default)]
pub struct Arguments {
    parameters: BTreeMap<String, Value>,
    body: Option<Value>,
    /// Whether every setter gets a sample value.
    samples: bool,
}

impl Arguments {
    /// Returns an empty set of arguments.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Returns arguments with a value for every parameter and body of any operation, made of its name.
    ///
    /// A text is the name of the parameter, a number is 7, a date is 2026-01-02, and an object is empty.
    #[must_use]
    pub fn samples() -> Self {
        Self { samples: true, ..Self::default() }
    }

    /// Sets a parameter of the path, the query or a header.
    #[must_use]
    pub fn parameter(mut self, name: &str, value: impl Into<Value>) -> Self {
        self.parameters.insert(name.to_owned(), value.into());
        self
    }

    /// Sets the body.
    #[must_use]
    pub fn body(mut self, body: Value) -> Self {
        self.body = Some(body);
        self
    }

    /// Removes a parameter and returns it as the type of its setter; `None` if it is not set.
    pub(crate) fn take<T: DeserializeOwned + Serialize>(&mut self, name: &str) -> Result<Option<T>, CallError> {
        if self.samples {
            return samples(name)
                .iter()
                .find_map(|value| T::deserialize(value).ok())
                .map(Some)
                .ok_or_else(|| CallError::argument(name, "no sample value for its type".to_owned()));
        }
        let Some(value) = self.parameters.remove(name) else { return Ok(None) };
        let typed: T = T::deserialize(&value).map_err(|error| CallError::argument(name, error.to_string()))?;
        check_round_trip(name, &value, &typed)?;
        Ok(Some(typed))
    }

    /// Removes the body and returns it as the type of its setter; `None` if it is not set.
    pub(crate) fn take_body<T: JsonType + Serialize + fmt::Debug>(&mut self) -> Result<Option<T>, CallError> {
        if self.samples {
            let empty = ["{}", "[]"].iter().find_map(|body| {
                let typed: T = decode_body(body.as_bytes()).ok()?;
                (serde_json::to_string(&typed).ok()? == *body).then_some(typed)
            });
            return Ok(empty);
        }
        let Some(body) = self.body.take() else { return Ok(None) };
        let typed: T = decode_body(body.to_string().as_bytes())
            .map_err(|error| CallError::argument("body", format!("cannot be decoded: {error}")))?;
        if has_undecoded(&typed) {
            return Err(CallError::argument("body", "contains a value of another JSON type than its schema"));
        }
        check_round_trip("body", &body, &typed)?;
        Ok(Some(typed))
    }

    /// Checks that the operation took every argument.
    pub(crate) fn finish(self) -> Result<(), CallError> {
        let left = self.parameters.into_keys().next().or(self.body.map(|_| "body".to_owned()));
        left.map_or(Ok(()), |name| Err(CallError::argument(&name, "not accepted by the operation")))
    }
}

/// Returns sample values of all types that parameters have.
fn samples(name: &str) -> [Value; 6] {
    let (instant, day) = ("2026-01-02T03:04:05Z", "2026-01-02");
    // A text comes before the dates, which are texts too but accept no name.
    [7.into(), true.into(), vec![name].into(), name.into(), instant.into(), day.into()]
}

/// Rejects a value that its type serializes differently.
fn check_round_trip<T: Serialize>(name: &str, value: &Value, typed: &T) -> Result<(), CallError> {
    let written = serde_json::to_value(typed).map_err(|error| CallError::argument(name, error.to_string()))?;
    match difference(value, &written) {
        None => Ok(()),
        Some(place) => Err(CallError::argument(name, format!("differs from its serialization at \"{place}\""))),
    }
}

/// Shows no values, because a body can hold passwords.
impl fmt::Debug for Arguments {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let names: Vec<_> = self.parameters.keys().collect();
        f.debug_struct("Arguments").field("parameters", &names).field("body", &self.body.is_some()).finish()
    }
}

#[cfg(test)]
mod tests {
    use atlas_gen::types::DatabaseUserInput;
    use serde_json::json;

    use super::*;

    fn body_error(body: Value) -> String {
        Arguments::new().body(body).take_body::<DatabaseUserInput>().unwrap_err().to_string()
    }

    #[test]
    fn a_value_that_its_type_accepts_is_taken_once() {
        let mut arguments = Arguments::new().parameter("pageNum", 2).body(json!({ "username": "a", "roles": [] }));
        assert_eq!(arguments.take::<i64>("pageNum").unwrap(), Some(2));
        assert_eq!(arguments.take::<i64>("pageNum").unwrap(), None);
        let body: DatabaseUserInput = arguments.take_body().unwrap().unwrap();
        assert_eq!(body, DatabaseUserInput::new().username("a").roles([]));
        arguments.finish().unwrap();
    }

    #[test]
    fn a_value_that_its_type_loses_changes_or_cannot_decode_is_rejected() {
        let differs = |place| format!("argument \"body\": differs from its serialization at \"{place}\"");
        let other_type = "argument \"body\": contains a value of another JSON type than its schema";
        assert_eq!(body_error(json!({ "name": "a" })), differs("/name"));
        assert_eq!(body_error(json!({ "username": null })), differs("/username"));
        assert_eq!(body_error(json!({ "username": 7 })), other_type);
        assert_eq!(body_error(json!({ "roles": [7] })), other_type);
        assert!(Arguments::new().parameter("pageNum", "two").take::<i64>("pageNum").is_err());
    }

    #[test]
    fn an_argument_that_the_operation_does_not_take_is_named() {
        let error = |arguments: Arguments| arguments.finish().unwrap_err().to_string();
        let parameter = Arguments::new().parameter("pageNo", 1);
        assert_eq!(error(parameter), "argument \"pageNo\": not accepted by the operation");
        let body = Arguments::new().body(json!({}));
        assert_eq!(error(body), "argument \"body\": not accepted by the operation");
    }

    #[test]
    fn debug_output_shows_no_values() {
        let arguments = Arguments::new().parameter("username", "hunter22").body(json!({ "password": "hunter22" }));
        assert_eq!(format!("{arguments:?}"), r#"Arguments { parameters: ["username"], body: true }"#);
    }
}
