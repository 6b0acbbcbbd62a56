//! The properties of a model that its typed fields cannot hold.

use std::{borrow::Cow, collections::BTreeMap, fmt};

use serde_json::Value;

use super::nullable::Nullable;

/// The properties that a model holds in addition to its typed fields.
///
/// In a response these are values that do not match the documented type, unchanged. In a request they are explicit
/// `null`s and properties that the document lacks.
///
/// Most models have none, so this is a single pointer that is usually null.
#[derive(Clone, Default, PartialEq)]
pub struct Undecoded(Option<Box<Contents>>);

#[derive(Clone, PartialEq)]
enum Contents {
    /// The JSON value of a model that is not an object.
    Whole(Value),
    /// Properties by their JSON names.
    Properties(BTreeMap<Cow<'static, str>, Value>),
}

impl Undecoded {
    pub(crate) fn whole(value: Value) -> Self {
        Self(Some(Box::new(Contents::Whole(value))))
    }

    pub(crate) fn as_whole(&self) -> Option<&Value> {
        match self.0.as_deref()? {
            Contents::Whole(value) => Some(value),
            Contents::Properties(_) => None,
        }
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_none()
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

    /// Returns the new value of a field that a setter changes; stores an explicit `null` here.
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

/// Prints names without values, because a value that was not decoded may contain a secret.
impl fmt::Debug for Undecoded {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0.as_deref() {
            None => f.write_str("{}"),
            Some(Contents::Whole(_)) => f.write_str("(whole)"),
            Some(Contents::Properties(properties)) => f.debug_set().entries(properties.keys()).finish(),
        }
    }
}
