//! From the spec to the body of the request.

use atlas_gen::types::{SnapshotRestoreJobDeliveryType, SnapshotRestoreJobInput};

use super::{Data, DeliveryType, RestoreSpecs};
use crate::{Error, ProjectId};

impl RestoreSpecs {
    /// The body, in which a target without a project is in `project`: Atlas wants to be told.
    pub(crate) fn into_body(self, project: ProjectId) -> Result<SnapshotRestoreJobInput, Error> {
        let mut body =
            SnapshotRestoreJobInput::new().delivery_type(SnapshotRestoreJobDeliveryType::from(self.delivery_type()));
        body = match self.data {
            Data::Snapshot(id) | Data::Download(id) => body.snapshot_id(id),
            Data::Second(second) => body.point_in_time_utc_seconds(number(second)?),
            Data::Oplog { second, ordinal } => body.oplog_ts(number(second)?).oplog_inc(number(ordinal)?),
        };
        if let Some(cluster) = self.target_cluster {
            let project = self.target_project.map_or(Ok(project), |target| target.parse())?;
            body = body.target_cluster_name(cluster).target_group_id(project.to_string());
        }
        Ok(body)
    }
}

/// A number that has been checked.
fn number(value: i64) -> Result<i32, Error> {
    i32::try_from(value).map_err(|_| Error::invalid_argument("point in time", "it is out of bounds"))
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
