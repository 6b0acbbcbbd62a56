//! Tolerant decoding of JSON values.
//!
//! Responses do not always match the document: a string instead of a number, `null` for a property that is not
//! nullable, an object instead of a list. A derived `Deserialize` then fails for the whole response. This code does not.
//! The object that contains a mismatch stores it unchanged and serializes it back. Only invalid JSON is an error.
//!
//! The functions are generic over the deserializer, but not over the type that is decoded.

use std::{borrow::Cow, fmt, marker::PhantomData};

use serde::{
    Deserialize, Deserializer,
    de::{
        DeserializeSeed, Error, IgnoredAny, MapAccess, SeqAccess, Visitor,
        value::{MapAccessDeserializer, SeqAccessDeserializer},
    },
};
use serde_json::Value;

use super::{
    json_type::{Field, JsonType, List, Map},
    object::{Object, Schema},
    secret::SECRET,
    slot::{Outcome, Slot},
    undecoded::Undecoded,
};

/// Decodes a whole body. An empty body or `null` is an empty value, if the type has one.
///
/// # Errors
/// Invalid JSON, or a body that `T` cannot hold.
pub fn decode_body<T: JsonType>(body: &[u8]) -> Result<T, serde_json::Error> {
    let mut place = None;
    decode_body_into(&mut place, body)?;
    place.ok_or_else(empty)
}

/// Decodes a body into `place`.
pub(crate) fn decode_body_into(place: &mut dyn Field, body: &[u8]) -> Result<(), serde_json::Error> {
    if body.iter().all(u8::is_ascii_whitespace) {
        return if place.slot().set_empty() { Ok(()) } else { Err(empty()) };
    }
    let mut deserializer = serde_json::Deserializer::from_slice(body);
    let outcome = Fill(place.slot()).deserialize(&mut deserializer)?;
    deserializer.end()?;
    settle(place, outcome).map_err(|value| {
        let kind = match value {
            Value::Null => return empty(),
            Value::Object(_) => "object",
            Value::Array(_) => "array",
            Value::String(_) => "string",
            Value::Number(_) => "number",
            Value::Bool(_) => "boolean",
        };
        Error::custom(format_args!("body: unexpected {kind}; expected the documented type"))
    })
}

/// Decodes a value that no object contains.
///
/// # Errors
/// Invalid JSON, or a value that `T` cannot hold.
pub(crate) fn deserialize<'de, T: JsonType, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
    let mut place = None;
    deserialize_into(&mut place, deserializer)?;
    place.ok_or_else(mismatch)
}

fn deserialize_into<'de, D: Deserializer<'de>>(place: &mut dyn Field, deserializer: D) -> Result<(), D::Error> {
    let outcome = Fill(place.slot()).deserialize(deserializer)?;
    settle(place, outcome).map_err(|_| mismatch())
}

/// Stores `null` and a mismatch as a value without an object around it can. Returns them unchanged if it cannot.
fn settle(place: &mut dyn Field, outcome: Outcome) -> Result<(), Value> {
    match outcome {
        Outcome::Null if place.slot().set_empty() => Ok(()),
        outcome => settle_element(place, outcome),
    }
}

fn empty<E: Error>() -> E {
    E::custom("body: empty; expected a value")
}

fn mismatch<E: Error>() -> E {
    E::custom("value does not match the documented type")
}

/// A seed and a visitor that decode any JSON value into a slot.
pub(super) struct Fill<'a>(pub(super) Slot<'a>);

impl<'de> DeserializeSeed<'de> for Fill<'_> {
    type Value = Outcome;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Outcome, D::Error> {
        match self.0 {
            Slot::Json(place) => Ok(match Value::deserialize(deserializer)? {
                Value::Null => Outcome::Null,
                value => {
                    *place = Some(value);
                    Outcome::Set
                }
            }),
            // `Unmasked` recognizes a secret by this name.
            Slot::Secret(_) => deserializer.deserialize_newtype_struct(SECRET, self),
            _ => deserializer.deserialize_any(self),
        }
    }
}

impl<'de> Visitor<'de> for Fill<'_> {
    type Value = Outcome;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("any JSON value")
    }

    fn visit_unit<E>(self) -> Result<Outcome, E> {
        Ok(Outcome::Null)
    }

    fn visit_none<E>(self) -> Result<Outcome, E> {
        Ok(Outcome::Null)
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<Outcome, D::Error> {
        deserializer.deserialize_any(self)
    }

    fn visit_newtype_struct<D: Deserializer<'de>>(self, deserializer: D) -> Result<Outcome, D::Error> {
        deserializer.deserialize_any(self)
    }

    fn visit_bool<E>(self, value: bool) -> Result<Outcome, E> {
        Ok(self.0.set_bool(value))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Outcome, E> {
        Ok(self.0.set_integer(value))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Outcome, E> {
        Ok(match i64::try_from(value) {
            Ok(value) => self.0.set_integer(value),
            Err(_) => Outcome::Mismatch(value.into()),
        })
    }

    fn visit_f64<E>(self, value: f64) -> Result<Outcome, E> {
        Ok(self.0.set_number(value))
    }

    fn visit_str<E>(self, value: &str) -> Result<Outcome, E> {
        Ok(self.0.set_text(value))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, seq: A) -> Result<Outcome, A::Error> {
        match self.0 {
            Slot::List(place) => {
                let outcome = read_list(place.insert(), seq)?;
                if let Outcome::Mismatch(_) = outcome {
                    place.clear();
                }
                Ok(outcome)
            }
            _ => Value::deserialize(SeqAccessDeserializer::new(seq)).map(Outcome::Mismatch),
        }
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Outcome, A::Error> {
        match self.0 {
            Slot::Object(place) => read_object(place.insert(), map),
            Slot::Map(place) => {
                let outcome = read_map(place.insert(), map)?;
                if let Outcome::Mismatch(_) = outcome {
                    place.clear();
                }
                Ok(outcome)
            }
            _ => Value::deserialize(MapAccessDeserializer::new(map)).map(Outcome::Mismatch),
        }
    }
}

/// Reads an object. Properties that the document lacks are ignored: the response also keeps its raw body.
fn read_object<'de, A: MapAccess<'de>>(object: &mut dyn Object, mut map: A) -> Result<Outcome, A::Error> {
    let mut result = Ok(());
    object.fields_mut(&mut |schema, fields, undecoded| result = read_fields(schema, fields, undecoded, &mut map));
    result.map(|()| Outcome::Set)
}

fn read_fields<'de, A: MapAccess<'de>>(
    schema: &Schema,
    fields: &mut [&mut dyn Field],
    undecoded: &mut Undecoded,
    map: &mut A,
) -> Result<(), A::Error> {
    let properties = schema.properties;
    let mut next = 0;
    while let Some(Key(name)) = map.next_key()? {
        let Some(index) = position(properties, &name, next) else {
            map.next_value::<IgnoredAny>()?;
            continue;
        };
        next = index + 1;
        map.next_value_seed(Fill(fields[index].slot()))?.keep_in(undecoded, properties[index]);
    }
    Ok(())
}

/// Returns the position of `name`, searched from `next`: the service sends properties in the order of the document.
fn position(properties: &[&str], name: &str, next: usize) -> Option<usize> {
    let (before, after) = properties.split_at(next.min(properties.len()));
    let found = after.iter().position(|property| *property == name);
    found.map(|index| next + index).or_else(|| before.iter().position(|property| *property == name))
}

/// Reads an array if each element decodes, or if the element type can hold the mismatched value. Otherwise the whole array
/// is a mismatch: a list that silently lacks an element would be worse than no list.
fn read_list<'de, A: SeqAccess<'de>>(list: &mut dyn List, mut seq: A) -> Result<Outcome, A::Error> {
    loop {
        let mut read = Ok(None);
        list.push(&mut |element| {
            read = seq.next_element_seed(Fill(element.slot())).map(|outcome| Some(settle_element(element, outcome?)));
        });
        match read? {
            None => return Ok(Outcome::Set),
            Some(Ok(())) => {}
            Some(Err(mismatch)) => {
                let mut all = Vec::with_capacity(list.len() + 1);
                for index in 0..list.len() {
                    all.push(serde_json::to_value(list.get(index)).map_err(Error::custom)?);
                }
                all.push(mismatch);
                while let Some(value) = seq.next_element()? {
                    all.push(value);
                }
                return Ok(Outcome::Mismatch(Value::Array(all)));
            }
        }
    }
}

/// Reads an object as a map, like an array: a value that can neither be decoded nor stored makes the object a mismatch.
fn read_map<'de, A: MapAccess<'de>>(values: &mut dyn Map, mut map: A) -> Result<Outcome, A::Error> {
    while let Some(name) = map.next_key::<String>()? {
        let mut read = Ok(Ok(()));
        values.set(name.clone(), &mut |value| {
            read = map.next_value_seed(Fill(value.slot())).map(|outcome| settle_element(value, outcome));
        });
        let Err(mismatch) = read? else { continue };
        let mut all = serde_json::Map::new();
        let mut written = Ok(());
        values.each(&mut |name, value| match serde_json::to_value(value) {
            Ok(value) => _ = all.insert(name.to_owned(), value),
            Err(error) => written = Err(Error::custom(error)),
        });
        written?;
        all.insert(name, mismatch);
        while let Some((name, value)) = map.next_entry()? {
            all.insert(name, value);
        }
        return Ok(Outcome::Mismatch(Value::Object(all)));
    }
    Ok(Outcome::Set)
}

/// Stores `null` and a mismatch as an element. Returns them unchanged if the element's type cannot hold them.
fn settle_element(element: &mut dyn Field, outcome: Outcome) -> Result<(), Value> {
    match outcome {
        Outcome::Set => Ok(()),
        Outcome::Null => element.slot().keep(Value::Null),
        Outcome::Mismatch(value) => element.slot().keep(value),
    }
}

/// The name of a property, borrowed from the body if it has no escapes.
struct Key<'de>(Cow<'de, str>);

impl<'de> Deserialize<'de> for Key<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct KeyVisitor<'de>(PhantomData<&'de ()>);

        impl<'de> Visitor<'de> for KeyVisitor<'de> {
            type Value = Key<'de>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a property name")
            }

            fn visit_borrowed_str<E>(self, name: &'de str) -> Result<Key<'de>, E> {
                Ok(Key(Cow::Borrowed(name)))
            }

            fn visit_str<E>(self, name: &str) -> Result<Key<'de>, E> {
                Ok(Key(Cow::Owned(name.to_owned())))
            }
        }

        deserializer.deserialize_str(KeyVisitor(PhantomData))
    }
}

#[cfg(test)]
mod tests;
