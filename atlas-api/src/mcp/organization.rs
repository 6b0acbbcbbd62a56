//! The remote MCP configurations of an organization.

use atlas_gen::OperationBuilder as _;

use super::{Config, McpConfigSecrets, McpConfigSpec, McpConfigUpdate, Scope, check_config_id};
use crate::{Atlas, Impact, List, Request, Unconfirmed, model::OrganizationMcpConfig, operation_doc};

/// The remote MCP configurations of the client's [organization](Atlas::organization); returned by
/// [`Atlas::organization_mcp_configs`].
///
/// Requests fail with [`is_invalid_argument`](crate::Error::is_invalid_argument) if the client has no organization.
#[derive(Clone, Debug)]
pub struct OrganizationMcpConfigs {
    pub(crate) atlas: Atlas,
}

impl OrganizationMcpConfigs {
    /// Lists the configurations.
    #[doc = operation_doc!("listOrgMcpConfigs")]
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// for config in atlas.organization_mcp_configs().list().all().await? {
    ///     println!("{:?}: {:?}", config.mcp_config_name, config.roles);
    /// }
    /// # });
    /// ```
    #[inline]
    pub fn list(&self) -> List<OrganizationMcpConfig> {
        List::new(&self.atlas, |atlas, api| {
            Ok(api.remote_mcp_configurations().list_org_mcp_configs().org_id(atlas.organization_id()?))
        })
    }

    /// Fetches a configuration.
    #[doc = operation_doc!("getOrgMcpConfig")]
    /// # Errors
    /// [`is_invalid_argument`](crate::Error::is_invalid_argument) if `id` is not an id;
    /// [`is_not_found`](crate::Error::is_not_found) if the configuration does not exist.
    ///
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// let config = atlas.organization_mcp_configs().get("0f1a2b3c-4d5e-6f7a-8b9c-0d1e2f3a4b5c").await?;
    /// println!("{:?}", config.client_id);
    /// # });
    /// ```
    pub fn get(&self, id: impl Into<String>) -> Request<OrganizationMcpConfig> {
        let id = id.into();
        Request::in_organization(&self.atlas, |api, organization| {
            let get = api.remote_mcp_configurations().get_org_mcp_config().org_id(organization);
            Ok(get.mcp_config_id(check_config_id(&id)?))
        })
    }

    /// Creates a configuration, and returns it. Its secrets are [created](McpConfigSecrets::create) separately.
    #[doc = operation_doc!("createOrgMcpConfig")]
    /// # Errors
    /// [`is_invalid_argument`](crate::Error::is_invalid_argument) if the spec is invalid.
    ///
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// use atlas_api::mcp::McpConfigSpec;
    ///
    /// let config = atlas.organization_mcp_configs().create(McpConfigSpec::new("reports", ["ORG_READ_ONLY"])).await?;
    /// assert_eq!(config.mcp_config_name.as_deref(), Some("reports"));
    /// # });
    /// ```
    #[inline]
    pub fn create(&self, spec: McpConfigSpec) -> Request<OrganizationMcpConfig> {
        Request::in_organization(&self.atlas, |api, organization| {
            let create = api.remote_mcp_configurations().create_org_mcp_config().org_id(organization);
            Ok(create.body(spec.into_organization_body()?))
        })
    }

    /// Updates a configuration, and returns it. Roles and access list are replaced as a whole.
    #[doc = operation_doc!("updateOrgMcpConfig")]
    /// # Errors
    /// [`is_invalid_argument`](crate::Error::is_invalid_argument) if `id` is not an id, or if the spec is invalid or
    /// empty; [`is_not_found`](crate::Error::is_not_found) if the configuration does not exist.
    ///
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// use atlas_api::mcp::McpConfigUpdate;
    ///
    /// let spec = McpConfigUpdate::new().roles(["ORG_MEMBER"]);
    /// let config = atlas.organization_mcp_configs().update("0f1a2b3c-4d5e-6f7a-8b9c-0d1e2f3a4b5c", spec).await?;
    /// assert_eq!(config.roles.as_ref().map(Vec::len), Some(1));
    /// # });
    /// ```
    pub fn update(&self, id: impl Into<String>, spec: McpConfigUpdate) -> Request<OrganizationMcpConfig> {
        let id = id.into();
        Request::in_organization(&self.atlas, |api, organization| {
            let update = api.remote_mcp_configurations().update_org_mcp_config().org_id(organization);
            Ok(update.mcp_config_id(check_config_id(&id)?).body(spec.into_organization_body()?))
        })
    }

    /// Deletes a configuration without active secrets. A secret is active until it expires or is
    /// [deleted](McpConfigSecrets::delete).
    #[doc = operation_doc!("deleteOrgMcpConfig")]
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
    /// let delete = atlas.organization_mcp_configs().delete("0f1a2b3c-4d5e-6f7a-8b9c-0d1e2f3a4b5c");
    /// delete.confirm(Confirm::name("agents")).await?;
    /// # });
    /// ```
    pub fn delete(&self, id: impl Into<String>) -> Unconfirmed<()> {
        self.delete_if(id.into(), None, "will be deleted, and agents that use it will be rejected")
    }

    /// Deletes a configuration with all its secrets. Agents that use them lose their access.
    #[doc = operation_doc!("deleteOrgMcpConfig")]
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
    /// let delete = atlas.organization_mcp_configs().delete_with_secrets("0f1a2b3c-4d5e-6f7a-8b9c-0d1e2f3a4b5c");
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
        let request = Request::in_organization(&self.atlas, |api, organization| {
            let delete = api.remote_mcp_configurations().delete_org_mcp_config().org_id(organization);
            let delete = delete.mcp_config_id(check_config_id(&id)?);
            Ok(delete.maybe(cascading, |delete, cascading| delete.cascading(cascading)))
        });
        Unconfirmed::new(request.deletes(), impact).named_by(name, "mcpConfigName")
    }

    /// Returns a handle for the secrets of a configuration. Nothing is sent.
    pub fn secrets(&self, id: impl Into<String>) -> McpConfigSecrets {
        let config = Config { atlas: self.atlas.clone(), scope: Scope::Organization, id: id.into() };
        McpConfigSecrets { config }
    }
}
