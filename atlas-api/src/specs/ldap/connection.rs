//! Spec of a connection to an LDAP server.

use atlas_gen::types::LdapVerifyConnectivityJobRequestParamsInput;

use super::{check_bind, check_server};
use crate::{Error, Secret, specs::check_certificate};

/// A connection to an LDAP server to [verify](crate::ldap::Ldap::verify).
///
/// ```
/// use atlas_api::specs::LdapConnectionSpec;
///
/// let spec = LdapConnectionSpec::new("ldap.example.com", 636, "CN=atlas,DC=example,DC=com", "a long password");
/// # let _ = spec;
/// ```
#[derive(Clone, Debug, PartialEq)]
#[must_use = "a spec verifies nothing by itself; pass it to `verify`"]
pub struct LdapConnectionSpec {
    port: u16,
    body: LdapVerifyConnectivityJobRequestParamsInput,
}

impl LdapConnectionSpec {
    /// Returns a spec of a connection: the host of the server and its port for TLS, usually 636, and the distinguished
    /// name and the password with which Atlas logs in.
    pub fn new(
        hostname: impl Into<String>,
        port: u16,
        bind_username: impl Into<String>,
        bind_password: impl Into<Secret>,
    ) -> Self {
        let body = LdapVerifyConnectivityJobRequestParamsInput::new().hostname(hostname.into()).port(i32::from(port));
        Self { port, body: body.bind_username(bind_username.into()).bind_password(bind_password.into()) }
    }

    /// Sets the certificate authority of the server, in PEM. Default: public authorities.
    #[doc(alias = "caCertificate")]
    pub fn ca_certificate(mut self, pem: impl Into<String>) -> Self {
        self.body = self.body.ca_certificate(pem.into());
        self
    }

    /// Sets the query for the groups of a user, whose name replaces `{USER}`. Default: `{USER}?memberOf?base`.
    #[doc(alias = "authzQueryTemplate")]
    pub fn query_template(mut self, template: impl Into<String>) -> Self {
        self.body = self.body.authz_query_template(template.into());
        self
    }

    #[inline]
    pub(crate) fn into_body(self) -> Result<LdapVerifyConnectivityJobRequestParamsInput, Error> {
        let Self { port, body } = self;
        check_server(body.hostname.as_deref().unwrap_or_default(), port)?;
        let password = body.bind_password.as_ref().map(Secret::expose).unwrap_or_default();
        check_bind(body.bind_username.as_deref().unwrap_or_default(), password)?;
        body.ca_certificate.as_deref().map_or(Ok(()), |pem| check_certificate("CA certificate", pem))?;
        Ok(body)
    }
}
