//! Restores of single collections, and backups of flex clusters.

use std::time::Duration;

use atlas_api::{
    Atlas, Confirm,
    backups::{CollectionRestoreSpec, RestoreSpec},
    model::{CollectionRestoreState, FlexRestoreStatus},
};
use atlas_fake::FakeAtlas;
use chrono::DateTime;
use serde_json::json;

use super::{OTHER_PROJECT, RESTORE, SNAPSHOT, check, last_body, server_with_bodies, slow_fake};
use crate::support::{client, client_without_waits};

async fn with_snapshot() -> (FakeAtlas, Atlas) {
    let fake = slow_fake().await;
    fake.insert("clusters", json!({ "name": "Cluster0" })).unwrap();
    fake.insert("clusters", json!({ "name": "Cluster1" })).unwrap();
    fake.insert("clusters/Cluster0/backup/snapshots", json!({ "id": SNAPSHOT })).unwrap();
    let atlas = client(&fake);
    (fake, atlas)
}

#[tokio::test]
async fn collections_are_restored_under_new_names() {
    let (fake, atlas) = with_snapshot().await;
    let restores = atlas.backups("Cluster0").collection_restores();
    let spec = CollectionRestoreSpec::snapshot(SNAPSHOT, "Cluster1")
        .collection("sales.orders")
        .collection_as("crm.people", "crm.old")
        .collection_suffix("_may");
    let start = restores.start(spec);
    assert_eq!(start.impact().to_string(), "cluster \"Cluster1\" will have new collections with the restored data");
    let restore = start.confirm(Confirm::name("Cluster1")).await.unwrap();
    let body = last_body(&fake);
    assert_eq!((&body["writeStrategy"], &body["indexStrategy"]), (&json!("CREATE_NEW"), &json!("ALL")));
    assert_eq!(body["targetGroupId"], fake.project_id());
    let id = restore.id.as_deref().unwrap();
    let done = restores.wait_until_successful(id).await.unwrap();
    assert_eq!(done.state, Some(CollectionRestoreState::Successful));

    let all = restores.list_collections(id).all().await.unwrap();
    let targets: Vec<_> = all.iter().filter_map(|collection| collection.target_namespace.as_deref()).collect();
    assert_eq!(targets, ["sales.orders_may", "crm.old"]);
    assert_eq!(restores.list_collections(id).target("crm.old").state("FAILED").all().await.unwrap(), []);
    let one = restores.get_collection(id, "crm.people").await.unwrap();
    assert_eq!(one.effective_target_namespace.as_deref(), Some("crm.old"));
    assert!(restores.get_collection(id, "crm.none").await.unwrap_err().is_not_found());
    assert_eq!(restores.list().all().await.unwrap().len(), 1);
}

#[tokio::test]
async fn a_failed_or_absent_restore_of_collections_ends_the_wait() {
    let server = server_with_bodies(&[json!({ "id": RESTORE, "state": "CANCELED" })]).await;
    let restores = client_without_waits(&server).backups("Cluster0").collection_restores();
    assert_eq!(restores.wait_until_successful(RESTORE).await.unwrap_err().state(), Some("CANCELED"));
    let (_fake, atlas) = with_snapshot().await;
    let restores = atlas.backups("Cluster0").collection_restores();
    assert!(restores.wait_until_successful(RESTORE).await.unwrap_err().is_absent());
}

#[tokio::test]
async fn invalid_restores_of_collections_are_not_sent() {
    let (fake, atlas) = with_snapshot().await;
    let restores = atlas.backups("Cluster0").collection_restores();
    let spec = || CollectionRestoreSpec::snapshot(SNAPSHOT, "Cluster1");
    let many = (0..101).fold(spec(), |spec, database| spec.database(database.to_string()));
    let [early, future] = [1_199_145_599, 2_147_483_647].map(|second| DateTime::from_timestamp(second, 0).unwrap());
    for (spec, message) in [
        (spec(), "collections: none; add at least one with `collection` or `database`"),
        (many, "databases: 101 are too many; use at most 100"),
        (spec().database(""), "databases: length is 0; expected at least 1 character"),
        (spec().collection("orders"), "collections: \"orders\" has no database; expected for example \"sales.orders\""),
        (
            spec().collection_as("a.b", ".c"),
            "collections: \".c\" has no database; expected for example \"sales.orders\"",
        ),
        (spec().target_project("it").database("sales"), r#"project id: expected 24 hexadecimal digits, not "it""#),
        (
            CollectionRestoreSpec::snapshot("it", "Cluster1").database("sales"),
            r#"snapshot id: expected 24 hexadecimal digits, not "it""#,
        ),
        (
            CollectionRestoreSpec::point_in_time(early, "Cluster1").database("sales"),
            "point in time: 1199145599 is out of range; expected 1199145600 to 2147483647",
        ),
        (
            CollectionRestoreSpec::oplog(1_199_145_599, 1, "Cluster1").database("sales"),
            "oplog second: 1199145599 is out of range; expected 1199145600 to 2147483647",
        ),
        (
            CollectionRestoreSpec::oplog(1_199_145_600, 0, "Cluster1").database("sales"),
            "oplog ordinal: 0 is out of range; expected 1 to 2147483647",
        ),
    ] {
        check(restores.start(spec).confirm(Confirm::yes()).await, message);
    }
    let spec = CollectionRestoreSpec::point_in_time(future, "Cluster1").database("sales").overwrite();
    let start = restores.start(spec);
    assert_eq!(start.impact().to_string(), "cluster \"Cluster1\" will have the restored collections overwritten");
    let error = start.confirm(Confirm::yes()).await.unwrap_err().to_string();
    assert!(
        error.contains("point in time: \"2038-01-19 03:14:07 UTC\" is in the future; use a time no later than "),
        "{error}"
    );
    check(
        restores.get_collection(RESTORE, "..").await,
        "source namespace: \"..\" cannot be a segment of a path; expected a name",
    );
    assert_eq!(fake.request_count(), 0);
}

#[tokio::test]
async fn a_snapshot_has_databases_and_collections() {
    let (fake, atlas) = with_snapshot().await;
    let path = format!("clusters/Cluster0/backup/snapshots/{SNAPSHOT}/databases");
    fake.insert(&path, json!({ "name": "sales" })).unwrap();
    fake.insert(&format!("{path}/sales/collections"), json!({ "name": "orders" })).unwrap();
    let snapshots = atlas.backups("Cluster0").snapshots();
    let databases = snapshots.list_databases(SNAPSHOT).all().await.unwrap();
    assert_eq!(databases[0].name.as_deref(), Some("sales"));
    let collections = snapshots.list_collections(SNAPSHOT, "sales").all().await.unwrap();
    assert_eq!(collections[0].name.as_deref(), Some("orders"));
    assert_eq!(snapshots.get_database(SNAPSHOT, "sales").await.unwrap().name.as_deref(), Some("sales"));
    let collection = snapshots.get_collection(SNAPSHOT, "sales", "orders").await.unwrap();
    assert_eq!(collection.name.as_deref(), Some("orders"));
    assert!(snapshots.get_database(SNAPSHOT, "crm").await.unwrap_err().is_not_found());
    assert!(snapshots.get_collection(SNAPSHOT, "sales", "returns").await.unwrap_err().is_not_found());
    assert_eq!(snapshots.list_databases(RESTORE).await.unwrap_err().code(), Some("SNAPSHOT_NOT_FOUND"));
}

async fn with_flex_snapshot() -> (FakeAtlas, Atlas, String) {
    let fake = slow_fake().await;
    for name in ["Flex0", "Flex1"] {
        fake.insert("flexClusters", json!({ "name": name })).unwrap();
    }
    let atlas = client(&fake);
    assert_eq!(atlas.flex_backups("Flex0").snapshots().list().all().await.unwrap(), []);
    fake.advance(Duration::from_secs(25 * 60 * 60));
    let snapshots = atlas.flex_backups("Flex0").snapshots().list().all().await.unwrap();
    let id = snapshots[0].id.clone().unwrap();
    (fake, atlas, id)
}

#[tokio::test]
async fn a_flex_cluster_is_restored_to_another_one() {
    let (fake, atlas, snapshot) = with_flex_snapshot().await;
    let backups = atlas.flex_backups("Flex0");
    let taken = backups.snapshots().get(&*snapshot).await.unwrap();
    assert_eq!(taken.status.as_ref().unwrap().as_str(), "COMPLETED");
    let start = backups.restores().start(RestoreSpec::automated(&*snapshot, "Flex1"));
    let effect = "cluster \"Flex1\" will have all of its data overwritten by the restore";
    assert_eq!(start.impact().to_string(), effect);
    let restore = start.confirm(Confirm::name("Flex1")).await.unwrap();
    assert_eq!(last_body(&fake), json!({ "snapshotId": snapshot, "targetDeploymentItemName": "Flex1" }));
    let done = backups.restores().wait_until_completed(restore.id.as_deref().unwrap()).await.unwrap();
    assert_eq!(
        (done.status.as_ref(), done.restore_finished_date.is_some()),
        (Some(&FlexRestoreStatus::Completed), true)
    );
    assert_eq!(backups.restores().list().all().await.unwrap().len(), 1);
}

#[tokio::test]
async fn a_download_of_a_flex_cluster_has_a_url_when_it_is_ready() {
    let (_fake, atlas, snapshot) = with_flex_snapshot().await;
    let restores = atlas.flex_backups("Flex0").restores();
    let download = restores.download(&*snapshot).await.unwrap();
    assert_eq!((download.delivery_type.as_ref().unwrap().as_str(), &download.snapshot_url), ("DOWNLOAD", &None));
    let ready = restores.wait_until_completed(download.id.as_deref().unwrap()).await.unwrap();
    let url = ready.snapshot_url.as_ref().unwrap().expose();
    assert!(url.starts_with("https://"));
    assert!(!format!("{ready:?}").contains(url), "anyone with the URL can download the data");
    assert_eq!(restores.download(RESTORE).await.unwrap_err().code(), Some("SNAPSHOT_NOT_FOUND"));
    assert!(restores.wait_until_completed(RESTORE).await.unwrap_err().is_absent());
    let server = server_with_bodies(&[json!({ "id": RESTORE, "status": "FAILED" })]).await;
    let failed = client_without_waits(&server).flex_backups("Flex0").restores().wait_until_completed(RESTORE).await;
    assert!(failed.unwrap_err().is_failed_state());
}

#[tokio::test]
async fn a_restore_of_a_flex_cluster_is_checked() {
    let fake = FakeAtlas::start().await.unwrap();
    let restores = client(&fake).flex_backups("Flex0").restores();
    let snapshots_only = "delivery type: a flex cluster restores only snapshots; use `RestoreSpec::automated`";
    let earlier = RestoreSpec::oplog(1_700_000_000, 1, "Flex1");
    check(restores.start(earlier).confirm(Confirm::yes()).await, snapshots_only);
    let same = || RestoreSpec::automated(SNAPSHOT, "Flex0");
    let error = restores.start(same()).confirm(Confirm::yes()).await.unwrap_err();
    assert!(error.is_confirmation_required());
    assert_eq!(fake.request_count(), 0);
    let allowed = restores.start(same().allow_same_cluster()).confirm(Confirm::yes()).await.unwrap_err();
    assert_eq!(allowed.code(), Some("CLUSTER_NOT_FOUND"));
    drop(restores.start(same().target_project(OTHER_PROJECT)).confirm(Confirm::yes()).await);
    assert_eq!(last_body(&fake)["targetProjectId"], OTHER_PROJECT);
}
