//! Roles of teams in projects.

use atlas_gen::types::TeamRoleInput;

use super::length::check_length;
use crate::{Error, TeamId};

/// A team and its roles in a project, to [add](crate::projects::ProjectTeams::add) or to
/// [change](crate::projects::ProjectTeams::change_roles).
///
/// ```
/// use atlas_api::specs::TeamRolesSpec;
///
/// let spec = TeamRolesSpec::new("5f1a2b3c4d5e6f7a8b9c0d2a", ["GROUP_READ_ONLY", "GROUP_DATA_ACCESS_READ_ONLY"]);
/// # let _ = spec;
/// ```
#[derive(Clone, Debug, PartialEq)]
#[must_use = "a spec changes nothing by itself; pass it to `add` or `change_roles`"]
pub struct TeamRolesSpec {
    team: String,
    roles: Vec<String>,
}

impl TeamRolesSpec {
    /// Returns a spec of a team with these roles in the project.
    ///
    /// The team id has 24 hexadecimal digits. At least one role is required, such as `GROUP_READ_ONLY` or
    /// `GROUP_OWNER`, and none may be repeated.
    pub fn new(team_id: impl Into<String>, roles: impl IntoIterator<Item = impl Into<String>>) -> Self {
        Self { team: team_id.into(), roles: roles.into_iter().map(Into::into).collect() }
    }

    #[inline]
    pub(crate) fn into_parts(self) -> Result<(TeamId, TeamRoleInput), Error> {
        let team: TeamId = self.team.parse()?;
        check_roles(&self.roles)?;
        Ok((team, TeamRoleInput::new().team_id(team.to_string()).role_names(self.roles)))
    }
}

/// Checks the roles of a user or a team in a project: not empty, no duplicates. Atlas checks their names.
#[inline]
pub(crate) fn check_roles(roles: &[String]) -> Result<(), Error> {
    if roles.is_empty() {
        return Err(Error::invalid_argument("roles", "the list is empty; pass at least one role"));
    }
    for (at, role) in roles.iter().enumerate() {
        check_length("role", role, 1..=usize::MAX)?;
        if roles[..at].contains(role) {
            return Err(Error::invalid_argument("roles", format!("{role:?} is repeated; pass each role once")));
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn roles_are_not_empty_and_have_no_duplicates() {
        let check = |roles: &[&str]| {
            let roles: Vec<_> = roles.iter().map(|role| (*role).to_owned()).collect();
            check_roles(&roles).err().map(|error| error.to_string())
        };
        assert_eq!(check(&["GROUP_OWNER", "GROUP_READ_ONLY"]), None);
        assert_eq!(check(&[]).as_deref(), Some("roles: the list is empty; pass at least one role"));
        assert_eq!(check(&["a", "b", "a"]).as_deref(), Some(r#"roles: "a" is repeated; pass each role once"#));
        assert_eq!(check(&[""]).as_deref(), Some("role: length is 0; expected at least 1 character"));
    }
}
