//! Values that files call by the names that Atlas has for them.

use std::fmt;

use serde::{
    Deserialize, Deserializer,
    de::{self, Visitor},
};

/// A value that is one of several, each with a name. `named!` makes it readable.
pub(in crate::specs) trait Named: Copy + 'static {
    const NAMED: &'static [(&'static str, Self)];
    const NAMES: &'static [&'static str];

    fn by_name<E: de::Error>(name: &str) -> Result<Self, E> {
        let named = Self::NAMED.iter().find(|(known, _)| *known == name);
        named.map(|(_, value)| *value).ok_or_else(|| E::unknown_variant(name, Self::NAMES))
    }
}

/// States the names of the variants of a type, and reads and describes it by them.
macro_rules! named {
    ($type:ident: $($name:literal = $variant:ident),* $(,)?) => {
        impl $crate::specs::file::Named for $type {
            const NAMED: &'static [(&'static str, Self)] = &[$(($name, Self::$variant)),*];
            const NAMES: &'static [&'static str] = &[$($name),*];
        }

        impl<'de> serde::Deserialize<'de> for $type {
            fn deserialize<D: serde::Deserializer<'de>>(file: D) -> Result<Self, D::Error> {
                <Self as $crate::specs::file::Named>::by_name(&String::deserialize(file)?)
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
                let names = <Self as $crate::specs::file::Named>::NAMES;
                schemars::json_schema!({ "type": "string", "enum": names })
            }
        }
    };
}
pub(in crate::specs) use named;

/// A value that is one of several, or `NONE`, which says no more than leaving it out.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(in crate::specs) struct OrNone<T>(pub(in crate::specs) Option<T>);

impl<T> Default for OrNone<T> {
    fn default() -> Self {
        Self(None)
    }
}

impl<'de, T: Named> Deserialize<'de> for OrNone<T> {
    fn deserialize<D: Deserializer<'de>>(file: D) -> Result<Self, D::Error> {
        struct Name<T>(std::marker::PhantomData<T>);

        impl<T: Named> Visitor<'_> for Name<T> {
            type Value = OrNone<T>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, "NONE or one of {}", T::NAMES.join(", "))
            }

            fn visit_str<E: de::Error>(self, name: &str) -> Result<OrNone<T>, E> {
                match name {
                    "NONE" => Ok(OrNone(None)),
                    _ => T::by_name(name).map(Some).map(OrNone),
                }
            }
        }

        file.deserialize_str(Name(std::marker::PhantomData))
    }
}

#[cfg(feature = "schemars")]
impl<T: Named> schemars::JsonSchema for OrNone<T> {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> std::borrow::Cow<'static, str> {
        "OrNone".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        let names: Vec<_> = T::NAMES.iter().copied().chain(["NONE"]).collect();
        schemars::json_schema!({ "type": "string", "enum": names })
    }
}
