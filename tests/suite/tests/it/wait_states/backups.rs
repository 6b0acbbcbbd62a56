//! The waits for snapshots, restores, exports and backup settings.

use serde_json::{Value, json};

use super::{Absent, Case, ID, check, outcome, state, status};

/// Returns a restore in a state. It has a property for each of its ends, and none for its state.
fn restore(state: &str) -> Value {
    match state {
        "pending" => json!({ "cancelled": false, "deliveryUrl": [], "expired": false, "failed": false }),
        "finishedAt" => json!({ "finishedAt": "2026-01-02T03:04:05Z" }),
        "deliveryUrl" => json!({ "deliveryUrl": ["https://example.com/x.tgz"] }),
        failed => json!({ (failed): true }),
    }
}

#[tokio::test]
async fn snapshots() {
    let snapshot = |name, operation, wait| Case {
        name,
        operation,
        body: status,
        pending: "inProgress",
        succeeded: &["completed"],
        failed: &["failed"],
        absent: Absent::NotFound,
        wait,
    };
    check(&[
        snapshot("Snapshots::wait_until_completed", "getGroupClusterBackupSnapshot", |atlas| {
            outcome(atlas.backups("orders").snapshots().wait_until_completed(ID))
        }),
        snapshot("ShardedSnapshots::wait_until_completed", "getGroupClusterBackupSnapshotShardedCluster", |atlas| {
            outcome(atlas.backups("orders").sharded_snapshots().wait_until_completed(ID))
        }),
        Case {
            pending: "RUNNING",
            succeeded: &["COMPLETED"],
            failed: &["FAILED"],
            ..snapshot("FlexSnapshots::wait_until_completed", "getGroupFlexClusterBackupSnapshot", |atlas| {
                outcome(atlas.flex_backups("small").snapshots().wait_until_completed(ID))
            })
        },
    ])
    .await;
}

#[tokio::test]
async fn restores_and_exports() {
    check(&[
        Case {
            name: "Restores::wait_until_finished",
            operation: "getGroupClusterBackupRestoreJob",
            body: restore,
            pending: "pending",
            succeeded: &["finishedAt", "deliveryUrl"],
            failed: &["cancelled", "expired", "failed"],
            absent: Absent::NotFound,
            wait: |atlas| outcome(atlas.backups("orders").restores().wait_until_finished(ID)),
        },
        Case {
            name: "CollectionRestores::wait_until_successful",
            operation: "getGroupClusterCollectionRestoreJob",
            body: state,
            pending: "IN_PROGRESS",
            succeeded: &["SUCCESSFUL"],
            failed: &["FAILED", "CANCELED"],
            absent: Absent::NotFound,
            wait: |atlas| outcome(atlas.backups("orders").collection_restores().wait_until_successful(ID)),
        },
        Case {
            name: "FlexRestores::wait_until_completed",
            operation: "getGroupFlexClusterBackupRestoreJob",
            body: status,
            pending: "RUNNING",
            succeeded: &["COMPLETED"],
            failed: &["FAILED"],
            absent: Absent::NotFound,
            wait: |atlas| outcome(atlas.flex_backups("small").restores().wait_until_completed(ID)),
        },
        Case {
            name: "Exports::wait_until_successful",
            operation: "getGroupClusterBackupExport",
            body: state,
            pending: "InProgress",
            succeeded: &["Successful"],
            failed: &["Failed", "Cancelled"],
            absent: Absent::NotFound,
            wait: |atlas| outcome(atlas.backups("orders").exports().wait_until_successful(ID)),
        },
    ])
    .await;
}

#[tokio::test]
async fn settings_of_backups() {
    check(&[
        Case {
            name: "BackupPrivateEndpoints::wait_until_active",
            operation: "getGroupBackupPrivateEndpoint",
            body: status,
            pending: "INITIATING",
            succeeded: &["ACTIVE"],
            failed: &["FAILED", "DELETING"],
            absent: Absent::NotFound,
            wait: |atlas| outcome(atlas.backup_private_endpoints().wait_until_active(ID)),
        },
        Case {
            name: "BackupPrivateEndpoints::wait_until_deleted",
            operation: "getGroupBackupPrivateEndpoint",
            body: status,
            pending: "DELETING",
            succeeded: &[],
            failed: &[],
            absent: Absent::Succeeds,
            wait: |atlas| outcome(atlas.backup_private_endpoints().wait_until_deleted(ID)),
        },
        Case {
            name: "CompliancePolicy::wait_until_active",
            operation: "getGroupBackupCompliancePolicy",
            body: state,
            pending: "ENABLING",
            succeeded: &["ACTIVE"],
            failed: &["DISABLING"],
            absent: Absent::FailedState,
            wait: |atlas| outcome(atlas.backup_compliance_policy().wait_until_active()),
        },
    ])
    .await;
}
