//! The addresses that a project, an API key or a service account can be reached from.

use chrono::DateTime;
use serde_json::{Value, json};

use crate::error::ApiError;
use crate::family::{Action, Code, Family, Setting, Times};
use crate::state::Call;
use crate::store::{Later, Resource, Store};

pub(super) static FAMILIES: &[&Family] = &[&OF_PROJECTS, &OF_API_KEYS, &OF_ORG_ACCOUNTS, &OF_GROUP_ACCOUNTS];

const NOT_FOUND: Code =
    Code(404, "ATLAS_NETWORK_PERMISSION_ENTRY_NOT_FOUND", "There is no entry {key} in the access list.");

const NOT_FOUND_IN_PROJECT: Code = Code(
    404,
    "ATLAS_NETWORK_PERMISSION_ENTRY_NOT_FOUND",
    "There is no entry {entryValue} in the access list of group {groupId}.",
);
const NO_ADDRESS: Code =
    Code(400, "INVALID_IP_ADDRESS_OR_CIDR_NOTATION", "{key} is neither an address nor a block of addresses.");

static OF_PROJECTS: Family = Family {
    name: "accessList",
    key: ("entryValue", KEY),
    id: None,
    operations: &[
        ("listGroupAccessListEntries", Action::List),
        ("getGroupAccessListEntry", Action::Get),
        ("createGroupAccessListEntry", Action::CreateEach),
        ("deleteGroupAccessListEntry", Action::Delete),
        ("getGroupAccessListStatus", Action::Special(status)),
    ],
    not_found: NOT_FOUND_IN_PROJECT,
    normalize: address,
    drafted: complete,
    created: expire,
    ..Family::PLAIN
};

static OF_API_KEYS: Family = Family {
    name: "apiKeyAccessList",
    scope: &["orgId", "apiUserId"],
    key: ("ipAddress", KEY),
    id: None,
    operations: &[
        ("listOrgApiKeyAccessListEntries", Action::List),
        ("getOrgApiKeyAccessListEntry", Action::Get),
        ("createOrgApiKeyAccessListEntry", Action::CreateEach),
        ("deleteOrgApiKeyAccessListEntry", Action::Delete),
    ],
    initial: |setting| json!({ "created": setting.call.timestamp() }),
    not_found: NOT_FOUND,
    parent: Some(&super::api_keys::API_KEYS),
    normalize: address,
    drafted: complete,
    created: expire,
    ..Family::PLAIN
};

static OF_ORG_ACCOUNTS: Family = Family {
    name: "orgServiceAccountAccessList",
    scope: &["orgId", "clientId"],
    operations: &[
        ("listOrgServiceAccountAccessList", Action::List),
        ("createOrgServiceAccountAccessList", Action::CreateEach),
        ("deleteOrgServiceAccountAccessListEntry", Action::Delete),
    ],
    parent: Some(&super::service_accounts::OF_ORGANIZATIONS),
    ..OF_ACCOUNTS
};

static OF_GROUP_ACCOUNTS: Family = Family {
    name: "groupServiceAccountAccessList",
    scope: &["groupId", "clientId"],
    operations: &[
        ("listGroupServiceAccountAccessList", Action::List),
        ("createGroupServiceAccountAccessList", Action::CreateEach),
        ("deleteGroupServiceAccountAccessListEntry", Action::Delete),
    ],
    parent: Some(&super::service_accounts::OF_PROJECTS),
    ..OF_ACCOUNTS
};

const OF_ACCOUNTS: Family = Family {
    key: ("ipAddress", KEY),
    id: None,
    initial: |setting| json!({ "createdAt": setting.call.timestamp(), "requestCount": 0 }),
    not_found: NOT_FOUND,
    normalize: address,
    drafted: complete,
    created: expire,
    ..Family::PLAIN
};

/// What an entry is found by; no schema knows this property, so it is never shown.
const KEY: &str = "#entry";

/// An address alone is the block that holds just this address.
fn address(text: &str) -> String {
    let alone = text.parse::<std::net::IpAddr>();
    alone.map_or_else(|_| text.to_owned(), |address| format!("{text}/{}", if address.is_ipv4() { 32 } else { 128 }))
}

/// Whether a text is a block of addresses; the bits behind its length may be set.
fn is_block(text: &str) -> bool {
    let parts = text.split_once('/').and_then(|(address, length)| Some((address.parse().ok()?, length.parse().ok()?)));
    parts.is_some_and(|(address, length): (std::net::IpAddr, u8)| length <= if address.is_ipv4() { 32 } else { 128 })
}

/// Says the block of an address and the address of a block that holds one.
fn complete(_: &Setting<'_>, entry: &mut Resource) {
    let [security_group, block, alone] = ["awsSecurityGroup", "cidrBlock", "ipAddress"].map(|name| entry.text(name));
    let block = address(if block.is_empty() { alone } else { block });
    let key = if block.is_empty() { security_group.to_owned() } else { block.clone() };
    if let Some((alone, "32" | "128")) = block.split_once('/') {
        entry.set("ipAddress", alone);
    }
    if !block.is_empty() {
        entry.set("cidrBlock", block.as_str());
    }
    entry.set(KEY, key.as_str());
    entry.key = key;
}

/// Refuses what is no address, and lets a temporary entry go when its time is up.
fn expire(setting: &Setting<'_>, entry: &mut Resource) -> Result<(), ApiError> {
    if entry.key.is_empty() {
        return Err(ApiError::missing_attribute("cidrBlock"));
    }
    let block = entry.text("cidrBlock");
    if !block.is_empty() && !is_block(block) {
        return Err(NO_ADDRESS.error(setting.call, block));
    }
    if let Ok(end) = DateTime::parse_from_rfc3339(entry.text("deleteAfterDate")) {
        if end.to_utc() <= setting.call.now {
            return Err(ApiError::invalid_attribute("deleteAfterDate", "It has to be in the future."));
        }
        entry.later.push((end.to_utc(), Later::Gone));
    }
    Ok(())
}

fn status(store: &mut Store, call: &Call<'_>, _: &Times) -> Result<Value, ApiError> {
    OF_PROJECTS.find(store, call)?;
    Ok(json!({ "STATUS": "ACTIVE" }))
}
