//! Files of snapshots, exports, collection restores and compliance policies.

use atlas_gen::types::{
    CollectionRestoreJobRequest, DataProtectionSettingsInput, DiskBackupExportJobRequest,
    DiskBackupOnDemandSnapshotRequest, DiskBackupSnapshotExportBucketRequest, RestoreNamespace,
};
use chrono::{DateTime, Utc};

use super::{
    backup_schedule::{policy, retention},
    body::{apply, optional, spec_from_body, text},
};
#[cfg(feature = "schemars")]
use super::{
    backup_schedule::{policy_rules, retention_rules},
    schema::{id, length, not_empty},
};
#[cfg(feature = "schemars")]
use crate::specs::{CLUSTER_NAME, restore::MIN_SECOND};
use crate::{
    Error, ProjectId,
    specs::{CollectionRestoreSpec, CompliancePolicySpec, ExportBucketSpec, ExportSpec, SnapshotSpec},
};

spec_from_body! {
    SnapshotSpec, DiskBackupOnDemandSnapshotRequest,
    |body| Ok(apply!(SnapshotSpec::new();
        body.description => description,
        optional("retention days", body.retention_in_days)? => retention_days)),
    |spec| spec.into_body(),
    { "properties": { "retentionInDays": { "minimum": 1 } } },
}

spec_from_body! {
    ExportBucketSpec, DiskBackupSnapshotExportBucketRequest,
    |body| {
        let provider = text(body.cloud_provider);
        let (bucket, url) = (body.bucket_name, text(body.service_url));
        let spec = match &*provider {
            "AWS" => ExportBucketSpec::aws(text(bucket), text(body.iam_role_id)),
            "AZURE" => apply!(ExportBucketSpec::azure(url, text(body.role_id)); bucket => name),
            "GCP" => ExportBucketSpec::gcp(text(bucket), text(body.role_id)),
            _ => {
                let rule = format!("{provider:?} is not supported; use AWS, AZURE or GCP");
                return Err(Error::invalid_argument("cloud provider", rule));
            }
        };
        Ok(apply!(spec; body.require_private_networking => private_networking))
    },
    |spec| spec.into_body(),
    {
        "properties": {
            "bucketName": length(3, 63),
            "iamRoleId": id(),
            "roleId": id(),
            "serviceUrl": length(33, 2048),
            "tenantId": false,
        },
        "oneOf": [
            {
                "required": ["cloudProvider", "bucketName", "iamRoleId"],
                "properties": { "cloudProvider": { "const": "AWS" }, "roleId": false, "serviceUrl": false },
            },
            {
                "required": ["cloudProvider", "serviceUrl", "roleId"],
                "properties": {
                    "cloudProvider": { "const": "AZURE" }, "iamRoleId": false, "requirePrivateNetworking": false,
                },
            },
            {
                "required": ["cloudProvider", "bucketName", "roleId"],
                "properties": {
                    "cloudProvider": { "const": "GCP" }, "iamRoleId": false, "requirePrivateNetworking": false,
                    "serviceUrl": false,
                },
            },
        ],
    },
}

spec_from_body! {
    ExportSpec, DiskBackupExportJobRequest,
    |body| {
        let spec = ExportSpec::new(text(body.snapshot_id), text(body.export_bucket_id));
        let labels = body.custom_data.into_iter().flatten();
        Ok(labels.fold(spec, |spec, label| spec.label(text(label.key), text(label.value))))
    },
    |spec| spec.into_body(),
    { "required": ["snapshotId", "exportBucketId"], "properties": { "snapshotId": id(), "exportBucketId": id() } },
}

// Whether schedules are overwritten is a parameter of the query, not a part of the body.
spec_from_body! {
    CompliancePolicySpec, DataProtectionSettingsInput,
    |body| {
        let spec = CompliancePolicySpec::new(
            text(body.authorized_email),
            text(body.authorized_user_first_name),
            text(body.authorized_user_last_name),
        );
        let on_demand = body.on_demand_policy_item.map(|item| retention(item.retention_unit, item.retention_value));
        let spec = apply!(spec;
            body.project_id => project,
            on_demand.transpose()? => on_demand,
            body.pit_enabled => point_in_time,
            optional("restore window", body.restore_window_days)? => restore_window_days,
            body.copy_protection_enabled => copy_protection,
            body.encryption_at_rest_enabled => encryption_at_rest);
        body.scheduled_policy_items.into_iter().flatten().try_fold(spec, |spec, item| {
            let retention = retention(item.retention_unit, item.retention_value)?;
            Ok(spec.policy(policy(item.frequency_type, item.frequency_interval, retention)?))
        })
    },
    |spec| spec.into_parts().map(|(body, _)| body),
    {
        "required": ["authorizedEmail", "authorizedUserFirstName", "authorizedUserLastName"],
        "properties": {
            "authorizedEmail": not_empty(),
            "authorizedUserFirstName": not_empty(),
            "authorizedUserLastName": not_empty(),
            "restoreWindowDays": { "minimum": 0 },
            "projectId": id(),
            "scheduledPolicyItems": { "items": policy_rules() },
            "onDemandPolicyItem": retention_rules(&[("frequencyType", "ondemand")]),
        },
    },
}

spec_from_body! {
    CollectionRestoreSpec, CollectionRestoreJobRequest,
    |body| {
        let target = text(body.target_cluster_name);
        let time = body.point_in_time_utc_seconds.and_then(|second| DateTime::from_timestamp(second.into(), 0));
        let oplog = (optional("oplog second", body.oplog_ts)?, optional("oplog ordinal", body.oplog_inc)?);
        let spec = match (body.snapshot_id, time, oplog) {
            (Some(snapshot), None, (None, None)) => CollectionRestoreSpec::snapshot(snapshot, target),
            (None, Some(time), (None, None)) => CollectionRestoreSpec::point_in_time(time, target),
            (None, None, (Some(second), Some(ordinal))) => CollectionRestoreSpec::oplog(second, ordinal, target),
            _ => {
                let rule = "not one source; set snapshotId, pointInTimeUtcSeconds, or oplogTs and oplogInc";
                return Err(Error::invalid_argument("collection restore", rule));
            }
        };
        let mut spec = apply!(spec;
            body.target_group_id => target_project,
            body.collection_suffix => collection_suffix,
            body.database_suffix => database_suffix,
            body.index_strategy.map(|strategy| text(Some(strategy))) => indexes);
        if body.write_strategy.is_some_and(|strategy| strategy.as_str() == "OVERWRITE_EXISTING") {
            spec = spec.overwrite();
        }
        let names = |from: RestoreNamespace| (text(from.source_namespace), from.target_namespace);
        for (source, target) in body.databases.into_iter().flatten().map(names) {
            spec = match target {
                Some(target) => spec.database_as(source, target),
                None => spec.database(source),
            };
        }
        for (source, target) in body.collections.into_iter().flatten().map(names) {
            spec = match target {
                Some(target) => spec.collection_as(source, target),
                None => spec.collection(source),
            };
        }
        Ok(spec)
    },
    // The project is that of the client, unless the file has one.
    |spec| "000000000000000000000000".parse::<ProjectId>().and_then(|any| spec.into_body(any, DateTime::<Utc>::MAX_UTC)),
    {
        "required": ["targetClusterName"],
        "oneOf": [
            { "required": ["snapshotId"], "properties": { "oplogTs": false, "oplogInc": false } },
            { "required": ["pointInTimeUtcSeconds"], "properties": { "oplogTs": false, "oplogInc": false } },
            { "required": ["oplogTs", "oplogInc"], "properties": { "snapshotId": false, "pointInTimeUtcSeconds": false } },
        ],
        "anyOf": [
            { "required": ["databases"], "properties": { "databases": { "minItems": 1 } } },
            { "required": ["collections"], "properties": { "collections": { "minItems": 1 } } },
        ],
        "properties": {
            "targetClusterName": { "pattern": CLUSTER_NAME },
            "targetGroupId": id(),
            "snapshotId": id(),
            "pointInTimeUtcSeconds": { "minimum": MIN_SECOND },
            "oplogInc": { "minimum": 1 },
            "oplogTs": { "minimum": MIN_SECOND },
            "writeStrategy": { "enum": ["CREATE_NEW", "OVERWRITE_EXISTING"] },
            "databases": { "maxItems": 100, "items": {
                "properties": { "sourceNamespace": not_empty(), "targetNamespace": not_empty() },
                "required": ["sourceNamespace"],
            } },
            "collections": { "maxItems": 100, "items": {
                "properties": {
                    "sourceNamespace": { "pattern": "^[^.]+[.].+$" },
                    "targetNamespace": { "pattern": "^[^.]+[.].+$" },
                },
                "required": ["sourceNamespace"],
            } },
        },
    },
}
