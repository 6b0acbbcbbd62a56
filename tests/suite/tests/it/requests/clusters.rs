//! The requests of clusters and flex clusters.

use atlas_api::{
    clusters::{ClusterRegion, ClusterSpec, ClusterUpdate},
    flex_clusters::{FlexClusterSpec, FlexClusterUpdate},
    model::{AdvancedOptions, TlsProtocol},
};

use super::{Row, case, check, offline, row};

pub(super) fn rows() -> Vec<Row> {
    let clusters = offline().clusters();
    let region = || ClusterRegion::new("AWS", "US_EAST_1", "M10");
    let update = ClusterUpdate::new().termination_protection(true);
    vec![
        row("Clusters::exists", clusters.exists("orders")),
        row("Clusters::list", clusters.list()),
        case("Clusters::list", "deleted", clusters.list().deleted_with_retained_backups(true)),
        row("Clusters::list_authorized", clusters.list_authorized().page(3)),
        row("Clusters::get", clusters.get("orders")),
        row("Clusters::create", clusters.create(ClusterSpec::replica_set("orders", region()))),
        case("Clusters::create", "sharded", clusters.create(ClusterSpec::sharded("orders", 2, region()))),
        row("Clusters::update", clusters.update("orders", update)),
        row("Clusters::pause", clusters.pause("orders")),
        row("Clusters::resume", clusters.resume("orders")),
        row("Clusters::set_instance_size", clusters.set_instance_size("orders", "M20")),
        row("Clusters::ensure_paused", clusters.ensure_paused("orders")),
        row("Clusters::ensure_running", clusters.ensure_running("orders")),
        row("Clusters::ensure_instance_size", clusters.ensure_instance_size("orders", "M20")),
        row("Clusters::advanced_options", clusters.advanced_options("orders")),
        row(
            "Clusters::set_advanced_options",
            clusters.set_advanced_options("orders", AdvancedOptions::new().javascript_enabled(false)),
        ),
        row("Clusters::set_minimum_tls", clusters.set_minimum_tls("orders", TlsProtocol::Tls12)),
        row("Clusters::test_failover", clusters.test_failover("orders")),
        row("Clusters::delete", clusters.delete("orders")),
        row("Clusters::delete_retaining_backups", clusters.delete_retaining_backups("orders")),
    ]
}

pub(super) fn flex_rows() -> Vec<Row> {
    let clusters = offline().flex_clusters();
    vec![
        row("FlexClusters::list", clusters.list()),
        row("FlexClusters::get", clusters.get("orders")),
        row("FlexClusters::create", clusters.create(FlexClusterSpec::new("orders", "AWS", "US_EAST_1"))),
        row("FlexClusters::update", clusters.update("orders", FlexClusterUpdate::new().termination_protection(true))),
        row("FlexClusters::delete", clusters.delete("orders")),
    ]
}

#[test]
fn requests_of_clusters() {
    check("clusters", &rows());
}

#[test]
fn requests_of_flex_clusters() {
    check("flex_clusters", &flex_rows());
}
