//! The backup schedule of a cluster.

use super::{BackupScheduleChange, BackupScheduleUpdate, ModifySchedule};
use crate::{Error, Impact, Request, Unconfirmed, cluster_ref::ClusterRef, model::BackupSchedule, operation_doc};

/// The advice for an update that deletes snapshots.
const DELETING: &str = "pass an update to `update_deleting_snapshots` and confirm it";

/// The backup schedule of a cluster; returned by [`Backups::schedule`](super::Backups::schedule).
///
/// It has a list of policies, `policies[0].policy_items`, each with an interval and a retention, and a list of copies in
/// other regions. Atlas takes no scheduled snapshots without policies.
#[derive(Clone, Debug)]
pub struct Schedule {
    pub(super) cluster: ClusterRef,
}

impl Schedule {
    /// Fetches the backup schedule, with the time of the next snapshot.
    #[doc = operation_doc!("getGroupClusterBackupSchedule")]
    /// # Errors
    /// [`is_not_found`](Error::is_not_found) (`CLUSTER_NOT_FOUND`) if the cluster does not exist.
    ///
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// let schedule = atlas.backups("orders").schedule().get().await?;
    /// println!("{:?}: {:?}", schedule.next_snapshot, schedule.policies);
    /// # });
    /// ```
    #[inline]
    pub fn get(&self) -> Request<BackupSchedule> {
        self.cluster.request(|api, project, cluster| {
            Ok(api.cloud_backups().get_backup_schedule().group_id(project).cluster_name(cluster))
        })
    }

    /// Updates the backup schedule, and returns it.
    #[doc = operation_doc!("updateGroupClusterBackupSchedule")]
    /// The policies of the update replace all policies of the schedule, and likewise the copies and the extra retention.
    /// [`modify`](Self::modify) changes single ones. Existing snapshots keep their retention, unless the update
    /// [says otherwise](BackupScheduleUpdate::update_snapshots).
    ///
    /// # Errors
    /// [`is_invalid_argument`](Error::is_invalid_argument) if the update is empty or invalid;
    /// [`is_confirmation_required`](Error::is_confirmation_required) if it deletes snapshots;
    /// [`is_not_found`](Error::is_not_found) (`CLUSTER_NOT_FOUND`) if the cluster does not exist.
    ///
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// use atlas_api::backups::{BackupScheduleUpdate, Retention, RetentionPolicy};
    ///
    /// let spec = BackupScheduleUpdate::new().time(3, 30).policy(RetentionPolicy::daily(Retention::days(7)));
    /// let schedule = atlas.backups("orders").schedule().update(spec).await?;
    /// assert_eq!(schedule.reference_hour_of_day, Some(3));
    /// # });
    /// ```
    #[inline]
    pub fn update(&self, spec: BackupScheduleUpdate) -> Request<BackupSchedule> {
        let is_allowed = !spec.deletes_snapshots();
        self.patch(spec, is_allowed)
    }

    /// Updates the backup schedule, and deletes the snapshots and copies that the update says.
    #[doc = operation_doc!("updateGroupClusterBackupSchedule")]
    /// [`Confirm::name`](crate::Confirm::name) takes the name of the cluster. Otherwise as [`update`](Self::update).
    ///
    /// # Errors
    /// As [`update`](Self::update).
    ///
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// use atlas_api::{
    ///     Confirm,
    ///     backups::{BackupScheduleUpdate, Retention, RetentionPolicy},
    /// };
    ///
    /// let spec = BackupScheduleUpdate::new().policy(RetentionPolicy::daily(Retention::days(7))).delete_snapshots();
    /// let update = atlas.backups("orders").schedule().update_deleting_snapshots(spec);
    /// update.confirm(Confirm::name("orders")).await?;
    /// # });
    /// ```
    #[inline]
    pub fn update_deleting_snapshots(&self, spec: BackupScheduleUpdate) -> Unconfirmed<BackupSchedule> {
        Unconfirmed::new(self.patch(spec, true), self.impact())
    }

    #[inline]
    fn patch(&self, spec: BackupScheduleUpdate, may_delete: bool) -> Request<BackupSchedule> {
        self.cluster.request(|api, project, cluster| {
            let body = spec.into_body()?;
            self.check_allowed(may_delete)?;
            Ok(api.cloud_backups().update_backup_schedule().group_id(project).cluster_name(cluster).body(body))
        })
    }

    /// Returns the impact of an update that deletes snapshots.
    #[inline]
    pub(super) fn impact(&self) -> Impact {
        Impact::on("cluster", self.cluster.name.clone(), LOSS)
    }

    /// Rejects an update that deletes snapshots, unless it is allowed.
    #[inline]
    fn check_allowed(&self, may_delete: bool) -> Result<(), Error> {
        if may_delete { Ok(()) } else { Err(Error::unconfirmed(self.impact().to_string(), DELETING)) }
    }

    /// Changes single policies and copies of the backup schedule. Returns the schedule, and whether it was changed.
    #[doc = operation_doc!("updateGroupClusterBackupSchedule")]
    /// It reads the schedule, applies the change, and sends the properties that differ. No request follows if none does.
    /// If a list differs, the whole list is sent and replaces that of the schedule, so a change that another program makes
    /// to it between the two requests is lost. Policies keep their ids.
    ///
    /// # Errors
    /// [`is_invalid_argument`](Error::is_invalid_argument) if the change is invalid, before anything is sent;
    /// [`is_confirmation_required`](Error::is_confirmation_required) if it deletes snapshots and is not
    /// [confirmed](ModifySchedule::confirm);
    /// [`is_not_found`](Error::is_not_found) (`CLUSTER_NOT_FOUND`) if the cluster does not exist.
    ///
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// use atlas_api::backups::{BackupScheduleChange, Retention, RetentionPolicy};
    ///
    /// let change = BackupScheduleChange::new()
    ///     .set_policy(RetentionPolicy::hourly(4, Retention::days(2)))
    ///     .remove_policies("yearly");
    /// let schedule = atlas.backups("orders").schedule().modify(change.clone()).await?;
    /// assert!(schedule.changed());
    /// assert!(!atlas.backups("orders").schedule().modify(change).await?.changed());
    /// # });
    /// ```
    #[inline]
    pub fn modify(&self, change: BackupScheduleChange) -> ModifySchedule {
        ModifySchedule::new(self.clone(), change)
    }

    /// Deletes all policies of the backup schedule, and returns the schedule. Existing snapshots are kept until their
    /// retention ends.
    #[doc = operation_doc!("deleteGroupClusterBackupSchedule")]
    /// # Errors
    /// [`is_not_found`](Error::is_not_found) (`CLUSTER_NOT_FOUND`) if the cluster does not exist.
    ///
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// use atlas_api::Confirm;
    ///
    /// let delete = atlas.backups("orders").schedule().delete_policies();
    /// println!("{}", delete.impact());
    /// delete.confirm(Confirm::name("orders")).await?;
    /// # });
    /// ```
    #[inline]
    pub fn delete_policies(&self) -> Unconfirmed<BackupSchedule> {
        let delete = self.cluster.request(|api, project, cluster| {
            Ok(api.cloud_backups().delete_cluster_backup_schedule().group_id(project).cluster_name(cluster))
        });
        let effect = "will lose all policies of its backup schedule, and have no further scheduled snapshots";
        Unconfirmed::new(delete, Impact::on("cluster", self.cluster.name.clone(), effect))
    }
}

/// The effect of an update that deletes snapshots, or ends their retention.
const LOSS: &str =
    "will lose the snapshots and copies that the update of its backup schedule deletes, or whose retention it ends";
