//! Carrying out one action: merging and removing.

use serde_json::Value;

use super::Fault;
use super::action::{Action, Change};
use super::target::{Step, at_mut};
use crate::Error;

/// Changes every value that the target matches; there must be one.
pub(super) fn action(action: &Action, document: &mut Value, fault: Fault<'_>) -> Result<(), Error> {
    let places = action.target.locate(document);
    if places.is_empty() {
        return Err(fault.error(
            "it matches nothing",
            "the document may have been corrected: delete the action, or correct its target",
        ));
    }
    match &action.change {
        Change::Update(with) => {
            for place in &places {
                if let Some(value) = at_mut(document, place) {
                    update(value, with, fault)?;
                }
            }
            Ok(())
        }
        // From the last to the first, so that the indices of those to come stay right.
        Change::Remove => places.iter().rev().try_for_each(|place| remove(document, place, fault)),
    }
}

/// An array gains an element, or several from an array (no array of OpenAPI holds arrays); an object is merged; a scalar
/// gives way.
fn update(value: &mut Value, with: &Value, fault: Fault<'_>) -> Result<(), Error> {
    match (&mut *value, with) {
        (Value::Array(elements), with) if !with.is_array() => elements.push(with.clone()),
        (Value::Object(_), with) if !with.is_object() => {
            return Err(fault.error(
                "it matches an object, and the update is none",
                "let the target lead to the member that is to be changed, or update with an object",
            ));
        }
        _ => merge(value, with),
    }
    Ok(())
}

/// Objects are merged member by member, arrays are joined, and anything else is replaced.
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

fn remove(document: &mut Value, place: &[Step], fault: Fault<'_>) -> Result<(), Error> {
    let Some((last, parent)) = place.split_last() else {
        return Err(fault.error("it removes the whole document", "name what is to be removed"));
    };
    match (at_mut(document, parent), last) {
        (Some(Value::Object(members)), Step::Key(key)) => {
            members.remove(key);
        }
        (Some(Value::Array(elements)), Step::Index(index)) if *index < elements.len() => {
            elements.remove(*index);
        }
        // It went with something around it.
        _ => {}
    }
    Ok(())
}
