//! Flex clusters in the operations that support clusters of any kind.

use atlas_api::{Atlas, Confirm, clusters::AnyCluster};
use serde_json::json;
use wiremock::{
    Mock, MockServer, ResponseTemplate,
    matchers::{method, path},
};

use crate::support::{PROJECT, client_of};

/// Starts a server with one flex cluster.
async fn server() -> (MockServer, Atlas) {
    let server = MockServer::start().await;
    let code = "CANNOT_USE_FLEX_CLUSTER_IN_CLUSTER_API";
    let rejection = ResponseTemplate::new(400).set_body_json(json!({ "error": 400, "errorCode": code }));
    let project = format!("/api/atlas/v2/groups/{PROJECT}");
    Mock::given(path(format!("{project}/clusters/Flex0"))).respond_with(rejection).mount(&server).await;
    let flex =
        json!({ "name": "Flex0", "stateName": "IDLE", "connectionStrings": { "standardSrv": "mongodb+srv://x" } });
    let flex_path = format!("{project}/flexClusters/Flex0");
    let response = ResponseTemplate::new(200).set_body_json(flex);
    Mock::given(method("GET")).and(path(&*flex_path)).respond_with(response).mount(&server).await;
    let deleted = ResponseTemplate::new(204);
    Mock::given(method("DELETE")).and(path(&*flex_path)).respond_with(deleted).mount(&server).await;
    let atlas = client_of(&server);
    (server, atlas)
}

async fn calls(server: &MockServer) -> Vec<String> {
    let requests = server.received_requests().await.unwrap();
    let calls = requests.iter().map(|request| {
        let (_, resource) = request.url.path().split_once(PROJECT).unwrap();
        format!("{} {resource}", request.method)
    });
    calls.collect()
}

#[tokio::test]
async fn get_fetches_a_flex_cluster_with_a_second_request() {
    let (server, atlas) = server().await;
    let cluster = atlas.clusters().get("Flex0").send().await.unwrap();
    assert!(matches!(*cluster, AnyCluster::Flex(_)));
    assert_eq!((cluster.name(), cluster.state()), (Some("Flex0"), Some("IDLE")));
    assert_eq!(cluster.connection_string(), Some("mongodb+srv://x"));
    assert!(cluster.as_flex().is_some() && cluster.as_cluster().is_none());
    assert_eq!(cluster.attempts(), 2);
    assert_eq!(calls(&server).await, ["GET /clusters/Flex0", "GET /flexClusters/Flex0"]);
}

#[tokio::test]
async fn exists_takes_one_request() {
    let (server, atlas) = server().await;
    assert!(atlas.clusters().exists("Flex0").send().await.unwrap());
    assert_eq!(calls(&server).await, ["GET /clusters/Flex0"]);
}

#[tokio::test]
async fn delete_deletes_a_flex_cluster_unless_backups_are_retained() {
    let (server, atlas) = server().await;
    atlas.clusters().delete("Flex0").confirm(Confirm::yes()).send().await.unwrap();
    assert_eq!(calls(&server).await, ["DELETE /clusters/Flex0", "DELETE /flexClusters/Flex0"]);

    let delete = atlas.clusters().delete_retaining_backups("Flex0").confirm(Confirm::yes());
    let error = delete.send().await.unwrap_err();
    assert_eq!(error.code(), Some("CANNOT_USE_FLEX_CLUSTER_IN_CLUSTER_API"));
    assert_eq!(calls(&server).await.len(), 3);
}

#[tokio::test]
async fn a_wait_supports_a_flex_cluster() {
    let (_server, atlas) = server().await;
    let wait = atlas.clusters().wait_until_idle("Flex0").stable_for(std::time::Duration::ZERO);
    assert_eq!(wait.await.unwrap().name(), Some("Flex0"));
}

#[tokio::test]
async fn operations_that_flex_clusters_do_not_have_are_rejected() {
    let (server, atlas) = server().await;
    let error = atlas.clusters().set_instance_size("Flex0", "M20").send().await.unwrap_err();
    let rule = r#"instance size: "Flex0" is a flex cluster, which has no instance size"#;
    assert_eq!(error.to_string(), format!("updateGroupCluster cannot be sent: {rule}"));
    let error = atlas.clusters().pause("Flex0").send().await.unwrap_err();
    assert_eq!(error.code(), Some("CANNOT_USE_FLEX_CLUSTER_IN_CLUSTER_API"));
    let expected = ["GET /clusters/Flex0", "PATCH /clusters/Flex0"];
    assert_eq!(calls(&server).await, expected);
}
