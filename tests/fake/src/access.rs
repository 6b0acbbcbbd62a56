//! Access lists of credentials created through the API.

use std::net::IpAddr;

use crate::credentials::INITIAL;
use crate::error::{ApiError, codes};
use crate::principal::Principal;
use crate::store::{Resource, Store};

/// Checks that the access list of a principal contains its address.
///
/// A credential without an access list is admitted from any address, unless its organization requires access lists. The
/// initial credentials are always admitted.
pub(crate) fn check(store: &Store, principal: &Principal, peer: Option<IpAddr>) -> Result<(), ApiError> {
    let Some(peer) = peer else { return Ok(()) };
    let (organization, blocks) = match principal {
        Principal::ApiKey(public) => {
            let created = |key: &&Resource| key.text("publicKey") == public && !key.flag(INITIAL);
            let Some(key) = store.all("apiKeys").find(created) else { return Ok(()) };
            (&key.scope, blocks(store, &["apiKeyAccessList"], &key.key))
        }
        Principal::ServiceAccount(client) => {
            let account = store.all("orgServiceAccounts").find(|account| account.key == *client);
            let Some(account) = account else { return Ok(()) };
            let lists = ["orgServiceAccountAccessList", "groupServiceAccountAccessList"];
            (&account.scope, blocks(store, &lists, client))
        }
    };
    let settings = store.get("orgSettings", organization, "");
    let is_required = settings.is_some_and(|settings| settings.flag("apiAccessListRequired"));
    match blocks.is_empty() {
        true if is_required => Err(codes::ORG_REQUIRES_ACCESS_LIST.of(&[])),
        true => Ok(()),
        false if blocks.iter().any(|block| contains(block, peer)) => Ok(()),
        false => Err(codes::IP_ADDRESS_NOT_ON_ACCESS_LIST.of(&[&peer.to_string()])),
    }
}

/// Returns the CIDR blocks in the access lists of a credential.
fn blocks(store: &Store, lists: &[&str], credential: &str) -> Vec<String> {
    let entries = lists.iter().flat_map(|list| store.all(list));
    let own = entries.filter(|entry| entry.scope.rsplit('/').next() == Some(credential));
    own.map(|entry| entry.text("cidrBlock").to_owned()).collect()
}

/// Returns whether a CIDR block contains an address.
fn contains(block: &str, address: IpAddr) -> bool {
    let Some((start, bits)) = block.split_once('/') else { return false };
    let (Ok(start), Ok(bits)) = (start.parse::<IpAddr>(), bits.parse::<u32>()) else { return false };
    match (start, address.to_canonical()) {
        (IpAddr::V4(start), IpAddr::V4(address)) => {
            let host = 32_u32.saturating_sub(bits);
            start.to_bits().checked_shr(host) == address.to_bits().checked_shr(host)
        }
        (IpAddr::V6(start), IpAddr::V6(address)) => {
            let host = 128_u32.saturating_sub(bits);
            start.to_bits().checked_shr(host) == address.to_bits().checked_shr(host)
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::contains;

    #[track_caller]
    fn check(block: &str, address: &str, expected: bool) {
        assert_eq!(contains(block, address.parse().unwrap()), expected, "{address} in {block}");
    }

    #[test]
    fn a_block_contains_the_addresses_with_its_prefix() {
        check("127.0.0.0/8", "127.1.2.3", true);
        check("127.0.0.0/8", "128.0.0.1", false);
        check("192.0.2.1/32", "192.0.2.1", true);
        check("192.0.2.1/32", "192.0.2.2", false);
        check("0.0.0.0/0", "203.0.113.9", true);
        check("2001:db8::/32", "2001:db8:1::1", true);
        check("2001:db8::/32", "2001:db9::1", false);
        check("::/0", "192.0.2.1", false);
        check("127.0.0.0/8", "::ffff:127.0.0.1", true);
        check("nowhere", "192.0.2.1", false);
    }
}
