//! The client as its users see it: what goes over the wire, and what comes of it.

#![allow(clippy::unwrap_used)] // What tests share fails by panicking too; the lint excepts only the tests themselves.

mod alerts;
mod auth;
mod auth_challenges;
mod backups;
mod client;
mod errors;
mod guards;
mod life_cycle;
mod paging;
mod raw;
mod refused;
mod retries;
mod settings;
mod spec_files;
mod support;
mod wire;
