//! Tests of changes of shards, and of the rules about all shards together.

use serde_json::{Value, json};

use super::{ClusterChange, ClusterRegion, ClusterShard, ClusterSpec, NodesChange, change::ClusterPatch};

const IDS: [&str; 3] = ["5f1a2b3c4d5e6f7a8b9c0d10", "5f1a2b3c4d5e6f7a8b9c0d11", "5f1a2b3c4d5e6f7a8b9c0d12"];

fn hardware(size: &str, count: u8) -> Value {
    json!({ "instanceSize": size, "nodeCount": count, "diskSizeGB": 40, "diskIOPS": 3000, "ebsVolumeType": "STANDARD" })
}

fn shard(position: usize, zone: &str, size: &str) -> Value {
    let region = json!({
        "providerName": "AWS",
        "regionName": "US_EAST_1",
        "priority": 7,
        "electableSpecs": hardware(size, 3),
        "readOnlySpecs": hardware(size, 0),
        "analyticsSpecs": hardware(size, 0),
        "autoScaling": { "compute": { "enabled": false, "scaleDownEnabled": false }, "diskGB": { "enabled": true } },
    });
    json!({ "id": IDS[position], "zoneId": format!("id of {zone}"), "zoneName": zone, "regionConfigs": [region] })
}

/// Returns a cluster with three equal shards.
fn sharded() -> Value {
    let shards: Vec<_> = (0..3).map(|position| shard(position, "Zone 1", "M30")).collect();
    json!({ "name": "events", "clusterType": "SHARDED", "replicationSpecs": shards })
}

/// Returns a global cluster with one shard in America and two in Europe.
fn global() -> Value {
    let shards = ["America", "Europe", "Europe"].iter().enumerate();
    let shards: Vec<_> = shards.map(|(position, zone)| shard(position, zone, "M30")).collect();
    json!({ "name": "events", "clusterType": "GEOSHARDED", "replicationSpecs": shards })
}

/// Enables auto-scaling in the first region of each shard.
fn scaling(mut cluster: Value) -> Value {
    for position in 0..3 {
        cluster["replicationSpecs"][position]["regionConfigs"][0]["autoScaling"]["compute"] = json!({
            "enabled": true, "scaleDownEnabled": true, "minInstanceSize": "M20", "maxInstanceSize": "M50",
        });
    }
    cluster
}

fn patch(change: ClusterChange, cluster: &Value) -> ClusterPatch {
    change.check().unwrap();
    change.patch_for(cluster).unwrap()
}

#[track_caller]
fn check_rejected(change: ClusterChange, cluster: &Value, message: &str) {
    let outcome = change.check().and_then(|()| change.patch_for(cluster).map(drop));
    let error = outcome.unwrap_err();
    assert!(error.is_invalid_argument());
    assert_eq!(error.to_string(), message);
}

#[track_caller]
fn check_spec(spec: ClusterSpec, message: &str) {
    assert_eq!(spec.into_body().unwrap_err().to_string(), message);
}

/// Returns the id, the zone, the instance size and the disk size of each shard in a patch.
fn shards(patch: &ClusterPatch) -> Vec<(Option<&str>, &str, &str, f64)> {
    let shown = |shard| {
        let nodes = &shard_nodes(shard)["electableSpecs"];
        let (size, disk) = (nodes["instanceSize"].as_str().unwrap(), nodes["diskSizeGB"].as_f64().unwrap());
        (shard["id"].as_str(), shard["zoneName"].as_str().unwrap(), size, disk)
    };
    patch.body["replicationSpecs"].as_array().unwrap().iter().map(shown).collect()
}

fn shard_nodes(shard: &Value) -> &Value {
    &shard["regionConfigs"][0]
}

fn change() -> ClusterChange {
    ClusterChange::new()
}

fn sized(size: &str) -> NodesChange {
    NodesChange::new().instance_size(size)
}

fn in_america(size: &str) -> ClusterRegion {
    ClusterRegion::new("AWS", "US_EAST_1", size)
}

#[test]
fn one_shard_is_changed_and_the_others_keep_their_properties() {
    let cluster = sharded();
    for change in [change().shard(1, sized("M50")), change().shard(IDS[1], sized("M50"))] {
        let patch = patch(change, &cluster);
        let expected = [
            (Some(IDS[0]), "Zone 1", "M30", 40.0),
            (Some(IDS[1]), "Zone 1", "M50", 40.0),
            (Some(IDS[2]), "Zone 1", "M30", 40.0),
        ];
        assert_eq!(shards(&patch), expected);
        assert_eq!(patch.losses, Vec::<String>::new());
        // The rate of operations belongs to the old size.
        let iops = |shard: usize| &shard_nodes(&patch.body["replicationSpecs"][shard])["electableSpecs"]["diskIOPS"];
        assert_eq!([iops(0), iops(1)], [&json!(3000), &Value::Null]);
    }
    assert_eq!(patch(change().shard(1, sized("M30")), &cluster).body, json!({}));
    let rule =
        "shard: 3 is not a shard of the cluster, or was removed by this change; use an id, or a position from 0 to 2";
    check_rejected(change().shard(3, sized("M50")), &cluster, rule);
    let rule = "shard: expected 24 hexadecimal digits, not \"Zone 1\"";
    check_rejected(change().shard("Zone 1", sized("M50")), &cluster, rule);
}

#[test]
fn all_shards_of_a_zone_are_changed() {
    let cluster = global();
    let patch = patch(change().zone("Europe", sized("M50").read_only_nodes(2)), &cluster);
    let sizes: Vec<_> = shards(&patch).into_iter().map(|(_, zone, size, _)| (zone, size)).collect();
    assert_eq!(sizes, [("America", "M30"), ("Europe", "M50"), ("Europe", "M50")]);
    let rule = r#"zone: the cluster has no zone "Asia"; its zones are "America" and "Europe""#;
    check_rejected(change().zone("Asia", sized("M50")), &cluster, rule);
}

#[test]
fn a_shard_is_added_after_the_others_and_can_be_changed() {
    let new = || ClusterShard::new(in_america("M40"));
    let added = patch(change().add_shard(new()), &scaling(sharded()));
    assert_eq!(shards(&added)[3], (None, "Zone 1", "M40", 40.0));
    let expected = json!({
        "providerName": "AWS",
        "regionName": "US_EAST_1",
        "priority": 7,
        "electableSpecs": { "instanceSize": "M40", "nodeCount": 3, "diskSizeGB": 40.0 },
        "autoScaling": shard_nodes(&scaling(sharded())["replicationSpecs"][0])["autoScaling"],
    });
    assert_eq!(*shard_nodes(&added.body["replicationSpecs"][3]), expected);

    let copied = patch(change().copy_shard(2).shard(3, sized("M50")), &global());
    assert_eq!(shards(&copied)[2..], [(Some(IDS[2]), "Europe", "M30", 40.0), (None, "Europe", "M50", 40.0)]);
    assert_eq!(copied.losses, Vec::<String>::new());

    let rule = r#"zone: missing in a cluster with the zones "America" and "Europe"; set it with `zone`"#;
    check_rejected(change().add_shard(new()), &global(), rule);
    assert_eq!(shards(&patch(change().add_shard(new().zone("Asia")), &global()))[3].1, "Asia");

    assert_eq!(shards(&patch(change().add_shard(new().zone("Zone 1")), &sharded()))[3].1, "Zone 1");
    let rule = r#"zone: "Asia", and "Zone 1" in the other shards; only a global cluster has several zones"#;
    check_rejected(change().add_shard(new().zone("Asia")), &sharded(), rule);

    let replica_set = json!({ "clusterType": "REPLICASET", "replicationSpecs": [shard(0, "Zone 1", "M30")] });
    let rule =
        "shards: the cluster is a replica set; make it a sharded cluster first, with `ClusterInput::cluster_type`";
    check_rejected(change().copy_shard(0), &replica_set, rule);
}

#[test]
fn a_removed_shard_is_a_loss_and_the_others_keep_their_positions() {
    let cluster = global();
    let removed = patch(change().remove_shard(IDS[0]).shard(2, sized("M50")), &cluster);
    let expected = [(Some(IDS[1]), "Europe", "M30", 40.0), (Some(IDS[2]), "Europe", "M50", 40.0)];
    assert_eq!(shards(&removed), expected);
    let loss = "its shard \"5f1a2b3c4d5e6f7a8b9c0d10\" of the zone \"America\", whose data moves to the other shards";
    assert_eq!(removed.losses, [loss]);

    // A shard that is gone is removed already.
    let unknown = patch(change().remove_shard("5f1a2b3c4d5e6f7a8b9c0dff"), &cluster);
    assert_eq!(unknown, ClusterPatch { body: json!({}), losses: vec![] });

    let rule =
        "shard: 0 is not a shard of the cluster, or was removed by this change; use an id, or a position from 0 to 2";
    check_rejected(change().remove_shard(IDS[0]).shard(0, sized("M50")), &cluster, rule);
    let rule = "disk size: 40 GB in shard 1, and 80 GB in shard 2; give all nodes of the cluster the same";
    let larger = NodesChange::new().disk_size_gb(80.0);
    check_rejected(change().remove_shard(IDS[0]).shard(2, larger), &cluster, rule);
    let all = IDS.iter().fold(change(), |change, id| change.remove_shard(*id));
    check_rejected(all, &cluster, "shards: 0 is out of range; expected 1 to 70");
    let many = (0..68).fold(change(), |change, _| change.copy_shard(0));
    check_rejected(many, &cluster, "shards: 71 is out of range; expected 1 to 70");
    check_rejected(change().remove_shard("1"), &cluster, "shard: expected 24 hexadecimal digits, not \"1\"");
}

#[test]
fn rules_about_all_shards_are_enforced_for_changes() {
    let cluster = sharded();
    let nodes = NodesChange::new;
    let (all, one) = (|nodes| change().all_regions(nodes), |nodes| change().shard(1, nodes));
    for (change, cluster, message) in [
        (
            one(nodes().electable_nodes(5)),
            &cluster,
            "electable nodes: 3 in shard 0, and 5 in shard 1; give all shards of a zone the same number",
        ),
        (
            one(nodes().analytics_nodes(1)),
            &cluster,
            "analytics nodes: 0 in shard 0, and 1 in shard 1; give all shards of a zone the same number",
        ),
        (
            change().add_shard(ClusterShard::new(ClusterRegion::new("AWS", "EU_WEST_1", "M30"))),
            &cluster,
            "region: AWS US_EAST_1 in shard 0, and AWS EU_WEST_1 in shard 3; give all shards of a zone the same regions",
        ),
        (
            one(nodes().disk_size_gb(80.0)),
            &cluster,
            "disk size: 40 GB in shard 0, and 80 GB in shard 1; give all nodes of the cluster the same",
        ),
        (
            one(sized("M40_NVME")),
            &cluster,
            "instance size: \"M30\" in shard 0, and \"M40_NVME\" in shard 1; give all shards the same size if one has \
             local disks (`_NVME`)",
        ),
        (
            one(nodes().scale_compute("M30", "M60")),
            &cluster,
            "auto-scaling: disabled in shard 0, and \"M30\" to \"M60\" in shard 1; give all shards of the cluster the \
             same bounds",
        ),
        (
            one(nodes().scale_compute("M20", "M60")),
            &scaling(sharded()),
            "auto-scaling: \"M20\" to \"M50\" in shard 0, and \"M20\" to \"M60\" in shard 1; give all shards of the \
             cluster the same bounds",
        ),
        (
            one(sized("R40")).override_auto_scaling(),
            &scaling(sharded()),
            "instance size: \"M30\" in shard 0, and \"R40\" in shard 1; auto-scaling requires sizes of the same class \
             in all shards",
        ),
    ] {
        check_rejected(change, cluster, message);
    }
    for change in [
        all(nodes().electable_nodes(5).disk_size_gb(80.0).scale_compute("M20", "M60")),
        all(sized("M40_NVME")),
        one(sized("R40")),
        one(nodes().disk_iops(4000)),
        // The same bounds for all shards, one after the other.
        (0..3).fold(self::change(), |change, shard| change.shard(shard, nodes().scale_compute("M20", "M50"))),
    ] {
        assert!(patch(change.clone(), &cluster).body["replicationSpecs"].is_array(), "{change:?}");
    }
    // Zones can differ, but not in their disks.
    assert!(patch(change().zone("Europe", nodes().electable_nodes(5)), &global()).losses.is_empty());
    check_rejected(
        change().zone("Europe", nodes().disk_size_gb(80.0)),
        &global(),
        "disk size: 40 GB in shard 0, and 80 GB in shard 1; give all nodes of the cluster the same",
    );
}

#[test]
fn the_disks_of_analytics_nodes_are_scaled_with_the_others() {
    let mut cluster = sharded();
    for position in 0..3 {
        let region = &mut cluster["replicationSpecs"][position]["regionConfigs"][0];
        region["analyticsSpecs"]["nodeCount"] = 1.into();
        for nodes in ["Electable", "Analytics"] {
            region[format!("effective{nodes}Specs")] = json!({ "instanceSize": "M30", "diskSizeGB": 60 });
        }
    }
    let patch = patch(change().shard(0, sized("M40")), &cluster);
    let region = shard_nodes(&patch.body["replicationSpecs"][0]);
    let disks = ["electableSpecs", "analyticsSpecs"].map(|nodes| region[nodes]["diskSizeGB"].clone());
    assert_eq!(disks, [60, 60]);
}

#[test]
fn rules_about_all_shards_are_enforced_for_new_clusters() {
    let shard = |size: &str| ClusterShard::new(in_america(size));
    let of = |shards: [ClusterShard; 2]| ClusterSpec::shards("events", shards);
    assert!(of([shard("M30"), shard("M50")]).disk_size_gb(40.0).auto_scale("M30", "M50").into_body().is_ok());
    let europe = || ClusterShard::new(ClusterRegion::new("AWS", "EU_WEST_1", "M30").read_only_nodes(1));
    check_spec(
        of([shard("M30"), europe()]),
        "region: AWS US_EAST_1 in shard 0, and AWS EU_WEST_1 in shard 1; give all shards of a zone the same regions",
    );
    let global = ClusterSpec::global("events", [shard("M30").zone("America"), europe().zone("Europe")]);
    assert!(global.into_body().is_ok());
    check_spec(
        of([shard("M30"), shard("M40_NVME")]),
        "instance size: \"M30\" in shard 0, and \"M40_NVME\" in shard 1; give all shards the same size if one has \
         local disks (`_NVME`)",
    );
    let scaled = |largest: &str| ClusterShard::new(in_america("M30").auto_scale("M30", largest));
    check_spec(
        of([scaled("M50"), scaled("M60")]),
        "auto-scaling: \"M30\" to \"M50\" in shard 0, and \"M30\" to \"M60\" in shard 1; give all shards of the cluster \
         the same bounds",
    );
    let some = ClusterSpec::replica_set("events", in_america("M30").auto_scale("M30", "M50").electable_nodes(2))
        .region(ClusterRegion::new("AWS", "EU_WEST_1", "M30").electable_nodes(1));
    check_spec(some, "auto-scaling: set in AWS US_EAST_1, and not in AWS EU_WEST_1; set it in all regions or in none");
}
