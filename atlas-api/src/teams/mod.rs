//! Teams of an organization: groups of Atlas users with the same roles in projects.

use atlas_gen::types::{AddOrRemoveUserFromTeam, TeamInput, TeamUpdate};

use crate::{
    Atlas, Error, Impact, List, Request, TeamId, Unconfirmed, UserId,
    model::{OrganizationUser, Team, TeamSummary},
    operation_doc,
    segment::check_segment,
    specs::check_length,
};

/// The teams of the client's organization; returned by [`Atlas::teams`].
///
/// [`ProjectTeams`](crate::projects::ProjectTeams) has the roles of teams in a project. All methods require that the client
/// has an [organization](Atlas::organization); their requests fail with
/// [`is_invalid_argument`](Error::is_invalid_argument) otherwise.
#[derive(Clone, Debug)]
pub struct Teams {
    pub(crate) atlas: Atlas,
}

impl Teams {
    /// Lists the organization's teams.
    #[doc = operation_doc!("listOrgTeams")]
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// let atlas = atlas.organization("5f1a2b3c4d5e6f7a8b9c0d1f")?;
    /// let page = atlas.teams().list().await?;
    /// assert_eq!(page.items()[0].name.as_deref(), Some("reporting"));
    /// # });
    /// ```
    #[inline]
    pub fn list(&self) -> List<TeamSummary> {
        List::new(&self.atlas, |atlas, api| Ok(api.teams().list_org_teams().org_id(atlas.organization_id()?)))
    }

    /// Fetches a team.
    #[doc = operation_doc!("getOrgTeam")]
    /// # Errors
    /// [`is_invalid_argument`](Error::is_invalid_argument) if `id` is not an id;
    /// [`is_not_found`](Error::is_not_found) (`TEAM_NOT_FOUND`) if the team does not exist.
    ///
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// # let atlas = atlas.organization("5f1a2b3c4d5e6f7a8b9c0d1f")?;
    /// let team = atlas.teams().get("5f1a2b3c4d5e6f7a8b9c0d2b").await?;
    /// assert_eq!(team.name.as_deref(), Some("reporting"));
    /// # });
    /// ```
    pub fn get(&self, id: impl Into<String>) -> Request<TeamSummary> {
        let id = id.into();
        Request::in_organization(&self.atlas, |api, organization| {
            Ok(api.teams().get_org_team().org_id(organization).team_id(team(&id)?))
        })
    }

    /// Fetches a team by its name.
    #[doc = operation_doc!("getOrgTeamByName")]
    /// # Errors
    /// [`is_not_found`](Error::is_not_found) if no team has the name.
    ///
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// # let atlas = atlas.organization("5f1a2b3c4d5e6f7a8b9c0d1f")?;
    /// let team = atlas.teams().get_by_name("reporting").await?;
    /// println!("{:?}", team.id);
    /// # });
    /// ```
    pub fn get_by_name(&self, name: impl Into<String>) -> Request<TeamSummary> {
        let name = name.into();
        Request::in_organization(&self.atlas, |api, organization| {
            check_segment("team", &name)?;
            Ok(api.teams().get_team_by_name().org_id(organization).team_name(name))
        })
    }

    /// Creates a team with these members, and returns it.
    #[doc = operation_doc!("createOrgTeam")]
    /// The members are usernames (email addresses) of users of the organization, at least one.
    ///
    /// # Errors
    /// [`is_invalid_argument`](Error::is_invalid_argument) if the name or the list of members is empty;
    /// [`is_duplicate`](Error::is_duplicate) if a team has the name.
    ///
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// # let atlas = atlas.organization("5f1a2b3c4d5e6f7a8b9c0d1f")?;
    /// # let path = "/orgs/5f1a2b3c4d5e6f7a8b9c0d1f/users";
    /// # fake.insert(path, serde_json::json!({ "username": "grace@example.com" }))?;
    /// let team = atlas.teams().create("auditors", ["grace@example.com"]).await?;
    /// assert_eq!(team.name.as_deref(), Some("auditors"));
    /// # });
    /// ```
    pub fn create(
        &self,
        name: impl Into<String>,
        usernames: impl IntoIterator<Item = impl Into<String>>,
    ) -> Request<Team> {
        let name = name.into();
        let usernames: Vec<String> = usernames.into_iter().map(Into::into).collect();
        Request::in_organization(&self.atlas, |api, organization| {
            check_length("team", &name, 1..=usize::MAX)?;
            if usernames.is_empty() {
                return Err(Error::invalid_argument("members", "the list is empty; pass at least one username"));
            }
            usernames.iter().try_for_each(|name| check_length("username", name, 1..=usize::MAX))?;
            let body = TeamInput::new().name(name).usernames(usernames);
            Ok(api.teams().create_org_team().org_id(organization).body(body))
        })
    }

    /// Renames a team, and returns it.
    #[doc = operation_doc!("renameOrgTeam")]
    /// # Errors
    /// [`is_invalid_argument`](Error::is_invalid_argument) if the name is empty; [`is_duplicate`](Error::is_duplicate) if
    /// another team has it; otherwise as [`get`](Self::get).
    ///
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// # let atlas = atlas.organization("5f1a2b3c4d5e6f7a8b9c0d1f")?;
    /// atlas.teams().rename("5f1a2b3c4d5e6f7a8b9c0d2b", "analysts").await?;
    /// # });
    /// ```
    pub fn rename(&self, id: impl Into<String>, name: impl Into<String>) -> Request<TeamSummary> {
        let (id, name) = (id.into(), name.into());
        Request::in_organization(&self.atlas, |api, organization| {
            check_length("team", &name, 1..=usize::MAX)?;
            let rename = api.teams().rename_org_team().org_id(organization).team_id(team(&id)?);
            Ok(rename.body(TeamUpdate::new().name(name)))
        })
    }

    /// Deletes a team. Its members lose the roles of the team, and remain users of the organization.
    #[doc = operation_doc!("deleteOrgTeam")]
    /// [`Confirm::name`](crate::Confirm::name) accepts the name of the team, and its id.
    ///
    /// # Errors
    /// As [`get`](Self::get).
    ///
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// use atlas_api::Confirm;
    ///
    /// # let atlas = atlas.organization("5f1a2b3c4d5e6f7a8b9c0d1f")?;
    /// atlas.teams().delete("5f1a2b3c4d5e6f7a8b9c0d2b").confirm(Confirm::name("reporting")).await?;
    /// # });
    /// ```
    pub fn delete(&self, id: impl Into<String>) -> Unconfirmed<()> {
        let id = id.into();
        let impact = Impact::on_id("team", &*id, "will be deleted; its members lose its roles");
        let delete = Request::in_organization(&self.atlas, |api, organization| {
            Ok(api.teams().delete_org_team().org_id(organization).team_id(team(&id)?))
        });
        Unconfirmed::new(delete.deletes(), impact).named_by(self.get(id).into_json(), "name")
    }

    /// Lists the members of a team.
    #[doc = operation_doc!("listOrgTeamUsers")]
    /// # Errors
    /// As [`get`](Self::get).
    ///
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// # let atlas = atlas.organization("5f1a2b3c4d5e6f7a8b9c0d1f")?;
    /// for member in atlas.teams().list_members("5f1a2b3c4d5e6f7a8b9c0d2b").await? {
    ///     println!("{:?}", member.username);
    /// }
    /// # });
    /// ```
    pub fn list_members(&self, id: impl Into<String>) -> List<OrganizationUser> {
        let id = id.into();
        List::new(&self.atlas, move |atlas, api| {
            let list = api.mongo_db_cloud_users().list_team_users().org_id(atlas.organization_id()?);
            Ok(list.team_id(team(&id)?))
        })
    }

    /// Adds a user of the organization to a team, and returns the user.
    #[doc = operation_doc!("addOrgTeamUser")]
    /// # Errors
    /// [`is_invalid_argument`](Error::is_invalid_argument) if an id is not an id; [`is_not_found`](Error::is_not_found) if
    /// the team or the user does not exist.
    ///
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// # let atlas = atlas.organization("5f1a2b3c4d5e6f7a8b9c0d1f")?;
    /// # let path = "/orgs/5f1a2b3c4d5e6f7a8b9c0d1f/users";
    /// # let id = "5f1a2b3c4d5e6f7a8b9c0d3c";
    /// # fake.insert(path, serde_json::json!({ "id": id, "username": "grace@example.com" }))?;
    /// let user = atlas.teams().add_member("5f1a2b3c4d5e6f7a8b9c0d2b", id).await?;
    /// println!("{:?} is in the teams {:?}", user.username, user.team_ids);
    /// # });
    /// ```
    pub fn add_member(&self, id: impl Into<String>, user_id: impl Into<String>) -> Request<OrganizationUser> {
        let (id, user) = (id.into(), user_id.into());
        Request::in_organization(&self.atlas, |api, organization| {
            let add = api.mongo_db_cloud_users().add_org_team_user().org_id(organization).team_id(team(&id)?);
            Ok(add.body(member(&user)?))
        })
    }

    /// Removes a user from a team, and returns the user.
    #[doc = operation_doc!("removeOrgTeamUser")]
    /// The user loses the roles that the team has in projects.
    ///
    /// # Errors
    /// As [`add_member`](Self::add_member).
    ///
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// # let atlas = atlas.organization("5f1a2b3c4d5e6f7a8b9c0d1f")?;
    /// # let path = "/orgs/5f1a2b3c4d5e6f7a8b9c0d1f/users";
    /// # let id = "5f1a2b3c4d5e6f7a8b9c0d3c";
    /// # fake.insert(path, serde_json::json!({ "id": id, "username": "grace@example.com" }))?;
    /// # atlas.teams().add_member("5f1a2b3c4d5e6f7a8b9c0d2b", id).await?;
    /// atlas.teams().remove_member("5f1a2b3c4d5e6f7a8b9c0d2b", id).await?;
    /// # });
    /// ```
    pub fn remove_member(&self, id: impl Into<String>, user_id: impl Into<String>) -> Request<OrganizationUser> {
        let (id, user) = (id.into(), user_id.into());
        Request::in_organization(&self.atlas, |api, organization| {
            let remove = api.mongo_db_cloud_users().remove_org_team_user().org_id(organization).team_id(team(&id)?);
            Ok(remove.body(member(&user)?))
        })
    }
}

#[inline]
fn team(id: &str) -> Result<TeamId, Error> {
    id.parse()
}

/// Returns the body that names a member.
#[inline]
fn member(user: &str) -> Result<AddOrRemoveUserFromTeam, Error> {
    let user: UserId = user.parse()?;
    Ok(AddOrRemoveUserFromTeam::new().id(user.to_string()))
}
