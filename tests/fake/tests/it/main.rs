//! The fake over the wire, as its clients meet it.

#![expect(clippy::unwrap_used, reason = "tests may fail by panicking, their helpers too")]

mod api;
mod client;
mod clusters;
mod database_users;
mod digest;
mod journal;
mod lifetime;
mod media_types;
mod operations;
mod organizations;
mod pages;
mod projects;
mod refusals;
