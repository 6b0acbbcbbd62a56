//! Backups of clusters: snapshots, restore jobs, schedules and exports.

mod calendar;
mod collection_restores;
mod exports;
mod private_endpoints;
mod restores;
mod schedule;
mod scheduled;
mod snapshots;

use crate::resource_kind::ResourceKind;

pub(super) use restores::is_restored_into;
pub(super) use scheduled::{mark_taken_until, take_due};

pub(super) static KINDS: &[&ResourceKind] = &[
    &snapshots::SNAPSHOTS,
    &restores::RESTORE_JOBS,
    &schedule::SCHEDULE,
    &exports::BUCKETS,
    &exports::EXPORTS,
    &collection_restores::COLLECTION_RESTORES,
    &private_endpoints::PRIVATE_ENDPOINTS,
];
