//! The requests of the Performance Advisor, metrics of collections, and query shapes.

use atlas_api::{
    Period,
    collection_metrics::{ClusterView, CollectionQuery},
    performance_advisor::{ProcessIndexQuery, SlowQueryQuery, SuggestedIndexQuery},
    query_shapes::QueryShapeQuery,
};
use chrono::TimeDelta;

use super::{Row, case, check, offline, row};

const PROCESS: &str = "orders-shard-00-00.abcde.mongodb.net:27017";

pub(super) fn rows() -> Vec<Row> {
    [advisor_rows(), collection_rows(), shape_rows()].into_iter().flatten().collect()
}

fn day() -> Period {
    Period::between("2025-01-01T00:00:00Z".parse().unwrap(), "2025-01-02T00:00:00Z".parse().unwrap())
}

fn advisor_rows() -> Vec<Row> {
    let advisor = offline().performance_advisor();
    let all = SuggestedIndexQuery::new().process(PROCESS).namespace("sales.orders").namespace("a.b").period(day());
    let of_process = ProcessIndexQuery::new().namespace("sales.orders").period(day()).max_indexes(3).max_examples(0);
    let slow = SlowQueryQuery::new().namespace("sales.orders").period(day()).limit(5);
    let slow = slow.metrics().replica_state().operation_type();
    vec![
        row("PerformanceAdvisor::suggested_indexes", advisor.suggested_indexes("orders", SuggestedIndexQuery::new())),
        case("PerformanceAdvisor::suggested_indexes", "all", advisor.suggested_indexes("orders", all)),
        row(
            "PerformanceAdvisor::suggested_indexes_of_process",
            advisor.suggested_indexes_of_process(PROCESS, of_process),
        ),
        row("PerformanceAdvisor::drop_suggestions", advisor.drop_suggestions("orders")),
        row("PerformanceAdvisor::schema_advice", advisor.schema_advice("orders")),
        row("PerformanceAdvisor::slow_queries", advisor.slow_queries(PROCESS, SlowQueryQuery::new())),
        case("PerformanceAdvisor::slow_queries", "all", advisor.slow_queries(PROCESS, slow)),
        row("PerformanceAdvisor::namespaces", advisor.namespaces(PROCESS, Period::last(TimeDelta::hours(1)))),
        row("PerformanceAdvisor::managed_slow_threshold", advisor.managed_slow_threshold()),
        row("PerformanceAdvisor::enable_managed_slow_threshold", advisor.enable_managed_slow_threshold()),
        row("PerformanceAdvisor::disable_managed_slow_threshold", advisor.disable_managed_slow_threshold()),
    ]
}

fn collection_rows() -> Vec<Row> {
    let metrics = offline().collection_metrics();
    let hours = Period::last(TimeDelta::hours(8));
    let query = CollectionQuery::new(day()).metrics(["READS_OPS", "READS_P99_VALUE"]);
    vec![
        row("CollectionMetrics::names", metrics.names()),
        row(
            "CollectionMetrics::of_cluster",
            metrics.of_cluster("orders", ClusterView::IndividualProcess, "sales", "a/b", query),
        ),
        row(
            "CollectionMetrics::of_process",
            metrics.of_process(PROCESS, "sales", "orders", CollectionQuery::new(hours)),
        ),
        row("CollectionMetrics::namespaces_of_cluster", metrics.namespaces_of_cluster("orders", "PRIMARY", hours)),
        row("CollectionMetrics::namespaces_of_process", metrics.namespaces_of_process(PROCESS, day())),
        row("CollectionMetrics::pinned", metrics.pinned("orders")),
        row("CollectionMetrics::pin", metrics.pin("orders", ["sales.orders", "sales.returns"])),
        row("CollectionMetrics::unpin", metrics.unpin("orders", ["sales.orders"])),
        row("CollectionMetrics::replace_pinned", metrics.replace_pinned("orders", [] as [&str; 0])),
    ]
}

fn shape_rows() -> Vec<Row> {
    let shapes = offline().query_shapes("orders");
    let hash = "6c".repeat(32);
    let all = QueryShapeQuery::new().period(day()).process(PROCESS).namespace("sales.orders").command("find");
    vec![
        row("QueryShapes::summaries", shapes.summaries(QueryShapeQuery::new())),
        case("QueryShapes::summaries", "all", shapes.summaries(all.command("aggregate").hash(&hash).limit(5))),
        row("QueryShapes::details", shapes.details(&hash, day())),
        row("QueryShapes::list_rejected", shapes.list_rejected()),
        row("QueryShapes::get", shapes.get(&hash)),
        row("QueryShapes::reject", shapes.reject(&hash)),
        row("QueryShapes::unreject", shapes.unreject(&hash)),
    ]
}

#[test]
fn requests_of_performance() {
    check("performance", &rows());
}
