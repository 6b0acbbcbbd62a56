//! What a team may do in a project.

use atlas_gen::types::TeamRoleInput;

use super::length::check_length;
use crate::{Error, TeamId};

/// A team to be [added](crate::ProjectTeams::add) to a project, with its roles there.
///
/// ```
/// use atlas_api::specs::TeamRolesSpecs;
///
/// let spec = TeamRolesSpecs::new("5f1a2b3c4d5e6f7a8b9c0d2a", ["GROUP_READ_ONLY", "GROUP_DATA_ACCESS_READ_ONLY"]);
/// # let _ = spec;
/// ```
#[derive(Clone, Debug, PartialEq)]
#[must_use = "a spec adds nothing by itself; pass it to `add`"]
pub struct TeamRolesSpecs {
    team: String,
    roles: Vec<String>,
}

impl TeamRolesSpecs {
    /// A team, by its id of 24 hexadecimal digits, and at least one role, such as `GROUP_READ_ONLY` or `GROUP_OWNER`.
    pub fn new(team_id: impl Into<String>, roles: impl IntoIterator<Item = impl Into<String>>) -> Self {
        Self { team: team_id.into(), roles: roles.into_iter().map(Into::into).collect() }
    }

    pub(crate) fn into_parts(self) -> Result<(TeamId, TeamRoleInput), Error> {
        let team: TeamId = self.team.parse()?;
        check_roles(&self.roles)?;
        Ok((team, TeamRoleInput::new().team_id(team.to_string()).role_names(self.roles)))
    }
}

/// Checks the roles of a user or a team in a project. What roles there are is Atlas's to say.
pub(crate) fn check_roles(roles: &[String]) -> Result<(), Error> {
    if roles.is_empty() {
        return Err(Error::invalid_argument("roles", "at least one is needed"));
    }
    for (at, role) in roles.iter().enumerate() {
        check_length("role", role, 1..=usize::MAX)?;
        if roles[..at].contains(role) {
            return Err(Error::invalid_argument("roles", format!("{role} is there twice")));
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn there_is_at_least_one_role_and_none_twice() {
        let check = |roles: &[&str]| {
            let roles: Vec<_> = roles.iter().map(|role| (*role).to_owned()).collect();
            check_roles(&roles).err().map(|error| error.to_string())
        };
        assert_eq!(check(&["GROUP_OWNER", "GROUP_READ_ONLY"]), None);
        assert_eq!(check(&[]).as_deref(), Some("roles: at least one is needed"));
        assert_eq!(check(&["a", "b", "a"]).as_deref(), Some("roles: a is there twice"));
        assert_eq!(check(&[""]).as_deref(), Some("role: it needs at least 1 characters, and has 0"));
    }
}
