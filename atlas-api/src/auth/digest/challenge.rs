//! One challenge of a server, and the answer to it.

use std::fmt;

use atlas_gen::TransportError;
use digest_auth::{AlgorithmType, AuthContext, HttpMethod, Qop, WwwAuthenticateHeader};
use http::{HeaderMap, HeaderValue, Method, header::WWW_AUTHENTICATE};

use super::ApiKey;

/// A challenge that can be answered: MD5 or SHA-256, for the request without its body.
#[derive(Clone, PartialEq)]
pub(super) struct Challenge(WwwAuthenticateHeader);

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
        Some(Self(challenge))
    }

    fn strength(&self) -> u8 {
        match self.0.algorithm.algo {
            AlgorithmType::MD5 => 0,
            AlgorithmType::SHA2_256 | AlgorithmType::SHA2_512_256 => 1,
        }
    }

    /// Whether the server says that only the nonce was too old, which means that the key was right.
    pub(super) fn is_stale(&self) -> bool {
        self.0.stale
    }

    /// The `Authorization` of the `count`th request that answers this challenge. `target` is path and query as sent.
    pub(super) fn answer(
        &self,
        count: u32,
        key: &ApiKey,
        method: &Method,
        target: &str,
    ) -> Result<HeaderValue, TransportError> {
        let mut challenge = self.0.clone();
        challenge.nc = count.saturating_sub(1); // The library counts up before it answers.
        let (public, private) = (key.public.as_str(), key.private.expose());
        let context =
            AuthContext::new_with_method(public, private, target, None::<&[u8]>, HttpMethod(method.as_str().into()));
        let mut value = HeaderValue::try_from(challenge.respond(&context)?.to_string())?;
        value.set_sensitive(true);
        Ok(value)
    }
}

impl fmt::Debug for Challenge {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Challenge")
            .field("realm", &self.0.realm)
            .field("algorithm", &self.0.algorithm)
            .field("stale", &self.0.stale)
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
        assert_eq!(found.as_ref().map(|challenge| (challenge.0.nonce.as_str(), challenge.is_stale())), expected);
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

    /// The example of RFC 7616, section 3.9.1, whose client nonce is given.
    #[test]
    fn the_response_is_the_one_of_the_standard() {
        let challenge = Challenge::parse(
            r#"Digest realm="http-auth@example.org", qop="auth, auth-int", algorithm=MD5,
               nonce="7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v", opaque="FQhe/qaU925kfnzjCev0ciny7QMkPqMAFRtzCUYo5tdS""#,
        );
        let mut context = AuthContext::new("Mufasa", "Circle of Life", "/dir/index.html");
        context.set_custom_cnonce("f2/wE4q74E6zIJEtWaHKaf5wv/H5QzzpXusqGemxURZJ");
        let answer = challenge.unwrap().0.respond(&context).unwrap();
        assert_eq!(answer.response, "8ca523f5e9506fed4657c9700eebdbec");
    }
}
