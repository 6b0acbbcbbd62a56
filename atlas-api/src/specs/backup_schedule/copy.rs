//! Copies of snapshots in other regions.

use atlas_gen::types::{DiskBackupCopyPolicyItemInput, DiskBackupCopySettingInput};

use super::Retention;
use crate::{
    Error,
    model::{BackupCopyProvider, BackupFrequency},
    object_id,
    specs::check_length,
};

/// Copies of a cluster's snapshots in another region.
///
/// ```
/// use atlas_api::backups::{BackupCopySpec, Retention};
///
/// let zone = "5f1a2b3c4d5e6f7a8b9c0d1e";
/// let copies = BackupCopySpec::new("AWS", "US_WEST_2", zone).policy("daily", Retention::days(3)).oplogs(true);
/// # let _ = copies;
/// ```
#[derive(Clone, Debug, PartialEq)]
#[must_use = "a spec copies nothing by itself; add it to an update of a schedule"]
#[doc(alias = "copySettings")]
pub struct BackupCopySpec {
    body: DiskBackupCopySettingInput,
    policies: Vec<(BackupFrequency, Option<Retention>)>,
    last_snapshots: Option<u32>,
}

impl BackupCopySpec {
    /// Returns a spec of copies in a region of a provider, for a zone of the cluster. The zone id is in the
    /// `replication_specs` of the cluster.
    pub fn new(provider: impl Into<BackupCopyProvider>, region: impl Into<String>, zone_id: impl Into<String>) -> Self {
        let body = DiskBackupCopySettingInput::new().cloud_provider(provider.into());
        let body = body.region_name(region.into()).zone_id(zone_id.into());
        Self { body, policies: Vec::new(), last_snapshots: None }
    }

    /// Adds the copies of the snapshots with a frequency, and sets the time for which they are kept. Atlas uses it while
    /// [`copy_policies`](super::BackupScheduleUpdate::copy_policies) are enabled.
    pub fn policy(mut self, frequency: impl Into<BackupFrequency>, retention: Retention) -> Self {
        self.policies.push((frequency.into(), Some(retention)));
        self
    }

    /// Adds the copies of snapshots that are taken on demand.
    #[inline]
    pub fn on_demand(mut self) -> Self {
        self.policies.push((BackupFrequency::Ondemand, None));
        self
    }

    /// Sets the number of the newest snapshots to copy, from 1 to 500.
    #[doc(alias = "lastNumberOfSnapshots")]
    #[inline]
    pub fn last_snapshots(mut self, count: u32) -> Self {
        self.last_snapshots = Some(count);
        self
    }

    /// Sets whether the oplog is copied too, for restores of a point in time.
    #[doc(alias = "shouldCopyOplogs")]
    #[inline]
    pub fn oplogs(mut self, copied: bool) -> Self {
        self.body = self.body.should_copy_oplogs(copied);
        self
    }

    #[inline]
    pub(crate) fn into_body(self) -> Result<DiskBackupCopySettingInput, Error> {
        let mut body = self.body;
        check_copy_place(body.region_name.as_deref(), body.zone_id.as_deref())?;
        if !self.policies.is_empty() {
            let item = |(frequency, retention): (BackupFrequency, Option<Retention>)| {
                let mut item = DiskBackupCopyPolicyItemInput::new().frequency_type(frequency.as_str());
                if let Some(retention) = retention {
                    let (value, unit) = retention.checked()?;
                    item = item.retention_value(value).retention_unit(unit);
                }
                Ok(item)
            };
            body = body.copy_policy_items(self.policies.into_iter().map(item).collect::<Result<Vec<_>, Error>>()?);
        }
        if let Some(count) = self.last_snapshots {
            let stored = i32::try_from(count).ok().filter(|count| (1..=500).contains(count));
            let rule = || format!("{count} is out of range; expected 1 to 500");
            body = body
                .last_number_of_snapshots(stored.ok_or_else(|| Error::invalid_argument("copied snapshots", rule()))?);
        }
        Ok(body)
    }
}

/// Checks the region and the zone of copies.
#[inline]
pub(super) fn check_copy_place(region: Option<&str>, zone_id: Option<&str>) -> Result<(), Error> {
    check_length("copy region", region.unwrap_or_default(), 1..=usize::MAX)?;
    object_id::parse("copy zone id", zone_id.unwrap_or_default()).map(drop)
}
