//! Database users as files.

mod create;
mod parts;
#[cfg(feature = "schemars")]
mod schema;
mod update;
