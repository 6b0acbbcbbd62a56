//! Things of a cluster that have states of their own: loads of sample data and simulated outages.

use std::time::Duration;

use atlas_api::{Atlas, Confirm};
use atlas_fake::{FakeAtlas, SetResponse};
use serde_json::json;

use crate::support::client;

/// Starts a fake with a cluster, in which a change takes ten minutes.
async fn slow() -> (FakeAtlas, Atlas) {
    let fake = FakeAtlas::builder().cluster_time(Duration::from_secs(600)).start().await.unwrap();
    fake.insert("clusters", json!({ "name": "orders" })).unwrap();
    let atlas = client(&fake);
    (fake, atlas)
}

#[tokio::test]
async fn sample_data_is_loaded_and_waited_for() {
    let (_fake, atlas) = slow().await;
    let clusters = atlas.clusters();
    let load = clusters.load_sample_data("orders").await.unwrap();
    let id = load.id.clone().unwrap();
    assert_eq!(clusters.sample_data_load(&*id).await.unwrap().state.as_ref().unwrap().as_str(), "WORKING");
    let load = clusters.wait_until_sample_data_loaded(&*id).await.unwrap();
    assert_eq!(load.state.as_ref().unwrap().as_str(), "COMPLETED");
    assert_eq!(load.cluster_name.as_deref(), Some("orders"));
}

#[tokio::test]
async fn a_wait_for_failed_or_unknown_sample_data_ends() {
    let (fake, atlas) = slow().await;
    let clusters = atlas.clusters();
    let id = clusters.load_sample_data("orders").await.unwrap().id.clone().unwrap();
    let failed = json!({ "_id": id, "clusterName": "orders", "state": "FAILED" });
    fake.respond("getGroupSampleDatasetLoad", SetResponse::json(200, &failed).times(1));
    assert!(clusters.wait_until_sample_data_loaded(&*id).await.unwrap_err().is_failed_state());
    assert!(clusters.wait_until_sample_data_loaded("0123456789abcdef01234567").await.unwrap_err().is_not_found());
    assert!(clusters.load_sample_data("sales").await.unwrap_err().is_not_found());
}

#[tokio::test]
async fn an_outage_is_simulated_and_ended() {
    let (_fake, atlas) = slow().await;
    let clusters = atlas.clusters();
    assert!(clusters.outage_simulation("orders").await.unwrap_err().is_not_found());
    let start = clusters.start_outage_simulation("orders", [("AWS", "US_EAST_1")]);
    let started = start.confirm(Confirm::name("orders")).await.unwrap();
    let region = &started.outage_filters.as_ref().unwrap()[0];
    assert_eq!(region.region_name.as_deref(), Some("US_EAST_1"));
    let simulation = clusters.wait_until_outage_simulated("orders").await.unwrap();
    assert_eq!(simulation.state.as_ref().unwrap().as_str(), "SIMULATING");

    clusters.end_outage_simulation("orders").await.unwrap();
    assert!(clusters.wait_until_outage_simulated("orders").await.unwrap_err().is_failed_state());
    clusters.wait_until_outage_recovered("orders").await.unwrap();
    assert!(clusters.outage_simulation("orders").await.unwrap_err().is_not_found());
}
