//! The requests of search indexes and search nodes.

use atlas_api::search::{Quantization, SearchDefinition, SearchIndexSpec, Similarity, VectorDefinition};
use serde_json::json;

use super::{ID, Row, case, check, offline, row};

pub(super) fn rows() -> Vec<Row> {
    let (indexes, nodes) = (offline().search_indexes("orders"), offline().search_nodes("orders"));
    let text = SearchDefinition::fixed().field("title", json!({ "type": "string" })).analyzer("lucene.english");
    let vectors = VectorDefinition::new().quantized_vector("a", 1536, Similarity::DotProduct, Quantization::Binary);
    let spec = |definition| SearchIndexSpec::new("sales", "orders", "default", definition);
    vec![
        row("SearchIndexes::list", indexes.list()),
        row("SearchIndexes::list_for_collection", indexes.list_for_collection("a/b", "c d")),
        row("SearchIndexes::get", indexes.get(ID)),
        row("SearchIndexes::get_by_name", indexes.get_by_name("sales", "orders", "a/b")),
        row("SearchIndexes::create", indexes.create(SearchIndexSpec::new("sales", "orders", "default", text.clone()))),
        case("SearchIndexes::create", "vectors", indexes.create(spec(vectors.filter("b")))),
        row("SearchIndexes::replace", indexes.replace(ID, text)),
        row(
            "SearchIndexes::replace_by_name",
            indexes.replace_by_name("sales", "orders", "default", SearchDefinition::dynamic()),
        ),
        row("SearchIndexes::delete", indexes.delete(ID)),
        row("SearchIndexes::delete_by_name", indexes.delete_by_name("sales", "orders", "default")),
        row("SearchNodes::get", nodes.get()),
        row("SearchNodes::create", nodes.create("S20_HIGHCPU_NVME", 2)),
        row("SearchNodes::update", nodes.update("S30_HIGHCPU_NVME", 32)),
        row("SearchNodes::delete", nodes.delete()),
    ]
}

#[test]
fn requests_of_search() {
    check("search", &rows());
}
