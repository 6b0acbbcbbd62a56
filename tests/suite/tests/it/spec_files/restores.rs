//! Restores as files: deserialization and JSON Schema accept the same files.

use atlas_api::specs::RestoreSpec;
use serde_json::json;

use super::Checker;

const ID: &str = "5f1a2b3c4d5e6f7a8b9c0d1e";

#[test]
fn deserialization_and_schema_agree_on_restores() {
    let checker = Checker::of::<RestoreSpec>();
    let automated = json!({ "deliveryType": "automated", "snapshotId": ID, "targetClusterName": "Cluster1" });
    let download = json!({ "deliveryType": "download", "snapshotId": ID });
    let second = json!({ "deliveryType": "pointInTime", "targetClusterName": "Cluster1", "pointInTimeUTCSeconds": 1_750_000_000 });
    let oplog = json!({
        "deliveryType": "pointInTime", "targetClusterName": "Cluster1", "oplogTs": 1_750_000_000, "oplogInc": 1,
    });
    for (file, changes, valid) in [
        (&automated, json!({}), true),
        (&automated, json!({ "targetGroupId": ID }), true),
        (&automated, json!({ "snapshotId": ID.to_uppercase() }), true),
        (&automated, json!({ "deliveryType": "-" }), false),
        (&automated, json!({ "deliveryType": "AUTOMATED" }), false),
        (&automated, json!({ "snapshotId": "-" }), false),
        (&automated, json!({ "snapshotId": "it" }), false),
        (&automated, json!({ "snapshotId": null }), false),
        (&automated, json!({ "targetClusterName": "-" }), false),
        (&automated, json!({ "targetClusterName": "a b" }), false),
        (&automated, json!({ "targetClusterName": null }), false),
        (&automated, json!({ "targetGroupId": "it" }), false),
        (&automated, json!({ "pointInTimeUTCSeconds": 1_750_000_000 }), false),
        (&automated, json!({ "oplogTs": 1_750_000_000 }), false),
        (&automated, json!({ "allowSameCluster": true }), false),
        (&download, json!({}), true),
        (&download, json!({ "targetClusterName": "Cluster1" }), false),
        (&download, json!({ "targetGroupId": ID }), false),
        (&download, json!({ "snapshotId": "-" }), false),
        (&second, json!({}), true),
        (&second, json!({ "targetGroupId": ID }), true),
        (&second, json!({ "pointInTimeUTCSeconds": 1_199_145_600 }), true),
        (&second, json!({ "pointInTimeUTCSeconds": 2_147_483_647 }), true),
        (&second, json!({ "pointInTimeUTCSeconds": 1_199_145_599 }), false),
        (&second, json!({ "pointInTimeUTCSeconds": 2_147_483_648_u32 }), false),
        (&second, json!({ "pointInTimeUTCSeconds": 1_750_000_000.0 }), true),
        (&second, json!({ "pointInTimeUTCSeconds": 1_750_000_000.5 }), false),
        (&second, json!({ "pointInTimeUTCSeconds": 1e30 }), false),
        (&second, json!({ "pointInTimeUTCSeconds": u64::MAX }), false),
        (&second, json!({ "pointInTimeUTCSeconds": -1 }), false),
        (&second, json!({ "pointInTimeUTCSeconds": null }), false),
        (&second, json!({ "pointInTimeUTCSeconds": "1750000000" }), false),
        (&second, json!({ "pointInTimeUTCSeconds": "-" }), false),
        (&second, json!({ "targetClusterName": "-" }), false),
        (&second, json!({ "snapshotId": ID }), false),
        (&second, json!({ "oplogTs": 1_750_000_000, "oplogInc": 1 }), false),
        (&oplog, json!({}), true),
        (&oplog, json!({ "oplogInc": 0 }), false),
        (&oplog, json!({ "oplogInc": "-" }), false),
        (&oplog, json!({ "oplogTs": "-" }), false),
        (&oplog, json!({ "oplogTs": 1 }), false),
    ] {
        checker.check_changed(file, &changes, valid);
    }
}

#[test]
fn a_restore_is_read_like_a_built_spec() {
    for (file, spec) in [
        (
            json!({ "deliveryType": "automated", "snapshotId": ID, "targetClusterName": "Cluster1", "targetGroupId": ID }),
            RestoreSpec::automated(ID, "Cluster1").target_project(ID),
        ),
        (json!({ "deliveryType": "download", "snapshotId": ID }), RestoreSpec::download(ID)),
        (
            json!({ "deliveryType": "pointInTime", "targetClusterName": "a", "pointInTimeUTCSeconds": 1_750_000_000 }),
            RestoreSpec::point_in_time(chrono::DateTime::from_timestamp(1_750_000_000, 0).unwrap(), "a"),
        ),
        (
            json!({ "deliveryType": "pointInTime", "targetClusterName": "a", "oplogTs": 1_750_000_000, "oplogInc": 7 }),
            RestoreSpec::oplog(1_750_000_000, 7, "a"),
        ),
    ] {
        assert_eq!(serde_json::from_value::<RestoreSpec>(file).unwrap(), spec);
    }
}
