//! The fake Atlas of the examples' tests.

use std::{future, sync::Arc, time::Duration};

use atlas_api::Atlas;
use atlas_fake::FakeAtlas;
use serde_json::{Value, json};

/// The type of an example's result.
type Outcome = Result<(), Box<dyn std::error::Error>>;

/// Starts a fake with these resources, by their paths, and a client whose waits advance the fake's clock.
pub(crate) async fn fake(resources: &[(&str, Value)]) -> (Arc<FakeAtlas>, Atlas) {
    let fake = FakeAtlas::builder().cluster_time(Duration::from_secs(300)).start().await.unwrap();
    for (path, resource) in resources {
        fake.insert(&path.replace("ORG", fake.organization_id()), resource.clone()).unwrap();
    }
    let fake = Arc::new(fake);
    let (timer, clock) = (Arc::clone(&fake), Arc::clone(&fake));
    let atlas = Atlas::builder()
        .api_key(fake.public_key(), fake.private_key())
        .project_id(fake.project_id())
        .organization_id(fake.organization_id())
        .base_url(fake.base_url())
        .clock(move || clock.now())
        .sleep_with(move |wait| {
            timer.advance(wait);
            future::ready(())
        })
        .build()
        .unwrap();
    (fake, atlas)
}

/// Returns a replica set with three nodes of a size.
#[allow(dead_code)] // Some examples need no cluster.
pub(crate) fn cluster(name: &str, size: &str) -> (&'static str, Value) {
    let region = json!({
        "providerName": "AWS",
        "regionName": "US_EAST_1",
        "priority": 7,
        "electableSpecs": { "instanceSize": size, "nodeCount": 3 },
    });
    let specs = json!([{ "regionConfigs": [region] }]);
    ("clusters", json!({ "name": name, "clusterType": "REPLICASET", "replicationSpecs": specs }))
}

/// Returns the text that an example wrote.
pub(crate) fn text(outcome: Outcome, out: Vec<u8>) -> String {
    outcome.unwrap();
    String::from_utf8(out).unwrap()
}
