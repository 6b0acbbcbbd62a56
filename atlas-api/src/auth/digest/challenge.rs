//! A digest challenge, and the `Authorization` header that responds to it.

use std::{
    fmt,
    sync::{Arc, OnceLock},
};

use atlas_gen::TransportError;
use digest_auth::{AlgorithmType, AuthContext, HttpMethod, Qop, WwwAuthenticateHeader};
use http::{HeaderMap, HeaderValue, Method};

use super::{ApiKey, offered::Offered, prepared::Prepared};

/// A supported challenge: it uses MD5, SHA-256 or SHA-512/256 and does not require a hash of the body. Clones are cheap.
#[derive(Clone)]
pub(super) struct Challenge(Arc<Inner>);

struct Inner {
    header: WwwAuthenticateHeader,
    /// The part that all headers for this challenge share, computed with the first header. The inner `None` means that
    /// they share nothing. A client has only one key, so the part can be cached without it.
    prepared: OnceLock<Option<Prepared>>,
}

impl PartialEq for Challenge {
    fn eq(&self, other: &Self) -> bool {
        self.0.header == other.0.header
    }
}

impl Challenge {
    /// Returns the strongest supported challenge in the headers of a response.
    pub(super) fn from_headers(headers: &HeaderMap) -> Option<Self> {
        Offered::all(headers).filter_map(|offered| Self::parse(&offered)).max_by_key(Self::strength)
    }

    fn parse(offered: &Offered<'_>) -> Option<Self> {
        let parameters = offered.parameters.join(", ");
        // The parser confuses byte and character offsets, so it only gets text in which they are equal.
        if !offered.is_digest() || !parameters.is_ascii() {
            return None;
        }
        let mut challenge = digest_auth::parse(&parameters).ok()?;
        match &challenge.qop {
            Some(offered) if !offered.contains(&Qop::AUTH) => return None,
            Some(_) => challenge.qop = Some(vec![Qop::AUTH]),
            None => {}
        }
        Some(Self(Arc::new(Inner { header: challenge, prepared: OnceLock::new() })))
    }

    fn strength(&self) -> u8 {
        match self.0.header.algorithm.algo {
            AlgorithmType::MD5 => 0,
            AlgorithmType::SHA2_256 | AlgorithmType::SHA2_512_256 => 1,
        }
    }

    /// Returns whether the server rejected only an outdated nonce, so that the key is correct.
    pub(super) fn is_stale(&self) -> bool {
        self.0.header.stale
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
        let prepared = self.0.prepared.get_or_init(|| Prepared::new(&self.0.header, key));
        let text = match prepared {
            Some(prepared) => prepared.authorization(count, method, target, &client_nonce()),
            None => self.compute(count, key, method, target)?,
        };
        let mut value = HeaderValue::try_from(text)?;
        value.set_sensitive(true);
        Ok(value)
    }

    fn compute(&self, count: u32, key: &ApiKey, method: &Method, target: &str) -> Result<String, TransportError> {
        let mut challenge = self.0.header.clone();
        challenge.nc = count.saturating_sub(1); // The library increments the count first.
        let (public, private) = (key.public.as_str(), key.private.expose());
        let context =
            AuthContext::new_with_method(public, private, target, None::<&[u8]>, HttpMethod(method.as_str().into()));
        Ok(challenge.respond(&context)?.to_string())
    }
}

/// Returns 64 random bits, which the server cannot predict.
fn client_nonce() -> String {
    format!("{:016x}", rand::random::<u64>())
}

impl fmt::Debug for Challenge {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Challenge")
            .field("realm", &self.0.header.realm)
            .field("algorithm", &self.0.header.algorithm)
            .field("stale", &self.0.header.stale)
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
        assert_eq!(found.as_ref().map(|challenge| (challenge.0.header.nonce.as_str(), challenge.is_stale())), expected);
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
    fn a_session_algorithm_is_left_to_the_library() {
        let challenge = parse(r#"Digest realm="r", nonce="n1", algorithm=MD5-sess, qop="auth""#);
        let key = ApiKey::new("abcdefgh".to_owned(), "private".into()).unwrap();
        let header = challenge.authorization(2, &key, &Method::GET, "/a").unwrap();
        let header = digest_auth::AuthorizationHeader::parse(header.to_str().unwrap()).unwrap();
        let mut context = AuthContext::new("abcdefgh", "private", "/a");
        context.set_custom_cnonce(header.cnonce.clone().unwrap());
        let mut expected = header.clone();
        expected.digest(&context);
        assert_eq!((header.nc, header.response), (2, expected.response));
    }
}
