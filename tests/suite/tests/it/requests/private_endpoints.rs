//! The requests of private endpoint services and their endpoints.

use std::net::Ipv4Addr;

use atlas_api::private_endpoints::{PrivateEndpointServiceSpec as ServiceSpec, PrivateEndpointSpec};

use super::{ID, Row, case, check, offline, row};

pub(super) fn rows() -> Vec<Row> {
    let services = offline().private_endpoint_services();
    let endpoints = |provider: &str| offline().private_endpoints(provider, ID);
    let azure = "/subscriptions/a/resourceGroups/b/providers/Microsoft.Network/privateEndpoints/c";
    let gcp = PrivateEndpointSpec::gcp("my-project", "atlas").forwarding_rule("atlas-0", Ipv4Addr::new(10, 0, 0, 1));
    let create = "PrivateEndpointServices::create";
    vec![
        row("PrivateEndpointServices::list", services.list("AWS")),
        row("PrivateEndpointServices::get", services.get("AZURE", ID)),
        case(create, "AWS", services.create(ServiceSpec::aws("US_EAST_1").remote_regions(["US_WEST_2"]))),
        case(create, "Azure", services.create(ServiceSpec::azure("US_EAST_2"))),
        case(create, "Google Cloud", services.create(ServiceSpec::gcp("CENTRAL_US").port_mapping(true))),
        row("PrivateEndpointServices::set_remote_regions", services.set_remote_regions(ID, ["EU_WEST_1"])),
        row("PrivateEndpointServices::delete", services.delete("GCP", ID)),
        row("PrivateEndpointServices::regional_mode", services.regional_mode()),
        row("PrivateEndpointServices::set_regional_mode", services.set_regional_mode(true)),
        row("PrivateEndpoints::get", endpoints("AZURE").get(azure)),
        case("PrivateEndpoints::create", "AWS", endpoints("AWS").create(PrivateEndpointSpec::aws("vpce-0123"))),
        case(
            "PrivateEndpoints::create",
            "Azure",
            endpoints("AZURE").create(PrivateEndpointSpec::azure(azure, Ipv4Addr::new(10, 0, 0, 2))),
        ),
        case("PrivateEndpoints::create", "Google Cloud", endpoints("GCP").create(gcp)),
        row("PrivateEndpoints::delete", endpoints("GCP").delete("a/b")),
    ]
}

#[test]
fn requests_of_private_endpoints() {
    check("private_endpoints", &rows());
}
