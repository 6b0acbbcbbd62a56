//! Changes of single parts of a cluster: the requests, the result, and the confirmation of removed regions.

use std::time::Duration;

use atlas_api::{
    Confirm,
    clusters::{
        ClusterChange, ClusterRegion, ClusterShard, ClusterSpec, ClusterUpdate, NodesChange, ReadCluster, ReadLayout,
        ReadRegion,
    },
    model::ClusterInput,
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
async fn backups_are_disabled_only_if_that_is_confirmed() {
    let fake = FakeAtlas::start().await.unwrap();
    let clusters = client(&fake).clusters();
    let spec = ClusterSpec::replica_set("orders", region("US_EAST_1", 3)).backup(true).point_in_time_restore(true);
    clusters.create(spec).await.unwrap();
    fake.clear_journal();
    let new = ClusterUpdate::new;
    for (update, effect) in [
        (new().backup(false), "will lose all of its snapshots"),
        (new().backup(false).point_in_time_restore(false), "will lose all of its snapshots"),
        (new().point_in_time_restore(false), "will lose the history for restores to a point in time"),
        (ClusterInput::new().backup_enabled(false).into(), "will lose all of its snapshots"),
    ] {
        let impact = format!("cluster \"orders\" {effect}");
        let error = clusters.update("orders", update.clone()).await.unwrap_err();
        assert!(error.is_confirmation_required());
        let advice = "pass the update to `update_discarding` and confirm it";
        assert_eq!(error.to_string(), format!("updateGroupCluster not sent: {advice} (effect: {impact})"));
        assert_eq!(clusters.update_discarding("orders", update.clone()).impact().to_string(), impact);
        assert_eq!(fake.request_count(), 0);

        let error = clusters.modify("orders", ClusterChange::new().and(update)).await.unwrap_err();
        let advice = "call `.confirm(Confirm::yes())` to proceed";
        assert_eq!(error.to_string(), format!("updateGroupCluster not sent: {advice} (effect: {impact})"));
        assert_eq!(sent(&fake).0, ["GET"]);
        fake.clear_journal();
    }
    let layout = ClusterUpdate::from(ClusterInput::new().replication_specs(Vec::new()));
    for (update, effect) in [
        (layout.clone(), "will lose the shards, regions and nodes that the update does not have"),
        (
            layout.backup(false),
            "will lose all of its snapshots, and the shards, regions and nodes that the update does not have",
        ),
    ] {
        let error = clusters.update("orders", update.clone()).await.unwrap_err();
        assert!(error.is_confirmation_required());
        let impact = format!("cluster \"orders\" {effect}");
        assert_eq!(clusters.update_discarding("orders", update).impact().to_string(), impact);
        assert_eq!(fake.request_count(), 0);
    }
    let moved = ClusterChange::new()
        .set_region(region("EU_WEST_1", 3))
        .remove_region("AWS", "US_EAST_1")
        .and(new().point_in_time_restore(false));
    let error = clusters.modify("orders", moved).await.unwrap_err().to_string();
    let effects = "will lose its nodes in AWS US_EAST_1, and the history for restores to a point in time";
    assert!(error.contains(effects), "{error}");

    let update = clusters.update_discarding("orders", new().point_in_time_restore(false));
    assert!(update.clone().confirm(Confirm::name("Orders")).await.unwrap_err().is_confirmation_required());
    assert_eq!(update.confirm(Confirm::name("orders")).await.unwrap().pit_enabled, Some(false));
    let without_backups = || ClusterChange::new().and(new().backup(false).point_in_time_restore(false));
    let modified = clusters.modify("orders", without_backups()).confirm(Confirm::name("orders")).await.unwrap();
    assert_eq!((modified.changed(), modified.backup_enabled), (true, Some(false)));
    // The cluster has no backups anymore, so nothing is lost.
    assert!(!clusters.modify("orders", without_backups()).await.unwrap().changed());
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
    let expected = |size: &str| -> Value {
        json!({
            "instanceSize": size, "nodeCount": 1, "diskSizeGB": 160.0, "diskIOPS": 3000, "ebsVolumeType": "STANDARD",
        })
    };
    assert_eq!(sizes, [expected("M30"), expected("M50")]);
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
