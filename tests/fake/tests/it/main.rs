//! The fake over the wire, as its clients meet it.

#![expect(clippy::unwrap_used, reason = "tests may fail by panicking, their helpers too")]

mod access_lists;
mod alerts;
mod api;
mod backups;
mod client;
mod clusters;
mod credentials;
mod database_users;
mod digest;
mod faults;
mod invoices;
mod journal;
mod lifetime;
mod limits;
mod malformed;
mod media_types;
mod misfits;
mod monitoring;
mod operations;
mod organizations;
mod page;
mod pages;
mod persistence;
mod process;
#[cfg(unix)]
mod program;
mod projects;
mod refusals;
mod strangers;
