//! The requests of snapshots and restores.

use atlas_api::{
    backups::{RestoreSpec, SnapshotSpec},
    model::RetentionUnit,
};

use super::{ID, Row, case, check, offline, row};

pub(super) fn rows() -> Vec<Row> {
    let backups = offline().backups("orders");
    let (snapshots, sharded, restores) = (backups.snapshots(), backups.sharded_snapshots(), backups.restores());
    vec![
        row("Snapshots::list", snapshots.list()),
        row("Snapshots::get", snapshots.get(ID)),
        row("Snapshots::exists", snapshots.exists(ID)),
        row("Snapshots::take", snapshots.take(SnapshotSpec::new())),
        row("Snapshots::change_retention", snapshots.change_retention(ID, 2, RetentionUnit::Weeks)),
        row("Snapshots::delete", snapshots.delete(ID)),
        row("ShardedSnapshots::list", sharded.list()),
        row("ShardedSnapshots::get", sharded.get(ID)),
        row("ShardedSnapshots::exists", sharded.exists(ID)),
        row("ShardedSnapshots::delete", sharded.delete(ID)),
        row("Restores::list", restores.list()),
        row("Restores::get", restores.get(ID)),
        row("Restores::start", restores.start(RestoreSpec::automated(ID, "staging"))),
        case(
            "Restores::start",
            "onto the same cluster",
            restores.start(RestoreSpec::automated(ID, "orders").allow_same_cluster()),
        ),
        row("Restores::download", restores.download(ID)),
        row("Restores::cancel", restores.cancel(ID)),
    ]
}

#[test]
fn requests_of_backups() {
    check("backups", &rows());
}
