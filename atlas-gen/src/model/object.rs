//! Objects of the document.
//!
//! Each generated struct is one `model!` block. The macro defines the struct, its names, and two functions that list its
//! fields. Decoding, serializing, printing, comparing and cloning are functions of `dyn Object` in this module and its
//! neighbors.

use std::{borrow::Cow, fmt};

use serde::Serialize;
use serde_json::Value;

use super::{
    decode::Fill,
    json_type::{Field, JsonType},
    slot::{Outcome, Slot},
    undecoded::Undecoded,
    unmasked::Unmasked,
    view::View,
};

/// The names of an object and its properties.
#[doc(hidden)]
#[derive(Debug)]
#[non_exhaustive]
pub struct Schema {
    /// The name of the struct.
    pub(crate) name: &'static str,
    /// The names of the struct's fields.
    pub(crate) fields: &'static [&'static str],
    /// The JSON names of the properties, in the order of the fields.
    pub(crate) properties: &'static [&'static str],
}

/// A function that is called with the schema of an object, its fields in the order of the schema, and the properties that
/// the fields cannot hold.
#[doc(hidden)]
pub type Visit<'f, 'a> = &'f mut dyn FnMut(&'static Schema, &[&'a dyn Field], &'a Undecoded);

/// A function like [`Visit`] that changes the object.
#[doc(hidden)]
pub type VisitMut<'f, 'a> = &'f mut dyn FnMut(&'static Schema, &mut [&'a mut dyn Field], &'a mut Undecoded);

/// An object of any type of the document.
#[doc(hidden)]
pub trait Object {
    /// Calls `visit` once.
    fn fields<'a>(&'a self, visit: Visit<'_, 'a>);

    /// Calls `visit` once.
    fn fields_mut<'a>(&'a mut self, visit: VisitMut<'_, 'a>);
}

/// Calls `change` with the properties that the fields of an object cannot hold.
pub(super) fn change_undecoded(object: &mut dyn Object, change: impl FnOnce(&mut Undecoded)) {
    let mut change = Some(change);
    object.fields_mut(&mut |_, _, undecoded| {
        if let Some(change) = change.take() {
            change(undecoded);
        }
    });
}

/// Returns the properties that the fields of an object cannot hold. It is always `Some`.
pub(super) fn undecoded(object: &dyn Object) -> Option<&Undecoded> {
    let mut found = None;
    object.fields(&mut |_, _, undecoded| found = Some(undecoded));
    found
}

/// A place for an object.
#[doc(hidden)]
pub trait ObjectSlot {
    /// Sets an object without properties, and returns it.
    fn insert(&mut self) -> &mut dyn Object;
}

impl<M: Model> ObjectSlot for Option<M> {
    fn insert(&mut self) -> &mut dyn Object {
        self.insert(M::default())
    }
}

/// A JSON object with documented properties. Implemented by every generated struct.
///
/// A struct has a public field, an `Option`, for each documented property. Decoding never fails because of one value:
///
/// * A property that is absent or `null` leaves its field `None`.
/// * A value that does not match the documented type leaves its field `None` too. It is kept unchanged in
///   [`undecoded_properties`](Self::undecoded_properties), and serialized back.
/// * A property that the document lacks is ignored. It is still part of the raw body of the response.
pub trait Model: Object + Default + Clone + fmt::Debug + PartialEq + Serialize {
    #[doc(hidden)]
    const SCHEMA: &'static Schema;

    /// The name of the struct.
    const NAME: &'static str = Self::SCHEMA.name;

    /// The JSON names of the documented properties.
    const PROPERTIES: &'static [&'static str] = Self::SCHEMA.properties;

    /// Returns the properties that the typed fields do not hold, by their JSON names.
    ///
    /// In a response these are the values that do not match the documented type, unchanged. In a request these are the
    /// properties that were set to `null` or with [`with_property`](Self::with_property).
    fn undecoded_properties(&self) -> impl Iterator<Item = (&str, &Value)> {
        undecoded(self).into_iter().flat_map(Undecoded::iter)
    }

    /// Sets `property`, a JSON name, to any JSON value: for properties that the service accepts but the document lacks.
    ///
    /// If the property also has a typed field that is set, the field takes precedence.
    #[must_use]
    fn with_property(mut self, property: impl Into<String>, value: impl Into<Value>) -> Self {
        change_undecoded(&mut self, |undecoded| undecoded.insert(Cow::Owned(property.into()), value.into()));
        self
    }

    /// Returns the object without the secrets that the service has masked in a response, such as `****1c11`, to send it
    /// back. The service refuses a masked secret.
    ///
    /// A secret that is absent keeps its value if an id identifies the stored object, such as the `notifierId` of a
    /// notification. Other objects, such as integrations, need their secrets in each request.
    ///
    /// The method is for types of both directions: the conversion of a response type into a request type drops masked
    /// secrets itself. Change the object afterwards, because explicit `null`s and undocumented properties of nested
    /// objects are dropped too.
    #[must_use]
    fn without_masked_secrets(&self) -> Self {
        let undecoded = undecoded(self).cloned().unwrap_or_default();
        if undecoded.as_whole().is_some() {
            return self.clone();
        }
        let mut model = convert(self);
        change_undecoded(&mut model, |others| *others = undecoded);
        model
    }
}

/// One blanket implementation, because each dependent crate's compiler would read a thousand separate ones.
impl<M: Model> JsonType for M {
    fn view(&self) -> View<'_> {
        View::Object(self)
    }

    fn slot(place: &mut Option<Self>) -> Slot<'_> {
        Slot::Object(place)
    }
}

/// Returns a copy of a model.
pub(crate) fn clone<M: Model>(model: &M) -> M {
    let mut copy = None;
    copy_object(model, &mut copy);
    copy.unwrap_or_default()
}

fn copy_object(object: &dyn Object, copy: &mut dyn ObjectSlot) {
    Slot::Object(copy).copy(View::Object(object));
}

/// Converts `model` into a type that shares properties with it: a response into the request that updates it.
///
/// Properties that the other type lacks, such as the read-only ones, and masked secrets are dropped.
pub(crate) fn convert<B: Model>(model: &dyn Object) -> B {
    let mut converted = None;
    convert_into(model, &mut converted);
    converted.unwrap_or_default()
}

fn convert_into(model: &dyn Object, place: &mut dyn ObjectSlot) {
    // A value of a struct is always an object or its `undecoded` whole. Neither can fail to be serialized.
    let Ok(value) = serde_json::to_value(View::Object(model)) else { return };
    let _: Result<Outcome, _> = serde::de::DeserializeSeed::deserialize(Fill(Slot::Object(place)), Unmasked(value));
}
