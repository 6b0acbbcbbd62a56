//! One service account, as the owner of an access list or of secrets.

use crate::{Atlas, Error, auth::Quoted};

/// A service account, in the client's organization or in its project.
#[derive(Clone, Debug)]
pub(super) struct Account {
    pub(super) atlas: Atlas,
    pub(super) scope: Scope,
    pub(super) client_id: String,
}

/// The part of the API that has the account.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Scope {
    Organization,
    Project,
}

impl Account {
    /// Returns the client id if it is valid.
    #[inline]
    pub(super) fn checked(&self) -> Result<&str, Error> {
        check_client_id(&self.client_id)
    }
}

/// Returns the client id of a service account if it is valid.
#[inline]
pub(super) fn check_client_id(id: &str) -> Result<&str, Error> {
    let digits = id.strip_prefix("mdb_sa_id_");
    if digits.is_some_and(|digits| digits.len() == 24 && digits.bytes().all(|digit| digit.is_ascii_hexdigit())) {
        return Ok(id);
    }
    let rule = format!("expected mdb_sa_id_ and 24 hexadecimal digits, not {}", Quoted(id));
    Err(Error::invalid_argument("client id", rule))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_client_id_has_a_prefix_and_24_hexadecimal_digits() {
        for id in ["mdb_sa_id_5f1a2b3c4d5e6f7a8b9c0d1e", "mdb_sa_id_5F1A2B3C4D5E6F7A8B9C0D1E"] {
            assert_eq!(check_client_id(id).unwrap(), id);
        }
        for id in ["", "5f1a2b3c4d5e6f7a8b9c0d1e", "mdb_sa_id_5f1a", "mdb_sa_id_5f1a2b3c4d5e6f7a8b9c0d1g"] {
            let error = check_client_id(id).unwrap_err();
            let expected = format!("client id: expected mdb_sa_id_ and 24 hexadecimal digits, not {id:?}");
            assert_eq!(error.to_string(), expected);
        }
    }

    #[test]
    fn a_secret_in_place_of_a_client_id_is_not_shown() {
        let error = check_client_id("mdb_sa_sk_hunter22").unwrap_err();
        assert!(!format!("{error}{error:?}").contains("hunter22"));
    }
}
