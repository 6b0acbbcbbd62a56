//! What is wrong with a request for backups is said before anything is sent.

use atlas_api::{Confirm, Error, model::RetentionUnit, specs::RestoreSpec};
use atlas_fake::FakeAtlas;

use super::{RESTORE, SNAPSHOT};
use crate::support::client;

#[track_caller]
fn check<T: std::fmt::Debug>(result: Result<T, Error>, message: &str) {
    let error = result.unwrap_err();
    assert!(error.is_invalid_argument());
    assert_eq!(error.to_string(), message);
}

#[tokio::test]
async fn nothing_is_sent_of_what_breaks_a_rule() {
    let fake = FakeAtlas::start().await.unwrap();
    let backups = client(&fake).backups("Cluster0");
    let (snapshots, sharded, restores) = (backups.snapshots(), backups.sharded_snapshots(), backups.restores());
    let no_id = |what: &str| format!(r#"{what}: expected 24 hexadecimal digits, not "../x""#);

    check(snapshots.get("../x").send().await, &no_id("snapshot id"));
    check(snapshots.exists("../x").send().await, &no_id("snapshot id"));
    check(snapshots.delete("../x").send().await, &no_id("snapshot id"));
    check(snapshots.change_retention("../x", 1, RetentionUnit::Days).send().await, &no_id("snapshot id"));
    check(sharded.get("../x").send().await, &no_id("snapshot id"));
    check(sharded.delete("../x").confirm(Confirm::yes()).send().await, &no_id("snapshot id"));
    check(restores.get("../x").send().await, &no_id("restore id"));
    check(restores.cancel("../x").confirm(Confirm::yes()).send().await, &no_id("restore id"));
    check(restores.start(RestoreSpec::download("../x")).send().await, &no_id("snapshot id"));
    check(
        snapshots.take().retention_days(0).send().await,
        "retention days: a snapshot is kept for 1 to 2147483647, not 0",
    );
    check(
        snapshots.change_retention(SNAPSHOT, 0, RetentionUnit::Weeks).send().await,
        "retention: a snapshot is kept for 1 to 2147483647, not 0",
    );
    check(
        restores.start(RestoreSpec::point_in_time(chrono::DateTime::UNIX_EPOCH, "Cluster1")).send().await,
        "point in time: 0 is out of range; expected 1199145600 to 2147483647",
    );
    assert_eq!(fake.request_count(), 0);
}

#[tokio::test]
async fn a_name_that_is_no_clusters_goes_into_no_path() {
    let fake = FakeAtlas::start().await.unwrap();
    for name in ["", "..", "a/b", "-a"] {
        let backups = client(&fake).backups(name);
        let (snapshots, sharded, restores) = (backups.snapshots(), backups.sharded_snapshots(), backups.restores());
        let rule = format!(
            "cluster: {name:?} is not a valid name; use ASCII letters, digits and hyphens, without a leading hyphen"
        );
        check(snapshots.list().send().await, &rule);
        check(snapshots.get(SNAPSHOT).send().await, &rule);
        check(snapshots.take().send().await, &rule);
        check(snapshots.change_retention(SNAPSHOT, 1, RetentionUnit::Days).send().await, &rule);
        check(snapshots.delete(SNAPSHOT).send().await, &rule);
        check(sharded.list().send().await, &rule);
        check(sharded.get(SNAPSHOT).send().await, &rule);
        check(sharded.delete(SNAPSHOT).send().await, &rule);
        check(restores.list().send().await, &rule);
        check(restores.get(RESTORE).send().await, &rule);
        check(restores.cancel(RESTORE).send().await, &rule);
        check(restores.start(RestoreSpec::download(SNAPSHOT)).send().await, &rule);
    }
    assert_eq!(fake.request_count(), 0);
}
