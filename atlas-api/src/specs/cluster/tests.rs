//! Tests of the rules of new clusters.

use atlas_gen::types::ClusterInput;

use super::{ClusterRegion, ClusterShard, ClusterSpec};

fn region(nodes: u8) -> ClusterRegion {
    ClusterRegion::new("AWS", "US_EAST_1", "M10").electable_nodes(nodes)
}

#[track_caller]
fn check_rejected(spec: ClusterSpec, message: &str) {
    let error = spec.into_body().unwrap_err();
    assert!(error.is_invalid_argument());
    assert_eq!(error.to_string(), message);
}

#[test]
fn every_rule_is_enforced() {
    let spec = || ClusterSpec::replica_set("Cluster0", region(3));
    assert!(spec().into_body().is_ok());
    check_rejected(
        ClusterSpec::replica_set("a b", region(3)),
        r#"cluster: "a b" is not a valid name; use ASCII letters, digits and hyphens, without a leading hyphen"#,
    );
    check_rejected(spec().region(region(1)), "electable nodes: 4 in all regions together; expected 3, 5 or 7");
    check_rejected(spec().region(region(0)), r#"region: "US_EAST_1" has no nodes; add a node or leave the region out"#);
    check_rejected(
        ClusterSpec::replica_set("Cluster0", ClusterRegion::new("AWS", "US_EAST_1", "")),
        "instance size: empty; expected for example M10",
    );
    check_rejected(ClusterSpec::sharded("Cluster0", 0, region(3)), "shards: 0 is out of range; expected 1 to 70");
    check_rejected(spec().disk_size_gb(9.0), "disk size: 9 GB is out of range; expected at least 10 GB");
    check_rejected(spec().disk_size_gb(f64::NAN), "disk size: NaN GB is out of range; expected at least 10 GB");
    check_rejected(spec().tag("", "x"), "tag key: length is 0; expected 1 to 255 characters");
}

#[test]
fn unsupported_settings_are_rejected() {
    let free = || ClusterSpec::free("Cluster0", "AWS", "US_EAST_1");
    let from_body = || ClusterSpec::from(ClusterInput::new().name("Cluster0"));
    let (free_rule, from_body_rule) = (
        "not configurable for a free cluster; leave it out",
        "not allowed with a ClusterInput; set it in the ClusterInput",
    );
    check_rejected(free().region(region(3)), &format!("region: {free_rule}"));
    check_rejected(free().disk_size_gb(20.0), &format!("disk size: {free_rule}"));
    check_rejected(from_body().region(region(3)), &format!("region: {from_body_rule}"));
    check_rejected(from_body().disk_size_gb(20.0), &format!("disk size: {from_body_rule}"));
    assert_eq!(from_body().into_body().unwrap(), ClusterInput::new().name("Cluster0"));
}

#[test]
fn regions_without_electable_nodes_are_last_and_priorities_descend() {
    let spec = ClusterSpec::sharded("Cluster0", 2, region(2))
        .region(region(0).read_only_nodes(4))
        .region(region(2))
        .region(region(1));
    let body = spec.into_body().unwrap();
    let shards = body.replication_specs.unwrap();
    assert_eq!(shards.len(), 2);
    let regions = shards[1].region_configs.clone().unwrap();
    let priorities: Vec<_> = regions.iter().map(|region| region.priority).collect();
    assert_eq!(priorities, [Some(7), Some(6), Some(5), Some(0)]);
    let last = regions[3].read_only_specs.clone().unwrap();
    assert_eq!(last.node_count, Some(4));
}

#[test]
fn a_common_cluster_is_one_line() {
    let short = ClusterSpec::new("Cluster0", "AWS", "US_EAST_1", "M10");
    assert_eq!(short, ClusterSpec::replica_set("Cluster0", region(3)));
}

#[test]
fn rules_about_several_properties_are_enforced() {
    let spec = || ClusterSpec::replica_set("Cluster0", region(3));
    let of = |size: &str| ClusterRegion::new("AWS", "US_EAST_1", size);
    let google = || ClusterRegion::new("GCP", "WESTERN_EUROPE", "M10");
    let local = "disk size: not configurable for an instance size with local disks (`_NVME`); leave it out";
    check_rejected(ClusterSpec::replica_set("Cluster0", of("M40_NVME")).disk_size_gb(80.0), local);
    check_rejected(
        ClusterSpec::replica_set("Cluster0", of("M10").electable_nodes(2)).region(of("M20").electable_nodes(1)),
        "instance size: \"M10\" and \"M20\" in one shard; give all of its electable and read-only nodes the same size",
    );
    let excluded = "instance size: \"M10\" is outside of the auto-scaling bounds \"M20\" to \"M40\"; \
                    set a size or bounds that fit";
    check_rejected(spec().auto_scale("M20", "M40"), excluded);
    check_rejected(ClusterSpec::replica_set("Cluster0", of("M10").scale_analytics("M20", "M40")), excluded);
    check_rejected(
        ClusterSpec::replica_set("Cluster0", google().volume_type("PROVISIONED")),
        "volume type: not available on GCP; leave it out",
    );
    check_rejected(
        ClusterSpec::replica_set("Cluster0", google().disk_iops(3000)),
        "disk IOPS: not available on GCP; leave it out",
    );
    check_rejected(
        spec().mongodb_version("8.0").version_release_system("CONTINUOUS"),
        "version: not allowed with the release system CONTINUOUS, which follows every release; leave it out",
    );
    check_rejected(
        spec().backup(false).point_in_time_restore(true),
        "point-in-time restore: requires backups; enable them with `backup`",
    );
    let on_azure = |size| ClusterSpec::new("Cluster0", "AZURE", "US_EAST_2", "M10").disk_size_gb(size);
    assert!(on_azure(8.0).into_body().is_ok());
    check_rejected(on_azure(7.0), "disk size: 7 GB is out of range; expected at least 8 GB");
}

#[test]
fn shards_can_differ() {
    let shard = |size: &str| ClusterShard::new(ClusterRegion::new("AWS", "US_EAST_1", size));
    check_rejected(ClusterSpec::shards("Cluster0", []), "shards: 0 is out of range; expected 1 to 70");
    check_rejected(
        ClusterSpec::shards("Cluster0", [shard("M10")]).region(region(1)),
        "region: not allowed with shards that differ; add it to each shard",
    );
    check_rejected(
        ClusterSpec::shards("Cluster0", [shard("M10").zone("")]),
        "zone: empty; expected for example Europe",
    );
    // Sharded clusters exist from M10 on.
    let spec = ClusterSpec::global("Cluster0", [shard("M10").zone("America"), shard("M30").zone("Europe")]);
    let shards = spec.auto_scale("M10", "M40").into_body().unwrap().replication_specs.unwrap();
    let shown: Vec<_> = shards
        .iter()
        .map(|shard| {
            let region = &shard.region_configs.as_ref().unwrap()[0];
            let size = region.electable_specs.as_ref().unwrap().instance_size.as_ref().unwrap();
            (shard.zone_name.as_deref().unwrap(), size.as_str(), region.auto_scaling.is_some())
        })
        .collect();
    assert_eq!(shown, [("America", "M10", true), ("Europe", "M30", true)]);
}

#[test]
fn auto_scaling_of_a_region_takes_precedence() {
    let spec = ClusterSpec::replica_set("Cluster0", region(2).scale_disk(false))
        .region(ClusterRegion::new("AWS", "EU_WEST_1", "M10").electable_nodes(1))
        .auto_scale("M10", "M40");
    let shards = spec.into_body().unwrap().replication_specs.unwrap();
    let regions = shards[0].region_configs.as_ref().unwrap();
    let scales = |place: usize| regions[place].auto_scaling.as_ref().unwrap().compute.is_some();
    assert_eq!([scales(0), scales(1)], [false, true]);
}
