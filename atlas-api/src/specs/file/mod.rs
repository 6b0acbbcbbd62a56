//! Deserialization of specs from files: shared parts.
//!
//! The shape of a file is that of the request body in Atlas's API. A property that is left out is not set. Unknown
//! properties are errors, and so is `null` for a property that does not accept it.

mod access;
mod alert_config;
mod backup;
mod backup_schedule;
mod body;
mod cluster;
#[cfg(feature = "data-federation")]
mod data_federation;
#[cfg(feature = "federation")]
mod federation;
mod instant;
#[cfg(feature = "integrations")]
mod integration;
mod key;
#[cfg(feature = "live-migration")]
mod live_migration;
mod maintenance_window;
#[cfg(feature = "global-clusters")]
mod managed_namespace;
#[cfg(feature = "mcp")]
mod mcp;
#[cfg(feature = "network-security")]
mod network;
#[cfg(feature = "online-archives")]
mod online_archive;
mod organization;
mod project;
mod property;
#[cfg(feature = "policies")]
mod resource_policy;
#[cfg(feature = "schemars")]
mod schema;
#[cfg(feature = "search")]
mod search;
#[cfg(feature = "network-security")]
mod security;
#[cfg(feature = "streams")]
mod stream;
#[cfg(feature = "streams")]
mod stream_connection;
mod string_enum;

#[cfg(feature = "schemars")]
pub(super) use self::schema::schema_of;
pub(super) use self::{
    body::{FromBody, json, read},
    instant::Instant,
    property::{double_option, integer, non_null},
    string_enum::{NoneOr, StringEnum, string_enum},
};

/// Gives a spec the JSON Schema of the struct that it is deserialized through.
#[cfg(feature = "schemars")]
macro_rules! schema_of_wire {
    ($($spec:ident as $wire:ty),* $(,)?) => {$(
        // Shown by docs.rs.
        #[cfg(feature = "schemars")]
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

/// Removes the defaults of properties from a schema. They would all be `null`, which is not a valid value.
#[cfg(feature = "schemars")]
#[inline]
pub(super) fn drop_defaults(schema: &mut schemars::Schema) {
    let properties = schema.get_mut("properties").and_then(|properties| properties.as_object_mut());
    for property in properties.into_iter().flat_map(|properties| properties.values_mut()) {
        if let Some(property) = property.as_object_mut() {
            property.remove("default");
        }
    }
}
