//! The ids of identity providers and role mappings.

use crate::{Error, auth::Quoted, object_id::object_id};

object_id! {
    /// The id of a role mapping.
    RoleMappingId, "role mapping id"
}

/// Returns the id of an identity provider if it is valid.
#[inline]
pub(crate) fn check_provider_id(id: &str) -> Result<&str, Error> {
    check_digits(id, 24, "the `id` of the provider")
}

/// Returns the old id of a SAML provider if it is valid. The service keeps it for a few operations.
#[inline]
pub(crate) fn check_legacy_provider_id(id: &str) -> Result<&str, Error> {
    check_digits(id, 20, "the `okta_idp_id` of the provider")
}

#[inline]
fn check_digits<'a>(id: &'a str, digits: usize, which: &str) -> Result<&'a str, Error> {
    if id.len() == digits && id.bytes().all(|digit| digit.is_ascii_hexdigit()) {
        return Ok(id);
    }
    let rule = format!("expected {digits} hexadecimal digits, {which}, not {}", Quoted(id));
    Err(Error::invalid_argument("identity provider id", rule))
}
