//! Changes only if necessary: the number of requests, the result, and the bodies that are sent.

use std::time::Duration;

use atlas_api::clusters::{ClusterRegion, ClusterSpec};
use atlas_fake::FakeAtlas;
use serde_json::{Value, json};

use crate::support::client;

/// Starts a fake with a cluster that is ready, and forgets the requests for that.
pub(super) async fn fake_with(region: ClusterRegion) -> FakeAtlas {
    let fake = FakeAtlas::builder().cluster_time(Duration::from_secs(600)).start().await.unwrap();
    client(&fake).clusters().create(ClusterSpec::replica_set("orders", region)).await.unwrap();
    settle(&fake);
    fake
}

/// Completes the changes of clusters.
pub(super) fn settle(fake: &FakeAtlas) {
    fake.advance(Duration::from_secs(2 * 3600));
    fake.clear_journal();
}

fn region() -> ClusterRegion {
    ClusterRegion::new("AWS", "US_EAST_1", "M10")
}

/// Returns the methods of the requests since the last call, and the body of the last one.
pub(super) fn sent(fake: &FakeAtlas) -> (Vec<String>, Option<Value>) {
    let requests = fake.requests();
    let authenticated = requests.iter().filter(|request| request.status() != 401);
    let sent = authenticated.map(|request| request.method().to_string()).collect();
    let body = requests.last().and_then(|request| request.json());
    fake.clear_journal();
    (sent, body)
}

#[tokio::test]
async fn a_cluster_is_paused_and_resumed_only_if_necessary() {
    let fake = fake_with(region()).await;
    let clusters = client(&fake).clusters();

    let running = clusters.ensure_running("orders").await.unwrap();
    assert_eq!((running.changed(), running.paused, running.attempts()), (false, Some(false), 1));
    assert_eq!(sent(&fake), (vec!["GET".to_owned()], None));

    let paused = clusters.ensure_paused("orders").await.unwrap();
    assert_eq!((paused.changed(), paused.paused, paused.attempts()), (true, Some(true), 2));
    assert_eq!(sent(&fake), (vec!["GET".to_owned(), "PATCH".to_owned()], Some(json!({ "paused": true }))));
    settle(&fake);

    assert!(!clusters.ensure_paused("orders").await.unwrap().changed());
    assert_eq!(sent(&fake), (vec!["GET".to_owned()], None));
    let error = clusters.pause("orders").await.unwrap_err();
    assert_eq!(error.code(), Some("CLUSTER_ALREADY_PAUSED"));
    fake.clear_journal();

    let resumed = clusters.ensure_running("orders").await.unwrap();
    assert_eq!((resumed.changed(), resumed.into_response().paused), (true, Some(false)));
    assert_eq!(sent(&fake), (vec!["GET".to_owned(), "PATCH".to_owned()], Some(json!({ "paused": false }))));
}

#[tokio::test]
async fn a_cluster_is_resized_only_if_necessary() {
    let fake = fake_with(region()).await;
    let clusters = client(&fake).clusters();
    let same = clusters.ensure_instance_size("orders", "M10").await.unwrap();
    assert_eq!((same.changed(), same.attempts()), (false, 1));
    assert_eq!(sent(&fake), (vec!["GET".to_owned()], None));

    let larger = clusters.ensure_instance_size("orders", "M20").await.unwrap();
    assert_eq!((larger.changed(), larger.attempts()), (true, 2));
    let (methods, body) = sent(&fake);
    assert_eq!(methods, ["GET", "PATCH"]);
    let nodes = &body.unwrap()["replicationSpecs"][0]["regionConfigs"][0]["electableSpecs"];
    assert_eq!(*nodes, json!({ "instanceSize": "M20", "nodeCount": 3, "diskSizeGB": 10.0 }));
    // The change is in progress, and the size is the new one already.
    assert!(!clusters.ensure_instance_size("orders", "M20").await.unwrap().changed());
}

#[tokio::test]
async fn bounds_of_auto_scaling_are_moved_only_on_request() {
    let fake = fake_with(region().scale_compute("M10", "M30")).await;
    let clusters = client(&fake).clusters();
    let expected = "updateGroupCluster cannot be sent: instance size: \"M40\" is outside of the auto-scaling bounds of \
                    cluster \"orders\" (maximum \"M30\"); call `moving_autoscaling_bounds` to move them";
    for error in [
        clusters.ensure_instance_size("orders", "M40").await.unwrap_err(),
        clusters.set_instance_size("orders", "M40").await.unwrap_err(),
    ] {
        assert!(error.is_invalid_argument(), "{error:?}");
        assert_eq!(error.to_string(), expected);
    }
    assert_eq!(sent(&fake).0, ["GET", "GET"]);

    let moved = clusters.ensure_instance_size("orders", "M40").moving_autoscaling_bounds().await.unwrap();
    assert!(moved.changed());
    let compute = &sent(&fake).1.unwrap()["replicationSpecs"][0]["regionConfigs"][0]["autoScaling"]["compute"];
    let bounds = (&compute["minInstanceSize"], &compute["maxInstanceSize"]);
    assert_eq!(bounds, (&json!("M10"), &json!("M40")));
    settle(&fake);
    assert!(clusters.set_instance_size("orders", "M50").moving_autoscaling_bounds().await.is_ok());
    assert_eq!(sent(&fake).0, ["GET", "PATCH"]);
}

#[tokio::test]
async fn analytics_nodes_are_included_only_on_request() {
    let fake = fake_with(region().analytics_nodes(1)).await;
    let clusters = client(&fake).clusters();
    assert!(clusters.ensure_instance_size("orders", "M20").await.unwrap().changed());
    settle(&fake);
    let ensure = || clusters.ensure_instance_size("orders", "M20");
    assert!(!ensure().await.unwrap().changed());
    assert!(ensure().with_analytics_nodes().await.unwrap().changed());
    settle(&fake);
    assert!(!ensure().with_analytics_nodes().await.unwrap().changed());
}

#[tokio::test]
async fn a_cluster_that_is_being_deleted_is_not_as_wanted() {
    let fake = fake_with(region()).await;
    let clusters = client(&fake).clusters();
    clusters.delete("orders").confirm(atlas_api::Confirm::yes()).await.unwrap();
    for error in [
        clusters.ensure_running("orders").await.unwrap_err(),
        clusters.ensure_instance_size("orders", "M10").await.unwrap_err(),
    ] {
        assert_eq!(error.code(), Some("CLUSTER_ALREADY_REQUESTED_DELETION"), "{error:?}");
        assert_eq!(error.attempts(), 2);
    }
}

#[tokio::test]
async fn a_missing_cluster_and_a_flex_cluster_are_errors() {
    let fake = fake_with(region()).await;
    fake.insert("flexClusters", json!({ "name": "small" })).unwrap();
    let clusters = client(&fake).clusters();
    assert!(clusters.ensure_paused("sales").await.unwrap_err().is_absent());
    let error = clusters.ensure_paused("small").await.unwrap_err();
    assert_eq!(error.code(), Some("CANNOT_USE_FLEX_CLUSTER_IN_CLUSTER_API"));
    let error = clusters.ensure_instance_size("small", "M20").await.unwrap_err();
    assert!(error.is_invalid_argument(), "{error:?}");
    assert_eq!(sent(&fake).0, ["GET", "GET", "GET"]);
}
