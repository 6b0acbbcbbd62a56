//! The ready client of the fake.

use std::time::Duration;

use atlas_api::clusters::{ClusterRegion, ClusterSpec};
use atlas_fake::{FakeAtlas, Fault};

#[tokio::test]
async fn waits_and_retries_advance_the_clock_of_the_fake() {
    let fake = FakeAtlas::builder().cluster_time(Duration::from_secs(600)).start().await.unwrap();
    let atlas = fake.client().unwrap();
    let begun = fake.now();
    let elapsed = || fake.now().duration_since(begun).unwrap();
    let spec = ClusterSpec::replica_set("orders", ClusterRegion::new("AWS", "US_EAST_1", "M10"));
    atlas.clusters().create(spec).await.unwrap();
    assert!(elapsed() < Duration::from_secs(300), "{:?}", elapsed());
    let cluster = atlas.clusters().wait_until_idle("orders").await.unwrap();
    assert_eq!(cluster.name(), Some("orders"));
    assert!(elapsed() >= Duration::from_secs(600), "{:?}", elapsed());

    let before = elapsed();
    fake.fault(Fault::rate_limited().retry_after(90).on("getGroupCluster").times(1));
    let cluster = atlas.clusters().get("orders").await.unwrap();
    assert_eq!(cluster.attempts(), 2);
    assert!(elapsed() - before >= Duration::from_secs(90), "{:?}", elapsed() - before);
}

#[tokio::test]
async fn a_client_outlives_its_fake() {
    let fake = FakeAtlas::start().await.unwrap();
    let atlas = fake.client_builder().retry(atlas_api::RetryPolicy::none()).build().unwrap();
    drop(fake);
    assert!(atlas.clusters().get("orders").await.unwrap_err().is_connect());
}
