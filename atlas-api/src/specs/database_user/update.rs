//! Update of a database user.

use chrono::{DateTime, Utc};

use super::{
    Namespace, RoleSpecs,
    details::{Label, Scope},
    limits::{check_description, check_password},
    roles::Roles,
};
use crate::{
    Error, Secret,
    model::ScopeType,
    specs::{
        check_not_empty,
        expiry::{check_expiry, truncate_to_seconds},
    },
};

/// An [update](crate::database_users::DatabaseUsers::update) of a database user.
///
/// Only properties that are set are sent, and the others keep their values. Roles, scopes and labels are replaced as
/// whole lists: adding a role here replaces all roles of the user. `Debug` redacts the password.
///
/// ```
/// use atlas_api::specs::{DatabaseUsersUpdatePermissionsSpecs, RoleSpecs};
///
/// let spec = DatabaseUsersUpdatePermissionsSpecs::new()
///     .password("another long password")
///     .add_roles("sales", [RoleSpecs::ReadWrite, RoleSpecs::DbAdmin])?;
/// # let _ = spec;
/// # Ok::<(), atlas_api::Error>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq)]
#[must_use = "an update changes nothing by itself; pass it to `update`"]
pub struct DatabaseUsersUpdatePermissionsSpecs {
    pub(super) password: Option<Secret>,
    pub(super) roles: Roles,
    /// Whether an empty list of roles is sent.
    pub(super) clears_roles: bool,
    pub(super) scopes: Option<Vec<Scope>>,
    pub(super) labels: Option<Vec<Label>>,
    pub(super) description: Option<Option<String>>,
    pub(super) delete_after_date: Option<Option<DateTime<Utc>>>,
}

impl DatabaseUsersUpdatePermissionsSpecs {
    /// Returns an empty update. At least one property must be set before it is sent.
    #[inline]
    pub fn new() -> Self {
        Self::default()
    }

    /// Replaces the password. It has at least 8 characters. Only a user who authenticates with a password can have one.
    pub fn password(mut self, password: impl Into<Secret>) -> Self {
        self.password = Some(password.into());
        self
    }
}

/// Roles and scopes.
impl DatabaseUsersUpdatePermissionsSpecs {
    /// Adds a role on a database, or on a [collection](Namespace::collection), to the list that replaces the user's
    /// roles. A duplicate is ignored.
    ///
    /// # Errors
    /// [`is_invalid_argument`](Error::is_invalid_argument) if the role cannot be granted there. A collection allows
    /// only `read` and `readWrite`. A database other than `admin` allows only `read`, `readWrite`, `dbAdmin` and custom
    /// roles.
    pub fn add_role(self, on: impl Into<Namespace>, role: RoleSpecs) -> Result<Self, Error> {
        self.add_roles(on, [role])
    }

    /// Adds several roles on a database or a collection to the list that replaces the user's roles.
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

    /// Removes a role from the list. A role that is not on the list is ignored.
    ///
    /// A list that becomes empty this way is not sent. To remove all roles from a user, call
    /// [`clear_roles`](Self::clear_roles).
    pub fn remove_role(self, on: impl Into<Namespace>, role: RoleSpecs) -> Self {
        self.remove_roles(on, [role])
    }

    /// Removes several roles from the list, as [`remove_role`](Self::remove_role) does.
    pub fn remove_roles(mut self, on: impl Into<Namespace>, roles: impl IntoIterator<Item = RoleSpecs>) -> Self {
        self.roles.remove(&on.into(), roles);
        self
    }

    /// Clears the list and marks it to be sent. If no role is added afterwards, the user loses all roles.
    #[inline]
    pub fn clear_roles(mut self) -> Self {
        self.roles.clear();
        self.clears_roles = true;
        self
    }

    /// Limits access to this resource and to those of other `scope` calls. They replace all scopes of the user.
    ///
    /// `name` is the name of a cluster, a data lake or a stream, depending on `kind`. It consists of ASCII letters,
    /// digits and hyphens, without a leading hyphen.
    pub fn scope(mut self, name: impl Into<String>, kind: ScopeType) -> Self {
        self.scopes.get_or_insert_default().push(Scope { name: name.into(), kind });
        self
    }

    /// Removes all scopes, which grants access to all resources of the project.
    #[inline]
    pub fn clear_scopes(mut self) -> Self {
        self.scopes = Some(Vec::new());
        self
    }
}

/// Labels, description and expiry.
impl DatabaseUsersUpdatePermissionsSpecs {
    /// Adds a label to the list that replaces the user's labels. The key and the value have 1 to 255 characters each.
    pub fn label(mut self, key: impl Into<String>, value: impl Into<String>) -> Self {
        self.labels.get_or_insert_default().push(Label { key: key.into(), value: value.into() });
        self
    }

    /// Removes all labels: those of the user, and those added to this update earlier.
    #[inline]
    pub fn clear_labels(mut self) -> Self {
        self.labels = Some(Vec::new());
        self
    }

    /// Replaces the description. It has at most 100 characters.
    pub fn description(mut self, description: impl Into<String>) -> Self {
        self.description = Some(Some(description.into()));
        self
    }

    /// Removes the description.
    #[inline]
    pub fn clear_description(mut self) -> Self {
        self.description = Some(None);
        self
    }

    /// Makes the user temporary: Atlas deletes it after this date.
    ///
    /// The date must be in the future and within one week. It is truncated to whole seconds.
    #[inline]
    pub fn delete_after_date(mut self, date: DateTime<Utc>) -> Self {
        self.delete_after_date = Some(Some(truncate_to_seconds(date)));
        self
    }

    /// Makes a temporary user permanent.
    #[inline]
    pub fn clear_delete_after_date(mut self) -> Self {
        self.delete_after_date = Some(None);
        self
    }

    /// Validates the update.
    #[inline]
    pub(crate) fn check(&self, now: DateTime<Utc>) -> Result<(), Error> {
        self.check_without_clock()?;
        self.delete_after_date.flatten().map_or(Ok(()), |expiry| check_expiry(expiry, now))
    }

    /// Validates the update, except for rules that need the current time.
    #[inline]
    pub(super) fn check_without_clock(&self) -> Result<(), Error> {
        check_not_empty("database user", self)?;
        self.password.as_ref().map_or(Ok(()), check_password)?;
        self.scopes.iter().flatten().try_for_each(Scope::check)?;
        self.labels.iter().flatten().try_for_each(Label::check)?;
        self.description.iter().flatten().try_for_each(|description| check_description(description))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check_rejected(spec: DatabaseUsersUpdatePermissionsSpecs, argument: &str) {
        let error = spec.check(DateTime::UNIX_EPOCH).unwrap_err();
        assert!(error.is_invalid_argument());
        assert!(error.to_string().starts_with(argument), "{error}");
    }

    #[test]
    fn every_rule_is_enforced() {
        let spec = DatabaseUsersUpdatePermissionsSpecs::new;
        assert!(spec().clear_description().clear_delete_after_date().check(DateTime::UNIX_EPOCH).is_ok());
        check_rejected(spec(), "database user: the update is empty; set at least one property");
        // A list of roles that became empty is not sent.
        let role = || ("sales", RoleSpecs::Read);
        let emptied = spec().add_role(role().0, role().1).unwrap().remove_role(role().0, role().1);
        check_rejected(emptied, "database user: the update is empty");
        assert!(spec().clear_roles().check(DateTime::UNIX_EPOCH).is_ok());
        check_rejected(spec().password("short"), "password: ");
        check_rejected(spec().scope("", ScopeType::Stream), "scope: ");
        check_rejected(spec().label("a", ""), "label value: ");
        check_rejected(spec().description("x".repeat(101)), "description: ");
        check_rejected(spec().delete_after_date(DateTime::UNIX_EPOCH), "delete after date: ");
    }
}
