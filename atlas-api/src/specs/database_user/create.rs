//! The spec of a new database user.

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
    specs::expiry::{check_end, end},
};

/// A database user to be [created](crate::DatabaseUsers::create): its name, how it logs in, and what it may do.
///
/// Only what is set is sent. `Debug` does not show the password.
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
/// // A role on a database where it can't be is refused at once, with the rule.
/// let refused = spec.clone().add_role("sales", RoleSpecs::Backup).unwrap_err();
/// assert!(refused.is_invalid_argument());
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

/// Who the user is.
impl DatabaseUsersPermissionsSpecs {
    /// A user who logs in with a password of at least 8 characters.
    pub fn new(username: impl Into<String>, password: impl Into<Secret>) -> Self {
        Self::with(username.into(), Authentication::Password(password.into()))
    }

    /// A user who logs in with a certificate; `username` is the certificate's subject, such as `CN=reports,O=example`.
    pub fn x509(username: impl Into<String>, kind: X509Type) -> Self {
        Self::with(username.into(), Authentication::X509(kind))
    }

    /// A user, or the users of a group, who log in with LDAP; `username` is a distinguished name.
    pub fn ldap(username: impl Into<String>, kind: LdapAuthType) -> Self {
        Self::with(username.into(), Authentication::Ldap(kind))
    }

    /// A program, or the people of a group, who log in with OpenID Connect; `username` is the identity provider's id and
    /// the name there, `ID/NAME`.
    pub fn oidc(username: impl Into<String>, kind: OidcAuthType) -> Self {
        Self::with(username.into(), Authentication::Oidc(kind))
    }

    /// A user or role of AWS IAM; `arn` is its ARN.
    pub fn aws_iam(arn: impl Into<String>, kind: AwsIamType) -> Self {
        Self::with(arn.into(), Authentication::AwsIam(kind))
    }

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

    /// The database that the user authenticates against, `admin` or `$external`.
    ///
    /// It follows from how the user logs in, and need not be set: `admin` with a password and for OIDC groups,
    /// `$external` otherwise. One that does not fit is refused when the user is created.
    pub fn database_name(mut self, database: impl Into<String>) -> Self {
        self.database_name = Some(database.into());
        self
    }
}

/// What the user may do.
impl DatabaseUsersPermissionsSpecs {
    /// Adds a role on a database, or on a [collection](Namespace::collection). One that is there already is not added
    /// again.
    ///
    /// # Errors
    /// [`is_invalid_argument`](Error::is_invalid_argument) if the role can't be given there: on a collection only `read`
    /// and `readWrite` can, on another database than `admin` only these two, `dbAdmin` and custom roles.
    pub fn add_role(self, on: impl Into<Namespace>, role: RoleSpecs) -> Result<Self, Error> {
        self.add_roles(on, [role])
    }

    /// Adds several roles: all of them, or none if one can't be given there.
    ///
    /// # Errors
    /// As [`add_role`](Self::add_role).
    pub fn add_roles(
        mut self,
        on: impl Into<Namespace>,
        roles: impl IntoIterator<Item = RoleSpecs>,
    ) -> Result<Self, Error> {
        self.roles.add(on.into(), roles)?;
        Ok(self)
    }

    /// Takes a role off again. One that is not there is passed over.
    pub fn remove_role(self, on: impl Into<Namespace>, role: RoleSpecs) -> Self {
        self.remove_roles(on, [role])
    }

    /// Takes several roles off again. Those that are not there are passed over.
    pub fn remove_roles(mut self, on: impl Into<Namespace>, roles: impl IntoIterator<Item = RoleSpecs>) -> Self {
        self.roles.remove(&on.into(), roles);
        self
    }

    /// Takes all roles off again.
    pub fn clear_roles(mut self) -> Self {
        self.roles.clear();
        self
    }

    /// Lets the user into this cluster or the like, and into no other that is not named so. Without any scope a user is
    /// let into all of the project.
    pub fn scope(mut self, name: impl Into<String>, kind: ScopeType) -> Self {
        self.scopes.push(Scope { name: name.into(), kind });
        self
    }
}

/// What is said of the user.
impl DatabaseUsersPermissionsSpecs {
    /// Adds a label: a key and a value of 1 to 255 characters each.
    pub fn label(mut self, key: impl Into<String>, value: impl Into<String>) -> Self {
        self.labels.push(Label { key: key.into(), value: value.into() });
        self
    }

    /// Describes the user, in at most 100 characters.
    pub fn description(mut self, description: impl Into<String>) -> Self {
        self.description = Some(description.into());
        self
    }

    /// Makes the user a temporary one, that Atlas deletes after this date, which is in the future and within one week.
    /// It is sent to the second.
    pub fn delete_after_date(mut self, date: DateTime<Utc>) -> Self {
        self.delete_after_date = Some(end(date));
        self
    }

    /// Refuses what Atlas would refuse.
    pub(crate) fn check(&self, now: DateTime<Utc>) -> Result<(), Error> {
        self.check_timeless()?;
        self.delete_after_date.map_or(Ok(()), |end| check_end(end, now))
    }

    /// Refuses what Atlas would refuse at any time.
    pub(super) fn check_timeless(&self) -> Result<(), Error> {
        check_username(&self.username)?;
        if let Authentication::Password(password) = &self.authentication {
            check_password(password)?;
        }
        let belongs = self.authentication.database();
        if let Some(database) = self.database_name.as_ref().filter(|database| *database != belongs) {
            let rule = format!("a user who logs in with {} belongs to {belongs}, not {database}", self.authentication);
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
    fn check_refused(spec: DatabaseUsersPermissionsSpecs, message: &str) {
        let error = spec.check(DateTime::UNIX_EPOCH).unwrap_err();
        assert!(error.is_invalid_argument());
        assert_eq!(error.to_string(), message);
    }

    #[test]
    fn each_rule_is_checked() {
        let spec = || DatabaseUsersPermissionsSpecs::new("reports", "password");
        assert!(spec().check(DateTime::UNIX_EPOCH).is_ok());
        check_refused(
            DatabaseUsersPermissionsSpecs::new("", "password"),
            "username: it needs 1 to 1024 characters, and has 0",
        );
        check_refused(
            DatabaseUsersPermissionsSpecs::new("reports", "secret"),
            "password: it needs at least 8 characters, and has 6",
        );
        check_refused(
            spec().description("x".repeat(101)),
            "description: it can have at most 100 characters, and has 101",
        );
        check_refused(spec().label("", "x"), "label key: it needs 1 to 255 characters, and has 0");
        check_refused(
            spec().scope("a b", ScopeType::Cluster),
            r#"scope: "a b" is no name: ASCII letters, digits and hyphens, the first no hyphen"#,
        );
        check_refused(
            spec().delete_after_date(DateTime::UNIX_EPOCH),
            "delete after date: 1970-01-01 00:00:00 UTC is not in the future and within one week \
             (now it is 1970-01-01 00:00:00 UTC, so at the latest 1970-01-08 00:00:00 UTC)",
        );
    }

    #[test]
    fn the_database_follows_from_how_the_user_logs_in() {
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
            assert!(error.ends_with(&format!("belongs to {right}, not {wrong}")), "{error}");
        }
    }

    #[test]
    fn debug_does_not_show_the_password() {
        let debug = format!("{:?}", DatabaseUsersPermissionsSpecs::new("reports", "hunter22"));
        assert!(debug.contains("reports") && !debug.contains("hunter22"), "{debug}");
    }
}
