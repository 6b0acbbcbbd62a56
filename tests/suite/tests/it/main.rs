//! The client as its users see it: requests on the wire, and results.

#![allow(clippy::unwrap_used)] // Helpers of tests fail by panicking too; the lint excepts only the tests themselves.

mod absence;
mod access_list;
mod access_list_entries;
mod alerts;
mod any_operation;
mod auth;
mod auth_challenges;
mod backups;
mod blocking;
mod body_limits;
mod call_options;
mod client;
mod clusters;
mod confirmation;
mod error_classes;
mod errors;
mod every_operation;
mod faults;
mod guards;
mod life_cycle;
mod listening;
mod logs;
mod observability;
mod paging;
mod prefetch;
mod processes;
mod projects;
mod python_readme;
mod rate_limit;
mod raw;
mod refused;
mod requests;
mod reserved_headers;
mod retries;
mod retry_budget;
mod runtimes;
mod secrecy;
mod service_accounts;
mod settings;
mod spec_files;
mod support;
mod timeouts;
mod waiting;
mod wire;
