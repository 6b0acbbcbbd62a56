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
    present::{given, present, whole},
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
                let mut schema = <$wire as schemars::JsonSchema>::json_schema(generator);
                $crate::specs::file::drop_defaults(&mut schema);
                schema
            }
        }
    )*};
}
#[cfg(feature = "schemars")]
pub(super) use schema_of_wire;

/// Takes the defaults of properties away, which would all be `null`: that of a property that is left out is to have none.
#[cfg(feature = "schemars")]
pub(super) fn drop_defaults(schema: &mut schemars::Schema) {
    let properties = schema.get_mut("properties").and_then(|properties| properties.as_object_mut());
    for property in properties.into_iter().flat_map(|properties| properties.values_mut()) {
        if let Some(property) = property.as_object_mut() {
            property.remove("default");
        }
    }
}
