//! Changes of single shards: the layout that is sent, the ids of shards, and the confirmation of a removal.

use std::time::Duration;

use atlas_api::{
    Confirm, Error,
    clusters::{ClusterChange, ClusterRegion, ClusterShard, ClusterSpec, Ensured, NodesChange, ReadLayout, ReadRegion},
    model::Cluster,
};
use atlas_fake::FakeAtlas;
use serde_json::Value;

use super::ensure::{sent, settle};
use crate::support::{argument_and_rule, client};

/// Starts a fake with a sharded cluster with three equal shards. Returns their ids too.
async fn with_shards() -> (FakeAtlas, Vec<String>) {
    let fake = FakeAtlas::builder().cluster_time(Duration::from_secs(600)).start().await.unwrap();
    let spec = ClusterSpec::sharded("events", 3, ClusterRegion::new("AWS", "US_EAST_1", "M30"));
    client(&fake).clusters().create(spec).await.unwrap();
    settle(&fake);
    let ids = shards(&fake).await.into_iter().map(|(id, _)| id).collect();
    fake.clear_journal();
    (fake, ids)
}

async fn modify(fake: &FakeAtlas, change: ClusterChange) -> Result<Ensured<Cluster>, Error> {
    let modified = client(fake).clusters().modify("events", change).await;
    fake.advance(Duration::from_secs(3600));
    modified
}

/// Returns the id and the instance size of each shard.
async fn shards(fake: &FakeAtlas) -> Vec<(String, String)> {
    let cluster = client(fake).clusters().get("events").await.unwrap();
    let shards = cluster.as_cluster().unwrap().shards().iter();
    let shown = |shard: &atlas_api::model::ReplicationSpec| {
        let region = &shard.region_configs.as_ref().unwrap()[0];
        (shard.id.clone().unwrap(), region.instance_size().unwrap().to_owned())
    };
    shards.map(shown).collect()
}

fn sized(size: &str) -> NodesChange {
    NodesChange::new().instance_size(size)
}

fn id_of(body: &Value, position: usize) -> Option<&str> {
    body["replicationSpecs"][position]["id"].as_str()
}

#[tokio::test]
async fn one_shard_gets_another_size() {
    let (fake, ids) = with_shards().await;
    for change in
        [ClusterChange::new().shard(1, sized("M50")), ClusterChange::new().shard(ids[1].as_str(), sized("M50"))]
    {
        let is_first = shards(&fake).await[1].1 == "M30";
        fake.clear_journal();
        assert_eq!(modify(&fake, change).await.unwrap().changed(), is_first);
        if is_first {
            let (methods, body) = sent(&fake);
            let body = body.unwrap();
            assert_eq!(methods, ["GET", "PATCH"]);
            assert_eq!(body.as_object().unwrap().len(), 1, "{body}");
            assert_eq!([0, 1, 2].map(|shard| id_of(&body, shard)), [0, 1, 2].map(|shard| Some(&*ids[shard])));
        }
    }
    let sizes: Vec<_> = shards(&fake).await.into_iter().map(|(_, size)| size).collect();
    assert_eq!(sizes, ["M30", "M50", "M30"]);

    fake.clear_journal();
    let error = modify(&fake, ClusterChange::new().shard(1, NodesChange::new().electable_nodes(5))).await.unwrap_err();
    let rule = "electable nodes: 3 in shard 0, and 5 in shard 1; give all shards of a zone the same number";
    assert_eq!(argument_and_rule(&error), rule);
    assert_eq!(sent(&fake).0, ["GET"]);
}

#[tokio::test]
async fn a_new_shard_gets_an_id_and_the_others_keep_theirs() {
    let (fake, ids) = with_shards().await;
    let new = ClusterShard::new(ClusterRegion::new("AWS", "US_EAST_1", "M40"));
    modify(&fake, ClusterChange::new().add_shard(new).copy_shard(0)).await.unwrap();
    let body = sent(&fake).1.unwrap();
    assert_eq!([2, 3, 4].map(|shard| id_of(&body, shard)), [Some(&*ids[2]), None, None]);
    let after = shards(&fake).await;
    let sizes: Vec<_> = after.iter().map(|(_, size)| size.as_str()).collect();
    assert_eq!(sizes, ["M30", "M30", "M30", "M40", "M30"]);
    let mut all: Vec<_> = after.into_iter().map(|(id, _)| id).collect();
    assert_eq!(all[..3], ids);
    all.sort();
    all.dedup();
    assert_eq!(all.len(), 5);
}

#[tokio::test]
async fn a_shard_is_removed_only_if_that_is_confirmed() {
    let (fake, ids) = with_shards().await;
    let modify = || {
        // The place of the removed shard is not that of the new one.
        let change = ClusterChange::new().remove_shard(&*ids[0]).copy_shard(1).remove_region("AWS", "EU_WEST_1");
        client(&fake).clusters().modify("events", change)
    };
    let error = modify().await.unwrap_err();
    assert!(error.is_confirmation_required());
    let expected = format!(
        "updateGroupCluster not sent: call `.confirm(Confirm::yes())` to proceed (effect: cluster \"events\" will lose \
         its shard {:?} of the zone \"Zone 1\", whose data moves to the other shards)",
        ids[0]
    );
    assert_eq!(error.to_string(), expected);
    assert_eq!(sent(&fake).0, ["GET"]);

    let removed = modify().confirm(Confirm::name("events")).await.unwrap();
    assert!(removed.changed());
    let after: Vec<_> = removed.shards().iter().map(|shard| shard.id.clone().unwrap()).collect();
    assert_eq!(after[..2], ids[1..]);
    assert_eq!((after.len(), ids.contains(&after[2])), (3, false));
    settle(&fake);

    // The shard is gone, so that nothing is lost anymore.
    let again = ClusterChange::new().remove_shard(&*ids[0]);
    assert!(!self::modify(&fake, again).await.unwrap().changed());
}
