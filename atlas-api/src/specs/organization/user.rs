//! Specs of the users of an organization.

use atlas_gen::types::{GroupRoleAssignment, OrgUserRequest, OrgUserRolesRequest, OrgUserUpdateRequest};

use crate::{
    Error, ProjectId, TeamId,
    specs::{check_length, check_not_empty, check_roles},
};

/// A person to [invite](crate::organizations::OrganizationUsers::invite) to an organization.
///
/// ```
/// use atlas_api::specs::OrganizationUserSpec;
///
/// let spec = OrganizationUserSpec::new("grace@example.com", ["ORG_MEMBER"])
///     .project_roles("5f1a2b3c4d5e6f7a8b9c0d1e", ["GROUP_READ_ONLY"])
///     .team("5f1a2b3c4d5e6f7a8b9c0d2b");
/// # let _ = spec;
/// ```
#[derive(Clone, Debug, PartialEq)]
#[must_use = "a spec invites nobody by itself; pass it to `invite`"]
pub struct OrganizationUserSpec {
    username: String,
    memberships: OrganizationUserUpdate,
}

impl OrganizationUserSpec {
    /// Returns a spec of a user with these roles in the organization.
    ///
    /// The username is an email address. At least one role is required, such as `ORG_MEMBER` or `ORG_OWNER`, and none may
    /// be repeated.
    pub fn new(username: impl Into<String>, roles: impl IntoIterator<Item = impl Into<String>>) -> Self {
        Self { username: username.into(), memberships: OrganizationUserUpdate::new().roles(roles) }
    }

    /// Adds roles in a project, such as `GROUP_READ_ONLY`. Can be called for several projects. Default: none.
    #[doc(alias = "groupRoleAssignments")]
    pub fn project_roles(
        mut self,
        project_id: impl Into<String>,
        roles: impl IntoIterator<Item = impl Into<String>>,
    ) -> Self {
        self.memberships = self.memberships.project_roles(project_id, roles);
        self
    }

    /// Adds the user to a team, by its id. Can be called for several teams. Default: none.
    #[doc(alias = "teamIds")]
    pub fn team(mut self, team_id: impl Into<String>) -> Self {
        self.memberships = self.memberships.team(team_id);
        self
    }

    #[inline]
    pub(crate) fn into_body(self) -> Result<OrgUserRequest, Error> {
        check_length("username", &self.username, 1..=usize::MAX)?;
        let OrgUserUpdateRequest { roles, team_ids, .. } = self.memberships.into_body()?;
        let mut body = OrgUserRequest::new().username(self.username);
        (body.roles, body.team_ids) = (roles, team_ids);
        Ok(body)
    }
}

/// An [update](crate::organizations::OrganizationUsers::update) of a user's roles and teams in an organization.
///
/// Each list that is set replaces the old one, and the others keep their values.
///
/// ```
/// use atlas_api::specs::OrganizationUserUpdate;
///
/// let spec = OrganizationUserUpdate::new().roles(["ORG_READ_ONLY"]).clear_teams();
/// # let _ = spec;
/// ```
#[derive(Clone, Debug, Default, PartialEq)]
#[must_use = "an update changes nothing by itself; pass it to `update`"]
pub struct OrganizationUserUpdate {
    roles: Option<Vec<String>>,
    projects: Option<Vec<(String, Vec<String>)>>,
    teams: Option<Vec<String>>,
}

impl OrganizationUserUpdate {
    /// Returns an empty update. At least one list must be set before it is sent.
    #[inline]
    pub fn new() -> Self {
        Self::default()
    }

    /// Replaces the roles in the organization, of which a user has at least one.
    #[doc(alias = "orgRoles")]
    pub fn roles(mut self, roles: impl IntoIterator<Item = impl Into<String>>) -> Self {
        self.roles = Some(roles.into_iter().map(Into::into).collect());
        self
    }

    /// Adds roles in a project to the list that replaces the user's roles in all projects. Atlas requires the
    /// [roles](Self::roles) in the organization in the same update.
    #[doc(alias = "groupRoleAssignments")]
    pub fn project_roles(
        mut self,
        project_id: impl Into<String>,
        roles: impl IntoIterator<Item = impl Into<String>>,
    ) -> Self {
        let roles = roles.into_iter().map(Into::into).collect();
        self.projects.get_or_insert_default().push((project_id.into(), roles));
        self
    }

    /// Removes the roles in all projects: those of the user, and those added to this update earlier. Atlas requires the
    /// [roles](Self::roles) in the organization in the same update.
    #[inline]
    pub fn clear_project_roles(mut self) -> Self {
        self.projects = Some(Vec::new());
        self
    }

    /// Adds a team to the list that replaces the user's teams.
    #[doc(alias = "teamIds")]
    pub fn team(mut self, team_id: impl Into<String>) -> Self {
        self.teams.get_or_insert_default().push(team_id.into());
        self
    }

    /// Removes the user from all teams: its own, and those added to this update earlier.
    #[inline]
    pub fn clear_teams(mut self) -> Self {
        self.teams = Some(Vec::new());
        self
    }

    #[inline]
    pub(crate) fn into_body(self) -> Result<OrgUserUpdateRequest, Error> {
        check_not_empty("user", &self)?;
        let mut body = OrgUserUpdateRequest::new();
        if self.roles.is_some() || self.projects.is_some() {
            body = body.roles(roles_body(self.roles, self.projects)?);
        }
        if let Some(teams) = self.teams {
            let ids = teams.iter().map(|id| Ok(id.parse::<TeamId>()?.to_string()));
            body = body.team_ids(ids.collect::<Result<Vec<_>, Error>>()?);
        }
        Ok(body)
    }
}

#[inline]
fn roles_body(
    roles: Option<Vec<String>>,
    projects: Option<Vec<(String, Vec<String>)>>,
) -> Result<OrgUserRolesRequest, Error> {
    let Some(roles) = roles else {
        let rule = "not set next to roles in projects; set the roles in the organization too, which Atlas requires";
        return Err(Error::invalid_argument("roles", rule));
    };
    check_roles(&roles)?;
    let roles: Vec<_> = roles.into_iter().map(Into::into).collect();
    let mut body = OrgUserRolesRequest::new().org_roles(roles);
    if let Some(projects) = projects {
        let assignments = projects.into_iter().map(|(project, roles)| {
            let project: ProjectId = project.parse()?;
            check_roles(&roles)?;
            Ok(GroupRoleAssignment::new().group_id(project.to_string()).group_roles(roles))
        });
        body = body.group_role_assignments(assignments.collect::<Result<Vec<_>, Error>>()?);
    }
    Ok(body)
}
