//! Whether there is a snapshot of a sharded cluster.

use super::GetShardedSnapshot;
use crate::Error;

/// A question for a snapshot of a sharded cluster; made by [`ShardedSnapshots::exists`](super::ShardedSnapshots::exists).
#[derive(Clone, Debug)]
#[must_use = "nothing is sent before `send` is called and awaited"]
pub struct ShardedSnapshotExists(GetShardedSnapshot);

impl ShardedSnapshotExists {
    pub(super) fn new(get: GetShardedSnapshot) -> Self {
        Self(get)
    }

    /// Sends the request.
    ///
    /// # Errors
    /// As [`ShardedSnapshots::exists`](super::ShardedSnapshots::exists) says.
    pub async fn send(self) -> Result<bool, Error> {
        Error::existence(self.0.send().await)
    }
}
