//! Files of online archives.

use atlas_gen::types::{
    BackupOnlineArchiveCreate, BackupOnlineArchiveInput, Criteria, DataExpirationRule, OnlineArchiveSchedule,
};
#[cfg(feature = "schemars")]
use serde_json::{Value, json};

use super::body::{apply, number, optional, required, spec_from_body, text};
#[cfg(feature = "schemars")]
use super::schema::{length, not_empty, one_of, range};
use crate::{
    Error,
    model::OnlineArchiveCollectionType,
    specs::{ArchiveCriteria, ArchiveSchedule, OnlineArchiveSpec, OnlineArchiveUpdate},
};

fn criteria(body: Criteria) -> Result<ArchiveCriteria, Error> {
    let criteria = match &*text(body.type_) {
        "DATE" => {
            let missing = || Error::invalid_argument("expireAfterDays", "not set; add it");
            let days = number("expireAfterDays", body.expire_after_days.ok_or_else(missing)?)?;
            ArchiveCriteria::date(text(body.date_field), days)
        }
        "CUSTOM" => ArchiveCriteria::query(text(body.query)),
        _ => return Err(Error::invalid_argument("criteria", "of an unknown type; use DATE or CUSTOM")),
    };
    Ok(apply!(criteria; body.date_format => date_format))
}

fn schedule(body: OnlineArchiveSchedule) -> Result<ArchiveSchedule, Error> {
    let get = |name: &'static str, value: Option<i32>| -> Result<u8, Error> {
        number(name, value.ok_or_else(|| Error::invalid_argument(name, "not set; add it"))?)
    };
    let kind = text(body.type_);
    if kind == "DEFAULT" {
        return Ok(ArchiveSchedule::always());
    }
    let start = (get("startHour", body.start_hour)?, get("startMinute", body.start_minute)?);
    let end = (get("endHour", body.end_hour)?, get("endMinute", body.end_minute)?);
    match &*kind {
        "DAILY" => Ok(ArchiveSchedule::daily(start, end)),
        "WEEKLY" => Ok(ArchiveSchedule::weekly(get("dayOfWeek", body.day_of_week)?, start, end)),
        "MONTHLY" => Ok(ArchiveSchedule::monthly(get("dayOfMonth", body.day_of_month)?, start, end)),
        _ => {
            let rule = "of an unknown type; use DEFAULT, DAILY, WEEKLY or MONTHLY";
            Err(Error::invalid_argument("schedule", rule))
        }
    }
}

fn expiration(body: Option<DataExpirationRule>) -> Result<Option<u32>, Error> {
    optional("expiration", body.and_then(|rule| rule.expire_after_days))
}

/// Returns the rules of the properties of new archives and of updates.
#[cfg(feature = "schemars")]
#[inline]
fn with_shared(mut properties: Value) -> Value {
    // Without days, a new archive has no expiration, and an update removes it.
    properties["dataExpirationRule"] = json!({ "properties": { "expireAfterDays": range(7, 9215) } });
    properties["criteria"] = json!({
        "properties": {
            "dateField": not_empty(),
            "expireAfterDays": json!({ "minimum": 0 }),
            "query": { "pattern": r"^\s*\{" },
        },
        "oneOf": one_of("type", &[("DATE", &["dateField", "expireAfterDays"], &["dateFormat"]), ("CUSTOM", &["query"], &[])]),
    });
    let times = ["startHour", "startMinute", "endHour", "endMinute"];
    properties["schedule"] = json!({
        "properties": {
            "startHour": range(0, 23), "startMinute": range(0, 59),
            "endHour": range(0, 23), "endMinute": range(0, 59),
            "dayOfWeek": range(1, 7), "dayOfMonth": range(1, 31),
        },
        "oneOf": one_of("type", &[
            ("DEFAULT", &[], &[]),
            ("DAILY", &times, &[]),
            ("WEEKLY", &[&times[..], &["dayOfWeek"]].concat(), &[]),
            ("MONTHLY", &[&times[..], &["dayOfMonth"]].concat(), &[]),
        ]),
    });
    properties["paused"] = false.into();
    properties
}

// The standard type of a collection is the default, which has no setter. The order of partition fields is that of the
// list.
spec_from_body! {
    OnlineArchiveSpec, BackupOnlineArchiveCreate,
    |body| {
        let criteria = criteria(body.criteria.unwrap_or_default())?;
        let spec = OnlineArchiveSpec::new(text(body.db_name), text(body.coll_name), criteria);
        let mut spec = apply!(spec;
            body.schedule.map(schedule).transpose()? => schedule,
            expiration(body.data_expiration_rule)? => expire_after_days);
        if body.collection_type == Some(OnlineArchiveCollectionType::Timeseries) {
            spec = spec.time_series();
        }
        if let Some(place) = body.data_process_region {
            spec = spec.region(required("cloudProvider", place.cloud_provider)?, required("region", place.region)?);
        }
        let fields = body.partition_fields.into_iter().flatten();
        Ok(fields.fold(spec, |spec, field| spec.partition_by(text(field.field_name))))
    },
    |spec, file| spec.into_body().map(|body| match &file.collection_type {
        Some(kind @ OnlineArchiveCollectionType::Standard) => body.collection_type(kind.clone()),
        _ => body,
    }),
    {
        "required": ["dbName", "collName", "criteria"],
        "properties": with_shared(json!({
            "dbName": length(1, 64),
            "collName": not_empty(),
            "collectionType": { "enum": ["STANDARD", "TIMESERIES"] },
            "dataProcessRegion": {
                "required": ["cloudProvider", "region"],
                "properties": { "cloudProvider": not_empty(), "region": not_empty() },
            },
            "partitionFields": { "items": {
                "required": ["fieldName"],
                "properties": { "fieldName": length(1, 700), "order": { "minimum": 0 } },
            } },
        })),
    },
}

spec_from_body! {
    OnlineArchiveUpdate, BackupOnlineArchiveInput,
    |body| {
        let removes = body.data_expiration_rule.as_ref().is_some_and(|rule| rule.expire_after_days.is_none());
        let spec = apply!(OnlineArchiveUpdate::new();
            body.criteria.map(criteria).transpose()? => criteria,
            body.schedule.map(schedule).transpose()? => schedule,
            expiration(body.data_expiration_rule)? => expire_after_days);
        Ok(if removes { spec.never_expire() } else { spec })
    },
    |spec| spec.into_body(),
    { "minProperties": 1, "properties": with_shared(json!({})) },
}
