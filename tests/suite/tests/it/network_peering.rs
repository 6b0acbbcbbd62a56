//! Network containers and peerings: states, waits, validation.

use atlas_api::{
    Confirm,
    network_peering::{NetworkContainerSpec, NetworkPeeringSpec},
};
use atlas_fake::FakeAtlas;
use serde_json::json;

use crate::{
    private_endpoints::slow,
    requests::{ID, offline},
    support::{argument_and_rule, client},
};

const UUID: &str = "01234567-89ab-cdef-0123-456789abcdef";
const VPC: &str = "vpc-0123456789abcdef0";

#[tokio::test]
async fn a_peering_is_created_accepted_replaced_and_deleted() {
    let fake = slow().await;
    let atlas = client(&fake);
    let container =
        atlas.network_containers().create(NetworkContainerSpec::aws("US_EAST_1", "10.8.0.0/21")).await.unwrap();
    let container = container.id.clone().unwrap();
    let spec = |block: &str| NetworkPeeringSpec::aws(&*container, "us-east-1", "123456789012", VPC, block);
    let peerings = atlas.network_peerings();
    let created = peerings.create(spec("10.15.0.0/16")).await.unwrap();
    assert_eq!(created.status_name.as_ref().unwrap().as_str(), "INITIATING");
    let id = created.id.clone().unwrap();
    let pending = peerings.wait_until_acceptable(&*id).await.unwrap();
    assert_eq!(pending.status_name.as_ref().unwrap().as_str(), "PENDING_ACCEPTANCE");
    assert!(pending.connection_id.as_ref().unwrap().starts_with("pcx-"));
    let available = peerings.wait_until_available(&*id).await.unwrap();
    assert_eq!(available.status_name.as_ref().unwrap().as_str(), "AVAILABLE");

    let replaced = peerings.replace(&*id, spec("10.16.0.0/16")).await.unwrap();
    assert_eq!(replaced.route_table_cidr_block.as_deref(), Some("10.16.0.0/16"));
    assert_eq!(peerings.list("AWS").all().await.unwrap().len(), 1);
    assert_eq!(peerings.list("AZURE").all().await.unwrap(), []);
    peerings.delete(&*id).confirm(Confirm::name(&*id)).await.unwrap();
    peerings.wait_until_deleted(&*id).await.unwrap();
    assert!(!peerings.get(&*id).exists().await.unwrap());
}

#[tokio::test]
async fn a_wait_for_a_failed_or_an_absent_peering_ends() {
    let fake = slow().await;
    let peerings = client(&fake).network_peerings();
    let error = peerings.wait_until_available(ID).await.unwrap_err();
    assert_eq!((error.is_absent(), error.code()), (true, Some("PEER_NOT_FOUND")));
    fake.insert("peers", json!({ "id": ID, "providerName": "GCP", "status": "FAILED" })).unwrap();
    for wait in [peerings.wait_until_acceptable(ID), peerings.wait_until_available(ID)] {
        let error = wait.await.unwrap_err();
        assert!(error.is_failed_state());
        assert!(
            error.to_string().starts_with(&format!("network peering {ID:?} failed: state FAILED after ")),
            "{error}"
        );
    }
}

#[tokio::test]
async fn a_container_is_replaced_and_deleted_unless_a_cluster_uses_it() {
    let fake = FakeAtlas::start().await.unwrap();
    let containers = client(&fake).network_containers();
    let created = containers.create(NetworkContainerSpec::azure("US_EAST_2", "10.8.0.0/21")).await.unwrap();
    let id = created.id.clone().unwrap();
    assert_eq!(containers.list().all().await.unwrap(), [created.into_inner()]);
    assert_eq!(containers.list_for_provider("AWS").all().await.unwrap(), []);
    let replaced = containers.replace(&*id, NetworkContainerSpec::azure("US_WEST", "10.8.0.0/22")).await.unwrap();
    assert_eq!(replaced.atlas_cidr_block.as_deref(), Some("10.8.0.0/22"));
    containers.delete(&*id).confirm(Confirm::yes()).await.unwrap();
    assert!(!containers.get(&*id).exists().await.unwrap());
}

#[test]
fn an_invalid_spec_is_not_sent() {
    let (containers, peerings) = (offline().network_containers(), offline().network_peerings());
    for (spec, rule) in [
        (
            NetworkContainerSpec::aws("US_EAST_1", "10.8.0.0"),
            r#"CIDR block: "10.8.0.0" is not a CIDR block; expected for example 192.0.2.0/24 or 2001:db8::/32"#,
        ),
        (NetworkContainerSpec::azure("", "10.8.0.0/21"), "region: length is 0; expected at least 1 character"),
        (
            NetworkContainerSpec::aws("US_EAST_1", "10.8.0.0/21").regions(["US_EAST_2"]),
            "network container: AWS has one region, that of the container; leave a list of regions out",
        ),
    ] {
        assert_eq!(argument_and_rule(&containers.create(spec).preview().unwrap_err()), rule);
    }
    let aws = |account, vpc| NetworkPeeringSpec::aws(ID, "us-east-1", account, vpc, "10.15.0.0/16");
    for (spec, rule) in [
        (NetworkPeeringSpec::gcp("c", "p", "n"), r#"network container id: expected 24 hexadecimal digits, not "c""#),
        (
            aws(VPC, "123456789012"),
            r#"AWS account: "vpc-0123456789abcdef0" is not an account number; expected 12 digits"#,
        ),
        (
            aws("123456789012", "network"),
            r#"VPC: "network" does not begin with vpc-; expected for example vpc-0123456789abcdef0"#,
        ),
        (
            NetworkPeeringSpec::azure(ID, UUID, "main", "group", "network"),
            r#"Azure subscription: "main" is not a UUID; expected for example 01234567-89ab-cdef-0123-456789abcdef"#,
        ),
        (
            NetworkPeeringSpec::azure(ID, UUID, UUID, "", "n"),
            "resource group: length is 0; expected at least 1 character",
        ),
        (NetworkPeeringSpec::gcp(ID, "", "default"), "project: length is 0; expected at least 1 character"),
    ] {
        assert_eq!(argument_and_rule(&peerings.create(spec).preview().unwrap_err()), rule);
    }
}
