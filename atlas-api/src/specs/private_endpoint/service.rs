//! Spec of a private endpoint service.

use atlas_gen::types::CloudProviderEndpointServiceRequest;

use crate::{Error, specs::check_length};

/// A private endpoint service to [create](crate::private_endpoints::PrivateEndpointServices::create) in a region of a
/// cloud provider.
///
/// ```
/// use atlas_api::specs::PrivateEndpointServiceSpec;
///
/// let service = PrivateEndpointServiceSpec::aws("US_EAST_1").remote_regions(["US_WEST_2"]);
/// # let _ = service;
/// ```
#[derive(Clone, Debug, PartialEq)]
#[must_use = "a spec creates nothing by itself; pass it to `create`"]
pub struct PrivateEndpointServiceSpec {
    body: CloudProviderEndpointServiceRequest,
    /// A setting that the cloud provider does not have.
    misplaced: Option<&'static str>,
}

impl PrivateEndpointServiceSpec {
    /// Returns a spec of a service on AWS. The region has its name in Atlas, such as `US_EAST_1`.
    pub fn aws(region: impl Into<String>) -> Self {
        Self::with("AWS", region)
    }

    /// Returns a spec of a service on Azure. The region has its name in Atlas, such as `US_EAST_2`.
    pub fn azure(region: impl Into<String>) -> Self {
        Self::with("AZURE", region)
    }

    /// Returns a spec of a service on Google Cloud. The region has its name in Atlas, such as `CENTRAL_US`.
    pub fn gcp(region: impl Into<String>) -> Self {
        Self::with("GCP", region)
    }

    fn with(provider: &str, region: impl Into<String>) -> Self {
        let body = CloudProviderEndpointServiceRequest::new().provider_name(provider).region(region.into());
        Self { body, misplaced: None }
    }

    /// Sets the other regions of AWS from which networks can connect, at most 35. Default: none.
    #[doc(alias = "supportedRemoteRegions")]
    pub fn remote_regions<R: Into<String>>(mut self, regions: impl IntoIterator<Item = R>) -> Self {
        let regions: Vec<String> = regions.into_iter().map(Into::into).collect();
        self.body = self.body.supported_remote_regions(regions);
        self.only_for("AWS", "remote regions")
    }

    /// Sets whether a service on Google Cloud maps ports, so that an endpoint needs one address instead of many.
    /// Default: it does not.
    #[doc(alias = "portMappingEnabled")]
    #[inline]
    pub fn port_mapping(mut self, enabled: bool) -> Self {
        self.body = self.body.port_mapping_enabled(enabled);
        self.only_for("GCP", "port mapping")
    }

    #[inline]
    fn only_for(mut self, provider: &str, setting: &'static str) -> Self {
        if self.body.provider_name.as_ref().is_none_or(|own| own.as_str() != provider) {
            self.misplaced.get_or_insert(setting);
        }
        self
    }

    #[inline]
    pub(crate) fn into_body(self) -> Result<CloudProviderEndpointServiceRequest, Error> {
        let Self { body, misplaced } = self;
        check_length("region", body.region.as_deref().unwrap_or_default(), 1..=usize::MAX)?;
        if let (Some(setting), Some(provider)) = (misplaced, &body.provider_name) {
            let rule = format!("{provider} does not have {setting}; leave it out");
            return Err(Error::invalid_argument("private endpoint service", rule));
        }
        check_remote_regions(body.supported_remote_regions.as_deref().unwrap_or_default())?;
        Ok(body)
    }
}

/// The maximum number of regions from which networks can connect to a service.
const MAX_REGIONS: usize = 35;

/// Checks the other regions of a service.
#[inline]
pub(crate) fn check_remote_regions(regions: &[String]) -> Result<(), Error> {
    if regions.len() > MAX_REGIONS {
        let rule = format!("{} regions; use at most {MAX_REGIONS}", regions.len());
        return Err(Error::invalid_argument("remote regions", rule));
    }
    regions.iter().try_for_each(|region| check_length("remote region", region, 1..=usize::MAX))
}
