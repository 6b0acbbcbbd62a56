//! The requests of global clusters.

use atlas_api::global_clusters::ManagedNamespaceSpec;

use super::{Row, case, check, offline, row};

pub(super) fn rows() -> Vec<Row> {
    let cluster = offline().global_cluster("orders");
    let spec = || ManagedNamespaceSpec::new("sales", "customers", "email");
    let hashed = spec().hashed(true).initial_chunks(8192).presplit_zones(true);
    vec![
        row("GlobalCluster::get", cluster.get()),
        row("GlobalCluster::add_namespace", cluster.add_namespace(spec().unique(true))),
        case("GlobalCluster::add_namespace", "hashed", cluster.add_namespace(hashed)),
        row("GlobalCluster::remove_namespace", cluster.remove_namespace("sales", "customers")),
        row("GlobalCluster::map_zones", cluster.map_zones([("DE", "Zone 1"), ("US-CA", "Zone 2")])),
        row("GlobalCluster::remove_zone_mappings", cluster.remove_zone_mappings()),
    ]
}

#[test]
fn requests_of_global_clusters() {
    check("global_clusters", &rows());
}
