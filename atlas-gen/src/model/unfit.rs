//! The properties of a model that its typed fields can't hold.

use std::{borrow::Cow, collections::BTreeMap, fmt};

use serde::de::MapAccess;
use serde_json::Value;

use super::{
    decode::{Decode, Fit, Seed},
    nullable::Nullable,
};

/// What a model holds beside its typed fields: values of another kind than documented, as they came, and what a
/// caller wants to send that no field can say (an explicit `null`, a property that the document does not know).
///
/// Most models hold nothing here, so it is one word that is empty.
#[derive(Clone, Default, PartialEq)]
pub struct Unfit(Option<Box<Contents>>);

#[derive(Clone, PartialEq)]
enum Contents {
    /// The model itself was not an object.
    Whole(Value),
    /// Properties by the names that they have in JSON.
    Properties(BTreeMap<Cow<'static, str>, Value>),
}

impl Unfit {
    pub(crate) fn whole(value: Value) -> Self {
        Self(Some(Box::new(Contents::Whole(value))))
    }

    pub(crate) fn as_whole(&self) -> Option<&Value> {
        match self.0.as_deref()? {
            Contents::Whole(value) => Some(value),
            Contents::Properties(_) => None,
        }
    }

    pub(crate) fn get(&self, property: &str) -> Option<&Value> {
        match self.0.as_deref()? {
            Contents::Whole(_) => None,
            Contents::Properties(properties) => properties.get(property),
        }
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = (&str, &Value)> {
        let properties = match self.0.as_deref() {
            Some(Contents::Properties(properties)) => Some(properties),
            _ => None,
        };
        properties.into_iter().flatten().map(|(name, value)| (name.as_ref(), value))
    }

    pub(crate) fn insert(&mut self, property: Cow<'static, str>, value: Value) {
        match self.0.as_deref_mut() {
            Some(Contents::Properties(properties)) => {
                properties.insert(property, value);
            }
            _ => self.0 = Some(Box::new(Contents::Properties(BTreeMap::from([(property, value)])))),
        }
    }

    fn remove(&mut self, property: &str) {
        if let Some(Contents::Properties(properties)) = self.0.as_deref_mut() {
            properties.remove(property);
            if properties.is_empty() {
                self.0 = None;
            }
        }
    }

    /// Reads the next value of `map` into `field`, or keeps it here if it does not fit.
    pub(crate) fn read<'de, T: Decode, A: MapAccess<'de>>(
        &mut self,
        property: &'static str,
        field: &mut Option<T>,
        map: &mut A,
    ) -> Result<(), A::Error> {
        match map.next_value_seed(Seed::<T>::new())? {
            Fit::Value(value) => *field = Some(value),
            Fit::Null => {}
            Fit::Misfit(value) => self.insert(Cow::Borrowed(property), value),
        }
        Ok(())
    }

    /// What a field becomes when a caller sets it; an explicit `null` is remembered here.
    pub(crate) fn set<T>(&mut self, property: &'static str, value: Nullable<T>) -> Option<T> {
        match value {
            Nullable::Null => {
                self.insert(Cow::Borrowed(property), Value::Null);
                None
            }
            Nullable::Value(value) => {
                self.remove(property);
                Some(value)
            }
        }
    }
}

/// Names what is here but not its content: a value that could not be typed could not be recognised as a secret either.
impl fmt::Debug for Unfit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0.as_deref() {
            None => f.write_str("{}"),
            Some(Contents::Whole(_)) => f.write_str("(whole)"),
            Some(Contents::Properties(properties)) => f.debug_set().entries(properties.keys()).finish(),
        }
    }
}
