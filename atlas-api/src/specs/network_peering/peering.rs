//! Spec of a network peering.

use atlas_gen::types::NetworkPeeringInput;

use crate::{
    Error,
    network_peering::NetworkContainerId,
    specs::{check_aws_account, check_cidr, check_length, check_prefix, check_uuid},
};

/// A network peering to [create](crate::network_peering::NetworkPeerings::create), or to
/// [replace](crate::network_peering::NetworkPeerings::replace) the properties of one.
///
/// It connects a [container](crate::network_peering::NetworkContainers), by its id, with a network of the same cloud
/// provider.
///
/// ```
/// use atlas_api::specs::NetworkPeeringSpec;
///
/// let container = "5f1a2b3c4d5e6f7a8b9c0d1e";
/// let aws = NetworkPeeringSpec::aws(container, "us-east-1", "123456789012", "vpc-0123456789abcdef0", "10.15.0.0/16");
/// let gcp = NetworkPeeringSpec::gcp(container, "my-project", "default");
/// # let _ = (aws, gcp);
/// ```
#[derive(Clone, Debug, PartialEq)]
#[must_use = "a spec creates nothing by itself; pass it to `create`"]
pub struct NetworkPeeringSpec(NetworkPeeringInput);

impl NetworkPeeringSpec {
    /// Returns a spec of a peering with a VPC on AWS: the region of the VPC with its name on AWS, such as `us-east-1`, its
    /// account, its id, and its addresses as a CIDR block.
    pub fn aws(
        container: impl Into<String>,
        region: impl Into<String>,
        account: impl Into<String>,
        vpc: impl Into<String>,
        cidr_block: impl Into<String>,
    ) -> Self {
        let body = Self::with("AWS", container).accepter_region_name(region.into()).aws_account_id(account.into());
        Self(body.vpc_id(vpc.into()).route_table_cidr_block(cidr_block.into()))
    }

    /// Returns a spec of a peering with a virtual network on Azure: the ids of its directory (tenant) and its
    /// subscription, its resource group, and its name.
    pub fn azure(
        container: impl Into<String>,
        directory: impl Into<String>,
        subscription: impl Into<String>,
        resource_group: impl Into<String>,
        network: impl Into<String>,
    ) -> Self {
        let body = Self::with("AZURE", container).azure_directory_id(directory.into());
        let body = body.azure_subscription_id(subscription.into()).resource_group_name(resource_group.into());
        Self(body.vnet_name(network.into()))
    }

    /// Returns a spec of a peering with a network on Google Cloud: the id of its project, and its name.
    pub fn gcp(container: impl Into<String>, project: impl Into<String>, network: impl Into<String>) -> Self {
        Self(Self::with("GCP", container).gcp_project_id(project.into()).network_name(network.into()))
    }

    fn with(provider: &str, container: impl Into<String>) -> NetworkPeeringInput {
        NetworkPeeringInput::new().provider_name(provider).container_id(container.into())
    }

    #[inline]
    pub(crate) fn into_body(self) -> Result<NetworkPeeringInput, Error> {
        let Self(body) = self;
        let text = |text: &Option<String>| text.clone().unwrap_or_default();
        let named = |argument, name: &Option<String>| check_length(argument, &text(name), 1..=usize::MAX);
        text(&body.container_id).parse::<NetworkContainerId>()?;
        match body.provider_name.as_ref().map(|provider| provider.as_str()) {
            Some("AWS") => {
                named("region", &body.accepter_region_name)?;
                check_aws_account(&text(&body.aws_account_id))?;
                check_prefix("VPC", &text(&body.vpc_id), "vpc-", "vpc-0123456789abcdef0")?;
                check_cidr(&text(&body.route_table_cidr_block))?;
            }
            Some("AZURE") => {
                check_uuid("Azure directory", &text(&body.azure_directory_id))?;
                check_uuid("Azure subscription", &text(&body.azure_subscription_id))?;
                named("resource group", &body.resource_group_name)?;
                named("network", &body.vnet_name)?;
            }
            _ => {
                named("project", &body.gcp_project_id)?;
                named("network", &body.network_name)?;
            }
        }
        Ok(body)
    }
}
