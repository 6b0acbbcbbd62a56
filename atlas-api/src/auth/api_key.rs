//! A programmatic API key, which consists of a public key and a private key.

use std::fmt;

use atlas_gen::Secret;

use super::{
    key_form::{looks_like_private_key, looks_like_public_key},
    pasted,
};
use crate::Error;

/// A validated API key.
#[derive(Clone)]
pub(crate) struct ApiKey {
    pub(crate) public: String,
    pub(crate) private: Secret,
}

impl ApiKey {
    pub(crate) fn new(public: String, private: Secret) -> Result<Self, Error> {
        Self::check_public(&public)?;
        check("private key", private.expose(), looks_like_public_key, "public")?;
        Ok(Self { public, private })
    }

    /// Rejects an invalid public key, such as one that is the private key.
    pub(super) fn check_public(public: &str) -> Result<(), Error> {
        check("public key", public, looks_like_private_key, "private")
    }
}

/// Rejects an invalid part of an API key. The message never shows the value: the two parts may have been swapped.
fn check(argument: &'static str, part: &str, is_other: fn(&str) -> bool, other: &str) -> Result<(), Error> {
    let rule = if part.is_empty() {
        "must not be empty"
    } else if let Some(rule) = pasted::mistake(part) {
        rule
    } else if part.starts_with("mdb_sa") {
        "value is the id or the secret of a service account; set both with `service_account`, or with \
         MONGODB_ATLAS_CLIENT_ID and MONGODB_ATLAS_CLIENT_SECRET in the environment"
    } else if part.trim() != part {
        "must not have leading or trailing white space"
    } else if !part.bytes().all(|byte| byte.is_ascii_graphic()) {
        "must contain only visible ASCII characters"
    } else if is_other(part) {
        let forms = "a public key is 8 lower-case letters, a private key is a UUID";
        let rule = format!("value is a {other} key; {forms}, and `api_key` takes the public key first");
        return Err(Error::invalid_argument(argument, rule));
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
    fn check_rejected(public: &str, private: &str, begins: &str) {
        let error = ApiKey::new(public.to_owned(), private.into()).unwrap_err();
        assert!(error.is_invalid_argument());
        assert!(error.to_string().starts_with(begins), "{error}");
        for part in [public, private].into_iter().filter(|part| !part.is_empty()) {
            assert!(!format!("{error} {error:?}").contains(part.trim()), "{error:?}");
        }
    }

    #[test]
    fn a_key_in_quotes_or_in_json_is_rejected_and_not_shown() {
        let quoted = format!("\"{PRIVATE}\"");
        check_rejected(r#""abcdefgh""#, PRIVATE, "public key: must not be in quotes; pass the text between them");
        check_rejected("abcdefgh", &quoted, "private key: must not be in quotes");
        check_rejected("abcdefgh", &format!("'{PRIVATE}'"), "private key: must not be in quotes");
        let json = format!(r#"{{"publicKey":"abcdefgh","privateKey":{quoted}}}"#);
        check_rejected(
            &json,
            PRIVATE,
            "public key: value is JSON, such as a secret store returns; pass the text of one",
        );
        check_rejected("abcdefgh", &json, "private key: value is JSON");
    }

    #[test]
    fn swapped_keys_are_rejected_and_not_shown() {
        let forms = "a public key is 8 lower-case letters, a private key is a UUID, and `api_key` takes the public key \
                     first";
        check_rejected(PRIVATE, "abcdefgh", &format!("public key: value is a private key; {forms}"));
        check_rejected("abcdefgh", "ijklmnop", &format!("private key: value is a public key; {forms}"));
    }

    #[test]
    fn an_invalid_key_is_rejected_and_not_shown() {
        check_rejected("", PRIVATE, "public key: must not be empty");
        check_rejected("abcdefgh", "", "private key: must not be empty");
        check_rejected(" abcdefgh", PRIVATE, "public key: must not have leading or trailing white space");
        check_rejected("abcdefgh", "5a1e3e3c\n", "private key: must not have leading or trailing white space");
        check_rejected("abc\u{e9}fgh", PRIVATE, "public key: must contain only visible ASCII characters");
    }

    #[test]
    fn a_service_account_passed_as_a_key_is_named_in_the_error() {
        check_rejected("mdb_sa_id_66a7", PRIVATE, "public key: value is the id or the secret of a service account");
        check_rejected("abcdefgh", "mdb_sa_sk_66a7", "private key: value is the id or the secret of a service account");
    }

    #[test]
    fn debug_output_omits_the_private_key() {
        let key = ApiKey::new("abcdefgh".to_owned(), PRIVATE.into()).unwrap();
        assert_eq!(format!("{key:?}"), r#"ApiKey { public: "abcdefgh", .. }"#);
    }
}
