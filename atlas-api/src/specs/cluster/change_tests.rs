//! Tests of changes of single parts of a cluster.

use serde_json::{Value, json};

use super::{ClusterChange, ClusterRegion, ClusterUpdate, NodesChange, change::ClusterPatch};

fn hardware(size: &str, count: u8) -> Value {
    json!({ "instanceSize": size, "nodeCount": count, "diskSizeGB": 40, "diskIOPS": 3000, "ebsVolumeType": "STANDARD" })
}

fn region(name: &str, priority: u8, nodes: [u8; 3]) -> Value {
    json!({
        "providerName": "AWS",
        "regionName": name,
        "priority": priority,
        "electableSpecs": hardware("M30", nodes[0]),
        "readOnlySpecs": hardware("M30", nodes[1]),
        "analyticsSpecs": hardware("M30", nodes[2]),
        "autoScaling": { "compute": { "enabled": false, "scaleDownEnabled": false }, "diskGB": { "enabled": true } },
    })
}

fn scaling(enabled: bool) -> Value {
    let compute = json!({
        "enabled": enabled, "scaleDownEnabled": true, "minInstanceSize": "M20", "maxInstanceSize": "M50",
    });
    json!({ "compute": compute, "diskGB": { "enabled": true } })
}

/// Returns a cluster with two shards with these regions.
fn cluster(regions: &Value) -> Value {
    json!({
        "name": "orders",
        "replicationSpecs": [
            { "id": "shard-0", "zoneId": "zone", "zoneName": "Zone 1", "regionConfigs": regions },
            { "id": "shard-1", "zoneId": "zone", "zoneName": "Zone 1", "regionConfigs": regions },
        ],
        "tags": [{ "key": "team", "value": "finance" }, { "key": "trial", "value": "yes" }],
        "mongoDBMajorVersion": "8.0",
    })
}

fn two_regions() -> Value {
    json!([region("US_EAST_1", 7, [2, 0, 0]), region("EU_WEST_1", 6, [1, 1, 1])])
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

/// Returns the name, the priority and the numbers of nodes of each region of a shard in a patch.
fn layout(patch: &ClusterPatch, shard: usize) -> Vec<(&str, u64, [u64; 3])> {
    let regions = patch.body["replicationSpecs"][shard]["regionConfigs"].as_array().unwrap();
    let count = |region: &Value, nodes: &str| region[nodes]["nodeCount"].as_u64().unwrap_or_default();
    let shown = |region| {
        let nodes = ["electableSpecs", "readOnlySpecs", "analyticsSpecs"].map(|nodes| count(region, nodes));
        (region["regionName"].as_str().unwrap(), region["priority"].as_u64().unwrap(), nodes)
    };
    regions.iter().map(shown).collect()
}

#[test]
fn a_change_without_effect_sends_nothing() {
    let cluster = cluster(&two_regions());
    for change in [
        ClusterChange::new(),
        ClusterChange::new().instance_size("M30").disk_size_gb(40.0),
        ClusterChange::new().all_regions(NodesChange::new().scale_disk(true).stop_scaling_compute().disk_iops(3000)),
        ClusterChange::new().region("AWS", "eu_west_1", NodesChange::new().electable_nodes(1).analytics_size("M30")),
        ClusterChange::new().set_region(ClusterRegion::new("AWS", "US_EAST_1", "M30").electable_nodes(2)),
        ClusterChange::new().remove_region("AWS", "AP_EAST_1").remove_tag("other").set_tag("team", "finance"),
        ClusterChange::new().and(ClusterUpdate::new().mongodb_version("8.0")),
    ] {
        assert_eq!(patch(change.clone(), &cluster), ClusterPatch { body: json!({}), losses: vec![] }, "{change:?}");
    }
}

#[test]
fn the_complete_layout_is_sent_with_the_ids_of_shards_and_unknown_properties() {
    let mut regions = two_regions();
    regions[0]["whatIsNew"] = json!([1, null]);
    regions[0]["effectiveElectableSpecs"] = hardware("M30", 2);
    let change = ClusterChange::new().region("AWS", "EU_WEST_1", NodesChange::new().analytics_size("M40"));
    let patch = patch(change, &cluster(&regions));
    let mut expected = regions.clone();
    expected[0].as_object_mut().unwrap().remove("effectiveElectableSpecs");
    expected[1]["analyticsSpecs"] = json!({ "instanceSize": "M40", "nodeCount": 1, "diskSizeGB": 40 });
    let shard = |id: &str| json!({ "id": id, "zoneName": "Zone 1", "regionConfigs": expected });
    assert_eq!(patch.body, json!({ "replicationSpecs": [shard("shard-0"), shard("shard-1")] }));
}

#[test]
fn regions_are_added_and_removed_with_descending_priorities() {
    let cluster = cluster(&two_regions());
    let change = ClusterChange::new()
        .set_region(ClusterRegion::new("GCP", "WESTERN_EUROPE", "M30").electable_nodes(2))
        .region("AWS", "US_EAST_1", NodesChange::new().electable_nodes(3))
        .remove_region("AWS", "EU_WEST_1");
    let added = patch(change, &cluster);
    assert_eq!(added.losses, ["its nodes in AWS EU_WEST_1"]);
    let expected = [("US_EAST_1", 7, [3, 0, 0]), ("WESTERN_EUROPE", 6, [2, 0, 0])];
    for shard in 0..2 {
        assert_eq!(layout(&added, shard), expected);
    }
    let region = &added.body["replicationSpecs"][1]["regionConfigs"][1];
    assert_eq!(region["electableSpecs"], json!({ "instanceSize": "M30", "nodeCount": 2, "diskSizeGB": 40.0 }));
    assert_eq!(region["autoScaling"]["diskGB"]["enabled"], true);

    // The region without electable nodes is the last one.
    let change = ClusterChange::new()
        .region("AWS", "US_EAST_1", NodesChange::new().electable_nodes(0).read_only_nodes(1))
        .region("AWS", "EU_WEST_1", NodesChange::new().electable_nodes(3));
    let moved = patch(change, &cluster);
    assert_eq!(layout(&moved, 0), [("EU_WEST_1", 7, [3, 1, 1]), ("US_EAST_1", 0, [0, 1, 0])]);
    assert!(moved.losses.is_empty());
}

#[test]
fn new_nodes_get_the_size_of_the_others() {
    let one_region = json!([region("US_EAST_1", 7, [3, 0, 0])]);
    let change = ClusterChange::new().instance_size("M40").all_regions(NodesChange::new().analytics_nodes(1));
    let patch = patch(change, &cluster(&one_region));
    let analytics = &patch.body["replicationSpecs"][0]["regionConfigs"][0]["analyticsSpecs"];
    assert_eq!(*analytics, json!({ "instanceSize": "M40", "nodeCount": 1, "diskSizeGB": 40 }));
}

#[test]
fn auto_scaling_is_not_undone_by_accident() {
    let mut regions = json!([region("US_EAST_1", 7, [3, 0, 0])]);
    regions[0]["autoScaling"] = scaling(true);
    regions[0]["effectiveElectableSpecs"] = json!({ "instanceSize": "M40", "nodeCount": 3, "diskSizeGB": 80 });
    let cluster = cluster(&regions);
    let sent =
        |change| patch(change, &cluster).body["replicationSpecs"][0]["regionConfigs"][0]["electableSpecs"].take();

    // The current hardware is in the region, or in a list of its own.
    let mut listed = cluster.clone();
    listed["effectiveReplicationSpecs"] = listed["replicationSpecs"].clone();
    for shard in 0..2 {
        let current = &mut listed["effectiveReplicationSpecs"][shard]["regionConfigs"][0];
        current["electableSpecs"] = current["effectiveElectableSpecs"].take();
        let configured = listed["replicationSpecs"][shard]["regionConfigs"][0].as_object_mut().unwrap();
        configured.remove("effectiveElectableSpecs");
    }
    let other = ClusterChange::new().all_regions(NodesChange::new().analytics_nodes(1));
    assert_eq!(patch(other.clone(), &listed), patch(other, &cluster));

    // Another change sends the current size.
    let electable = sent(ClusterChange::new().all_regions(NodesChange::new().analytics_nodes(1)));
    assert_eq!([&electable["instanceSize"], &electable["diskSizeGB"]], [&json!("M40"), &json!(80)]);
    // The current size changes nothing.
    assert_eq!(patch(ClusterChange::new().instance_size("M40"), &cluster).body, json!({}));

    let rule = "instance size: \"US_EAST_1\" has \"M40\", which auto-scaling may have chosen; call \
                `override_auto_scaling` to set \"M30\", or change the bounds with `scale_compute`";
    check_rejected(ClusterChange::new().instance_size("M30"), &cluster, rule);
    let overridden = ClusterChange::new().instance_size("M30").override_auto_scaling();
    assert_eq!(sent(overridden)["instanceSize"], "M30");
    // Bounds that exclude the current size require another one.
    let bounds = ClusterChange::new().auto_scale("M50", "M80");
    let outside = "instance size: \"M40\" is outside of the auto-scaling bounds \"M50\" to \"M80\"; set a size or \
                   bounds that fit";
    check_rejected(bounds.clone(), &cluster, outside);
    assert_eq!(sent(bounds.instance_size("M50"))["instanceSize"], "M50");
    let stopped = ClusterChange::new().all_regions(NodesChange::new().stop_scaling_compute().instance_size("M10"));
    assert_eq!(sent(stopped)["instanceSize"], "M10");
}

#[test]
fn single_tags_and_other_properties_are_changed() {
    let cluster = cluster(&two_regions());
    let change = ClusterChange::new()
        .set_tag("team", "sales")
        .set_tag("cost", "12")
        .remove_tag("trial")
        .and(ClusterUpdate::new().mongodb_version("8.0").backup(true));
    let expected = json!({
        "backupEnabled": true,
        "tags": [{ "key": "team", "value": "sales" }, { "key": "cost", "value": "12" }],
    });
    assert_eq!(patch(change, &cluster).body, expected);
}

#[test]
fn an_invalid_change_is_rejected() {
    let cluster = cluster(&two_regions());
    let nodes = NodesChange::new;
    let new = ClusterChange::new;
    let in_europe = |nodes| new().region("AWS", "EU_WEST_1", nodes);
    for (change, message) in [
        (in_europe(nodes().electable_nodes(2)), "electable nodes: 4 in all regions together; expected 3, 5 or 7"),
        (new().remove_region("AWS", "EU_WEST_1"), "electable nodes: 2 in all regions together; expected 3, 5 or 7"),
        (
            in_europe(nodes().electable_nodes(0).read_only_nodes(0).analytics_nodes(0)),
            r#"region: "EU_WEST_1" would have no nodes; use `remove_region`"#,
        ),
        (
            in_europe(nodes().instance_size("M40")),
            "instance size: \"M30\" and \"M40\" in one shard; give all of its electable and read-only nodes the same \
             size",
        ),
        (
            new().region("GCP", "EU_WEST_1", nodes()),
            r#"region: the cluster has no nodes in "EU_WEST_1" of GCP; add them with `set_region`"#,
        ),
        (new().disk_size_gb(5.0), "disk size: 5 GB is out of range; expected at least 8 GB"),
        (new().disk_size_gb(9.0), "disk size: 9 GB is out of range; expected at least 10 GB"),
        (
            new().instance_size("M40_NVME").disk_size_gb(80.0),
            "disk size: not configurable for an instance size with local disks (`_NVME`); leave it out",
        ),
        (new().instance_size(""), "instance size: empty; expected for example M10"),
        (
            new().and(ClusterUpdate::new().tag("team", "sales")),
            "cluster: would replace all tags or nodes; use `set_tag`, `region` and `set_region`, or `update`",
        ),
        (new().and(ClusterUpdate::new()), "cluster: the update is empty; set at least one property"),
        (new().set_tag("", "x"), "tag key: length is 0; expected 1 to 255 characters"),
    ] {
        check_rejected(change, &cluster, message);
    }
    let free = json!({ "replicationSpecs": [{ "regionConfigs": [
        { "providerName": "TENANT", "electableSpecs": { "instanceSize": "M0" } },
    ] }] });
    let rule = "cluster: nodes of a free cluster are not configurable; change other properties only";
    check_rejected(new().instance_size("M10"), &free, rule);
}
