//! The requests of all facade methods, as they would be sent. No server is involved.
//!
//! Each family has a table with a row for each of its methods. A test fails if a method has no row, or if an operation of the
//! API is neither in the facade nor in the list of those that only generated builders reach.

mod access_history;
mod access_list;
mod ai_models;
mod alert_configs;
mod alerts;
mod api_keys;
mod backup_exports;
mod backup_policies;
mod backups;
mod clusters;
mod coverage;
mod custom_roles;
mod data_federation;
mod database_users;
mod encryption_at_rest;
mod events;
mod exports;
mod federation;
mod global_clusters;
mod integrations;
mod invoices;
mod live_migration;
mod maintenance_window;
mod mcp;
mod network_peering;
mod online_archives;
mod organizations;
mod performance;
mod private_endpoints;
mod processes;
mod projects;
mod rate_limits;
mod resource_policies;
mod search;
mod security;
mod service_accounts;
pub(crate) mod streams;
mod system;
mod teams;

use std::{fmt::Write, time::Duration};

use atlas_api::{
    Atlas, Download, Error, Exists, List, Preview, RawRequest, Request, Unconfirmed,
    backups::ModifySchedule,
    clusters::{EnsureInstanceSize, EnsurePaused, ModifyCluster, ResizeCluster},
    federation::MetadataRequest,
    invoices::MonthlyCostRequest,
    logs::LogDownload,
    measurements::AllProcesses,
    organizations::OrganizationByName,
    processes::SelectedProcesses,
    service_accounts::RotateSecret,
    x509::CertificateRequest,
};
use serde_json::Value;

use crate::support::{PROJECT, now};

pub(crate) const ORGANIZATION: &str = "5f1a2b3c4d5e6f7a8b9c0d1f";
pub(crate) const ID: &str = "6a1b2c3d4e5f6a7b8c9d0e1f";

/// A facade method, and the request that a call of it sends.
pub(crate) struct Row {
    /// The handle and the method, `DatabaseUsers::get`.
    method: &'static str,
    /// The arguments, where a method has several rows.
    case: &'static str,
    preview: Preview,
}

/// A request that can be previewed.
pub(crate) trait Sendable {
    fn preview(&self) -> Result<Preview, Error>;
}

macro_rules! sendable {
    ($($ty:ty where [$($parameters:tt)*]),* $(,)?) => {$(
        impl<$($parameters)*> Sendable for $ty {
            fn preview(&self) -> Result<Preview, Error> {
                <$ty>::preview(self)
            }
        }
    )*};
}
sendable!(
    Request<T> where [T],
    List<T, F> where [T: Send + 'static, F: Clone + Send + Sync + 'static],
    Unconfirmed<T> where [T],
    Exists where [],
    RawRequest where [],
    AllProcesses where [],
    SelectedProcesses where [],
    RotateSecret where [],
    EnsureInstanceSize where [],
    EnsurePaused where [],
    MetadataRequest where [],
    ResizeCluster where [],
    ModifyCluster where [],
    ModifySchedule where [],
    LogDownload where [],
    Download where [],
    MonthlyCostRequest where [],
    OrganizationByName where [],
    CertificateRequest where [],
);

pub(crate) fn row(method: &'static str, request: impl Sendable) -> Row {
    case(method, "", request)
}

pub(crate) fn case(method: &'static str, case: &'static str, request: impl Sendable) -> Row {
    Row { method, case, preview: request.preview().unwrap_or_else(|error| panic!("{method}: {error}")) }
}

/// Returns a client that cannot reach a server. Its clock stands still.
pub(crate) fn offline() -> Atlas {
    Atlas::builder()
        .api_key("abcdefgh", "private-key")
        .project_id(PROJECT)
        .organization_id(ORGANIZATION)
        .base_url("https://example.com")
        .timeout(Duration::from_secs(1))
        .clock(now)
        .build()
        .unwrap()
}

/// Checks the requests of a family against its snapshot.
#[track_caller]
fn check(family: &str, rows: &[Row]) {
    let mut text = String::new();
    for Row { method, case, preview } in rows {
        writeln!(text, "{method}{}{case}", if case.is_empty() { "" } else { ": " }).unwrap();
        show(&mut text, preview, "");
        if let Some(fallback) = preview.fallback() {
            show(&mut text, fallback, "else ");
        }
        text.push('\n');
    }
    insta::with_settings!({ omit_expression => true }, {
        insta::assert_snapshot!(family.to_owned(), text.trim_end());
    });
}

fn show(text: &mut String, preview: &Preview, prefix: &str) {
    let url = preview.url().strip_prefix("https://example.com").unwrap();
    let accept = preview.headers()["accept"].to_str().unwrap();
    let content_type = preview.headers().get("content-type").map(|value| value.to_str().unwrap());
    assert!(content_type.is_none_or(|value| value.starts_with("application/vnd.atlas.")), "{content_type:?}");
    assert_eq!(content_type.is_some(), preview.body().is_some());
    // There are no other headers, so the media types are shown with the request.
    assert_eq!(preview.headers().len(), 1 + usize::from(content_type.is_some()));
    writeln!(text, "  {prefix}{} {url}", preview.method()).unwrap();
    writeln!(text, "  {}", accept.strip_prefix("application/vnd.atlas.").unwrap()).unwrap();
    if let Some(body) = preview.body() {
        let body: Value = serde_json::from_slice(body).unwrap();
        for line in serde_json::to_string_pretty(&body).unwrap().lines() {
            writeln!(text, "  {line}").unwrap();
        }
    }
}

/// Returns the rows of all families.
fn all_rows() -> Vec<Row> {
    [
        access_history::rows(),
        access_list::rows(),
        ai_models::rows(),
        alert_configs::rows(),
        alerts::rows(),
        api_keys::rows(),
        backup_exports::rows(),
        backup_policies::rows(),
        backups::rows(),
        backups::collection_rows(),
        backups::flex_rows(),
        clusters::rows(),
        clusters::flex_rows(),
        custom_roles::rows(),
        data_federation::rows(),
        database_users::rows(),
        encryption_at_rest::rows(),
        events::rows(),
        exports::rows(),
        federation::rows(),
        global_clusters::rows(),
        live_migration::rows(),
        maintenance_window::rows(),
        mcp::rows(),
        processes::rows(),
        invoices::rows(),
        network_peering::rows(),
        online_archives::rows(),
        organizations::rows(),
        integrations::rows(),
        performance::rows(),
        private_endpoints::rows(),
        projects::rows(),
        rate_limits::rows(),
        resource_policies::rows(),
        search::rows(),
        security::rows(),
        service_accounts::rows(),
        streams::rows(),
        system::rows(),
        teams::rows(),
    ]
    .into_iter()
    .flatten()
    .collect()
}
