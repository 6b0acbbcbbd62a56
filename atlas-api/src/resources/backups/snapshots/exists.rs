//! Whether there is a snapshot.

use super::GetSnapshot;
use crate::Error;

/// A question for a snapshot; made by [`Snapshots::exists`](super::Snapshots::exists).
#[derive(Clone, Debug)]
#[must_use = "nothing is sent before `send` is called and awaited"]
pub struct SnapshotExists(GetSnapshot);

impl SnapshotExists {
    pub(super) fn new(get: GetSnapshot) -> Self {
        Self(get)
    }

    /// Sends the request.
    ///
    /// # Errors
    /// As [`Snapshots::exists`](super::Snapshots::exists) says.
    pub async fn send(self) -> Result<bool, Error> {
        Error::existence(self.0.send().await)
    }
}
