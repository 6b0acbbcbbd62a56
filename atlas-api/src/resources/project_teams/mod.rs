//! The teams of a project.

mod add;
mod change_roles;
mod get;
mod list;
mod remove;

pub use self::{
    add::AddProjectTeams, change_roles::ChangeProjectTeamRoles, get::GetProjectTeam, list::ListProjectTeams,
    remove::RemoveProjectTeam,
};
use crate::{Atlas, Unconfirmed, specs::TeamRolesSpec};

/// The teams of a project, and what they may do there; made by [`Atlas::project_teams`].
///
/// A team belongs to an organization, and is named by an id of 24 hexadecimal digits, a [`TeamId`](crate::TeamId) or its
/// text.
#[derive(Clone, Debug)]
pub struct ProjectTeams {
    atlas: Atlas,
}

impl ProjectTeams {
    pub(crate) fn new(atlas: Atlas) -> Self {
        Self { atlas }
    }

    /// Lists the teams and their roles, as a page or as a stream over all of them.
    ///
    /// [`GET /api/atlas/v2/groups/{groupId}/teams`][op] · `listGroupTeams` · 2023-01-01. Requires **Project Read Only**.
    ///
    /// A page has 500 teams unless another [size](ListProjectTeams::page_size) is asked for.
    ///
    /// # Errors
    /// [`is_invalid_argument`](crate::Error::is_invalid_argument) for a page 0 or a size outside 1 to 500, before
    /// anything is sent; [`is_not_found`](crate::Error::is_not_found) (`GROUP_NOT_FOUND`) if there is no such project.
    ///
    /// # Examples
    /// ```
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// # let fake = atlas_fake::FakeAtlas::start().await?;
    /// # let atlas = atlas_api::Atlas::builder().api_key(fake.public_key(), fake.private_key()).project_id(fake.project_id()).base_url(fake.base_url()).build()?;
    /// # let teams = format!("/orgs/{}/teams", fake.organization_id());
    /// # fake.insert(&teams, serde_json::json!({ "id": "5f1a2b3c4d5e6f7a8b9c0d2a", "name": "Team" }))?;
    /// # fake.insert("teams", serde_json::json!({ "teamId": "5f1a2b3c4d5e6f7a8b9c0d2a", "roleNames": ["GROUP_OWNER"] }))?;
    /// let mut teams = atlas.project_teams().list().stream();
    /// while let Some(team) = teams.next().await {
    ///     let team = team?;
    ///     println!("{:?}: {:?}", team.team_id, team.role_names);
    /// }
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// [op]: https://mongodb.com/docs/atlas/reference/api-resources-spec/v2/#tag/Teams/operation/listGroupTeams
    #[doc(alias = "get_project_teams")]
    pub fn list(&self) -> ListProjectTeams {
        ListProjectTeams::new(self.atlas.clone())
    }

    /// Gets a team of the project, with its roles there.
    ///
    /// [`GET /api/atlas/v2/groups/{groupId}/teams/{teamId}`][op] · `getGroupTeam` · 2023-01-01. Requires **Project Read
    /// Only**.
    ///
    /// # Errors
    /// [`is_invalid_argument`](crate::Error::is_invalid_argument) if `team_id` is no id, before anything is sent;
    /// [`is_not_found`](crate::Error::is_not_found) if the project has no such team.
    ///
    /// # Examples
    /// ```
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// # let fake = atlas_fake::FakeAtlas::start().await?;
    /// # let atlas = atlas_api::Atlas::builder().api_key(fake.public_key(), fake.private_key()).project_id(fake.project_id()).base_url(fake.base_url()).build()?;
    /// # let teams = format!("/orgs/{}/teams", fake.organization_id());
    /// # fake.insert(&teams, serde_json::json!({ "id": "5f1a2b3c4d5e6f7a8b9c0d2a", "name": "Team" }))?;
    /// # fake.insert("teams", serde_json::json!({ "teamId": "5f1a2b3c4d5e6f7a8b9c0d2a", "roleNames": ["GROUP_OWNER"] }))?;
    /// let team = atlas.project_teams().get("5f1a2b3c4d5e6f7a8b9c0d2a").send().await?;
    /// println!("{:?}", team.role_names);
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// [op]: https://mongodb.com/docs/atlas/reference/api-resources-spec/v2/#tag/Teams/operation/getGroupTeam
    pub fn get(&self, team_id: impl Into<String>) -> GetProjectTeam {
        GetProjectTeam { atlas: self.atlas.clone(), team_id: team_id.into() }
    }

    /// Adds teams of the organization, each with its roles in the project, and returns the first page of the project's
    /// teams as they are then.
    ///
    /// [`POST /api/atlas/v2/groups/{groupId}/teams`][op] · `addGroupTeams` · 2023-01-01. Requires **Project Access
    /// Manager**.
    ///
    /// # Errors
    /// [`is_invalid_argument`](crate::Error::is_invalid_argument) if there is no team, if what should be the id of one
    /// is none, or if a team has no role, or one twice, before anything is sent.
    ///
    /// # Examples
    /// ```
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// # let fake = atlas_fake::FakeAtlas::start().await?;
    /// # let atlas = atlas_api::Atlas::builder().api_key(fake.public_key(), fake.private_key()).project_id(fake.project_id()).base_url(fake.base_url()).build()?;
    /// # let teams = format!("/orgs/{}/teams", fake.organization_id());
    /// # fake.insert(&teams, serde_json::json!({ "id": "5f1a2b3c4d5e6f7a8b9c0d2a", "name": "Team" }))?;
    /// use atlas_api::specs::TeamRolesSpec;
    ///
    /// let team = TeamRolesSpec::new("5f1a2b3c4d5e6f7a8b9c0d2a", ["GROUP_READ_ONLY"]);
    /// let teams = atlas.project_teams().add([team]).send().await?;
    /// for team in teams {
    ///     println!("{:?}: {:?}", team.team_id, team.role_names);
    /// }
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// [op]: https://mongodb.com/docs/atlas/reference/api-resources-spec/v2/#tag/Teams/operation/addGroupTeams
    pub fn add(&self, teams: impl IntoIterator<Item = TeamRolesSpec>) -> AddProjectTeams {
        AddProjectTeams { atlas: self.atlas.clone(), teams: teams.into_iter().collect() }
    }

    /// Gives a team of the project other roles there, which replace those that it has, and returns the first page of
    /// what Atlas lists then.
    ///
    /// [`PATCH /api/atlas/v2/groups/{groupId}/teams/{teamId}`][op] · `updateGroupTeam` · 2023-01-01. Requires **Project
    /// Access Manager**.
    ///
    /// # Errors
    /// [`is_invalid_argument`](crate::Error::is_invalid_argument) if what should be the id of the team is none, or if
    /// there is no role, or one twice, before anything is sent; [`is_not_found`](crate::Error::is_not_found) if the
    /// project has no such team.
    ///
    /// # Examples
    /// ```
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// # let fake = atlas_fake::FakeAtlas::start().await?;
    /// # let atlas = atlas_api::Atlas::builder().api_key(fake.public_key(), fake.private_key()).project_id(fake.project_id()).base_url(fake.base_url()).build()?;
    /// # let teams = format!("/orgs/{}/teams", fake.organization_id());
    /// # fake.insert(&teams, serde_json::json!({ "id": "5f1a2b3c4d5e6f7a8b9c0d2a", "name": "Team" }))?;
    /// # fake.insert("teams", serde_json::json!({ "teamId": "5f1a2b3c4d5e6f7a8b9c0d2a", "roleNames": ["GROUP_OWNER"] }))?;
    /// use atlas_api::specs::TeamRolesSpec;
    ///
    /// let team = TeamRolesSpec::new("5f1a2b3c4d5e6f7a8b9c0d2a", ["GROUP_DATA_ACCESS_READ_ONLY"]);
    /// atlas.project_teams().change_roles(team).send().await?;
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// [op]: https://mongodb.com/docs/atlas/reference/api-resources-spec/v2/#tag/Teams/operation/updateGroupTeam
    pub fn change_roles(&self, team: TeamRolesSpec) -> ChangeProjectTeamRoles {
        ChangeProjectTeamRoles { atlas: self.atlas.clone(), team }
    }

    /// Removes a team from the project, so that its users have no roles there any more but those of their own. It stays
    /// a team of the organization.
    ///
    /// [`DELETE /api/atlas/v2/groups/{groupId}/teams/{teamId}`][op] · `removeGroupTeam` · 2023-01-01. Requires **Project
    /// Access Manager**.
    ///
    /// # Errors
    /// [`is_confirmation_required`](crate::Error::is_confirmation_required) unless it is [confirmed](crate::Confirm),
    /// and then nothing is sent; [`is_invalid_argument`](crate::Error::is_invalid_argument) if `team_id` is no id;
    /// [`is_not_found`](crate::Error::is_not_found) if the project has no such team.
    ///
    /// # Examples
    /// ```
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// # let fake = atlas_fake::FakeAtlas::start().await?;
    /// # let atlas = atlas_api::Atlas::builder().api_key(fake.public_key(), fake.private_key()).project_id(fake.project_id()).base_url(fake.base_url()).build()?;
    /// # let teams = format!("/orgs/{}/teams", fake.organization_id());
    /// # fake.insert(&teams, serde_json::json!({ "id": "5f1a2b3c4d5e6f7a8b9c0d2a", "name": "Team" }))?;
    /// # fake.insert("teams", serde_json::json!({ "teamId": "5f1a2b3c4d5e6f7a8b9c0d2a", "roleNames": ["GROUP_OWNER"] }))?;
    /// use atlas_api::Confirm;
    ///
    /// atlas.project_teams().remove("5f1a2b3c4d5e6f7a8b9c0d2a").confirm(Confirm::yes()).send().await?;
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// [op]: https://mongodb.com/docs/atlas/reference/api-resources-spec/v2/#tag/Teams/operation/removeGroupTeam
    pub fn remove(&self, team_id: impl Into<String>) -> Unconfirmed<RemoveProjectTeam> {
        Unconfirmed::new(RemoveProjectTeam { atlas: self.atlas.clone(), team_id: team_id.into() })
    }
}
