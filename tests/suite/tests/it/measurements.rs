//! Measurements: series, statistics, validation.

use atlas_api::{
    measurements::{Granularity, MeasurementQuery, Statistics, metrics},
    model::Process,
};
use atlas_fake::{FakeAtlas, Fault};
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
    // The hour without a point has no value either.
    assert_eq!((statistics.count, statistics.missing, statistics.mean), (2, 2, Some(2.0)));
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

const OPERATION: &str = "getGroupProcessMeasurements";

fn connections() -> MeasurementQuery {
    MeasurementQuery::last(TimeDelta::hours(1), Granularity::Minute).metrics([metrics::CONNECTIONS])
}

#[tokio::test]
async fn all_processes_of_a_cluster_or_project_are_measured() {
    let fake = FakeAtlas::start().await.unwrap();
    fake.insert("clusters", json!({ "name": "orders" })).unwrap();
    fake.insert("clusters", json!({ "name": "events", "clusterType": "SHARDED" })).unwrap();
    let atlas = client(&fake);
    let ids = |processes: &[Process]| processes.iter().map(|process| process.id.clone().unwrap()).collect::<Vec<_>>();
    let of_cluster = atlas.processes().list_for_cluster("orders").await.unwrap();
    let measured = atlas.measurements().of_cluster("orders", connections()).await.unwrap();
    assert_eq!(measured.iter().map(|measured| measured.id().to_owned()).collect::<Vec<_>>(), ids(&of_cluster));
    for measured in measured {
        let (id, name) = (measured.id().to_owned(), measured.process().type_name.clone());
        let series = measured.into_result().unwrap();
        assert_eq!((series.process_id.as_ref(), name.is_some()), (Some(&id), true));
        assert_eq!(series.measurements.as_ref().unwrap()[0].name.as_deref(), Some(metrics::CONNECTIONS));
    }
    let all = atlas.processes().list().all().await.unwrap();
    let measured = atlas.measurements().of_project(connections()).prefetch(3).await.unwrap();
    assert_eq!(measured.iter().map(|measured| measured.id().to_owned()).collect::<Vec<_>>(), ids(&all));
    assert!(all.len() > of_cluster.len());
}

#[tokio::test]
async fn a_process_that_cannot_be_measured_does_not_stop_the_others() {
    let fake = FakeAtlas::start().await.unwrap();
    fake.insert("clusters", json!({ "name": "orders" })).unwrap();
    let measurements = client(&fake).measurements();
    fake.fault(Fault::status(400).on(OPERATION).after(1).times(1));
    let measured = measurements.of_cluster("orders", connections()).prefetch(1).await.unwrap();
    let failed: Vec<_> = measured.iter().map(|measured| measured.result().is_err()).collect();
    assert_eq!(failed, [false, true, false]);
    assert!(measured[1].id().starts_with("orders-shard-00-01."));
    let error = measured[1].result().unwrap_err();
    assert_eq!((error.is_bad_request(), error.operation()), (true, Some(OPERATION)));

    let error = measurements.of_cluster("oders", connections()).await.unwrap_err();
    assert!(error.is_absent() && error.to_string().contains("oders"), "{error}");
}

#[tokio::test]
async fn invalid_measurements_of_all_processes_are_not_sent() {
    let fake = FakeAtlas::start().await.unwrap();
    let measurements = client(&fake).measurements();
    let many = connections().metrics(metrics::SYSTEM_CPU).metrics(metrics::OPLOG);
    for (request, rule) in [
        (measurements.of_project(connections()).prefetch(0), "prefetch: 0 is out of bounds; expected 1 to 100"),
        (measurements.of_project(connections()).prefetch(101), "prefetch: 101 is out of bounds; expected 1 to 100"),
        (measurements.of_cluster("orders", many), "metrics: 14 in one request; expected at most 10"),
    ] {
        let error = request.await.unwrap_err();
        assert!(error.is_invalid_argument() && error.to_string().ends_with(rule), "{error}");
    }
    assert_eq!(fake.request_count(), 0);
}

#[tokio::test]
async fn a_cluster_without_processes_is_an_error_that_says_why() {
    let fake = FakeAtlas::start().await.unwrap();
    fake.insert("flexClusters", json!({ "name": "small" })).unwrap();
    let atlas = client(&fake);
    let rule = "\"small\" is a flex cluster, whose processes Atlas does not list; name a dedicated cluster";
    let error = atlas.measurements().of_cluster("small", connections()).await.unwrap_err();
    assert!(error.is_invalid_argument() && error.to_string().contains(rule), "{error}");
    let error = atlas.logs().download_for_cluster("small", "mongodb").lines().next().await.unwrap().unwrap_err();
    assert!(error.is_invalid_argument() && error.to_string().contains(rule), "{error}");
}

#[tokio::test]
async fn options_apply_to_the_list_of_processes_and_to_each_measurement() {
    let fake = FakeAtlas::start().await.unwrap();
    fake.insert("clusters", json!({ "name": "orders" })).unwrap();
    let (name, value) = ("x-purpose".parse().unwrap(), "report".parse().unwrap());
    let measure = client(&fake).measurements().of_cluster("orders", connections()).header(name, value);
    assert!(measure.preview().unwrap().url().contains("/processes"));
    assert_eq!(measure.await.unwrap().len(), 3);
    let requests = fake.requests();
    assert!(requests.len() >= 4);
    let sent = requests.iter().filter(|request| request.path().contains("/processes"));
    assert!(sent.clone().count() >= 4 && sent.clone().all(|request| request.header("x-purpose") == Some("report")));
}

#[tokio::test]
async fn disks_and_databases_of_a_process_are_listed_and_measured() {
    let fake = FakeAtlas::start().await.unwrap();
    fake.insert("clusters", json!({ "name": "orders" })).unwrap();
    let (processes, measurements) = (client(&fake).processes(), client(&fake).measurements());
    let process = processes.list_for_cluster("orders").await.unwrap()[0].id.clone().unwrap();

    let disks = processes.list_disks(&*process).all().await.unwrap();
    assert_eq!(disks.iter().map(|disk| disk.partition_name.as_deref()).collect::<Vec<_>>(), [Some("data")]);
    let free = MeasurementQuery::last(TimeDelta::hours(2), Granularity::Hour).metrics(["DISK_PARTITION_SPACE_FREE"]);
    let measured = measurements.of_disk(&*process, "data", free.clone()).await.unwrap();
    assert_eq!(measured.partition_name.as_deref(), Some("data"));
    assert_eq!(measured.measurements.as_ref().unwrap()[0].name.as_deref(), Some("DISK_PARTITION_SPACE_FREE"));

    let databases = processes.list_databases(&*process).all().await.unwrap();
    let database = databases[0].database_name.clone().unwrap();
    let size = MeasurementQuery::last(TimeDelta::days(2), Granularity::Day).metrics(["DATABASE_DATA_SIZE"]);
    let measured = measurements.of_database(&*process, &*database, size).await.unwrap();
    assert_eq!(measured.database_name.as_ref(), Some(&database));
    assert_eq!(measured.measurements.as_ref().unwrap()[0].name.as_deref(), Some("DATABASE_DATA_SIZE"));
    let absent = measurements.of_disk(&*process, "journal", free).await.unwrap_err();
    assert!(absent.is_not_found(), "{absent}");
}
