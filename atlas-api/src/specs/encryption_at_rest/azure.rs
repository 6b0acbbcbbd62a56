//! Spec of a key on Azure.

use atlas_gen::types::AzureKeyVaultInput;

use super::{check_credentials, check_role};
use crate::{
    Error, Secret,
    model::AzureEnvironment,
    specs::{check_length, check_prefix, check_uuid},
};

/// A key in a vault on Azure for [encryption at rest](super::EncryptionAtRestUpdate::azure), with the role or the
/// application with which Atlas uses it.
#[derive(Clone, Debug, PartialEq)]
#[must_use = "a spec changes nothing by itself; pass it to an update"]
pub struct AzureKeySpec(AzureKeyVaultInput);

impl AzureKeySpec {
    /// Returns a spec of a key: the id of its subscription, its resource group, its vault, and its identifier, which is a
    /// URL with a version. Set a [role](Self::role) or an [application](Self::application) too.
    pub fn new(
        subscription: impl Into<String>,
        resource_group: impl Into<String>,
        vault: impl Into<String>,
        key_identifier: impl Into<String>,
    ) -> Self {
        let body = AzureKeyVaultInput::new().enabled(true).subscription_id(subscription.into());
        let body = body.resource_group_name(resource_group.into()).key_vault_name(vault.into());
        Self(body.key_identifier(key_identifier.into()))
    }

    /// Sets the [role](crate::cloud_provider_access) with which Atlas uses the key, by its id in Atlas.
    pub fn role(self, id: impl Into<String>) -> Self {
        Self(self.0.role_id(id.into()))
    }

    /// Sets the application with which Atlas uses the key: the ids of its tenant and of itself, and its secret.
    #[doc(alias("clientID", "tenantID"))]
    pub fn application(self, tenant: impl Into<String>, client: impl Into<String>, secret: impl Into<Secret>) -> Self {
        Self(self.0.tenant_id(tenant.into()).client_id(client.into()).secret(secret.into()))
    }

    /// Sets the cloud of Azure, such as `AZURE_US_GOVERNMENT`. Default: `AZURE`.
    #[doc(alias = "azureEnvironment")]
    pub fn environment(self, environment: impl Into<AzureEnvironment>) -> Self {
        Self(self.0.azure_environment(environment.into()))
    }

    /// Sets whether Atlas uses the key only through [private
    /// endpoints](crate::encryption_at_rest::EncryptionPrivateEndpoints). Default: it does not.
    #[doc(alias = "requirePrivateNetworking")]
    #[inline]
    pub fn private_networking(self, required: bool) -> Self {
        Self(self.0.require_private_networking(required))
    }

    #[inline]
    pub(in crate::specs) fn into_body(self) -> Result<AzureKeyVaultInput, Error> {
        let Self(body) = self;
        check_uuid("Azure subscription", body.subscription_id.as_deref().unwrap_or_default())?;
        check_length("resource group", body.resource_group_name.as_deref().unwrap_or_default(), 1..=usize::MAX)?;
        check_length("key vault", body.key_vault_name.as_deref().unwrap_or_default(), 1..=usize::MAX)?;
        let example = "https://vault.vault.azure.net/keys/name/version";
        check_prefix("key identifier", body.key_identifier.as_deref().unwrap_or_default(), "https://", example)?;
        check_credentials("Azure key", body.role_id.is_some(), body.client_id.is_some(), "an application")?;
        check_role(&body.role_id)?;
        if let (Some(tenant), Some(client), Some(secret)) = (&body.tenant_id, &body.client_id, &body.secret) {
            check_uuid("Azure tenant", tenant)?;
            check_uuid("Azure application", client)?;
            check_length("application secret", secret.expose(), 1..=usize::MAX)?;
        }
        Ok(body)
    }
}
