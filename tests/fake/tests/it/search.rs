//! Search and vector search indexes.

use std::time::Duration;

use atlas_fake::FakeAtlas;
use serde_json::{Value, json};

use crate::api::{Api, refusal, refused};

const MINUTE: Duration = Duration::from_secs(60);

async fn with_cluster() -> Api {
    let api = Api::of(FakeAtlas::builder().cluster_time(MINUTE)).await;
    api.atlas().insert("clusters", json!({ "name": "orders" })).unwrap();
    api
}

fn index(definition: Value) -> Value {
    json!({ "collectionName": "bills", "database": "sales", "definition": definition, "name": "text", "type": "search" })
}

#[tokio::test]
async fn an_index_is_pending_until_it_is_built() {
    let api = with_cluster().await;
    let fields = json!({ "name": { "multi": { "french": { "analyzer": "lucene.french", "type": "string" } } } });
    let definition = json!({ "mappings": { "dynamic": true, "fields": fields } });
    let (status, created) = api.post("clusters/orders/search/indexes", index(definition.clone())).await;
    assert_eq!((status, &created["status"], &created["queryable"]), (201, &json!("PENDING"), &json!(false)));
    assert_eq!(
        (&created["latestDefinition"], &created["latestDefinitionVersion"]["version"]),
        (&definition, &json!(0))
    );
    api.atlas().advance(MINUTE);
    let path = format!("clusters/orders/search/indexes/{}", created["indexID"].as_str().unwrap());
    let (_, built) = api.get(&path).await;
    assert_eq!((&built["status"], &built["queryable"]), (&json!("READY"), &json!(true)));

    let changed = json!({ "analyzer": "lucene.simple", "mappings": { "dynamic": false } });
    let (_, updated) = api.patch(&path, json!({ "definition": changed })).await;
    assert_eq!((&updated["latestDefinition"], &updated["status"]), (&changed, &json!("PENDING")));
    assert_eq!(updated["latestDefinitionVersion"]["version"], 1);

    let by_name = "clusters/orders/search/indexes/sales/bills/text";
    assert_eq!(api.get(by_name).await.1["indexID"], created["indexID"]);
    assert_eq!(api.get("clusters/orders/search/indexes/sales/bills").await.1[0]["name"], "text");
    assert_eq!(api.get("clusters/orders/search/indexes/sales/other").await.1, json!([]));
    assert_eq!(api.delete(by_name).await.0, 204);
    assert_eq!(api.get(&path).await.1["status"], "DELETING");
    api.atlas().advance(MINUTE);
    let gone = refused(404, "ATLAS_SEARCH_INDEX_NOT_FOUND", &["text", "orders"]);
    assert_eq!(refusal(api.get(by_name).await), gone);
}

#[tokio::test]
async fn a_name_is_unique_in_its_collection() {
    let api = with_cluster().await;
    let path = "clusters/orders/search/indexes";
    let mut body = index(json!({ "mappings": { "dynamic": true } }));
    assert_eq!(api.post(path, body.clone()).await.0, 201);
    let duplicate = refused(400, "ATLAS_FTS_DUPLICATE_INDEX", &["text"]);
    assert_eq!(refusal(api.post(path, body.clone()).await), duplicate);
    body["collectionName"] = "others".into();
    assert_eq!(api.post(path, body).await.0, 201);
}

#[tokio::test]
async fn a_vector_index_has_fields() {
    let api = with_cluster().await;
    let vector = json!({ "numDimensions": 3, "path": "embedding", "similarity": "cosine", "type": "vector" });
    let fields = json!([vector, { "path": "year", "type": "filter" }]);
    let mut body = index(json!({ "fields": fields }));
    body["type"] = "vectorSearch".into();
    let (status, created) = api.post("clusters/orders/search/indexes", body).await;
    assert_eq!((status, &created["latestDefinition"]["fields"]), (201, &fields));
}

#[tokio::test]
async fn the_older_operations_have_the_definition_at_the_root() {
    let api = with_cluster().await;
    let body = json!({
        "collectionName": "bills",
        "database": "sales",
        "mappings": { "dynamic": true },
        "name": "text",
    });
    let (status, created) = api.post("clusters/orders/fts/indexes", body).await;
    assert_eq!(
        (status, &created["mappings"], &created["status"]),
        (200, &json!({ "dynamic": true }), &json!("IN_PROGRESS"))
    );
    api.atlas().advance(MINUTE);
    let id = created["indexID"].as_str().unwrap();
    let (_, built) = api.get(&format!("clusters/orders/fts/indexes/{id}")).await;
    assert_eq!((&built["status"], &built["synonyms"]), (&json!("STEADY"), &json!([])));
    let (_, newer) = api.get(&format!("clusters/orders/search/indexes/{id}")).await;
    assert_eq!(
        (&newer["status"], &newer["latestDefinition"]),
        (&json!("READY"), &json!({ "mappings": { "dynamic": true } }))
    );
}

#[tokio::test]
async fn search_nodes_are_updating_until_their_change_is_over() {
    let api = with_cluster().await;
    let path = "clusters/orders/search/deployment";
    assert_eq!(api.get(path).await, (200, json!({})));
    let nodes = |count: u32| json!({ "specs": [{ "instanceSize": "S20_HIGHCPU_NVME", "nodeCount": count }] });
    assert_eq!(api.post(path, nodes(2)).await.1["stateName"], "UPDATING");
    for count in [3, 4] {
        assert_eq!(api.patch(path, nodes(count)).await.1["stateName"], "UPDATING");
    }
    api.atlas().advance(MINUTE);
    let (_, idle) = api.get(path).await;
    assert_eq!((&idle["stateName"], &idle["specs"]), (&json!("IDLE"), &nodes(4)["specs"]));
    assert_eq!(idle["effectiveSpecs"], nodes(4)["specs"]);
    let region = json!({ "instanceSize": "S20_HIGHCPU_NVME", "cloudProvider": "AWS", "regionName": "US_EAST_1" });
    let (_, updated) = api.patch(path, json!({ "specs": [region], "defaultNodeCount": 5 })).await;
    assert_eq!((&updated["specs"], &updated["defaultNodeCount"]), (&nodes(5)["specs"], &Value::Null));
    let mut effective = region;
    effective["nodeCount"] = 5.into();
    assert_eq!(updated["effectiveSpecs"], json!([effective]));
    assert_eq!(api.delete(path).await.0, 204);
    assert_eq!(api.get(path).await.1["stateName"], "UPDATING");
    api.atlas().advance(MINUTE);
    assert_eq!(api.get(path).await, (200, json!({})));
}
