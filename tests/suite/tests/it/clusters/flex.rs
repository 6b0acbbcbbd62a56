//! A flex cluster, where any cluster is asked for.

use atlas_api::{AnyCluster, Atlas, Confirm};
use serde_json::json;
use wiremock::{
    Mock, MockServer, ResponseTemplate,
    matchers::{method, path},
};

use crate::support::{PROJECT, client_of};

/// A server that knows one flex cluster.
async fn server() -> (MockServer, Atlas) {
    let server = MockServer::start().await;
    let code = "CANNOT_USE_FLEX_CLUSTER_IN_CLUSTER_API";
    let refusal = ResponseTemplate::new(400).set_body_json(json!({ "error": 400, "errorCode": code }));
    let project = format!("/api/atlas/v2/groups/{PROJECT}");
    Mock::given(path(format!("{project}/clusters/Flex0"))).respond_with(refusal).mount(&server).await;
    let flex =
        json!({ "name": "Flex0", "stateName": "IDLE", "connectionStrings": { "standardSrv": "mongodb+srv://x" } });
    let flex_path = format!("{project}/flexClusters/Flex0");
    let shown = ResponseTemplate::new(200).set_body_json(flex);
    Mock::given(method("GET")).and(path(&*flex_path)).respond_with(shown).mount(&server).await;
    let gone = ResponseTemplate::new(204);
    Mock::given(method("DELETE")).and(path(&*flex_path)).respond_with(gone).mount(&server).await;
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
async fn get_finds_it_with_a_second_request() {
    let (server, atlas) = server().await;
    let cluster = atlas.clusters().get("Flex0").send().await.unwrap();
    assert!(matches!(*cluster, AnyCluster::Flex(_)));
    assert_eq!((cluster.name(), cluster.state()), (Some("Flex0"), Some("IDLE")));
    assert_eq!(cluster.connection_string(), Some("mongodb+srv://x"));
    assert!(cluster.as_flex().is_some() && cluster.as_cluster().is_none());
    assert_eq!(calls(&server).await, ["GET /clusters/Flex0", "GET /flexClusters/Flex0"]);
}

#[tokio::test]
async fn it_exists_for_one_request() {
    let (server, atlas) = server().await;
    assert!(atlas.clusters().exists("Flex0").send().await.unwrap());
    assert_eq!(calls(&server).await, ["GET /clusters/Flex0"]);
}

#[tokio::test]
async fn delete_deletes_it_unless_its_backups_were_to_be_kept() {
    let (server, atlas) = server().await;
    atlas.clusters().delete("Flex0").confirm(Confirm::yes()).send().await.unwrap();
    assert_eq!(calls(&server).await, ["DELETE /clusters/Flex0", "DELETE /flexClusters/Flex0"]);

    let delete = atlas.clusters().delete("Flex0").retain_backups(true).confirm(Confirm::yes());
    let error = delete.send().await.unwrap_err();
    assert_eq!(error.code(), Some("CANNOT_USE_FLEX_CLUSTER_IN_CLUSTER_API"));
    assert_eq!(calls(&server).await.len(), 3);
}

#[tokio::test]
async fn it_can_be_waited_for() {
    let (_server, atlas) = server().await;
    let wait = atlas.clusters().wait_until_idle("Flex0").settle(std::time::Duration::ZERO);
    assert_eq!(wait.await.unwrap().name(), Some("Flex0"));
}

#[tokio::test]
async fn what_it_has_not_is_refused() {
    let (server, atlas) = server().await;
    let error = atlas.clusters().set_instance_size("Flex0", "M20").send().await.unwrap_err();
    assert_eq!(error.to_string(), "instance size: Flex0 is a flex cluster, which has no size");
    let error = atlas.clusters().pause("Flex0").send().await.unwrap_err();
    assert_eq!(error.code(), Some("CANNOT_USE_FLEX_CLUSTER_IN_CLUSTER_API"));
    let expected = ["GET /clusters/Flex0", "GET /flexClusters/Flex0", "PATCH /clusters/Flex0"];
    assert_eq!(calls(&server).await, expected);
}
