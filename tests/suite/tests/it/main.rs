//! The client as its users see it: what goes over the wire, and what comes of it.

#![allow(clippy::unwrap_used)] // What tests share fails by panicking too; the lint excepts only the tests themselves.

mod access_list;
mod access_list_entries;
mod alerts;
mod auth;
mod auth_challenges;
mod backups;
mod client;
mod clusters;
mod error_classes;
mod errors;
mod faults;
mod guards;
mod life_cycle;
mod listening;
mod logs;
mod observability;
mod paging;
mod paging_ahead;
mod processes;
mod projects;
mod python_readme;
mod rate_limit;
mod raw;
mod refused;
mod retries;
mod secrecy;
mod service_accounts;
mod settings;
mod spec_files;
mod support;
mod waiting;
mod wire;
