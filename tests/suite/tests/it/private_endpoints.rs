//! Private endpoint services and their endpoints: states, waits, validation.

use std::{net::Ipv4Addr, time::Duration};

use atlas_api::{
    Confirm,
    clusters::ReadLayout,
    private_endpoints::{PrivateEndpointServiceSpec as ServiceSpec, PrivateEndpointSpec},
};
use atlas_fake::FakeAtlas;
use serde_json::json;

use crate::{
    requests::{ID, offline},
    support::{argument_and_rule, client},
};

const ENDPOINT: &str = "vpce-0123456789abcdef0";

/// Starts a fake in which a change takes ten minutes.
pub(crate) async fn slow() -> FakeAtlas {
    FakeAtlas::builder().cluster_time(Duration::from_secs(600)).start().await.unwrap()
}

#[tokio::test]
async fn a_service_and_its_endpoint_are_created_waited_for_and_deleted() {
    let fake = slow().await;
    let atlas = client(&fake);
    let services = atlas.private_endpoint_services();
    let created = services.create(ServiceSpec::aws("EU_WEST_1")).await.unwrap();
    assert_eq!(created.status.as_ref().unwrap().as_str(), "INITIATING");
    let id = created.id.clone().unwrap();
    let service = services.wait_until_available("AWS", &*id).await.unwrap();
    assert!(service.endpoint_service_name.as_ref().unwrap().starts_with("com.amazonaws.vpce.eu-west-1."));

    let endpoints = atlas.private_endpoints("AWS", &*id);
    endpoints.create(PrivateEndpointSpec::aws(ENDPOINT)).await.unwrap();
    let endpoint = endpoints.wait_until_available(ENDPOINT).await.unwrap();
    assert_eq!(endpoint.connection_status.as_ref().unwrap().as_str(), "AVAILABLE");
    assert_eq!(services.list("AWS").await.unwrap()[0].interface_endpoints, Some(vec![ENDPOINT.to_owned()]));

    endpoints.delete(ENDPOINT).confirm(Confirm::name(ENDPOINT)).await.unwrap();
    endpoints.wait_until_deleted(ENDPOINT).await.unwrap();
    assert!(!endpoints.get(ENDPOINT).exists().await.unwrap());
    services.delete("AWS", &*id).confirm(Confirm::name(&*id)).await.unwrap();
    services.wait_until_deleted("AWS", &*id).await.unwrap();
    assert_eq!(services.list("AWS").await.unwrap().into_inner(), []);
}

#[tokio::test]
async fn a_cluster_has_connection_strings_for_the_endpoints_in_its_regions() {
    let fake = slow().await;
    let atlas = client(&fake);
    fake.insert("clusters", json!({ "name": "orders" })).unwrap();
    fake.insert("clusters", json!({ "name": "events", "clusterType": "SHARDED" })).unwrap();
    let connection_string = async |cluster: &str, endpoint: &str| {
        let cluster = atlas.clusters().get(cluster).await.unwrap();
        cluster.as_cluster().unwrap().private_endpoint_connection_string(endpoint).map(str::to_owned)
    };
    let mut services = Vec::new();
    for (region, endpoint) in [("EU_WEST_1", "vpce-1"), ("US_EAST_1", ENDPOINT)] {
        let id = atlas.private_endpoint_services().create(ServiceSpec::aws(region)).await.unwrap().id.clone().unwrap();
        atlas.private_endpoint_services().wait_until_available("AWS", &*id).await.unwrap();
        atlas.private_endpoints("AWS", &*id).create(PrivateEndpointSpec::aws(endpoint)).await.unwrap();
        services.push(id);
    }
    assert_eq!(connection_string("orders", ENDPOINT).await, None);

    let endpoints = atlas.private_endpoints("AWS", &*services[1]);
    endpoints.wait_until_available(ENDPOINT).await.unwrap();
    let expected = |cluster: &str| Some(format!("mongodb+srv://{cluster}-pl-0.abcde.example.com"));
    assert_eq!(connection_string("orders", ENDPOINT).await, expected("orders"));
    assert_eq!(connection_string("events", ENDPOINT).await, expected("events"));
    // The other endpoint is in another region.
    assert_eq!(connection_string("orders", "vpce-1").await, None);
    let cluster = atlas.clusters().get("orders").await.unwrap();
    let [strings] = cluster.as_cluster().unwrap().private_endpoints() else { panic!("{cluster:?}") };
    let endpoint = &strings.endpoints.as_ref().unwrap()[0];
    assert_eq!((endpoint.endpoint_id.as_deref(), endpoint.region.as_deref()), (Some(ENDPOINT), Some("US_EAST_1")));

    endpoints.delete(ENDPOINT).confirm(Confirm::yes()).await.unwrap();
    endpoints.wait_until_deleted(ENDPOINT).await.unwrap();
    assert_eq!(connection_string("orders", ENDPOINT).await, None);
}

#[tokio::test]
async fn a_wait_for_a_failed_a_deleted_or_an_absent_service_ends() {
    let fake = slow().await;
    let services = client(&fake).private_endpoint_services();
    fake.insert(
        "privateEndpoint/AZURE/endpointService",
        json!({ "id": ID, "providerName": "AZURE", "status": "FAILED" }),
    )
    .unwrap();
    let error = services.wait_until_available("AZURE", ID).await.unwrap_err();
    assert!(error.is_failed_state());
    assert!(
        error.to_string().starts_with(&format!("private endpoint service {ID:?} failed: state FAILED after ")),
        "{error}"
    );
    services.delete("AZURE", ID).confirm(Confirm::yes()).await.unwrap();
    let error = services.wait_until_available("AZURE", ID).await.unwrap_err();
    assert!(error.is_failed_state(), "{error}");
    services.wait_until_deleted("AZURE", ID).await.unwrap();

    let error = services.wait_until_available("AZURE", ID).await.unwrap_err();
    assert_eq!((error.is_absent(), error.code()), (true, Some("ENDPOINT_SERVICE_NOT_FOUND")));
    // The service of an endpoint is its parent.
    let error = client(&fake).private_endpoints("AWS", ID).wait_until_deleted(ENDPOINT).await.unwrap_err();
    assert_eq!((error.is_absent(), error.code()), (false, Some("ENDPOINT_SERVICE_NOT_FOUND")));
}

#[tokio::test]
async fn an_endpoint_of_another_service_is_absent_and_a_rejected_one_has_failed() {
    let fake = slow().await;
    fake.insert("privateEndpoint/AWS/endpointService", json!({ "id": ID, "providerName": "AWS" })).unwrap();
    let path = format!("privateEndpoint/AWS/endpointService/{ID}/endpoint");
    fake.insert(&path, json!({ "id": ENDPOINT, "connectionStatus": "REJECTED" })).unwrap();
    let endpoints = client(&fake).private_endpoints("AWS", ID);
    assert!(endpoints.wait_until_available(ENDPOINT).await.unwrap_err().is_failed_state());
    let error = endpoints.wait_until_available("vpce-1").await.unwrap_err();
    assert_eq!((error.is_absent(), error.code()), (true, Some("PRIVATELINK_INTERFACE_ENDPOINT_NOT_FOUND")));
}

#[tokio::test]
async fn the_regional_mode_is_switched_and_remote_regions_are_replaced() {
    let fake = FakeAtlas::start().await.unwrap();
    let services = client(&fake).private_endpoint_services();
    assert_eq!(services.set_regional_mode(true).await.unwrap().enabled, Some(true));
    assert_eq!(services.regional_mode().await.unwrap().enabled, Some(true));
    let id = services.create(ServiceSpec::aws("EU_WEST_1")).await.unwrap().id.clone().unwrap();
    let regions = services.set_remote_regions(id, ["US_WEST_2"]).await.unwrap().supported_remote_regions.clone();
    assert_eq!(regions, Some(vec!["US_WEST_2".to_owned()]));
}

#[test]
fn an_invalid_spec_is_not_sent() {
    let services = offline().private_endpoint_services();
    let regions = || (0..36).map(|number| format!("REGION_{number}"));
    for (spec, rule) in [
        (ServiceSpec::aws(""), "region: length is 0; expected at least 1 character"),
        (
            ServiceSpec::aws("A").port_mapping(true),
            "private endpoint service: AWS does not have port mapping; leave it out",
        ),
        (
            ServiceSpec::gcp("A").remote_regions(["B"]),
            "private endpoint service: GCP does not have remote regions; leave it out",
        ),
        (ServiceSpec::aws("A").remote_regions(regions()), "remote regions: 36 regions; use at most 35"),
    ] {
        assert_eq!(argument_and_rule(&services.create(spec).preview().unwrap_err()), rule);
    }
    let error = services.get("", ID).preview().unwrap_err();
    assert_eq!(argument_and_rule(&error), r#"cloud provider: "" cannot be a segment of a path; expected a name"#);
    let address = Ipv4Addr::new(10, 0, 0, 1);
    let gcp = || PrivateEndpointSpec::gcp("my-project", "atlas");
    for (provider, spec, rule) in [
        ("GCP", gcp(), "private endpoint: GCP needs a forwarding rule; add at least one"),
        ("GCP", gcp().forwarding_rule("", address), "forwarding rule: length is 0; expected at least 1 character"),
        (
            "AZURE",
            PrivateEndpointSpec::aws(ENDPOINT),
            "private endpoint: it is for AWS, but its service for AZURE; use the provider of the service",
        ),
        (
            "AWS",
            PrivateEndpointSpec::aws(ENDPOINT).forwarding_rule("a", address),
            "private endpoint: AWS does not have forwarding rules; leave them out",
        ),
        (
            "AWS",
            PrivateEndpointSpec::aws("vpc-0123"),
            r#"private endpoint: "vpc-0123" does not begin with vpce-; expected for example vpce-0123456789abcdef0"#,
        ),
    ] {
        let error = offline().private_endpoints(provider, ID).create(spec).preview().unwrap_err();
        assert_eq!(argument_and_rule(&error), rule);
    }
}
