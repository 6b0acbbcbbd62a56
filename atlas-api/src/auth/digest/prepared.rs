//! The part of the `Authorization` header that all requests with one challenge share. It is computed once.

use atlas_gen::Secret;
use digest_auth::{Algorithm, WwwAuthenticateHeader};
use http::Method;

use super::ApiKey;

/// The common part of all headers for one challenge. Its key hash is as sensitive as the private key.
pub(super) struct Prepared {
    algorithm: Algorithm,
    nonce: String,
    /// The hash of user, realm and password.
    key: Secret,
    /// The beginning of the header, up to the parameters that differ between requests.
    head: String,
}

impl Prepared {
    /// Computes the common part for a challenge and a key.
    ///
    /// Returns `None` for a session algorithm, a hashed user name, or a challenge without `qop`. For those the library
    /// builds the complete header.
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
        // `Secret` wipes this text, which contains the private key, when it is dropped.
        let credentials = Secret::from(format!("{user}:{realm}:{plain}"));
        let key = algorithm.hash_str(credentials.expose()).into();
        Some(Self { algorithm: *algorithm, nonce: nonce.clone(), key, head })
    }

    /// Returns the header of the `count`th request.
    pub(super) fn authorization(&self, count: u32, method: &Method, target: &str, client_nonce: &str) -> String {
        // Concatenation instead of formatting: this runs for every request.
        let request = self.algorithm.hash_str(&[method.as_str(), ":", target].concat());
        let count = format!("{count:08x}");
        let secret = [self.key.expose(), ":", &self.nonce, ":", &count, ":", client_nonce, ":auth:", &request].concat();
        let response = self.algorithm.hash_str(Secret::from(secret).expose());
        // An encoded target contains neither quotes nor backslashes.
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

    // RFC 7616, section 3.9.1.
    #[test]
    fn the_response_matches_the_example_of_the_rfc() {
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
            let header = prepared.authorization(1, &Method::GET, "/dir/index.html", client_nonce);
            let header = AuthorizationHeader::parse(&header).unwrap();
            assert_eq!(header.response, expected);
            assert_eq!(header.opaque.as_deref(), Some("FQhe/qaU925kfnzjCev0ciny7QMkPqMAFRtzCUYo5tdS"));
            assert_eq!((header.nc, header.uri.as_str()), (1, "/dir/index.html"));
        }
    }

    #[test]
    fn quotes_and_backslashes_are_escaped() {
        let prepared = prepared(r#"Digest realm="a \"b\" \\c", nonce="n1", algorithm=MD5, qop="auth""#, "user", "key");
        assert!(prepared.unwrap().authorization(1, &Method::GET, "/", "c").contains(r#"realm="a \"b\" \\c""#));
    }

    #[test]
    fn some_challenges_have_no_common_part() {
        for challenge in [
            r#"Digest realm="r", nonce="n1", algorithm=MD5-sess, qop="auth""#,
            r#"Digest realm="r", nonce="n1", algorithm=MD5, qop="auth", userhash=true"#,
            r#"Digest realm="r", nonce="n1""#,
        ] {
            assert!(prepared(challenge, "user", "key").is_none(), "{challenge}");
        }
    }
}
