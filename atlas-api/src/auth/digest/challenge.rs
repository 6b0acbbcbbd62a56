//! One challenge of a server, and the answer to it.

use std::{
    fmt,
    sync::{Arc, OnceLock},
};

use atlas_gen::TransportError;
use digest_auth::{AlgorithmType, AuthContext, HttpMethod, Qop, WwwAuthenticateHeader};
use http::{HeaderMap, HeaderValue, Method, header::WWW_AUTHENTICATE};

use super::{ApiKey, prepared::Prepared};

/// A challenge that can be answered: MD5 or SHA-256, for the request without its body. Clones share it.
#[derive(Clone)]
pub(super) struct Challenge(Arc<Inner>);

struct Inner {
    header: WwwAuthenticateHeader,
    /// What is the same in all answers, made with the first one; none if no two answers have enough in common. A
    /// challenge is answered with one key only.
    prepared: OnceLock<Option<Prepared>>,
}

impl PartialEq for Challenge {
    fn eq(&self, other: &Self) -> bool {
        self.0.header == other.0.header
    }
}

impl Challenge {
    /// The strongest of the challenges in the headers of an answer that can be answered.
    pub(super) fn from_headers(headers: &HeaderMap) -> Option<Self> {
        let values = headers.get_all(WWW_AUTHENTICATE).iter();
        values.filter_map(|value| Self::parse(value.to_str().ok()?)).max_by_key(Self::strength)
    }

    fn parse(value: &str) -> Option<Self> {
        let (scheme, parameters) = value.trim().split_once(' ')?;
        // The parser mixes up bytes and characters, so it gets text where they are the same.
        if !scheme.eq_ignore_ascii_case("digest") || !parameters.is_ascii() {
            return None;
        }
        let mut challenge = digest_auth::parse(parameters).ok()?;
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

    /// Whether the server says that only the nonce was too old, which means that the key was right.
    pub(super) fn is_stale(&self) -> bool {
        self.0.header.stale
    }

    /// The `Authorization` of the `count`th request that answers this challenge. `target` is path and query as sent.
    pub(super) fn answer(
        &self,
        count: u32,
        key: &ApiKey,
        method: &Method,
        target: &str,
    ) -> Result<HeaderValue, TransportError> {
        let prepared = self.0.prepared.get_or_init(|| Prepared::new(&self.0.header, key));
        let text = match prepared {
            Some(prepared) => prepared.answer(count, method, target, &client_nonce()),
            None => self.answer_anew(count, key, method, target)?,
        };
        let mut value = HeaderValue::try_from(text)?;
        value.set_sensitive(true);
        Ok(value)
    }

    fn answer_anew(&self, count: u32, key: &ApiKey, method: &Method, target: &str) -> Result<String, TransportError> {
        let mut challenge = self.0.header.clone();
        challenge.nc = count.saturating_sub(1); // The library counts up before it answers.
        let (public, private) = (key.public.as_str(), key.private.expose());
        let context =
            AuthContext::new_with_method(public, private, target, None::<&[u8]>, HttpMethod(method.as_str().into()));
        Ok(challenge.respond(&context)?.to_string())
    }
}

/// 64 random bits, which a server can't foresee.
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

    #[test]
    fn the_challenge_of_atlas_is_read() {
        check(
            &[r#"Digest realm="MMS Public API", domain="", nonce="n1", algorithm=MD5, qop="auth", stale=false"#],
            Some(("n1", false)),
        );
        check(&[r#"digest realm="r", nonce="n1", algorithm=MD5, qop="auth", stale=TRUE"#], Some(("n1", true)));
    }

    #[test]
    fn the_strongest_challenge_that_can_be_answered_is_taken() {
        let md5 = r#"Digest realm="r", nonce="md5", algorithm=MD5, qop="auth""#;
        let sha = r#"Digest realm="r", nonce="sha", algorithm=SHA-256, qop="auth-int, auth""#;
        let odd = r#"Digest realm="r", nonce="odd", algorithm=TEA, qop="auth""#;
        check(&[md5, sha, odd], Some(("sha", false)));
        check(&[sha, md5], Some(("sha", false)));
        check(&["Bearer", md5], Some(("md5", false)));
    }

    #[test]
    fn a_challenge_that_cannot_be_answered_is_none() {
        check(&[], None);
        check(&["Digest"], None);
        check(&[r#"Basic realm="r""#], None);
        check(&[r#"Digest realm="r", algorithm=MD5, qop="auth""#], None);
        check(&[r#"Digest realm="r", nonce="n1", qop="auth-int""#], None);
    }

    #[test]
    fn an_answer_counts_and_is_marked_as_a_secret() {
        let challenge = Challenge::parse(r#"Digest realm="r", nonce="n1", algorithm=SHA-256, qop="auth""#).unwrap();
        let key = ApiKey::new("abcdefgh".to_owned(), "private".into()).unwrap();
        let answer = challenge.answer(17, &key, &Method::GET, "/a%2Fb?c=d").unwrap();
        let text = answer.to_str().unwrap();
        for part in [r#"username="abcdefgh""#, r#"uri="/a%2Fb?c=d""#, "nc=00000011", "qop=auth", "algorithm=SHA-256"] {
            assert!(text.contains(part), "{part} in {text}");
        }
        assert!(answer.is_sensitive());
    }

    #[test]
    fn an_answer_that_has_nothing_in_common_with_others_is_the_library_s() {
        let challenge = Challenge::parse(r#"Digest realm="r", nonce="n1", algorithm=MD5-sess, qop="auth""#).unwrap();
        let key = ApiKey::new("abcdefgh".to_owned(), "private".into()).unwrap();
        let answer = challenge.answer(2, &key, &Method::GET, "/a").unwrap();
        let answer = digest_auth::AuthorizationHeader::parse(answer.to_str().unwrap()).unwrap();
        let mut context = AuthContext::new("abcdefgh", "private", "/a");
        context.set_custom_cnonce(answer.cnonce.clone().unwrap());
        let mut expected = answer.clone();
        expected.digest(&context);
        assert_eq!((answer.nc, answer.response), (2, expected.response));
    }
}
