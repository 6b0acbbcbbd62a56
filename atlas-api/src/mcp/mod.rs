//! Remote MCP configurations: the access of AI agents to Atlas, through its MCP server, and their secrets.

mod config;
mod organization;
mod project;
mod secrets;

use self::config::{Config, Scope, check_config_id};
pub use self::{
    organization::OrganizationMcpConfigs,
    project::ProjectMcpConfigs,
    secrets::{McpConfigSecrets, McpSecretId},
};
#[doc(inline)]
pub use crate::specs::{McpConfigSpec, McpConfigUpdate};
