//! The part of the `Authorization` header that all requests with one challenge share. It is computed once.

use atlas_gen::Secret;
use http::Method;

use super::{ApiKey, algorithm::Algorithm, parameters::Parameters};

/// The common part of all headers for one challenge. Its key hash is as sensitive as the private key.
pub(super) struct Prepared {
    algorithm: Algorithm,
    has_qop: bool,
    nonce: String,
    /// The hash of user, realm and password.
    key: Secret,
    /// The beginning of the header, up to the parameters that differ between requests.
    head: String,
}

impl Prepared {
    /// Computes the common part for a challenge and a key.
    pub(super) fn new(challenge: &Parameters, key: &ApiKey) -> Self {
        let Parameters { realm, nonce, algorithm, opaque, has_qop, hashes_user, .. } = challenge;
        let quoted = |text: &str| text.replace('\\', "\\\\").replace('"', "\\\"");
        let (user, plain) = (&key.public, key.private.expose());
        let shown = if *hashes_user { algorithm.hash.of(&format!("{user}:{realm}")) } else { quoted(user) };
        let mut head = format!(
            r#"Digest username="{shown}", realm="{}", nonce="{}", algorithm={algorithm}"#,
            quoted(realm),
            quoted(nonce)
        );
        if *has_qop {
            head.push_str(", qop=auth");
        }
        if *hashes_user {
            head.push_str(", userhash=true");
        }
        if let Some(opaque) = opaque {
            head.extend([r#", opaque=""#, &quoted(opaque), "\""]);
        }
        // `Secret` wipes this text, which contains the private key, when it is dropped.
        let credentials = Secret::from(format!("{user}:{realm}:{plain}"));
        let key = algorithm.hash.of(credentials.expose()).into();
        Self { algorithm: *algorithm, has_qop: *has_qop, nonce: nonce.clone(), key, head }
    }

    /// Returns the header of the `count`th request.
    pub(super) fn authorization(&self, count: u32, method: &Method, target: &str, client_nonce: &str) -> String {
        let Self { algorithm: Algorithm { hash, is_session }, nonce, .. } = self;
        // Concatenation instead of formatting: this runs for every request.
        let request = hash.of(&[method.as_str(), ":", target].concat());
        let session = is_session
            .then(|| Secret::from([self.key.expose(), ":", nonce, ":", client_nonce].concat()))
            .map(|text| Secret::from(hash.of(text.expose())));
        let key = session.as_ref().unwrap_or(&self.key).expose();
        let count = format!("{count:08x}");
        let secret = if self.has_qop {
            [key, ":", nonce, ":", &count, ":", client_nonce, ":auth:", &request].concat()
        } else {
            [key, ":", nonce, ":", &request].concat()
        };
        let response = hash.of(Secret::from(secret).expose());
        // An encoded target contains neither quotes nor backslashes.
        let mut header = [&self.head, ", uri=\"", target, "\", response=\"", &response, "\""].concat();
        if self.has_qop {
            header.extend([", nc=", &count]);
        }
        if self.has_qop || *is_session {
            header.extend([", cnonce=\"", client_nonce, "\""]);
        }
        header
    }
}

#[cfg(test)]
mod tests {
    use digest_auth::{AuthContext, AuthorizationHeader, HttpMethod};

    use super::{super::offered::Offered, *};

    fn prepared(challenge: &str, public: &str, private: &str) -> Prepared {
        let key = ApiKey { public: public.to_owned(), private: private.into() };
        Prepared::new(&Parameters::of(&Offered::split(challenge)[0]).unwrap(), &key)
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
            let prepared = prepared(&challenge, "Mufasa", "Circle of Life");
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
        assert!(prepared.authorization(1, &Method::GET, "/", "c").contains(r#"realm="a \"b\" \\c""#));
    }

    #[test]
    fn each_kind_of_challenge_gets_the_response_of_another_implementation() {
        for challenge in [
            r#"Digest realm="r", nonce="n1", algorithm=MD5, qop="auth""#,
            r#"Digest realm="r", nonce="n1", algorithm=SHA-256, qop="auth", opaque="o""#,
            r#"Digest realm="r", nonce="n1", algorithm=SHA-512-256, qop="auth""#,
            r#"Digest realm="r", nonce="n1", algorithm=MD5-sess, qop="auth""#,
            r#"Digest realm="r", nonce="n1", algorithm=SHA-256-sess, qop="auth""#,
            r#"Digest realm="r", nonce="n1", algorithm=MD5, qop="auth", userhash=true"#,
            r#"Digest realm="r", nonce="n1""#,
        ] {
            let header = prepared(challenge, "user", "key").authorization(1, &Method::PATCH, "/a%2Fb?c=d", "0a4f113b");
            let header = AuthorizationHeader::parse(&header).unwrap();
            let mut context =
                AuthContext::new_with_method("user", "key", "/a%2Fb?c=d", None::<&[u8]>, HttpMethod("PATCH".into()));
            context.set_custom_cnonce("0a4f113b");
            let expected = digest_auth::parse(challenge).unwrap().respond(&context).unwrap();
            assert_eq!(header, expected, "{challenge}");
        }
    }
}
