//! Lines about slow operations.

use std::time::Duration;

use atlas_api::logs::LogLine;

use super::{download, gzip, serving};

/// The duration in milliseconds, the namespace and the plan of a line.
type Operation<'a> = (Option<u64>, Option<&'a str>, Option<&'a str>);

#[track_caller]
fn check(line: &str, expected: Operation<'_>) {
    let line = LogLine::from(line);
    let duration = line.duration().map(|time| time.as_millis() as u64);
    assert_eq!((duration, line.namespace(), line.plan_summary()), expected, "{}", line.raw());
    assert_eq!(line.is_slow_query(), expected.0.is_some());
}

#[test]
fn a_slow_operation_in_json_has_a_duration() {
    let line = |message: &str, attributes: &str| format!(r#"{{"c":"COMMAND","msg":"{message}","attr":{attributes}}}"#);
    let attributes = r#"{"ns":"shop.orders","planSummary":"IXSCAN { a: 1 }","durationMillis":120}"#;
    check(&line("Slow query", attributes), (Some(120), Some("shop.orders"), Some("IXSCAN { a: 1 }")));
    check(&line("Slow query", r#"{"durationMillis":7}"#), (Some(7), None, None));
    check(&line("Slow query", r#"{"ns":"shop.orders"}"#), (None, None, None));
    check(&line("Slow query", r#"{"durationMillis":"7"}"#), (None, None, None));
    check(&line("Index build: done", attributes), (None, None, None));
}

#[test]
fn a_slow_operation_in_text_has_a_duration() {
    let line =
        |component: &str, message: &str| format!("2019-10-28T20:25:32.123+0000 I  {component} [conn7] {message}");
    let find = r#"command shop.orders appName: "x" command: find { find: "orders" } planSummary: COLLSCAN keysExamined:0 protocol:op_msg 153ms"#;
    check(&line("COMMAND ", find), (Some(153), Some("shop.orders"), Some("COLLSCAN")));
    let update = "update shop.orders command: { q: { a: 1 } } planSummary: IXSCAN { a: 1 } nModified:1 12ms";
    check(&line("WRITE   ", update), (Some(12), Some("shop.orders"), Some("IXSCAN")));
    check(&line("NETWORK ", "waited for 12ms"), (None, None, None));
    check(&line("COMMAND ", "dropDatabase shop - starting"), (None, None, None));
}

#[tokio::test]
async fn the_lines_of_a_log_are_filtered_by_their_duration() {
    let slow = |time: u32| format!(r#"{{"msg":"Slow query","attr":{{"durationMillis":{time}}}}}"#);
    let text = format!("{}\nother\n{}\n{}", slow(99), slow(100), slow(2000));
    let (_server, atlas) = serving(gzip(text.as_bytes())).await;
    let mut lines = download(&atlas).lines().slow_queries(Duration::from_millis(100));
    let mut found = Vec::new();
    while let Some(line) = lines.next().await {
        found.push(line.unwrap().duration().unwrap().as_millis());
    }
    assert_eq!(found, [100, 2000]);
}
