//! Lists and maps.

use std::collections::BTreeMap;

use serde::{
    Serialize,
    de::{MapAccess, SeqAccess},
};
use serde_json::Value;

use super::decode::{Decode, Decoded, Seed};

impl<T: Decode + Serialize> Decode for Vec<T> {
    /// Decodes an array if each element decodes, or if the element type can hold the mismatched value. Otherwise the
    /// whole array is a mismatch: a list that silently lacks an element would be worse than no list.
    fn from_seq<'de, A: SeqAccess<'de>>(mut seq: A) -> Result<Decoded<Self>, A::Error> {
        let mut values = Self::with_capacity(seq.size_hint().unwrap_or(0).min(1024));
        while let Some(decoded) = seq.next_element_seed(Seed::<T>::new())? {
            let mismatch = match decoded {
                Decoded::Value(value) => {
                    values.push(value);
                    continue;
                }
                Decoded::Null => Value::Null,
                Decoded::Mismatch(value) => value,
            };
            let mismatch = match T::from_mismatch(mismatch) {
                Ok(value) => {
                    values.push(value);
                    continue;
                }
                Err(mismatch) => mismatch,
            };
            let mut all = Vec::with_capacity(values.len() + 1);
            for value in &values {
                all.push(serde_json::to_value(value).map_err(serde::de::Error::custom)?);
            }
            all.push(mismatch);
            while let Some(value) = seq.next_element()? {
                all.push(value);
            }
            return Ok(Decoded::Mismatch(Value::Array(all)));
        }
        Ok(Decoded::Value(values))
    }

    fn from_empty() -> Option<Self> {
        Some(Self::new())
    }

    /// Decodes `{}` as an empty list, because some operations return it for one.
    fn from_mismatch(body: Value) -> Result<Self, Value> {
        match body {
            Value::Object(members) if members.is_empty() => Ok(Self::new()),
            body => Err(body),
        }
    }
}

impl<T: Decode + Serialize> Decode for BTreeMap<String, T> {
    /// Decodes an object like an array: a value that can neither be decoded nor stored makes the object a mismatch.
    fn from_map<'de, A: MapAccess<'de>>(mut map: A) -> Result<Decoded<Self>, A::Error> {
        let mut values = Self::new();
        while let Some(name) = map.next_key::<String>()? {
            let mismatch = match map.next_value_seed(Seed::<T>::new())? {
                Decoded::Value(value) => {
                    values.insert(name, value);
                    continue;
                }
                Decoded::Null => Value::Null,
                Decoded::Mismatch(value) => value,
            };
            let mismatch = match T::from_mismatch(mismatch) {
                Ok(value) => {
                    values.insert(name, value);
                    continue;
                }
                Err(mismatch) => mismatch,
            };
            let mut all = serde_json::Map::new();
            for (name, value) in &values {
                all.insert(name.clone(), serde_json::to_value(value).map_err(serde::de::Error::custom)?);
            }
            all.insert(name, mismatch);
            while let Some((name, value)) = map.next_entry()? {
                all.insert(name, value);
            }
            return Ok(Decoded::Mismatch(Value::Object(all)));
        }
        Ok(Decoded::Value(values))
    }

    fn from_empty() -> Option<Self> {
        Some(Self::new())
    }
}

#[cfg(test)]
mod tests {
    use std::fmt;

    use serde_json::json;

    use super::*;

    #[track_caller]
    fn check<T: Decode + fmt::Debug + PartialEq>(json: &str, expected: Decoded<T>) {
        let decoded = T::decode(&mut serde_json::Deserializer::from_str(json)).unwrap();
        assert_eq!(decoded, expected, "{json}");
    }

    #[test]
    fn a_collection_of_the_documented_type_is_decoded() {
        check("[1,2]", Decoded::Value(vec![1_i64, 2]));
        check(r#"{"a":1}"#, Decoded::Value(BTreeMap::from([("a".to_owned(), 1_i64)])));
        check::<Vec<String>>("null", Decoded::Null);
    }

    #[test]
    fn a_collection_with_a_mismatched_value_is_kept_unchanged() {
        check::<Vec<i64>>(r#"[1,"b",{"c":null}]"#, Decoded::Mismatch(json!([1, "b", {"c": null}])));
        check::<BTreeMap<String, bool>>(
            r#"{"a":true,"b":0,"c":1}"#,
            Decoded::Mismatch(json!({"a": true, "b": 0, "c": 1})),
        );
    }
}
