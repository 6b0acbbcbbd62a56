use atlas_api::flex_clusters::{FlexClusterSpec, FlexClusterUpdate};

use super::{Row, case, check, offline, row};

pub(super) fn rows() -> Vec<Row> {
    let clusters = offline().flex_clusters();
    let spec = FlexClusterSpec::new("Flex0", "AWS", "US_EAST_1");
    let full = spec.clone().tag("team", "finance").termination_protection(false);
    let update = FlexClusterUpdate::new().termination_protection(true).clear_tags();
    vec![
        row("FlexClusters::list", clusters.list().page_size(5)),
        row("FlexClusters::get", clusters.get("Flex0")),
        case("FlexClusters::create", "required properties", clusters.create(spec)),
        case("FlexClusters::create", "all properties", clusters.create(full)),
        row("FlexClusters::update", clusters.update("Flex0", update)),
        row("FlexClusters::delete", clusters.delete("Flex0")),
    ]
}

#[test]
fn requests_of_flex_clusters() {
    check("flex_clusters", &rows());
}
