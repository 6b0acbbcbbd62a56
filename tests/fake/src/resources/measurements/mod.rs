//! Measurements of processes, databases, disks, collections and search.

mod period;
mod units;

use chrono::{DateTime, Utc};
use serde_json::{Map, Value, json};

use super::processes;
use crate::dates;
use crate::error::{ApiError, codes};
use crate::parameter::ParameterType;
use crate::resource_kind::{Action, ResourceKind, Times};
use crate::state::Call;
use crate::store::{Resource, Store};

use period::{Period, to_rfc3339};
use units::unit;

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
        ("listGroupClusterCollStatMeasurements", Action::Special(|store, call, _| unused(store, call, "measurements"))),
        ("listGroupProcessCollStatMeasurements", Action::Special(|store, call, _| unused(store, call, "measurements"))),
        ("listGroupHostFtsMetricMeasurements", Action::Special(|store, call, _| unused(store, call, SEARCH))),
        ("listGroupHostFtsMetricIndexMeasurements", Action::Special(|store, call, _| unused(store, call, INDEX))),
        ("getGroupHostFtsMetricIndexMeasurements", Action::Special(|store, call, _| unused(store, call, INDEX))),
    ],
    ..ResourceKind::SINGLETON
};

/// The properties with the measurements of search processes, and of search indexes.
const SEARCH: &str = "hardwareMeasurements";
const INDEX: &str = "indexStatsMeasurements";

/// The default measurements.
type Names = &'static [&'static str];
const PROCESS: Names = &["CONNECTIONS", "OPCOUNTER_QUERY", "PROCESS_CPU_USER"];
const DATABASE: Names = &["DATABASE_DATA_SIZE", "DATABASE_STORAGE_SIZE"];
const DISK: Names = &["DISK_PARTITION_SPACE_USED", "DISK_PARTITION_UTILIZATION"];

fn of(store: &mut Store, call: &Call<'_>, names: Names) -> Result<Value, ApiError> {
    let process = processes::find(store, call)?;
    check_disk(call)?;
    let period = Period::from_query(call)?;
    let requested = call.request.query.values("m");
    let is_new = |name: &&str| !names.contains(name);
    let more = store.list(INSERTED, &scope(call)).map(|measurement| measurement.key.as_str()).filter(is_new);
    let measured = if requested.is_empty() { names.iter().copied().chain(more).collect() } else { requested };
    let measured = measured.iter().map(|name| match store.get(INSERTED, &scope(call), name) {
        Some(measurement) => {
            let units = Some(measurement.text("units")).filter(|units| !units.is_empty());
            json!({ "dataPoints": points_in(measurement, &period), "name": name, "units": units.unwrap_or(unit(name)) })
        }
        None => {
            let points = period.times().map(|time| point(time, value(name, time).into()));
            json!({ "dataPoints": points.collect::<Vec<_>>(), "name": name, "units": unit(name) })
        }
    });
    let measured: Vec<_> = measured.collect();
    Ok(json!({
        "databaseName": call.parameter("databaseName"),
        "end": to_rfc3339(period.end),
        "granularity": period.granularity,
        "groupId": call.parameter("groupId"),
        "hostId": process["id"],
        "measurements": measured,
        "partitionName": call.parameter("partitionName"),
        "processId": process["id"],
        "start": to_rfc3339(period.start),
    }))
}

/// Returns the measurements of collections or of search, in a property of the response. Nobody uses the clusters of the
/// fake, so their points have no values.
fn unused(store: &mut Store, call: &Call<'_>, property: &str) -> Result<Value, ApiError> {
    let process = call.parameter("processId").map(|_| processes::find(store, call)).transpose()?;
    let cluster = call.parameter("clusterName").zip(call.parameter("groupId"));
    let cluster = cluster.and_then(|(name, project)| store.get("clusters", project, name));
    let period = Period::from_query(call)?;
    let documented = call.operation.query.iter().find(|parameter| parameter.name == METRICS);
    let mut names = call.request.query.values(METRICS);
    if let (true, Some(ParameterType::Enum(all))) = (names.is_empty(), documented.map(|parameter| &parameter.kind)) {
        names = all.iter().map(String::as_str).collect();
    }
    let measured = names.iter().map(|name| {
        let points: Vec<_> = period.times().map(|time| point(time, Value::Null)).collect();
        json!({ "dataPoints": points, "name": name, "units": unit(name) })
    });
    let mut body = json!({
        "clusterId": cluster.map(|cluster| cluster.text("id")),
        "clusterView": call.parameter("clusterView"),
        "collectionName": call.parameter("collectionName"),
        "databaseName": call.parameter("databaseName"),
        "end": to_rfc3339(period.end),
        "granularity": period.granularity,
        "groupId": call.parameter("groupId"),
        "processId": process.map(|process| process["id"].clone()),
        "start": to_rfc3339(period.start),
    });
    body[property] = measured.collect();
    Ok(body)
}

/// The query parameter with the names of measurements of collections and of search.
const METRICS: &str = "metrics";

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

/// Returns the inserted data points of a period, the oldest first. A time of the period without any has a point without a
/// value.
fn points_in(measurement: &Resource, period: &Period<'_>) -> Vec<Value> {
    let points = measurement.body.get(POINTS).and_then(Value::as_array).into_iter().flatten();
    let mut points: Vec<_> = points.filter_map(|point| Some((time_of(point)?, point.clone()))).collect();
    points.retain(|(time, _)| (period.start..=period.end).contains(time));
    points.sort_by_key(|(time, _)| *time);
    let is_empty = |from: &DateTime<Utc>| {
        let index = points.partition_point(|(time, _)| time < from);
        points.get(index).is_none_or(|(time, _)| *time >= *from + period.step)
    };
    let empty: Vec<_> = period.times().filter(is_empty).map(|time| (time, point(time, Value::Null))).collect();
    points.extend(empty);
    points.sort_by_key(|(time, _)| *time);
    points.into_iter().map(|(_, point)| point).collect()
}

fn point(time: DateTime<Utc>, value: Value) -> Value {
    json!({ "timestamp": to_rfc3339(time), "value": value })
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
