//! The requests of snapshots and restores, also of single collections and of flex clusters.

use atlas_api::{
    backups::{CollectionRestoreSpec, RestoreSpec, SnapshotSpec},
    model::RetentionUnit,
};

use chrono::DateTime;

use super::{ID, ORGANIZATION, Row, case, check, offline, row};
use crate::support::now;

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

pub(super) fn collection_rows() -> Vec<Row> {
    let backups = offline().backups("orders");
    let (snapshots, restores) = (backups.snapshots(), backups.collection_restores());
    let from_snapshot = CollectionRestoreSpec::snapshot(ID, "staging").collection("sales.orders");
    let from_a_point = CollectionRestoreSpec::point_in_time(DateTime::from(now()), "staging")
        .target_project(ORGANIZATION)
        .database("sales")
        .database_as("shop", "old_shop")
        .collection_as("crm.people", "crm.old_people")
        .collection_suffix("_restored")
        .database_suffix("_may")
        .indexes("ALL_EXCEPT_TTL")
        .overwrite();
    let from_the_oplog = CollectionRestoreSpec::oplog(1_199_145_600, 2, "staging").database("sales");
    let filtered = restores.list_collections(ID).state("FAILED").source("a.b").target("a.c");
    vec![
        row("Snapshots::list_databases", snapshots.list_databases(ID)),
        row("Snapshots::get_database", snapshots.get_database(ID, "a b")),
        row("Snapshots::list_collections", snapshots.list_collections(ID, "sales")),
        row("Snapshots::get_collection", snapshots.get_collection(ID, "sales", "a/b")),
        row("CollectionRestores::list", restores.list()),
        row("CollectionRestores::get", restores.get(ID)),
        row("CollectionRestores::start", restores.start(from_snapshot)),
        case("CollectionRestores::start", "everything", restores.start(from_a_point)),
        case("CollectionRestores::start", "from an oplog entry", restores.start(from_the_oplog)),
        row("CollectionRestores::list_collections", filtered),
        row("CollectionRestores::get_collection", restores.get_collection(ID, "sales.a/b")),
    ]
}

pub(super) fn flex_rows() -> Vec<Row> {
    let backups = offline().flex_backups("small");
    let (snapshots, restores) = (backups.snapshots(), backups.restores());
    let to_another_project = RestoreSpec::automated(ID, "small").target_project(ORGANIZATION);
    vec![
        row("FlexSnapshots::list", snapshots.list()),
        row("FlexSnapshots::get", snapshots.get(ID)),
        row("FlexRestores::list", restores.list()),
        row("FlexRestores::get", restores.get(ID)),
        row("FlexRestores::start", restores.start(RestoreSpec::automated(ID, "staging"))),
        case("FlexRestores::start", "to another project", restores.start(to_another_project)),
        row("FlexRestores::download", restores.download(ID)),
    ]
}

#[test]
fn requests_of_backups() {
    check("backups", &rows());
    check("backups_of_collections", &collection_rows());
    check("backups_of_flex_clusters", &flex_rows());
}
