//! The types of the document: scalars, enumerations, lists, maps and objects.

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate, Utc};
use serde_json::Value;

use super::{Secret, nullable::FromText, slot::Slot, view::View};

/// A type that JSON is decoded to and that is encoded as JSON: a scalar, an enumeration, a list, a map, or an object.
///
/// It is implemented for all types that generated structs and operations have. Its methods show a value, or a place for one,
/// as one of few kinds. The code that reads and writes JSON works with these kinds. It is compiled once for all types.
pub trait JsonType: Sized {
    /// Returns the value as a reference of its kind.
    #[doc(hidden)]
    fn view(&self) -> View<'_>;

    /// Returns a place for a value as a reference of its kind.
    #[doc(hidden)]
    fn slot(place: &mut Option<Self>) -> Slot<'_>;
}

/// A field of an object, or a place for an element of a list.
#[doc(hidden)]
pub trait Field {
    fn view(&self) -> Option<View<'_>>;
    fn slot(&mut self) -> Slot<'_>;
}

impl<T: JsonType> Field for Option<T> {
    fn view(&self) -> Option<View<'_>> {
        self.as_ref().map(T::view)
    }

    fn slot(&mut self) -> Slot<'_> {
        T::slot(self)
    }
}

/// Implements [`JsonType`] for a type that has kinds of its own.
macro_rules! scalar {
    ($type:ty, $slot:ident, |$value:ident| $view:expr) => {
        impl JsonType for $type {
            fn view(&self) -> View<'_> {
                let $value = self;
                $view
            }

            fn slot(place: &mut Option<Self>) -> Slot<'_> {
                Slot::$slot(place)
            }
        }
    };
}

scalar!(bool, Bool, |value| View::Bool(*value));
scalar!(i32, Int32, |value| View::Integer((*value).into()));
scalar!(i64, Int64, |value| View::Integer(*value));
scalar!(f64, Number, |value| View::Number(*value));
scalar!(DateTime<Utc>, Instant, |value| View::Instant(value));
scalar!(NaiveDate, Day, |value| View::Day(value));
scalar!(String, Text, |value| View::Text(value));
scalar!(Secret, Secret, |value| View::Secret(value));
scalar!(Value, Json, |value| View::Json(value));

/// A place for a value of an enumeration.
#[doc(hidden)]
pub trait TextSlot {
    fn set(&mut self, value: &str);
}

impl<T: FromText> TextSlot for Option<T> {
    fn set(&mut self, value: &str) {
        *self = Some(T::from(value));
    }
}

/// A list.
#[doc(hidden)]
#[allow(clippy::len_without_is_empty)] // Nothing needs it.
pub trait List {
    fn len(&self) -> usize;
    fn get(&self, index: usize) -> View<'_>;
    /// Appends the element that `fill` sets, if it sets one.
    fn push(&mut self, fill: &mut dyn FnMut(&mut dyn Field));
}

/// A place for a list.
#[doc(hidden)]
pub trait ListSlot {
    /// Sets an empty list, and returns it.
    fn insert(&mut self) -> &mut dyn List;
    fn clear(&mut self);
}

impl<T: JsonType> JsonType for Vec<T> {
    fn view(&self) -> View<'_> {
        View::List(self)
    }

    fn slot(place: &mut Option<Self>) -> Slot<'_> {
        Slot::List(place)
    }
}

impl<T: JsonType> List for Vec<T> {
    fn len(&self) -> usize {
        self.len()
    }

    fn get(&self, index: usize) -> View<'_> {
        self[index].view()
    }

    fn push(&mut self, fill: &mut dyn FnMut(&mut dyn Field)) {
        let mut element = None;
        fill(&mut element);
        if let Some(element) = element {
            self.push(element);
        }
    }
}

impl<T: JsonType> ListSlot for Option<Vec<T>> {
    fn insert(&mut self) -> &mut dyn List {
        self.insert(Vec::new())
    }

    fn clear(&mut self) {
        *self = None;
    }
}

/// A map with strings as keys.
#[doc(hidden)]
#[allow(clippy::len_without_is_empty)] // Nothing needs it.
pub trait Map {
    fn len(&self) -> usize;
    fn get(&self, name: &str) -> Option<View<'_>>;
    /// Calls `visit` with each name and its value.
    fn each<'a>(&'a self, visit: &mut dyn FnMut(&'a str, View<'a>));
    /// Sets the value of `name` to the one that `fill` sets, if it sets one.
    fn set(&mut self, name: String, fill: &mut dyn FnMut(&mut dyn Field));
}

/// A place for a map.
#[doc(hidden)]
pub trait MapSlot {
    /// Sets an empty map, and returns it.
    fn insert(&mut self) -> &mut dyn Map;
    fn clear(&mut self);
}

impl<T: JsonType> JsonType for BTreeMap<String, T> {
    fn view(&self) -> View<'_> {
        View::Map(self)
    }

    fn slot(place: &mut Option<Self>) -> Slot<'_> {
        Slot::Map(place)
    }
}

impl<T: JsonType> Map for BTreeMap<String, T> {
    fn len(&self) -> usize {
        self.len()
    }

    fn get(&self, name: &str) -> Option<View<'_>> {
        self.get(name).map(T::view)
    }

    fn each<'a>(&'a self, visit: &mut dyn FnMut(&'a str, View<'a>)) {
        for (name, value) in self {
            visit(name, value.view());
        }
    }

    fn set(&mut self, name: String, fill: &mut dyn FnMut(&mut dyn Field)) {
        let mut value = None;
        fill(&mut value);
        self.extend(value.map(|value| (name, value)));
    }
}

impl<T: JsonType> MapSlot for Option<BTreeMap<String, T>> {
    fn insert(&mut self) -> &mut dyn Map {
        self.insert(BTreeMap::new())
    }

    fn clear(&mut self) {
        *self = None;
    }
}
