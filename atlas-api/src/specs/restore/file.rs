//! A restore as a file.

use serde::Deserialize;

use super::{Data, DeliveryType, RestoreSpecs};
use crate::{
    Error,
    specs::file::{present, whole},
};

/// A restore: of a snapshot or of a point in time, onto a cluster, or of a snapshot as a download.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema), schemars(extend("oneOf" = schema::ways())))]
pub(super) struct Wire {
    /// How the restored data is delivered.
    delivery_type: DeliveryType,
    /// Id of the snapshot to restore.
    #[serde(default, deserialize_with = "present")]
    #[cfg_attr(feature = "schemars", schemars(with = "String", regex(pattern = schema::ID)))]
    snapshot_id: Option<String>,
    /// Name of the cluster whose data is replaced.
    #[serde(default, deserialize_with = "present")]
    #[cfg_attr(feature = "schemars", schemars(with = "String", regex(pattern = crate::specs::CLUSTER_NAME)))]
    target_cluster_name: Option<String>,
    /// Id of that cluster's project, if it is another one than that of the client.
    #[serde(default, deserialize_with = "present")]
    #[cfg_attr(feature = "schemars", schemars(with = "String", regex(pattern = schema::ID)))]
    target_group_id: Option<String>,
    /// Second to restore to, counted from the Unix epoch.
    #[serde(default, rename = "pointInTimeUTCSeconds", deserialize_with = "whole")]
    #[cfg_attr(feature = "schemars", schemars(with = "i64", range(min = super::FIRST_SECOND, max = super::LAST)))]
    point_in_time_utc_seconds: Option<i64>,
    /// Second of the entry of the oplog to restore to, counted from the Unix epoch.
    #[serde(default, deserialize_with = "whole")]
    #[cfg_attr(feature = "schemars", schemars(with = "i64", range(min = super::FIRST_SECOND, max = super::LAST)))]
    oplog_ts: Option<i64>,
    /// Number of that entry within its second.
    #[serde(default, deserialize_with = "whole")]
    #[cfg_attr(feature = "schemars", schemars(with = "i64", range(min = 1, max = super::LAST)))]
    oplog_inc: Option<i64>,
}

impl TryFrom<Wire> for RestoreSpecs {
    type Error = Error;

    fn try_from(wire: Wire) -> Result<Self, Error> {
        let time = (wire.point_in_time_utc_seconds, wire.oplog_ts, wire.oplog_inc);
        let data = match (wire.delivery_type, wire.snapshot_id, &wire.target_cluster_name, time) {
            (DeliveryType::Automated, Some(id), Some(_), (None, None, None)) => Data::Snapshot(id),
            (DeliveryType::Download, Some(id), None, (None, None, None)) => Data::Download(id),
            (DeliveryType::PointInTime, None, Some(_), (Some(second), None, None)) => Data::Second(second),
            (DeliveryType::PointInTime, None, Some(_), (None, Some(second), Some(ordinal))) => {
                Data::Oplog { second, ordinal }
            }
            (kind, ..) => return Err(Error::invalid_argument("deliveryType", company(kind))),
        };
        let spec = Self { data, target_cluster: wire.target_cluster_name, target_project: wire.target_group_id };
        spec.check()?;
        Ok(spec)
    }
}

impl<'de> Deserialize<'de> for RestoreSpecs {
    fn deserialize<D: serde::Deserializer<'de>>(file: D) -> Result<Self, D::Error> {
        Self::try_from(Wire::deserialize(file)?).map_err(serde::de::Error::custom)
    }
}

/// Which properties go with which type of delivery.
fn company(kind: DeliveryType) -> &'static str {
    match kind {
        DeliveryType::Automated => {
            "`automated` needs snapshotId and targetClusterName, takes targetGroupId, and nothing else"
        }
        DeliveryType::Download => "`download` needs snapshotId, and takes nothing else",
        DeliveryType::PointInTime => {
            "`pointInTime` needs targetClusterName and either pointInTimeUTCSeconds or both oplogTs and oplogInc, takes \
             targetGroupId, and nothing else"
        }
    }
}

#[cfg(feature = "schemars")]
crate::specs::file::schema_of_wire!(RestoreSpecs as Wire);

#[cfg(feature = "schemars")]
mod schema {
    use serde_json::{Value, json};

    pub(super) const ID: &str = "^[0-9a-fA-F]{24}$";

    const ALL: [&str; 6] =
        ["snapshotId", "targetClusterName", "targetGroupId", "pointInTimeUTCSeconds", "oplogTs", "oplogInc"];

    /// What [`company`](super::company) says, as a schema.
    pub(super) fn ways() -> Value {
        json!([
            way("automated", &["snapshotId", "targetClusterName"], &["targetGroupId"]),
            way("download", &["snapshotId"], &[]),
            way("pointInTime", &["targetClusterName", "pointInTimeUTCSeconds"], &["targetGroupId"]),
            way("pointInTime", &["targetClusterName", "oplogTs", "oplogInc"], &["targetGroupId"]),
        ])
    }

    fn way(delivery_type: &str, needed: &[&str], taken: &[&str]) -> Value {
        let mut properties = json!({ "deliveryType": { "const": delivery_type } });
        for other in ALL.into_iter().filter(|name| !needed.contains(name) && !taken.contains(name)) {
            properties[other] = false.into();
        }
        json!({ "properties": properties, "required": needed })
    }
}
