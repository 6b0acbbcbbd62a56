//! A service account: its id and its secret.

use std::fmt;

use atlas_gen::Secret;

use crate::Error;

/// The id and the secret of a service account, of a form that can be sent.
#[derive(Clone)]
pub(crate) struct ServiceAccount {
    pub(crate) client_id: String,
    pub(crate) client_secret: Secret,
}

impl ServiceAccount {
    pub(crate) fn new(client_id: String, client_secret: Secret) -> Result<Self, Error> {
        check("client id", &client_id, looks_like_public_key, "mdb_sa_sk_")?;
        check("client secret", client_secret.expose(), looks_like_private_key, "mdb_sa_id_")?;
        if client_id.contains(':') {
            return Err(Error::invalid_argument("client id", "it has a colon in it, which HTTP Basic can't send"));
        }
        Ok(Self { client_id, client_secret })
    }
}

/// Refuses what can be no part of a service account. The message never shows it: id and secret may have been mixed up.
fn check(argument: &'static str, part: &str, is_key: fn(&str) -> bool, of_the_other: &str) -> Result<(), Error> {
    let rule = if part.is_empty() {
        "it is empty"
    } else if part.trim() != part {
        "it has white space around it, which is no part of a service account"
    } else if !part.bytes().all(|byte| byte.is_ascii_graphic()) {
        "it has to be of visible ASCII characters only"
    } else if part.starts_with(of_the_other) {
        "it is the other part of a service account: an id begins mdb_sa_id_, a secret mdb_sa_sk_"
    } else if is_key(part) {
        "it looks like a half of an API key, which is no service account; set it with `api_key`"
    } else {
        return Ok(());
    };
    Err(Error::invalid_argument(argument, rule))
}

/// Whether this is of the form that public keys have: eight letters.
fn looks_like_public_key(text: &str) -> bool {
    text.len() == 8 && text.bytes().all(|byte| byte.is_ascii_lowercase())
}

/// Whether this is of the form that private keys have: a UUID.
fn looks_like_private_key(text: &str) -> bool {
    let lengths = text.split('-').map(str::len);
    lengths.eq([8, 4, 4, 4, 12]) && text.bytes().all(|byte| byte == b'-' || byte.is_ascii_hexdigit())
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
    fn check_refused(id: &str, secret: &str, begins: &str) {
        let error = ServiceAccount::new(id.to_owned(), secret.into()).unwrap_err();
        assert!(error.is_invalid_argument());
        assert!(error.to_string().starts_with(begins), "{error}");
    }

    #[test]
    fn what_can_be_no_service_account_is_refused_and_not_shown() {
        check_refused("", SECRET, "client id: it is empty");
        check_refused(ID, "", "client secret: it is empty");
        check_refused(ID, "mdb_sa_sk_hunter22\n", "client secret: it has white space around it");
        check_refused("id\u{e9}", SECRET, "client id: it has to be of visible ASCII characters only");
        check_refused("a:b", SECRET, "client id: it has a colon in it");
        check_refused(SECRET, ID, "client id: it is the other part of a service account");
        check_refused(ID, ID, "client secret: it is the other part of a service account");
    }

    #[test]
    fn an_api_key_in_the_place_of_a_service_account_is_named() {
        check_refused("abcdefgh", SECRET, "client id: it looks like a half of an API key");
        let private = "5a1e3e3c-0c5d-4a51-9f0e-000000000001";
        check_refused(ID, private, "client secret: it looks like a half of an API key");
    }

    #[test]
    fn a_prefix_is_not_asked_for() {
        for (id, secret) in [(ID, SECRET), ("client-1", "s3cret"), ("abcdefg1", "5a1e3e3c-0c5d-4a51-9f0e")] {
            assert_eq!(ServiceAccount::new(id.to_owned(), secret.into()).unwrap().client_id, id);
        }
    }

    #[test]
    fn debug_leaves_the_secret_out() {
        let account = ServiceAccount::new(ID.to_owned(), SECRET.into()).unwrap();
        assert_eq!(format!("{account:?}"), r#"ServiceAccount { client_id: "mdb_sa_id_66a7", .. }"#);
    }
}
