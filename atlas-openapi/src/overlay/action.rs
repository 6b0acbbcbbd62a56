//! One action of an overlay: where, and what is done there.

use serde_json::Value;

use super::Fault;
use super::target::Target;
use crate::Error;

/// One correction.
#[derive(Clone, Debug)]
pub(super) struct Action {
    pub(super) target: Target,
    pub(super) change: Change,
}

/// What is done with each value that a target matches.
#[derive(Clone, Debug)]
pub(super) enum Change {
    /// This is merged into it.
    Update(Value),
    /// It is taken out of the object or array it stands in.
    Remove,
}

impl Action {
    pub(super) fn parse(value: &Value, fault: Fault<'_>) -> Result<Self, Error> {
        let Some(text) = value["target"].as_str() else {
            return Err(fault.error("it has no target", "give it a JSONPath as `target`"));
        };
        let fault = Fault { target: text, ..fault };
        fault.only(value, &["target", "description", "update", "remove"])?;
        let target = Target::parse(text).map_err(|message| {
            fault.error(
                format!("the target is no JSONPath: {message}"),
                "write one as RFC 9535 has it, such as $.paths['/a'].get",
            )
        })?;
        // The specification lets `remove` win over an `update` beside it.
        let change = match (&value["remove"], value.get("update")) {
            (Value::Bool(true), _) => Change::Remove,
            (Value::Bool(false) | Value::Null, Some(update)) => Change::Update(update.clone()),
            (Value::Bool(_) | Value::Null, None) => {
                return Err(fault.error("it does nothing", "give it `update` or `remove: true`"));
            }
            (other, _) => {
                return Err(fault.error(format!("`remove` is {other}"), "write true, or leave it out"));
            }
        };
        Ok(Self { target, change })
    }
}
