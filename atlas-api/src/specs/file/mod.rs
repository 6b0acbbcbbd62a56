//! How specs are read from files: what their parts have in common.
//!
//! The shape of a file is that of the body of Atlas's request. A property that is left out is not set; one that a spec
//! does not know is an error, as is `null` where it would mean nothing.

mod instant;
mod named;
mod present;

pub(super) use self::{
    instant::Instant,
    named::{Named, OrNone, named},
    present::{given, present},
};

/// Gives a spec the schema of the struct that it is read by.
#[cfg(feature = "schemars")]
macro_rules! schema_of_wire {
    ($($spec:ident as $wire:ty),* $(,)?) => {$(
        impl schemars::JsonSchema for $spec {
            fn schema_name() -> std::borrow::Cow<'static, str> {
                stringify!($spec).into()
            }

            fn schema_id() -> std::borrow::Cow<'static, str> {
                concat!(module_path!(), "::", stringify!($spec)).into()
            }

            fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
                <$wire as schemars::JsonSchema>::json_schema(generator)
            }
        }
    )*};
}
#[cfg(feature = "schemars")]
pub(super) use schema_of_wire;
