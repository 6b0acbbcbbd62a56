//! Enumerations that files spell as strings.

use std::fmt;

use serde::{
    Deserialize, Deserializer,
    de::{self, Visitor},
};

/// An enumeration whose variants have the string values of Atlas's API. Implemented by `string_enum!`.
pub(in crate::specs) trait StringEnum: Copy + 'static {
    const VARIANTS: &'static [(&'static str, Self)];
    const NAMES: &'static [&'static str];

    fn by_name<E: de::Error>(name: &str) -> Result<Self, E> {
        let variant = Self::VARIANTS.iter().find(|(known, _)| *known == name);
        variant.map(|(_, value)| *value).ok_or_else(|| E::unknown_variant(name, Self::NAMES))
    }
}

/// Implements [`StringEnum`], deserialization and the JSON Schema from a list of names and variants.
macro_rules! string_enum {
    ($type:ident: $($name:literal = $variant:ident),* $(,)?) => {
        impl $crate::specs::file::StringEnum for $type {
            const VARIANTS: &'static [(&'static str, Self)] = &[$(($name, Self::$variant)),*];
            const NAMES: &'static [&'static str] = &[$($name),*];
        }

        impl<'de> serde::Deserialize<'de> for $type {
            fn deserialize<D: serde::Deserializer<'de>>(file: D) -> Result<Self, D::Error> {
                <Self as $crate::specs::file::StringEnum>::by_name(&String::deserialize(file)?)
            }
        }

        #[cfg(feature = "schemars")]
        impl schemars::JsonSchema for $type {
            fn inline_schema() -> bool {
                true
            }

            fn schema_name() -> std::borrow::Cow<'static, str> {
                stringify!($type).into()
            }

            fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
                let names = <Self as $crate::specs::file::StringEnum>::NAMES;
                schemars::json_schema!({ "type": "string", "enum": names })
            }
        }
    };
}
pub(in crate::specs) use string_enum;

/// A [`StringEnum`] or `NONE`, which is equivalent to leaving the property out.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(in crate::specs) struct NoneOr<T>(pub(in crate::specs) Option<T>);

impl<T> Default for NoneOr<T> {
    fn default() -> Self {
        Self(None)
    }
}

impl<'de, T: StringEnum> Deserialize<'de> for NoneOr<T> {
    fn deserialize<D: Deserializer<'de>>(file: D) -> Result<Self, D::Error> {
        struct NameVisitor<T>(std::marker::PhantomData<T>);

        impl<T: StringEnum> Visitor<'_> for NameVisitor<T> {
            type Value = NoneOr<T>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, "NONE or one of {}", T::NAMES.join(", "))
            }

            fn visit_str<E: de::Error>(self, name: &str) -> Result<NoneOr<T>, E> {
                match name {
                    "NONE" => Ok(NoneOr(None)),
                    _ => T::by_name(name).map(Some).map(NoneOr),
                }
            }
        }

        file.deserialize_str(NameVisitor(std::marker::PhantomData))
    }
}

#[cfg(feature = "schemars")]
impl<T: StringEnum> schemars::JsonSchema for NoneOr<T> {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> std::borrow::Cow<'static, str> {
        "NoneOr".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        let names: Vec<_> = T::NAMES.iter().copied().chain(["NONE"]).collect();
        schemars::json_schema!({ "type": "string", "enum": names })
    }
}
