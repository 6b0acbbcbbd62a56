//! Values as they are written: one enumeration of references, for all types.
//!
//! Serializing, printing, comparing and cloning are functions of [`View`]. They are compiled once, instead of once for each
//! of the thousand types.

use std::fmt;

use chrono::{DateTime, NaiveDate, Utc};
use serde::{
    Serialize, Serializer,
    ser::{Error, SerializeMap, SerializeSeq},
};
use serde_json::Value;

use super::{
    Secret,
    json_type::{Field, List, Map},
    object::{Object, Schema},
    undecoded::Undecoded,
};

/// A value of any type of the document.
#[doc(hidden)]
#[derive(Clone, Copy)]
#[non_exhaustive]
pub enum View<'a> {
    Bool(bool),
    Integer(i64),
    Number(f64),
    Instant(&'a DateTime<Utc>),
    Day(&'a NaiveDate),
    /// A string, or a value of an enumeration.
    Text(&'a str),
    Secret(&'a Secret),
    Json(&'a Value),
    List(&'a dyn List),
    Map(&'a dyn Map),
    Object(&'a dyn Object),
}

impl Serialize for View<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            View::Bool(value) => serializer.serialize_bool(*value),
            View::Integer(value) => serializer.serialize_i64(*value),
            View::Number(value) => serializer.serialize_f64(*value),
            View::Instant(value) => value.serialize(serializer),
            View::Day(value) => value.serialize(serializer),
            View::Text(value) => serializer.serialize_str(value),
            View::Secret(value) => value.serialize(serializer),
            View::Json(value) => value.serialize(serializer),
            View::List(list) => {
                let mut written = serializer.serialize_seq(Some(list.len()))?;
                for index in 0..list.len() {
                    written.serialize_element(&list.get(index))?;
                }
                written.end()
            }
            View::Map(map) => {
                let mut written = serializer.serialize_map(Some(map.len()))?;
                let mut result = Ok(());
                map.each(&mut |name, value| {
                    if result.is_ok() {
                        result = written.serialize_entry(name, &value);
                    }
                });
                result?;
                written.end()
            }
            View::Object(object) => serialize_object(*object, serializer),
        }
    }
}

/// Serializes an object.
fn serialize_object<S: Serializer>(object: &dyn Object, serializer: S) -> Result<S::Ok, S::Error> {
    let (mut serializer, mut result) = (Some(serializer), None);
    object.fields(&mut |schema, fields, undecoded| {
        result = serializer.take().map(|serializer| serialize_fields(schema, fields, undecoded, serializer));
    });
    result.unwrap_or_else(|| Err(S::Error::custom("the object has no fields")))
}

/// Serializes the fields of an object in order, then the properties that the document lacks.
fn serialize_fields<S: Serializer>(
    schema: &Schema,
    fields: &[&dyn Field],
    undecoded: &Undecoded,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    if let Some(whole) = undecoded.as_whole() {
        return whole.serialize(serializer);
    }
    let mut written = serializer.serialize_map(None)?;
    for (property, field) in schema.properties.iter().zip(fields) {
        match (field.view(), undecoded.get(property)) {
            (Some(value), _) => written.serialize_entry(property, &value)?,
            (None, Some(value)) => written.serialize_entry(property, value)?,
            (None, None) => {}
        }
    }
    for (property, value) in undecoded.iter() {
        if !schema.properties.contains(&property) {
            written.serialize_entry(property, value)?;
        }
    }
    written.end()
}

impl fmt::Debug for View<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            View::Bool(value) => value.fmt(f),
            View::Integer(value) => value.fmt(f),
            View::Number(value) => value.fmt(f),
            View::Instant(value) => value.fmt(f),
            View::Day(value) => value.fmt(f),
            View::Text(value) => value.fmt(f),
            View::Secret(value) => value.fmt(f),
            View::Json(value) => value.fmt(f),
            View::List(list) => f.debug_list().entries((0..list.len()).map(|index| list.get(index))).finish(),
            View::Map(map) => {
                let mut printed = f.debug_map();
                map.each(&mut |name, value| {
                    printed.entry(&name, &value);
                });
                printed.finish()
            }
            View::Object(object) => debug_object(*object, f),
        }
    }
}

/// Prints the fields that are set, and the names of the undecoded properties.
fn debug_object(object: &dyn Object, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    let mut result = Ok(());
    object.fields(&mut |schema, fields, undecoded| {
        let mut printed = f.debug_struct(schema.name);
        for (name, field) in schema.fields.iter().zip(fields) {
            if let Some(value) = field.view() {
                printed.field(name, &value);
            }
        }
        if !undecoded.is_empty() {
            printed.field("undecoded", undecoded);
        }
        result = printed.finish();
    });
    result
}

/// Compares values of one type.
impl PartialEq for View<'_> {
    fn eq(&self, other: &Self) -> bool {
        match (self, other) {
            (View::Bool(a), View::Bool(b)) => a == b,
            (View::Integer(a), View::Integer(b)) => a == b,
            (View::Number(a), View::Number(b)) => a == b,
            (View::Instant(a), View::Instant(b)) => a == b,
            (View::Day(a), View::Day(b)) => a == b,
            (View::Text(a), View::Text(b)) => a == b,
            (View::Secret(a), View::Secret(b)) => a == b,
            (View::Json(a), View::Json(b)) => a == b,
            (View::List(a), View::List(b)) => {
                a.len() == b.len() && (0..a.len()).all(|index| a.get(index) == b.get(index))
            }
            (View::Map(a), View::Map(b)) => {
                let mut equal = a.len() == b.len();
                a.each(&mut |name, value| equal = equal && b.get(name) == Some(value));
                equal
            }
            (View::Object(a), View::Object(b)) => equal_objects(*a, *b),
            _ => false,
        }
    }
}

fn equal_objects(a: &dyn Object, b: &dyn Object) -> bool {
    let mut equal = true;
    a.fields(&mut |_, a, undecoded_a| {
        b.fields(&mut |_, b, undecoded_b| {
            equal = undecoded_a == undecoded_b && a.iter().zip(b).all(|(a, b)| a.view() == b.view());
        });
    });
    equal
}
