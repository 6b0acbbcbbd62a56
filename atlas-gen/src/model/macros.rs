//! How the generated code states its structs.

/// States a struct of the document: `field: Type = "property"`. A struct that requests carry has setters.
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
            /// An object without any property, to be filled by the setters.
            #[must_use]
            pub fn new() -> Self {
                <Self as Default>::default()
            }

            $(
                #[doc = concat!("Sets `", $property, "`; `None` sends `null`.")]
                #[must_use]
                pub fn $field(mut self, value: impl Into<$crate::Nullable<$type>>) -> Self {
                    self.$field = self.unfit.set($property, value.into());
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
            unfit: $crate::model::Unfit,
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
                    $($property => self.unfit.read($property, &mut self.$field, map)?,)*
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

            fn unfit(&self) -> &$crate::model::Unfit {
                &self.unfit
            }

            fn unfit_mut(&mut self) -> &mut $crate::model::Unfit {
                &mut self.unfit
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

/// States that a request's type can be made from the answer that it changes.
macro_rules! convertible {
    ($answer:ident => $request:ident) => {
        impl From<&$answer> for $request {
            /// All that a request can say of the answer; what is read-only stays behind.
            fn from(answer: &$answer) -> Self {
                $crate::model::convert(answer)
            }
        }

        impl From<$answer> for $request {
            fn from(answer: $answer) -> Self {
                Self::from(&answer)
            }
        }
    };
}

/// States that a type holds itself, so that there is a box around it somewhere.
///
/// One by one: boxes are open to everybody's traits, so that Rust does not let all of them be decoded by one rule.
macro_rules! boxed {
    ($name:ident) => {
        impl $crate::model::Decode for Box<$name> {
            fn decode<'de, D: ::serde::Deserializer<'de>>(
                deserializer: D,
            ) -> Result<$crate::model::Fit<Self>, D::Error> {
                Ok(<$name as $crate::model::Decode>::decode(deserializer)?.map(Self::new))
            }
        }
    };
}

pub(crate) use {boxed, convertible, model};
