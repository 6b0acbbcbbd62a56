//! The requests of remote MCP configurations and their secrets.

use atlas_api::mcp::{McpConfigSpec, McpConfigUpdate};

use super::{ID, Row, case, check, offline, row};

const CONFIG: &str = "6a1b2c3d-4e5f-6a7b-8c9d-0e1f2a3b4c5d";

pub(super) fn rows() -> Vec<Row> {
    let (configs, of_organization) = (offline().project_mcp_configs(), offline().organization_mcp_configs());
    let (secrets, secrets_of_organization) = (configs.secrets(CONFIG), of_organization.secrets(CONFIG));
    let spec = |role: &str| McpConfigSpec::new("agents", [role]);
    let named = McpConfigUpdate::new().name("agents of finance");
    vec![
        row("OrganizationMcpConfigs::list", of_organization.list()),
        row("OrganizationMcpConfigs::get", of_organization.get(CONFIG)),
        row("OrganizationMcpConfigs::create", of_organization.create(spec("ORG_READ_ONLY"))),
        row("OrganizationMcpConfigs::update", of_organization.update(CONFIG, named.clone().roles(["ORG_MEMBER"]))),
        row("OrganizationMcpConfigs::delete", of_organization.delete(CONFIG)),
        row("OrganizationMcpConfigs::delete_with_secrets", of_organization.delete_with_secrets(CONFIG)),
        row("ProjectMcpConfigs::list", configs.list()),
        row("ProjectMcpConfigs::get", configs.get(CONFIG)),
        row(
            "ProjectMcpConfigs::create",
            configs.create(spec("GROUP_OWNER").access_list(["192.0.2.0/24", "192.0.2.7"])),
        ),
        row("ProjectMcpConfigs::update", configs.update(CONFIG, named)),
        row("ProjectMcpConfigs::delete", configs.delete(CONFIG)),
        row("ProjectMcpConfigs::delete_with_secrets", configs.delete_with_secrets(CONFIG)),
        row("McpConfigSecrets::list", secrets.list()),
        case("McpConfigSecrets::list", "organization", secrets_of_organization.list()),
        row("McpConfigSecrets::get", secrets.get(ID)),
        case("McpConfigSecrets::get", "organization", secrets_of_organization.get(ID)),
        row("McpConfigSecrets::create", secrets.create(720)),
        case("McpConfigSecrets::create", "organization", secrets_of_organization.create(8)),
        row("McpConfigSecrets::delete", secrets.delete(ID)),
        case("McpConfigSecrets::delete", "organization", secrets_of_organization.delete(ID)),
    ]
}

#[test]
fn requests_of_mcp_configurations() {
    check("mcp", &rows());
}
