//! Measurements of processes, databases and disks.

use chrono::{DateTime, SecondsFormat, TimeDelta, Utc};
use serde_json::{Map, Value, json};

use super::processes;
use crate::dates;
use crate::error::{ApiError, codes};
use crate::resource_kind::{Action, ResourceKind, Times};
use crate::state::Call;
use crate::store::{Resource, Store};

pub(super) static KINDS: &[&ResourceKind] = &[&MEASUREMENTS];

static MEASUREMENTS: ResourceKind = ResourceKind {
    name: "measurements",
    operations: &[
        ("getGroupProcessMeasurements", Action::Special(|store, call, _| of(store, call, PROCESS))),
        ("getGroupProcessDatabaseMeasurements", Action::Special(|store, call, _| of(store, call, DATABASE))),
        ("getGroupProcessDiskMeasurements", Action::Special(|store, call, _| of(store, call, DISK))),
        ("listGroupProcessDatabases", Action::Special(databases)),
        ("getGroupProcessDatabase", Action::Special(database)),
        ("listGroupProcessDisks", Action::Special(disks)),
        ("getGroupProcessDisk", Action::Special(disk)),
    ],
    ..ResourceKind::SINGLETON
};

/// The default measurements, each with its unit.
type Names = &'static [(&'static str, &'static str)];
const PROCESS: Names =
    &[("CONNECTIONS", "SCALAR"), ("OPCOUNTER_QUERY", "SCALAR_PER_SECOND"), ("PROCESS_CPU_USER", "PERCENT")];
const DATABASE: Names = &[("DATABASE_DATA_SIZE", "BYTES"), ("DATABASE_STORAGE_SIZE", "BYTES")];
const DISK: Names = &[("DISK_PARTITION_SPACE_USED", "BYTES"), ("DISK_PARTITION_UTILIZATION", "PERCENT")];

/// The maximum number of points of one measurement in a response.
const MAX_POINTS: i32 = 1_440;

/// The supported granularities.
const GRANULARITIES: [&str; 5] = ["PT10S", "PT1M", "PT5M", "PT1H", "P1D"];

fn of(store: &mut Store, call: &Call<'_>, names: Names) -> Result<Value, ApiError> {
    let process = processes::find(store, call)?;
    check_disk(call)?;
    let granularity = call.request.query_value("granularity").unwrap_or("PT1M");
    let step = duration(granularity).filter(|_| GRANULARITIES.contains(&granularity));
    let step = step.ok_or_else(|| codes::INVALID_GRANULARITY.error(call, granularity))?;
    let (start, end) = span(call)?;

    let requested: Vec<&str> =
        call.request.query.iter().filter(|(name, _)| name == "m").map(|(_, value)| &**value).collect();
    let inserted = |name: &str| store.get(INSERTED, &scope(call), name);
    let unit = |name: &str| names.iter().find(|(known, _)| *known == name).map_or("SCALAR", |(_, unit)| unit);
    let is_new = |name: &&str| names.iter().all(|(known, _)| known != name);
    let more = store.list(INSERTED, &scope(call)).map(|measurement| measurement.key.as_str()).filter(is_new);
    let all = || names.iter().map(|(name, _)| *name).chain(more).collect();
    let measured: Vec<&str> = if requested.is_empty() { all() } else { requested };
    let measured = measured.iter().map(|name| {
        if let Some(measurement) = inserted(name) {
            let units = Some(measurement.text("units")).filter(|units| !units.is_empty()).unwrap_or(unit(name));
            return json!({ "dataPoints": points_in(measurement, start, end), "name": name, "units": units });
        }
        let points: Vec<_> = (0..MAX_POINTS)
            .map(|number| start + step * number)
            .take_while(|time| *time <= end)
            .map(|time| json!({ "timestamp": to_rfc3339(time), "value": value(name, time) }))
            .collect();
        json!({ "dataPoints": points, "name": name, "units": unit(name) })
    });
    let measured: Vec<_> = measured.collect();
    Ok(json!({
        "databaseName": call.parameter("databaseName"),
        "end": to_rfc3339(end),
        "granularity": granularity,
        "groupId": call.parameter("groupId"),
        "hostId": process["id"],
        "measurements": measured,
        "partitionName": call.parameter("partitionName"),
        "processId": process["id"],
        "start": to_rfc3339(start),
    }))
}

/// The collection of inserted measurements, by process and by database or partition.
const INSERTED: &str = "insertedMeasurements";
const POINTS: &str = "dataPoints";

/// The operations that return measurements.
pub(crate) const OPERATIONS: [&str; 3] =
    ["getGroupProcessMeasurements", "getGroupProcessDatabaseMeasurements", "getGroupProcessDiskMeasurements"];

fn scope(call: &Call<'_>) -> String {
    call.parameters.iter().map(|(_, value)| value.as_str()).collect::<Vec<_>>().join("/")
}

/// Replaces a measurement by the data points of a body.
pub(crate) fn insert(store: &mut Store, call: &Call<'_>, body: Map<String, Value>) -> Result<Value, ApiError> {
    processes::find(store, call)?;
    check_disk(call)?;
    let key = body.get("name").and_then(Value::as_str).ok_or_else(|| ApiError::missing_attribute("name"))?.to_owned();
    let points = body.get(POINTS).and_then(Value::as_array).ok_or_else(|| ApiError::missing_attribute(POINTS))?;
    if !points.iter().all(|point| time_of(point).is_some()) {
        return Err(ApiError::wrong_type(POINTS));
    }
    store.put(INSERTED, Resource { scope: scope(call), key, body: body.clone(), ..Resource::default() });
    Ok(body.into())
}

fn time_of(point: &Value) -> Option<DateTime<Utc>> {
    dates::instant(point["timestamp"].as_str()?)
}

/// Returns the inserted data points of a period, the oldest first.
fn points_in(measurement: &Resource, start: DateTime<Utc>, end: DateTime<Utc>) -> Vec<Value> {
    let points = measurement.body.get(POINTS).and_then(Value::as_array).into_iter().flatten();
    let mut points: Vec<_> = points.filter_map(|point| Some((time_of(point)?, point.clone()))).collect();
    points.retain(|(time, _)| (start..=end).contains(time));
    points.sort_by_key(|(time, _)| *time);
    points.into_iter().map(|(_, point)| point).collect()
}

/// Returns the start and the end: from the query, or else the period up to now.
fn span(call: &Call<'_>) -> Result<(DateTime<Utc>, DateTime<Utc>), ApiError> {
    let instant = |name: &'static str| match call.request.query_value(name) {
        Some(text) => match DateTime::parse_from_rfc3339(text) {
            Ok(time) => Ok(Some(time.to_utc())),
            Err(_) => Err(ApiError::invalid_query_parameter(name)),
        },
        None => Ok(None),
    };
    let period = call.request.query_value("period").map_or(Some(TimeDelta::hours(1)), duration);
    let text = call.request.query_value("period").unwrap_or_default();
    let period = period.ok_or_else(|| codes::INVALID_PERIOD.error(call, text))?;
    let end = instant("end")?.unwrap_or(call.now);
    let start = instant("start")?.unwrap_or(end - period);
    if start > end { Err(codes::START_DATE_AFTER_END_DATE.error(call, "")) } else { Ok((start, end)) }
}

/// Parses a duration such as `P1DT12H`.
fn duration(text: &str) -> Option<TimeDelta> {
    let (mut seconds, mut number, mut of_time) = (0_i64, String::new(), false);
    for letter in text.strip_prefix('P')?.chars() {
        if letter == 'T' {
            of_time = true;
        } else if letter.is_ascii_digit() {
            number.push(letter);
        } else {
            let unit = match (letter, of_time) {
                ('W', false) => 604_800,
                ('D', false) => 86_400,
                ('H', true) => 3_600,
                ('M', true) => 60,
                ('S', true) => 1,
                _ => return None,
            };
            seconds = seconds.checked_add(std::mem::take(&mut number).parse::<i64>().ok()?.checked_mul(unit)?)?;
        }
    }
    if number.is_empty() { TimeDelta::try_seconds(seconds) } else { None }
}

fn to_rfc3339(time: DateTime<Utc>) -> String {
    time.to_rfc3339_opts(SecondsFormat::Secs, true)
}

/// Returns the value of a measurement at a time. It depends on nothing else, so repeated requests agree.
fn value(name: &str, time: DateTime<Utc>) -> f64 {
    let letters: i64 = name.bytes().map(i64::from).sum();
    ((letters + time.timestamp() / 10 * 7) % 100) as f64 + 0.5
}

/// The databases and the disk of every process.
const DATABASES: [&str; 2] = ["config", "local"];
const PARTITION: &str = "data";

/// Rejects an unknown disk. Databases are not checked, because the fake does not know them.
fn check_disk(call: &Call<'_>) -> Result<(), ApiError> {
    match call.parameter("partitionName") {
        Some(name) if name != PARTITION => Err(codes::DEVICE_NOT_FOUND.error(call, name)),
        _ => Ok(()),
    }
}

fn databases(store: &mut Store, call: &Call<'_>, _: &Times) -> Result<Value, ApiError> {
    processes::find(store, call)?;
    Ok(DATABASES.iter().map(|name| json!({ "databaseName": name })).collect())
}

fn database(store: &mut Store, call: &Call<'_>, _: &Times) -> Result<Value, ApiError> {
    processes::find(store, call)?;
    Ok(json!({ "databaseName": call.parameter("databaseName") }))
}

fn disks(store: &mut Store, call: &Call<'_>, _: &Times) -> Result<Value, ApiError> {
    processes::find(store, call)?;
    Ok(json!([{ "partitionName": PARTITION }]))
}

fn disk(store: &mut Store, call: &Call<'_>, _: &Times) -> Result<Value, ApiError> {
    processes::find(store, call)?;
    check_disk(call)?;
    Ok(json!({ "partitionName": PARTITION }))
}

#[cfg(test)]
mod tests {
    use super::duration;

    #[test]
    fn durations_are_parsed_to_the_second() {
        let seconds =
            ["PT1M", "P1DT12H", "P2W", "PT", "1M", "P1M", "PT5"].map(|text| Some(duration(text)?.num_seconds()));
        assert_eq!(seconds, [Some(60), Some(129_600), Some(1_209_600), Some(0), None, None, None]);
    }
}
