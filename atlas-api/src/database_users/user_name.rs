//! The name of a database user.

use crate::{Error, Response, model::DatabaseUser, segment::check_segment};

/// The name of a database user, and its authentication database.
///
/// A string converts to a user of `admin`, who logs in with a password. A [`DatabaseUser`] converts to its own name.
///
/// # Examples
/// ```
/// use atlas_api::database_users::UserName;
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
    /// Returns the name of a user of the database `admin`: a user with a password, or an OIDC group.
    #[must_use]
    pub fn admin(name: impl Into<String>) -> Self {
        Self { database: "admin".to_owned(), name: name.into() }
    }

    /// Returns the name of a user of the database `$external`: with a certificate, LDAP, AWS IAM, or OIDC for workloads.
    #[must_use]
    pub fn external(name: impl Into<String>) -> Self {
        Self { database: "$external".to_owned(), name: name.into() }
    }

    /// Returns the authentication database.
    #[must_use]
    #[inline]
    pub fn database(&self) -> &str {
        &self.database
    }

    /// Returns the name.
    #[must_use]
    #[inline]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Returns database and name, unless one of them cannot be a segment of a path.
    #[inline]
    pub(super) fn checked(&self) -> Result<(&str, &str), Error> {
        Ok((check_segment("username", &self.database)?, check_segment("username", &self.name)?))
    }
}

impl From<&str> for UserName {
    #[inline]
    fn from(name: &str) -> Self {
        Self::admin(name)
    }
}

impl From<String> for UserName {
    #[inline]
    fn from(name: String) -> Self {
        Self::admin(name)
    }
}

impl From<&String> for UserName {
    #[inline]
    fn from(name: &String) -> Self {
        Self::admin(name)
    }
}

impl From<&DatabaseUser> for UserName {
    #[inline]
    fn from(user: &DatabaseUser) -> Self {
        let database = user.database_name.as_ref().map_or("admin", |database| database.as_str());
        Self { database: database.to_owned(), name: user.username.clone().unwrap_or_default() }
    }
}

impl From<&Response<DatabaseUser>> for UserName {
    #[inline]
    fn from(user: &Response<DatabaseUser>) -> Self {
        Self::from(&**user)
    }
}
