//! Spec of a snapshot.

use atlas_gen::types::DiskBackupOnDemandSnapshotRequest;

use crate::Error;

/// A snapshot to [take](crate::backups::Snapshots::take).
///
/// # Examples
/// ```
/// use atlas_api::backups::SnapshotSpec;
///
/// let spec = SnapshotSpec::new().description("before the upgrade").retention_days(7);
/// # let _ = spec;
/// ```
#[derive(Clone, Debug, Default, PartialEq)]
#[must_use = "a spec takes no snapshot by itself; pass it to `take`"]
pub struct SnapshotSpec {
    description: Option<String>,
    retention_days: Option<u32>,
}

impl SnapshotSpec {
    /// Returns a spec of a snapshot with the defaults of Atlas.
    #[inline]
    pub fn new() -> Self {
        Self::default()
    }

    /// Sets the description.
    pub fn description(mut self, description: impl Into<String>) -> Self {
        self.description = Some(description.into());
        self
    }

    /// Sets the number of days after which Atlas deletes the snapshot, at least 1. Default: decided by Atlas.
    #[doc(alias = "retentionInDays")]
    #[inline]
    pub fn retention_days(mut self, days: u32) -> Self {
        self.retention_days = Some(days);
        self
    }

    #[inline]
    pub(crate) fn into_body(self) -> Result<DiskBackupOnDemandSnapshotRequest, Error> {
        let mut body = DiskBackupOnDemandSnapshotRequest::new();
        if let Some(description) = self.description {
            body = body.description(description);
        }
        if let Some(days) = self.retention_days {
            body = body.retention_in_days(check_retention("retention days", days)?);
        }
        Ok(body)
    }
}

/// Checks a retention in any unit, and returns it as Atlas stores it.
#[inline]
pub(crate) fn check_retention(argument: &'static str, value: u32) -> Result<i32, Error> {
    let rule = || format!("{value} is out of range; expected 1 to {}", i32::MAX);
    let stored = i32::try_from(value).ok().filter(|value| *value >= 1);
    stored.ok_or_else(|| Error::invalid_argument(argument, rule()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_retention_is_at_least_1() {
        assert_eq!(check_retention("retention days", 1).unwrap(), 1);
        assert_eq!(check_retention("retention days", 2_147_483_647).unwrap(), i32::MAX);
        for value in [0, 2_147_483_648] {
            let error = check_retention("retention days", value).unwrap_err().to_string();
            assert_eq!(error, format!("retention days: {value} is out of range; expected 1 to 2147483647"));
        }
    }
}
