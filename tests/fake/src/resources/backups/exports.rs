//! Exports of snapshots to the project's own buckets.

use serde_json::{Value, json};

use crate::error::codes;
use crate::resource_kind::{Action, Events, ResourceKind, Rules};
use crate::resources::clusters::CLUSTERS;
use crate::store::Store;

pub(super) static BUCKETS: ResourceKind = ResourceKind {
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
    not_found: codes::EXPORT_BUCKET_NOT_FOUND,
    rules: Rules {
        delete: |context, bucket| match is_exported_to(context.store, &bucket.key) {
            true => Err(codes::EXPORT_BUCKET_DELETE_FAILED.error(context.call, &bucket.key)),
            false => Ok(None),
        },
        ..Rules::NONE
    },
    events: Events { create: "BUCKET_CREATED_AUDIT", delete: "BUCKET_DELETED_AUDIT", ..Events::NONE },
    ..ResourceKind::PLAIN
};

pub(super) static EXPORTS: ResourceKind = ResourceKind {
    name: "exports",
    scope: &["groupId", "clusterName"],
    key: ("exportId", "id"),
    operations: &[
        ("listGroupClusterBackupExports", Action::List),
        ("getGroupClusterBackupExport", Action::Get),
        ("createGroupClusterBackupExport", Action::Create),
    ],
    initial: |context| {
        json!({
            "createdAt": context.call.timestamp(),
            "customData": [],
            "exportStatus": { "exportedCollections": 0, "totalCollections": 0 },
            "state": "Successful",
        })
    },
    parent: Some(&CLUSTERS),
    rules: Rules {
        create: |context, export| {
            let (bucket, snapshot) = (export.text("exportBucketId"), export.text("snapshotId"));
            let project = context.call.parameter("groupId").unwrap_or_default();
            if context.store.get(BUCKETS.name, project, bucket).is_none() {
                return Err(codes::EXPORT_BUCKET_NOT_FOUND.error(context.call, bucket));
            }
            if context.store.get("snapshots", context.scope, snapshot).is_none() {
                return Err(codes::SNAPSHOT_NOT_FOUND.error(context.call, snapshot));
            }
            export.set("state", "Queued");
            let step = context.times.backup;
            let finished = context.call.timestamp_in(step * 2);
            export.set_at(context.call.now + step, json!({ "state": "InProgress" }));
            export.set_at(context.call.now + step * 2, json!({ "finishedAt": finished, "state": "Successful" }));
            export.event_at(context.call.now + step * 2, "CPS_EXPORT_SUCCESSFUL");
            Ok(())
        },
        ..Rules::NONE
    },
    ..ResourceKind::PLAIN
};

/// Returns whether an export to a bucket is in progress.
fn is_exported_to(store: &Store, bucket: &str) -> bool {
    let going = [Value::from("Queued"), Value::from("InProgress")];
    let mut exports = store.all(EXPORTS.name).filter(|export| export.text("exportBucketId") == bucket);
    exports.any(|export| export.body.get("state").is_some_and(|state| going.contains(state)))
}
