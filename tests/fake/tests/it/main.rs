//! Tests of the fake over HTTP.

#![expect(clippy::unwrap_used, reason = "tests and their helpers fail by panicking")]

mod access_lists;
mod alerts;
mod api;
mod backups;
mod client;
mod cluster_rules;
mod cluster_shards;
mod cluster_versions;
mod clusters;
mod compliance;
mod connections;
mod control;
mod credentials;
mod database_users;
mod defaults;
mod digest;
mod documents;
mod event_lists;
mod events;
mod faults;
mod global_writes;
mod integrations;
mod invoices;
mod ipinfo;
mod journal;
mod lifetime;
mod limits;
mod list_filters;
mod logs;
mod malformed;
mod media_types;
mod monitoring;
mod networks;
mod oauth;
mod operations;
mod organizations;
mod page;
mod pages;
mod persistence;
mod private_endpoints;
mod process;
#[cfg(unix)]
mod program;
#[cfg(unix)]
mod program_faults;
mod project_limits;
mod project_users;
mod projects;
#[cfg(feature = "client")]
mod ready_client;
mod refusals;
mod regions;
mod remembered;
mod schedules;
mod search;
mod seeds;
mod set_responses;
mod streams;
mod third_party;
mod upgrades;
mod users;
mod validation;
