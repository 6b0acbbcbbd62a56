//! The requests of data federation.

use atlas_api::data_federation::{
    DataFederationEndpointSpec as EndpointSpec, DataSource, FederatedDatabaseSpec, FederatedDatabaseUpdate,
    FederatedStore, QueryLimitSpec,
};

use super::{ID, Row, case, check, offline, row};
use crate::support::now;

const ENDPOINT: &str = "vpce-0123456789abcdef0";
const LIMIT: &str = "bytesProcessed.daily";

pub(super) fn rows() -> Vec<Row> {
    let instances = offline().data_federation();
    let (limits, endpoints) = (instances.limits("lake"), instances.private_endpoints());
    let combined = FederatedDatabaseSpec::new("sales")
        .azure_role(ID)
        .google_cloud_role(ID)
        .process_region("AWS", "VIRGINIA_USA")
        .skip_role_validation(true)
        .store(FederatedStore::cluster("orders").named("current"))
        .store(FederatedStore::azure("https://a.blob.core.windows.net/", "old").region("US_EAST").prefix("a/"))
        .store(FederatedStore::google_cloud("open").public(true))
        .store(FederatedStore::web("prices", ["https://example.com/prices.json"]))
        .collection("sales", "orders", DataSource::collection("current", "sales", "orders"))
        .collection("sales", "orders", DataSource::files("old", "/*").default_format(".csv").origin_field("origin"))
        .collection("sales", "places", DataSource::files("open", "/places.json"));
    let update = FederatedDatabaseUpdate::new().aws_role(ID, "my-bucket");
    let azure = EndpointSpec::azure("/subscriptions/a", "10.0.0.4").region("US_EAST_2").dns_name("a.example.com");
    vec![
        row("DataFederation::list", instances.list()),
        row("DataFederation::list_for_online_archives", instances.list_for_online_archives()),
        row("DataFederation::get", instances.get("lake")),
        row("DataFederation::create", instances.create(FederatedDatabaseSpec::s3_bucket("lake", ID, "my-bucket"))),
        case("DataFederation::create", "several stores", instances.create(combined)),
        row("DataFederation::update", instances.update("lake", update)),
        row("DataFederation::delete", instances.delete("lake")),
        row("DataFederation::query_logs", instances.query_logs("lake").from(now()).until(now())),
        row("QueryLimits::list", limits.list()),
        row("QueryLimits::get", limits.get(LIMIT)),
        row("QueryLimits::set", limits.set(LIMIT, QueryLimitSpec::bytes(1000))),
        case("QueryLimits::set", "policy", limits.set(LIMIT, QueryLimitSpec::bytes(1000).overrun_policy("BLOCK"))),
        row("QueryLimits::delete", limits.delete(LIMIT)),
        row("DataFederationEndpoints::list", endpoints.list()),
        row("DataFederationEndpoints::get", endpoints.get(ENDPOINT)),
        row("DataFederationEndpoints::add", endpoints.add(EndpointSpec::aws(ENDPOINT).comment("reports"))),
        case("DataFederationEndpoints::add", "Azure", endpoints.add(azure)),
        row("DataFederationEndpoints::delete", endpoints.delete(ENDPOINT)),
    ]
}

#[test]
fn requests_of_data_federation() {
    check("data_federation", &rows());
}
