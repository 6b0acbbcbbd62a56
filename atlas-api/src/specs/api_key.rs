//! Specs of API keys.

use atlas_gen::types::{
    CreateAtlasOrganizationApiKey, CreateAtlasProjectApiKey, UpdateAtlasOrganizationApiKey, UpdateAtlasProjectApiKey,
};

use super::{check_length, check_not_empty, check_roles};
use crate::Error;

/// An API key to create in an [organization](crate::api_keys::OrganizationApiKeys::create) or in a
/// [project](crate::api_keys::ProjectApiKeys::create).
///
/// ```
/// use atlas_api::specs::ApiKeySpec;
///
/// let spec = ApiKeySpec::new("deployment", ["ORG_MEMBER", "ORG_GROUP_CREATOR"]);
/// # let _ = spec;
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[must_use = "a spec creates nothing by itself; pass it to a method that creates the key"]
pub struct ApiKeySpec {
    description: String,
    roles: Vec<String>,
}

impl ApiKeySpec {
    /// Returns a spec of an API key with these roles. The description has 1 to 250 characters. At least one role is
    /// required, such as `ORG_OWNER` in an organization or `GROUP_OWNER` in a project, and none may be repeated.
    pub fn new(description: impl Into<String>, roles: impl IntoIterator<Item = impl Into<String>>) -> Self {
        Self { description: description.into(), roles: roles.into_iter().map(Into::into).collect() }
    }

    #[inline]
    fn check(&self) -> Result<(), Error> {
        check_description(&self.description)?;
        check_roles(&self.roles)
    }

    #[inline]
    pub(crate) fn into_body(self) -> Result<CreateAtlasOrganizationApiKey, Error> {
        self.check()?;
        let roles: Vec<_> = self.roles.into_iter().map(Into::into).collect();
        Ok(CreateAtlasOrganizationApiKey::new().desc(self.description).roles(roles))
    }

    #[inline]
    pub(crate) fn into_project_body(self) -> Result<CreateAtlasProjectApiKey, Error> {
        self.check()?;
        Ok(CreateAtlasProjectApiKey::new().desc(self.description).roles(self.roles))
    }
}

/// An update of an API key in an [organization](crate::api_keys::OrganizationApiKeys::update) or in a
/// [project](crate::api_keys::ProjectApiKeys::update).
///
/// Only properties that are set are sent, and the others keep their values.
///
/// ```
/// use atlas_api::specs::ApiKeyUpdate;
///
/// let spec = ApiKeyUpdate::new().roles(["GROUP_READ_ONLY"]);
/// # let _ = spec;
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[must_use = "an update changes nothing by itself; pass it to `update`"]
pub struct ApiKeyUpdate {
    description: Option<String>,
    roles: Option<Vec<String>>,
}

impl ApiKeyUpdate {
    /// Returns an empty update. At least one property must be set before it is sent.
    #[inline]
    pub fn new() -> Self {
        Self::default()
    }

    /// Sets the description, of 1 to 250 characters. All projects of the key share it.
    #[doc(alias = "desc")]
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
        check_not_empty("API key", self)?;
        self.description.as_deref().map_or(Ok(()), check_description)?;
        self.roles.as_deref().map_or(Ok(()), check_roles)
    }

    #[inline]
    pub(crate) fn into_body(self) -> Result<UpdateAtlasOrganizationApiKey, Error> {
        self.check()?;
        let mut body = UpdateAtlasOrganizationApiKey::new();
        body.desc = self.description;
        body.roles = self.roles.map(|roles| roles.into_iter().map(Into::into).collect());
        Ok(body)
    }

    #[inline]
    pub(crate) fn into_project_body(self) -> Result<UpdateAtlasProjectApiKey, Error> {
        self.check()?;
        let mut body = UpdateAtlasProjectApiKey::new();
        (body.desc, body.roles) = (self.description, self.roles);
        Ok(body)
    }
}

#[inline]
fn check_description(description: &str) -> Result<(), Error> {
    check_length("description of the API key", description, 1..=250)
}
