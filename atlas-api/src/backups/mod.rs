//! Backups.
mod id;
pub use self::id::{RestoreId, SnapshotId};
