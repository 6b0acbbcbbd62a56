//! Conversion of restore specs to request bodies.

use atlas_gen::types::{FlexBackupRestoreJobCreate, SnapshotRestoreJobDeliveryType, SnapshotRestoreJobInput};

use super::{Data, DeliveryType, MAX_INT32, Point, RestoreSpec};
use crate::{Error, ProjectId};

impl RestoreSpec {
    /// Returns the request body. Atlas requires the target's project: `project` unless the spec sets another one.
    #[inline]
    pub(crate) fn into_body(self, project: ProjectId) -> Result<SnapshotRestoreJobInput, Error> {
        let mut body =
            SnapshotRestoreJobInput::new().delivery_type(SnapshotRestoreJobDeliveryType::from(self.delivery_type()));
        body = match self.data {
            Data::Snapshot(id) | Data::Download(id) => body.snapshot_id(id),
            Data::Point(Point { second, ordinal: None }) => body.point_in_time_utc_seconds(int32(second)?),
            Data::Point(Point { second, ordinal: Some(ordinal) }) => {
                body.oplog_ts(int32(second)?).oplog_inc(int32(ordinal)?)
            }
        };
        if let Some(cluster) = self.target_cluster {
            let project = self.target_project.map_or(Ok(project), |target| target.parse())?;
            body = body.target_cluster_name(cluster).target_group_id(project.to_string());
        }
        Ok(body)
    }

    /// Returns the request body for a flex cluster, which has only snapshots.
    #[inline]
    pub(crate) fn into_flex_body(self) -> Result<FlexBackupRestoreJobCreate, Error> {
        let (Data::Snapshot(snapshot), Some(target)) = (self.data, self.target_cluster) else {
            let rule = "a flex cluster restores only snapshots; use `RestoreSpec::automated`";
            return Err(Error::invalid_argument("delivery type", rule));
        };
        let mut body = FlexBackupRestoreJobCreate::new().snapshot_id(snapshot).target_deployment_item_name(target);
        if let Some(project) = self.target_project {
            body = body.target_project_id(project);
        }
        Ok(body)
    }
}

/// Converts a number that `check` has validated.
#[inline]
pub(in crate::specs) fn int32(value: i64) -> Result<i32, Error> {
    let rule = || format!("{value} is out of range; expected at most {MAX_INT32}");
    i32::try_from(value).map_err(|_| Error::invalid_argument("point in time", rule()))
}

impl From<DeliveryType> for SnapshotRestoreJobDeliveryType {
    fn from(kind: DeliveryType) -> Self {
        match kind {
            DeliveryType::Automated => Self::Automated,
            DeliveryType::Download => Self::Download,
            DeliveryType::PointInTime => Self::PointInTime,
        }
    }
}
