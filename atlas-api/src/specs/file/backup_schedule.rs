//! Files of backup schedules, their policies and their copies.

use atlas_gen::types::{DiskBackupCopySettingInput, DiskBackupSnapshotScheduleInput};
use chrono::Weekday;
#[cfg(feature = "schemars")]
use serde_json::{Value, json};

use super::body::{apply, number, optional, spec_from_body, text};
#[cfg(feature = "schemars")]
use super::schema::{id, not_empty};
use crate::{
    Error,
    specs::{BackupCopySpec, BackupScheduleUpdate, Retention, RetentionPolicy},
};

/// Returns the retention with a unit and a value as Atlas stores them.
pub(super) fn retention(unit: Option<impl ToString>, value: Option<i32>) -> Result<Retention, Error> {
    let value = number("retention", value.unwrap_or_default())?;
    match &*text(unit) {
        "days" => Ok(Retention::days(value)),
        "weeks" => Ok(Retention::weeks(value)),
        "months" => Ok(Retention::months(value)),
        "years" => Ok(Retention::years(value)),
        unit => {
            let rule = format!("the unit {unit:?} is not possible; use days, weeks, months or years");
            Err(Error::invalid_argument("retention", rule))
        }
    }
}

/// Returns the policy with a frequency and an interval as Atlas stores them.
pub(super) fn policy(
    frequency: Option<impl ToString>,
    interval: Option<i32>,
    retention: Retention,
) -> Result<RetentionPolicy, Error> {
    let frequency = text(frequency);
    let interval: u32 = number("interval", interval.unwrap_or_default())?;
    match &*frequency {
        "hourly" => Ok(RetentionPolicy::hourly(interval, retention)),
        "daily" => Ok(RetentionPolicy::daily(retention)),
        "weekly" => {
            let day = interval.checked_sub(1).and_then(|day| u8::try_from(day).ok());
            let rule = || format!("{interval} is not a day; use 1 for Monday to 7 for Sunday");
            let day = day.and_then(|day| Weekday::try_from(day).ok());
            let day = day.ok_or_else(|| Error::invalid_argument("weekly policy", rule()))?;
            Ok(RetentionPolicy::weekly(day, retention))
        }
        "monthly" => Ok(RetentionPolicy::monthly(interval, retention)),
        "yearly" => Ok(RetentionPolicy::yearly(interval, retention)),
        _ => {
            let rule = format!("{frequency:?} is not possible; use hourly, daily, weekly, monthly or yearly");
            Err(Error::invalid_argument("frequency", rule))
        }
    }
}

spec_from_body! {
    BackupCopySpec, DiskBackupCopySettingInput,
    |body| {
        let place = (text(body.cloud_provider), text(body.region_name), text(body.zone_id));
        let mut spec = apply!(BackupCopySpec::new(place.0, place.1, place.2);
            optional("copied snapshots", body.last_number_of_snapshots)? => last_snapshots,
            body.should_copy_oplogs => oplogs);
        for item in body.copy_policy_items.into_iter().flatten() {
            spec = match &*text(item.frequency_type) {
                "ondemand" => spec.on_demand(),
                frequency => spec.policy(frequency, retention(item.retention_unit, item.retention_value)?),
            };
        }
        Ok(spec)
    },
    |spec| spec.into_body(),
    {
        "required": ["cloudProvider", "regionName", "zoneId"],
        "properties": {
            "regionName": not_empty(),
            "zoneId": id(),
            "frequencies": { "maxItems": 0 },
            "lastNumberOfSnapshots": { "minimum": 1, "maximum": 500 },
            "copyPolicyItems": { "items": {
                "if": { "properties": { "frequencyType": { "const": "ondemand" } } },
                "then": { "maxProperties": 1 },
                "else": retention_rules(&[]),
                "required": ["frequencyType"],
            } },
        },
    },
}

spec_from_body! {
    BackupScheduleUpdate, DiskBackupSnapshotScheduleInput,
    |body| {
        let mut spec = apply!(BackupScheduleUpdate::new();
            optional("restore window", body.restore_window_days)? => restore_window_days,
            body.copy_policy_items_enabled => copy_policies,
            body.auto_copy_settings_enabled => auto_copy,
            body.use_org_and_group_names_in_export_prefix => names_in_export_paths);
        if let (Some(hour), Some(minute)) = (body.reference_hour_of_day, body.reference_minute_of_hour) {
            spec = spec.time(number("time", hour)?, number("time", minute)?);
        }
        for item in body.policies.into_iter().flatten().flat_map(|policy| policy.policy_items).flatten() {
            let retention = retention(item.retention_unit, item.retention_value)?;
            spec = spec.policy(policy(item.frequency_type, item.frequency_interval, retention)?);
        }
        if let Some(copies) = body.copy_settings {
            let add = |spec: BackupScheduleUpdate, copy| Ok::<_, Error>(spec.copy(BackupCopySpec::from_body(copy)?));
            spec = copies.into_iter().try_fold(spec.clear_copies(), add)?;
        }
        if let Some(extra) = body.extra_retention_settings {
            spec = spec.clear_extra_retention();
            for setting in extra {
                let days = number("extra retention", setting.retention_days.unwrap_or_default())?;
                spec = spec.extra_retention(text(setting.frequency_type), days);
            }
        }
        if let Some(export) = body.export {
            if body.auto_export_enabled != Some(true) {
                let rule = "set, but not enabled; set autoExportEnabled to true";
                return Err(Error::invalid_argument("export", rule));
            }
            spec = spec.auto_export(text(export.export_bucket_id), text(export.frequency_type));
        } else if body.auto_export_enabled == Some(false) {
            spec = spec.stop_auto_export();
        }
        for copies in body.delete_copied_backups.into_iter().flatten() {
            let place = (text(copies.cloud_provider), text(copies.region_name), text(copies.zone_id));
            spec = spec.delete_copied_backups(place.0, place.1, place.2);
        }
        type Flag = fn(BackupScheduleUpdate) -> BackupScheduleUpdate;
        let flags: [(Option<bool>, Flag); 4] = [
            (body.update_snapshots, BackupScheduleUpdate::update_snapshots),
            (body.update_copy_snapshots, BackupScheduleUpdate::update_copy_snapshots),
            (body.delete_snapshots, BackupScheduleUpdate::delete_snapshots),
            (body.delete_copy_snapshots, BackupScheduleUpdate::delete_copy_snapshots),
        ];
        Ok(flags.into_iter().filter(|(is_set, _)| *is_set == Some(true)).fold(spec, |spec, (_, set)| set(spec)))
    },
    |spec| spec.into_body(),
    {
        "minProperties": 1,
        "dependentRequired": {
            "referenceHourOfDay": ["referenceMinuteOfHour"],
            "referenceMinuteOfHour": ["referenceHourOfDay"],
        },
        "if": { "required": ["autoExportEnabled"], "properties": { "autoExportEnabled": { "const": true } } },
        "then": { "required": ["export"] },
        "else": { "properties": { "export": false } },
        "properties": {
            "referenceHourOfDay": { "minimum": 0, "maximum": 23 },
            "referenceMinuteOfHour": { "minimum": 0, "maximum": 59 },
            "restoreWindowDays": { "minimum": 1 },
            "policies": { "minItems": 1, "maxItems": 1, "items": {
                "required": ["policyItems"],
                "properties": { "id": false, "policyItems": { "minItems": 1, "items": policy_rules() } },
            } },
            "copySettings": { "items": BackupCopySpec::rules() },
            "extraRetentionSettings": { "items": {
                "required": ["frequencyType", "retentionDays"],
                "properties": { "retentionDays": { "minimum": 1 } },
            } },
            "export": {
                "required": ["exportBucketId", "frequencyType"],
                "properties": { "exportBucketId": id(), "frequencyType": not_empty() },
            },
            "deleteCopiedBackups": { "minItems": 1, "items": {
                "required": ["cloudProvider", "regionName", "zoneId"],
                "properties": { "regionName": not_empty(), "zoneId": id() },
            } },
            "updateSnapshots": { "const": true },
            "updateCopySnapshots": { "const": true },
            "deleteSnapshots": { "const": true },
            "deleteCopySnapshots": { "const": true },
        },
    },
}

/// Returns the rules of a retention, next to properties that have one value.
#[cfg(feature = "schemars")]
#[inline]
pub(super) fn retention_rules(fixed: &[(&str, &str)]) -> Value {
    let mut rules = json!({
        "required": ["retentionUnit", "retentionValue"],
        "properties": {
            "retentionUnit": { "enum": ["days", "weeks", "months", "years"] },
            "retentionValue": { "minimum": 1 },
        },
    });
    for (name, value) in fixed {
        rules["properties"][*name] = json!({ "const": value });
    }
    rules
}

/// Returns the rules of a policy.
#[cfg(feature = "schemars")]
#[inline]
pub(super) fn policy_rules() -> Value {
    let rule = |(frequency, intervals): (&str, Value)| {
        let frequency = json!({ "const": frequency });
        json!({ "properties": { "frequencyType": frequency, "frequencyInterval": intervals } })
    };
    let months = json!({ "anyOf": [{ "minimum": 1, "maximum": 28 }, { "const": 40 }] });
    let frequencies = [
        ("hourly", json!({ "enum": [1, 2, 4, 6, 8, 12] })),
        ("daily", json!({ "const": 1 })),
        ("weekly", json!({ "minimum": 1, "maximum": 7 })),
        ("monthly", months),
        ("yearly", json!({ "minimum": 1, "maximum": 12 })),
    ];
    let mut rules = retention_rules(&[]);
    rules["required"] = json!(["frequencyType", "frequencyInterval", "retentionUnit", "retentionValue"]);
    rules["oneOf"] = frequencies.into_iter().map(rule).collect();
    rules
}
