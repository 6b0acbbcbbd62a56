//! Application of one action: merging and removing values.

use serde_json::Value;

use super::ActionContext;
use super::action::{Action, Edit};
use super::successors::Successors;
use super::target::{Step, at_mut};
use crate::Error;

/// Edits every value that the target matches, and returns their locations; at least one match is required.
pub(super) fn action(
    action: &Action,
    document: &mut Value,
    successors: &Successors,
    context: ActionContext<'_>,
) -> Result<Vec<Vec<Step>>, Error> {
    let matches = action.target.locate(document, successors);
    if matches.is_empty() {
        return Err(context
            .error("no match", "the document may be corrected already: delete the action, or correct its target"));
    }
    match &action.edit {
        Edit::Update(with) => {
            for steps in &matches {
                if let Some(value) = at_mut(document, steps) {
                    update(value, with, context)?;
                }
            }
        }
        // In reverse order, so that the indices of the remaining matches stay valid.
        Edit::Remove => matches.iter().rev().try_for_each(|steps| remove(document, steps, context))?,
    }
    Ok(matches)
}

/// Appends to an array, merges into an object, replaces a scalar.
///
/// An array as update appends all of its elements: OpenAPI has no arrays of arrays.
fn update(value: &mut Value, with: &Value, context: ActionContext<'_>) -> Result<(), Error> {
    match (&mut *value, with) {
        (Value::Array(elements), with) if !with.is_array() => elements.push(with.clone()),
        (Value::Object(_), with) if !with.is_object() => {
            return Err(context.error(
                "the match is an object, but the update is not",
                "target the member to change, or update with an object",
            ));
        }
        _ => merge(value, with),
    }
    Ok(())
}

/// Merges objects member by member, appends arrays, and replaces any other value.
fn merge(value: &mut Value, with: &Value) {
    match (value, with) {
        (Value::Object(members), Value::Object(with)) => {
            for (key, with) in with {
                match members.get_mut(key) {
                    Some(member) => merge(member, with),
                    None => {
                        members.insert(key.clone(), with.clone());
                    }
                }
            }
        }
        (Value::Array(elements), Value::Array(with)) => elements.extend_from_slice(with),
        (value, with) => *value = with.clone(),
    }
}

fn remove(document: &mut Value, steps: &[Step], context: ActionContext<'_>) -> Result<(), Error> {
    let Some((last, parent)) = steps.split_last() else {
        return Err(context.error("the action removes the whole document", "target the part to remove"));
    };
    match (at_mut(document, parent), last) {
        (Some(Value::Object(members)), Step::Key(key)) => {
            members.remove(key);
        }
        (Some(Value::Array(elements)), Step::Index(index)) if *index < elements.len() => {
            elements.remove(*index);
        }
        // Already removed together with a parent.
        _ => {}
    }
    Ok(())
}
