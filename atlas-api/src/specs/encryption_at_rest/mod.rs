//! Update of encryption at rest, and specs of the keys of each cloud provider.

mod aws;
mod azure;
mod google;
mod update;

pub use self::{aws::AwsKeySpec, azure::AzureKeySpec, google::GoogleKeySpec, update::EncryptionAtRestUpdate};
use crate::Error;

/// Checks that a key has one kind of credentials: a role, or those called `other`.
#[inline]
fn check_credentials(key: &'static str, has_role: bool, has_other: bool, other: &str) -> Result<(), Error> {
    let rule = match (has_role, has_other) {
        (true, false) | (false, true) => return Ok(()),
        (true, true) => format!("has a role and {other}; set one of them"),
        (false, false) => format!("has no credentials; set a role or {other}"),
    };
    Err(Error::invalid_argument(key, rule))
}

/// Checks the id of the role with which Atlas uses a key.
#[inline]
fn check_role(role: &Option<String>) -> Result<(), Error> {
    match role {
        Some(role) => role.parse::<crate::cloud_provider_access::CloudProviderRoleId>().map(drop),
        None => Ok(()),
    }
}
