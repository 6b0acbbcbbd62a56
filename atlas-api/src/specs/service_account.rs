//! Specs of service accounts.

use atlas_gen::types::{
    GroupServiceAccountRequest, GroupServiceAccountUpdateRequest, OrgServiceAccountRequest,
    OrgServiceAccountUpdateRequest,
};

use super::{check_length, check_not_empty, check_roles};
use crate::Error;

/// A service account to create in an [organization](crate::service_accounts::OrganizationServiceAccounts::create) or in a
/// [project](crate::service_accounts::ProjectServiceAccounts::create).
///
/// ```
/// use atlas_api::specs::ServiceAccountSpec;
///
/// let spec = ServiceAccountSpec::new("deployment", "rolls out releases", ["ORG_MEMBER"], 720);
/// # let _ = spec;
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[must_use = "a spec creates nothing by itself; pass it to a method that creates the account"]
pub struct ServiceAccountSpec {
    name: String,
    description: String,
    roles: Vec<String>,
    secret_hours: u16,
}

impl ServiceAccountSpec {
    /// Returns a spec of a service account with these roles, and with a secret that is valid for a number of hours.
    ///
    /// The name has 1 to 64 characters, the description 1 to 250: letters, digits, spaces and `-_.,'`. At least one role is required, such as `ORG_OWNER` in
    /// an organization or `GROUP_OWNER` in a project, and none may be repeated. A secret is usually valid for 8 to 8760
    /// hours; the settings of the organization can lower the maximum.
    #[doc(alias = "secretExpiresAfterHours")]
    pub fn new(
        name: impl Into<String>,
        description: impl Into<String>,
        roles: impl IntoIterator<Item = impl Into<String>>,
        secret_hours: u16,
    ) -> Self {
        let roles = roles.into_iter().map(Into::into).collect();
        Self { name: name.into(), description: description.into(), roles, secret_hours }
    }

    #[inline]
    fn check(&self) -> Result<i32, Error> {
        check_account_name(&self.name)?;
        check_description(&self.description)?;
        check_roles(&self.roles)?;
        check_secret_hours(self.secret_hours)
    }

    #[inline]
    pub(crate) fn into_body(self) -> Result<OrgServiceAccountRequest, Error> {
        let hours = self.check()?;
        let roles: Vec<_> = self.roles.into_iter().map(Into::into).collect();
        let body = OrgServiceAccountRequest::new().name(self.name).description(self.description);
        Ok(body.roles(roles).secret_expires_after_hours(hours))
    }

    #[inline]
    pub(crate) fn into_project_body(self) -> Result<GroupServiceAccountRequest, Error> {
        let hours = self.check()?;
        let body = GroupServiceAccountRequest::new().name(self.name).description(self.description);
        Ok(body.roles(self.roles).secret_expires_after_hours(hours))
    }
}

/// An update of a service account in an [organization](crate::service_accounts::OrganizationServiceAccounts::update) or in
/// a [project](crate::service_accounts::ProjectServiceAccounts::update).
///
/// Only properties that are set are sent, and the others keep their values.
///
/// ```
/// use atlas_api::specs::ServiceAccountUpdate;
///
/// let spec = ServiceAccountUpdate::new().roles(["GROUP_READ_ONLY"]);
/// # let _ = spec;
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[must_use = "an update changes nothing by itself; pass it to `update`"]
pub struct ServiceAccountUpdate {
    name: Option<String>,
    description: Option<String>,
    roles: Option<Vec<String>>,
}

impl ServiceAccountUpdate {
    /// Returns an empty update. At least one property must be set before it is sent.
    #[inline]
    pub fn new() -> Self {
        Self::default()
    }

    /// Sets the name, of 1 to 64 characters. All projects of the account share it.
    pub fn name(mut self, name: impl Into<String>) -> Self {
        self.name = Some(name.into());
        self
    }

    /// Sets the description, of 1 to 250 characters. All projects of the account share it.
    pub fn description(mut self, description: impl Into<String>) -> Self {
        self.description = Some(description.into());
        self
    }

    /// Replaces the roles in the organization or in the project. At least one role is required.
    pub fn roles(mut self, roles: impl IntoIterator<Item = impl Into<String>>) -> Self {
        self.roles = Some(roles.into_iter().map(Into::into).collect());
        self
    }

    #[inline]
    fn check(&self) -> Result<(), Error> {
        check_not_empty("service account", self)?;
        self.name.as_deref().map_or(Ok(()), check_account_name)?;
        self.description.as_deref().map_or(Ok(()), check_description)?;
        self.roles.as_deref().map_or(Ok(()), check_roles)
    }

    #[inline]
    pub(crate) fn into_body(self) -> Result<OrgServiceAccountUpdateRequest, Error> {
        self.check()?;
        let mut body = OrgServiceAccountUpdateRequest::new();
        (body.name, body.description) = (self.name, self.description);
        body.roles = self.roles.map(|roles| roles.into_iter().map(Into::into).collect());
        Ok(body)
    }

    #[inline]
    pub(crate) fn into_project_body(self) -> Result<GroupServiceAccountUpdateRequest, Error> {
        self.check()?;
        let mut body = GroupServiceAccountUpdateRequest::new();
        (body.name, body.description, body.roles) = (self.name, self.description, self.roles);
        Ok(body)
    }
}

#[inline]
fn check_account_name(name: &str) -> Result<(), Error> {
    check_account_text("name of the service account", name, 64)
}

#[inline]
fn check_description(description: &str) -> Result<(), Error> {
    check_account_text("description of the service account", description, 250)
}

/// Checks the length and the characters of a name or a description.
#[inline]
pub(crate) fn check_account_text(argument: &'static str, text: &str, max: usize) -> Result<(), Error> {
    check_length(argument, text, 1..=max)?;
    let allowed = |character: &char| character.is_alphanumeric() || "-_.,' ".contains(*character);
    let Some(other) = text.chars().find(|character| !allowed(character)) else { return Ok(()) };
    let other = other.to_string();
    Err(Error::invalid_argument(
        argument,
        format!("{text:?} contains {other:?}; use letters, digits, spaces and -_.,'"),
    ))
}

/// Returns the validity of a secret as it is sent, unless it is 0.
#[inline]
pub(crate) fn check_secret_hours(hours: u16) -> Result<i32, Error> {
    if hours == 0 {
        return Err(Error::invalid_argument("validity of the secret", "0 hours; use at least 1"));
    }
    Ok(i32::from(hours))
}
