//! Taking a snapshot.

use atlas_gen::types::DiskBackupOnDemandSnapshotRequest;

use crate::{Error, Response, model::CloudBackupSnapshot, resources::backups::source::Source};

/// A request to take a snapshot; made by [`Snapshots::take`](super::Snapshots::take).
#[derive(Clone, Debug)]
#[must_use = "nothing is sent before `send` is called and awaited"]
pub struct TakeSnapshot {
    source: Source,
    description: Option<String>,
    retention_days: Option<u32>,
}

impl TakeSnapshot {
    pub(super) fn new(source: Source) -> Self {
        Self { source, description: None, retention_days: None }
    }

    /// Says what the snapshot is for.
    pub fn description(mut self, description: impl Into<String>) -> Self {
        self.description = Some(description.into());
        self
    }

    /// Keeps the snapshot for so many days, at least 1. Default: as long as Atlas keeps one that nothing is said of.
    #[doc(alias = "retentionInDays")]
    pub fn retention_days(mut self, days: u32) -> Self {
        self.retention_days = Some(days);
        self
    }

    /// Sends the request.
    ///
    /// # Errors
    /// As [`Snapshots::take`](super::Snapshots::take) says.
    pub async fn send(self) -> Result<Response<CloudBackupSnapshot>, Error> {
        self.source.check()?;
        let mut body = DiskBackupOnDemandSnapshotRequest::new();
        if let Some(description) = self.description {
            body = body.description(description);
        }
        if let Some(days) = self.retention_days {
            body = body.retention_in_days(retention("retention days", days)?);
        }
        let Source { atlas, cluster } = self.source;
        let operation = atlas.low().cloud_backups().take_snapshots();
        let operation = operation.group_id(atlas.project_id()).cluster_name(cluster).body(body);
        Ok(Response::new(operation.send().await.map_err(Error::from_call)?))
    }
}

/// How long a snapshot is kept, in whatever unit: at least 1, and no more than Atlas counts to.
pub(super) fn retention(argument: &'static str, value: u32) -> Result<i32, Error> {
    let invalid = || {
        let rule = format!("a snapshot is kept for 1 to {}, not {value}", i32::MAX);
        Error::invalid_argument(argument, rule)
    };
    i32::try_from(value).ok().filter(|value| *value >= 1).ok_or_else(invalid)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_snapshot_is_kept_for_at_least_1() {
        assert_eq!(retention("retention days", 1).unwrap(), 1);
        assert_eq!(retention("retention days", 2_147_483_647).unwrap(), i32::MAX);
        for value in [0, 2_147_483_648] {
            let error = retention("retention days", value).unwrap_err().to_string();
            let expected = format!("retention days: a snapshot is kept for 1 to 2147483647, not {value}");
            assert_eq!(error, expected);
        }
    }
}
