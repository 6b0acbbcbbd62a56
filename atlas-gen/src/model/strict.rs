//! Strict decoding of files, and the JSON Schema of what it accepts.
//!
//! A response is decoded tolerantly. A file is written by a person, so each unknown property, each value of another type
//! and each `null` is an error. Errors do not show values, because a value may be secret.
//!
//! The functions are generic or `#[inline]`: a program that reads no files does not contain them.

use std::{fmt, marker::PhantomData};

use serde::{
    Deserialize, Deserializer,
    de::{DeserializeSeed, Error, MapAccess, SeqAccess, Visitor},
};
use serde_json::{Value, json};

use super::{
    json_type::{Field, Map},
    object::{Model, Object, Schema},
    slot::{Outcome, Slot},
};

/// The timestamps of RFC 3339 that JSON Schema's `date-time` accepts too, except for leap seconds.
#[doc(hidden)]
pub const INSTANT: &str =
    r"^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-5][0-9](\.[0-9]+)?(Z|[+-][0-9]{2}:[0-9]{2})$";

/// Decodes an object of a file, and builds a value from it. The properties in `nullable` accept `null`, at any depth. An
/// error of `build` has the location of the object.
///
/// # Errors
/// An unknown or repeated property, a value of another type than documented, `null`, or an error of `build`.
#[doc(hidden)]
pub fn decode_strict<'de, M: Model, T, E: fmt::Display, D: Deserializer<'de>>(
    deserializer: D,
    nullable: &'static [&'static str],
    build: impl FnOnce(M) -> Result<T, E>,
) -> Result<T, D::Error> {
    deserializer.deserialize_any(Build { nullable, build, model: PhantomData })
}

/// A visitor that decodes an object, and builds a value from it.
struct Build<M, F> {
    nullable: &'static [&'static str],
    build: F,
    model: PhantomData<M>,
}

impl<'de, M: Model, T, E: fmt::Display, F: FnOnce(M) -> Result<T, E>> Visitor<'de> for Build<M, F> {
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_str<X: Error>(self, _: &str) -> Result<T, X> {
        Err(X::custom("unexpected string; expected an object"))
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<T, A::Error> {
        let mut object = M::default();
        read_object(&mut object, map, self.nullable)?;
        (self.build)(object).map_err(A::Error::custom)
    }
}

/// Returns the JSON Schema of the objects that [`decode_strict`] accepts, without nullable properties.
#[doc(hidden)]
#[must_use]
pub fn json_schema<M: Model>() -> Value {
    object_schema(&mut M::default(), &mut Vec::new())
}

/// A seed and a visitor that decode a value of the slot's type.
struct Strict<'a> {
    slot: Slot<'a>,
    accepts_null: bool,
    nullable: &'static [&'static str],
}

impl Strict<'_> {
    fn null<E: Error>(self) -> Result<Outcome, E> {
        if self.accepts_null {
            return Ok(Outcome::Mismatch(Value::Null));
        }
        Err(E::custom("unexpected null; leave the property out"))
    }

    fn set<E: Error>(self, found: &str, set: impl FnOnce(Slot<'_>) -> Outcome) -> Result<Outcome, E> {
        let expected = expected(&self.slot);
        match set(self.slot) {
            Outcome::Set => Ok(Outcome::Set),
            _ => Err(E::custom(format_args!("unexpected {found}; expected {expected}"))),
        }
    }
}

impl<'de> DeserializeSeed<'de> for Strict<'_> {
    type Value = Outcome;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Outcome, D::Error> {
        match self.slot {
            Slot::Json(place) => match Value::deserialize(deserializer)? {
                Value::Null => Err(D::Error::custom("unexpected null; leave the property out")),
                value => {
                    *place = Some(value);
                    Ok(Outcome::Set)
                }
            },
            _ => deserializer.deserialize_any(self),
        }
    }
}

impl<'de> Visitor<'de> for Strict<'_> {
    type Value = Outcome;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(expected(&self.slot))
    }

    fn visit_unit<E: Error>(self) -> Result<Outcome, E> {
        self.null()
    }

    fn visit_none<E: Error>(self) -> Result<Outcome, E> {
        self.null()
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<Outcome, D::Error> {
        deserializer.deserialize_any(self)
    }

    fn visit_newtype_struct<D: Deserializer<'de>>(self, deserializer: D) -> Result<Outcome, D::Error> {
        deserializer.deserialize_any(self)
    }

    fn visit_bool<E: Error>(self, value: bool) -> Result<Outcome, E> {
        self.set("boolean", |slot| slot.set_bool(value))
    }

    fn visit_i64<E: Error>(self, value: i64) -> Result<Outcome, E> {
        self.set("integer", |slot| slot.set_integer(value))
    }

    fn visit_u64<E: Error>(self, value: u64) -> Result<Outcome, E> {
        match i64::try_from(value) {
            Ok(value) => self.visit_i64(value),
            Err(_) => Err(E::custom(format_args!("unexpected large integer; expected {}", expected(&self.slot)))),
        }
    }

    fn visit_f64<E: Error>(self, value: f64) -> Result<Outcome, E> {
        self.set("number", |slot| slot.set_number(value))
    }

    fn visit_str<E: Error>(self, value: &str) -> Result<Outcome, E> {
        if matches!(self.slot, Slot::Instant(_)) && !is_instant(value) {
            let rule = "is not valid RFC 3339; expected for example 2025-06-15T15:06:40Z";
            return Err(E::custom(format_args!("timestamp: {value:?} {rule}")));
        }
        self.set("string", |slot| slot.set_text(value))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Outcome, A::Error> {
        let (expected, nullable) = (expected(&self.slot), self.nullable);
        let Slot::List(place) = self.slot else {
            return Err(A::Error::custom(format_args!("unexpected list; expected {expected}")));
        };
        let list = place.insert();
        loop {
            let mut read = Ok(None);
            list.push(&mut |element: &mut dyn Field| {
                read = seq.next_element_seed(Strict { slot: element.slot(), accepts_null: false, nullable });
            });
            if read?.is_none() {
                return Ok(Outcome::Set);
            }
        }
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Outcome, A::Error> {
        let (expected, nullable) = (expected(&self.slot), self.nullable);
        match self.slot {
            Slot::Object(place) => read_object(place.insert(), map, nullable)?,
            Slot::Map(place) => read_map(place.insert(), map, nullable)?,
            _ => return Err(A::Error::custom(format_args!("unexpected object; expected {expected}"))),
        }
        Ok(Outcome::Set)
    }
}

fn read_object<'de, A: MapAccess<'de>>(
    object: &mut dyn Object,
    mut map: A,
    nullable: &'static [&'static str],
) -> Result<(), A::Error> {
    let mut result = Ok(());
    object.fields_mut(&mut |schema, fields, undecoded| {
        result = (|| {
            let mut seen = vec![false; fields.len()];
            while let Some(name) = map.next_key::<String>()? {
                let index = position::<A::Error>(schema, &name)?;
                if std::mem::replace(&mut seen[index], true) {
                    return Err(A::Error::custom(format_args!("property {name:?}: repeated; use it once")));
                }
                let property = schema.properties[index];
                let accepts_null = nullable.contains(&property);
                let seed = Strict { slot: fields[index].slot(), accepts_null, nullable };
                map.next_value_seed(seed)?.keep_in(undecoded, property);
            }
            Ok(())
        })();
    });
    result
}

fn position<E: Error>(schema: &Schema, name: &str) -> Result<usize, E> {
    schema.properties.iter().position(|property| *property == name).ok_or_else(|| {
        E::custom(format_args!("unknown property {name:?}; expected one of {}", schema.properties.join(", ")))
    })
}

fn read_map<'de, A: MapAccess<'de>>(
    values: &mut dyn Map,
    mut map: A,
    nullable: &'static [&'static str],
) -> Result<(), A::Error> {
    while let Some(name) = map.next_key::<String>()? {
        let mut read = Ok(());
        values.set(name, &mut |value: &mut dyn Field| {
            let seed = Strict { slot: value.slot(), accepts_null: false, nullable };
            read = map.next_value_seed(seed).map(drop);
        });
        read?;
    }
    Ok(())
}

#[inline]
fn expected(slot: &Slot<'_>) -> &'static str {
    match slot {
        Slot::Bool(_) => "a boolean",
        Slot::Int32(_) => "an integer of 32 bits",
        Slot::Int64(_) => "an integer",
        Slot::Number(_) => "a number",
        Slot::Instant(_) => "a timestamp",
        Slot::Day(_) => "a date such as 2025-06-15",
        Slot::Text(_) | Slot::Secret(_) | Slot::Enum(_) => "a string",
        Slot::Json(_) => "a value",
        Slot::List(_) => "a list",
        Slot::Map(_) | Slot::Object(_) => "an object",
    }
}

/// Returns whether a text has the form of a timestamp. chrono's parser is more lenient: it accepts a space instead of the
/// `T`, a lower-case `z`, and leap seconds.
#[doc(hidden)]
#[inline]
#[must_use]
pub fn is_instant(text: &str) -> bool {
    let at = |index: usize| text.as_bytes().get(index).copied();
    let is_strict = at(10) == Some(b'T') && at(17) != Some(b'6') && !text.ends_with('z');
    is_strict && chrono::DateTime::parse_from_rfc3339(text).is_ok()
}

#[inline]
fn object_schema(object: &mut dyn Object, parents: &mut Vec<&'static str>) -> Value {
    let mut result = json!({ "type": "object" });
    object.fields_mut(&mut |schema, fields, _| {
        // A type that contains itself is described only once, so that the description ends.
        if parents.contains(&schema.name) {
            return;
        }
        parents.push(schema.name);
        let names = schema.properties.iter().map(|property| (*property).to_owned());
        let properties = names.zip(fields.iter_mut().map(|field| slot_schema(field.slot(), parents)));
        result["properties"] = Value::Object(properties.collect());
        result["additionalProperties"] = false.into();
        parents.pop();
    });
    result
}

#[inline]
fn slot_schema(slot: Slot<'_>, parents: &mut Vec<&'static str>) -> Value {
    let mut part = Value::Bool(true);
    match slot {
        Slot::Bool(_) => json!({ "type": "boolean" }),
        Slot::Int32(_) => json!({ "type": "integer", "minimum": i32::MIN, "maximum": i32::MAX }),
        Slot::Int64(_) => json!({ "type": "integer", "minimum": i64::MIN, "maximum": i64::MAX }),
        Slot::Number(_) => json!({ "type": "number" }),
        Slot::Instant(_) => json!({ "type": "string", "format": "date-time", "pattern": INSTANT }),
        Slot::Day(_) => json!({ "type": "string", "format": "date" }),
        Slot::Text(_) | Slot::Enum(_) => json!({ "type": "string" }),
        Slot::Secret(_) => json!({ "type": "string", "writeOnly": true }),
        Slot::Json(_) => json!({ "not": { "type": "null" } }),
        Slot::List(place) => {
            place.insert().push(&mut |element: &mut dyn Field| part = slot_schema(element.slot(), parents));
            json!({ "type": "array", "items": part })
        }
        Slot::Map(place) => {
            place.insert().set(String::new(), &mut |value: &mut dyn Field| part = slot_schema(value.slot(), parents));
            json!({ "type": "object", "additionalProperties": part })
        }
        Slot::Object(place) => object_schema(place.insert(), parents),
    }
}
