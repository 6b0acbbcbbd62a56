//! The handles for service accounts and logins, for the rules of organizations, and for Atlas as a whole.

use super::Atlas;
use crate::{
    access_history::AccessHistory,
    rate_limits::RateLimits,
    resource_policies::ResourcePolicies,
    service_accounts::{OrganizationServiceAccounts, ProjectServiceAccounts},
    system::System,
};

/// Handles for accounts, policies and the system.
impl Atlas {
    /// Returns a handle for the attempts to log in to the databases of the project.
    #[must_use]
    #[doc(alias = "access_tracking")]
    pub fn access_history(&self) -> AccessHistory {
        AccessHistory { atlas: self.clone() }
    }

    /// Returns a handle for the service accounts of the [organization](Self::organization).
    #[must_use]
    pub fn organization_service_accounts(&self) -> OrganizationServiceAccounts {
        OrganizationServiceAccounts { atlas: self.clone() }
    }

    /// Returns a handle for the service accounts with roles in the project.
    #[must_use]
    pub fn project_service_accounts(&self) -> ProjectServiceAccounts {
        ProjectServiceAccounts { atlas: self.clone() }
    }

    /// Returns a handle for the rate limits of sets of endpoints.
    #[must_use]
    pub fn rate_limits(&self) -> RateLimits {
        RateLimits { atlas: self.clone() }
    }

    /// Returns a handle for the resource policies of the [organization](Self::organization).
    #[must_use]
    pub fn resource_policies(&self) -> ResourcePolicies {
        ResourcePolicies { atlas: self.clone() }
    }

    /// Returns a handle for Atlas as a whole: its status and its IP addresses.
    #[must_use]
    pub fn system(&self) -> System {
        System { atlas: self.clone() }
    }
}
