//! Authentication of stream processing at Kafka.

use atlas_gen::types::{StreamsAwsConnectionConfigInput, StreamsKafkaAuthenticationInput};

use crate::{
    Error, Secret,
    specs::{check_certificate, check_length, check_prefix},
};

/// How a [connection](super::StreamConnectionSpec::kafka) logs in to Kafka.
///
/// ```
/// use atlas_api::specs::KafkaAuthentication;
///
/// let scram = KafkaAuthentication::scram_512("atlas", "a long password");
/// let oauth = KafkaAuthentication::oauth("https://login.example.com/token", "atlas", "a client secret").scope("kafka");
/// # let _ = (scram, oauth);
/// ```
#[derive(Clone, Debug, PartialEq)]
#[must_use = "an authentication changes nothing by itself; pass it to `StreamConnectionSpec::kafka`"]
pub struct KafkaAuthentication(StreamsKafkaAuthenticationInput);

impl KafkaAuthentication {
    /// Returns a login with a name and a password, which Kafka receives as they are.
    pub fn plain(username: impl Into<String>, password: impl Into<Secret>) -> Self {
        Self::password("PLAIN", username.into(), password.into())
    }

    /// Returns a login with a name and a password by SCRAM-SHA-256.
    pub fn scram_256(username: impl Into<String>, password: impl Into<Secret>) -> Self {
        Self::password("SCRAM-256", username.into(), password.into())
    }

    /// Returns a login with a name and a password by SCRAM-SHA-512.
    pub fn scram_512(username: impl Into<String>, password: impl Into<Secret>) -> Self {
        Self::password("SCRAM-512", username.into(), password.into())
    }

    /// Returns a login with a token, which the server at the URL issues to a client.
    pub fn oauth(
        token_endpoint: impl Into<String>,
        client_id: impl Into<String>,
        client_secret: impl Into<Secret>,
    ) -> Self {
        let body = StreamsKafkaAuthenticationInput::new().mechanism("OAUTHBEARER").method("OIDC");
        let body = body.token_endpoint_url(token_endpoint.into()).client_id(client_id.into());
        Self(body.client_secret(client_secret.into()))
    }

    /// Returns a login with a certificate and its private key, both in PEM.
    pub fn tls(certificate: impl Into<String>, key: impl Into<Secret>) -> Self {
        let body = StreamsKafkaAuthenticationInput::new().mechanism("SSL").ssl_certificate(certificate.into());
        Self(body.ssl_key(key.into()))
    }

    /// Returns a login by another mechanism, as a role on AWS.
    pub fn aws_role(mechanism: impl Into<String>, arn: impl Into<String>) -> Self {
        let body = StreamsKafkaAuthenticationInput::new().mechanism(mechanism.into());
        Self(body.aws(StreamsAwsConnectionConfigInput::new().role_arn(arn.into())))
    }

    fn password(mechanism: &str, username: String, password: Secret) -> Self {
        Self(StreamsKafkaAuthenticationInput::new().mechanism(mechanism).username(username).password(password))
    }

    /// Sets the password of the private key of a [certificate](Self::tls).
    pub fn key_password(self, password: impl Into<Secret>) -> Self {
        Self(self.0.ssl_key_password(password.into()))
    }

    /// Sets the scope of the token of [OAuth](Self::oauth).
    pub fn scope(self, scope: impl Into<String>) -> Self {
        Self(self.0.scope(scope.into()))
    }

    /// Sets the extensions that Kafka requires with the token of [OAuth](Self::oauth), such as `logicalCluster=lkc-1`.
    #[doc(alias = "saslOauthbearerExtensions")]
    pub fn extensions(self, extensions: impl Into<String>) -> Self {
        Self(self.0.sasl_oauthbearer_extensions(extensions.into()))
    }

    #[inline]
    pub(crate) fn into_body(self) -> Result<StreamsKafkaAuthenticationInput, Error> {
        let Self(body) = self;
        let set = |argument, text: Option<&str>| check_length(argument, text.unwrap_or_default(), 1..=usize::MAX);
        let secret = |argument, secret: &Option<Secret>| set(argument, secret.as_ref().map(Secret::expose));
        let mechanism = body.mechanism.as_deref().unwrap_or_default();
        if body.ssl_key_password.is_some() && mechanism != "SSL" {
            return misplaced("the password of a private key", mechanism);
        }
        if (body.scope.is_some() || body.sasl_oauthbearer_extensions.is_some()) && mechanism != "OAUTHBEARER" {
            return misplaced("a scope and extensions", mechanism);
        }
        match mechanism {
            "OAUTHBEARER" => {
                let url = body.token_endpoint_url.as_deref().unwrap_or_default();
                check_prefix("token endpoint", url, "https://", "https://login.example.com/token")?;
                set("client id", body.client_id.as_deref())?;
                secret("client secret", &body.client_secret)?;
            }
            "SSL" => {
                check_certificate("certificate", body.ssl_certificate.as_deref().unwrap_or_default())?;
                secret("private key", &body.ssl_key)?;
            }
            _ if body.aws.is_some() => {
                set("mechanism", Some(mechanism))?;
                let arn = body.aws.as_ref().and_then(|aws| aws.role_arn.as_deref()).unwrap_or_default();
                check_prefix("role", arn, "arn:", "arn:aws:iam::123456789012:role/streams")?;
            }
            _ => {
                set("username", body.username.as_deref())?;
                secret("password", &body.password)?;
            }
        }
        Ok(body)
    }
}

fn misplaced<T>(setting: &str, mechanism: &str) -> Result<T, Error> {
    let rule = format!("{mechanism} does not have {setting}; leave it out");
    Err(Error::invalid_argument("Kafka authentication", rule))
}
