//! An action of an overlay: a target and an edit.

use serde_json::Value;

use super::ActionContext;
use super::target::Target;
use crate::Error;

/// An action of an overlay.
#[derive(Clone, Debug)]
pub(super) struct Action {
    pub(super) target: Target,
    pub(super) edit: Edit,
}

/// The edit of each value that a target matches.
#[derive(Clone, Debug)]
pub(super) enum Edit {
    /// Merges this value into the match.
    Update(Value),
    /// Removes the match from its object or array.
    Remove,
}

impl Action {
    pub(super) fn is_removal(&self) -> bool {
        matches!(self.edit, Edit::Remove)
    }

    pub(super) fn parse(value: &Value, context: ActionContext<'_>) -> Result<Self, Error> {
        let Some(text) = value["target"].as_str() else {
            return Err(context.error("missing target", "add a JSONPath as `target`"));
        };
        let context = ActionContext { target: text, ..context };
        context.check_members(value, &["target", "description", "update", "remove"])?;
        let target = Target::parse(text).map_err(|message| {
            context.error(
                format!("invalid JSONPath: {message}"),
                "write it according to RFC 9535, for example $.paths['/a'].get",
            )
        })?;
        // In the specification, `remove` takes precedence over `update`.
        let edit = match (&value["remove"], value.get("update")) {
            (Value::Bool(true), _) => Edit::Remove,
            (Value::Bool(false) | Value::Null, Some(update)) => Edit::Update(update.clone()),
            (Value::Bool(_) | Value::Null, None) => {
                return Err(context.error("no effect", "add `update` or `remove: true`"));
            }
            (other, _) => {
                return Err(context.error(format!("`remove` is {other}, not a boolean"), "set it to true or omit it"));
            }
        };
        Ok(Self { target, edit })
    }
}
