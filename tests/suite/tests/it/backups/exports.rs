//! Exports of snapshots, their buckets and private endpoints.

use atlas_api::{
    Confirm,
    backups::{ExportBucketSpec, ExportSpec},
    model::SnapshotExportState,
};
use atlas_fake::FakeAtlas;
use serde_json::json;

use super::{RESTORE, SNAPSHOT, check, last_body, server_with_bodies, slow_fake};
use crate::support::{client, client_without_waits};

#[tokio::test]
async fn a_snapshot_is_exported_to_a_bucket() {
    let fake = slow_fake().await;
    fake.insert("clusters", json!({ "name": "Cluster0" })).unwrap();
    fake.insert("clusters/Cluster0/backup/snapshots", json!({ "id": SNAPSHOT })).unwrap();
    let atlas = client(&fake);
    let buckets = atlas.backup_export_buckets();
    let bucket = buckets.create(ExportBucketSpec::aws("exports", RESTORE)).await.unwrap().id.clone().unwrap();
    assert_eq!(last_body(&fake), json!({ "bucketName": "exports", "cloudProvider": "AWS", "iamRoleId": RESTORE }));
    assert_eq!(buckets.list().all().await.unwrap().len(), 1);
    let changed = buckets.set_private_networking(&*bucket, true).await.unwrap();
    assert_eq!(changed.require_private_networking, Some(true));

    let exports = atlas.backups("Cluster0").exports();
    let export = exports.start(ExportSpec::new(SNAPSHOT, &*bucket).label("reason", "audit")).await.unwrap();
    assert_eq!(last_body(&fake)["customData"], json!([{ "key": "reason", "value": "audit" }]));
    let error = buckets.delete(&*bucket).confirm(Confirm::yes()).await.unwrap_err();
    assert_eq!(error.code(), Some("EXPORT_BUCKET_DELETE_FAILED"));
    let done = exports.wait_until_successful(export.id.as_deref().unwrap()).await.unwrap();
    assert_eq!((done.state.as_ref(), done.finished_at.is_some()), (Some(&SnapshotExportState::Successful), true));
    assert_eq!(exports.list().all().await.unwrap().len(), 1);

    let delete = buckets.delete(&*bucket);
    let effect = format!("export bucket {bucket:?} will be deleted from the project, but not at the provider");
    assert_eq!(delete.impact().to_string(), effect);
    delete.confirm(Confirm::name("exports")).await.unwrap();
    assert!(!buckets.get(&*bucket).exists().await.unwrap());
}

#[tokio::test]
async fn a_failed_or_absent_export_ends_the_wait() {
    let server = server_with_bodies(&[
        json!({ "id": SNAPSHOT, "state": "InProgress" }),
        json!({ "id": SNAPSHOT, "state": "Failed" }),
    ])
    .await;
    let exports = client_without_waits(&server).backups("Cluster0").exports();
    let error = exports.wait_until_successful(SNAPSHOT).await.unwrap_err();
    assert_eq!((error.is_failed_state(), error.state()), (true, Some("Failed")));
    let what = format!("the export {SNAPSHOT:?} of the cluster \"Cluster0\"");
    assert!(error.to_string().starts_with(&what), "{error}");

    let fake = FakeAtlas::start().await.unwrap();
    fake.insert("clusters", json!({ "name": "Cluster0" })).unwrap();
    let exports = client(&fake).backups("Cluster0").exports();
    assert!(exports.wait_until_successful(SNAPSHOT).await.unwrap_err().is_absent());
}

#[tokio::test]
async fn invalid_specs_are_not_sent() {
    let fake = FakeAtlas::start().await.unwrap();
    let atlas = client(&fake);
    for (spec, message) in [
        (ExportBucketSpec::aws("ab", RESTORE), "bucket name: length is 2; expected 3 to 63 characters"),
        (ExportBucketSpec::gcp("exports", "it"), r#"role id: expected 24 hexadecimal digits, not "it""#),
        (ExportBucketSpec::azure("https://x", RESTORE), "container URL: length is 9; expected 33 to 2048 characters"),
        (
            ExportBucketSpec::gcp("exports", RESTORE).private_networking(true),
            "private networking: only possible at AWS; leave it out",
        ),
    ] {
        check(atlas.backup_export_buckets().create(spec).await, message);
    }
    let exports = atlas.backups("Cluster0").exports();
    let not_an_id = |what: &str| format!(r#"{what}: expected 24 hexadecimal digits, not "it""#);
    check(exports.start(ExportSpec::new("it", RESTORE)).await, &not_an_id("snapshot id"));
    check(exports.start(ExportSpec::new(SNAPSHOT, "it")).await, &not_an_id("export bucket id"));
    check(exports.get("it").await, &not_an_id("export id"));
    check(atlas.backup_private_endpoints().get("it").await, &not_an_id("private endpoint id"));
    assert_eq!(fake.request_count(), 0);
}

#[tokio::test]
async fn a_private_endpoint_is_created_and_deleted() {
    let fake = slow_fake().await;
    let endpoints = client(&fake).backup_private_endpoints();
    let created = endpoints.create("US_WEST_2").await.unwrap();
    assert_eq!(last_body(&fake), json!({ "cloudProvider": "AWS", "regionName": "US_WEST_2" }));
    assert_eq!(created.status.as_ref().unwrap().as_str(), "INITIATING");
    let id = created.id.as_deref().unwrap();
    let active = endpoints.wait_until_active(id).await.unwrap();
    assert_eq!(active.region_name.as_ref().unwrap().as_str(), "US_WEST_2");
    assert_eq!(endpoints.list().all().await.unwrap().len(), 1);
    endpoints.delete(id).confirm(Confirm::name(id)).await.unwrap();
    endpoints.wait_until_deleted(id).await.unwrap();
    assert!(!endpoints.get(id).exists().await.unwrap());
    assert!(endpoints.wait_until_active(id).await.unwrap_err().is_absent());

    let server = server_with_bodies(&[json!({ "id": SNAPSHOT, "status": "FAILED" })]).await;
    let failed = client_without_waits(&server).backup_private_endpoints().wait_until_active(SNAPSHOT).await;
    assert!(failed.unwrap_err().is_failed_state());
}
