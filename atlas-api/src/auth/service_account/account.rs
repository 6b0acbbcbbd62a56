//! A service account, which consists of a client id and a client secret.

use std::fmt;

use atlas_gen::Secret;

use crate::{
    Error,
    auth::{
        key_form::{looks_like_private_key, looks_like_public_key},
        pasted,
    },
};

/// A validated service account.
#[derive(Clone)]
pub(crate) struct ServiceAccount {
    pub(crate) client_id: String,
    pub(crate) client_secret: Secret,
}

impl ServiceAccount {
    pub(crate) fn new(client_id: String, client_secret: Secret) -> Result<Self, Error> {
        Self::check_id(&client_id)?;
        check("client secret", client_secret.expose(), looks_like_private_key, "mdb_sa_id_")?;
        Ok(Self { client_id, client_secret })
    }

    /// Rejects an invalid client id, such as one that is the client secret.
    pub(in crate::auth) fn check_id(client_id: &str) -> Result<(), Error> {
        check("client id", client_id, looks_like_public_key, "mdb_sa_sk_")?;
        if client_id.contains(':') {
            return Err(Error::invalid_argument(
                "client id",
                "must not contain a colon, which HTTP Basic cannot encode",
            ));
        }
        Ok(())
    }
}

/// Rejects an invalid part of a service account. The message never shows the value: the two parts may have been swapped.
fn check(argument: &'static str, part: &str, is_key: fn(&str) -> bool, other_prefix: &str) -> Result<(), Error> {
    let rule = if part.is_empty() {
        "must not be empty"
    } else if let Some(rule) = pasted::mistake(part) {
        rule
    } else if part.trim() != part {
        "must not have leading or trailing white space"
    } else if !part.bytes().all(|byte| byte.is_ascii_graphic()) {
        "must contain only visible ASCII characters"
    } else if part.starts_with(other_prefix) {
        "value is the other part of a service account; an id begins with mdb_sa_id_, a secret with mdb_sa_sk_"
    } else if is_key(part) {
        "value looks like part of an API key; set an API key with `api_key`"
    } else {
        return Ok(());
    };
    Err(Error::invalid_argument(argument, rule))
}

impl fmt::Debug for ServiceAccount {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ServiceAccount").field("client_id", &self.client_id).finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ID: &str = "mdb_sa_id_66a7";
    const SECRET: &str = "mdb_sa_sk_hunter22";

    #[track_caller]
    fn check_rejected(id: &str, secret: &str, begins: &str) {
        let error = ServiceAccount::new(id.to_owned(), secret.into()).unwrap_err();
        assert!(error.is_invalid_argument());
        assert!(error.to_string().starts_with(begins), "{error}");
    }

    #[test]
    fn an_invalid_service_account_is_rejected_and_not_shown() {
        check_rejected("", SECRET, "client id: must not be empty");
        check_rejected(ID, "", "client secret: must not be empty");
        check_rejected(ID, "mdb_sa_sk_hunter22\n", "client secret: must not have leading or trailing white space");
        check_rejected("id\u{e9}", SECRET, "client id: must contain only visible ASCII characters");
        check_rejected("a:b", SECRET, "client id: must not contain a colon");
        check_rejected(r#""mdb_sa_id_66a7""#, SECRET, "client id: must not be in quotes");
        check_rejected(ID, r#"{"clientSecret":"mdb_sa_sk_hunter22"}"#, "client secret: value is JSON");
        check_rejected(SECRET, ID, "client id: value is the other part of a service account");
        check_rejected(ID, ID, "client secret: value is the other part of a service account");
    }

    #[test]
    fn an_api_key_passed_as_a_service_account_is_named_in_the_error() {
        check_rejected("abcdefgh", SECRET, "client id: value looks like part of an API key");
        let private = "5a1e3e3c-0c5d-4a51-9f0e-000000000001";
        check_rejected(ID, private, "client secret: value looks like part of an API key");
    }

    #[test]
    fn the_prefixes_are_optional() {
        for (id, secret) in [(ID, SECRET), ("client-1", "s3cret"), ("abcdefg1", "5a1e3e3c-0c5d-4a51-9f0e")] {
            assert_eq!(ServiceAccount::new(id.to_owned(), secret.into()).unwrap().client_id, id);
        }
    }

    #[test]
    fn debug_output_omits_the_secret() {
        let account = ServiceAccount::new(ID.to_owned(), SECRET.into()).unwrap();
        assert_eq!(format!("{account:?}"), r#"ServiceAccount { client_id: "mdb_sa_id_66a7", .. }"#);
    }
}
