//! The remote MCP configurations of a project.

use atlas_gen::OperationBuilder as _;

use super::{Config, McpConfigSecrets, McpConfigSpec, McpConfigUpdate, Scope, check_config_id};
use crate::{Atlas, Impact, List, Request, Unconfirmed, model::ProjectMcpConfig, operation_doc};

/// The remote MCP configurations of the project; returned by [`Atlas::project_mcp_configs`].
///
/// An AI agent uses Atlas's MCP server with the client id and a secret of a configuration, and has its roles.
#[derive(Clone, Debug)]
pub struct ProjectMcpConfigs {
    pub(crate) atlas: Atlas,
}

impl ProjectMcpConfigs {
    /// Lists the configurations.
    #[doc = operation_doc!("listGroupMcpConfigs")]
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// for config in atlas.project_mcp_configs().list().all().await? {
    ///     println!("{:?}: {:?}", config.mcp_config_name, config.roles);
    /// }
    /// # });
    /// ```
    #[inline]
    pub fn list(&self) -> List<ProjectMcpConfig> {
        List::new(&self.atlas, |atlas, api| {
            Ok(api.remote_mcp_configurations().list_group_mcp_configs().group_id(atlas.project_id()?))
        })
    }

    /// Fetches a configuration.
    #[doc = operation_doc!("getGroupMcpConfig")]
    /// # Errors
    /// [`is_invalid_argument`](crate::Error::is_invalid_argument) if `id` is not an id;
    /// [`is_not_found`](crate::Error::is_not_found) if the configuration does not exist.
    ///
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// let config = atlas.project_mcp_configs().get("5f1a2b3c-4d5e-6f7a-8b9c-0d1e2f3a4b5c").await?;
    /// println!("{:?}", config.client_id);
    /// # });
    /// ```
    pub fn get(&self, id: impl Into<String>) -> Request<ProjectMcpConfig> {
        let id = id.into();
        Request::in_project(&self.atlas, |api, project| {
            let get = api.remote_mcp_configurations().get_group_mcp_config().group_id(project);
            Ok(get.mcp_config_id(check_config_id(&id)?))
        })
    }

    /// Creates a configuration, and returns it. Its secrets are [created](McpConfigSecrets::create) separately.
    #[doc = operation_doc!("createGroupMcpConfig")]
    /// # Errors
    /// [`is_invalid_argument`](crate::Error::is_invalid_argument) if the spec is invalid.
    ///
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// use atlas_api::mcp::McpConfigSpec;
    ///
    /// let config = atlas.project_mcp_configs().create(McpConfigSpec::new("reports", ["GROUP_READ_ONLY"])).await?;
    /// assert_eq!(config.mcp_config_name.as_deref(), Some("reports"));
    /// # });
    /// ```
    #[inline]
    pub fn create(&self, spec: McpConfigSpec) -> Request<ProjectMcpConfig> {
        Request::in_project(&self.atlas, |api, project| {
            let create = api.remote_mcp_configurations().create_group_mcp_config().group_id(project);
            Ok(create.body(spec.into_project_body()?))
        })
    }

    /// Updates a configuration, and returns it. Roles and access list are replaced as a whole.
    #[doc = operation_doc!("updateGroupMcpConfig")]
    /// # Errors
    /// [`is_invalid_argument`](crate::Error::is_invalid_argument) if `id` is not an id, or if the spec is invalid or
    /// empty; [`is_not_found`](crate::Error::is_not_found) if the configuration does not exist.
    ///
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// use atlas_api::mcp::McpConfigUpdate;
    ///
    /// let spec = McpConfigUpdate::new().roles(["GROUP_DATA_ACCESS_READ_ONLY"]);
    /// let config = atlas.project_mcp_configs().update("5f1a2b3c-4d5e-6f7a-8b9c-0d1e2f3a4b5c", spec).await?;
    /// assert_eq!(config.roles.as_ref().map(Vec::len), Some(1));
    /// # });
    /// ```
    pub fn update(&self, id: impl Into<String>, spec: McpConfigUpdate) -> Request<ProjectMcpConfig> {
        let id = id.into();
        Request::in_project(&self.atlas, |api, project| {
            let update = api.remote_mcp_configurations().update_group_mcp_config().group_id(project);
            Ok(update.mcp_config_id(check_config_id(&id)?).body(spec.into_project_body()?))
        })
    }

    /// Deletes a configuration without active secrets. A secret is active until it expires or is
    /// [deleted](McpConfigSecrets::delete).
    #[doc = operation_doc!("deleteGroupMcpConfig")]
    /// [`Confirm::name`](crate::Confirm::name) accepts the name or the id.
    ///
    /// # Errors
    /// [`is_invalid_argument`](crate::Error::is_invalid_argument) if `id` is not an id;
    /// [`is_not_found`](crate::Error::is_not_found) if the configuration does not exist; an error of Atlas if the
    /// configuration has active secrets, which [`delete_with_secrets`](Self::delete_with_secrets) deletes too.
    ///
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// use atlas_api::Confirm;
    ///
    /// let configs = atlas.project_mcp_configs();
    /// let secrets = configs.secrets("5f1a2b3c-4d5e-6f7a-8b9c-0d1e2f3a4b5c");
    /// secrets.delete("5f1a2b3c4d5e6f7a8b9c0d6b").confirm(Confirm::yes()).await?;
    /// configs.delete("5f1a2b3c-4d5e-6f7a-8b9c-0d1e2f3a4b5c").confirm(Confirm::name("agents")).await?;
    /// # });
    /// ```
    pub fn delete(&self, id: impl Into<String>) -> Unconfirmed<()> {
        self.delete_if(id.into(), None, "will be deleted, and agents that use it will be rejected")
    }

    /// Deletes a configuration with all its secrets. Agents that use them lose their access.
    #[doc = operation_doc!("deleteGroupMcpConfig")]
    /// [`Confirm::name`](crate::Confirm::name) accepts the name or the id.
    ///
    /// # Errors
    /// [`is_invalid_argument`](crate::Error::is_invalid_argument) if `id` is not an id;
    /// [`is_not_found`](crate::Error::is_not_found) if the configuration does not exist.
    ///
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// use atlas_api::Confirm;
    ///
    /// let delete = atlas.project_mcp_configs().delete_with_secrets("5f1a2b3c-4d5e-6f7a-8b9c-0d1e2f3a4b5c");
    /// delete.confirm(Confirm::name("agents")).await?;
    /// # });
    /// ```
    #[doc(alias = "cascading")]
    pub fn delete_with_secrets(&self, id: impl Into<String>) -> Unconfirmed<()> {
        let effect = "will be deleted with all its secrets, and agents that use them will be rejected";
        self.delete_if(id.into(), Some(true), effect)
    }

    fn delete_if(&self, id: String, cascading: Option<bool>, effect: &'static str) -> Unconfirmed<()> {
        let name = self.get(&*id).into_json();
        let impact = Impact::on_id("MCP configuration", &*id, effect);
        let request = Request::in_project(&self.atlas, |api, project| {
            let delete = api.remote_mcp_configurations().delete_group_mcp_config().group_id(project);
            let delete = delete.mcp_config_id(check_config_id(&id)?);
            Ok(delete.maybe(cascading, |delete, cascading| delete.cascading(cascading)))
        });
        Unconfirmed::new(request.deletes(), impact).named_by(name, "mcpConfigName")
    }

    /// Returns a handle for the secrets of a configuration. Nothing is sent.
    pub fn secrets(&self, id: impl Into<String>) -> McpConfigSecrets {
        let config = Config { atlas: self.atlas.clone(), scope: Scope::Project, id: id.into() };
        McpConfigSecrets { config }
    }
}
