//! A programmatic API key: a public and a private half.

use std::fmt;

use atlas_gen::Secret;

use crate::Error;

/// Both halves of an API key, of a form that can be sent.
#[derive(Clone)]
pub(crate) struct ApiKey {
    pub(crate) public: String,
    pub(crate) private: Secret,
}

impl ApiKey {
    pub(crate) fn new(public: String, private: Secret) -> Result<Self, Error> {
        check("public key", &public)?;
        check("private key", private.expose())?;
        Ok(Self { public, private })
    }
}

/// Refuses what can be no half of a key. The message never shows it: the halves may have been mixed up.
fn check(argument: &'static str, half: &str) -> Result<(), Error> {
    let rule = if half.is_empty() {
        "it is empty"
    } else if half.starts_with("mdb_sa") {
        "this is part of a service account (its id or its secret), which is not an API key; set both with \
         `service_account`, or MONGODB_ATLAS_CLIENT_ID and MONGODB_ATLAS_CLIENT_SECRET in the environment"
    } else if half.trim() != half {
        "it has white space around it, which is no part of a key"
    } else if !half.bytes().all(|byte| byte.is_ascii_graphic()) {
        "a key has visible ASCII characters only"
    } else {
        return Ok(());
    };
    Err(Error::invalid_argument(argument, rule))
}

impl fmt::Debug for ApiKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ApiKey").field("public", &self.public).finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PRIVATE: &str = "5a1e3e3c-0c5d-4a51-9f0e-000000000001";

    #[track_caller]
    fn check_refused(public: &str, private: &str, begins: &str) {
        let error = ApiKey::new(public.to_owned(), private.into()).unwrap_err();
        assert!(error.is_invalid_argument());
        assert!(error.to_string().starts_with(begins), "{error}");
    }

    #[test]
    fn what_can_be_no_key_is_refused_and_not_shown() {
        check_refused("", PRIVATE, "public key: it is empty");
        check_refused("abcdefgh", "", "private key: it is empty");
        check_refused(" abcdefgh", PRIVATE, "public key: it has white space around it");
        check_refused("abcdefgh", "5a1e3e3c\n", "private key: it has white space around it");
        check_refused("abc\u{e9}fgh", PRIVATE, "public key: a key has visible ASCII characters only");
    }

    #[test]
    fn a_service_account_in_the_place_of_a_key_is_named() {
        check_refused("mdb_sa_id_66a7", PRIVATE, "public key: this is part of a service account");
        check_refused("abcdefgh", "mdb_sa_sk_66a7", "private key: this is part of a service account");
    }

    #[test]
    fn debug_leaves_the_private_half_out() {
        let key = ApiKey::new("abcdefgh".to_owned(), PRIVATE.into()).unwrap();
        assert_eq!(format!("{key:?}"), r#"ApiKey { public: "abcdefgh", .. }"#);
    }
}
