//! The macros that define the generated structs.

/// Defines a struct of the document: `field: Type = "property"`.
///
/// `setters` adds a constructor and a setter for each property, for structs that are part of a request.
macro_rules! model {
    (
        $(#[$meta:meta])*
        pub struct $name:ident {
            $($(#[$field_meta:meta])* $field:ident: $type:ty = $property:literal,)*
        }
        setters
    ) => {
        $crate::model! {
            $(#[$meta])*
            pub struct $name {
                $($(#[$field_meta])* $field: $type = $property,)*
            }
        }

        impl $name {
            /// Returns an object without properties. Properties that no setter sets are absent from the request.
            #[must_use]
            pub fn new() -> Self {
                <Self as Default>::default()
            }

            $(
                #[doc = concat!("Sets `", $property, "`. `None` sends an explicit `null`.")]
                #[must_use]
                pub fn $field(mut self, value: impl Into<$crate::Nullable<$type>>) -> Self {
                    self.$field = self.undecoded.set($property, value.into());
                    self
                }
            )*
        }
    };
    (
        $(#[$meta:meta])*
        pub struct $name:ident {
            $($(#[$field_meta:meta])* $field:ident: $type:ty = $property:literal,)*
        }
    ) => {
        $(#[$meta])*
        #[derive(Clone, Default, PartialEq)]
        #[non_exhaustive]
        pub struct $name {
            $($(#[$field_meta])* pub $field: Option<$type>,)*
            undecoded: $crate::model::Undecoded,
        }

        impl $crate::model::Model for $name {
            const NAME: &'static str = stringify!($name);
            const PROPERTIES: &'static [&'static str] = &[$($property),*];

            fn read<'de, A: ::serde::de::MapAccess<'de>>(
                &mut self,
                property: &str,
                #[allow(unused_variables)] map: &mut A,
            ) -> Result<bool, A::Error> {
                match property {
                    $($property => self.undecoded.read($property, &mut self.$field, map)?,)*
                    _ => return Ok(false),
                }
                #[allow(unreachable_code)]
                Ok(true)
            }

            fn visit<V: $crate::model::FieldVisitor>(
                &self,
                #[allow(unused_variables)] visitor: &mut V,
            ) -> Result<(), V::Error> {
                $(visitor.field(stringify!($field), $property, self.$field.as_ref())?;)*
                Ok(())
            }

            fn undecoded(&self) -> &$crate::model::Undecoded {
                &self.undecoded
            }

            fn undecoded_mut(&mut self) -> &mut $crate::model::Undecoded {
                &mut self.undecoded
            }
        }

        impl ::serde::Serialize for $name {
            fn serialize<S: ::serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                $crate::model::write_object(self, serializer)
            }
        }

        impl<'de> ::serde::Deserialize<'de> for $name {
            fn deserialize<D: ::serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                $crate::model::deserialize(deserializer)
            }
        }

        impl ::std::fmt::Debug for $name {
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                $crate::model::debug_object(self, f)
            }
        }
    };
}

/// Defines the conversion of a response type into the request type that updates it.
macro_rules! convertible {
    ($response:ident => $request:ident) => {
        impl From<&$response> for $request {
            /// Copies the properties that the request type has; drops the others, such as read-only ones. A secret that
            /// the service has masked is dropped too.
            fn from(response: &$response) -> Self {
                $crate::model::convert(response)
            }
        }

        impl From<$response> for $request {
            fn from(response: $response) -> Self {
                Self::from(&response)
            }
        }
    };
}

/// Implements `Decode` for the box around a type that contains itself.
///
/// A blanket implementation for `Box<T>` would overlap with the one for all models: `Box` is a fundamental type, so
/// the compiler has to assume that a dependent crate implements `Model` for a box of its own type.
macro_rules! boxed {
    ($name:ident) => {
        impl $crate::model::Decode for Box<$name> {
            fn decode<'de, D: ::serde::Deserializer<'de>>(
                deserializer: D,
            ) -> Result<$crate::model::Decoded<Self>, D::Error> {
                Ok(<$name as $crate::model::Decode>::decode(deserializer)?.map(Self::new))
            }
        }
    };
}

pub(crate) use {boxed, convertible, model};
