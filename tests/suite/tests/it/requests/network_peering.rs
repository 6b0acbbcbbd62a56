//! The requests of network containers and network peerings.

use atlas_api::network_peering::{NetworkContainerSpec, NetworkPeeringSpec};

use super::{ID, Row, case, check, offline, row};

const UUID: &str = "01234567-89ab-cdef-0123-456789abcdef";

pub(super) fn rows() -> Vec<Row> {
    let (containers, peerings) = (offline().network_containers(), offline().network_peerings());
    let aws = || NetworkPeeringSpec::aws(ID, "us-east-1", "123456789012", "vpc-0123456789abcdef0", "10.15.0.0/16");
    let gcp = NetworkContainerSpec::gcp("10.8.0.0/18").regions(["CENTRAL_US", "WESTERN_US"]);
    vec![
        row("NetworkContainers::list", containers.list()),
        row("NetworkContainers::list_for_provider", containers.list_for_provider("AZURE")),
        row("NetworkContainers::get", containers.get(ID)),
        case(
            "NetworkContainers::create",
            "AWS",
            containers.create(NetworkContainerSpec::aws("US_EAST_1", "10.8.0.0/21")),
        ),
        case("NetworkContainers::create", "Google Cloud", containers.create(gcp)),
        row(
            "NetworkContainers::replace",
            containers.replace(ID, NetworkContainerSpec::azure("US_EAST_2", "10.8.0.0/21")),
        ),
        row("NetworkContainers::delete", containers.delete(ID)),
        row("NetworkPeerings::list", peerings.list("GCP")),
        row("NetworkPeerings::get", peerings.get(ID)),
        case("NetworkPeerings::create", "AWS", peerings.create(aws())),
        case(
            "NetworkPeerings::create",
            "Azure",
            peerings.create(NetworkPeeringSpec::azure(ID, UUID, UUID, "network-group", "network")),
        ),
        case(
            "NetworkPeerings::create",
            "Google Cloud",
            peerings.create(NetworkPeeringSpec::gcp(ID, "project", "default")),
        ),
        row("NetworkPeerings::replace", peerings.replace(ID, aws())),
        row("NetworkPeerings::delete", peerings.delete(ID)),
    ]
}

#[test]
fn requests_of_network_peering() {
    check("network_peering", &rows());
}
