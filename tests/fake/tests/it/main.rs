//! The fake over the wire, as its clients meet it.

#![expect(clippy::unwrap_used, reason = "tests may fail by panicking, their helpers too")]

mod access_lists;
mod alerts;
mod api;
mod backups;
mod caller;
mod client;
mod cluster_rules;
mod cluster_versions;
mod clusters;
mod compliance;
mod control;
mod credentials;
mod database_users;
mod digest;
mod documents;
mod event_lists;
mod events;
mod faults;
mod global_writes;
mod invoices;
mod journal;
mod lifetime;
mod limits;
mod malformed;
mod media_types;
mod misfits;
mod monitoring;
mod oauth;
mod offers;
mod operations;
mod organizations;
mod page;
mod pages;
mod people;
mod persistence;
mod process;
#[cfg(unix)]
mod program;
#[cfg(unix)]
mod program_faults;
mod project_limits;
mod projects;
mod refusals;
mod schedules;
mod streams;
mod third_party;
mod upgrades;
