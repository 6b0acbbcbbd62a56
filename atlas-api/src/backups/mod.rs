//! Backups of clusters.

mod id;

pub use self::id::{RestoreId, SnapshotId};
