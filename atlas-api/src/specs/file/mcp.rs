//! Files of remote MCP configurations.

use atlas_gen::types::{
    CreateGroupMcpConfigRequest, GroupMcpConfigUpdateRequest, ServiceAccountIpAccessListEntryInput,
};
#[cfg(feature = "schemars")]
use serde_json::{Value, json};

use super::body::{apply, names, spec_from_body, text};
#[cfg(feature = "schemars")]
use super::schema::roles;
use crate::{
    Error,
    specs::{McpConfigSpec, McpConfigUpdate},
};

/// Returns the addresses and blocks of an access list.
fn entries(list: Option<Vec<ServiceAccountIpAccessListEntryInput>>) -> Result<Option<Vec<String>>, Error> {
    let entry = |entry: ServiceAccountIpAccessListEntryInput| match (entry.ip_address, entry.cidr_block) {
        (Some(value), None) | (None, Some(value)) => Ok(value),
        _ => Err(Error::invalid_argument("access list entry", "not one origin; set ipAddress or cidrBlock")),
    };
    list.map(|list| list.into_iter().map(entry).collect::<Result<Vec<_>, Error>>()).transpose()
}

#[cfg(feature = "schemars")]
#[inline]
fn properties() -> Value {
    let mut roles = roles();
    roles["maxItems"] = 100.into();
    json!({
        "mcpConfigName": { "minLength": 1, "maxLength": 64, "pattern": r"^[\p{Alphabetic}\p{N}\-_.,' ]*$" },
        "roles": roles,
        "ipAccessList": { "maxItems": 200, "items": {
            "oneOf": [{ "required": ["ipAddress"] }, { "required": ["cidrBlock"] }],
            "properties": {
                "ipAddress": {
                    "anyOf": [{ "format": "ipv4" }, { "format": "ipv6" }],
                    "not": { "enum": ["0.0.0.0", "::"] },
                },
                "cidrBlock": { "pattern": "^[0-9a-fA-F.:]+/[0-9]{1,3}$" },
            },
        } },
    })
}

// The bodies of organizations and of projects have the same properties.
spec_from_body! {
    McpConfigSpec, CreateGroupMcpConfigRequest,
    |body| Ok(apply!(McpConfigSpec::new(text(body.mcp_config_name), names(body.roles));
        entries(body.ip_access_list)? => access_list)),
    |spec| spec.into_project_body(),
    { "required": ["mcpConfigName", "roles"], "properties": properties() },
}

spec_from_body! {
    McpConfigUpdate, GroupMcpConfigUpdateRequest,
    |body| Ok(apply!(McpConfigUpdate::new();
        body.mcp_config_name => name,
        body.roles => roles,
        entries(body.ip_access_list)? => access_list)),
    |spec| spec.into_project_body(),
    { "minProperties": 1, "properties": properties() },
}
