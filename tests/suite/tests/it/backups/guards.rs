//! Confirmation of destructive requests for backups.

use atlas_api::{Confirm, backups::RestoreSpec, model::RetentionUnit};
use atlas_fake::FakeAtlas;
use serde_json::json;

use super::{OTHER_PROJECT, RESTORE, SNAPSHOT};
use crate::support::{PROJECT, builder, client, now, sent_at};

#[tokio::test]
async fn without_a_matching_confirmation_nothing_is_sent_and_the_impact_is_known() {
    let fake = FakeAtlas::start().await.unwrap();
    let backups = client(&fake).backups("Cluster0");
    let not_sent = |id: &str| format!("not sent: the confirmation names \"other\"; expected {id:?}");

    let deletion =
        format!("snapshot {SNAPSHOT:?} of cluster \"Cluster0\" will be deleted, and cannot be restored anymore");
    for delete in [backups.snapshots().delete(SNAPSHOT), backups.sharded_snapshots().delete(SNAPSHOT)] {
        assert_eq!(delete.impact().to_string(), deletion);
        let error = delete.confirm(Confirm::name("other")).await.unwrap_err();
        assert!(error.is_confirmation_required());
        assert_eq!(error.to_string(), format!("{} (effect: {deletion})", not_sent(SNAPSHOT)));
    }

    let change = backups.snapshots().change_retention(SNAPSHOT, 1, RetentionUnit::Days);
    let effect =
        format!("snapshot {SNAPSHOT:?} of cluster \"Cluster0\" will be deleted if it is older than its new retention");
    assert_eq!(change.impact().to_string(), effect);
    let error = change.confirm(Confirm::name("other")).await.unwrap_err();
    assert!(error.is_confirmation_required());
    assert_eq!(error.to_string(), format!("{} (effect: {effect})", not_sent(SNAPSHOT)));

    let cancel = backups.restores().cancel(RESTORE);
    let cancellation = format!("restore {RESTORE:?} will be canceled, and its download withdrawn");
    assert_eq!(cancel.impact().to_string(), cancellation);
    let error = cancel.confirm(Confirm::name("other")).await.unwrap_err();
    assert!(error.is_confirmation_required());
    assert_eq!(error.to_string(), format!("{} (effect: {cancellation})", not_sent(RESTORE)));

    let start = backups.restores().start(RestoreSpec::automated(SNAPSHOT, "Cluster1"));
    let restore = "cluster \"Cluster1\" will have all of its data overwritten by the restore";
    assert_eq!(start.impact().to_string(), restore);
    let error = start.confirm(Confirm::name("Cluster0")).await.unwrap_err();
    assert!(error.is_confirmation_required());
    let expected = format!("not sent: the confirmation names \"Cluster0\"; expected \"Cluster1\" (effect: {restore})");
    assert_eq!(error.to_string(), expected);
    assert_eq!(fake.request_count(), 0);
}

#[tokio::test]
async fn a_restore_to_the_cluster_of_the_backup_is_sent_only_if_it_is_allowed() {
    let fake = FakeAtlas::start().await.unwrap();
    let restores = builder(&fake).clock(now).build().unwrap().backups("Cluster0").restores();
    for spec in [
        RestoreSpec::automated(SNAPSHOT, "Cluster0"),
        RestoreSpec::automated(SNAPSHOT, "cluster0"),
        RestoreSpec::automated(SNAPSHOT, "Cluster0").target_project(PROJECT),
        RestoreSpec::automated(SNAPSHOT, "Cluster0").target_project(PROJECT.to_uppercase()),
        RestoreSpec::point_in_time(now().into(), "Cluster0"),
        RestoreSpec::oplog(1_749_999_999, 1, "Cluster0"),
    ] {
        let error = restores.start(spec.clone()).confirm(Confirm::yes()).await.unwrap_err();
        assert!(error.is_confirmation_required(), "{spec:?}");
        let expected = "createGroupClusterBackupRestoreJob not sent: restore to another cluster, or call \
                        `RestoreSpec::allow_same_cluster` (effect: cluster \"Cluster0\" will have all of its data \
                        overwritten with its own backup, and lose the data written since then)";
        assert_eq!(error.to_string(), expected);

        // The permission does not replace the confirmation.
        let start = restores.start(spec.allow_same_cluster());
        let error = start.clone().confirm(Confirm::name("Cluster1")).await.unwrap_err();
        assert!(error.is_confirmation_required());
        assert_eq!(start.check(&Confirm::yes()).map_err(|error| error.to_string()), Ok(()));
    }
    assert_eq!(fake.request_count(), 0);
}

#[tokio::test]
async fn an_allowed_and_confirmed_restore_to_the_cluster_of_the_backup_is_sent() {
    let wire = sent_at(async |atlas| {
        let spec = RestoreSpec::automated(SNAPSHOT, "Cluster0").allow_same_cluster();
        drop(atlas.backups("Cluster0").restores().start(spec).confirm(Confirm::name("Cluster0")).await);
    });
    assert_eq!(wire.await["body"]["targetClusterName"], "Cluster0");
}

#[test]
fn a_file_cannot_allow_a_restore_to_the_cluster_of_the_backup() {
    let mut file = json!({ "deliveryType": "automated", "snapshotId": SNAPSHOT, "targetClusterName": "Cluster0" });
    let spec: RestoreSpec = serde_json::from_value(file.clone()).unwrap();
    assert_eq!(spec, RestoreSpec::automated(SNAPSHOT, "Cluster0"));
    assert_ne!(spec, RestoreSpec::automated(SNAPSHOT, "Cluster0").allow_same_cluster());
    for name in ["allowSameCluster", "allowsSameCluster", "allow_same_cluster", "allows_same_cluster"] {
        file[name] = true.into();
        let error = serde_json::from_value::<RestoreSpec>(file.clone()).unwrap_err().to_string();
        assert!(error.starts_with(&format!("unknown field `{name}`")), "{error}");
        file.as_object_mut().unwrap().remove(name);
    }
}

#[tokio::test]
async fn a_cluster_with_the_same_name_in_another_project_is_another_cluster() {
    let wire = sent_at(async |atlas| {
        let spec = RestoreSpec::automated(SNAPSHOT, "Cluster0").target_project(OTHER_PROJECT);
        drop(atlas.backups("Cluster0").restores().start(spec).confirm(Confirm::yes()).await);
    });
    assert_eq!(wire.await["body"]["targetGroupId"], OTHER_PROJECT);
}

#[tokio::test]
async fn a_download_needs_no_confirmation() {
    let file = json!({ "deliveryType": "download", "snapshotId": SNAPSHOT });
    let from_file: RestoreSpec = serde_json::from_value(file).unwrap();
    let wire = sent_at(async |atlas| drop(atlas.backups("Cluster0").restores().download(from_file).await));
    assert_eq!(wire.await["body"]["deliveryType"], "download");
}
