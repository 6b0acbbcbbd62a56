//! The requests for clusters, as snapshots.

use atlas_api::{
    Confirm,
    clusters::{ClusterRegion, ClusterSpec, ClusterUpdate, Clusters},
    flex_clusters::{FlexClusterSpec, FlexClusterUpdate, FlexClusters},
    model::{AdvancedOptions, ClusterInput, TlsProtocol},
};
use serde_json::Value;

use crate::support::sent_at;

async fn sent<F>(call: impl FnOnce(Clusters) -> F) -> Value
where
    F: Future<Output = ()>,
{
    sent_at(|atlas| call(atlas.clusters())).await
}

async fn sent_flex<F>(call: impl FnOnce(FlexClusters) -> F) -> Value
where
    F: Future<Output = ()>,
{
    sent_at(|atlas| call(atlas.flex_clusters())).await
}

fn region() -> ClusterRegion {
    ClusterRegion::new("AWS", "US_EAST_1", "M10")
}

#[tokio::test]
async fn exists_and_get_request_the_cluster() {
    insta::assert_json_snapshot!(sent(async |clusters| drop(clusters.exists("Cluster0").send().await)).await);
    insta::assert_json_snapshot!(sent(async |clusters| drop(clusters.get("Cluster0").send().await)).await);
}

#[tokio::test]
async fn list_requests_one_page() {
    insta::assert_json_snapshot!(sent(async |clusters| drop(clusters.list().page(3).page_size(20).send().await)).await);
    let wire = sent(async |clusters| drop(clusters.list().deleted_with_retained_backups(false).send().await)).await;
    insta::assert_json_snapshot!(wire["query"]);
}

#[tokio::test]
async fn a_stream_requests_the_largest_pages() {
    let wire = sent(async |clusters| drop(clusters.list().stream().next().await)).await;
    insta::assert_json_snapshot!(wire["query"]);
}

#[tokio::test]
async fn list_authorized_is_not_limited_to_a_project() {
    insta::assert_json_snapshot!(sent(async |clusters| drop(clusters.list_authorized().send().await)).await);
}

#[tokio::test]
async fn create_sends_the_properties_that_are_set() {
    let spec = ClusterSpec::replica_set("Cluster0", region());
    insta::assert_json_snapshot!(sent(async |clusters| drop(clusters.create(spec).send().await)).await);

    let full = ClusterSpec::sharded("Cluster0", 2, region().scale_compute("M10", "M40").scale_disk(false))
        .region(ClusterRegion::new("AZURE", "EUROPE_NORTH", "M10").electable_nodes(2).read_only_nodes(1))
        .region(ClusterRegion::new("GCP", "WESTERN_EUROPE", "M10").electable_nodes(0).analytics_nodes(1))
        .auto_scale("M10", "M40")
        .disk_size_gb(40.0)
        .mongodb_version("8.0")
        .backup(true)
        .point_in_time_restore(false)
        .termination_protection(true)
        .tag("team", "finance");
    for (name, spec) in [
        ("full", full),
        ("free", ClusterSpec::free("Cluster0", "AWS", "US_EAST_1")),
        ("given", ClusterInput::new().name("Cluster0".to_owned()).pit_enabled(None).into()),
    ] {
        let wire = sent(async |clusters| drop(clusters.create(spec).send().await)).await;
        insta::with_settings!({ snapshot_suffix => name }, { insta::assert_json_snapshot!(wire["body"]) });
    }
}

#[tokio::test]
async fn update_sends_the_properties_that_are_set() {
    let spec = ClusterUpdate::new().backup(true);
    insta::assert_json_snapshot!(sent(async |clusters| drop(clusters.update("Cluster0", spec).send().await)).await);
    let new = ClusterUpdate::new;
    for (name, spec) in [
        ("all", new().mongodb_version("8.0").point_in_time_restore(true).termination_protection(false)),
        ("tags", new().tag("team", "finance")),
        ("no_tags", new().tag("team", "finance").clear_tags()),
        ("given", ClusterInput::new().redact_client_log_data(true).into()),
    ] {
        let wire = sent(async |clusters| drop(clusters.update("Cluster0", spec).send().await)).await;
        insta::with_settings!({ snapshot_suffix => name }, { insta::assert_json_snapshot!(wire["body"]) });
    }
}

#[tokio::test]
async fn pause_and_resume_send_one_property() {
    insta::assert_json_snapshot!(sent(async |clusters| drop(clusters.pause("Cluster0").send().await)).await);
    let wire = sent(async |clusters| drop(clusters.resume("Cluster0").send().await)).await;
    insta::assert_json_snapshot!(wire["body"]);
}

#[tokio::test]
async fn delete_sends_retain_backups_only_if_it_is_set() {
    let delete = async |clusters: Clusters| drop(clusters.delete("Cluster0").confirm(Confirm::yes()).send().await);
    insta::assert_json_snapshot!(sent(delete).await);
    let delete = async |clusters: Clusters| {
        drop(clusters.delete_retaining_backups("Cluster0").confirm(Confirm::yes()).send().await);
    };
    assert_eq!(sent(delete).await["query"], serde_json::json!(["retainBackups=true"]));
}

#[tokio::test]
async fn advanced_options_are_sent_as_they_are_set() {
    insta::assert_json_snapshot!(sent(async |clusters| drop(clusters.advanced_options("Cluster0").send().await)).await);
    let options = AdvancedOptions::new()
        .javascript_enabled(false)
        .oplog_size_mb(None)
        .sample_refresh_interval_bi_connector(0)
        .custom_openssl_cipher_config_tls12(vec![]);
    let set = async |clusters: Clusters| drop(clusters.set_advanced_options("Cluster0", options).send().await);
    insta::assert_json_snapshot!(sent(set).await);
    let set = async |clusters: Clusters| drop(clusters.set_minimum_tls("Cluster0", TlsProtocol::Tls12).send().await);
    insta::assert_json_snapshot!(sent(set).await["body"]);
}

#[tokio::test]
async fn test_failover_has_no_body() {
    insta::assert_json_snapshot!(sent(async |clusters| drop(clusters.test_failover("Cluster0").send().await)).await);
}

#[tokio::test]
async fn flex_clusters_have_operations_of_their_own() {
    insta::assert_json_snapshot!(sent_flex(async |flex| drop(flex.list().page_size(5).send().await)).await);
    insta::assert_json_snapshot!(sent_flex(async |flex| drop(flex.get("Flex0").send().await)).await);
    let spec = FlexClusterSpec::new("Flex0", "AWS", "US_EAST_1");
    let full = spec.clone().tag("team", "finance").termination_protection(false);
    insta::assert_json_snapshot!(sent_flex(async |flex| drop(flex.create(spec).send().await)).await);
    insta::assert_json_snapshot!(sent_flex(async |flex| drop(flex.create(full).send().await)).await["body"]);
    let spec = FlexClusterUpdate::new().termination_protection(true).clear_tags();
    insta::assert_json_snapshot!(sent_flex(async |flex| drop(flex.update("Flex0", spec).send().await)).await);
    let delete = async |flex: FlexClusters| drop(flex.delete("Flex0").confirm(Confirm::yes()).send().await);
    insta::assert_json_snapshot!(sent_flex(delete).await);
}
