//! The waits for changes that the fake makes itself, each after a time on its clock.

use std::time::Duration;

use atlas_api::{
    Atlas, Confirm,
    access_list::AccessListEntrySpec,
    backups::{RestoreSpec, SnapshotSpec},
    database_users::{DatabaseUsersPermissionsSpecs, RoleSpecs},
    model::{AccessListEntryState, ChangeStatusState},
    search::{SearchDefinition, SearchIndexSpec, SearchNodesSpec},
    wait::states,
};
use atlas_fake::FakeAtlas;
use serde_json::json;

use super::check_elapsed;
use crate::support::client;

/// The time of a change, and of each step of a backup, in seconds.
const TIME: u64 = 600;

/// Starts a fake with a replica set, a sharded cluster and a flex cluster, in which changes take time.
async fn slow() -> (FakeAtlas, Atlas) {
    let time = Duration::from_secs(TIME);
    let fake = FakeAtlas::builder().cluster_time(time).backup_time(time).start().await.unwrap();
    fake.insert("clusters", json!({ "name": "orders" })).unwrap();
    fake.insert("clusters", json!({ "name": "events", "clusterType": "SHARDED" })).unwrap();
    fake.insert("flexClusters", json!({ "name": "small" })).unwrap();
    let atlas = client(&fake);
    (fake, atlas)
}

#[tokio::test]
async fn a_deleted_cluster_of_any_kind_is_gone_after_some_time() {
    for name in ["orders", "events", "small"] {
        let (fake, atlas) = slow().await;
        let begun = fake.now();
        atlas.clusters().delete(name).confirm(Confirm::name(name)).await.unwrap();
        let error = atlas.clusters().wait_until_idle(name).await.unwrap_err();
        assert_eq!((error.is_failed_state(), error.state()), (true, Some("DELETING")), "{name}: {error}");
        atlas.clusters().wait_until_deleted(name).await.unwrap();
        check_elapsed(&fake, begun, TIME, name);
        assert!(atlas.clusters().wait_until_idle(name).await.unwrap_err().is_absent(), "{name}");
    }
}

#[tokio::test]
async fn a_snapshot_is_completed_after_its_steps() {
    for cluster in ["orders", "events"] {
        let (fake, atlas) = slow().await;
        let (backups, begun) = (atlas.backups(cluster), fake.now());
        let taken = backups.snapshots().take(SnapshotSpec::new().retention_days(7)).await.unwrap();
        assert_eq!(taken.status.as_ref().unwrap().as_str(), "queued");
        let id = taken.id.as_deref().unwrap();
        let completed = match cluster {
            "orders" => backups.snapshots().wait_until_completed(id).await.unwrap(),
            _ => backups.sharded_snapshots().wait_until_completed(id).await.unwrap(),
        };
        check_elapsed(&fake, begun, 2 * TIME, cluster);
        assert_eq!(completed.status.as_ref().unwrap().as_str(), "completed");
        assert!(completed.storage_size_bytes > Some(0), "{completed:?}");
        assert_eq!(completed.members.is_some(), cluster == "events");
    }
}

#[tokio::test]
async fn a_restore_to_a_cluster_is_finished() {
    let (fake, atlas) = slow().await;
    fake.insert("clusters", json!({ "name": "copy" })).unwrap();
    let backups = atlas.backups("orders");
    let id = backups.snapshots().take(SnapshotSpec::new()).await.unwrap().id.clone().unwrap();
    backups.snapshots().wait_until_completed(&*id).await.unwrap();
    let restore = backups.restores().start(RestoreSpec::automated(&*id, "copy"));
    let restore = restore.confirm(Confirm::name("copy")).await.unwrap();
    assert_eq!(restore.finished_at, None);
    let now = || chrono::DateTime::<chrono::Utc>::from(fake.now());
    let begun = now();
    let finished = backups.restores().wait_until_finished(restore.id.as_deref().unwrap()).await.unwrap();
    assert_eq!(finished.finished_at.map(|at| begun < at && at <= now()), Some(true), "{finished:?}");
}

#[tokio::test]
async fn a_new_entry_of_the_access_list_becomes_active() {
    let (fake, atlas) = slow().await;
    let (list, begun) = (atlas.access_list(), fake.now());
    list.add([AccessListEntrySpec::cidr("192.0.2.0/24")]).await.unwrap();
    assert_eq!(list.status("192.0.2.0/24").await.unwrap().status, Some(AccessListEntryState::Pending));
    let active = list.wait_until_active("192.0.2.0/24").await.unwrap();
    assert_eq!(active.status, Some(AccessListEntryState::Active));
    check_elapsed(&fake, begun, TIME, "access list");
}

#[tokio::test]
async fn changes_of_users_and_roles_are_applied_to_each_cluster() {
    let (fake, atlas) = slow().await;
    let (users, clusters) = (atlas.database_users(), atlas.clusters());
    let status = async || clusters.change_status("orders").await.unwrap().change_status.clone();
    assert_eq!(status().await, Some(ChangeStatusState::Applied));
    let spec = DatabaseUsersPermissionsSpecs::new("ada", "a long password").add_role("sales", RoleSpecs::Read).unwrap();
    users.create(spec).await.unwrap();
    for name in ["orders", "events"] {
        let begun = fake.now();
        let applied = clusters.wait_until_changes_applied(name).await.unwrap();
        assert_eq!(applied.change_status, Some(ChangeStatusState::Applied));
        check_elapsed(&fake, begun, if name == "orders" { TIME } else { 30 }, name);
    }
    users.delete("ada").confirm(Confirm::name("ada")).await.unwrap();
    assert_eq!(status().await, Some(ChangeStatusState::Pending));
    let begun = fake.now();
    clusters.wait_until_changes_applied("orders").await.unwrap();
    check_elapsed(&fake, begun, TIME, "deleted");
    // A cluster that does not exist has no status.
    assert!(clusters.wait_until_changes_applied("sales").await.unwrap_err().is_absent());
}

#[tokio::test]
async fn a_search_index_is_built_and_deleted() {
    let (fake, atlas) = slow().await;
    let (indexes, begun) = (atlas.search_indexes("orders"), fake.now());
    let spec = SearchIndexSpec::new("sales", "orders", "default", SearchDefinition::dynamic());
    let id = indexes.create(spec).await.unwrap().index_id.clone().unwrap();
    let ready = indexes.wait_until_ready(&*id).await.unwrap();
    assert_eq!(ready.queryable, Some(true));
    check_elapsed(&fake, begun, TIME, "ready");
    let begun = fake.now();
    indexes.delete(&*id).confirm(Confirm::name("default")).await.unwrap();
    let state = indexes.get(&*id).await.unwrap().status.clone();
    assert_eq!(state.as_ref().unwrap().as_str(), "DELETING");
    indexes.wait_until_deleted(&*id).await.unwrap();
    check_elapsed(&fake, begun, TIME, "deleted");
}

#[tokio::test]
async fn search_nodes_are_created_changed_and_deleted() {
    let (fake, atlas) = slow().await;
    let nodes = atlas.search_nodes("orders");
    let begun = fake.now();
    let created = nodes.create(SearchNodesSpec::new("S20_HIGHCPU_NVME", 2)).await.unwrap();
    assert_eq!(created.state_name.as_ref().unwrap().as_str(), "UPDATING");
    nodes.wait_until_idle().await.unwrap();
    check_elapsed(&fake, begun, TIME, "created");

    let begun = fake.now();
    nodes.update(SearchNodesSpec::new("S20_HIGHCPU_NVME", 3)).await.unwrap();
    let idle = nodes.wait_until_idle().await.unwrap();
    assert_eq!(idle.effective_specs.as_ref().unwrap()[0].node_count, Some(3));
    check_elapsed(&fake, begun, TIME, "changed");

    let begun = fake.now();
    nodes.delete().confirm(Confirm::name("orders")).await.unwrap();
    nodes.wait_until_deleted().await.unwrap();
    check_elapsed(&fake, begun, TIME, "deleted");
    let error = nodes.wait_until_idle().await.unwrap_err();
    assert_eq!((error.is_failed_state(), error.state()), (true, Some("absent")));
}

#[tokio::test]
async fn a_flex_cluster_is_created() {
    let (fake, atlas) = slow().await;
    let begun = fake.now();
    let spec = atlas_api::flex_clusters::FlexClusterSpec::new("tiny", "AWS", "US_EAST_1");
    atlas.flex_clusters().create(spec).await.unwrap();
    let idle = atlas.flex_clusters().get("tiny").wait_until(states::FLEX_CLUSTER_IDLE).must_exist().await.unwrap();
    assert_eq!(idle.state_name.as_ref().unwrap().as_str(), "IDLE");
    check_elapsed(&fake, begun, TIME, "flex cluster");
}
