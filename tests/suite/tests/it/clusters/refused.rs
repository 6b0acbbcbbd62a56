//! Requests that are rejected locally, before anything is sent.

use atlas_api::{
    Atlas, Confirm, Error,
    clusters::{ClusterRegion, ClusterSpec, ClusterUpdate},
    flex_clusters::{FlexClusterSpec, FlexClusterUpdate},
    model::AdvancedOptions,
};
use atlas_fake::FakeAtlas;

use crate::support::{argument_and_rule, client};

async fn check<T: std::fmt::Debug, F>(call: impl FnOnce(Atlas) -> F, message: &str)
where
    F: Future<Output = Result<T, Error>>,
{
    let fake = FakeAtlas::start().await.unwrap();
    let error = call(client(&fake)).await.unwrap_err();
    let text = if error.is_confirmation_required() { error.to_string() } else { argument_and_rule(&error) };
    assert_eq!(text, message);
    assert_eq!((fake.request_count(), error.attempts()), (0, 0), "{message}");
}

#[tokio::test]
async fn invalid_names_are_rejected() {
    for name in ["", "..", "a/b", "Cluster 0"] {
        let message = format!(
            "cluster: {name:?} is not a valid name; use ASCII letters, digits and hyphens, without a leading hyphen"
        );
        check(async |atlas| atlas.clusters().get(name).send().await, &message).await;
        check(async |atlas| atlas.clusters().exists(name).send().await, &message).await;
        check(async |atlas| atlas.clusters().pause(name).send().await, &message).await;
        check(async |atlas| atlas.clusters().set_instance_size(name, "M20").send().await, &message).await;
        check(async |atlas| atlas.clusters().test_failover(name).send().await, &message).await;
        check(async |atlas| atlas.clusters().wait_until_idle(name).await, &message).await;
        let delete = async |atlas: Atlas| atlas.clusters().delete(name).confirm(Confirm::yes()).send().await;
        check(delete, &message).await;
        check(async |atlas| atlas.flex_clusters().get(name).send().await, &message).await;
        let spec = FlexClusterSpec::new(name, "AWS", "US_EAST_1");
        check(async |atlas| atlas.flex_clusters().create(spec).send().await, &message).await;
    }
}

#[tokio::test]
async fn invalid_and_empty_specs_are_rejected() {
    let spec = ClusterSpec::replica_set("Cluster0", ClusterRegion::new("AWS", "US_EAST_1", "M10").electable_nodes(2));
    let message = "electable nodes: 2 in all regions together; expected 3, 5 or 7";
    check(async |atlas| atlas.clusters().create(spec).send().await, message).await;

    let message = "cluster: the update is empty; set at least one property";
    check(async |atlas| atlas.clusters().update("Cluster0", ClusterUpdate::new()).send().await, message).await;
    let update = async |atlas: Atlas| atlas.flex_clusters().update("Flex0", FlexClusterUpdate::new()).send().await;
    check(update, message).await;

    let message = "advanced options: the update is empty; set at least one property";
    let set =
        async |atlas: Atlas| atlas.clusters().set_advanced_options("Cluster0", AdvancedOptions::new()).send().await;
    check(set, message).await;
}

#[tokio::test]
async fn a_deletion_with_another_name_as_its_confirmation_is_rejected() {
    let advice = r#"not sent: the confirmation names "Cluster1"; expected "Cluster0""#;
    let effect = r#"cluster "Cluster0" will be deleted, with all of its data and its snapshots"#;
    let message = format!("{advice} (effect: {effect})");
    let delete =
        async |atlas: Atlas| atlas.clusters().delete("Cluster0").confirm(Confirm::name("Cluster1")).send().await;
    check(delete, &message).await;

    let effect = r#"cluster "Cluster0" will be deleted, with all of its data except its snapshots"#;
    let message = format!("{advice} (effect: {effect})");
    let delete = async |atlas: Atlas| {
        atlas.clusters().delete_retaining_backups("Cluster0").confirm(Confirm::name("Cluster1")).send().await
    };
    check(delete, &message).await;

    let message = "not sent: the confirmation names \"Flex1\"; expected \"Flex0\" \
                   (effect: flex cluster \"Flex0\" will be deleted, with all of its data and its snapshots)";
    let delete =
        async |atlas: Atlas| atlas.flex_clusters().delete("Flex0").confirm(Confirm::name("Flex1")).send().await;
    check(delete, message).await;
}

#[tokio::test]
async fn dates_and_regions_are_validated() {
    let past = chrono::DateTime::UNIX_EPOCH;
    let far = chrono::DateTime::<chrono::Utc>::MAX_UTC;
    for until in [past, far] {
        let pin = async |atlas: Atlas| atlas.clusters().pin_feature_compatibility_version("orders", until).send().await;
        check(pin, &format!("until: must be in the next 28 days, not {until}")).await;
    }
    let grant = async |atlas: Atlas| {
        atlas.clusters().grant_employee_access("orders", "CLUSTER_DATABASE_LOGS", past).send().await
    };
    check(grant, &format!("until: must be in the future, not {past}")).await;
    let none: [(&str, &str); 0] = [];
    let start = async |atlas: Atlas| {
        atlas.clusters().start_outage_simulation("orders", none).confirm(Confirm::yes()).send().await
    };
    check(start, "regions: must not be empty; name a region of the cluster").await;
    let start = async |atlas: Atlas| {
        let start = atlas.clusters().start_outage_simulation("orders", [("AWS", "US_EAST_1"), ("GCP", "EASTERN_US")]);
        start.confirm(Confirm::name("sales")).send().await
    };
    let message = "not sent: the confirmation names \"sales\"; expected \"orders\" (effect: cluster \"orders\" will be \
                   unreachable in AWS US_EAST_1 and GCP EASTERN_US until the simulation ends, and has no primary if most of \
                   its electable nodes are there)";
    check(start, message).await;
}
