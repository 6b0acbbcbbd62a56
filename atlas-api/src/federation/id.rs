//! The ids of federations, identity providers and role mappings.

use crate::{Error, auth::Quoted, object_id::object_id};

object_id! {
    /// The id of the settings of a federation.
    #[doc(alias = "federationSettingsId")]
    FederationSettingsId, "federation settings id"
}

object_id! {
    /// The id of a role mapping.
    RoleMappingId, "role mapping id"
}

/// Returns the id of an identity provider if it is valid. Newer ids have 24 digits, those from before 2023 have 20.
#[inline]
pub(crate) fn check_provider_id(id: &str) -> Result<&str, Error> {
    if matches!(id.len(), 20 | 24) && id.bytes().all(|digit| digit.is_ascii_hexdigit()) {
        return Ok(id);
    }
    let rule = format!("expected 20 or 24 hexadecimal digits, not {}", Quoted(id));
    Err(Error::invalid_argument("identity provider id", rule))
}
