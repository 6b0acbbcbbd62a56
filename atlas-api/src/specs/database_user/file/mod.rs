//! Deserialization of database user specs.

mod create;
mod parts;
#[cfg(feature = "schemars")]
mod schema;
mod update;
