//! What every generated struct has in common, written once.
//!
//! The generated code states a struct's properties in one `model!` block; the macro makes the struct
//! and two small functions that visit its properties. All the rest (reading, writing, printing) is here, generic and
//! compiled once per use: that is what keeps a crate of a thousand structs quick to compile.

use std::{borrow::Cow, fmt, marker::PhantomData};

use serde::{
    Deserialize, Deserializer, Serialize, Serializer,
    de::{IgnoredAny, MapAccess, Visitor},
    ser::SerializeMap,
};
use serde_json::Value;

use super::{
    decode::{Decode, Fit},
    unfit::Unfit,
};

/// A JSON object with known properties. Implemented by the generated structs.
pub trait Model: Default + Clone + fmt::Debug + PartialEq + Serialize {
    /// The struct's name.
    const NAME: &'static str;
    /// The names that the properties have in JSON.
    const PROPERTIES: &'static [&'static str];

    /// Reads the next value of `map` into the field of `property`; `false` if there is no such field.
    #[doc(hidden)]
    fn read<'de, A: MapAccess<'de>>(&mut self, property: &str, map: &mut A) -> Result<bool, A::Error>;

    /// Shows each field to `visitor`.
    #[doc(hidden)]
    fn visit<V: FieldVisitor>(&self, visitor: &mut V) -> Result<(), V::Error>;

    #[doc(hidden)]
    fn unfit(&self) -> &Unfit;

    #[doc(hidden)]
    fn unfit_mut(&mut self) -> &mut Unfit;

    /// The properties whose values are of another kind than documented, as they came, and what was set with
    /// [`with_property`](Self::with_property).
    fn unfit_properties(&self) -> impl Iterator<Item = (&str, &Value)> {
        self.unfit().iter()
    }

    /// Sends `value` as `property`, whatever the document says of it: for what the service knows and the document
    /// does not. A typed field of the same property that is set wins.
    #[must_use]
    fn with_property(mut self, property: impl Into<String>, value: impl Into<Value>) -> Self {
        self.unfit_mut().insert(Cow::Owned(property.into()), value.into());
        self
    }
}

/// Once for all models: a thousand implementations of the same three functions would be read by every user's compiler.
impl<M: Model> Decode for M {
    /// What is not known is passed over: the answer keeps its raw body for that.
    fn from_map<'de, A: MapAccess<'de>>(mut map: A) -> Result<Fit<Self>, A::Error> {
        let mut model = Self::default();
        while let Some(Key(property)) = map.next_key()? {
            if !model.read(&property, &mut map)? {
                map.next_value::<IgnoredAny>()?;
            }
        }
        Ok(Fit::Value(model))
    }

    fn from_nothing() -> Option<Self> {
        Some(Self::default())
    }

    fn from_misfit(body: Value) -> Result<Self, Value> {
        let mut model = Self::default();
        *model.unfit_mut() = Unfit::whole(body);
        Ok(model)
    }
}

/// Sees the fields of a model one after the other.
#[doc(hidden)]
pub trait FieldVisitor {
    type Error;
    fn field<T: Serialize + fmt::Debug>(
        &mut self,
        field: &'static str,
        property: &'static str,
        value: Option<&T>,
    ) -> Result<(), Self::Error>;
}

/// Writes a model: each field that is set, then what it holds beside them.
pub(crate) fn write_object<M: Model, S: Serializer>(model: &M, serializer: S) -> Result<S::Ok, S::Error> {
    if let Some(whole) = model.unfit().as_whole() {
        return whole.serialize(serializer);
    }
    let mut writer = Writer { map: serializer.serialize_map(None)?, unfit: model.unfit() };
    model.visit(&mut writer)?;
    for (property, value) in model.unfit().iter() {
        if !M::PROPERTIES.contains(&property) {
            writer.map.serialize_entry(property, value)?;
        }
    }
    writer.map.end()
}

/// Prints the fields that are set.
pub(crate) fn debug_object<M: Model>(model: &M, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    let mut printer = Printer(f.debug_struct(M::NAME));
    model.visit(&mut printer)?;
    if *model.unfit() != Unfit::default() {
        printer.0.field("unfit", model.unfit());
    }
    printer.0.finish()
}

/// Turns `model` into a type that shares properties with it: an answer into the request that changes it. What the
/// other type does not know (read-only properties, in a request) stays behind.
pub(crate) fn convert<A: Serialize, B: Decode + Default>(model: &A) -> B {
    serde_json::to_value(model)
        .and_then(|value| B::decode(value))
        .ok()
        .and_then(|fit| match fit {
            Fit::Value(model) => Some(model),
            Fit::Null | Fit::Misfit(_) => None,
        })
        .unwrap_or_default()
}

struct Writer<'a, M> {
    map: M,
    unfit: &'a Unfit,
}

impl<M: SerializeMap> FieldVisitor for Writer<'_, M> {
    type Error = M::Error;

    fn field<T: Serialize + fmt::Debug>(
        &mut self,
        _field: &'static str,
        property: &'static str,
        value: Option<&T>,
    ) -> Result<(), M::Error> {
        match (value, self.unfit.get(property)) {
            (Some(value), _) => self.map.serialize_entry(property, value),
            (None, Some(unfit)) => self.map.serialize_entry(property, unfit),
            (None, None) => Ok(()),
        }
    }
}

struct Printer<'a, 'b>(fmt::DebugStruct<'a, 'b>);

impl FieldVisitor for Printer<'_, '_> {
    type Error = fmt::Error;

    fn field<T: Serialize + fmt::Debug>(
        &mut self,
        field: &'static str,
        _property: &'static str,
        value: Option<&T>,
    ) -> fmt::Result {
        if let Some(value) = value {
            self.0.field(field, value);
        }
        Ok(())
    }
}

/// A property's name, borrowed from the body where it has no escapes.
struct Key<'de>(Cow<'de, str>);

impl<'de> Deserialize<'de> for Key<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct KeyVisitor<'de>(PhantomData<&'de ()>);

        impl<'de> Visitor<'de> for KeyVisitor<'de> {
            type Value = Key<'de>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a property's name")
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

/// `Deserialize` for a model, by way of [`Decode`].
pub(crate) fn deserialize<'de, T: Decode, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
    let misfit = || serde::de::Error::custom("a value of another kind than documented");
    match T::decode(deserializer)? {
        Fit::Value(value) => Ok(value),
        Fit::Null => T::from_nothing().ok_or_else(misfit),
        Fit::Misfit(value) => T::from_misfit(value).map_err(|_| misfit()),
    }
}
