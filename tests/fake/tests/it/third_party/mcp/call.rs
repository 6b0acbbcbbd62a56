//! One call of a tool, with its expected outcome.

use std::collections::BTreeMap;

use serde_json::Value;

use super::session::Session;

/// A row of the table of calls.
pub(super) struct Call {
    pub(super) tool: &'static str,
    /// A string `$name` is replaced with the variable of that name.
    arguments: Value,
    is_error: bool,
    /// The expected part of the structured content.
    structured: Value,
    /// The expected part of the text content.
    text: &'static str,
    /// The variable that the call sets, with a pointer into the structured content.
    saves: Option<(&'static str, &'static str)>,
}

/// Returns a call that succeeds.
pub(super) fn succeeds(tool: &'static str, arguments: Value, structured: Value) -> Call {
    Call { tool, arguments, is_error: false, structured, text: "", saves: None }
}

/// Returns a call that fails with a text.
pub(super) fn fails(tool: &'static str, arguments: Value, text: &'static str) -> Call {
    Call { tool, arguments, is_error: true, structured: Value::Null, text, saves: None }
}

impl Call {
    pub(super) fn with_text(self, text: &'static str) -> Self {
        Self { text, ..self }
    }

    pub(super) fn saving(self, name: &'static str, pointer: &'static str) -> Self {
        Self { saves: Some((name, pointer)), ..self }
    }

    /// Makes the call and compares its outcome; the error is the difference.
    pub(super) fn check(&self, session: &mut Session, variables: &mut BTreeMap<String, Value>) -> Result<(), String> {
        let arguments = expand(&self.arguments, variables);
        let outcome = session.call(self.tool, &arguments);
        let passed = outcome.is_error == self.is_error
            && contains(&outcome.structured, &expand(&self.structured, variables))
            && outcome.text.contains(self.text);
        if !passed {
            let (tool, structured, text) = (self.tool, outcome.structured, outcome.text);
            return Err(format!("{tool} {arguments}\n  returned {structured}\n  {text}\n"));
        }
        if let Some((name, pointer)) = self.saves {
            variables.insert(name.to_owned(), outcome.structured.pointer(pointer).unwrap().clone());
        }
        Ok(())
    }
}

/// Returns `value` with its variables replaced.
fn expand(value: &Value, variables: &BTreeMap<String, Value>) -> Value {
    match value {
        Value::String(text) => text.strip_prefix('$').and_then(|name| variables.get(name)).unwrap_or(value).clone(),
        Value::Array(items) => items.iter().map(|item| expand(item, variables)).collect(),
        Value::Object(members) => {
            members.iter().map(|(name, value)| (name.clone(), expand(value, variables))).collect()
        }
        other => other.clone(),
    }
}

/// Returns whether `value` equals `expected`, ignoring further properties of objects.
fn contains(value: &Value, expected: &Value) -> bool {
    match (value, expected) {
        (Value::Object(value), Value::Object(expected)) => {
            expected.iter().all(|(name, expected)| value.get(name).is_some_and(|value| contains(value, expected)))
        }
        (Value::Array(value), Value::Array(expected)) => {
            value.len() == expected.len()
                && value.iter().zip(expected).all(|(value, expected)| contains(value, expected))
        }
        _ => value == expected,
    }
}
