//! Arguments that are rejected before anything is sent.

use atlas_api::{
    Confirm,
    backups::{RestoreSpec, SnapshotSpec},
    model::RetentionUnit,
};
use atlas_fake::FakeAtlas;

use super::{RESTORE, SNAPSHOT, check};
use crate::support::client;

#[tokio::test]
async fn requests_with_invalid_arguments_are_not_sent() {
    let fake = FakeAtlas::start().await.unwrap();
    let backups = client(&fake).backups("Cluster0");
    let (snapshots, sharded, restores) = (backups.snapshots(), backups.sharded_snapshots(), backups.restores());
    let not_an_id = |what: &str| format!(r#"{what}: expected 24 hexadecimal digits, not "../x""#);

    check(snapshots.get("../x").await, &not_an_id("snapshot id"));
    check(snapshots.exists("../x").await, &not_an_id("snapshot id"));
    check(snapshots.delete("../x").confirm(Confirm::yes()).await, &not_an_id("snapshot id"));
    check(
        snapshots.change_retention("../x", 1, RetentionUnit::Days).confirm(Confirm::yes()).await,
        &not_an_id("snapshot id"),
    );
    check(sharded.get("../x").await, &not_an_id("snapshot id"));
    check(sharded.exists("../x").await, &not_an_id("snapshot id"));
    check(sharded.delete("../x").confirm(Confirm::yes()).await, &not_an_id("snapshot id"));
    check(restores.get("../x").await, &not_an_id("restore id"));
    check(restores.cancel("../x").confirm(Confirm::yes()).await, &not_an_id("restore id"));
    check(restores.download("../x").await, &not_an_id("snapshot id"));
    check(
        snapshots.take(SnapshotSpec::new().retention_days(0)).await,
        "retention days: 0 is out of range; expected 1 to 2147483647",
    );
    check(
        snapshots.change_retention(SNAPSHOT, 0, RetentionUnit::Weeks).confirm(Confirm::yes()).await,
        "retention: 0 is out of range; expected 1 to 2147483647",
    );
    let too_early = RestoreSpec::point_in_time(chrono::DateTime::UNIX_EPOCH, "Cluster1");
    check(
        restores.start(too_early).confirm(Confirm::yes()).await,
        "point in time: 0 is out of range; expected 1199145600 to 2147483647",
    );
    assert_eq!(fake.request_count(), 0);
}

#[tokio::test]
async fn invalid_arguments_are_found_without_a_confirmation() {
    let fake = FakeAtlas::start().await.unwrap();
    let backups = client(&fake).backups("Cluster0");
    let not_an_id = r#"snapshot id: expected 24 hexadecimal digits, not "../x""#;
    check(backups.snapshots().delete("../x").check(&Confirm::yes()), not_an_id);
    check(backups.sharded_snapshots().delete("../x").check(&Confirm::yes()), not_an_id);
    check(backups.restores().start(RestoreSpec::automated("../x", "Cluster1")).check(&Confirm::yes()), not_an_id);
    assert_eq!(fake.request_count(), 0);
}

#[tokio::test]
async fn start_is_for_restores_and_download_is_for_downloads() {
    let fake = FakeAtlas::start().await.unwrap();
    let restores = client(&fake).backups("Cluster0").restores();
    check(
        restores.start(RestoreSpec::download(SNAPSHOT)).confirm(Confirm::yes()).await,
        "delivery type: \"download\" does not restore to a cluster; use `download` instead of `start`",
    );
    check(
        restores.download(RestoreSpec::automated(SNAPSHOT, "Cluster1")).await,
        "delivery type: not a download: the spec restores to a cluster; use `start` instead of `download`",
    );
    assert_eq!(fake.request_count(), 0);
}

#[tokio::test]
async fn an_invalid_cluster_name_is_not_sent() {
    let fake = FakeAtlas::start().await.unwrap();
    for name in ["", "..", "a/b", "-a"] {
        let backups = client(&fake).backups(name);
        let (snapshots, sharded, restores) = (backups.snapshots(), backups.sharded_snapshots(), backups.restores());
        let rule = format!(
            "cluster: {name:?} is not a valid name; use ASCII letters, digits and hyphens, without a leading hyphen"
        );
        check(snapshots.list().await, &rule);
        check(snapshots.get(SNAPSHOT).await, &rule);
        check(snapshots.take(SnapshotSpec::new()).await, &rule);
        check(snapshots.change_retention(SNAPSHOT, 1, RetentionUnit::Days).confirm(Confirm::yes()).await, &rule);
        check(snapshots.delete(SNAPSHOT).confirm(Confirm::yes()).await, &rule);
        check(sharded.list().await, &rule);
        check(sharded.get(SNAPSHOT).await, &rule);
        check(sharded.delete(SNAPSHOT).confirm(Confirm::yes()).await, &rule);
        check(restores.list().await, &rule);
        check(restores.get(RESTORE).await, &rule);
        check(restores.cancel(RESTORE).confirm(Confirm::yes()).await, &rule);
        check(restores.download(SNAPSHOT).await, &rule);
        check(restores.start(RestoreSpec::automated(SNAPSHOT, "Cluster1")).confirm(Confirm::yes()).await, &rule);
    }
    assert_eq!(fake.request_count(), 0);
}
