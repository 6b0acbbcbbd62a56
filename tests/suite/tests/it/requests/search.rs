//! The requests of search indexes and search nodes.

use atlas_api::search::{
    Quantization, SearchDefinition, SearchIndexSpec, SearchNodesSpec, Similarity, VectorDefinition,
};
use serde_json::json;

use super::{ID, Row, case, check, offline, row};

pub(super) fn rows() -> Vec<Row> {
    let (indexes, nodes) = (offline().search_indexes("orders"), offline().search_nodes("orders"));
    let text = SearchDefinition::fixed().field("title", json!({ "type": "string" })).analyzer("lucene.english");
    let vectors = VectorDefinition::new().quantized_vector("a", 1536, Similarity::DotProduct, Quantization::Binary);
    let by_region = SearchNodesSpec::by_region()
        .region("AWS", "US_EAST_1", "S30_HIGHCPU_NVME")
        .region_with_nodes("AWS", "EU_WEST_1", "S20_HIGHCPU_NVME", 3)
        .default_nodes(2);
    let spec = |definition| SearchIndexSpec::new("sales", "orders", "default", definition);
    vec![
        row("SearchIndexes::list", indexes.list()),
        row("SearchIndexes::list_for_collection", indexes.list_for_collection("a/b", "c d")),
        row("SearchIndexes::get", indexes.get(ID)),
        row("SearchIndexes::get_by_name", indexes.get_by_name("sales", "orders", "a/b")),
        row("SearchIndexes::create", indexes.create(SearchIndexSpec::new("sales", "orders", "default", text.clone()))),
        case("SearchIndexes::create", "vectors", indexes.create(spec(vectors.filter("b").partitions(2)))),
        row("SearchIndexes::replace", indexes.replace(ID, text)),
        row(
            "SearchIndexes::replace_by_name",
            indexes.replace_by_name("sales", "orders", "default", SearchDefinition::dynamic()),
        ),
        row("SearchIndexes::delete", indexes.delete(ID)),
        row("SearchIndexes::delete_by_name", indexes.delete_by_name("sales", "orders", "default")),
        row("SearchNodes::get", nodes.get()),
        row("SearchNodes::create", nodes.create(SearchNodesSpec::new("S20_HIGHCPU_NVME", 2))),
        case("SearchNodes::create", "by region", nodes.create(by_region)),
        row("SearchNodes::update", nodes.update(SearchNodesSpec::new("S30_HIGHCPU_NVME", 32))),
        row("SearchNodes::delete", nodes.delete()),
    ]
}

#[test]
fn requests_of_search() {
    check("search", &rows());
}
