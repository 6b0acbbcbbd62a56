//! Update of a backup schedule.

use atlas_gen::types::{
    AdvancedDiskBackupSnapshotSchedulePolicyInput, AutoExportPolicy, DeleteCopiedBackups,
    DiskBackupSnapshotScheduleInput, ExtraRetentionSetting,
};

use super::{BackupCopySpec, RetentionPolicy};
use crate::{
    Error,
    model::{AutoExportFrequency, BackupCopyProvider, ExtraRetentionFrequency},
    object_id,
    specs::{check_not_empty, check_retention},
};

/// An [update](crate::backups::Schedule::update) of a cluster's backup schedule.
///
/// Only properties that are set are sent, and the others keep their values. Each of these lists replaces the whole list
/// of the schedule: the [policies](Self::policy), the [copies](Self::copy) and the
/// [extra retention](Self::extra_retention). To change single policies or copies, use
/// [`BackupScheduleChange`](super::BackupScheduleChange).
///
/// ```
/// use atlas_api::backups::{BackupScheduleUpdate, Retention, RetentionPolicy};
///
/// let spec = BackupScheduleUpdate::new()
///     .time(3, 30)
///     .restore_window_days(7)
///     .policy(RetentionPolicy::hourly(6, Retention::days(2)))
///     .policy(RetentionPolicy::daily(Retention::days(7)));
/// # let _ = spec;
/// ```
#[derive(Clone, Debug, Default, PartialEq)]
#[must_use = "an update changes nothing by itself; pass it to `update`"]
pub struct BackupScheduleUpdate {
    /// Everything that needs no conversion.
    body: DiskBackupSnapshotScheduleInput,
    time: Option<(u8, u8)>,
    restore_window_days: Option<u32>,
    policies: Option<Vec<RetentionPolicy>>,
    copies: Option<Vec<BackupCopySpec>>,
    extra_retention: Option<Vec<(ExtraRetentionFrequency, u32)>>,
}

impl BackupScheduleUpdate {
    /// Returns an empty update. At least one property must be set before it is sent.
    #[inline]
    pub fn new() -> Self {
        Self::default()
    }

    /// Sets the time of the day in UTC, hour and minute, at which Atlas takes snapshots.
    #[doc(alias("referenceHourOfDay", "referenceMinuteOfHour"))]
    #[inline]
    pub fn time(mut self, hour: u8, minute: u8) -> Self {
        self.time = Some((hour, minute));
        self
    }

    /// Sets for how many days, at least 1, the cluster can be restored to any point in time. It applies to continuous
    /// backups. A smaller number than before loses the older part of their history.
    #[inline]
    pub fn restore_window_days(mut self, days: u32) -> Self {
        self.restore_window_days = Some(days);
        self
    }

    /// Adds a policy to the list that replaces all policies of the schedule. Atlas gives each of them a new id.
    #[inline]
    pub fn policy(mut self, policy: RetentionPolicy) -> Self {
        self.policies.get_or_insert_default().push(policy);
        self
    }

    /// Adds copies in a region to the list that replaces all copies of the schedule.
    #[inline]
    pub fn copy(mut self, copy: BackupCopySpec) -> Self {
        self.copies.get_or_insert_default().push(copy);
        self
    }

    /// Ends all copies: those of the schedule, and those added to this update earlier.
    #[inline]
    pub fn clear_copies(mut self) -> Self {
        self.copies = Some(Vec::new());
        self
    }

    /// Sets whether copies have the retention of [their policies](BackupCopySpec::policy) instead of the snapshot's.
    #[doc(alias = "copyPolicyItemsEnabled")]
    #[inline]
    pub fn copy_policies(mut self, enabled: bool) -> Self {
        self.body = self.body.copy_policy_items_enabled(enabled);
        self
    }

    /// Sets whether Atlas decides about copies by itself.
    #[doc(alias = "autoCopySettingsEnabled")]
    #[inline]
    pub fn auto_copy(mut self, enabled: bool) -> Self {
        self.body = self.body.auto_copy_settings_enabled(enabled);
        self
    }

    /// Adds days for which snapshots with a frequency are kept beyond their policy, to the list that replaces all of the
    /// schedule.
    pub fn extra_retention(mut self, frequency: impl Into<ExtraRetentionFrequency>, days: u32) -> Self {
        self.extra_retention.get_or_insert_default().push((frequency.into(), days));
        self
    }

    /// Removes all extra retention: that of the schedule, and that added to this update earlier.
    #[inline]
    pub fn clear_extra_retention(mut self) -> Self {
        self.extra_retention = Some(Vec::new());
        self
    }

    /// Exports snapshots with a frequency to an [export bucket](crate::backups::ExportBuckets), by its id.
    #[doc(alias = "autoExportEnabled")]
    pub fn auto_export(mut self, bucket_id: impl Into<String>, frequency: impl Into<AutoExportFrequency>) -> Self {
        let export = AutoExportPolicy::new().export_bucket_id(bucket_id.into()).frequency_type(frequency.into());
        self.body = self.body.auto_export_enabled(true).export(export);
        self
    }

    /// Ends automatic exports.
    #[inline]
    pub fn stop_auto_export(mut self) -> Self {
        self.body = self.body.auto_export_enabled(false);
        self.body.export = None;
        self
    }

    /// Sets whether the paths of exports have the names of the organization and the project, instead of their ids.
    #[doc(alias = "useOrgAndGroupNamesInExportPrefix")]
    #[inline]
    pub fn names_in_export_paths(mut self, enabled: bool) -> Self {
        self.body = self.body.use_org_and_group_names_in_export_prefix(enabled);
        self
    }

    /// Applies changed retentions to existing snapshots too. A shorter retention can end that of a snapshot at once. It requires
    /// [`update_deleting_snapshots`](crate::backups::Schedule::update_deleting_snapshots).
    #[inline]
    pub fn update_snapshots(mut self) -> Self {
        self.body = self.body.update_snapshots(true);
        self
    }

    /// Applies changed retentions to existing copies too. A shorter retention can end that of a copy at once. It requires
    /// [`update_deleting_snapshots`](crate::backups::Schedule::update_deleting_snapshots).
    #[inline]
    pub fn update_copy_snapshots(mut self) -> Self {
        self.body = self.body.update_copy_snapshots(true);
        self
    }

    /// Deletes the snapshots of the policies that the update removes. It requires
    /// [`update_deleting_snapshots`](crate::backups::Schedule::update_deleting_snapshots).
    #[inline]
    pub fn delete_snapshots(mut self) -> Self {
        self.body = self.body.delete_snapshots(true);
        self
    }

    /// Deletes the copies of the copy policies that the update removes. It requires
    /// [`update_deleting_snapshots`](crate::backups::Schedule::update_deleting_snapshots).
    #[inline]
    pub fn delete_copy_snapshots(mut self) -> Self {
        self.body = self.body.delete_copy_snapshots(true);
        self
    }

    /// Deletes the existing copies in a region that the update removes. It requires
    /// [`update_deleting_snapshots`](crate::backups::Schedule::update_deleting_snapshots).
    pub fn delete_copied_backups(
        mut self,
        provider: impl Into<BackupCopyProvider>,
        region: impl Into<String>,
        zone_id: impl Into<String>,
    ) -> Self {
        let copies = DeleteCopiedBackups::new().cloud_provider(provider.into().as_str());
        let copies = copies.region_name(region.into()).zone_id(zone_id.into());
        self.body.delete_copied_backups.get_or_insert_default().push(copies);
        self
    }

    /// Returns whether the update deletes snapshots or copies, or can end their retention.
    #[inline]
    pub(crate) fn deletes_snapshots(&self) -> bool {
        self.body.update_snapshots == Some(true)
            || self.body.update_copy_snapshots == Some(true)
            || self.body.delete_snapshots == Some(true)
            || self.body.delete_copy_snapshots == Some(true)
            || self.body.delete_copied_backups.is_some()
    }

    /// Returns whether the update replaces policies or copies.
    #[inline]
    pub(super) fn replaces_lists(&self) -> bool {
        self.policies.is_some() || self.copies.is_some()
    }

    #[inline]
    pub(crate) fn into_body(self) -> Result<DiskBackupSnapshotScheduleInput, Error> {
        let mut body = self.body;
        if let Some((hour, minute)) = self.time {
            if hour > 23 || minute > 59 {
                let rule = format!("{hour}:{minute:02} is not a time; use 0 to 23 hours and 0 to 59 minutes");
                return Err(Error::invalid_argument("time", rule));
            }
            body = body.reference_hour_of_day(i32::from(hour)).reference_minute_of_hour(i32::from(minute));
        }
        if let Some(days) = self.restore_window_days {
            body = body.restore_window_days(check_retention("restore window", days)?);
        }
        for deleted in body.delete_copied_backups.iter().flatten() {
            super::copy::check_copy_place(deleted.region_name.as_deref(), deleted.zone_id.as_deref())?;
        }
        if let Some(policies) = self.policies {
            let items = policies.into_iter().map(RetentionPolicy::into_item).collect::<Result<Vec<_>, _>>()?;
            body = body.policies(vec![AdvancedDiskBackupSnapshotSchedulePolicyInput::new().policy_items(items)]);
        }
        if let Some(copies) = self.copies {
            body =
                body.copy_settings(copies.into_iter().map(BackupCopySpec::into_body).collect::<Result<Vec<_>, _>>()?);
        }
        if let Some(extra) = self.extra_retention {
            let setting = |(frequency, days): (ExtraRetentionFrequency, u32)| {
                let days = check_retention("extra retention", days)?;
                Ok(ExtraRetentionSetting::new().frequency_type(frequency).retention_days(days))
            };
            body = body.extra_retention_settings(extra.into_iter().map(setting).collect::<Result<Vec<_>, Error>>()?);
        }
        if let Some(export) = &body.export {
            object_id::parse("export bucket id", export.export_bucket_id.as_deref().unwrap_or_default())?;
        }
        check_not_empty("backup schedule", &body)?;
        Ok(body)
    }
}
