//! The users of an organization.

use atlas_gen::{OperationBuilder, types::AddOrRemoveOrgRole};

use super::{OrganizationUserSpec, OrganizationUserUpdate};
use crate::{
    Atlas, Error, Impact, List, Request, Unconfirmed, UserId,
    model::{OrganizationMembershipStatus, OrganizationUser},
    operation_doc,
    specs::check_length,
};

/// The Atlas users of the client's [organization](Atlas::organization): people who log in to Atlas; returned by
/// [`Atlas::organization_users`].
///
/// A user has roles in the organization, and roles in its projects, which [`Atlas::project_users`] changes for one
/// project. A person who is invited is a user with the status `PENDING`. Methods take the id of a user, of 24
/// hexadecimal digits.
///
/// Requests fail with [`is_invalid_argument`](crate::Error::is_invalid_argument) if the client has no organization.
#[derive(Clone, Debug)]
pub struct OrganizationUsers {
    pub(crate) atlas: Atlas,
}

impl OrganizationUsers {
    /// Lists the users, including those who have not accepted the invitation yet. Filters select some of them.
    #[doc = operation_doc!("listOrgUsers")]
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// for user in atlas.organization_users().list().org_membership_status("PENDING").all().await? {
    ///     println!("{:?} was invited by {:?}", user.username, user.inviter_username);
    /// }
    /// # });
    /// ```
    #[doc(alias = "listOrgInvites")]
    #[inline]
    pub fn list(&self) -> List<OrganizationUser, OrganizationUserFilter> {
        List::filtered(&self.atlas, OrganizationUserFilter::default(), |atlas, api, filter: &OrganizationUserFilter| {
            let statuses: Vec<_> = filter.statuses.iter().map(ToString::to_string).collect();
            let statuses = Some(statuses).filter(|statuses| !statuses.is_empty());
            let list = api.mongo_db_cloud_users().list_org_users().org_id(atlas.organization_id()?);
            Ok(list
                .maybe(filter.username.as_deref(), |list, username| list.username(username))
                .maybe(statuses, |list, statuses| list.org_membership_statuses(statuses)))
        })
    }

    /// Fetches a user, also one who has not accepted the invitation yet.
    #[doc = operation_doc!("getOrgUser")]
    /// # Errors
    /// [`is_invalid_argument`](Error::is_invalid_argument) if `user_id` is not an id;
    /// [`is_not_found`](Error::is_not_found) if the organization does not have this user.
    ///
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// let user = atlas.organization_users().get("5f1a2b3c4d5e6f7a8b9c0d3b").await?;
    /// println!("{:?}", user.roles);
    /// # });
    /// ```
    pub fn get(&self, user_id: impl Into<String>) -> Request<OrganizationUser> {
        let user = user_id.into();
        Request::in_organization(&self.atlas, |api, organization| {
            let get = api.mongo_db_cloud_users().get_org_user().org_id(organization);
            Ok(get.user_id(user.parse::<UserId>()?))
        })
    }

    /// Invites a person to the organization, and returns the user, whose status is `PENDING`.
    #[doc = operation_doc!("createOrgUser")]
    /// Atlas sends an email with the invitation. It expires after 30 days.
    ///
    /// # Errors
    /// [`is_invalid_argument`](Error::is_invalid_argument) if the spec is invalid.
    ///
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// use atlas_api::organizations::OrganizationUserSpec;
    ///
    /// let spec = OrganizationUserSpec::new("grace@example.com", ["ORG_MEMBER"])
    ///     .project_roles(atlas.project_id()?, ["GROUP_READ_ONLY"]);
    /// let user = atlas.organization_users().invite(spec).await?;
    /// println!("{:?} until {:?}", user.org_membership_status, user.invitation_expires_at);
    /// # });
    /// ```
    #[doc(alias = "createOrgInvite")]
    #[inline]
    pub fn invite(&self, spec: OrganizationUserSpec) -> Request<OrganizationUser> {
        Request::in_organization(&self.atlas, |api, organization| {
            Ok(api.mongo_db_cloud_users().create_org_user().org_id(organization).body(spec.into_body()?))
        })
    }

    /// Replaces the roles or the teams of a user, and returns the user.
    #[doc = operation_doc!("updateOrgUser")]
    /// Lists that are not in the spec keep their values.
    ///
    /// # Errors
    /// [`is_invalid_argument`](Error::is_invalid_argument) if `user_id` is not an id, or if the spec is invalid or empty;
    /// [`is_not_found`](Error::is_not_found) if the organization does not have this user.
    ///
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// use atlas_api::organizations::OrganizationUserUpdate;
    ///
    /// let spec = OrganizationUserUpdate::new().roles(["ORG_READ_ONLY", "ORG_BILLING_ADMIN"]);
    /// let user = atlas.organization_users().update("5f1a2b3c4d5e6f7a8b9c0d3b", spec).await?;
    /// println!("{:?}", user.roles);
    /// # });
    /// ```
    #[doc(alias("updateOrgUserRoles", "updateOrgInviteById"))]
    pub fn update(&self, user_id: impl Into<String>, spec: OrganizationUserUpdate) -> Request<OrganizationUser> {
        let user = user_id.into();
        Request::in_organization(&self.atlas, |api, organization| {
            let update = api.mongo_db_cloud_users().update_org_user().org_id(organization);
            Ok(update.user_id(user.parse::<UserId>()?).body(spec.into_body()?))
        })
    }

    /// Adds an organization role to a user, and returns the user.
    #[doc = operation_doc!("addOrgUserRole")]
    /// # Errors
    /// [`is_invalid_argument`](Error::is_invalid_argument) if `user_id` is not an id or if `role` is empty;
    /// [`is_not_found`](Error::is_not_found) if the organization does not have this user.
    ///
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// let user = atlas.organization_users().add_role("5f1a2b3c4d5e6f7a8b9c0d3b", "ORG_BILLING_ADMIN").await?;
    /// println!("{:?}", user.roles);
    /// # });
    /// ```
    pub fn add_role(&self, user_id: impl Into<String>, role: impl Into<String>) -> Request<OrganizationUser> {
        let (user, role) = (user_id.into(), role.into());
        Request::in_organization(&self.atlas, |api, organization| {
            let add = api.mongo_db_cloud_users().add_org_role().org_id(organization);
            Ok(add.user_id(user.parse::<UserId>()?).body(role_body(&role)?))
        })
    }

    /// Removes an organization role from a user, and returns the user.
    #[doc = operation_doc!("removeOrgUserRole")]
    /// # Errors
    /// [`is_invalid_argument`](Error::is_invalid_argument) if `user_id` is not an id or if `role` is empty;
    /// [`is_not_found`](Error::is_not_found) if the organization does not have this user.
    ///
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// let user = atlas.organization_users().remove_role("5f1a2b3c4d5e6f7a8b9c0d3b", "ORG_BILLING_ADMIN").await?;
    /// println!("{:?}", user.roles);
    /// # });
    /// ```
    pub fn remove_role(&self, user_id: impl Into<String>, role: impl Into<String>) -> Request<OrganizationUser> {
        let (user, role) = (user_id.into(), role.into());
        Request::in_organization(&self.atlas, |api, organization| {
            let remove = api.mongo_db_cloud_users().remove_org_role().org_id(organization);
            Ok(remove.user_id(user.parse::<UserId>()?).body(role_body(&role)?))
        })
    }

    /// Removes a user from the organization and all its projects, or withdraws the invitation.
    #[doc = operation_doc!("removeOrgUser")]
    /// [`Confirm::name`](crate::Confirm::name) accepts the username or the id.
    ///
    /// # Errors
    /// [`is_invalid_argument`](Error::is_invalid_argument) if `user_id` is not an id;
    /// [`is_not_found`](Error::is_not_found) if the organization does not have this user.
    ///
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// use atlas_api::Confirm;
    ///
    /// let remove = atlas.organization_users().remove("5f1a2b3c4d5e6f7a8b9c0d3b");
    /// remove.confirm(Confirm::name("bob@example.com")).await?;
    /// # });
    /// ```
    #[doc(alias = "deleteOrgInvite")]
    pub fn remove(&self, user_id: impl Into<String>) -> Unconfirmed<()> {
        let user = user_id.into();
        let name = self.get(&*user).into_json();
        let impact = Impact::on_id("user", &*user, "will be removed from the organization and all its projects");
        let request = Request::in_organization(&self.atlas, |api, organization| {
            let remove = api.mongo_db_cloud_users().remove_org_user().org_id(organization);
            Ok(remove.user_id(user.parse::<UserId>()?))
        });
        Unconfirmed::new(request.deletes(), impact).named_by(name, "username")
    }
}

#[inline]
fn role_body(role: &str) -> Result<AddOrRemoveOrgRole, Error> {
    check_length("role", role, 1..=usize::MAX)?;
    Ok(AddOrRemoveOrgRole::new().org_role(role))
}

/// The filter of [`OrganizationUsers::list`]. Its setters are methods of [`List`], such as [`List::username`].
#[derive(Clone, Debug, Default)]
#[non_exhaustive]
pub struct OrganizationUserFilter {
    statuses: Vec<OrganizationMembershipStatus>,
    username: Option<String>,
}

impl List<OrganizationUser, OrganizationUserFilter> {
    /// Lists only users of this status. Can be called more than once, for users of any of these statuses. Default: all.
    #[doc(alias = "orgMembershipStatuses")]
    pub fn org_membership_status(mut self, status: impl Into<OrganizationMembershipStatus>) -> Self {
        self.filter_mut().statuses.push(status.into());
        self
    }

    /// Lists only the user of this name, an email address.
    pub fn username(mut self, username: impl Into<String>) -> Self {
        self.filter_mut().username = Some(username.into());
        self
    }
}
