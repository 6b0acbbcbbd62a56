//! The requests of clusters and flex clusters.

use atlas_api::{
    clusters::{ClusterChange, ClusterRegion, ClusterShard, ClusterSpec, ClusterUpdate, RollingIndexSpec},
    flex_clusters::{FlexClusterSpec, FlexClusterUpdate},
    model::{AdvancedOptions, TlsProtocol},
};

use chrono::{DateTime, TimeDelta, Utc};

use super::{Row, case, check, now, offline, row};

pub(super) fn rows() -> Vec<Row> {
    let clusters = offline().clusters();
    let region = || ClusterRegion::new("AWS", "US_EAST_1", "M10");
    let update = ClusterUpdate::new().termination_protection(true);
    let without_backups = ClusterUpdate::new().backup(false).point_in_time_restore(false);
    let in_two_weeks = DateTime::<Utc>::from(now()) + TimeDelta::days(14);
    vec![
        row("Clusters::exists", clusters.exists("orders")),
        row("Clusters::list", clusters.list()),
        case("Clusters::list", "deleted", clusters.list().deleted_with_retained_backups(true)),
        row("Clusters::list_authorized", clusters.list_authorized().page(3)),
        row("Clusters::get", clusters.get("orders")),
        row("Clusters::create", clusters.create(ClusterSpec::replica_set("orders", region()))),
        case("Clusters::create", "sharded", clusters.create(ClusterSpec::sharded("orders", 2, region()))),
        case("Clusters::create", "one line", clusters.create(ClusterSpec::new("orders", "AWS", "US_EAST_1", "M10"))),
        case("Clusters::create", "shards that differ", clusters.create(differing_shards())),
        row("Clusters::update", clusters.update("orders", update)),
        row("Clusters::update_discarding", clusters.update_discarding("orders", without_backups)),
        row("Clusters::modify", clusters.modify("orders", ClusterChange::new().instance_size("M20"))),
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
        row("Clusters::list_regions", clusters.list_regions()),
        case("Clusters::list_regions", "filtered", clusters.list_regions().cloud_provider("AWS").instance_size("M30")),
        row("Clusters::change_status", clusters.change_status("orders")),
        row("Clusters::load_sample_data", clusters.load_sample_data("orders")),
        row("Clusters::sample_data_load", clusters.sample_data_load("5f1a2b3c4d5e6f7a8b9c0d1f")),
        row(
            "Clusters::pin_feature_compatibility_version",
            clusters.pin_feature_compatibility_version("orders", in_two_weeks),
        ),
        row("Clusters::unpin_feature_compatibility_version", clusters.unpin_feature_compatibility_version("orders")),
        row(
            "Clusters::grant_employee_access",
            clusters.grant_employee_access("orders", "CLUSTER_DATABASE_LOGS", in_two_weeks),
        ),
        row("Clusters::revoke_employee_access", clusters.revoke_employee_access("orders")),
        row(
            "Clusters::start_outage_simulation",
            clusters.start_outage_simulation("orders", [("AWS", "US_EAST_1"), ("GCP", "EASTERN_US")]),
        ),
        row("Clusters::outage_simulation", clusters.outage_simulation("orders")),
        row("Clusters::end_outage_simulation", clusters.end_outage_simulation("orders")),
        row("Clusters::upgrade_to_dedicated", clusters.upgrade_to_dedicated("orders", region())),
        row("Clusters::upgrade_to_flex", clusters.upgrade_to_flex("orders", "AWS", "US_EAST_1")),
        row("Clusters::validate", clusters.validate(ClusterSpec::replica_set("orders", region()))),
        row("Clusters::validate_update", clusters.validate_update("orders", ClusterUpdate::new().backup(true))),
        row(
            "Clusters::create_rolling_index",
            clusters.create_rolling_index(
                "orders",
                RollingIndexSpec::new("shop", "orders").ascending("customer").key("place", "2dsphere").sparse(true),
            ),
        ),
        row("Clusters::test_failover", clusters.test_failover("orders")),
        row("Clusters::delete", clusters.delete("orders")),
        row("Clusters::delete_retaining_backups", clusters.delete_retaining_backups("orders")),
    ]
}

/// Returns the spec of a global cluster with every option of nodes.
fn differing_shards() -> ClusterSpec {
    let region = ClusterRegion::new("AWS", "US_EAST_1", "M30").volume_type("PROVISIONED").disk_iops(4000);
    let analytics = region.analytics_nodes(1).analytics_size("M40").scale_analytics("M40", "M60");
    let america = ClusterShard::new(analytics).zone("America");
    let azure = ClusterRegion::new("AZURE", "EUROPE_NORTH", "M50").electable_nodes(1).read_only_nodes(1);
    let europe = ClusterShard::new(ClusterRegion::new("AWS", "EU_WEST_1", "M50").electable_nodes(2)).region(azure);
    ClusterSpec::global("orders", [america, europe.zone("Europe")])
        .auto_scale("M30", "M80")
        .version_release_system("CONTINUOUS")
}

pub(super) fn flex_rows() -> Vec<Row> {
    let clusters = offline().flex_clusters();
    vec![
        row("FlexClusters::list", clusters.list()),
        row("FlexClusters::get", clusters.get("orders")),
        row("FlexClusters::create", clusters.create(FlexClusterSpec::new("orders", "AWS", "US_EAST_1"))),
        row("FlexClusters::update", clusters.update("orders", FlexClusterUpdate::new().termination_protection(true))),
        row(
            "FlexClusters::upgrade_to_dedicated",
            clusters.upgrade_to_dedicated(ClusterSpec::replica_set(
                "orders",
                ClusterRegion::new("AWS", "US_EAST_1", "M10"),
            )),
        ),
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
