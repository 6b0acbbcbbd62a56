//! Deserialization of restore specs.

use serde::Deserialize;

use super::{Data, DeliveryType, Point, RestoreSpec};
use crate::{
    Error,
    specs::file::{integer, non_null, string_enum},
};

string_enum!(DeliveryType: "automated" = Automated, "download" = Download, "pointInTime" = PointInTime);

/// A restore of a snapshot or a point in time to a cluster, or of a snapshot as a download.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema), schemars(extend("oneOf" = schema::delivery_types())))]
pub(super) struct Wire {
    /// Type of delivery of the restored data.
    delivery_type: DeliveryType,
    /// Id of the snapshot to restore.
    #[serde(default, deserialize_with = "non_null")]
    #[cfg_attr(feature = "schemars", schemars(with = "String", regex(pattern = schema::ID)))]
    snapshot_id: Option<String>,
    /// Name of the target cluster, whose data is replaced.
    #[serde(default, deserialize_with = "non_null")]
    #[cfg_attr(feature = "schemars", schemars(with = "String", regex(pattern = crate::specs::CLUSTER_NAME)))]
    target_cluster_name: Option<String>,
    /// Id of the target cluster's project. Default: the project of the client.
    #[serde(default, deserialize_with = "non_null")]
    #[cfg_attr(feature = "schemars", schemars(with = "String", regex(pattern = schema::ID)))]
    target_group_id: Option<String>,
    /// Point in time to restore to, in seconds since the Unix epoch.
    #[serde(default, rename = "pointInTimeUTCSeconds", deserialize_with = "integer")]
    #[cfg_attr(feature = "schemars", schemars(with = "i64", range(min = super::MIN_SECOND, max = super::MAX_INT32)))]
    point_in_time_utc_seconds: Option<i64>,
    /// Time of the oplog entry to restore to, in seconds since the Unix epoch.
    #[serde(default, deserialize_with = "integer")]
    #[cfg_attr(feature = "schemars", schemars(with = "i64", range(min = super::MIN_SECOND, max = super::MAX_INT32)))]
    oplog_ts: Option<i64>,
    /// Ordinal of the oplog entry within its second, from 1.
    #[serde(default, deserialize_with = "integer")]
    #[cfg_attr(feature = "schemars", schemars(with = "i64", range(min = 1, max = super::MAX_INT32)))]
    oplog_inc: Option<i64>,
}

impl TryFrom<Wire> for RestoreSpec {
    type Error = Error;

    fn try_from(wire: Wire) -> Result<Self, Error> {
        let time = (wire.point_in_time_utc_seconds, wire.oplog_ts, wire.oplog_inc);
        let data = match (wire.delivery_type, wire.snapshot_id, &wire.target_cluster_name, time) {
            (DeliveryType::Automated, Some(id), Some(_), (None, None, None)) => Data::Snapshot(id),
            (DeliveryType::Download, Some(id), None, (None, None, None)) => Data::Download(id),
            (DeliveryType::PointInTime, None, Some(_), (Some(second), None, None)) => {
                Data::Point(Point { second, ordinal: None })
            }
            (DeliveryType::PointInTime, None, Some(_), (None, Some(second), Some(ordinal))) => {
                Data::Point(Point { second, ordinal: Some(ordinal) })
            }
            (kind, ..) => return Err(Error::invalid_argument("deliveryType", property_rule(kind))),
        };
        let spec = Self { target_project: wire.target_group_id, ..Self::new(data, wire.target_cluster_name) };
        spec.check()?;
        Ok(spec)
    }
}

impl<'de> Deserialize<'de> for RestoreSpec {
    fn deserialize<D: serde::Deserializer<'de>>(file: D) -> Result<Self, D::Error> {
        Self::try_from(Wire::deserialize(file)?).map_err(serde::de::Error::custom)
    }
}

/// Returns the rule for the properties that a type of delivery requires and allows.
#[inline]
fn property_rule(kind: DeliveryType) -> &'static str {
    match kind {
        DeliveryType::Automated => {
            "wrong properties for \"automated\"; it requires snapshotId and targetClusterName, and allows only \
             targetGroupId in addition"
        }
        DeliveryType::Download => "wrong properties for \"download\"; it requires snapshotId, and allows no others",
        DeliveryType::PointInTime => {
            "wrong properties for \"pointInTime\"; it requires targetClusterName and either pointInTimeUTCSeconds or \
             both oplogTs and oplogInc, and allows only targetGroupId in addition"
        }
    }
}

#[cfg(feature = "schemars")]
crate::specs::file::schema_of_wire!(RestoreSpec as Wire);

#[cfg(feature = "schemars")]
mod schema {
    use serde_json::{Value, json};

    pub(super) const ID: &str = "^[0-9a-fA-F]{24}$";

    const ALL: [&str; 6] =
        ["snapshotId", "targetClusterName", "targetGroupId", "pointInTimeUTCSeconds", "oplogTs", "oplogInc"];

    /// Returns the rules of [`property_rule`](super::property_rule) as schemas.
    pub(super) fn delivery_types() -> Value {
        json!([
            delivery("automated", &["snapshotId", "targetClusterName"], &["targetGroupId"]),
            delivery("download", &["snapshotId"], &[]),
            delivery("pointInTime", &["targetClusterName", "pointInTimeUTCSeconds"], &["targetGroupId"]),
            delivery("pointInTime", &["targetClusterName", "oplogTs", "oplogInc"], &["targetGroupId"]),
        ])
    }

    fn delivery(delivery_type: &str, required: &[&str], optional: &[&str]) -> Value {
        let mut properties = json!({ "deliveryType": { "const": delivery_type } });
        for other in ALL.into_iter().filter(|name| !required.contains(name) && !optional.contains(name)) {
            properties[other] = false.into();
        }
        json!({ "properties": properties, "required": required })
    }
}
