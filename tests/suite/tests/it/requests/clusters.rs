use atlas_api::{
    clusters::{ClusterRegion, ClusterSpec, ClusterUpdate},
    model::{AdvancedOptions, ClusterInput, TlsProtocol},
};

use super::{Row, case, check, offline, row};

fn region() -> ClusterRegion {
    ClusterRegion::new("AWS", "US_EAST_1", "M10")
}

pub(super) fn rows() -> Vec<Row> {
    let clusters = offline().clusters();
    let full = ClusterSpec::sharded("Cluster0", 2, region().scale_compute("M10", "M40").scale_disk(false))
        .region(ClusterRegion::new("AZURE", "EUROPE_NORTH", "M10").electable_nodes(2).read_only_nodes(1))
        .region(ClusterRegion::new("GCP", "WESTERN_EUROPE", "M10").electable_nodes(0).analytics_nodes(1))
        .disk_size_gb(40.0)
        .mongodb_version("8.0")
        .backup(true)
        .point_in_time_restore(false)
        .termination_protection(true)
        .tag("team", "finance");
    let body = ClusterInput::new().name("Cluster0".to_owned()).pit_enabled(None);
    let update = ClusterUpdate::new;
    let options = AdvancedOptions::new()
        .javascript_enabled(false)
        .oplog_size_mb(None)
        .sample_refresh_interval_bi_connector(0)
        .custom_openssl_cipher_config_tls12(vec![]);
    vec![
        row("Clusters::exists", clusters.exists("Cluster0")),
        case("Clusters::list", "a page", clusters.list().page(3).page_size(20)),
        case("Clusters::list", "filter", clusters.list().deleted_with_retained_backups(false)),
        row("Clusters::list_authorized", clusters.list_authorized()),
        row("Clusters::get", clusters.get("Cluster0")),
        case("Clusters::create", "replica set", clusters.create(ClusterSpec::replica_set("Cluster0", region()))),
        case("Clusters::create", "all properties", clusters.create(full)),
        case("Clusters::create", "free", clusters.create(ClusterSpec::free("Cluster0", "AWS", "US_EAST_1"))),
        case("Clusters::create", "from a body", clusters.create(body)),
        case(
            "Clusters::update",
            "settings",
            clusters.update(
                "Cluster0",
                update().mongodb_version("8.0").point_in_time_restore(true).termination_protection(false),
            ),
        ),
        case("Clusters::update", "one setting", clusters.update("Cluster0", update().backup(false))),
        case("Clusters::update", "tags", clusters.update("Cluster0", update().tag("team", "finance"))),
        case("Clusters::update", "no tags", clusters.update("Cluster0", update().tag("team", "finance").clear_tags())),
        case(
            "Clusters::update",
            "from a body",
            clusters.update("Cluster0", ClusterInput::new().redact_client_log_data(true)),
        ),
        row("Clusters::pause", clusters.pause("Cluster0")),
        row("Clusters::resume", clusters.resume("Cluster0")),
        row("Clusters::delete", clusters.delete("Cluster0")),
        row("Clusters::delete_retaining_backups", clusters.delete_retaining_backups("Cluster0")),
        row("Clusters::test_failover", clusters.test_failover("Cluster0")),
        row("Clusters::advanced_options", clusters.advanced_options("Cluster0")),
        row("Clusters::set_advanced_options", clusters.set_advanced_options("Cluster0", options)),
        row("Clusters::set_minimum_tls", clusters.set_minimum_tls("Cluster0", TlsProtocol::Tls12)),
    ]
}

#[test]
fn requests_of_clusters() {
    check("clusters", &rows());
}
