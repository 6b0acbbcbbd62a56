//! One call of a tool, and what is right about its outcome.

use std::collections::BTreeMap;

use serde_json::Value;

use super::session::Session;

/// A row of the table of calls.
pub(super) struct Call {
    pub(super) tool: &'static str,
    /// A text `$name` stands for what is known by that name.
    arguments: Value,
    is_error: bool,
    /// What the outcome for programs has in it, among other things.
    structured: Value,
    /// What the outcome for people says, among other things.
    text: &'static str,
    /// What is known after it, and where in the outcome for programs it stands.
    keeps: Option<(&'static str, &'static str)>,
}

/// A call that succeeds.
pub(super) fn answered(tool: &'static str, arguments: Value, structured: Value) -> Call {
    Call { tool, arguments, is_error: false, structured, text: "", keeps: None }
}

/// A call that fails, and says why.
pub(super) fn refused(tool: &'static str, arguments: Value, text: &'static str) -> Call {
    Call { tool, arguments, is_error: true, structured: Value::Null, text, keeps: None }
}

impl Call {
    pub(super) fn saying(self, text: &'static str) -> Self {
        Self { text, ..self }
    }

    pub(super) fn keeping(self, name: &'static str, pointer: &'static str) -> Self {
        Self { keeps: Some((name, pointer)), ..self }
    }

    /// Makes the call and says what is wrong with its outcome.
    pub(super) fn check(&self, session: &mut Session, known: &mut BTreeMap<String, Value>) -> Result<(), String> {
        let arguments = filled(&self.arguments, known);
        let outcome = session.call(self.tool, &arguments);
        let right = outcome.is_error == self.is_error
            && has(&outcome.structured, &filled(&self.structured, known))
            && outcome.text.contains(self.text);
        if !right {
            let (tool, structured, text) = (self.tool, outcome.structured, outcome.text);
            return Err(format!("{tool} {arguments}\n  answered {structured}\n  {text}\n"));
        }
        if let Some((name, pointer)) = self.keeps {
            known.insert(name.to_owned(), outcome.structured.pointer(pointer).unwrap().clone());
        }
        Ok(())
    }
}

/// `value` with what is known in the place of its names.
fn filled(value: &Value, known: &BTreeMap<String, Value>) -> Value {
    match value {
        Value::String(text) => text.strip_prefix('$').and_then(|name| known.get(name)).unwrap_or(value).clone(),
        Value::Array(items) => items.iter().map(|item| filled(item, known)).collect(),
        Value::Object(members) => members.iter().map(|(name, value)| (name.clone(), filled(value, known))).collect(),
        other => other.clone(),
    }
}

/// Whether `value` is `wanted`, but for further members of objects in it.
fn has(value: &Value, wanted: &Value) -> bool {
    match (value, wanted) {
        (Value::Object(value), Value::Object(wanted)) => {
            wanted.iter().all(|(name, wanted)| value.get(name).is_some_and(|value| has(value, wanted)))
        }
        (Value::Array(value), Value::Array(wanted)) => {
            value.len() == wanted.len() && value.iter().zip(wanted).all(|(value, wanted)| has(value, wanted))
        }
        _ => value == wanted,
    }
}
