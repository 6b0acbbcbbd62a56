//! The spec of what is to change of a database user.

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
    specs::expiry::{check_end, end},
};

/// What is to [change](crate::DatabaseUsers::update) of a database user.
///
/// Only what is set is sent, and what is sent replaces what was there as a whole: adding a role here makes a list of
/// roles that replaces the user's, and a user keeps none of the scopes or labels it had where one is set here.
/// `Debug` does not show the password.
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
#[must_use = "a spec changes nothing by itself; pass it to `update`"]
pub struct DatabaseUsersUpdatePermissionsSpecs {
    pub(super) password: Option<Secret>,
    pub(super) roles: Roles,
    /// Whether the roles are sent although there are none.
    pub(super) clears_roles: bool,
    pub(super) scopes: Option<Vec<Scope>>,
    pub(super) labels: Option<Vec<Label>>,
    pub(super) description: Option<Option<String>>,
    pub(super) delete_after_date: Option<Option<DateTime<Utc>>>,
}

impl DatabaseUsersUpdatePermissionsSpecs {
    /// A spec that changes nothing yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Gives the user another password, of at least 8 characters. Only a user who logs in with one can have one.
    pub fn password(mut self, password: impl Into<Secret>) -> Self {
        self.password = Some(password.into());
        self
    }
}

/// What the user may do.
impl DatabaseUsersUpdatePermissionsSpecs {
    /// Adds a role on a database, or on a [collection](Namespace::collection), to the list that replaces the user's.
    /// One that is on it already is not added again.
    ///
    /// # Errors
    /// [`is_invalid_argument`](Error::is_invalid_argument) if the role can't be given there: on a collection only `read`
    /// and `readWrite` can, on another database than `admin` only these two, `dbAdmin` and custom roles.
    pub fn add_role(self, on: impl Into<Namespace>, role: RoleSpecs) -> Result<Self, Error> {
        self.add_roles(on, [role])
    }

    /// Adds several roles to the list: all of them, or none if one can't be given there.
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

    /// Takes a role off the list again. One that is not on it is passed over. A list that ends up empty in this way is
    /// not sent: only [`clear_roles`](Self::clear_roles) takes all roles from a user.
    pub fn remove_role(self, on: impl Into<Namespace>, role: RoleSpecs) -> Self {
        self.remove_roles(on, [role])
    }

    /// Takes several roles off the list again, as [`remove_role`](Self::remove_role) does.
    pub fn remove_roles(mut self, on: impl Into<Namespace>, roles: impl IntoIterator<Item = RoleSpecs>) -> Self {
        self.roles.remove(&on.into(), roles);
        self
    }

    /// Empties the list. If nothing is added to it afterwards the user is left without any role.
    pub fn clear_roles(mut self) -> Self {
        self.roles.clear();
        self.clears_roles = true;
        self
    }

    /// Lets the user into this cluster or the like, and into no other that is not named so here.
    pub fn scope(mut self, name: impl Into<String>, kind: ScopeType) -> Self {
        self.scopes.get_or_insert_default().push(Scope { name: name.into(), kind });
        self
    }

    /// Takes all scopes away, which lets the user into all of the project.
    pub fn clear_scopes(mut self) -> Self {
        self.scopes = Some(Vec::new());
        self
    }
}

/// What is said of the user.
impl DatabaseUsersUpdatePermissionsSpecs {
    /// Adds a label to the list that replaces the user's: a key and a value of 1 to 255 characters each.
    pub fn label(mut self, key: impl Into<String>, value: impl Into<String>) -> Self {
        self.labels.get_or_insert_default().push(Label { key: key.into(), value: value.into() });
        self
    }

    /// Takes all labels away.
    pub fn clear_labels(mut self) -> Self {
        self.labels = Some(Vec::new());
        self
    }

    /// Describes the user otherwise, in at most 100 characters.
    pub fn description(mut self, description: impl Into<String>) -> Self {
        self.description = Some(Some(description.into()));
        self
    }

    /// Takes the description away.
    pub fn clear_description(mut self) -> Self {
        self.description = Some(None);
        self
    }

    /// Makes the user a temporary one, that Atlas deletes after this date, which is in the future and within one week.
    /// It is sent to the second.
    pub fn delete_after_date(mut self, date: DateTime<Utc>) -> Self {
        self.delete_after_date = Some(Some(end(date)));
        self
    }

    /// Makes a temporary user one that stays.
    pub fn clear_delete_after_date(mut self) -> Self {
        self.delete_after_date = Some(None);
        self
    }

    /// Refuses what Atlas would refuse.
    pub(crate) fn check(&self, now: DateTime<Utc>) -> Result<(), Error> {
        self.check_timeless()?;
        self.delete_after_date.flatten().map_or(Ok(()), |end| check_end(end, now))
    }

    /// Refuses what Atlas would refuse at any time.
    pub(super) fn check_timeless(&self) -> Result<(), Error> {
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
    fn check_refused(spec: DatabaseUsersUpdatePermissionsSpecs, argument: &str) {
        let error = spec.check(DateTime::UNIX_EPOCH).unwrap_err();
        assert!(error.is_invalid_argument());
        assert!(error.to_string().starts_with(argument), "{error}");
    }

    #[test]
    fn each_rule_is_checked() {
        let spec = DatabaseUsersUpdatePermissionsSpecs::new;
        assert!(spec().clear_description().clear_delete_after_date().check(DateTime::UNIX_EPOCH).is_ok());
        check_refused(spec().password("short"), "password: ");
        check_refused(spec().scope("", ScopeType::Stream), "scope: ");
        check_refused(spec().label("a", ""), "label value: ");
        check_refused(spec().description("x".repeat(101)), "description: ");
        check_refused(spec().delete_after_date(DateTime::UNIX_EPOCH), "delete after date: ");
    }
}
