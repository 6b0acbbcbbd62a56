//! Handles of networks and of security.

use super::Atlas;
use crate::{
    access_history::AccessHistory,
    auditing::Auditing,
    aws_custom_dns::AwsCustomDns,
    cloud_provider_access::CloudProviderAccess,
    encryption_at_rest::{EncryptionAtRest, EncryptionPrivateEndpoints},
    ldap::Ldap,
    model::CloudProvider,
    network_peering::{NetworkContainers, NetworkPeerings},
    private_endpoints::{PrivateEndpointServices, PrivateEndpoints},
    x509::X509,
};

/// Handles of networks and of security, with the cargo feature `network-security`.
impl Atlas {
    /// Returns a handle for the attempts to log in to the databases of the project.
    #[must_use]
    #[doc(alias = "access_tracking")]
    pub fn access_history(&self) -> AccessHistory {
        AccessHistory { atlas: self.clone() }
    }

    /// Returns a handle for the auditing of the project's databases.
    #[must_use]
    pub fn auditing(&self) -> Auditing {
        Auditing { atlas: self.clone() }
    }

    /// Returns a handle for the custom DNS of the project's clusters on AWS.
    #[must_use]
    pub fn aws_custom_dns(&self) -> AwsCustomDns {
        AwsCustomDns { atlas: self.clone() }
    }

    /// Returns a handle for the roles of Atlas in the project's accounts at cloud providers.
    #[must_use]
    pub fn cloud_provider_access(&self) -> CloudProviderAccess {
        CloudProviderAccess { atlas: self.clone() }
    }

    /// Returns a handle for the keys with which the project's clusters are encrypted at rest.
    #[must_use]
    pub fn encryption_at_rest(&self) -> EncryptionAtRest {
        EncryptionAtRest { atlas: self.clone() }
    }

    /// Returns a handle for the private endpoints to the project's key at a cloud provider, `AWS` or `AZURE`.
    #[must_use]
    pub fn encryption_private_endpoints(&self, provider: impl Into<CloudProvider>) -> EncryptionPrivateEndpoints {
        EncryptionPrivateEndpoints { atlas: self.clone(), provider: provider.into() }
    }

    /// Returns a handle for the LDAP configuration of the project.
    #[must_use]
    pub fn ldap(&self) -> Ldap {
        Ldap { atlas: self.clone() }
    }

    /// Returns a handle for the network containers of the project, in which its clusters run.
    #[must_use]
    pub fn network_containers(&self) -> NetworkContainers {
        NetworkContainers { atlas: self.clone() }
    }

    /// Returns a handle for the network peerings of the project.
    #[must_use]
    #[doc(alias("peers", "vpc_peering"))]
    pub fn network_peerings(&self) -> NetworkPeerings {
        NetworkPeerings { atlas: self.clone() }
    }

    /// Returns a handle for the private endpoint services of the project.
    #[must_use]
    pub fn private_endpoint_services(&self) -> PrivateEndpointServices {
        PrivateEndpointServices { atlas: self.clone() }
    }

    /// Returns a handle for the endpoints of a private endpoint service: its cloud provider, `AWS`, `AZURE` or `GCP`, and
    /// its id.
    #[must_use]
    pub fn private_endpoints(
        &self,
        provider: impl Into<CloudProvider>,
        service: impl Into<String>,
    ) -> PrivateEndpoints {
        PrivateEndpoints { atlas: self.clone(), provider: provider.into(), service: service.into() }
    }

    /// Returns a handle for the certificates of the project's database users.
    #[must_use]
    pub fn x509(&self) -> X509 {
        X509 { atlas: self.clone() }
    }
}
