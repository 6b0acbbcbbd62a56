//! Measurements: series, statistics, validation.

use atlas_api::measurements::{Granularity, MeasurementQuery, Statistics, metrics};
use atlas_fake::FakeAtlas;
use chrono::TimeDelta;
use serde_json::json;

use crate::support::{argument_and_rule, client};

#[tokio::test]
async fn every_series_of_a_response_has_its_name_unit_and_values() {
    let fake = FakeAtlas::start().await.unwrap();
    fake.insert("clusters", json!({ "name": "orders" })).unwrap();
    let atlas = client(&fake);
    let processes = atlas.processes().list_for_cluster("Orders").await.unwrap();
    assert_eq!(processes.len(), 3);
    assert_eq!(atlas.processes().list_for_cluster("returns").await.unwrap(), []);
    let process = processes[0].id.as_deref().unwrap();

    let (start, end) = ("2025-01-01T00:00:00Z".parse().unwrap(), "2025-01-01T03:00:00Z".parse().unwrap());
    let points = json!([
        { "timestamp": "2025-01-01T00:00:00Z", "value": 0.0 },
        { "timestamp": "2025-01-01T01:00:00Z", "value": null },
        { "timestamp": "2025-01-01T02:00:00Z", "value": 4.0 },
    ]);
    let path = format!("processes/{process}/measurements");
    fake.insert(&path, json!({ "name": "CONNECTIONS", "units": "SCALAR", "dataPoints": points })).unwrap();
    let query = MeasurementQuery::between(start, end, Granularity::Hour);
    let query = query.metrics([metrics::CONNECTIONS]).metrics(metrics::CURSORS);
    let measured = atlas.measurements().of_process(process, query).await.unwrap();
    let series = measured.measurements.as_deref().unwrap();
    let names: Vec<_> = series.iter().map(|series| series.name.as_deref().unwrap()).collect();
    assert_eq!(names, ["CONNECTIONS", "CURSORS_TOTAL_OPEN", "CURSORS_TOTAL_TIMED_OUT"]);
    let statistics = Statistics::of(&series[0]);
    assert_eq!((statistics.count, statistics.missing, statistics.mean), (2, 1, Some(2.0)));
    assert_eq!((statistics.min, statistics.max), (Some(0.0), Some(4.0)));
}

#[tokio::test]
async fn an_invalid_query_is_not_sent() {
    let fake = FakeAtlas::start().await.unwrap();
    let measurements = client(&fake).measurements();
    let query = MeasurementQuery::last(TimeDelta::hours(1), Granularity::Minute);
    let error = measurements.of_process("host.example.com", query.clone()).await.unwrap_err();
    assert!(argument_and_rule(&error).starts_with("process id: "), "{error}");
    let error = measurements.of_disk("host.example.com:27017", "..", query.clone()).await.unwrap_err();
    assert_eq!(argument_and_rule(&error), "disk: \"..\" cannot be a segment of a path; expected a name");
    let many = query.metrics(metrics::SYSTEM_CPU).metrics(metrics::OPLOG);
    let error = measurements.of_process("host.example.com:27017", many).await.unwrap_err();
    assert_eq!(argument_and_rule(&error), "metrics: 13 in one request; expected at most 10");
    assert_eq!(fake.request_count(), 0);
}
