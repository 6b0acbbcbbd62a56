//! IP access lists of projects, API keys and service accounts.

use chrono::DateTime;
use serde_json::{Value, json};

use super::limits;
use crate::error::ApiError;
use crate::resource_kind::{Action, Context, ErrorSpec, ResourceKind, Times};
use crate::state::Call;
use crate::store::{Resource, Scheduled, Store};

pub(super) static KINDS: &[&ResourceKind] = &[&OF_PROJECTS, &OF_API_KEYS, &OF_ORG_ACCOUNTS, &OF_GROUP_ACCOUNTS];

const NOT_FOUND: ErrorSpec =
    ErrorSpec(404, "ATLAS_NETWORK_PERMISSION_ENTRY_NOT_FOUND", "There is no entry {key} in the access list.");

const NOT_FOUND_IN_PROJECT: ErrorSpec = ErrorSpec(
    404,
    "ATLAS_NETWORK_PERMISSION_ENTRY_NOT_FOUND",
    "There is no entry {entryValue} in the access list of group {groupId}.",
);

static OF_PROJECTS: ResourceKind = ResourceKind {
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
    normalize_key: address,
    limit: Some(limits::ENTRIES),
    normalize: complete,
    validate_create: expire,
    events: ["NETWORK_PERMISSION_ENTRY_ADDED", "NETWORK_PERMISSION_ENTRY_UPDATED", "NETWORK_PERMISSION_ENTRY_REMOVED"],
    ..ResourceKind::PLAIN
};

static OF_API_KEYS: ResourceKind = ResourceKind {
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
    initial: |context| json!({ "created": context.call.timestamp() }),
    not_found: NOT_FOUND,
    parent: Some(&super::api_keys::API_KEYS),
    normalize_key: address,
    normalize: complete,
    validate_create: expire,
    events: ["API_KEY_ACCESS_LIST_ENTRY_ADDED", "", "API_KEY_ACCESS_LIST_ENTRY_DELETED"],
    ..ResourceKind::PLAIN
};

static OF_ORG_ACCOUNTS: ResourceKind = ResourceKind {
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

static OF_GROUP_ACCOUNTS: ResourceKind = ResourceKind {
    name: "groupServiceAccountAccessList",
    scope: &["groupId", "clientId"],
    operations: &[
        ("listGroupServiceAccountAccessList", Action::List),
        ("createGroupServiceAccountAccessList", Action::CreateEach),
        ("deleteGroupServiceAccountAccessListEntry", Action::Delete),
    ],
    parent: Some(&super::service_accounts::IN_PROJECTS),
    ..OF_ACCOUNTS
};

const OF_ACCOUNTS: ResourceKind = ResourceKind {
    key: ("ipAddress", KEY),
    id: None,
    initial: |context| json!({ "createdAt": context.call.timestamp(), "requestCount": 0 }),
    not_found: NOT_FOUND,
    normalize_key: address,
    normalize: complete,
    validate_create: expire,
    events: ["SERVICE_ACCOUNT_ACCESS_LIST_ENTRY_ADDED", "", "SERVICE_ACCOUNT_ACCESS_LIST_ENTRY_DELETED"],
    ..ResourceKind::PLAIN
};

/// The key of an entry. No schema has this property, so no response shows it.
const KEY: &str = "#entry";

/// Whether an entry has an address and the block of a different address.
const SAID: &str = "#twoEntries";

const TWO_ENTRIES: ErrorSpec = ErrorSpec(
    400,
    "MULTIPLE_VALUES_SPECIFIED_FOR_ONE_NETWORK_PERMISSION_ENTRY",
    "An entry has either an IP address or a CIDR block.",
);
const NO_ADDRESS: ErrorSpec = ErrorSpec(
    400,
    "INVALID_IP_ADDRESS_OR_CIDR_NOTATION",
    "The address {key} is neither an IP address nor a block in CIDR notation.",
);

/// Returns a single address as the CIDR block that holds only this address, and other text unchanged.
fn address(text: &str) -> String {
    let alone = text.parse::<std::net::IpAddr>();
    alone.map_or_else(|_| text.to_owned(), |address| format!("{text}/{}", if address.is_ipv4() { 32 } else { 128 }))
}

/// Returns whether a text is a CIDR block. Host bits may be set.
fn is_block(text: &str) -> bool {
    let parts = text.split_once('/').and_then(|(address, length)| Some((address.parse().ok()?, length.parse().ok()?)));
    parts.is_some_and(|(address, length): (std::net::IpAddr, u8)| length <= if address.is_ipv4() { 32 } else { 128 })
}

/// Derives the block from an address, and the address from a block that holds one address.
fn complete(_: &Context<'_>, entry: &mut Resource) {
    let [block, alone] = ["cidrBlock", "ipAddress"].map(|name| entry.text(name));
    entry.set(SAID, !block.is_empty() && !alone.is_empty() && address(block) != address(alone));
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

/// Rejects an entry without a valid address, and schedules the removal of a temporary entry.
fn expire(context: &Context<'_>, entry: &mut Resource) -> Result<(), ApiError> {
    if entry.key.is_empty() {
        return Err(ApiError::missing_attribute("cidrBlock"));
    }
    if entry.flag(SAID) {
        return Err(TWO_ENTRIES.error(context.call, &entry.key));
    }
    if entry.text("awsSecurityGroup").is_empty() && !is_block(&entry.key) {
        return Err(NO_ADDRESS.error(context.call, &entry.key));
    }
    if let Ok(end) = DateTime::parse_from_rfc3339(entry.text("deleteAfterDate")) {
        if end.to_utc() <= context.call.now {
            return Err(ApiError::invalid_attribute("deleteAfterDate", "It has to be in the future."));
        }
        entry.scheduled.push((end.to_utc(), Scheduled::Delete));
    }
    Ok(())
}

fn status(store: &mut Store, call: &Call<'_>, _: &Times) -> Result<Value, ApiError> {
    OF_PROJECTS.find(store, call)?;
    Ok(json!({ "STATUS": "ACTIVE" }))
}

#[cfg(test)]
mod tests {
    use super::{address, is_block};

    #[test]
    fn an_address_is_the_block_of_itself() {
        let texts = ["192.0.2.1", "2001:db8::1", "192.0.2.0/24", "sg-1"];
        assert_eq!(texts.map(address), ["192.0.2.1/32", "2001:db8::1/128", "192.0.2.0/24", "sg-1"]);
    }

    #[test]
    fn a_block_has_as_many_bits_as_its_address() {
        let texts =
            ["192.0.2.0/24", "192.0.2.0/33", "2001:db8::/64", "2001:db8::/129", "192.0.2/24", "192.0.2.1", "a/8"];
        assert_eq!(texts.map(is_block), [true, false, true, false, false, false, false]);
    }
}
