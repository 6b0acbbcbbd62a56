//! The macros that define the generated structs.
//!
//! Their functions are `#[inline]`: a crate compiles only those of the types that it uses.

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
            #[inline]
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
        #[derive(Default)]
        #[non_exhaustive]
        pub struct $name {
            $($(#[$field_meta])* pub $field: Option<$type>,)*
            undecoded: $crate::model::Undecoded,
        }

        impl $crate::model::Model for $name {
            const SCHEMA: &'static $crate::model::Schema = &$crate::model::Schema {
                name: stringify!($name),
                fields: &[$(stringify!($field)),*],
                properties: &[$($property),*],
            };
        }

        impl $crate::model::Object for $name {
            #[inline]
            fn fields<'a>(&'a self, visit: $crate::model::Visit<'_, 'a>) {
                visit(<Self as $crate::model::Model>::SCHEMA, &[$(&self.$field),*], &self.undecoded);
            }

            #[inline]
            fn fields_mut<'a>(&'a mut self, visit: $crate::model::VisitMut<'_, 'a>) {
                visit(<Self as $crate::model::Model>::SCHEMA, &mut [$(&mut self.$field),*], &mut self.undecoded);
            }
        }

        impl Clone for $name {
            #[inline]
            fn clone(&self) -> Self {
                $crate::model::clone(self)
            }
        }

        impl PartialEq for $name {
            #[inline]
            fn eq(&self, other: &Self) -> bool {
                $crate::model::View::Object(self) == $crate::model::View::Object(other)
            }
        }

        impl ::std::fmt::Debug for $name {
            #[inline]
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                ::std::fmt::Debug::fmt(&$crate::model::View::Object(self), f)
            }
        }

        impl ::serde::Serialize for $name {
            fn serialize<S: ::serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                ::serde::Serialize::serialize(&$crate::model::View::Object(self), serializer)
            }
        }

        impl<'de> ::serde::Deserialize<'de> for $name {
            fn deserialize<D: ::serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                $crate::model::deserialize(deserializer)
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
            #[inline]
            fn from(response: &$response) -> Self {
                $crate::model::convert(response)
            }
        }

        impl From<$response> for $request {
            #[inline]
            fn from(response: $response) -> Self {
                Self::from(&response)
            }
        }
    };
}

/// Implements `JsonType` for the box around a type that contains itself.
///
/// A blanket implementation for `Box<T>` would overlap with the one for all models: `Box` is a fundamental type, so
/// the compiler has to assume that a dependent crate implements `Model` for a box of its own type.
macro_rules! boxed {
    ($name:ident) => {
        impl $crate::model::JsonType for Box<$name> {
            #[inline]
            fn view(&self) -> $crate::model::View<'_> {
                $crate::model::View::Object(&**self)
            }

            #[inline]
            fn slot(place: &mut Option<Self>) -> $crate::model::Slot<'_> {
                $crate::model::Slot::Object(place)
            }
        }

        impl $crate::model::ObjectSlot for Option<Box<$name>> {
            #[inline]
            fn insert(&mut self) -> &mut dyn $crate::model::Object {
                &mut **self.insert(Box::default())
            }
        }
    };
}

pub(crate) use {boxed, convertible, model};
