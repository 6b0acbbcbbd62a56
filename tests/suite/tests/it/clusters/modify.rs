//! Changes of single parts of a cluster: the requests, the result, and the confirmation of removed regions.

use std::time::Duration;

use atlas_api::{
    Confirm,
    clusters::{
        ClusterChange, ClusterRegion, ClusterShard, ClusterSpec, ClusterUpdate, NodesChange, ReadCluster, ReadLayout,
        ReadRegion,
    },
};
use atlas_fake::FakeAtlas;
use serde_json::{Value, json};

use super::ensure::{fake_with, sent, settle};
use crate::support::{argument_and_rule, client};

fn region(name: &str, nodes: u8) -> ClusterRegion {
    ClusterRegion::new("AWS", name, "M10").electable_nodes(nodes)
}

/// Returns the name, the instance size and the number of electable nodes of each region.
async fn regions(fake: &FakeAtlas) -> Vec<(String, String, u32)> {
    let cluster = client(fake).clusters().get("orders").await.unwrap();
    let regions = cluster.as_cluster().unwrap().regions().iter();
    let shown = |region: &atlas_api::model::CloudRegionConfig| {
        (region.name().to_owned(), region.instance_size().unwrap().to_owned(), region.electable_nodes())
    };
    regions.map(shown).collect()
}

#[tokio::test]
async fn a_repeated_change_sends_nothing() {
    let fake = fake_with(region("US_EAST_1", 3)).await;
    let clusters = client(&fake).clusters();
    let change = ClusterChange::new()
        .instance_size("M30")
        .disk_size_gb(100.0)
        .auto_scale("M30", "M60")
        .set_region(ClusterRegion::new("AWS", "EU_WEST_1", "M30").electable_nodes(2))
        .region("AWS", "US_EAST_1", NodesChange::new().analytics_nodes(1).analytics_size("M40"))
        .set_tag("team", "finance")
        .and(ClusterUpdate::new().backup(true));
    let modified = clusters.modify("orders", change.clone()).await.unwrap();
    assert_eq!((modified.changed(), modified.attempts()), (true, 2));
    assert_eq!(modified.tag("team"), Some("finance"));
    assert_eq!((modified.node_count(), modified.disk_size_gb()), (6, Some(100.0)));
    assert_eq!(modified.regions()[1].scaling_bounds(), Some(("M30", "M60")));
    let (methods, body) = sent(&fake);
    assert_eq!(methods, ["GET", "PATCH"]);
    let mut names: Vec<_> = body.as_ref().unwrap().as_object().unwrap().keys().cloned().collect();
    names.sort();
    assert_eq!(names, ["backupEnabled", "replicationSpecs", "tags"]);
    settle(&fake);
    let expected = [("US_EAST_1", 3), ("EU_WEST_1", 2)].map(|(name, count)| (name.to_owned(), "M30".to_owned(), count));
    assert_eq!(regions(&fake).await, expected);
    fake.clear_journal();

    let modified = clusters.modify("orders", change).await.unwrap();
    assert_eq!((modified.changed(), modified.attempts()), (false, 1));
    assert_eq!(sent(&fake), (vec!["GET".to_owned()], None));
}

#[tokio::test]
async fn a_region_is_removed_only_if_that_is_confirmed() {
    let fake = fake_with(region("US_EAST_1", 3)).await;
    let modify = || {
        let change = ClusterChange::new().set_region(region("EU_WEST_1", 3)).remove_region("AWS", "US_EAST_1");
        client(&fake).clusters().modify("orders", change)
    };
    let error = modify().await.unwrap_err();
    assert!(error.is_confirmation_required());
    let expected = "updateGroupCluster not sent: call `.confirm(Confirm::yes())` to proceed (effect: cluster \"orders\" \
                    will lose its nodes in AWS US_EAST_1)";
    assert_eq!(error.to_string(), expected);
    assert_eq!(sent(&fake).0, ["GET"]);

    let error = modify().confirm(Confirm::name("Orders")).await.unwrap_err();
    assert!(error.is_confirmation_required());
    assert!(sent(&fake).0.is_empty());

    assert!(modify().confirm(Confirm::name("orders")).await.unwrap().changed());
    settle(&fake);
    assert_eq!(regions(&fake).await, [("EU_WEST_1".to_owned(), "M10".to_owned(), 3)]);
    // The region is gone, so nothing is lost anymore.
    assert!(!modify().await.unwrap().changed());
}

#[tokio::test]
async fn shards_that_differ_keep_their_ids() {
    let fake = FakeAtlas::builder().cluster_time(Duration::from_secs(600)).start().await.unwrap();
    let clusters = client(&fake).clusters();
    let shard = |size: &str, zone: &str| ClusterShard::new(ClusterRegion::new("AWS", "US_EAST_1", size)).zone(zone);
    let spec = ClusterSpec::global("orders", [shard("M30", "America"), shard("M50", "Europe")]);
    let created = clusters.create(spec).await.unwrap();
    let ids = |shards: &[atlas_api::model::ReplicationSpec]| -> Vec<_> {
        shards.iter().map(|shard| (shard.id.clone(), shard.zone_id.clone(), shard.zone_name.clone())).collect()
    };
    settle(&fake);
    let change = ClusterChange::new().all_regions(NodesChange::new().read_only_nodes(1));
    let modified = clusters.modify("orders", change).await.unwrap();
    assert!(modified.changed());
    assert_eq!(ids(modified.shards()), ids(created.shards()));
    assert_eq!(modified.node_count(), 8);
    let body = sent(&fake).1.unwrap();
    let sizes = [0, 1].map(|shard| body["replicationSpecs"][shard]["regionConfigs"][0]["readOnlySpecs"].clone());
    let expected = |size: &str, disk: u32| -> Value {
        json!({
            "instanceSize": size, "nodeCount": 1, "diskSizeGB": f64::from(disk), "diskIOPS": 3000,
            "ebsVolumeType": "STANDARD",
        })
    };
    assert_eq!(sizes, [expected("M30", 40), expected("M50", 160)]);
}

#[tokio::test]
async fn a_cluster_without_configurable_nodes_is_rejected() {
    let fake = FakeAtlas::start().await.unwrap();
    fake.insert("flexClusters", json!({ "name": "small" })).unwrap();
    let clusters = client(&fake).clusters();
    let change = ClusterChange::new().instance_size("M10");
    let error = clusters.modify("small", change.clone()).await.unwrap_err();
    assert_eq!(argument_and_rule(&error), r#"cluster: "small" is a flex cluster; use `update` of `flex_clusters`"#);

    clusters.create(ClusterSpec::free("orders", "AWS", "US_EAST_1")).await.unwrap();
    settle(&fake);
    let free = clusters.get("orders").await.unwrap();
    let free = free.as_cluster().unwrap();
    assert_eq!((free.instance_size(), free.node_count(), free.regions()[0].provider()), (Some("M0"), 0, "AWS"));
    let error = clusters.modify("orders", change).await.unwrap_err();
    let rule = "cluster: nodes of a free cluster are not configurable; change other properties only";
    assert_eq!(argument_and_rule(&error), rule);
    assert!(clusters.modify("orders", ClusterChange::new().set_tag("team", "finance")).await.unwrap().changed());

    let error = clusters.modify("missing", ClusterChange::new().instance_size("M10")).await.unwrap_err();
    assert_eq!(error.code(), Some("CLUSTER_NOT_FOUND"));
}
