//! Spec of a role mapping.

use atlas_gen::types::{AuthFederationRoleMappingInput, ConnectedOrgConfigRoleAssignment};

use crate::{Error, OrganizationId, ProjectId, specs::check_length};

/// A role mapping to [create](crate::federation::RoleMappings::create), or to [replace](crate::federation::RoleMappings::replace)
/// another one: the roles of the members of a group of an identity provider.
///
/// ```
/// use atlas_api::specs::RoleMappingSpec;
///
/// let spec = RoleMappingSpec::new("analysts").project_role("5f1a2b3c4d5e6f7a8b9c0d1e", "GROUP_READ_ONLY");
/// # let _ = spec;
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[must_use = "a spec creates nothing by itself; pass it to `create`"]
pub struct RoleMappingSpec {
    group: String,
    roles: Vec<(Place, String)>,
}

/// The place where a role holds, by its id.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Place {
    Organization(String),
    Project(String),
}

impl RoleMappingSpec {
    /// Returns a spec for the group of this name, of 1 to 200 characters. At least one role must be added.
    #[doc(alias = "externalGroupName")]
    pub fn new(external_group: impl Into<String>) -> Self {
        Self { group: external_group.into(), roles: Vec::new() }
    }

    /// Adds a role in an organization, such as `ORG_MEMBER`.
    pub fn organization_role(mut self, organization_id: impl Into<String>, role: impl Into<String>) -> Self {
        self.roles.push((Place::Organization(organization_id.into()), role.into()));
        self
    }

    /// Adds a role in a project, such as `GROUP_READ_ONLY`.
    pub fn project_role(mut self, project_id: impl Into<String>, role: impl Into<String>) -> Self {
        self.roles.push((Place::Project(project_id.into()), role.into()));
        self
    }

    #[inline]
    pub(crate) fn into_body(self) -> Result<AuthFederationRoleMappingInput, Error> {
        check_length("external group", &self.group, 1..=200)?;
        if self.roles.is_empty() {
            return Err(Error::invalid_argument("roles", "the list is empty; pass at least one role"));
        }
        let assignment = |(place, role): (Place, String)| {
            check_length("role", &role, 1..=usize::MAX)?;
            let body = ConnectedOrgConfigRoleAssignment::new().role(role);
            Ok(match place {
                Place::Organization(id) => body.org_id(id.parse::<OrganizationId>()?.to_string()),
                Place::Project(id) => body.group_id(id.parse::<ProjectId>()?.to_string()),
            })
        };
        let assignments: Vec<_> = self.roles.into_iter().map(assignment).collect::<Result<_, Error>>()?;
        Ok(AuthFederationRoleMappingInput::new().external_group_name(self.group).role_assignments(assignments))
    }
}
