//! Update of LDAP.

use atlas_gen::types::{LdapSecuritySettingsInput, UserSecurityInput, UserToDnMapping};

use super::{check_bind, check_server};
use crate::{
    Error, Secret,
    specs::{check_certificate, check_length, check_not_empty},
};

/// An [update](crate::ldap::Ldap::update) of a project's LDAP configuration.
///
/// Only properties that are set are sent, and the others keep their values. Setting mappings replaces the whole list.
///
/// ```
/// use atlas_api::specs::LdapUpdate;
///
/// let spec = LdapUpdate::new().authentication(true).authorization(true).query_template("{USER}?memberOf?base");
/// # let _ = spec;
/// ```
#[derive(Clone, Debug, Default, PartialEq)]
#[must_use = "an update changes nothing by itself; pass it to `update`"]
pub struct LdapUpdate {
    port: Option<u16>,
    body: LdapSecuritySettingsInput,
}

impl LdapUpdate {
    /// Returns an empty update. At least one property must be set before it is sent.
    #[inline]
    pub fn new() -> Self {
        Self::default()
    }

    /// Sets the LDAP server: its host, and its port for TLS, usually 636.
    #[doc(alias = "hostname")]
    pub fn server(mut self, hostname: impl Into<String>, port: u16) -> Self {
        self.body = self.body.hostname(hostname.into());
        self.port = Some(port);
        self
    }

    /// Sets the name and the password with which Atlas logs in to the server. The name is a distinguished name.
    #[doc(alias("bindUsername", "bindPassword"))]
    pub fn bind(mut self, username: impl Into<String>, password: impl Into<Secret>) -> Self {
        self.body = self.body.bind_username(username.into()).bind_password(password.into());
        self
    }

    /// Sets the certificate authority of the server, in PEM. Default: public authorities.
    #[doc(alias = "caCertificate")]
    pub fn ca_certificate(mut self, pem: impl Into<String>) -> Self {
        self.body = self.body.ca_certificate(pem.into());
        self
    }

    /// Sets whether the server checks the passwords of users.
    #[doc(alias = "authenticationEnabled")]
    #[inline]
    pub fn authentication(mut self, enabled: bool) -> Self {
        self.body = self.body.authentication_enabled(enabled);
        self
    }

    /// Sets whether users have the roles of their groups. It requires authentication.
    #[doc(alias = "authorizationEnabled")]
    #[inline]
    pub fn authorization(mut self, enabled: bool) -> Self {
        self.body = self.body.authorization_enabled(enabled);
        self
    }

    /// Sets the query for the groups of a user, whose name replaces `{USER}`. Default: `{USER}?memberOf?base`.
    #[doc(alias = "authzQueryTemplate")]
    pub fn query_template(mut self, template: impl Into<String>) -> Self {
        self.body = self.body.authz_query_template(template.into());
        self
    }

    /// Adds a mapping to the list that replaces the project's mappings. A user name that matches the regular expression
    /// becomes the distinguished name, in which groups of the match replace `{0}`, `{1}` and so on.
    #[doc(alias = "userToDNMapping")]
    pub fn map_user(self, regex: impl Into<String>, distinguished_name: impl Into<String>) -> Self {
        self.mapping(UserToDnMapping::new().match_(regex.into()).substitution(distinguished_name.into()))
    }

    /// Adds a mapping to the list that replaces the project's mappings. A user name that matches the regular expression
    /// becomes the result of the query, in which groups of the match replace `{0}`, `{1}` and so on.
    #[doc(alias = "ldapQuery")]
    pub fn map_user_by_query(self, regex: impl Into<String>, query: impl Into<String>) -> Self {
        self.mapping(UserToDnMapping::new().match_(regex.into()).ldap_query(query.into()))
    }

    #[inline]
    fn mapping(mut self, mapping: UserToDnMapping) -> Self {
        self.body.user_to_dn_mapping.get_or_insert_default().push(mapping);
        self
    }

    #[inline]
    pub(crate) fn into_body(self) -> Result<UserSecurityInput, Error> {
        let Self { port, mut body } = self;
        check_not_empty("LDAP configuration", &body)?;
        if let Some(port) = port {
            check_server(body.hostname.as_deref().unwrap_or_default(), port)?;
            body = body.port(i32::from(port));
        }
        if let (Some(username), Some(password)) = (&body.bind_username, &body.bind_password) {
            check_bind(username, password.expose())?;
        }
        body.ca_certificate.as_deref().map_or(Ok(()), |pem| check_certificate("CA certificate", pem))?;
        for mapping in body.user_to_dn_mapping.as_deref().unwrap_or_default() {
            check_length("match of a mapping", mapping.match_.as_deref().unwrap_or_default(), 1..=usize::MAX)?;
            let target = mapping.substitution.as_deref().or(mapping.ldap_query.as_deref());
            check_length("target of a mapping", target.unwrap_or_default(), 1..=usize::MAX)?;
        }
        Ok(UserSecurityInput::new().ldap(body))
    }
}
