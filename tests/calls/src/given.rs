//! What a call is made with.

use std::{collections::BTreeMap, fmt};

use atlas_gen::model::{Decode, decode_body};
use serde::{Serialize, de::DeserializeOwned};
use serde_json::Value;

use crate::{
    CallError,
    typed::{difference, has_undecoded},
};

/// The parameters and the body of a call, as JSON values by their names in the document.
#[derive(Clone, Default)]
pub struct Given {
    parameters: BTreeMap<String, Value>,
    body: Option<Value>,
}

impl Given {
    /// Nothing so far.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
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

    /// Takes a parameter, if it is given, as the type that its setter takes.
    pub(crate) fn take<T: DeserializeOwned + Serialize>(&mut self, name: &str) -> Result<Option<T>, CallError> {
        let Some(value) = self.parameters.remove(name) else { return Ok(None) };
        let typed: T = T::deserialize(&value).map_err(|error| CallError::given(name, error.to_string()))?;
        written_back(name, &value, &typed)?;
        Ok(Some(typed))
    }

    /// Takes the body, if it is given, as the type that its setter takes.
    pub(crate) fn take_body<T: Decode + Serialize + fmt::Debug>(&mut self) -> Result<Option<T>, CallError> {
        let Some(body) = self.body.take() else { return Ok(None) };
        let typed: T = decode_body(body.to_string().as_bytes())
            .map_err(|error| CallError::given("body", format!("can't be decoded: {error}")))?;
        if has_undecoded(&typed) {
            return Err(CallError::given("body", "has a value of another kind than its type"));
        }
        written_back("body", &body, &typed)?;
        Ok(Some(typed))
    }

    /// Ends the taking: what is left is nothing that the operation takes.
    pub(crate) fn end(self) -> Result<(), CallError> {
        let left = self.parameters.into_keys().next().or(self.body.map(|_| "body".to_owned()));
        left.map_or(Ok(()), |name| Err(CallError::given(&name, "is not taken by the operation")))
    }
}

/// Refuses a value that its type does not write back as it was.
fn written_back<T: Serialize>(name: &str, given: &Value, typed: &T) -> Result<(), CallError> {
    let written = serde_json::to_value(typed).map_err(|error| CallError::given(name, error.to_string()))?;
    match difference(given, &written) {
        None => Ok(()),
        Some(place) => Err(CallError::given(name, format!("is not what its type writes back, at \"{place}\""))),
    }
}

/// Shows no values: a body can hold passwords.
impl fmt::Debug for Given {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let names: Vec<_> = self.parameters.keys().collect();
        f.debug_struct("Given").field("parameters", &names).field("body", &self.body.is_some()).finish()
    }
}

#[cfg(test)]
mod tests {
    use atlas_gen::types::DatabaseUserInput;
    use serde_json::json;

    use super::*;

    fn body_error(body: Value) -> String {
        Given::new().body(body).take_body::<DatabaseUserInput>().unwrap_err().to_string()
    }

    #[test]
    fn what_its_type_says_is_taken_and_gone() {
        let mut given = Given::new().parameter("pageNum", 2).body(json!({ "username": "a", "roles": [] }));
        assert_eq!(given.take::<i64>("pageNum").unwrap(), Some(2));
        assert_eq!(given.take::<i64>("pageNum").unwrap(), None);
        let body: DatabaseUserInput = given.take_body().unwrap().unwrap();
        assert_eq!(body, DatabaseUserInput::new().username("a").roles([]));
        given.end().unwrap();
    }

    #[test]
    fn what_its_type_would_lose_change_or_only_keep_is_refused() {
        assert_eq!(body_error(json!({ "name": "a" })), "`body` is not what its type writes back, at \"/name\"");
        assert_eq!(
            body_error(json!({ "username": null })),
            "`body` is not what its type writes back, at \"/username\""
        );
        assert_eq!(body_error(json!({ "username": 7 })), "`body` has a value of another kind than its type");
        assert_eq!(body_error(json!({ "roles": [7] })), "`body` has a value of another kind than its type");
        assert!(Given::new().parameter("pageNum", "two").take::<i64>("pageNum").is_err());
    }

    #[test]
    fn what_is_left_is_named() {
        let error = |given: Given| given.end().unwrap_err().to_string();
        assert_eq!(error(Given::new().parameter("pageNo", 1)), "`pageNo` is not taken by the operation");
        assert_eq!(error(Given::new().body(json!({}))), "`body` is not taken by the operation");
    }

    #[test]
    fn debug_shows_no_values() {
        let given = Given::new().parameter("username", "hunter22").body(json!({ "password": "hunter22" }));
        assert_eq!(format!("{given:?}"), r#"Given { parameters: ["username"], body: true }"#);
    }
}
