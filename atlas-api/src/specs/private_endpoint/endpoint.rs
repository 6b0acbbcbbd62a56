//! Spec of a private endpoint.

use std::net::IpAddr;

use atlas_gen::types::{CreateEndpointRequest, CreateGcpForwardingRuleRequest};

use crate::{
    Error,
    specs::{check_length, check_prefix},
};

/// An endpoint to [add](crate::private_endpoints::PrivateEndpoints::create) to a private endpoint service of the same
/// cloud provider.
///
/// ```
/// use std::net::Ipv4Addr;
///
/// use atlas_api::specs::PrivateEndpointSpec;
///
/// let aws = PrivateEndpointSpec::aws("vpce-0123456789abcdef0");
/// let gcp = PrivateEndpointSpec::gcp("my-project", "atlas").forwarding_rule("atlas-0", Ipv4Addr::new(10, 142, 0, 2));
/// # let _ = (aws, gcp);
/// ```
#[derive(Clone, Debug, PartialEq)]
#[must_use = "a spec creates nothing by itself; pass it to `create`"]
pub struct PrivateEndpointSpec {
    provider: &'static str,
    body: CreateEndpointRequest,
}

impl PrivateEndpointSpec {
    /// Returns a spec of an interface endpoint on AWS, by its id, such as `vpce-0123456789abcdef0`.
    pub fn aws(id: impl Into<String>) -> Self {
        Self { provider: "AWS", body: CreateEndpointRequest::new().id(id.into()) }
    }

    /// Returns a spec of a private endpoint on Azure, by its resource id and its address in the network.
    pub fn azure(resource_id: impl Into<String>, address: impl Into<IpAddr>) -> Self {
        let address = address.into().to_string();
        let body = CreateEndpointRequest::new().id(resource_id.into()).private_endpoint_ip_address(address);
        Self { provider: "AZURE", body }
    }

    /// Returns a spec of a group of endpoints in a project on Google Cloud. Add at least one
    /// [forwarding rule](Self::forwarding_rule).
    pub fn gcp(project: impl Into<String>, group: impl Into<String>) -> Self {
        let body = CreateEndpointRequest::new().gcp_project_id(project.into()).endpoint_group_name(group.into());
        Self { provider: "GCP", body }
    }

    /// Adds a forwarding rule on Google Cloud, with its name and its address in the network.
    ///
    /// A service with [port mapping](crate::specs::PrivateEndpointServiceSpec::port_mapping) needs one, others one for
    /// each service attachment.
    pub fn forwarding_rule(mut self, name: impl Into<String>, address: impl Into<IpAddr>) -> Self {
        let rule = CreateGcpForwardingRuleRequest::new().endpoint_name(name.into());
        self.body.endpoints.get_or_insert_default().push(rule.ip_address(address.into().to_string()));
        self
    }

    /// Returns the body of a request for a service of this provider.
    #[inline]
    pub(crate) fn into_body(self, provider: &str) -> Result<CreateEndpointRequest, Error> {
        let error = |rule: String| Err(Error::invalid_argument("private endpoint", rule));
        let Self { provider: own, body } = self;
        if own != provider {
            return error(format!("it is for {own}, but its service for {provider}; use the provider of the service"));
        }
        let rules = body.endpoints.as_deref().unwrap_or_default();
        match own {
            "GCP" if rules.is_empty() => return error("GCP needs a forwarding rule; add at least one".to_owned()),
            "AWS" | "AZURE" if !rules.is_empty() => {
                return error(format!("{own} does not have forwarding rules; leave them out"));
            }
            _ => {}
        }
        for rule in rules {
            check_length("forwarding rule", rule.endpoint_name.as_deref().unwrap_or_default(), 1..=usize::MAX)?;
        }
        let id = body.id.as_deref().unwrap_or_default();
        match own {
            "AWS" => check_prefix("private endpoint", id, "vpce-", "vpce-0123456789abcdef0")?,
            "AZURE" => {
                check_prefix("private endpoint", id, "/subscriptions/", "/subscriptions/…/privateEndpoints/atlas")?
            }
            _ => {
                check_length("project", body.gcp_project_id.as_deref().unwrap_or_default(), 1..=usize::MAX)?;
                check_length(
                    "endpoint group",
                    body.endpoint_group_name.as_deref().unwrap_or_default(),
                    1..=usize::MAX,
                )?;
            }
        }
        Ok(body)
    }
}
