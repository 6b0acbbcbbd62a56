//! The handles for service accounts, and for Atlas as a whole.

use super::Atlas;
use crate::{
    service_accounts::{OrganizationServiceAccounts, ProjectServiceAccounts},
    system::System,
};

/// Handles for accounts and the system.
impl Atlas {
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

    /// Returns a handle for Atlas as a whole: its status and its IP addresses.
    #[must_use]
    pub fn system(&self) -> System {
        System { atlas: self.clone() }
    }
}
