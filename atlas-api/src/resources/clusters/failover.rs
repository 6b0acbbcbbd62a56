//! Testing whether programs get over an election.

use super::named::Named;
use crate::Error;

/// A request for a test failover; made by [`Clusters::test_failover`](super::Clusters::test_failover).
#[derive(Clone, Debug)]
#[must_use = "nothing is sent before `send` is called and awaited"]
pub struct TestFailover(pub(super) Named);

impl TestFailover {
    /// Sends the request.
    ///
    /// # Errors
    /// As [`Clusters::test_failover`](super::Clusters::test_failover) says.
    pub async fn send(self) -> Result<(), Error> {
        self.0.check()?;
        let Named { atlas, name } = self.0;
        let operation = atlas.low().clusters().restart_primaries().group_id(atlas.project_id()).cluster_name(name);
        operation.send().await.map_err(Error::from_call)?;
        Ok(())
    }
}
