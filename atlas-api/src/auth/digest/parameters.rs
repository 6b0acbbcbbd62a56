//! The parameters of a digest challenge.

use super::{algorithm::Algorithm, offered::Offered};

/// The parameters of a supported challenge: it requires no hash of the body.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Parameters {
    pub(super) realm: String,
    pub(super) nonce: String,
    pub(super) opaque: Option<String>,
    pub(super) algorithm: Algorithm,
    /// Whether the response is protected by a count and a client nonce; older servers do not support it.
    pub(super) has_qop: bool,
    /// Whether the name of the user is hashed.
    pub(super) hashes_user: bool,
    /// Whether the server rejected only an outdated nonce.
    pub(super) is_stale: bool,
}

impl Parameters {
    /// Returns the parameters of a digest challenge; `None` if it is invalid or not supported.
    pub(super) fn of(offered: &Offered<'_>) -> Option<Self> {
        if !offered.is_digest() {
            return None;
        }
        let is_true = |name: &str| offered.parameter(name).is_some_and(|value| value.eq_ignore_ascii_case("true"));
        let qop = offered.parameter("qop");
        if qop.as_deref().is_some_and(|qop| !offers_auth(qop)) {
            return None;
        }
        Some(Self {
            realm: offered.parameter("realm")?,
            nonce: offered.parameter("nonce")?,
            opaque: offered.parameter("opaque"),
            algorithm: Algorithm::by_name(offered.parameter("algorithm").as_deref().unwrap_or("MD5"))?,
            has_qop: qop.is_some(),
            hashes_user: is_true("userhash"),
            is_stale: is_true("stale"),
        })
    }
}

/// Returns whether a value of `qop` includes authentication without a hash of the body.
pub(super) fn offers_auth(qop: &str) -> bool {
    qop.split(',').any(|offer| offer.trim().eq_ignore_ascii_case("auth"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parameters(value: &str) -> Option<Parameters> {
        Parameters::of(&Offered::split(value)[0])
    }

    #[test]
    fn parameters_are_read_with_and_without_quotes_and_white_space() {
        let expected = Parameters {
            realm: r#"a "b", \c"#.to_owned(),
            nonce: "n=1".to_owned(),
            opaque: Some(String::new()),
            algorithm: Algorithm::by_name("SHA-256").unwrap(),
            has_qop: true,
            hashes_user: true,
            is_stale: true,
        };
        let value = r#"DIGEST realm = "a \"b\", \\c", Nonce=n=1, opaque="", algorithm="sha-256", qop="auth-int , AUTH", userhash=True, stale=TRUE"#;
        assert_eq!(parameters(value), Some(expected));
    }

    #[test]
    fn the_algorithm_is_md5_by_default_and_all_flags_are_off() {
        let found = parameters(r#"Digest realm="r", nonce="n""#).unwrap();
        assert_eq!(found.algorithm.to_string(), "MD5");
        assert_eq!((found.opaque, found.has_qop, found.hashes_user, found.is_stale), (None, false, false, false));
    }
}
