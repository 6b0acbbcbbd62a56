//! Global clusters, cloud provider regions, and process arguments.

use serde_json::json;

use crate::api::{Api, refusal, refused};

#[tokio::test]
async fn a_global_cluster_has_managed_namespaces_and_zone_mappings() {
    let api = Api::start().await;
    let cluster = api.atlas().insert("clusters", json!({ "name": "orders", "clusterType": "GEOSHARDED" })).unwrap();
    let namespace = json!({ "collection": "items", "customShardKey": "city", "db": "sales" });
    let path = "clusters/orders/globalWrites";
    let (status, added) = api.post(&format!("{path}/managedNamespaces"), namespace.clone()).await;
    assert_eq!((status, &added["managedNamespaces"][0]["customShardKey"]), (200, &json!("city")));
    let again = refusal(api.post(&format!("{path}/managedNamespaces"), namespace).await);
    assert_eq!(again, refused(400, "DUPLICATE_MANAGED_NAMESPACE", &["sales.items"]));
    let mapping = json!({ "customZoneMappings": [{ "location": "CA", "zone": "Zone 1" }] });
    let (_, mapped) = api.post(&format!("{path}/customZoneMapping"), mapping).await;
    assert_eq!(mapped["customZoneMapping"], json!({ "CA": cluster["replicationSpecs"][0]["zoneId"] }));
    assert_eq!(api.get(path).await.1, mapped);
    assert_eq!(api.delete(&format!("{path}/customZoneMapping")).await.1["customZoneMapping"], json!({}));
    let removed = api.delete(&format!("{path}/managedNamespaces?db=sales&collection=items")).await.1;
    assert_eq!(removed["managedNamespaces"], json!([]));
}

#[tokio::test]
async fn regions_are_filtered_by_provider_and_instance_size() {
    let api = Api::start().await;
    assert_eq!(api.get("clusters/provider/regions").await.1["totalCount"], 3);
    let (_, page) = api.get("clusters/provider/regions?providers=GCP&tier=M30").await;
    let (provider, sizes) = (&page["results"][0]["provider"], page["results"][0]["instanceSizes"].as_array().unwrap());
    assert_eq!((provider, sizes.len(), &sizes[0]["name"]), (&json!("GCP"), 1, &json!("M30")));
    assert_eq!(sizes[0]["availableRegions"][0], json!({ "default": true, "name": "CENTRAL_US" }));
}

#[tokio::test]
async fn shared_arguments_are_equal_in_process_arguments_and_cluster() {
    let api = Api::start().await;
    api.atlas().insert("clusters", json!({ "name": "orders" })).unwrap();
    let path = "clusters/orders/processArgs";
    let change = json!({ "minimumEnabledTlsProtocol": "TLS1_3", "noTableScan": true });
    assert_eq!(api.patch(path, change).await.0, 200);
    let (_, cluster) = api.get("clusters/orders").await;
    assert_eq!(cluster["advancedConfiguration"]["minimumEnabledTlsProtocol"], "TLS1_3");
    let configuration = json!({ "advancedConfiguration": { "minimumEnabledTlsProtocol": "TLS1_2" } });
    assert_eq!(api.patch("clusters/orders", configuration).await.0, 200);
    let (_, arguments) = api.get(path).await;
    assert_eq!((&arguments["minimumEnabledTlsProtocol"], &arguments["noTableScan"]), (&json!("TLS1_2"), &json!(true)));
    assert_eq!(api.patch(path, json!({ "noTableScan": null })).await.1["noTableScan"], false);
}
