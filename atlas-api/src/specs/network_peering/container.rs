//! Spec of a network container.

use atlas_gen::types::NetworkContainerInput;

use crate::{
    Error,
    model::{AwsNetworkRegion, AzureNetworkRegion, GcpNetworkRegion},
    specs::{check_cidr, check_length},
};

/// A network container to [create](crate::network_peering::NetworkContainers::create), or to
/// [replace](crate::network_peering::NetworkContainers::replace) another one.
///
/// Its addresses are a block of a private network, which must not overlap with the networks that it is peered with.
///
/// ```
/// use atlas_api::specs::NetworkContainerSpec;
///
/// let aws = NetworkContainerSpec::aws("US_EAST_1", "10.8.0.0/21");
/// let gcp = NetworkContainerSpec::gcp("10.8.0.0/18").regions(["CENTRAL_US", "WESTERN_US"]);
/// # let _ = (aws, gcp);
/// ```
#[derive(Clone, Debug, PartialEq)]
#[must_use = "a spec creates nothing by itself; pass it to `create`"]
pub struct NetworkContainerSpec(NetworkContainerInput);

impl NetworkContainerSpec {
    /// Returns a spec of a container in a region of AWS, such as `US_EAST_1`.
    pub fn aws(region: impl Into<AwsNetworkRegion>, cidr_block: impl Into<String>) -> Self {
        Self(Self::with("AWS", cidr_block).0.region_name(region.into()))
    }

    /// Returns a spec of a container in a region of Azure, such as `US_EAST_2`.
    pub fn azure(region: impl Into<AzureNetworkRegion>, cidr_block: impl Into<String>) -> Self {
        Self(Self::with("AZURE", cidr_block).0.region(region.into()))
    }

    /// Returns a spec of a container in all regions of Google Cloud.
    pub fn gcp(cidr_block: impl Into<String>) -> Self {
        Self::with("GCP", cidr_block)
    }

    fn with(provider: &str, cidr_block: impl Into<String>) -> Self {
        Self(NetworkContainerInput::new().provider_name(provider).atlas_cidr_block(cidr_block.into()))
    }

    /// Sets the regions of a container on Google Cloud, which allows a smaller block. It cannot be changed later.
    /// Default: all.
    pub fn regions<R: Into<GcpNetworkRegion>>(self, regions: impl IntoIterator<Item = R>) -> Self {
        let regions: Vec<GcpNetworkRegion> = regions.into_iter().map(Into::into).collect();
        Self(self.0.regions(regions))
    }

    #[inline]
    pub(crate) fn into_body(self) -> Result<NetworkContainerInput, Error> {
        let Self(body) = self;
        let provider = body.provider_name.as_ref().map(|provider| provider.as_str()).unwrap_or_default();
        if body.regions.is_some() && provider != "GCP" {
            let rule = format!("{provider} has one region, that of the container; leave a list of regions out");
            return Err(Error::invalid_argument("network container", rule));
        }
        let own = body.region_name.as_ref().map(|region| region.as_str());
        for region in own.into_iter().chain(body.region.as_ref().map(|region| region.as_str())) {
            check_length("region", region, 1..=usize::MAX)?;
        }
        check_cidr(body.atlas_cidr_block.as_deref().unwrap_or_default())?;
        Ok(body)
    }
}
