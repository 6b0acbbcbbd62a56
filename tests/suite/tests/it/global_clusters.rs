//! Global clusters: namespaces, zones, validation.

use atlas_api::{Confirm, global_clusters::ManagedNamespaceSpec};
use atlas_fake::FakeAtlas;
use serde_json::json;

use crate::{
    requests::offline,
    support::{argument_and_rule, client},
};

fn spec() -> ManagedNamespaceSpec {
    ManagedNamespaceSpec::new("sales", "customers", "email")
}

#[tokio::test]
async fn a_namespace_is_added_and_removed() {
    let fake = FakeAtlas::start().await.unwrap();
    fake.insert("clusters", json!({ "name": "orders", "clusterType": "GEOSHARDED" })).unwrap();
    let cluster = client(&fake).global_cluster("orders");
    assert_eq!(cluster.get().await.unwrap().managed_namespaces.as_deref(), Some(&[][..]));
    let added = cluster.add_namespace(spec()).await.unwrap();
    let names = added.managed_namespaces.as_ref().unwrap();
    assert_eq!((names.len(), names[0].custom_shard_key.as_deref()), (1, Some("email")));
    let again = cluster.add_namespace(spec()).await.unwrap_err();
    assert_eq!(again.code(), Some("DUPLICATE_MANAGED_NAMESPACE"));

    let remove = cluster.remove_namespace("sales", "customers");
    let effect = r#"of the cluster "orders" will no longer be sharded by location"#;
    assert_eq!(remove.impact().to_string(), format!("managed namespace \"sales.customers\" {effect}"));
    let removed = remove.confirm(Confirm::name("sales.customers")).await.unwrap();
    assert_eq!(removed.managed_namespaces.as_deref(), Some(&[][..]));
}

#[tokio::test]
async fn locations_are_mapped_until_all_mappings_are_removed() {
    let fake = FakeAtlas::start().await.unwrap();
    fake.insert("clusters", json!({ "name": "orders", "clusterType": "GEOSHARDED" })).unwrap();
    let cluster = client(&fake).global_cluster("orders");
    cluster.map_zones([("DE", "Zone 1")]).await.unwrap();
    let mapped = cluster.map_zones([("US-CA", "Zone 2")]).await.unwrap();
    let zones = mapped.custom_zone_mapping.as_ref().unwrap();
    assert_eq!(zones.keys().collect::<Vec<_>>(), ["DE", "US-CA"]);
    cluster.remove_zone_mappings().confirm(Confirm::name("orders")).await.unwrap();
    assert!(cluster.get().await.unwrap().custom_zone_mapping.as_ref().unwrap().is_empty());
}

#[tokio::test]
async fn an_unknown_cluster_has_no_global_writes() {
    let fake = FakeAtlas::start().await.unwrap();
    let error = client(&fake).global_cluster("orders").get().await.unwrap_err();
    assert_eq!((error.is_not_found(), error.code()), (true, Some("CLUSTER_NOT_FOUND")));
}

#[test]
fn an_invalid_argument_is_not_sent() {
    let cluster = offline().global_cluster("orders");
    let namespace = |spec, rule: &str| {
        assert_eq!(argument_and_rule(&cluster.add_namespace(spec).preview().unwrap_err()), rule);
    };
    let empty = |what: &str| format!("{what}: length is 0; expected at least 1 character");
    namespace(ManagedNamespaceSpec::new("", "customers", "email"), &empty("database"));
    namespace(ManagedNamespaceSpec::new("sales", "", "email"), &empty("collection"));
    namespace(ManagedNamespaceSpec::new("sales", "customers", ""), &empty("shard key"));
    namespace(spec().hashed(true).unique(true), "shard key: hashed and unique; choose one of them");
    namespace(spec().initial_chunks(8193), "initial chunks: 8193 is out of range; expected at most 8192");
    let removal = cluster.remove_namespace("sales", "").preview().unwrap_err();
    assert_eq!(argument_and_rule(&removal), empty("collection"));
    let zones = |zones: Vec<(&str, &str)>| argument_and_rule(&cluster.map_zones(zones).preview().unwrap_err());
    assert_eq!(zones(vec![]), "zones: the list is empty; pass at least one location");
    assert_eq!(zones(vec![("", "Zone 1")]), empty("location"));
    assert_eq!(zones(vec![("DE", "")]), empty("zone"));
}
