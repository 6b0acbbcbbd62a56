//! Spec of the move of a project to another organization.

use atlas_gen::{Secret, types::GroupMigrationRequest};

use crate::{Error, OrganizationId, specs::check_length};

/// The organization to [move](crate::projects::Projects::migrate) a project to.
///
/// ```
/// use atlas_api::specs::ProjectMigrationSpec;
///
/// let spec = ProjectMigrationSpec::new("5f1a2b3c4d5e6f7a8b9c0d1f").api_key("abcdefgh", "a private key");
/// # let _ = spec;
/// ```
#[derive(Clone, Debug, PartialEq)]
#[must_use = "a spec moves nothing by itself; pass it to `migrate`"]
pub struct ProjectMigrationSpec {
    organization: String,
    api_key: Option<(String, Secret)>,
}

impl ProjectMigrationSpec {
    /// Returns a spec for an organization, by an id of 24 hexadecimal digits.
    #[doc(alias = "destinationOrgId")]
    pub fn new(organization_id: impl Into<String>) -> Self {
        Self { organization: organization_id.into(), api_key: None }
    }

    /// Sets an API key of the new organization. Atlas requires it of a client with an API key. Default: none.
    #[doc(alias = "destinationOrgPublicApiKey")]
    pub fn api_key(mut self, public_key: impl Into<String>, private_key: impl Into<Secret>) -> Self {
        self.api_key = Some((public_key.into(), private_key.into()));
        self
    }

    #[inline]
    pub(crate) fn into_body(self) -> Result<GroupMigrationRequest, Error> {
        let organization: OrganizationId = self.organization.parse()?;
        let mut body = GroupMigrationRequest::new().destination_org_id(organization.to_string());
        if let Some((public, private)) = self.api_key {
            check_length("public key of the new organization", &public, 8..=8)?;
            body = body.destination_org_public_api_key(public).destination_org_private_api_key(private);
        }
        Ok(body)
    }
}
