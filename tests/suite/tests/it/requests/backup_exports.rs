//! The requests of exports of snapshots, their buckets and private endpoints.

use atlas_api::backups::{ExportBucketSpec, ExportSpec};

use super::{ID, Row, case, check, offline, row};

pub(super) fn rows() -> Vec<Row> {
    let (buckets, exports) = (offline().backup_export_buckets(), offline().backups("orders").exports());
    let endpoints = offline().backup_private_endpoints();
    let azure = ExportBucketSpec::azure("https://example.blob.core.windows.net/exports", ID).name("exports");
    vec![
        row("ExportBuckets::list", buckets.list()),
        row("ExportBuckets::get", buckets.get(ID)),
        row("ExportBuckets::create", buckets.create(ExportBucketSpec::aws("exports", ID).private_networking(true))),
        case("ExportBuckets::create", "Azure", buckets.create(azure)),
        case("ExportBuckets::create", "Google Cloud", buckets.create(ExportBucketSpec::gcp("exports", ID))),
        row("ExportBuckets::set_private_networking", buckets.set_private_networking(ID, false)),
        row("ExportBuckets::delete", buckets.delete(ID)),
        row("Exports::list", exports.list()),
        row("Exports::get", exports.get(ID)),
        row("Exports::start", exports.start(ExportSpec::new(ID, ID).label("reason", "audit"))),
        row("BackupPrivateEndpoints::list", endpoints.list()),
        row("BackupPrivateEndpoints::get", endpoints.get(ID)),
        row("BackupPrivateEndpoints::create", endpoints.create("US_EAST_1")),
        row("BackupPrivateEndpoints::delete", endpoints.delete(ID)),
    ]
}

#[test]
fn requests_of_backup_exports() {
    check("backup_exports", &rows());
}
