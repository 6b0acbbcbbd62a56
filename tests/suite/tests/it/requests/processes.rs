//! The requests of processes and their measurements.

use atlas_api::measurements::{Granularity, MeasurementQuery, metrics};
use chrono::TimeDelta;

use super::{Row, case, check, offline, row};

const PROCESS: &str = "orders-shard-00-00.abcde.mongodb.net:27017";

pub(super) fn rows() -> Vec<Row> {
    let (processes, measurements) = (offline().processes(), offline().measurements());
    let hours = MeasurementQuery::last(TimeDelta::hours(36), Granularity::FiveMinutes);
    let span = MeasurementQuery::between(
        "2025-01-01T00:00:00Z".parse().unwrap(),
        "2025-02-01T00:00:00Z".parse().unwrap(),
        Granularity::Hour,
    );
    vec![
        row("Processes::list", processes.list()),
        row("Processes::get", processes.get(PROCESS)),
        row("Processes::list_for_cluster", processes.list_for_cluster("orders")),
        row("Processes::list_primaries", processes.list_primaries()),
        row("Processes::list_secondaries", processes.list_secondaries()),
        row("Processes::list_disks", processes.list_disks(PROCESS)),
        row("Processes::get_disk", processes.get_disk(PROCESS, "data")),
        row("Processes::list_databases", processes.list_databases(PROCESS)),
        row("Processes::get_database", processes.get_database(PROCESS, "a/b")),
        row("Measurements::of_process", measurements.of_process(PROCESS, hours.clone())),
        case("Measurements::of_process", "between", measurements.of_process(PROCESS, span.metrics(metrics::CURSORS))),
        row("Measurements::of_cluster", measurements.of_cluster("orders", hours.clone())),
        row("Measurements::of_project", measurements.of_project(hours.clone())),
        row("Measurements::of_disk", measurements.of_disk(PROCESS, "data", hours.clone())),
        row("Measurements::of_database", measurements.of_database(PROCESS, "sales", hours.clone())),
        row("Measurements::search_metrics", measurements.search_metrics(PROCESS)),
        row("Measurements::of_search", measurements.of_search(PROCESS, hours.clone().metrics(["FTS_DISK_USAGE"]))),
        row(
            "Measurements::of_search_indexes",
            measurements.of_search_indexes(PROCESS, "sales", "orders", hours.clone().metrics(["INDEX_SIZE_ON_DISK"])),
        ),
        row(
            "Measurements::of_search_index",
            measurements.of_search_index(PROCESS, "sales", "a/b", "default", hours.metrics(["INDEX_SIZE_ON_DISK"])),
        ),
    ]
}

#[test]
fn requests_of_processes() {
    check("processes", &rows());
}
