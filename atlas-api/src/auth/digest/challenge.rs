//! A digest challenge, and the `Authorization` header that responds to it.

use std::{
    fmt,
    sync::{Arc, OnceLock},
};

use atlas_gen::TransportError;
use http::{HeaderMap, HeaderValue, Method};
use ring::rand::{SecureRandom, SystemRandom};

use super::{ApiKey, algorithm::Hash, offered::Offered, parameters::Parameters, prepared::Prepared};

/// A supported challenge: it uses MD5, SHA-256 or SHA-512/256 and does not require a hash of the body. Clones are cheap.
#[derive(Clone)]
pub(super) struct Challenge(Arc<Inner>);

struct Inner {
    parameters: Parameters,
    /// The part that all headers for this challenge share, computed with the first header. A client has only one key, so
    /// the part can be cached without it.
    prepared: OnceLock<Prepared>,
}

impl PartialEq for Challenge {
    fn eq(&self, other: &Self) -> bool {
        self.0.parameters == other.0.parameters
    }
}

impl Challenge {
    /// Returns the strongest supported challenge in the headers of a response.
    pub(super) fn from_headers(headers: &HeaderMap) -> Option<Self> {
        Offered::all(headers).filter_map(|offered| Self::parse(&offered)).max_by_key(Self::strength)
    }

    fn parse(offered: &Offered<'_>) -> Option<Self> {
        let parameters = Parameters::of(offered)?;
        Some(Self(Arc::new(Inner { parameters, prepared: OnceLock::new() })))
    }

    fn strength(&self) -> Hash {
        self.0.parameters.algorithm.hash
    }

    /// Returns whether the server rejected only an outdated nonce, so that the key is correct.
    pub(super) fn is_stale(&self) -> bool {
        self.0.parameters.is_stale
    }

    /// Returns the `Authorization` header of the `count`th request that uses this challenge.
    ///
    /// `target` is the path and the query of the request, encoded as they are sent.
    pub(super) fn authorization(
        &self,
        count: u32,
        key: &ApiKey,
        method: &Method,
        target: &str,
    ) -> Result<HeaderValue, TransportError> {
        let prepared = self.0.prepared.get_or_init(|| Prepared::new(&self.0.parameters, key));
        let text = prepared.authorization(count, method, target, &client_nonce()?);
        let mut value = HeaderValue::try_from(text)?;
        value.set_sensitive(true);
        Ok(value)
    }
}

/// Returns 64 random bits, which the server cannot predict.
fn client_nonce() -> Result<String, TransportError> {
    let mut bits = [0; 8];
    SystemRandom::new().fill(&mut bits).map_err(|_| "the operating system provides no random numbers")?;
    Ok(hex::encode(bits))
}

impl fmt::Debug for Challenge {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Challenge")
            .field("realm", &self.0.parameters.realm)
            .field("algorithm", &self.0.parameters.algorithm)
            .field("stale", &self.is_stale())
            .finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use http::header::WWW_AUTHENTICATE;

    use super::*;

    #[track_caller]
    fn check(challenges: &[&'static str], expected: Option<(&str, bool)>) {
        let mut headers = HeaderMap::new();
        for challenge in challenges {
            headers.append(WWW_AUTHENTICATE, HeaderValue::from_static(challenge));
        }
        let found = Challenge::from_headers(&headers);
        assert_eq!(
            found.as_ref().map(|challenge| (challenge.0.parameters.nonce.as_str(), challenge.is_stale())),
            expected
        );
    }

    fn parse(value: &str) -> Challenge {
        Challenge::parse(&Offered::split(value)[0]).unwrap()
    }

    #[test]
    fn the_challenge_of_atlas_is_parsed() {
        check(
            &[r#"Digest realm="MMS Public API", domain="", nonce="n1", algorithm=MD5, qop="auth", stale=false"#],
            Some(("n1", false)),
        );
        check(&[r#"digest realm="r", nonce="n1", algorithm=MD5, qop="auth", stale=TRUE"#], Some(("n1", true)));
    }

    #[test]
    fn the_strongest_supported_challenge_is_selected() {
        let md5 = r#"Digest realm="r", nonce="md5", algorithm=MD5, qop="auth""#;
        let sha = r#"Digest realm="r", nonce="sha", algorithm=SHA-256, qop="auth-int, auth""#;
        let odd = r#"Digest realm="r", nonce="odd", algorithm=TEA, qop="auth""#;
        check(&[md5, sha, odd], Some(("sha", false)));
        check(&[sha, md5], Some(("sha", false)));
        check(&["Bearer", md5], Some(("md5", false)));
        // Several challenges in one header.
        let all = format!(r#"Basic realm="a, Digest nonce=1", {md5}, {odd}, {sha}, Negotiate"#);
        check(&[all.leak()], Some(("sha", false)));
    }

    #[test]
    fn an_unsupported_challenge_is_ignored() {
        check(&[], None);
        check(&["Digest"], None);
        check(&[r#"Basic realm="r""#], None);
        check(&[r#"Digest realm="r", algorithm=MD5, qop="auth""#], None);
        check(&[r#"Digest realm="r", nonce="n1", qop="auth-int""#], None);
    }

    #[test]
    fn a_header_has_the_count_and_is_marked_as_sensitive() {
        let challenge = parse(r#"Digest realm="r", nonce="n1", algorithm=SHA-256, qop="auth""#);
        let key = ApiKey::new("abcdefgh".to_owned(), "private".into()).unwrap();
        let header = challenge.authorization(17, &key, &Method::GET, "/a%2Fb?c=d").unwrap();
        let text = header.to_str().unwrap();
        for part in [r#"username="abcdefgh""#, r#"uri="/a%2Fb?c=d""#, "nc=00000011", "qop=auth", "algorithm=SHA-256"] {
            assert!(text.contains(part), "{part} in {text}");
        }
        assert!(header.is_sensitive());
    }

    #[test]
    fn each_header_has_another_client_nonce() {
        let nonces: std::collections::BTreeSet<_> =
            std::iter::repeat_with(|| client_nonce().unwrap()).take(100).collect();
        assert_eq!(nonces.len(), 100);
        assert!(nonces.iter().all(|nonce| nonce.len() == 16));
    }
}
