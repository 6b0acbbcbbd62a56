//! Upgrades of free and flex clusters, and sample datasets.

use std::time::Duration;

use atlas_fake::FakeAtlas;
use reqwest::Method;
use serde_json::{Value, json};

use crate::api::{Api, refusal, refused};

const MINUTE: Duration = Duration::from_secs(60);

/// Returns a request body for a free cluster that repeats the project ID.
fn free(api: &Api) -> Value {
    let region = json!({
        "backingProviderName": "AWS",
        "electableSpecs": { "instanceSize": "M0" },
        "providerName": "TENANT",
        "regionName": "US_EAST_1",
    });
    let project = api.atlas().project_id();
    json!({
        "clusterType": "REPLICASET",
        "groupId": project,
        "name": "trial",
        "replicationSpecs": [{ "regionConfigs": [region] }],
    })
}

async fn with_trial() -> Api {
    let api = Api::of(FakeAtlas::builder().cluster_time(MINUTE)).await;
    let (status, created) = api.post("clusters", free(&api)).await;
    assert_eq!((status, &created["groupId"]), (201, &json!(api.atlas().project_id())));
    api.atlas().advance(MINUTE);
    api
}

#[tokio::test]
async fn the_project_id_in_a_body_is_ignored() {
    let api = Api::start().await;
    let mut cluster = free(&api);
    cluster["groupId"] = "111111111111111111111111".into();
    assert_eq!(api.post("clusters", cluster.clone()).await.1["groupId"], api.atlas().project_id());
    let (status, updated) = api.patch("clusters/trial", json!({ "groupId": cluster["groupId"] })).await;
    assert_eq!((status, &updated["groupId"]), (200, &json!(api.atlas().project_id())));
}

#[tokio::test]
async fn a_free_cluster_has_three_nodes_and_cannot_be_updated() {
    let api = with_trial().await;
    let (_, trial) = api.get("clusters/trial").await;
    assert_eq!(trial["connectionStrings"]["standard"].as_str().unwrap().matches(":27017").count(), 3);
    let refusal = refusal(api.patch("clusters/trial", json!({ "paused": true })).await);
    assert_eq!(refusal, refused(400, "TENANT_CLUSTER_UPDATE_UNSUPPORTED", &["trial"]));
}

#[tokio::test]
async fn upgrades_from_free_to_flex_to_dedicated_keep_the_id() {
    let api = with_trial().await;
    let (_, trial) = api.get("clusters/trial").await;
    let upgrade =
        json!({ "name": "trial", "providerSettings": { "instanceSizeName": "FLEX", "providerName": "FLEX" } });
    let (status, upgraded) = api.post("clusters/tenantUpgrade", upgrade).await;
    assert_eq!((status, &upgraded["stateName"], &upgraded["id"]), (200, &json!("UPDATING"), &trial["id"]));
    let too_early = refusal(api.post("flexClusters:tenantUpgrade", json!({ "name": "trial" })).await);
    assert_eq!(too_early, refused(400, "CLUSTER_NOT_IDLE_CANNOT_UPDATE", &["trial"]));
    api.atlas().advance(MINUTE);
    let (_, flex) = api.get("flexClusters/trial").await;
    assert_eq!((&flex["stateName"], &flex["id"]), (&json!("IDLE"), &trial["id"]));
    assert_eq!(flex["providerSettings"]["backingProviderName"], "AWS");

    let region = json!({
        "electableSpecs": { "instanceSize": "M20", "nodeCount": 3 },
        "priority": 7,
        "providerName": "AWS",
        "regionName": "US_WEST_2",
    });
    let upgrade = json!({ "name": "trial", "replicationSpecs": [{ "regionConfigs": [region] }] });
    let (status, upgraded) = api.post("flexClusters:tenantUpgrade", upgrade).await;
    assert_eq!((status, &upgraded["stateName"], &upgraded["id"]), (200, &json!("UPDATING"), &trial["id"]));
    api.atlas().advance(MINUTE);
    assert_eq!(api.get("flexClusters/trial").await.1["errorCode"], "CANNOT_USE_NON_FLEX_CLUSTER_IN_FLEX_API");
    let (_, dedicated) = api.get("clusters/trial").await;
    assert_eq!((&dedicated["stateName"], &dedicated["id"]), (&json!("IDLE"), &trial["id"]));
    let region = &dedicated["replicationSpecs"][0]["regionConfigs"][0];
    assert_eq!(
        (&region["electableSpecs"]["instanceSize"], &region["regionName"]),
        (&json!("M20"), &json!("US_WEST_2"))
    );
}

#[tokio::test]
async fn only_a_free_cluster_can_be_upgraded_to_dedicated() {
    let api = with_trial().await;
    let upgrade = json!({ "name": "trial", "providerSettings": { "instanceSizeName": "M10", "providerName": "AWS" } });
    assert_eq!(api.post("clusters/tenantUpgrade", upgrade.clone()).await.0, 200);
    api.atlas().advance(MINUTE);
    let (_, dedicated) = api.get("clusters/trial").await;
    let region = &dedicated["replicationSpecs"][0]["regionConfigs"][0];
    assert_eq!(
        (&region["electableSpecs"]["instanceSize"], &region["regionName"]),
        (&json!("M10"), &json!("US_EAST_1"))
    );
    let again = refusal(api.post("clusters/tenantUpgrade", upgrade).await);
    assert_eq!(again, refused(400, "INVALID_ATTRIBUTE", &["name"]));
    let unknown = refusal(api.post("clusters/tenantUpgrade", json!({ "name": "none" })).await);
    assert_eq!(unknown, refused(404, "CLUSTER_NOT_FOUND", &["none", api.atlas().project_id()]));
}

#[tokio::test]
async fn a_sample_dataset_is_loaded_into_an_existing_cluster() {
    let api = with_trial().await;
    let (status, job) = api.call(Method::POST, "sampleDatasetLoad/trial", None).await;
    assert_eq!((status, &job["clusterName"], &job["state"]), (201, &json!("trial"), &json!("WORKING")));
    let path = format!("sampleDatasetLoad/{}", job["_id"].as_str().unwrap());
    assert_eq!(api.get(&path).await.1["state"], "WORKING");
    api.atlas().advance(MINUTE);
    let (_, done) = api.get(&path).await;
    assert_eq!((&done["state"], done["completeDate"].is_string()), (&json!("COMPLETED"), true));
    let unknown = refusal(api.call(Method::POST, "sampleDatasetLoad/none", None).await);
    assert_eq!(unknown, refused(404, "CLUSTER_NOT_FOUND", &["none", api.atlas().project_id()]));
}
