//! Places for values: one enumeration of mutable references, for all types.

use std::{borrow::Cow, fmt};

use chrono::{DateTime, NaiveDate, Utc};
use serde_json::Value;

use super::{
    Secret,
    json_type::{ListSlot, MapSlot, TextSlot},
    object::{ObjectSlot, change_undecoded},
    undecoded::Undecoded,
    view::View,
};

/// A place for a value of a type of the document. It is empty until a value is set.
#[doc(hidden)]
#[non_exhaustive]
pub enum Slot<'a> {
    Bool(&'a mut Option<bool>),
    Int32(&'a mut Option<i32>),
    Int64(&'a mut Option<i64>),
    Number(&'a mut Option<f64>),
    Instant(&'a mut Option<DateTime<Utc>>),
    Day(&'a mut Option<NaiveDate>),
    Text(&'a mut Option<String>),
    Secret(&'a mut Option<Secret>),
    /// An enumeration.
    Enum(&'a mut dyn TextSlot),
    Json(&'a mut Option<Value>),
    List(&'a mut dyn ListSlot),
    Map(&'a mut dyn MapSlot),
    Object(&'a mut dyn ObjectSlot),
}

impl fmt::Debug for Slot<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Slot")
    }
}

/// The result of decoding a JSON value as its documented type.
#[derive(Debug, PartialEq)]
pub(super) enum Outcome {
    /// The value is `null`, which in a response means the same as an absent property.
    Null,
    /// The value is in its place.
    Set,
    /// The value does not match the documented type; the JSON is unchanged.
    Mismatch(Value),
}

/// 2^53, the limit up to which an `f64` represents every integer exactly.
const MAX_EXACT: f64 = 9_007_199_254_740_992.0;

/// Returns `value` as an integer, if it has no fraction and is small enough to be exact.
fn integral(value: f64) -> Option<i64> {
    #[allow(clippy::cast_possible_truncation)] // The condition checks range and fraction.
    (value.fract() == 0.0 && value.abs() <= MAX_EXACT).then_some(value as i64)
}

/// Returns `value` as a float, unless digits would be lost.
fn exact(value: i64) -> Option<f64> {
    #[allow(clippy::cast_precision_loss, clippy::cast_possible_truncation)] // The comparison checks the digits.
    let (float, back) = (value as f64, value as f64 as i128);
    (back == i128::from(value)).then_some(float)
}

/// Sets `place` to `value`, if it could be converted. Otherwise `original` is a mismatch.
fn set<T>(place: &mut Option<T>, value: Option<T>, original: impl Into<Value>) -> Outcome {
    if value.is_none() {
        return Outcome::Mismatch(original.into());
    }
    *place = value;
    Outcome::Set
}

impl Slot<'_> {
    pub(super) fn set_bool(self, value: bool) -> Outcome {
        match self {
            Slot::Bool(place) => set(place, Some(value), value),
            _ => Outcome::Mismatch(value.into()),
        }
    }

    pub(super) fn set_integer(self, value: i64) -> Outcome {
        match self {
            Slot::Int32(place) => set(place, value.try_into().ok(), value),
            Slot::Int64(place) => set(place, Some(value), value),
            Slot::Number(place) => set(place, exact(value), value),
            _ => Outcome::Mismatch(value.into()),
        }
    }

    pub(super) fn set_number(self, value: f64) -> Outcome {
        match self {
            Slot::Int32(place) => set(place, integral(value).and_then(|value| value.try_into().ok()), value),
            Slot::Int64(place) => set(place, integral(value), value),
            Slot::Number(place) => set(place, Some(value), value),
            _ => Outcome::Mismatch(value.into()),
        }
    }

    pub(super) fn set_text(self, value: &str) -> Outcome {
        match self {
            Slot::Text(place) => *place = Some(value.to_owned()),
            Slot::Secret(place) => *place = Some(value.into()),
            Slot::Enum(place) => place.set(value),
            Slot::Instant(place) => {
                let instant = DateTime::parse_from_rfc3339(value).ok();
                return set(place, instant.map(|instant| instant.to_utc()), value);
            }
            Slot::Day(place) => return set(place, NaiveDate::parse_from_str(value, "%Y-%m-%d").ok(), value),
            _ => return Outcome::Mismatch(value.into()),
        }
        Outcome::Set
    }

    /// Sets the value of a response without a body; returns `false` if the type requires a body.
    pub(super) fn set_empty(self) -> bool {
        match self {
            Slot::Json(place) => *place = Some(Value::Null),
            Slot::List(place) => _ = place.insert(),
            Slot::Map(place) => _ = place.insert(),
            Slot::Object(place) => _ = place.insert(),
            _ => return false,
        }
        true
    }

    /// Stores a mismatch that no object contains: a whole body, an element of a list, or a value of a map.
    ///
    /// Returns the unchanged value, if this type cannot hold it. `{}` is an empty list, because some operations return it
    /// for one.
    pub(super) fn keep(self, value: Value) -> Result<(), Value> {
        match (self, value) {
            (Slot::Json(place), value) => *place = Some(value),
            (Slot::Object(place), value) => {
                change_undecoded(place.insert(), |undecoded| *undecoded = Undecoded::whole(value));
            }
            (Slot::List(place), Value::Object(members)) if members.is_empty() => _ = place.insert(),
            (_, value) => return Err(value),
        }
        Ok(())
    }

    /// Copies a value of the same type.
    pub(super) fn copy(self, value: View<'_>) {
        match (self, value) {
            (Slot::Instant(place), View::Instant(value)) => *place = Some(*value),
            (Slot::Day(place), View::Day(value)) => *place = Some(*value),
            (Slot::Json(place), View::Json(value)) => *place = Some(value.clone()),
            (Slot::Secret(place), View::Secret(value)) => *place = Some(value.clone()),
            (Slot::List(place), View::List(list)) => {
                let copy = place.insert();
                for index in 0..list.len() {
                    copy.push(&mut |element| element.slot().copy(list.get(index)));
                }
            }
            (Slot::Map(place), View::Map(map)) => {
                let copy = place.insert();
                map.each(&mut |name, value| copy.set(name.to_owned(), &mut |element| element.slot().copy(value)));
            }
            (Slot::Object(place), View::Object(object)) => {
                let copy = place.insert();
                object.fields(&mut |_, fields, undecoded| {
                    copy.fields_mut(&mut |_, copies, undecoded_copy| {
                        for (copy, field) in copies.iter_mut().zip(fields) {
                            if let Some(value) = field.view() {
                                copy.slot().copy(value);
                            }
                        }
                        *undecoded_copy = undecoded.clone();
                    });
                });
            }
            (slot, View::Bool(value)) => _ = slot.set_bool(value),
            (slot, View::Integer(value)) => _ = slot.set_integer(value),
            (slot, View::Number(value)) => _ = slot.set_number(value),
            (slot, View::Text(value)) => _ = slot.set_text(value),
            // A copy has the type of its original.
            _ => {}
        }
    }
}

impl Outcome {
    /// Adds a mismatch to the undecoded properties.
    pub(super) fn keep_in(self, undecoded: &mut Undecoded, property: &'static str) {
        if let Outcome::Mismatch(value) = self {
            undecoded.insert(Cow::Borrowed(property), value);
        }
    }
}
