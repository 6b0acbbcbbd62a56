//! The teams of a project.

use atlas_gen::Call;

use super::TeamRolesSpec;
use crate::{Atlas, Error, FirstPage, Impact, List, Request, TeamId, Unconfirmed, model::TeamRole, operation_doc};

/// The teams of a project, and their roles in it; returned by [`Atlas::project_teams`].
///
/// A team belongs to an organization. Methods take its id, of 24 hexadecimal digits.
#[derive(Clone, Debug)]
pub struct ProjectTeams {
    pub(crate) atlas: Atlas,
}

impl ProjectTeams {
    /// Lists the project's teams, with their roles.
    #[doc = operation_doc!("listGroupTeams")]
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// for team in atlas.project_teams().list().all().await? {
    ///     println!("{:?}: {:?}", team.team_id, team.role_names);
    /// }
    /// # });
    /// ```
    #[doc(alias = "get_project_teams")]
    #[inline]
    pub fn list(&self) -> List<TeamRole> {
        List::new(&self.atlas, |atlas, api| Ok(api.teams().list_group_teams().group_id(atlas.project_id()?)))
    }

    /// Fetches a team of the project, with its roles.
    #[doc = operation_doc!("getGroupTeam")]
    /// # Errors
    /// [`is_invalid_argument`](Error::is_invalid_argument) if `team_id` is not an id;
    /// [`is_not_found`](Error::is_not_found) if the project does not have this team.
    ///
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// let team = atlas.project_teams().get("5f1a2b3c4d5e6f7a8b9c0d2a").await?;
    /// println!("{:?}", team.role_names);
    /// # });
    /// ```
    pub fn get(&self, team_id: impl Into<String>) -> Request<TeamRole> {
        Request::by_id(&self.atlas, team_id, |api, project, team: TeamId| {
            Ok(api.teams().get_group_team().group_id(project).team_id(team))
        })
    }

    /// Adds teams of the organization, each with its roles, and returns the first page of all teams of the project.
    #[doc = operation_doc!("addGroupTeams")]
    /// # Errors
    /// [`is_invalid_argument`](Error::is_invalid_argument) if `teams` is empty or a spec is invalid.
    ///
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// use atlas_api::projects::TeamRolesSpec;
    ///
    /// let team = TeamRolesSpec::new("5f1a2b3c4d5e6f7a8b9c0d2b", ["GROUP_READ_ONLY"]);
    /// let teams = atlas.project_teams().add([team]).await?;
    /// println!("the project has {:?} teams", teams.total_count());
    /// # });
    /// ```
    pub fn add(&self, teams: impl IntoIterator<Item = TeamRolesSpec>) -> Request<FirstPage<TeamRole>> {
        let teams: Vec<_> = teams.into_iter().collect();
        let add = Request::in_project(&self.atlas, |api, project| {
            if teams.is_empty() {
                return Err(Error::invalid_argument("teams", "the list is empty; pass at least one team"));
            }
            let teams = teams.into_iter().map(|team| team.into_parts().map(|(_, body)| body));
            let teams = teams.collect::<Result<Vec<_>, _>>()?;
            Ok(api.teams().add_group_teams().group_id(project).body(teams))
        });
        add.map_call(Call::convert_page)
    }

    /// Replaces the roles of a team in the project, and returns the first page of its teams.
    #[doc = operation_doc!("updateGroupTeam")]
    /// # Errors
    /// [`is_invalid_argument`](Error::is_invalid_argument) if the spec is invalid;
    /// [`is_not_found`](Error::is_not_found) if the project does not have this team.
    ///
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// use atlas_api::projects::TeamRolesSpec;
    ///
    /// let team = TeamRolesSpec::new("5f1a2b3c4d5e6f7a8b9c0d2a", ["GROUP_DATA_ACCESS_READ_ONLY"]);
    /// atlas.project_teams().change_roles(team).await?;
    /// # });
    /// ```
    #[inline]
    pub fn change_roles(&self, team: TeamRolesSpec) -> Request<FirstPage<TeamRole>> {
        let update = Request::in_project(&self.atlas, |api, project| {
            let (id, body) = team.into_parts()?;
            Ok(api.teams().update_group_team().group_id(project).team_id(id).body(body))
        });
        update.map_call(Call::convert_page)
    }

    /// Removes a team from the project. Its members lose the roles that they have by the team; it stays a team of the
    /// organization.
    #[doc = operation_doc!("removeGroupTeam")]
    /// [`Confirm::name`](crate::Confirm::name) accepts the id of the team. It also accepts the name if the client has an
    /// [organization](Atlas::organization), because only the team of an organization has a name in the API.
    ///
    /// # Errors
    /// [`is_invalid_argument`](Error::is_invalid_argument) if `team_id` is not an id;
    /// [`is_not_found`](Error::is_not_found) if the project does not have this team.
    ///
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// use atlas_api::Confirm;
    ///
    /// atlas.project_teams().remove("5f1a2b3c4d5e6f7a8b9c0d2a").confirm(Confirm::yes()).await?;
    /// # });
    /// ```
    pub fn remove(&self, team_id: impl Into<String>) -> Unconfirmed<()> {
        let id = team_id.into();
        let impact = Impact::on_id("team", &*id, "will be removed from the project");
        let request = Request::by_id(&self.atlas, &*id, |api, project, team: TeamId| {
            Ok(api.teams().remove_group_team().group_id(project).team_id(team))
        });
        let remove = Unconfirmed::new(request.deletes(), impact);
        // A GET of the project's team does not return its name.
        let Ok(organization) = self.atlas.organization_id() else { return remove };
        let team = Request::new(&self.atlas, |api| {
            Ok(api.teams().get_org_team().org_id(organization).team_id(id.parse::<TeamId>()?))
        });
        remove.named_by(team.into_json(), "name")
    }
}
