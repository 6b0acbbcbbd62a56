//! Exports of snapshots to the project's own buckets.

use serde_json::{Value, json};

use super::snapshots::NO_SUCH_SNAPSHOT;
use crate::families::clusters::CLUSTERS;
use crate::family::{Action, Code, Family};
use crate::store::Store;

const NO_SUCH_BUCKET: Code = Code(404, "EXPORT_BUCKET_NOT_FOUND", "No export bucket with ID {key} exists.");
const IN_USE: Code = Code(
    400,
    "EXPORT_BUCKET_DELETE_FAILED",
    "The export bucket with ID {key} cannot be deleted while exports to it are in progress.",
);

pub(super) static BUCKETS: Family = Family {
    name: "exportBuckets",
    key: ("exportBucketId", "_id"),
    id: Some("_id"),
    operations: &[
        ("listGroupBackupExportBuckets", Action::List),
        ("getGroupBackupExportBucket", Action::Get),
        ("createGroupBackupExportBucket", Action::Create),
        ("updateGroupBackupExportBucket", Action::Update),
        ("deleteGroupBackupExportBucket", Action::Delete),
    ],
    initial: |_| json!({ "bucketName": "example", "cloudProvider": "AWS" }),
    not_found: NO_SUCH_BUCKET,
    removing: |setting, bucket| match is_exported_to(setting.store, &bucket.key) {
        true => Err(IN_USE.error(setting.call, &bucket.key)),
        false => Ok(None),
    },
    events: ["BUCKET_CREATED_AUDIT", "", "BUCKET_DELETED_AUDIT"],
    ..Family::PLAIN
};

pub(super) static EXPORTS: Family = Family {
    name: "exports",
    scope: &["groupId", "clusterName"],
    key: ("exportId", "id"),
    operations: &[
        ("listGroupClusterBackupExports", Action::List),
        ("getGroupClusterBackupExport", Action::Get),
        ("createGroupClusterBackupExport", Action::Create),
    ],
    initial: |setting| {
        json!({
            "createdAt": setting.call.timestamp(),
            "customData": [],
            "exportStatus": { "exportedCollections": 0, "totalCollections": 0 },
            "state": "Successful",
        })
    },
    parent: Some(&CLUSTERS),
    created: |setting, export| {
        let (bucket, snapshot) = (export.text("exportBucketId"), export.text("snapshotId"));
        let project = setting.call.parameter("groupId").unwrap_or_default();
        if setting.store.get(BUCKETS.name, project, bucket).is_none() {
            return Err(NO_SUCH_BUCKET.error(setting.call, bucket));
        }
        if setting.store.get("snapshots", setting.scope, snapshot).is_none() {
            return Err(NO_SUCH_SNAPSHOT.error(setting.call, snapshot));
        }
        export.set("state", "Queued");
        let step = setting.times.backup;
        let finished = setting.call.timestamp_in(step * 2);
        export.set_at(setting.call.now + step, json!({ "state": "InProgress" }));
        export.set_at(setting.call.now + step * 2, json!({ "finishedAt": finished, "state": "Successful" }));
        export.event_at(setting.call.now + step * 2, "CPS_EXPORT_SUCCESSFUL");
        Ok(())
    },
    ..Family::PLAIN
};

/// Returns whether an export to a bucket is in progress.
fn is_exported_to(store: &Store, bucket: &str) -> bool {
    let going = [Value::from("Queued"), Value::from("InProgress")];
    let mut exports = store.all(EXPORTS.name).filter(|export| export.text("exportBucketId") == bucket);
    exports.any(|export| export.body.get("state").is_some_and(|state| going.contains(state)))
}
