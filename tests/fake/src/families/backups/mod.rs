//! Backups of clusters: snapshots, restore jobs, schedules and exports.

mod calendar;
mod exports;
mod restores;
mod schedule;
mod scheduled;
mod snapshots;

use crate::family::Family;

pub(super) use restores::is_restored_into;
pub(super) use scheduled::{begin, take_due};

pub(super) static FAMILIES: &[&Family] =
    &[&snapshots::SNAPSHOTS, &restores::RESTORE_JOBS, &schedule::SCHEDULE, &exports::BUCKETS, &exports::EXPORTS];
