//! Files of network containers, peerings, private endpoints and roles at cloud providers.

use std::net::IpAddr;

use atlas_gen::types::{
    CloudProviderAccessRoleRequestUpdate, CloudProviderEndpointServiceRequest, CreateEndpointRequest,
    NetworkContainerInput, NetworkPeeringInput,
};
#[cfg(feature = "schemars")]
use serde_json::{Value, json};

use super::body::{apply, spec_from_body, text};
#[cfg(feature = "schemars")]
use super::schema::{UUID, id, not_empty};
use crate::{
    Error,
    specs::{
        CloudProviderRoleSpec, NetworkContainerSpec, NetworkPeeringSpec, PrivateEndpointServiceSpec,
        PrivateEndpointSpec,
    },
};

/// Returns the error for the name of another cloud provider.
fn unknown_provider(provider: &str) -> Error {
    Error::invalid_argument("cloud provider", format!("{provider:?} is not supported; use AWS, AZURE or GCP"))
}

/// Returns the rule of a file of one cloud provider: its required properties, and those that it does not have.
#[cfg(feature = "schemars")]
#[inline]
fn provider(property: &str, name: &str, required: &[&str], excluded: &[&str]) -> Value {
    let mut rules = json!({ "required": [property], "properties": { property: { "const": name } } });
    for other in required {
        rules["required"].as_array_mut().into_iter().for_each(|list| list.push((*other).into()));
    }
    for other in excluded {
        rules["properties"][*other] = false.into();
    }
    rules
}

#[cfg(feature = "schemars")]
const CIDR: &str = "^[0-9a-fA-F.:]+/[0-9]{1,3}$";

spec_from_body! {
    NetworkContainerSpec, NetworkContainerInput,
    |body| {
        let block = text(body.atlas_cidr_block);
        let spec = match &*text(body.provider_name) {
            "AWS" => NetworkContainerSpec::aws(text(body.region_name), block),
            "AZURE" => NetworkContainerSpec::azure(text(body.region), block),
            "GCP" => NetworkContainerSpec::gcp(block),
            other => return Err(unknown_provider(other)),
        };
        Ok(apply!(spec; body.regions => regions))
    },
    |spec| spec.into_body(),
    {
        "required": ["atlasCidrBlock"],
        "properties": { "atlasCidrBlock": { "pattern": CIDR }, "region": not_empty(), "regionName": not_empty() },
        "oneOf": [
            provider("providerName", "AWS", &["regionName"], &["region", "regions"]),
            provider("providerName", "AZURE", &["region"], &["regionName", "regions"]),
            provider("providerName", "GCP", &[], &["region", "regionName"]),
        ],
    },
}

spec_from_body! {
    NetworkPeeringSpec, NetworkPeeringInput,
    |body| {
        let (container, name) = (text(body.container_id), text(body.provider_name));
        Ok(match &*name {
            "AWS" => NetworkPeeringSpec::aws(
                container,
                text(body.accepter_region_name),
                text(body.aws_account_id),
                text(body.vpc_id),
                text(body.route_table_cidr_block),
            ),
            "AZURE" => NetworkPeeringSpec::azure(
                container,
                text(body.azure_directory_id),
                text(body.azure_subscription_id),
                text(body.resource_group_name),
                text(body.vnet_name),
            ),
            "GCP" => NetworkPeeringSpec::gcp(container, text(body.gcp_project_id), text(body.network_name)),
            other => return Err(unknown_provider(other)),
        })
    },
    |spec| spec.into_body(),
    {
        "required": ["containerId"],
        "properties": {
            "containerId": id(),
            "accepterRegionName": not_empty(),
            "awsAccountId": { "pattern": "^[0-9]{12}$" },
            "vpcId": { "pattern": "^vpc-." },
            "routeTableCidrBlock": { "pattern": CIDR },
            "azureDirectoryId": { "pattern": UUID },
            "azureSubscriptionId": { "pattern": UUID },
            "resourceGroupName": not_empty(),
            "vnetName": not_empty(),
            "gcpProjectId": not_empty(),
            "networkName": not_empty(),
        },
        "oneOf": peerings(),
    },
}

/// Returns the properties of peerings at each cloud provider.
#[cfg(feature = "schemars")]
#[inline]
fn peerings() -> Vec<Value> {
    let aws = ["accepterRegionName", "awsAccountId", "vpcId", "routeTableCidrBlock"];
    let azure = ["azureDirectoryId", "azureSubscriptionId", "resourceGroupName", "vnetName"];
    let gcp = ["gcpProjectId", "networkName"];
    vec![
        provider("providerName", "AWS", &aws, &[&azure[..], &gcp].concat()),
        provider("providerName", "AZURE", &azure, &[&aws[..], &gcp].concat()),
        provider("providerName", "GCP", &gcp, &[aws, azure].concat()),
    ]
}

spec_from_body! {
    PrivateEndpointServiceSpec, CloudProviderEndpointServiceRequest,
    |body| {
        let region = text(body.region);
        let spec = match &*text(body.provider_name) {
            "AWS" => PrivateEndpointServiceSpec::aws(region),
            "AZURE" => PrivateEndpointServiceSpec::azure(region),
            "GCP" => PrivateEndpointServiceSpec::gcp(region),
            other => return Err(unknown_provider(other)),
        };
        Ok(apply!(spec; body.supported_remote_regions => remote_regions, body.port_mapping_enabled => port_mapping))
    },
    |spec| spec.into_body(),
    {
        "required": ["region"],
        "properties": {
            "region": not_empty(),
            "supportedRemoteRegions": { "maxItems": 35, "items": not_empty() },
        },
        "oneOf": [
            provider("providerName", "AWS", &[], &["portMappingEnabled"]),
            provider("providerName", "AZURE", &[], &["portMappingEnabled", "supportedRemoteRegions"]),
            provider("providerName", "GCP", &[], &["supportedRemoteRegions"]),
        ],
    },
}

// The provider is a segment of the path. In a file, the properties identify it.
spec_from_body! {
    PrivateEndpointSpec, CreateEndpointRequest,
    |body| {
        let address = |address: Option<String>| {
            let address = text(address);
            let rule = format!("{address:?} is not an IP address; expected for example 10.0.0.1");
            address.parse::<IpAddr>().map_err(|_| Error::invalid_argument("address", rule))
        };
        let spec = match provider_of(&body) {
            "AWS" => PrivateEndpointSpec::aws(text(body.id)),
            "AZURE" => PrivateEndpointSpec::azure(text(body.id), address(body.private_endpoint_ip_address)?),
            _ => PrivateEndpointSpec::gcp(text(body.gcp_project_id), text(body.endpoint_group_name)),
        };
        body.endpoints.into_iter().flatten().try_fold(spec, |spec, rule| {
            Ok(spec.forwarding_rule(text(rule.endpoint_name), address(rule.ip_address)?))
        })
    },
    |spec, file| spec.into_body(provider_of(file)),
    {
        "properties": { "cloudProvider": false },
        "oneOf": [
            {
                "required": ["id"],
                "properties": {
                    "id": { "pattern": "^vpce-." }, "privateEndpointIPAddress": false, "gcpProjectId": false,
                    "endpointGroupName": false, "endpoints": { "maxItems": 0 },
                },
            },
            {
                "required": ["id", "privateEndpointIPAddress"],
                "properties": {
                    "id": { "pattern": "^/subscriptions/." },
                    "privateEndpointIPAddress": { "anyOf": [{ "format": "ipv4" }, { "format": "ipv6" }] },
                    "gcpProjectId": false, "endpointGroupName": false, "endpoints": { "maxItems": 0 },
                },
            },
            {
                "required": ["gcpProjectId", "endpointGroupName", "endpoints"],
                "properties": {
                    "id": false, "privateEndpointIPAddress": false,
                    "gcpProjectId": not_empty(),
                    "endpointGroupName": not_empty(),
                    "endpoints": { "minItems": 1, "items": {
                        "required": ["endpointName", "ipAddress"],
                        "properties": {
                            "endpointName": not_empty(),
                            "ipAddress": { "anyOf": [{ "format": "ipv4" }, { "format": "ipv6" }] },
                        },
                    } },
                },
            },
        ],
    },
}

/// Returns the provider of an endpoint by its properties.
fn provider_of(body: &CreateEndpointRequest) -> &'static str {
    match (&body.id, &body.private_endpoint_ip_address) {
        (Some(_), None) => "AWS",
        (Some(_), Some(_)) => "AZURE",
        _ => "GCP",
    }
}

// A role with an IAM role is read for its authorization. Without one, it is read to create it.
spec_from_body! {
    CloudProviderRoleSpec, CloudProviderAccessRoleRequestUpdate,
    |body| {
        let spec = match &*text(body.provider_name) {
            "AWS" => CloudProviderRoleSpec::aws(),
            "AZURE" => CloudProviderRoleSpec::azure(
                text(body.atlas_azure_app_id),
                text(body.service_principal_id),
                text(body.tenant_id),
            ),
            "GCP" => CloudProviderRoleSpec::gcp(),
            other => return Err(unknown_provider(other)),
        };
        Ok(apply!(spec; body.iam_assumed_role_arn => iam_role))
    },
    |spec, file| match (&file.iam_assumed_role_arn, file.provider_name.as_ref().map(|name| name.as_str())) {
        (None, Some("AWS")) => {
            spec.into_body().map(|_| CloudProviderAccessRoleRequestUpdate::new().provider_name("AWS"))
        }
        _ => spec.into_authorization(),
    },
    {
        "properties": {
            "iamAssumedRoleArn": { "pattern": "^arn:." },
            "atlasAzureAppId": { "pattern": UUID },
            "servicePrincipalId": { "pattern": UUID },
            "tenantId": { "pattern": UUID },
        },
        "oneOf": [
            provider("providerName", "AWS", &[], &["atlasAzureAppId", "servicePrincipalId", "tenantId"]),
            provider(
                "providerName", "AZURE", &["atlasAzureAppId", "servicePrincipalId", "tenantId"], &["iamAssumedRoleArn"],
            ),
            provider(
                "providerName", "GCP", &[], &["atlasAzureAppId", "servicePrincipalId", "tenantId", "iamAssumedRoleArn"],
            ),
        ],
    },
}
