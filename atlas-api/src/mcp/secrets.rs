//! The secrets of a remote MCP configuration.

use atlas_gen::types::ServiceAccountSecretRequest;

use super::{Config, Scope};
use crate::{
    Error, Impact, List, Request, Unconfirmed, model::ServiceAccountSecret, object_id::object_id, operation_doc,
    specs::check_secret_hours,
};

object_id! {
    /// The id of a secret of a remote MCP configuration, which is not the secret itself.
    #[doc(alias = "secretId")]
    McpSecretId, "secret id"
}

/// The secrets of a remote MCP configuration; returned by
/// [`OrganizationMcpConfigs::secrets`](super::OrganizationMcpConfigs::secrets) and
/// [`ProjectMcpConfigs::secrets`](super::ProjectMcpConfigs::secrets).
#[derive(Clone, Debug)]
pub struct McpConfigSecrets {
    pub(super) config: Config,
}

impl McpConfigSecrets {
    /// Lists the secrets, with masked values.
    #[doc = operation_doc!("listOrgMcpConfigSecrets")]
    #[doc = operation_doc!("listGroupMcpConfigSecrets")]
    /// # Errors
    /// [`is_invalid_argument`](Error::is_invalid_argument) if the id of the configuration is invalid;
    /// [`is_not_found`](Error::is_not_found) if the configuration does not exist.
    ///
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// let secrets = atlas.project_mcp_configs().secrets("5f1a2b3c-4d5e-6f7a-8b9c-0d1e2f3a4b5c");
    /// for secret in secrets.list().all().await? {
    ///     println!("{:?} expires at {:?}", secret.id, secret.expires_at);
    /// }
    /// # });
    /// ```
    #[inline]
    pub fn list(&self) -> List<ServiceAccountSecret> {
        let config = self.config.clone();
        match self.config.scope {
            Scope::Organization => List::new(&self.config.atlas, move |atlas, api| {
                let list = api.remote_mcp_configurations().list_org_mcp_secrets().org_id(atlas.organization_id()?);
                Ok(list.mcp_config_id(config.checked()?))
            }),
            Scope::Project => List::new(&self.config.atlas, move |atlas, api| {
                let list = api.remote_mcp_configurations().list_group_mcp_secrets().group_id(atlas.project_id()?);
                Ok(list.mcp_config_id(config.checked()?))
            }),
        }
    }

    /// Fetches a secret, with a masked value.
    #[doc = operation_doc!("getOrgMcpConfigSecret")]
    #[doc = operation_doc!("getGroupMcpConfigSecret")]
    /// # Errors
    /// [`is_invalid_argument`](Error::is_invalid_argument) if an id is invalid; [`is_not_found`](Error::is_not_found) if
    /// the secret does not exist.
    ///
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// let secrets = atlas.project_mcp_configs().secrets("5f1a2b3c-4d5e-6f7a-8b9c-0d1e2f3a4b5c");
    /// println!("{:?}", secrets.get("5f1a2b3c4d5e6f7a8b9c0d6b").await?.last_used_at);
    /// # });
    /// ```
    pub fn get(&self, id: impl Into<String>) -> Request<ServiceAccountSecret> {
        let id = id.into();
        let Config { atlas, scope, .. } = &self.config;
        match scope {
            Scope::Organization => Request::in_organization(atlas, |api, organization| {
                let get = api.remote_mcp_configurations().get_org_mcp_secret().org_id(organization);
                Ok(get.mcp_config_id(self.config.checked()?).secret_id(id.parse::<McpSecretId>()?))
            }),
            Scope::Project => Request::in_project(atlas, |api, project| {
                let get = api.remote_mcp_configurations().get_group_mcp_secret().group_id(project);
                Ok(get.mcp_config_id(self.config.checked()?).secret_id(id.parse::<McpSecretId>()?))
            }),
        }
    }

    /// Creates a secret that is valid for a number of hours, and returns it. Atlas does not show it again.
    #[doc = operation_doc!("createOrgMcpConfigSecret")]
    #[doc = operation_doc!("createGroupMcpConfigSecret")]
    /// # Errors
    /// [`is_invalid_argument`](Error::is_invalid_argument) if the id of the configuration is invalid or `hours` is 0;
    /// [`is_not_found`](Error::is_not_found) if the configuration does not exist.
    ///
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// let secrets = atlas.project_mcp_configs().secrets("5f1a2b3c-4d5e-6f7a-8b9c-0d1e2f3a4b5c");
    /// let secret = secrets.create(720).await?;
    /// assert!(secret.secret.is_some());
    /// # });
    /// ```
    #[inline]
    pub fn create(&self, hours: u16) -> Request<ServiceAccountSecret> {
        let Config { atlas, scope, .. } = &self.config;
        match scope {
            Scope::Organization => Request::in_organization(atlas, |api, organization| {
                let create = api.remote_mcp_configurations().create_org_mcp_secret().org_id(organization);
                Ok(create.mcp_config_id(self.config.checked()?).body(secret_body(hours)?))
            }),
            Scope::Project => Request::in_project(atlas, |api, project| {
                let create = api.remote_mcp_configurations().create_group_mcp_secret().group_id(project);
                Ok(create.mcp_config_id(self.config.checked()?).body(secret_body(hours)?))
            }),
        }
    }

    /// Deletes a secret. Agents that use it lose their access.
    #[doc = operation_doc!("deleteOrgMcpConfigSecret")]
    #[doc = operation_doc!("deleteGroupMcpConfigSecret")]
    /// # Errors
    /// As [`get`](Self::get).
    ///
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// use atlas_api::Confirm;
    ///
    /// let secrets = atlas.project_mcp_configs().secrets("5f1a2b3c-4d5e-6f7a-8b9c-0d1e2f3a4b5c");
    /// secrets.delete("5f1a2b3c4d5e6f7a8b9c0d6b").confirm(Confirm::yes()).await?;
    /// # });
    /// ```
    pub fn delete(&self, id: impl Into<String>) -> Unconfirmed<()> {
        let id = id.into();
        let Config { atlas, scope, id: config } = &self.config;
        let effect =
            format!("of MCP configuration {config:?} will be deleted, and agents that use it will be rejected");
        let impact = Impact::on("secret", &*id, effect);
        let request = match scope {
            Scope::Organization => Request::in_organization(atlas, |api, organization| {
                let delete = api.remote_mcp_configurations().delete_org_mcp_secret().org_id(organization);
                Ok(delete.mcp_config_id(self.config.checked()?).secret_id(id.parse::<McpSecretId>()?))
            }),
            Scope::Project => Request::in_project(atlas, |api, project| {
                let delete = api.remote_mcp_configurations().delete_group_mcp_secret().group_id(project);
                Ok(delete.mcp_config_id(self.config.checked()?).secret_id(id.parse::<McpSecretId>()?))
            }),
        };
        Unconfirmed::new(request.deletes(), impact)
    }
}

#[inline]
fn secret_body(hours: u16) -> Result<ServiceAccountSecretRequest, Error> {
    Ok(ServiceAccountSecretRequest::new().secret_expires_after_hours(check_secret_hours(hours)?))
}
