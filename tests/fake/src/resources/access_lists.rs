//! IP access lists of projects, API keys and service accounts.

use std::net::IpAddr;

use chrono::DateTime;
use serde_json::{Value, json};

use super::limits;
use crate::error::{ApiError, ErrorSpec, codes};
use crate::resource_kind::{Action, Context, Events, Lifecycle, ResourceKind, Rules, Times};
use crate::state::Call;
use crate::store::{Resource, Scheduled, Store};

pub(super) static KINDS: &[&ResourceKind] =
    &[&PROJECT_ENTRIES, &API_KEY_ENTRIES, &ORG_ACCOUNT_ENTRIES, &GROUP_ACCOUNT_ENTRIES];

const NOT_FOUND_IN_PROJECT: ErrorSpec = codes::ATLAS_NETWORK_PERMISSION_ENTRY_NOT_FOUND
    .worded("No entry {entryValue} exists in the access list of group {groupId}.");

static PROJECT_ENTRIES: ResourceKind = ResourceKind {
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
    normalize_key: to_key,
    limit: Some(limits::ENTRIES),
    lifecycle: Lifecycle { normalize: normalize_entry, ..Lifecycle::NONE },
    rules: Rules { create: validate_entry, ..Rules::NONE },
    events: Events {
        create: "NETWORK_PERMISSION_ENTRY_ADDED",
        update: "NETWORK_PERMISSION_ENTRY_UPDATED",
        delete: "NETWORK_PERMISSION_ENTRY_REMOVED",
        ..Events::NONE
    },
    ..ResourceKind::PLAIN
};

static API_KEY_ENTRIES: ResourceKind = ResourceKind {
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
    not_found: codes::ATLAS_NETWORK_PERMISSION_ENTRY_NOT_FOUND,
    parent: Some(&super::api_keys::API_KEYS),
    normalize_key: to_key,
    lifecycle: Lifecycle { normalize: normalize_entry, ..Lifecycle::NONE },
    rules: Rules { create: validate_entry, ..Rules::NONE },
    events: Events {
        create: "API_KEY_ACCESS_LIST_ENTRY_ADDED",
        delete: "API_KEY_ACCESS_LIST_ENTRY_DELETED",
        ..Events::NONE
    },
    ..ResourceKind::PLAIN
};

static ORG_ACCOUNT_ENTRIES: ResourceKind = ResourceKind {
    name: "orgServiceAccountAccessList",
    scope: &["orgId", "clientId"],
    operations: &[
        ("listOrgServiceAccountAccessList", Action::List),
        ("createOrgServiceAccountAccessList", Action::CreateEach),
        ("deleteOrgServiceAccountAccessListEntry", Action::Delete),
    ],
    parent: Some(&super::service_accounts::OF_ORGANIZATIONS),
    ..ACCOUNT_ENTRIES
};

static GROUP_ACCOUNT_ENTRIES: ResourceKind = ResourceKind {
    name: "groupServiceAccountAccessList",
    scope: &["groupId", "clientId"],
    operations: &[
        ("listGroupServiceAccountAccessList", Action::List),
        ("createGroupServiceAccountAccessList", Action::CreateEach),
        ("deleteGroupServiceAccountAccessListEntry", Action::Delete),
    ],
    parent: Some(&super::service_accounts::IN_PROJECTS),
    ..ACCOUNT_ENTRIES
};

const ACCOUNT_ENTRIES: ResourceKind = ResourceKind {
    key: ("ipAddress", KEY),
    id: None,
    initial: |context| json!({ "createdAt": context.call.timestamp(), "requestCount": 0 }),
    not_found: codes::ATLAS_NETWORK_PERMISSION_ENTRY_NOT_FOUND,
    normalize_key: to_key,
    lifecycle: Lifecycle { normalize: normalize_entry, ..Lifecycle::NONE },
    rules: Rules { create: validate_entry, ..Rules::NONE },
    events: Events {
        create: "SERVICE_ACCOUNT_ACCESS_LIST_ENTRY_ADDED",
        delete: "SERVICE_ACCOUNT_ACCESS_LIST_ENTRY_DELETED",
        ..Events::NONE
    },
    ..ResourceKind::PLAIN
};

/// The key of an entry. No schema has this property, so no response shows it.
const KEY: &str = "#entry";

/// Whether clients can connect already from the address of an entry.
const STATUS: &str = "#status";

/// Whether an entry has an address and the block of a different address.
const CONFLICTING: &str = "#twoEntries";

/// Returns a single address as the CIDR block that holds only this address, and other text unchanged.
fn to_block(text: &str) -> String {
    let single = text.parse::<IpAddr>();
    single.map_or_else(|_| text.to_owned(), |address| format!("{text}/{}", if address.is_ipv4() { 32 } else { 128 }))
}

/// Returns the key of an address or a block. Addresses that are written differently have one key.
fn to_key(text: &str) -> String {
    let block = to_block(text);
    let parts = block.split_once('/').and_then(|(address, length)| Some((address.parse::<IpAddr>().ok()?, length)));
    parts.map_or_else(|| block.clone(), |(address, length)| format!("{address}/{length}"))
}

/// Returns the block of a new entry with this address. The service understands the unspecified address as any address.
fn to_new_block(text: &str) -> String {
    if text == "0.0.0.0" { "0.0.0.0/0".to_owned() } else { to_block(text) }
}

/// Returns whether a text is a CIDR block. Host bits may be set.
fn is_block(text: &str) -> bool {
    let parts = text.split_once('/').and_then(|(address, length)| Some((address.parse().ok()?, length.parse().ok()?)));
    parts.is_some_and(|(address, length): (IpAddr, u8)| length <= if address.is_ipv4() { 32 } else { 128 })
}

/// Derives the block from an address, and the address from a block that holds one address.
fn normalize_entry(_: &Context<'_>, entry: &mut Resource) {
    let [block, single] = ["cidrBlock", "ipAddress"].map(|name| entry.text(name));
    let conflicting = !block.is_empty() && !single.is_empty() && to_key(block) != to_key(&to_new_block(single));
    entry.set(CONFLICTING, conflicting);
    let [security_group, block, single] = ["awsSecurityGroup", "cidrBlock", "ipAddress"].map(|name| entry.text(name));
    let block = if block.is_empty() { to_new_block(single) } else { to_block(block) };
    let key = if block.is_empty() { security_group.to_owned() } else { to_key(&block) };
    match block.split_once('/') {
        Some((single, "32" | "128")) => entry.set("ipAddress", single),
        _ => drop(entry.body.remove("ipAddress")),
    }
    if !block.is_empty() {
        entry.set("cidrBlock", block.as_str());
    }
    entry.set(KEY, key.as_str());
    entry.key = key;
}

/// Rejects an entry without a valid address, and schedules the removal of a temporary entry.
fn validate_entry(context: &Context<'_>, entry: &mut Resource) -> Result<(), ApiError> {
    if entry.key.is_empty() {
        return Err(ApiError::missing_attribute("cidrBlock"));
    }
    if entry.flag(CONFLICTING) {
        return Err(codes::MULTIPLE_VALUES_SPECIFIED_FOR_ONE_NETWORK_PERMISSION_ENTRY.error(context.call, &entry.key));
    }
    if entry.text("awsSecurityGroup").is_empty() && !is_block(&entry.key) {
        return Err(codes::INVALID_IP_ADDRESS_OR_CIDR_NOTATION.error(context.call, &entry.key));
    }
    if let Ok(end) = DateTime::parse_from_rfc3339(entry.text("deleteAfterDate")) {
        if end.to_utc() <= context.call.now {
            return Err(ApiError::invalid_attribute("deleteAfterDate", "It has to be in the future."));
        }
        entry.scheduled.push((end.to_utc(), Scheduled::Delete));
    }
    if !context.times.cluster.is_zero() {
        entry.set(STATUS, "PENDING");
        entry.set_at(context.call.now + context.times.cluster, json!({ STATUS: "ACTIVE" }));
    }
    Ok(())
}

fn status(store: &mut Store, call: &Call<'_>, _: &Times) -> Result<Value, ApiError> {
    let status = PROJECT_ENTRIES.find(store, call)?.text(STATUS);
    Ok(json!({ "STATUS": if status.is_empty() { "ACTIVE" } else { status } }))
}

#[cfg(test)]
mod tests {
    use super::{is_block, to_block, to_key};

    #[test]
    fn a_single_address_becomes_a_block_of_one() {
        let texts = ["192.0.2.1", "2001:db8::1", "192.0.2.0/24", "sg-1"];
        assert_eq!(texts.map(to_block), ["192.0.2.1/32", "2001:db8::1/128", "192.0.2.0/24", "sg-1"]);
    }

    #[test]
    fn addresses_that_are_written_differently_have_one_key() {
        let texts = ["2001:DB8:0::1", "2001:db8::1/128", "192.0.2.0/24", "0.0.0.0", "sg-1"];
        assert_eq!(texts.map(to_key), ["2001:db8::1/128", "2001:db8::1/128", "192.0.2.0/24", "0.0.0.0/32", "sg-1"]);
    }

    #[test]
    fn a_prefix_length_is_limited_by_the_address_family() {
        let texts =
            ["192.0.2.0/24", "192.0.2.0/33", "2001:db8::/64", "2001:db8::/129", "192.0.2/24", "192.0.2.1", "a/8"];
        assert_eq!(texts.map(is_block), [true, false, true, false, false, false, false]);
    }
}
