//! Files of backups.

use super::{ID, files};

files! {
    a_snapshot: SnapshotSpec, { "description": "before the upgrade" },
    [{ "retentionInDays": 1 }, { "description": "-" }],
    [{ "retentionInDays": 0 }, { "retentionInDays": -1 }, { "retentionInDays": 2_147_483_648_u32 }];
    an_export_bucket: ExportBucketSpec, { "cloudProvider": "AWS", "bucketName": "exports", "iamRoleId": ID },
    [
        { "requirePrivateNetworking": true },
        { "cloudProvider": "GCP", "iamRoleId": "-", "roleId": ID },
        {
            "cloudProvider": "AZURE", "iamRoleId": "-", "roleId": ID,
            "serviceUrl": "https://example.blob.core.windows.net/exports",
        },
    ],
    [
        { "cloudProvider": "-" },
        { "cloudProvider": "OTHER" },
        { "bucketName": "ab" },
        { "iamRoleId": "1" },
        { "roleId": ID },
        { "cloudProvider": "GCP" },
        { "cloudProvider": "GCP", "iamRoleId": "-", "roleId": ID, "requirePrivateNetworking": true },
        { "cloudProvider": "AZURE", "iamRoleId": "-", "roleId": ID, "serviceUrl": "https://short" },
    ];
    an_export: ExportSpec, { "snapshotId": ID, "exportBucketId": ID },
    [{ "customData": [{ "key": "reason", "value": "audit" }] }],
    [{ "snapshotId": "1" }, { "exportBucketId": "-" }, { "customData": [{ "name": "a" }] }];
    a_compliance_policy: CompliancePolicySpec,
    { "authorizedEmail": "ada@example.com", "authorizedUserFirstName": "Ada", "authorizedUserLastName": "Lovelace" },
    [
        { "pitEnabled": true, "restoreWindowDays": 7, "copyProtectionEnabled": false },
        { "restoreWindowDays": 0, "projectId": ID, "scheduledPolicyItems": [] },
        { "scheduledPolicyItems": [
            { "frequencyType": "weekly", "frequencyInterval": 7, "retentionUnit": "weeks", "retentionValue": 4 },
        ] },
        { "onDemandPolicyItem": {
            "frequencyType": "ondemand", "frequencyInterval": 0, "retentionUnit": "days", "retentionValue": 3,
        } },
    ],
    [
        { "authorizedEmail": "" },
        { "authorizedUserLastName": "-" },
        { "restoreWindowDays": -1 },
        { "projectId": "1" },
        { "scheduledPolicyItems": [
            { "frequencyType": "hourly", "frequencyInterval": 5, "retentionUnit": "weeks", "retentionValue": 4 },
        ] },
        { "onDemandPolicyItem": { "frequencyType": "ondemand", "retentionUnit": "hours", "retentionValue": 3 } },
    ];
    a_collection_restore: CollectionRestoreSpec,
    { "targetClusterName": "staging", "snapshotId": ID, "collections": [{ "sourceNamespace": "sales.orders" }] },
    [
        { "targetGroupId": ID, "collectionSuffix": "_restored", "writeStrategy": "OVERWRITE_EXISTING" },
        { "collections": "-", "databases": [{ "sourceNamespace": "sales", "targetNamespace": "old" }] },
        { "snapshotId": "-", "pointInTimeUtcSeconds": 1_750_000_000 },
        { "snapshotId": "-", "oplogTs": 1_750_000_000, "oplogInc": 1 },
        { "indexStrategy": "ALL", "writeStrategy": "CREATE_NEW" },
    ],
    [
        { "targetClusterName": "a b" },
        { "targetGroupId": "1" },
        { "snapshotId": "-" },
        { "pointInTimeUtcSeconds": 1_750_000_000 },
        { "snapshotId": "-", "pointInTimeUtcSeconds": 1_199_145_599 },
        { "snapshotId": "-", "oplogTs": 1_199_145_599, "oplogInc": 1 },
        { "snapshotId": "-", "oplogTs": 1_750_000_000, "oplogInc": 0 },
        { "snapshotId": "-", "oplogTs": 1_750_000_000 },
        { "snapshotId": "-", "oplogTs": 1_750_000_000, "oplogInc": 1, "pointInTimeUtcSeconds": 1_750_000_000 },
        { "oplogTs": 1_750_000_000, "oplogInc": 1 },
        { "collections": [] },
        { "collections": [{ "sourceNamespace": "orders" }] },
        { "writeStrategy": "MERGE" },
        { "oplogTs": 1 },
    ];
    copies_of_snapshots: BackupCopySpec, { "cloudProvider": "AWS", "regionName": "US_WEST_2", "zoneId": ID },
    [
        { "lastNumberOfSnapshots": 500, "shouldCopyOplogs": true },
        { "copyPolicyItems": [
            { "frequencyType": "ondemand" },
            { "frequencyType": "daily", "retentionUnit": "days", "retentionValue": 3 },
        ] },
    ],
    [
        { "zoneId": "1" },
        { "regionName": "" },
        { "lastNumberOfSnapshots": 501 },
        { "copyPolicyItems": [{ "frequencyType": "daily" }] },
        { "frequencies": ["DAILY"] },
    ];
    a_backup_schedule: BackupScheduleUpdate, { "restoreWindowDays": 3 },
    [
        { "referenceHourOfDay": 23, "referenceMinuteOfHour": 59 },
        { "copySettings": [], "extraRetentionSettings": [{ "frequencyType": "DAILY", "retentionDays": 3 }] },
        { "policies": [{ "policyItems": [
            { "frequencyType": "monthly", "frequencyInterval": 40, "retentionUnit": "months", "retentionValue": 12 },
            { "frequencyType": "daily", "frequencyInterval": 1, "retentionUnit": "days", "retentionValue": 7 },
        ] }] },
        { "autoExportEnabled": true, "export": { "exportBucketId": ID, "frequencyType": "monthly" } },
        { "autoExportEnabled": false },
        { "updateSnapshots": true, "deleteCopiedBackups": [
            { "cloudProvider": "AWS", "regionName": "US_WEST_2", "zoneId": ID },
        ] },
    ],
    [
        { "restoreWindowDays": "-" },
        { "restoreWindowDays": 0 },
        { "referenceHourOfDay": 3 },
        { "referenceHourOfDay": 24, "referenceMinuteOfHour": 0 },
        { "copySettings": [{ "cloudProvider": "AWS" }] },
        { "extraRetentionSettings": [{ "frequencyType": "DAILY", "retentionDays": 0 }] },
        { "policies": [{ "policyItems": [{ "frequencyType": "daily", "frequencyInterval": 2 }] }] },
        { "policies": [{ "policyItems": [
            { "frequencyType": "daily", "frequencyInterval": 2, "retentionUnit": "days", "retentionValue": 7 },
        ] }] },
        { "policies": [{ "policyItems": [
            { "frequencyType": "weekly", "frequencyInterval": 8, "retentionUnit": "days", "retentionValue": 7 },
        ] }] },
        { "export": { "exportBucketId": ID, "frequencyType": "monthly" } },
        { "autoExportEnabled": true },
        { "updateSnapshots": false },
    ];
}
