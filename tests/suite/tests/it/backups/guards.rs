//! What a restore would overwrite is overwritten only when that was said.

use atlas_api::{Confirm, specs::RestoreSpec};
use atlas_fake::FakeAtlas;

use super::{OTHER_PROJECT, RESTORE, SNAPSHOT};
use crate::support::{PROJECT, builder, now, sent_at};

#[tokio::test]
async fn what_is_not_confirmed_sends_nothing_and_says_what_would_be_lost() {
    let fake = FakeAtlas::start().await.unwrap();
    let backups = builder(&fake).build().unwrap().backups("Cluster0");
    let unconfirmed = "nothing was sent (confirm it with `confirm(Confirm::yes())` if that is meant)";

    let error = backups.snapshots().delete(SNAPSHOT).send().await.unwrap_err();
    let fate = "would be deleted, and could not be restored any more";
    assert_eq!(error.to_string(), format!("snapshot {SNAPSHOT} {fate}; {unconfirmed}"));

    let error = backups.sharded_snapshots().delete(SNAPSHOT).send().await.unwrap_err();
    assert!(error.is_confirmation_required());

    let error = backups.restores().cancel(RESTORE).send().await.unwrap_err();
    let fate = "would be cancelled, and its download withdrawn";
    assert_eq!(error.to_string(), format!("restore {RESTORE} {fate}; {unconfirmed}"));

    let start = backups.restores().start(RestoreSpec::automated(SNAPSHOT, "Cluster1"));
    let error = start.clone().send().await.unwrap_err();
    let fate = "would have all of its data overwritten by the restore";
    assert_eq!(error.to_string(), format!("cluster Cluster1 {fate}; {unconfirmed}"));

    let error = start.confirm(Confirm::name("Cluster0")).send().await.unwrap_err();
    assert!(error.is_confirmation_required());
    assert_eq!(fake.request_count(), 0);
}

#[tokio::test]
async fn a_cluster_is_overwritten_with_its_own_backup_only_by_a_word_of_its_own() {
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
        let error = restores.start(spec.clone()).confirm(Confirm::yes()).send().await.unwrap_err();
        assert!(error.is_confirmation_required(), "{spec:?}");
        let expected = "cluster Cluster0, whose backup this is, would have all of its data overwritten, with what was \
                        written since the backup; nothing was sent (name another target, or say \
                        `allow_same_cluster()` and confirm it if that is meant)";
        assert_eq!(error.to_string(), expected);

        // The word alone is no confirmation.
        let error = restores.start(spec).allow_same_cluster().send().await.unwrap_err();
        assert!(error.is_confirmation_required());
    }
    assert_eq!(fake.request_count(), 0);
}

#[tokio::test]
async fn with_both_words_it_is_sent() {
    let wire = sent_at(async |atlas| {
        let start = atlas.backups("Cluster0").restores().start(RestoreSpec::automated(SNAPSHOT, "Cluster0"));
        drop(start.allow_same_cluster().confirm(Confirm::name("Cluster0")).send().await);
    });
    assert_eq!(wire.await["body"]["targetClusterName"], "Cluster0");
}

#[tokio::test]
async fn a_cluster_of_that_name_in_another_project_is_another_cluster() {
    let wire = sent_at(async |atlas| {
        let spec = RestoreSpec::automated(SNAPSHOT, "Cluster0").target_project(OTHER_PROJECT);
        drop(atlas.backups("Cluster0").restores().start(spec).confirm(Confirm::yes()).send().await);
    });
    assert_eq!(wire.await["body"]["targetGroupId"], OTHER_PROJECT);
}

#[tokio::test]
async fn a_download_overwrites_nothing_and_needs_no_confirmation() {
    let wire = sent_at(async |atlas| {
        drop(atlas.backups("Cluster0").restores().start(RestoreSpec::download(SNAPSHOT)).send().await);
    });
    assert_eq!(wire.await["body"]["deliveryType"], "download");
}
