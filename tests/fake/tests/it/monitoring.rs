//! Measurements.

use serde_json::{Value, json};

use crate::api::{Api, refusal, refused};

const PROCESS: &str = "processes/orders-shard-00-00.abcde.example.com:27017";

#[tokio::test]
async fn measurements_cover_the_requested_time_at_the_requested_granularity() {
    let api = Api::start().await;
    api.atlas().insert("clusters", json!({ "name": "orders" })).unwrap();
    let span = "start=2025-06-15T15:00:00Z&end=2025-06-15T15:10:00Z";
    let path = format!("{PROCESS}/measurements?granularity=PT5M&{span}&m=CONNECTIONS&m=ASSERT_USER");
    let (_, measured) = api.get(&path).await;
    let times: Vec<_> =
        measured["measurements"][0]["dataPoints"].as_array().unwrap().iter().map(|p| &p["timestamp"]).collect();
    assert_eq!(times, ["2025-06-15T15:00:00Z", "2025-06-15T15:05:00Z", "2025-06-15T15:10:00Z"]);
    let names: Vec<_> =
        measured["measurements"].as_array().unwrap().iter().map(|measurement| &measurement["name"]).collect();
    assert_eq!(names, ["CONNECTIONS", "ASSERT_USER"]);
    assert_eq!(measured["processId"], PROCESS.trim_start_matches("processes/"));
    assert_eq!(api.get(&path).await.1, measured);
}

#[tokio::test]
async fn measurements_need_a_known_process_and_a_valid_granularity_and_period() {
    let api = Api::start().await;
    let unknown = refusal(api.get("processes/nowhere.example.com:27017/measurements?granularity=PT1M").await);
    assert_eq!((unknown.0, unknown.1.as_str()), (404, "HOST_NOT_FOUND"));
    api.atlas().insert("clusters", json!({ "name": "orders" })).unwrap();
    let without = refusal(api.get(&format!("{PROCESS}/measurements")).await);
    assert_eq!(without, refused(400, "MISSING_QUERY_PARAMETER", &["granularity"]));
    let odd = refusal(api.get(&format!("{PROCESS}/measurements?granularity=often")).await);
    assert_eq!(odd, refused(400, "INVALID_GRANULARITY", &["often"]));
    // The second one is a duration that begins before the first date.
    for period in ["long", "P999999999D"] {
        let invalid = refusal(api.get(&format!("{PROCESS}/measurements?granularity=PT1H&period={period}")).await);
        assert_eq!(invalid, refused(400, "INVALID_PERIOD", &[period]));
    }
}

#[tokio::test]
async fn inserted_measurements_replace_generated_ones_in_their_period() {
    let api = Api::start().await;
    api.atlas().insert("clusters", json!({ "name": "orders" })).unwrap();
    let point =
        |minute: u32, value: f64| json!({ "timestamp": format!("2025-06-15T15:{minute:02}:00Z"), "value": value });
    let points = json!([point(20, 3.0), point(7, 2.0), point(0, 1.0)]);
    let list = format!("{PROCESS}/measurements");
    api.atlas().insert(&list, json!({ "name": "CONNECTIONS", "dataPoints": points })).unwrap();
    api.atlas().insert(&list, json!({ "name": "MY_METRIC", "units": "BYTES", "dataPoints": [] })).unwrap();
    let span = "granularity=PT1H&start=2025-06-15T15:00:00Z&end=2025-06-15T15:10:00Z";
    let (_, measured) = api.get(&format!("{list}?{span}")).await;
    let measured = measured["measurements"].as_array().unwrap();
    let names: Vec<_> = measured.iter().map(|measurement| &measurement["name"]).collect();
    assert_eq!(names, ["CONNECTIONS", "OPCOUNTER_QUERY", "PROCESS_CPU_USER", "MY_METRIC"]);
    let expected = json!({ "dataPoints": [point(0, 1.0), point(7, 2.0)], "name": "CONNECTIONS", "units": "SCALAR" });
    assert_eq!(measured[0], expected);
    assert_eq!(measured[3]["units"], "BYTES");

    let error = api.atlas().insert(&list, json!({ "name": "CONNECTIONS" })).unwrap_err();
    assert_eq!(error.error_code(), "MISSING_ATTRIBUTE");
    let error = api.atlas().insert("processes/nowhere:27017/measurements", json!({})).unwrap_err();
    assert_eq!(error.error_code(), "HOST_NOT_FOUND");
}

#[tokio::test]
async fn every_requested_series_has_its_unit_and_a_point_for_each_time() {
    let api = Api::start().await;
    api.atlas().insert("clusters", json!({ "name": "orders" })).unwrap();
    let list = format!("{PROCESS}/measurements");
    let points = json!([{ "timestamp": "2025-06-15T15:07:00Z", "value": 2.0 }]);
    api.atlas().insert(&list, json!({ "name": "CONNECTIONS", "dataPoints": points })).unwrap();
    api.atlas().insert(&list, json!({ "name": "OPCOUNTER_QUERY", "dataPoints": [] })).unwrap();
    let span = "granularity=PT5M&start=2025-06-15T15:00:00Z&end=2025-06-15T15:10:00Z";
    let (_, measured) = api.get(&format!("{list}?{span}&m=CONNECTIONS&m=OPCOUNTER_QUERY")).await;
    let point =
        |minute: u32, value: Value| json!({ "timestamp": format!("2025-06-15T15:{minute:02}:00Z"), "value": value });
    let empty = |minute: u32| point(minute, Value::Null);
    let expected = json!([
        { "dataPoints": [empty(0), point(7, json!(2.0)), empty(10)], "name": "CONNECTIONS", "units": "SCALAR" },
        { "dataPoints": [empty(0), empty(5), empty(10)], "name": "OPCOUNTER_QUERY", "units": "SCALAR_PER_SECOND" },
    ]);
    assert_eq!(measured["measurements"], expected);

    let hour = "start=2025-06-15T15:00:00Z&end=2025-06-15T15:01:00Z";
    let process = PROCESS.trim_start_matches("processes/");
    for (path, property, metric, units) in [
        ("clusters/orders/PRIMARY/sales/lines/collStats", "measurements", "READS_LATENCY", "MICROSECONDS"),
        (&format!("{PROCESS}/sales/lines/collStats"), "measurements", "READS_OPS", "SCALAR"),
        (&format!("hosts/{process}/fts/metrics"), "hardwareMeasurements", "FTS_DISK_USAGE", "BYTES"),
        (
            &format!("hosts/{process}/fts/metrics/indexes/sales/lines"),
            "indexStatsMeasurements",
            "INDEX_SIZE_ON_DISK",
            "BYTES",
        ),
    ] {
        let (status, measured) =
            api.get(&format!("{path}/measurements?granularity=PT1M&{hour}&metrics={metric}")).await;
        let expected = json!([{ "dataPoints": [empty(0), empty(1)], "name": metric, "units": units }]);
        assert_eq!((status, &measured[property]), (200, &expected), "{path}: {measured}");
        assert_eq!(
            (&measured["start"], &measured["end"]),
            (&json!("2025-06-15T15:00:00Z"), &json!("2025-06-15T15:01:00Z"))
        );
    }
}

#[tokio::test]
async fn reports_on_the_use_of_a_cluster_are_empty_and_need_the_cluster() {
    let api = Api::start().await;
    let advice = "clusters/orders/performanceAdvisor/suggestedIndexes";
    let unknown = refusal(api.get(advice).await);
    assert_eq!((unknown.0, unknown.1.as_str()), (404, "CLUSTER_NOT_FOUND"));
    let slow = format!("{PROCESS}/performanceAdvisor/slowQueryLogs");
    let unknown = refusal(api.get(&slow).await);
    assert_eq!((unknown.0, unknown.1.as_str()), (404, "HOST_NOT_FOUND"));
    api.atlas().insert("clusters", json!({ "name": "orders" })).unwrap();
    let host = "dbAccessHistory/processes/orders-shard-00-00.abcde.example.com";
    for (path, list) in [(slow.as_str(), "slowQueries"), (host, "accessLogs")] {
        assert_eq!(api.get(path).await.1[list], json!([]), "{path}");
    }
}
