//! Open enumerations.

/// Defines an enumeration of the document: `Variant = "value"`.
///
/// Any other value is `Unknown(String)` and is serialized back unchanged. The generator never calls the variant of a
/// documented value `Unknown`: the variant of a value `UNKNOWN` is `Unknown_`.
macro_rules! open_enum {
    (
        $(#[$meta:meta])*
        pub enum $name:ident {
            $($(#[$variant_meta:meta])* $variant:ident = $value:literal,)*
        }
    ) => {
        $(#[$meta])*
        #[doc = ""]
        /// The enumeration is open: a value without a variant is [`Unknown`](Self::Unknown). Strings convert to it.
        #[derive(Clone)]
        #[non_exhaustive]
        pub enum $name {
            $($(#[$variant_meta])* #[doc = concat!("`", $value, "`")] $variant,)*
            /// Any other value, unchanged.
            ///
            /// A value can get its own variant in a later release. Compare [`as_str`](Self::as_str) to match a value
            /// that has none.
            Unknown(String),
        }

        impl $name {
            /// Returns the value as written in JSON.
            #[inline]
            #[must_use]
            pub fn as_str(&self) -> &str {
                match self {
                    $(Self::$variant => $value,)*
                    Self::Unknown(value) => value,
                }
            }
        }

        impl From<&str> for $name {
            #[inline]
            fn from(value: &str) -> Self {
                match value {
                    $($value => Self::$variant,)*
                    _ => Self::Unknown(value.to_owned()),
                }
            }
        }

        impl From<String> for $name {
            #[inline]
            fn from(value: String) -> Self {
                value.as_str().into()
            }
        }

        /// Compares the values as written in JSON.
        impl PartialEq for $name {
            #[inline]
            fn eq(&self, other: &Self) -> bool {
                self.as_str() == other.as_str()
            }
        }

        impl Eq for $name {}

        impl ::std::hash::Hash for $name {
            #[inline]
            fn hash<H: ::std::hash::Hasher>(&self, state: &mut H) {
                self.as_str().hash(state);
            }
        }

        impl $crate::model::FromText for $name {}

        impl ::std::fmt::Display for $name {
            #[inline]
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                f.pad(self.as_str())
            }
        }

        impl ::std::fmt::Debug for $name {
            #[inline]
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                ::std::fmt::Debug::fmt(self.as_str(), f)
            }
        }

        impl ::serde::Serialize for $name {
            fn serialize<S: ::serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(self.as_str())
            }
        }

        impl<'de> ::serde::Deserialize<'de> for $name {
            fn deserialize<D: ::serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                $crate::model::deserialize(deserializer)
            }
        }

        impl $crate::model::JsonType for $name {
            #[inline]
            fn view(&self) -> $crate::model::View<'_> {
                $crate::model::View::Text(self.as_str())
            }

            #[inline]
            fn slot(place: &mut Option<Self>) -> $crate::model::Slot<'_> {
                $crate::model::Slot::Enum(place)
            }
        }
    };
}

pub(crate) use open_enum;
