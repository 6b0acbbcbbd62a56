//! The requests for backups, as snapshots.

use atlas_api::{
    Confirm,
    backups::{Backups, RestoreSpec, SnapshotSpec},
    model::RetentionUnit,
};
use serde_json::Value;

use super::{OTHER_PROJECT, RESTORE, SNAPSHOT};
use crate::support::{PROJECT, now, sent_at};

async fn sent<F>(call: impl FnOnce(Backups) -> F) -> Value
where
    F: Future<Output = ()>,
{
    sent_at(|atlas| call(atlas.backups("Cluster0"))).await
}

async fn started(spec: RestoreSpec) -> Value {
    sent(async |backups| drop(backups.restores().start(spec).confirm(Confirm::yes()).send().await)).await
}

#[tokio::test]
async fn snapshots_are_listed_by_page() {
    let list = async |backups: Backups| drop(backups.snapshots().list().page(2).page_size(20).send().await);
    insta::assert_json_snapshot!(sent(list).await);
}

#[tokio::test]
async fn snapshots_of_a_sharded_cluster_are_listed_without_pages() {
    insta::assert_json_snapshot!(sent(async |backups| drop(backups.sharded_snapshots().list().send().await)).await);
}

#[tokio::test]
async fn a_snapshot_is_requested_by_its_id() {
    let wire = sent(async |backups| drop(backups.snapshots().get(SNAPSHOT).send().await)).await;
    insta::assert_json_snapshot!(wire);
    let exists = sent(async |backups| drop(backups.snapshots().exists(SNAPSHOT).send().await)).await;
    assert_eq!(exists, wire);
}

#[tokio::test]
async fn a_snapshot_of_a_sharded_cluster_is_requested_by_its_id() {
    let wire = sent(async |backups| drop(backups.sharded_snapshots().get(SNAPSHOT).send().await)).await;
    insta::assert_json_snapshot!(wire);
    let exists = sent(async |backups| drop(backups.sharded_snapshots().exists(SNAPSHOT).send().await)).await;
    assert_eq!(exists, wire);
}

#[tokio::test]
async fn take_sends_the_properties_that_are_set() {
    let take = async |backups: Backups| {
        let spec = SnapshotSpec::new().description("before the upgrade").retention_days(7);
        drop(backups.snapshots().take(spec).send().await);
    };
    insta::assert_json_snapshot!(sent(take).await);
    let nothing = sent(async |backups| drop(backups.snapshots().take(SnapshotSpec::new()).send().await)).await;
    assert_eq!(nothing["body"], serde_json::json!({}));
}

#[tokio::test]
async fn change_retention_sends_value_and_unit() {
    let change = async |backups: Backups| {
        let change = backups.snapshots().change_retention(SNAPSHOT, 6, RetentionUnit::Months);
        drop(change.confirm(Confirm::name(SNAPSHOT)).send().await);
    };
    insta::assert_json_snapshot!(sent(change).await);
}

#[tokio::test]
async fn a_snapshot_is_deleted_by_its_id() {
    let delete = async |backups: Backups| {
        drop(backups.snapshots().delete(SNAPSHOT).confirm(Confirm::name(SNAPSHOT)).send().await);
    };
    insta::assert_json_snapshot!(sent(delete).await);
}

#[tokio::test]
async fn a_snapshot_of_a_sharded_cluster_is_deleted_by_its_id() {
    let delete = async |backups: Backups| {
        drop(backups.sharded_snapshots().delete(SNAPSHOT).confirm(Confirm::yes()).send().await);
    };
    insta::assert_json_snapshot!(sent(delete).await);
}

#[tokio::test]
async fn restores_are_listed_by_page() {
    insta::assert_json_snapshot!(sent(async |backups| drop(backups.restores().list().send().await)).await);
}

#[tokio::test]
async fn a_restore_is_requested_by_its_id() {
    insta::assert_json_snapshot!(sent(async |backups| drop(backups.restores().get(RESTORE).send().await)).await);
}

#[tokio::test]
async fn a_restore_is_canceled_by_its_id() {
    let cancel = async |backups: Backups| {
        drop(backups.restores().cancel(RESTORE).confirm(Confirm::yes()).send().await);
    };
    insta::assert_json_snapshot!(sent(cancel).await);
}

#[tokio::test]
async fn start_sends_the_target_and_its_project() {
    insta::assert_json_snapshot!(started(RestoreSpec::automated(SNAPSHOT, "Cluster1")).await);
}

#[tokio::test]
async fn only_the_properties_of_the_delivery_type_are_sent() {
    let download = sent(async |backups| drop(backups.restores().download(SNAPSHOT).send().await)).await;
    insta::with_settings!({ snapshot_suffix => "download" }, { insta::assert_json_snapshot!(download["body"]) });
    let spec = RestoreSpec::download(SNAPSHOT);
    assert_eq!(sent(async |backups| drop(backups.restores().download(spec).send().await)).await, download);
    for (name, spec) in [
        ("point_in_time", RestoreSpec::point_in_time(now().into(), "Cluster1")),
        ("oplog", RestoreSpec::oplog(1_749_999_999, 3, "Cluster1")),
        ("other_project", RestoreSpec::automated(SNAPSHOT, "Cluster0").target_project(OTHER_PROJECT)),
        ("own_project", RestoreSpec::automated(SNAPSHOT, "Cluster1").target_project(PROJECT)),
    ] {
        let wire = started(spec).await;
        insta::with_settings!({ snapshot_suffix => name }, { insta::assert_json_snapshot!(wire["body"]) });
    }
}
