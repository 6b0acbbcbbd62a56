//! The part of an answer that is the same for all requests that answer a challenge, so that it is made once.

use atlas_gen::Secret;
use digest_auth::{Algorithm, WwwAuthenticateHeader};
use http::Method;

use super::ApiKey;

/// What answers to one challenge have in common. Its `Debug` would show a hash that is as good as the key, so it has none.
pub(super) struct Prepared {
    algorithm: Algorithm,
    nonce: String,
    /// The hash of user, realm and password.
    key: Secret,
    /// The header up to what differs.
    head: String,
}

impl Prepared {
    /// `None` for what leaves nothing in common, or is too old to be worth it: a session's key, a hashed user name, no
    /// `qop`. The library answers those whole.
    pub(super) fn new(challenge: &WwwAuthenticateHeader, key: &ApiKey) -> Option<Self> {
        let WwwAuthenticateHeader { realm, nonce, algorithm, opaque, .. } = challenge;
        if challenge.userhash || algorithm.sess || challenge.qop.is_none() {
            return None;
        }
        let quoted = |text: &str| text.replace('\\', "\\\\").replace('"', "\\\"");
        let (user, plain) = (&key.public, key.private.expose());
        let mut head = format!(
            r#"Digest username="{}", realm="{}", nonce="{}", algorithm={algorithm}, qop=auth"#,
            quoted(user),
            quoted(realm),
            quoted(nonce)
        );
        if let Some(opaque) = opaque {
            head.extend([r#", opaque=""#, &quoted(opaque), "\""]);
        }
        // Text that holds the key is wiped, like the key itself.
        let credentials = Secret::from(format!("{user}:{realm}:{plain}"));
        let key = algorithm.hash_str(credentials.expose()).into();
        Some(Self { algorithm: *algorithm, nonce: nonce.clone(), key, head })
    }

    /// The header of the `count`th answer.
    pub(super) fn answer(&self, count: u32, method: &Method, target: &str, client_nonce: &str) -> String {
        // Pieces are put together rather than formatted: this is done for every request.
        let request = self.algorithm.hash_str(&[method.as_str(), ":", target].concat());
        let count = format!("{count:08x}");
        let secret = [self.key.expose(), ":", &self.nonce, ":", &count, ":", client_nonce, ":auth:", &request].concat();
        let response = self.algorithm.hash_str(Secret::from(secret).expose());
        // A target as sent has neither quotes nor backslashes.
        let ends =
            [", uri=\"", target, "\", nc=", &count, ", cnonce=\"", client_nonce, "\", response=\"", &response, "\""];
        [&[self.head.as_str()][..], &ends].concat().concat()
    }
}

#[cfg(test)]
mod tests {
    use digest_auth::AuthorizationHeader;

    use super::*;

    fn prepared(challenge: &str, public: &str, private: &str) -> Option<Prepared> {
        let key = ApiKey { public: public.to_owned(), private: private.into() };
        Prepared::new(&digest_auth::parse(challenge).unwrap(), &key)
    }

    /// The example of RFC 7616, section 3.9.1.
    #[test]
    fn the_response_is_the_one_of_the_standard() {
        for (algorithm, expected) in [
            ("MD5", "8ca523f5e9506fed4657c9700eebdbec"),
            ("SHA-256", "753927fa0e85d155564e2e272a28d1802ca10daf4496794697cf8db5856cb6c1"),
        ] {
            let challenge = format!(
                r#"Digest realm="http-auth@example.org", qop="auth, auth-int", algorithm={algorithm},
                   nonce="7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v",
                   opaque="FQhe/qaU925kfnzjCev0ciny7QMkPqMAFRtzCUYo5tdS""#
            );
            let prepared = prepared(&challenge, "Mufasa", "Circle of Life").unwrap();
            let client_nonce = "f2/wE4q74E6zIJEtWaHKaf5wv/H5QzzpXusqGemxURZJ";
            let answer = prepared.answer(1, &Method::GET, "/dir/index.html", client_nonce);
            let answer = AuthorizationHeader::parse(&answer).unwrap();
            assert_eq!(answer.response, expected);
            assert_eq!(answer.opaque.as_deref(), Some("FQhe/qaU925kfnzjCev0ciny7QMkPqMAFRtzCUYo5tdS"));
            assert_eq!((answer.nc, answer.uri.as_str()), (1, "/dir/index.html"));
        }
    }

    #[test]
    fn quotes_and_backslashes_are_escaped() {
        let prepared = prepared(r#"Digest realm="a \"b\" \\c", nonce="n1", algorithm=MD5, qop="auth""#, "user", "key");
        assert!(prepared.unwrap().answer(1, &Method::GET, "/", "c").contains(r#"realm="a \"b\" \\c""#));
    }

    #[test]
    fn some_challenges_leave_nothing_in_common() {
        for challenge in [
            r#"Digest realm="r", nonce="n1", algorithm=MD5-sess, qop="auth""#,
            r#"Digest realm="r", nonce="n1", algorithm=MD5, qop="auth", userhash=true"#,
            r#"Digest realm="r", nonce="n1""#,
        ] {
            assert!(prepared(challenge, "user", "key").is_none(), "{challenge}");
        }
    }
}
