//! What identifies a database user.

use crate::{Error, Response, model::DatabaseUser, resources::segment::check_segment};

/// A database user within a project: its name, and the database that it authenticates against.
///
/// A text converts to a user of `admin`, who logs in with a password; a [`DatabaseUser`] converts to itself.
///
/// ```
/// use atlas_api::UserName;
///
/// assert_eq!(UserName::from("reports"), UserName::admin("reports"));
/// assert_eq!(UserName::external("arn:aws:iam::123456789012:role/reports").database(), "$external");
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct UserName {
    database: String,
    name: String,
}

impl UserName {
    /// A user of the database `admin`: who logs in with a password, or an OIDC group.
    #[must_use]
    pub fn admin(name: impl Into<String>) -> Self {
        Self { database: "admin".to_owned(), name: name.into() }
    }

    /// A user of the database `$external`: who logs in with a certificate, LDAP, AWS IAM, or OIDC as a program.
    #[must_use]
    pub fn external(name: impl Into<String>) -> Self {
        Self { database: "$external".to_owned(), name: name.into() }
    }

    /// The database that the user authenticates against.
    #[must_use]
    pub fn database(&self) -> &str {
        &self.database
    }

    /// The name.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Refuses names that can't stand in a path.
    pub(super) fn check(&self) -> Result<(), Error> {
        [&self.database, &self.name].into_iter().try_for_each(|part| check_segment("username", part))
    }
}

impl From<&str> for UserName {
    fn from(name: &str) -> Self {
        Self::admin(name)
    }
}

impl From<String> for UserName {
    fn from(name: String) -> Self {
        Self::admin(name)
    }
}

impl From<&String> for UserName {
    fn from(name: &String) -> Self {
        Self::admin(name)
    }
}

impl From<&DatabaseUser> for UserName {
    fn from(user: &DatabaseUser) -> Self {
        let database = user.database_name.as_ref().map_or("admin", |database| database.as_str());
        Self { database: database.to_owned(), name: user.username.clone().unwrap_or_default() }
    }
}

impl From<&Response<DatabaseUser>> for UserName {
    fn from(user: &Response<DatabaseUser>) -> Self {
        Self::from(&**user)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_would_change_the_path_are_refused() {
        for name in ["", ".", ".."] {
            let error = UserName::admin(name).check().unwrap_err();
            assert_eq!(error.to_string(), format!("username: {name:?} can't stand in a path"));
        }
        for name in ["...", "../x", "CN=a,OU=b/c", "%2e%2e"] {
            assert!(UserName::external(name).check().is_ok(), "{name}");
        }
    }
}
