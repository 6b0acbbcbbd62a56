//! The [`Model`] trait, and the code that all generated structs share.
//!
//! Each generated struct is one `model!` block. The macro defines the struct and two small functions that visit its
//! properties. Decoding, serializing and printing are generic functions in this module, which keeps the compile time of
//! a thousand structs short.

use std::{borrow::Cow, fmt, marker::PhantomData};

use serde::{
    Deserialize, Deserializer, Serialize, Serializer,
    de::{IgnoredAny, MapAccess, Visitor},
    ser::SerializeMap,
};
use serde_json::Value;

use super::{
    decode::{Decode, Decoded},
    undecoded::Undecoded,
    unmasked::Unmasked,
};

/// A JSON object with documented properties. Implemented by every generated struct.
///
/// A struct has a public field, an `Option`, for each documented property. Decoding never fails because of one value:
///
/// * A property that is absent or `null` leaves its field `None`.
/// * A value that does not match the documented type leaves its field `None` too. It is kept unchanged in
///   [`undecoded_properties`](Self::undecoded_properties), and serialized back.
/// * A property that the document lacks is ignored. It is still part of the raw body of the response.
pub trait Model: Default + Clone + fmt::Debug + PartialEq + Serialize {
    /// The name of the struct.
    const NAME: &'static str;
    /// The JSON names of the documented properties.
    const PROPERTIES: &'static [&'static str];

    /// Decodes the next value of `map` into the field of `property`; returns `false` if no such field exists.
    #[doc(hidden)]
    fn read<'de, A: MapAccess<'de>>(&mut self, property: &str, map: &mut A) -> Result<bool, A::Error>;

    /// Passes each field to `visitor`.
    #[doc(hidden)]
    fn visit<V: FieldVisitor>(&self, visitor: &mut V) -> Result<(), V::Error>;

    #[doc(hidden)]
    fn undecoded(&self) -> &Undecoded;

    #[doc(hidden)]
    fn undecoded_mut(&mut self) -> &mut Undecoded;

    /// Returns the properties that the typed fields do not hold, by their JSON names.
    ///
    /// In a response these are the values that do not match the documented type, unchanged. In a request these are the
    /// properties that were set to `null` or with [`with_property`](Self::with_property).
    fn undecoded_properties(&self) -> impl Iterator<Item = (&str, &Value)> {
        self.undecoded().iter()
    }

    /// Sets `property`, a JSON name, to any JSON value: for properties that the service accepts but the document lacks.
    ///
    /// If the property also has a typed field that is set, the field takes precedence.
    #[must_use]
    fn with_property(mut self, property: impl Into<String>, value: impl Into<Value>) -> Self {
        self.undecoded_mut().insert(Cow::Owned(property.into()), value.into());
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
        if self.undecoded().as_whole().is_some() {
            return self.clone();
        }
        let mut model: Self = convert(self);
        *model.undecoded_mut() = self.undecoded().clone();
        model
    }
}

/// One blanket implementation, because each dependent crate's compiler would read a thousand separate ones.
impl<M: Model> Decode for M {
    /// Ignores properties that the document lacks: the response also keeps its raw body.
    fn from_map<'de, A: MapAccess<'de>>(mut map: A) -> Result<Decoded<Self>, A::Error> {
        let mut model = Self::default();
        while let Some(Key(property)) = map.next_key()? {
            if !model.read(&property, &mut map)? {
                map.next_value::<IgnoredAny>()?;
            }
        }
        Ok(Decoded::Value(model))
    }

    fn from_empty() -> Option<Self> {
        Some(Self::default())
    }

    fn from_mismatch(body: Value) -> Result<Self, Value> {
        let mut model = Self::default();
        *model.undecoded_mut() = Undecoded::whole(body);
        Ok(model)
    }
}

/// A visitor of the fields of a model.
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

/// Serializes a model: its fields in order, then the properties that the document lacks.
pub(crate) fn write_object<M: Model, S: Serializer>(model: &M, serializer: S) -> Result<S::Ok, S::Error> {
    if let Some(whole) = model.undecoded().as_whole() {
        return whole.serialize(serializer);
    }
    let mut writer = Writer { map: serializer.serialize_map(None)?, undecoded: model.undecoded() };
    model.visit(&mut writer)?;
    for (property, value) in model.undecoded().iter() {
        if !M::PROPERTIES.contains(&property) {
            writer.map.serialize_entry(property, value)?;
        }
    }
    writer.map.end()
}

/// Prints the fields that are set, and the names of the undecoded properties.
pub(crate) fn debug_object<M: Model>(model: &M, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    let mut printer = Printer(f.debug_struct(M::NAME));
    model.visit(&mut printer)?;
    if *model.undecoded() != Undecoded::default() {
        printer.0.field("undecoded", model.undecoded());
    }
    printer.0.finish()
}

/// Converts `model` into a type that shares properties with it: a response into the request that updates it.
///
/// Properties that the other type lacks, such as the read-only ones, and masked secrets are dropped.
pub(crate) fn convert<A: Serialize, B: Decode + Default>(model: &A) -> B {
    serde_json::to_value(model)
        .and_then(|value| B::decode(Unmasked(value)))
        .ok()
        .and_then(|decoded| match decoded {
            Decoded::Value(model) => Some(model),
            Decoded::Null | Decoded::Mismatch(_) => None,
        })
        .unwrap_or_default()
}

struct Writer<'a, M> {
    map: M,
    undecoded: &'a Undecoded,
}

impl<M: SerializeMap> FieldVisitor for Writer<'_, M> {
    type Error = M::Error;

    fn field<T: Serialize + fmt::Debug>(
        &mut self,
        _field: &'static str,
        property: &'static str,
        value: Option<&T>,
    ) -> Result<(), M::Error> {
        match (value, self.undecoded.get(property)) {
            (Some(value), _) => self.map.serialize_entry(property, value),
            (None, Some(value)) => self.map.serialize_entry(property, value),
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

/// Implements `Deserialize` through [`Decode`].
pub(crate) fn deserialize<'de, T: Decode, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
    let mismatch = || serde::de::Error::custom("value does not match the documented type");
    match T::decode(deserializer)? {
        Decoded::Value(value) => Ok(value),
        Decoded::Null => T::from_empty().ok_or_else(mismatch),
        Decoded::Mismatch(value) => T::from_mismatch(value).map_err(|_| mismatch()),
    }
}
