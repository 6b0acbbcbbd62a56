//! Performance Advisor, metrics of collections, and query shapes: results and validation.

use atlas_api::{
    Confirm, Period,
    collection_metrics::{ClusterView, CollectionQuery},
    performance_advisor::{SlowQueryQuery, SuggestedIndexQuery},
    query_shapes::QueryShapeQuery,
};
use atlas_fake::{FakeAtlas, SetResponse};
use chrono::TimeDelta;
use serde_json::json;

use crate::{
    requests::offline,
    support::{check_invalid, client},
};

async fn with_cluster() -> FakeAtlas {
    let fake = FakeAtlas::start().await.unwrap();
    fake.insert("clusters", json!({ "name": "orders" })).unwrap();
    fake
}

#[tokio::test]
async fn advice_is_the_content_of_its_envelope() {
    let fake = with_cluster().await;
    let advisor = client(&fake).performance_advisor();
    let none = advisor.suggested_indexes("orders", SuggestedIndexQuery::new()).await.unwrap();
    assert_eq!(none.suggested_indexes.as_deref(), Some(&[][..]));
    let index = json!({ "namespace": "sales.orders", "index": [{ "date": -1 }], "weight": 2.5 });
    let advice = json!({ "content": { "suggestedIndexes": [index], "shapes": [] }, "status": 200 });
    fake.respond("listGroupClusterPerformanceAdvisorSuggestedIndexes", SetResponse::json(200, &advice));
    let advice = advisor.suggested_indexes("orders", SuggestedIndexQuery::new()).await.unwrap();
    assert_eq!(advice.suggested_indexes.as_ref().unwrap()[0].weight, Some(2.5));
    assert!(advisor.drop_suggestions("returns").await.unwrap_err().is_not_found());
}

#[tokio::test]
async fn pinned_collections_are_added_removed_and_replaced() {
    let fake = with_cluster().await;
    let metrics = client(&fake).collection_metrics();
    metrics.pin("orders", ["sales.orders", "sales.returns"]).await.unwrap();
    metrics.unpin("orders", ["sales.orders"]).await.unwrap();
    let pinned = metrics.pinned("orders").await.unwrap().into_inner();
    assert_eq!(pinned.pinned_namespaces, Some(vec!["sales.returns".to_owned()]));
    let pinned = metrics.replace_pinned("orders", [] as [&str; 0]).await.unwrap().into_inner();
    assert_eq!(pinned.pinned_namespaces, Some(vec![]));
}

#[tokio::test]
async fn a_query_shape_is_rejected_only_with_a_confirmation() {
    let fake = with_cluster().await;
    let (shapes, hash) = (client(&fake).query_shapes("orders"), "6c".repeat(32));
    let shape = json!({ "queryShapeHash": hash, "namespace": "sales.orders", "status": "UNREJECTED" });
    fake.insert("clusters/orders/queryShapes", shape).unwrap();
    let reject = shapes.reject(&hash);
    let impact = reject.impact().to_string();
    assert!(impact.ends_with("will be rejected: its queries will fail in the cluster \"orders\""), "{impact}");
    let rejected = reject.confirm(Confirm::yes()).await.unwrap();
    assert_eq!(rejected.status.as_ref().unwrap().as_str(), "REJECTED");
    assert_eq!(shapes.unreject(&hash).await.unwrap().status.as_ref().unwrap().as_str(), "UNREJECTED");
    assert!(!shapes.get("0".repeat(64)).exists().await.unwrap());
}

#[test]
fn an_invalid_query_is_rejected() {
    let atlas = offline();
    let (advisor, process) = (atlas.performance_advisor(), "host.example.com:27017");
    let query = SuggestedIndexQuery::new().namespace("orders");
    let rule = "namespace: \"orders\" has no database; expected for example \"sales.orders\"";
    check_invalid(advisor.suggested_indexes("orders", query).preview(), rule);
    let empty = advisor.slow_queries(process, SlowQueryQuery::new().limit(0));
    check_invalid(empty.preview(), "limit: 0; expected 1 to 20000");
    let past = advisor.namespaces(process, Period::last(TimeDelta::zero()));
    check_invalid(past.preview(), "period: 0 seconds; expected at least 1 second");

    let metrics = atlas.collection_metrics();
    let rule = "namespaces: none; name at least one, such as \"sales.orders\"";
    check_invalid(metrics.pin("orders", [] as [&str; 0]).preview(), rule);
    let query = CollectionQuery::new(Period::last(TimeDelta::hours(1))).metrics([""]);
    let unnamed = metrics.of_cluster("orders", ClusterView::Primary, "sales", "orders", query);
    check_invalid(unnamed.preview(), "metrics: name is empty; use for example READS_OPS");

    let shapes = atlas.query_shapes("orders");
    let rule =
        "query shape hash: \"6c\" is not a hash; expected 64 hexadecimal digits, the `query_shape_hash` of a summary";
    check_invalid(shapes.get("6c").preview(), rule);
    let many = (0..11).fold(QueryShapeQuery::new(), |query, number| query.namespace(format!("sales.c{number}")));
    check_invalid(shapes.summaries(many).preview(), "namespaces: 11 are too many; use at most 10");
    check_invalid(shapes.summaries(QueryShapeQuery::new().limit(101)).preview(), "limit: 101; expected 1 to 100");
}
