//! Search indexes and search nodes: state, waits, validation.

use atlas_api::{
    Confirm,
    search::{SearchDefinition, SearchIndexSpec, SearchNodesSpec, Similarity, VectorDefinition},
};
use atlas_fake::FakeAtlas;
use serde_json::json;

use crate::support::{argument_and_rule, client};

async fn with_cluster() -> FakeAtlas {
    let fake = FakeAtlas::start().await.unwrap();
    fake.insert("clusters", json!({ "name": "orders" })).unwrap();
    fake
}

#[tokio::test]
async fn an_index_is_built_found_by_its_name_replaced_and_deleted() {
    let fake = with_cluster().await;
    let indexes = client(&fake).search_indexes("orders");
    let spec = || SearchIndexSpec::new("sales", "orders", "default", SearchDefinition::dynamic());
    let id = indexes.create(spec()).await.unwrap().index_id.clone().unwrap();
    let built = indexes.wait_until_ready(&*id).await.unwrap();
    assert_eq!((built.queryable, built.status.as_ref().unwrap().as_str()), (Some(true), "READY"));
    assert_eq!(indexes.get_by_name("sales", "orders", "default").await.unwrap().index_id.as_deref(), Some(&*id));
    assert_eq!(indexes.list_for_collection("sales", "returns").await.unwrap().into_inner(), []);

    let replaced = indexes.replace(&*id, SearchDefinition::dynamic().analyzer("lucene.english")).await.unwrap();
    assert_eq!(replaced.latest_definition_version.as_ref().unwrap().version, Some(1));
    assert_eq!(replaced.status.as_ref().unwrap().as_str(), "PENDING");
    indexes.wait_until_ready(&*id).await.unwrap();

    indexes.delete(&*id).confirm(Confirm::name("default")).await.unwrap();
    indexes.get(&*id).wait_until_deleted().await.unwrap();
    assert_eq!(indexes.list().await.unwrap().into_inner(), []);
}

#[tokio::test]
async fn a_vector_index_has_its_kind() {
    let fake = with_cluster().await;
    let indexes = client(&fake).search_indexes("orders");
    let vectors = VectorDefinition::new().vector("embedding", 3, Similarity::Cosine);
    let created = indexes.create(SearchIndexSpec::new("sales", "orders", "vectors", vectors)).await.unwrap();
    assert_eq!(created.type_.as_ref().unwrap().as_str(), "vectorSearch");
    indexes.delete_by_name("sales", "orders", "vectors").confirm(Confirm::name("vectors")).await.unwrap();
}

#[tokio::test]
async fn search_nodes_are_created_changed_and_deleted() {
    let fake = with_cluster().await;
    let nodes = client(&fake).search_nodes("orders");
    nodes.create(SearchNodesSpec::new("S20_HIGHCPU_NVME", 2)).await.unwrap();
    let idle = nodes.wait_until_idle().await.unwrap();
    assert_eq!(idle.effective_specs.as_ref().unwrap()[0].node_count, Some(2));
    nodes.update(SearchNodesSpec::new("S20_HIGHCPU_NVME", 3)).await.unwrap();
    let idle = nodes.wait_until_idle().await.unwrap();
    assert_eq!(idle.effective_specs.as_ref().unwrap()[0].node_count, Some(3));
    nodes.delete().confirm(Confirm::name("orders")).await.unwrap();
    nodes.wait_until_deleted().await.unwrap();
}

#[tokio::test]
async fn an_invalid_index_is_not_sent() {
    let fake = FakeAtlas::start().await.unwrap();
    let atlas = client(&fake);
    let indexes = atlas.search_indexes("orders");
    let error = indexes.get("default").await.unwrap_err();
    assert_eq!(argument_and_rule(&error), "search index id: expected 24 hexadecimal digits, not \"default\"");
    let spec = SearchIndexSpec::new("", "orders", "default", SearchDefinition::dynamic());
    let error = indexes.create(spec).await.unwrap_err();
    assert_eq!(argument_and_rule(&error), "database: length is 0; expected at least 1 character");
    let error = atlas.search_nodes("orders").create(SearchNodesSpec::new("S20_HIGHCPU_NVME", 1)).await.unwrap_err();
    assert_eq!(argument_and_rule(&error), "search nodes: 1 is out of bounds; expected 2 to 32");
    assert_eq!(fake.request_count(), 0);
}
