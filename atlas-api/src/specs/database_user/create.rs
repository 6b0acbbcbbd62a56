//! Spec of a new database user.

use chrono::{DateTime, Utc};

use super::{
    AwsIamType, LdapAuthType, Namespace, OidcAuthType, RoleSpecs, X509Type,
    authentication::Authentication,
    details::{Label, Scope},
    limits::{check_description, check_password, check_username},
    roles::Roles,
};
use crate::{
    Error, Secret,
    model::ScopeType,
    specs::expiry::{check_expiry, truncate_to_seconds},
};

/// A database user to [create](crate::database_users::DatabaseUsers::create): name, authentication, roles and scopes.
///
/// Only properties that are set are sent. `Debug` redacts the password.
///
/// ```
/// use atlas_api::specs::{DatabaseUsersPermissionsSpecs, Namespace, RoleSpecs};
///
/// let spec = DatabaseUsersPermissionsSpecs::new("reports", "a long password")
///     .add_role("sales", RoleSpecs::ReadWrite)?
///     .add_role(Namespace::collection("billing", "invoices"), RoleSpecs::Read)?
///     .add_role("admin", RoleSpecs::ClusterMonitor)?
///     .description("monthly reports");
///
/// // A role that cannot be granted on the database is rejected at once.
/// let error = spec.clone().add_role("sales", RoleSpecs::Backup).unwrap_err();
/// assert!(error.is_invalid_argument());
/// # Ok::<(), atlas_api::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq)]
#[must_use = "a spec creates nothing by itself; pass it to `create`"]
pub struct DatabaseUsersPermissionsSpecs {
    pub(super) username: String,
    pub(super) authentication: Authentication,
    pub(super) database_name: Option<String>,
    pub(super) roles: Roles,
    pub(super) scopes: Vec<Scope>,
    pub(super) labels: Vec<Label>,
    pub(super) description: Option<String>,
    pub(super) delete_after_date: Option<DateTime<Utc>>,
}

/// Name and authentication.
impl DatabaseUsersPermissionsSpecs {
    /// Returns a spec of a user who authenticates with a password of at least 8 characters.
    ///
    /// The user name has 1 to 1024 characters.
    pub fn new(username: impl Into<String>, password: impl Into<Secret>) -> Self {
        Self::with(username.into(), Authentication::Password(password.into()))
    }

    /// Returns a spec of a user who authenticates with an X.509 certificate.
    ///
    /// `username` is the subject of the certificate, such as `CN=reports,O=example`, with 1 to 1024 characters.
    pub fn x509(username: impl Into<String>, kind: X509Type) -> Self {
        Self::with(username.into(), Authentication::X509(kind))
    }

    /// Returns a spec of a user or a group that authenticates with LDAP.
    ///
    /// `username` is the distinguished name of the user or group, with 1 to 1024 characters.
    pub fn ldap(username: impl Into<String>, kind: LdapAuthType) -> Self {
        Self::with(username.into(), Authentication::Ldap(kind))
    }

    /// Returns a spec of a program or a group of people that authenticates with OpenID Connect.
    ///
    /// `username` is `ID/NAME`: the id of the identity provider, and the name there. It has 1 to 1024 characters.
    pub fn oidc(username: impl Into<String>, kind: OidcAuthType) -> Self {
        Self::with(username.into(), Authentication::Oidc(kind))
    }

    /// Returns a spec of an AWS IAM user or role, identified by its ARN of 1 to 1024 characters.
    pub fn aws_iam(arn: impl Into<String>, kind: AwsIamType) -> Self {
        Self::with(arn.into(), Authentication::AwsIam(kind))
    }

    #[inline]
    fn with(username: String, authentication: Authentication) -> Self {
        Self {
            username,
            authentication,
            database_name: None,
            roles: Roles::default(),
            scopes: Vec::new(),
            labels: Vec::new(),
            description: None,
            delete_after_date: None,
        }
    }

    /// Sets the database that the user authenticates against, `admin` or `$external`.
    ///
    /// Default: the database of the authentication method, which is `admin` for passwords and OIDC groups, and
    /// `$external` otherwise. Validation rejects any other value before sending.
    pub fn database_name(mut self, database: impl Into<String>) -> Self {
        self.database_name = Some(database.into());
        self
    }
}

/// Roles and scopes.
impl DatabaseUsersPermissionsSpecs {
    /// Grants a role on a database, or on a [collection](Namespace::collection). A duplicate is ignored. Default: no
    /// roles.
    ///
    /// # Errors
    /// [`is_invalid_argument`](Error::is_invalid_argument) if the role cannot be granted there. A collection allows
    /// only `read` and `readWrite`. A database other than `admin` allows only `read`, `readWrite`, `dbAdmin` and custom
    /// roles.
    pub fn add_role(self, on: impl Into<Namespace>, role: RoleSpecs) -> Result<Self, Error> {
        self.add_roles(on, [role])
    }

    /// Grants several roles on a database or a collection.
    ///
    /// # Errors
    /// As [`add_role`](Self::add_role), if one of the roles cannot be granted there.
    pub fn add_roles(
        mut self,
        on: impl Into<Namespace>,
        roles: impl IntoIterator<Item = RoleSpecs>,
    ) -> Result<Self, Error> {
        self.roles.add(on.into(), roles)?;
        Ok(self)
    }

    /// Removes a role from the spec. A role that was not added is ignored.
    pub fn remove_role(self, on: impl Into<Namespace>, role: RoleSpecs) -> Self {
        self.remove_roles(on, [role])
    }

    /// Removes several roles from the spec. Roles that were not added are ignored.
    pub fn remove_roles(mut self, on: impl Into<Namespace>, roles: impl IntoIterator<Item = RoleSpecs>) -> Self {
        self.roles.remove(&on.into(), roles);
        self
    }

    /// Removes all roles from the spec.
    #[inline]
    pub fn clear_roles(mut self) -> Self {
        self.roles.clear();
        self
    }

    /// Limits access to this resource and to those of other `scope` calls. Default: access to all resources of the
    /// project.
    ///
    /// `name` is the name of a cluster, a data lake or a stream, depending on `kind`. It consists of ASCII letters,
    /// digits and hyphens, without a leading hyphen.
    pub fn scope(mut self, name: impl Into<String>, kind: ScopeType) -> Self {
        self.scopes.push(Scope { name: name.into(), kind });
        self
    }
}

/// Labels, description and expiry.
impl DatabaseUsersPermissionsSpecs {
    /// Adds a label. The key and the value have 1 to 255 characters each. Default: no labels.
    pub fn label(mut self, key: impl Into<String>, value: impl Into<String>) -> Self {
        self.labels.push(Label { key: key.into(), value: value.into() });
        self
    }

    /// Sets a description of at most 100 characters. Default: no description.
    pub fn description(mut self, description: impl Into<String>) -> Self {
        self.description = Some(description.into());
        self
    }

    /// Makes the user temporary: Atlas deletes it after this date. Default: permanent.
    ///
    /// The date must be in the future and within one week. It is truncated to whole seconds.
    #[inline]
    pub fn delete_after_date(mut self, date: DateTime<Utc>) -> Self {
        self.delete_after_date = Some(truncate_to_seconds(date));
        self
    }

    /// Validates the spec.
    #[inline]
    pub(crate) fn check(&self, now: DateTime<Utc>) -> Result<(), Error> {
        self.check_without_clock()?;
        self.delete_after_date.map_or(Ok(()), |expiry| check_expiry(expiry, now))
    }

    /// Validates the spec, except for rules that need the current time.
    #[inline]
    pub(super) fn check_without_clock(&self) -> Result<(), Error> {
        check_username(&self.username)?;
        if let Authentication::Password(password) = &self.authentication {
            check_password(password)?;
        }
        let expected = self.authentication.database();
        if let Some(database) = self.database_name.as_ref().filter(|database| *database != expected) {
            let method = &self.authentication;
            let rule = format!("{database:?} does not match authentication with {method}; use {expected:?}");
            return Err(Error::invalid_argument("database name", rule));
        }
        self.scopes.iter().try_for_each(Scope::check)?;
        self.labels.iter().try_for_each(Label::check)?;
        self.description.as_deref().map_or(Ok(()), check_description)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check_rejected(spec: DatabaseUsersPermissionsSpecs, message: &str) {
        let error = spec.check(DateTime::UNIX_EPOCH).unwrap_err();
        assert!(error.is_invalid_argument());
        assert_eq!(error.to_string(), message);
    }

    #[test]
    fn every_rule_is_enforced() {
        let spec = || DatabaseUsersPermissionsSpecs::new("reports", "password");
        assert!(spec().check(DateTime::UNIX_EPOCH).is_ok());
        check_rejected(
            DatabaseUsersPermissionsSpecs::new("", "password"),
            "username: length is 0; expected 1 to 1024 characters",
        );
        check_rejected(
            DatabaseUsersPermissionsSpecs::new("reports", "secret"),
            "password: length is 6; expected at least 8 characters",
        );
        check_rejected(
            spec().description("x".repeat(101)),
            "description: length is 101; expected at most 100 characters",
        );
        check_rejected(spec().label("", "x"), "label key: length is 0; expected 1 to 255 characters");
        check_rejected(
            spec().scope("a b", ScopeType::Cluster),
            r#"scope: "a b" is not a valid name; use ASCII letters, digits and hyphens, without a leading hyphen"#,
        );
        check_rejected(
            spec().delete_after_date(DateTime::UNIX_EPOCH),
            "delete after date: \"1970-01-01 00:00:00 UTC\" is not within the next week; \
             use a date after 1970-01-01 00:00:00 UTC and no later than 1970-01-08 00:00:00 UTC",
        );
    }

    #[test]
    fn the_database_matches_the_authentication_method() {
        type Specs = DatabaseUsersPermissionsSpecs;
        for (spec, right, wrong) in [
            (Specs::new("a", "password"), "admin", "$external"),
            (Specs::oidc("a/b", OidcAuthType::IdpGroup), "admin", "$external"),
            (Specs::oidc("a/b", OidcAuthType::User), "$external", "admin"),
            (Specs::x509("CN=a", X509Type::Customer), "$external", "admin"),
            (Specs::ldap("CN=a", LdapAuthType::Group), "$external", "admin"),
            (Specs::aws_iam("arn:aws:iam::123456789012:role/a", AwsIamType::Role), "$external", "sales"),
        ] {
            assert!(spec.clone().database_name(right).check(DateTime::UNIX_EPOCH).is_ok());
            let error = spec.database_name(wrong).check(DateTime::UNIX_EPOCH).unwrap_err().to_string();
            let start = format!("database name: {wrong:?} does not match authentication with ");
            assert!(error.starts_with(&start) && error.ends_with(&format!("; use {right:?}")), "{error}");
        }
    }

    #[test]
    fn debug_redacts_the_password() {
        let debug = format!("{:?}", DatabaseUsersPermissionsSpecs::new("reports", "hunter22"));
        assert!(debug.contains("reports") && !debug.contains("hunter22"), "{debug}");
    }
}
