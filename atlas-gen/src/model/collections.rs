//! Lists and maps.

use std::collections::BTreeMap;

use serde::{
    Serialize,
    de::{MapAccess, SeqAccess},
};
use serde_json::Value;

use super::decode::{Decode, Fit, Seed};

impl<T: Decode + Serialize> Decode for Vec<T> {
    /// An array fits if each of its elements does, or can be held by an element as it came. Else the whole array is kept
    /// as it came: a list that silently lacks an element would be worse than none.
    fn from_seq<'de, A: SeqAccess<'de>>(mut seq: A) -> Result<Fit<Self>, A::Error> {
        let mut fitting = Self::with_capacity(seq.size_hint().unwrap_or(0).min(1024));
        while let Some(fit) = seq.next_element_seed(Seed::<T>::new())? {
            let odd = match fit {
                Fit::Value(value) => {
                    fitting.push(value);
                    continue;
                }
                Fit::Null => Value::Null,
                Fit::Misfit(value) => value,
            };
            let odd = match T::from_misfit(odd) {
                Ok(value) => {
                    fitting.push(value);
                    continue;
                }
                Err(odd) => odd,
            };
            let mut all = Vec::with_capacity(fitting.len() + 1);
            for value in &fitting {
                all.push(serde_json::to_value(value).map_err(serde::de::Error::custom)?);
            }
            all.push(odd);
            while let Some(value) = seq.next_element()? {
                all.push(value);
            }
            return Ok(Fit::Misfit(Value::Array(all)));
        }
        Ok(Fit::Value(fitting))
    }

    fn from_nothing() -> Option<Self> {
        Some(Self::new())
    }

    /// `{}` is how some operations say that there is nothing to list.
    fn from_misfit(body: Value) -> Result<Self, Value> {
        match body {
            Value::Object(members) if members.is_empty() => Ok(Self::new()),
            body => Err(body),
        }
    }
}

impl<T: Decode + Serialize> Decode for BTreeMap<String, T> {
    /// Like an array: kept as it came if one of its values does not fit.
    fn from_map<'de, A: MapAccess<'de>>(mut map: A) -> Result<Fit<Self>, A::Error> {
        let mut fitting = Self::new();
        while let Some(name) = map.next_key::<String>()? {
            let odd = match map.next_value_seed(Seed::<T>::new())? {
                Fit::Value(value) => {
                    fitting.insert(name, value);
                    continue;
                }
                Fit::Null => Value::Null,
                Fit::Misfit(value) => value,
            };
            let odd = match T::from_misfit(odd) {
                Ok(value) => {
                    fitting.insert(name, value);
                    continue;
                }
                Err(odd) => odd,
            };
            let mut all = serde_json::Map::new();
            for (name, value) in &fitting {
                all.insert(name.clone(), serde_json::to_value(value).map_err(serde::de::Error::custom)?);
            }
            all.insert(name, odd);
            while let Some((name, value)) = map.next_entry()? {
                all.insert(name, value);
            }
            return Ok(Fit::Misfit(Value::Object(all)));
        }
        Ok(Fit::Value(fitting))
    }

    fn from_nothing() -> Option<Self> {
        Some(Self::new())
    }
}

#[cfg(test)]
mod tests {
    use std::fmt;

    use serde_json::json;

    use super::*;

    #[track_caller]
    fn check<T: Decode + fmt::Debug + PartialEq>(json: &str, expected: Fit<T>) {
        let fit = T::decode(&mut serde_json::Deserializer::from_str(json)).unwrap();
        assert_eq!(fit, expected, "{json}");
    }

    #[test]
    fn a_collection_whose_values_all_fit_does() {
        check("[1,2]", Fit::Value(vec![1_i64, 2]));
        check(r#"{"a":1}"#, Fit::Value(BTreeMap::from([("a".to_owned(), 1_i64)])));
        check::<Vec<String>>("null", Fit::Null);
    }

    #[test]
    fn a_collection_with_a_value_of_another_kind_is_kept_as_it_came() {
        check::<Vec<i64>>(r#"[1,"b",{"c":null}]"#, Fit::Misfit(json!([1, "b", {"c": null}])));
        check::<BTreeMap<String, bool>>(r#"{"a":true,"b":0,"c":1}"#, Fit::Misfit(json!({"a": true, "b": 0, "c": 1})));
    }
}
