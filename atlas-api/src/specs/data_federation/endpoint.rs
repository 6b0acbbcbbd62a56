//! Private endpoints of data federation.

use crate::{
    Error,
    model::{CloudProvider, DataFederationEndpoint},
    specs::check_length,
};

/// A private endpoint to [add](crate::data_federation::DataFederationEndpoints::add).
///
/// Only properties that are set are sent.
#[derive(Clone, Debug, PartialEq)]
#[must_use = "a spec adds nothing by itself; pass it to `add`"]
pub struct DataFederationEndpointSpec {
    body: DataFederationEndpoint,
}

impl DataFederationEndpointSpec {
    /// Returns a spec of an interface endpoint at AWS, by its id, such as `vpce-0123456789abcdef0`.
    pub fn aws(id: impl Into<String>) -> Self {
        Self::at(CloudProvider::Aws, id.into())
    }

    /// Returns a spec of a private endpoint at Azure, by its resource id and its private address.
    pub fn azure(id: impl Into<String>, address: impl Into<String>) -> Self {
        let Self { body } = Self::at(CloudProvider::Azure, id.into());
        Self { body: body.customer_endpoint_ip_address(address.into()) }
    }

    fn at(provider: CloudProvider, id: String) -> Self {
        Self { body: DataFederationEndpoint::new().provider(provider.as_str()).endpoint_id(id) }
    }

    /// Sets the region of the endpoint, by Atlas's name, such as `US_EAST_1` for `us-east-1` at AWS.
    pub fn region(mut self, region: impl Into<String>) -> Self {
        self.body = self.body.region(region.into());
        self
    }

    /// Sets the DNS name of the endpoint at the cloud provider.
    #[doc(alias = "customerEndpointDNSName")]
    pub fn dns_name(mut self, name: impl Into<String>) -> Self {
        self.body = self.body.customer_endpoint_dns_name(name.into());
        self
    }

    /// Sets a comment.
    pub fn comment(mut self, comment: impl Into<String>) -> Self {
        self.body = self.body.comment(comment.into());
        self
    }

    #[inline]
    pub(crate) fn into_body(self) -> Result<DataFederationEndpoint, Error> {
        let id = self.body.endpoint_id.as_deref().unwrap_or_default();
        check_length("private endpoint id", id, 1..=usize::MAX)?;
        Ok(self.body)
    }
}
