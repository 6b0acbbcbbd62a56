//! Upgrades of free and flex clusters, and validation without a change.

use std::time::Duration;

use atlas_api::{
    Atlas,
    clusters::{AnyCluster, ClusterRegion, ClusterSpec, ClusterUpdate, ReadCluster, RollingIndexSpec},
    model::ClusterValidation,
};
use atlas_fake::{FakeAtlas, SetResponse};
use serde_json::json;

use crate::support::{check_invalid, client};

fn region(size: &str) -> ClusterRegion {
    ClusterRegion::new("AWS", "US_WEST_2", size)
}

/// Starts a fake with the free cluster `trial`, in which a change takes ten minutes.
async fn with_trial() -> (FakeAtlas, Atlas) {
    let fake = FakeAtlas::builder().cluster_time(Duration::from_secs(600)).start().await.unwrap();
    let atlas = client(&fake);
    atlas.clusters().create(ClusterSpec::free("trial", "AWS", "US_EAST_1")).await.unwrap();
    atlas.clusters().wait_until_idle("trial").await.unwrap();
    (fake, atlas)
}

fn instance_size(cluster: &AnyCluster) -> Option<&str> {
    let shard = &cluster.as_cluster().unwrap().replication_specs.as_ref()?[0];
    shard.region_configs.as_ref()?[0].electable_specs.as_ref()?.instance_size.as_ref().map(|size| size.as_str())
}

#[tokio::test]
async fn a_free_cluster_becomes_dedicated() {
    let (_fake, atlas) = with_trial().await;
    let clusters = atlas.clusters();
    let upgraded = clusters.upgrade_to_dedicated("trial", region("M20")).await.unwrap();
    assert_eq!((upgraded.name.as_deref(), upgraded.state()), (Some("trial"), Some("UPDATING")));
    let cluster = clusters.wait_until_idle("trial").await.unwrap();
    assert_eq!((cluster.state(), instance_size(&cluster)), (Some("IDLE"), Some("M20")));
    // A dedicated cluster cannot be upgraded again, and an unknown one not at all.
    let error = clusters.upgrade_to_dedicated("trial", region("M30")).await.unwrap_err();
    assert_eq!(error.code(), Some("INVALID_ATTRIBUTE"));
    assert!(clusters.upgrade_to_dedicated("sales", region("M30")).await.unwrap_err().is_not_found());
}

#[tokio::test]
async fn a_free_cluster_becomes_a_flex_cluster_and_then_dedicated() {
    let (_fake, atlas) = with_trial().await;
    let (clusters, flex) = (atlas.clusters(), atlas.flex_clusters());
    clusters.upgrade_to_flex("trial", "AWS", "US_EAST_1").await.unwrap();
    assert!(clusters.wait_until_idle("trial").await.unwrap().as_flex().is_some());
    let spec = ClusterSpec::replica_set("trial", region("M10")).backup(true).tag("team", "finance");
    let before = flex.upgrade_to_dedicated(spec).await.unwrap();
    assert_eq!((before.name.as_deref(), before.state()), (Some("trial"), Some("UPDATING")));
    let cluster = clusters.wait_until_idle("trial").await.unwrap();
    assert_eq!((instance_size(&cluster), cluster.tag("team")), (Some("M10"), Some("finance")));
    let error = flex.upgrade_to_dedicated(ClusterSpec::replica_set("sales", region("M10"))).await.unwrap_err();
    assert!(error.is_not_found());
}

#[tokio::test]
async fn a_wait_for_an_upgrade_fails_if_the_cluster_is_deleted() {
    let (fake, atlas) = with_trial().await;
    atlas.clusters().upgrade_to_dedicated("trial", region("M10")).await.unwrap();
    let deleting = json!({ "name": "trial", "stateName": "DELETING" });
    fake.respond("getGroupCluster", SetResponse::json(200, &deleting).times(2));
    assert!(atlas.clusters().wait_until_idle("trial").await.unwrap_err().is_failed_state());
}

#[tokio::test]
async fn an_upgrade_sets_only_the_hardware_of_one_region() {
    let clusters = crate::requests::offline().clusters();
    let rule =
        "region: an upgrade sets neither nodes nor auto-scaling; leave them out, and update the cluster afterwards";
    check_invalid(clusters.upgrade_to_dedicated("trial", region("M10").electable_nodes(5)).preview(), rule);
    check_invalid(clusters.upgrade_to_dedicated("trial", region("M10").scale_disk(false)).preview(), rule);
    check_invalid(
        clusters.upgrade_to_dedicated("trial", region("")).preview(),
        "instance size: empty; expected for example M10",
    );
}

#[tokio::test]
async fn a_validation_reports_the_error_of_a_creation_or_an_update() {
    let (_fake, atlas) = with_trial().await;
    let clusters = atlas.clusters();
    let codes = |validation: &ClusterValidation| -> Vec<String> {
        validation.errors.iter().flatten().filter_map(|problem| problem.error_code.clone()).collect()
    };
    let valid = clusters.validate(ClusterSpec::replica_set("orders", region("M10"))).await.unwrap();
    assert_eq!((valid.valid, codes(&valid)), (Some(true), vec![]));
    let taken = clusters.validate(ClusterSpec::replica_set("trial", region("M10"))).await.unwrap();
    assert_eq!((taken.valid, codes(&taken)), (Some(false), vec!["DUPLICATE_CLUSTER_NAME".to_owned()]));
    let version = clusters.validate_update("trial", ClusterUpdate::new().mongodb_version("1.0")).await.unwrap();
    assert_eq!(codes(&version), ["MONGODB_VERSION_INVALID"]);
    // Nothing was created or changed.
    assert!(!clusters.exists("orders").await.unwrap());
}

#[tokio::test]
async fn a_rolling_index_has_a_collection_and_keys() {
    let clusters = crate::requests::offline().clusters();
    let create = |spec| clusters.create_rolling_index("orders", spec).preview();
    check_invalid(create(RollingIndexSpec::new("shop", "orders")), "index: it has no keys; add a field");
    let rule = "collection: length is 0; expected at least 1 character";
    check_invalid(create(RollingIndexSpec::new("shop", "").ascending("a")), rule);
}
