//! Specs of remote MCP configurations.

use atlas_gen::types::{
    CreateGroupMcpConfigRequest, CreateOrgMcpConfigRequest, GroupMcpConfigUpdateRequest, OrgMcpConfigUpdateRequest,
    ServiceAccountIpAccessListEntryInput,
};

use super::{EntryValue, check_account_text, check_count, check_not_empty, check_roles};
use crate::Error;

/// The most entries of the access list of a configuration.
const MAX_ENTRIES: usize = 200;
/// The most roles of a configuration.
const MAX_ROLES: usize = 100;

/// A remote MCP configuration to create in an [organization](crate::mcp::OrganizationMcpConfigs::create) or in a
/// [project](crate::mcp::ProjectMcpConfigs::create).
///
/// ```
/// use atlas_api::specs::McpConfigSpec;
///
/// let spec = McpConfigSpec::new("agents", ["GROUP_READ_ONLY"]).access_list(["203.0.113.0/24"]);
/// # let _ = spec;
/// ```
#[derive(Clone, Debug, PartialEq)]
#[must_use = "a spec creates nothing by itself; pass it to `create`"]
pub struct McpConfigSpec {
    name: String,
    roles: Vec<String>,
    access_list: Option<Vec<EntryValue>>,
}

impl McpConfigSpec {
    /// Returns a spec of a configuration with these roles.
    ///
    /// The name has 1 to 64 characters: letters, digits, spaces and `-_.,'`. 1 to 100 roles are required, such as
    /// `ORG_READ_ONLY` in an organization or `GROUP_READ_ONLY` in a project, and none may be repeated.
    #[doc(alias = "mcpConfigName")]
    pub fn new(name: impl Into<String>, roles: impl IntoIterator<Item = impl Into<String>>) -> Self {
        Self { name: name.into(), roles: roles.into_iter().map(Into::into).collect(), access_list: None }
    }

    /// Sets the IP addresses and the CIDR blocks from which agents can connect, at most 200.
    #[doc(alias = "ipAccessList")]
    pub fn access_list(mut self, entries: impl IntoIterator<Item = impl ToString>) -> Self {
        self.access_list = Some(entries.into_iter().map(EntryValue::new).collect());
        self
    }

    #[inline]
    pub(crate) fn into_organization_body(self) -> Result<CreateOrgMcpConfigRequest, Error> {
        let entries = self.checked()?;
        let roles: Vec<_> = self.roles.into_iter().map(Into::into).collect();
        let mut body = CreateOrgMcpConfigRequest::new().mcp_config_name(self.name).roles(roles);
        body.ip_access_list = entries;
        Ok(body)
    }

    #[inline]
    pub(crate) fn into_project_body(self) -> Result<CreateGroupMcpConfigRequest, Error> {
        let entries = self.checked()?;
        let mut body = CreateGroupMcpConfigRequest::new().mcp_config_name(self.name).roles(self.roles);
        body.ip_access_list = entries;
        Ok(body)
    }

    /// Checks the spec, and returns the entries of the access list.
    #[inline]
    fn checked(&self) -> Result<Option<Vec<ServiceAccountIpAccessListEntryInput>>, Error> {
        check_config_name(&self.name)?;
        check_config_roles(&self.roles)?;
        self.access_list.as_deref().map(entries_body).transpose()
    }
}

/// An update of a remote MCP configuration in an [organization](crate::mcp::OrganizationMcpConfigs::update) or in a
/// [project](crate::mcp::ProjectMcpConfigs::update).
///
/// Only properties that are set are sent, and the others keep their values.
///
/// ```
/// use atlas_api::specs::McpConfigUpdate;
///
/// let spec = McpConfigUpdate::new().name("agents of finance").access_list(["203.0.113.17"]);
/// # let _ = spec;
/// ```
#[derive(Clone, Debug, Default, PartialEq)]
#[must_use = "an update changes nothing by itself; pass it to `update`"]
pub struct McpConfigUpdate {
    name: Option<String>,
    roles: Option<Vec<String>>,
    access_list: Option<Vec<EntryValue>>,
}

impl McpConfigUpdate {
    /// Returns an empty update. At least one property must be set before it is sent.
    #[inline]
    pub fn new() -> Self {
        Self::default()
    }

    /// Sets the name, of 1 to 64 characters: letters, digits, spaces and `-_.,'`.
    #[doc(alias = "mcpConfigName")]
    pub fn name(mut self, name: impl Into<String>) -> Self {
        self.name = Some(name.into());
        self
    }

    /// Replaces the roles: 1 to 100, each once.
    pub fn roles(mut self, roles: impl IntoIterator<Item = impl Into<String>>) -> Self {
        self.roles = Some(roles.into_iter().map(Into::into).collect());
        self
    }

    /// Replaces the IP addresses and the CIDR blocks from which agents can connect, at most 200.
    #[doc(alias = "ipAccessList")]
    pub fn access_list(mut self, entries: impl IntoIterator<Item = impl ToString>) -> Self {
        self.access_list = Some(entries.into_iter().map(EntryValue::new).collect());
        self
    }

    #[inline]
    pub(crate) fn into_organization_body(self) -> Result<OrgMcpConfigUpdateRequest, Error> {
        let mut body = OrgMcpConfigUpdateRequest::new();
        body.ip_access_list = self.checked()?;
        body.mcp_config_name = self.name;
        body.roles = self.roles.map(|roles| roles.into_iter().map(Into::into).collect());
        Ok(body)
    }

    #[inline]
    pub(crate) fn into_project_body(self) -> Result<GroupMcpConfigUpdateRequest, Error> {
        let mut body = GroupMcpConfigUpdateRequest::new();
        body.ip_access_list = self.checked()?;
        (body.mcp_config_name, body.roles) = (self.name, self.roles);
        Ok(body)
    }

    /// Checks the update, and returns the entries of the access list.
    #[inline]
    fn checked(&self) -> Result<Option<Vec<ServiceAccountIpAccessListEntryInput>>, Error> {
        check_not_empty("MCP configuration", self)?;
        self.name.as_deref().map_or(Ok(()), check_config_name)?;
        self.roles.as_deref().map_or(Ok(()), check_config_roles)?;
        self.access_list.as_deref().map(entries_body).transpose()
    }
}

#[inline]
fn check_config_roles(roles: &[String]) -> Result<(), Error> {
    check_count("roles", roles.len(), MAX_ROLES)?;
    check_roles(roles)
}

#[inline]
fn check_config_name(name: &str) -> Result<(), Error> {
    check_account_text("name of the MCP configuration", name, 64)
}

#[inline]
fn entries_body(entries: &[EntryValue]) -> Result<Vec<ServiceAccountIpAccessListEntryInput>, Error> {
    if entries.len() > MAX_ENTRIES {
        let rule = format!("{} entries; use at most {MAX_ENTRIES}", entries.len());
        return Err(Error::invalid_argument("access list", rule));
    }
    let body = |text: &str| {
        let body = ServiceAccountIpAccessListEntryInput::new();
        if text.contains('/') { body.cidr_block(text) } else { body.ip_address(text) }
    };
    entries.iter().map(|entry| entry.checked_address().map(body)).collect()
}
