//! Privileges of a custom database role.

mod resource;

use atlas_gen::types::{
    CustomDbRole, DatabaseInheritedRole, DatabasePermittedNamespaceResource, DatabasePrivilegeAction,
    DatabasePrivilegeActionAction, UpdateCustomDbRole,
};

pub use self::resource::RoleResource;
use super::check_length;
use crate::Error;

/// The privileges of a custom database role, to [create](crate::custom_roles::CustomRoles::create) or
/// [replace](crate::custom_roles::CustomRoles::replace) one.
///
/// ```
/// use atlas_api::custom_roles::{CustomRoleSpec, RoleResource};
///
/// let spec = CustomRoleSpec::new()
///     .allow(RoleResource::collection("sales", "orders"), ["FIND", "INSERT"])
///     .inherit("read", "statistics");
/// # let _ = spec;
/// ```
#[derive(Clone, Debug, Default, PartialEq)]
#[must_use = "a spec changes nothing by itself; pass it to `create` or `replace`"]
pub struct CustomRoleSpec {
    actions: Vec<DatabasePrivilegeAction>,
    inherited: Vec<DatabaseInheritedRole>,
    /// The problem of a resource that was added. A role that was read can have resources with empty names.
    problem: Option<&'static str>,
}

impl CustomRoleSpec {
    /// Returns a spec without privileges. At least one privilege or inherited role must be added before it is sent.
    #[inline]
    pub fn new() -> Self {
        Self::default()
    }

    /// Allows actions on a resource. An action has the name that Atlas uses, such as `FIND`; values of
    /// [`model::CustomRoleAction`](crate::model::CustomRoleAction) have all known names.
    pub fn allow<A: Into<DatabasePrivilegeActionAction>>(
        mut self,
        resource: RoleResource,
        actions: impl IntoIterator<Item = A>,
    ) -> Self {
        self.problem = self.problem.or(resource.problem());
        for action in actions {
            self.allow_action(action.into(), resource.clone().into_body());
        }
        self
    }

    /// Adds a resource to the action's list of resources, where it is once.
    fn allow_action(&mut self, action: DatabasePrivilegeActionAction, resource: DatabasePermittedNamespaceResource) {
        let known = self.actions.iter_mut().find(|known| known.action.as_ref() == Some(&action));
        let Some(known) = known else {
            self.actions.push(DatabasePrivilegeAction::new().action(action).resources(vec![resource]));
            return;
        };
        let resources = known.resources.get_or_insert_default();
        if !resources.contains(&resource) {
            resources.push(resource);
        }
    }

    /// Inherits the privileges of a role on a database. A custom role is on the database `admin`.
    pub fn inherit(mut self, role: impl Into<String>, database: impl Into<String>) -> Self {
        let inherited = DatabaseInheritedRole::new().role(role.into()).db(database.into());
        if !self.inherited.contains(&inherited) {
            self.inherited.push(inherited);
        }
        self
    }

    #[inline]
    pub(crate) fn into_body(self, name: &str) -> Result<CustomDbRole, Error> {
        check_name(name)?;
        self.check(name)?;
        Ok(CustomDbRole::new().role_name(name).actions(self.actions).inherited_roles(self.inherited))
    }

    #[inline]
    pub(crate) fn into_update(self, name: &str) -> Result<UpdateCustomDbRole, Error> {
        self.check(name)?;
        Ok(UpdateCustomDbRole::new().actions(self.actions).inherited_roles(self.inherited))
    }

    #[inline]
    fn check(&self, name: &str) -> Result<(), Error> {
        if self.actions.is_empty() && self.inherited.is_empty() {
            let rule = format!("{name:?} would have no privileges; call `allow` or `inherit`");
            return Err(Error::invalid_argument("custom role", rule));
        }
        if let Some(problem) = self.problem {
            return Err(Error::invalid_argument("resource", problem));
        }
        for role in &self.inherited {
            check_length("inherited role", role.role.as_deref().unwrap_or_default(), 1..=usize::MAX)?;
            check_length("database", role.db.as_deref().unwrap_or_default(), 1..=usize::MAX)?;
            if role.role.as_deref() == Some(name) {
                let rule = format!("{name:?} cannot inherit itself; remove the role from the inherited ones");
                return Err(Error::invalid_argument("inherited role", rule));
            }
        }
        Ok(())
    }
}

/// The privileges of a role that was read.
impl From<&CustomDbRole> for CustomRoleSpec {
    #[inline]
    fn from(role: &CustomDbRole) -> Self {
        let CustomDbRole { actions, inherited_roles, .. } = role.clone();
        Self { actions: actions.unwrap_or_default(), inherited: inherited_roles.unwrap_or_default(), problem: None }
    }
}

/// Rejects a name that Atlas does not accept for a new role.
#[inline]
fn check_name(name: &str) -> Result<(), Error> {
    let is_word = |letter: char| letter.is_ascii_alphanumeric();
    let is_valid = name.starts_with(is_word) && name.chars().all(|letter| is_word(letter) || "-_".contains(letter));
    if !is_valid {
        let rule = format!("{name:?} is not valid; use letters, digits, `-` and `_`, beginning with a letter or digit");
        return Err(Error::invalid_argument("role", rule));
    }
    if name.starts_with("xgen-") {
        let rule = format!("{name:?} is reserved; use a name that does not begin with `xgen-`");
        return Err(Error::invalid_argument("role", rule));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;

    fn body(spec: CustomRoleSpec) -> Value {
        serde_json::to_value(spec.into_body("a").unwrap()).unwrap()
    }

    #[track_caller]
    fn check_rejected(name: &str, spec: CustomRoleSpec, expected: &str) {
        assert_eq!(spec.into_body(name).unwrap_err().to_string(), expected);
    }

    #[test]
    fn the_resources_of_an_action_are_one_list_without_duplicates() {
        let orders = || RoleResource::collection("sales", "orders");
        let spec = CustomRoleSpec::new().allow(orders(), ["FIND", "INSERT"]).allow(orders(), ["FIND"]);
        let spec = spec.allow(RoleResource::database("sales"), ["FIND"]).inherit("read", "b").inherit("read", "b");
        let expected = json!({
            "roleName": "a",
            "actions": [
                {"action": "FIND", "resources": [{"db": "sales", "collection": "orders"}, {"db": "sales"}]},
                {"action": "INSERT", "resources": [{"db": "sales", "collection": "orders"}]},
            ],
            "inheritedRoles": [{"role": "read", "db": "b"}],
        });
        assert_eq!(body(spec), expected);
    }

    #[test]
    fn a_role_that_was_read_is_put_back_with_a_change() {
        let read: CustomDbRole = serde_json::from_value(json!({
            "roleName": "a",
            "actions": [{"action": "FIND", "resources": [{"db": "sales", "collection": ""}]}],
            "inheritedRoles": [],
        }))
        .unwrap();
        let spec = CustomRoleSpec::from(&read).allow(RoleResource::cluster(), ["LIST_SESSIONS"]);
        let expected = json!({
            "actions": [
                {"action": "FIND", "resources": [{"db": "sales", "collection": ""}]},
                {"action": "LIST_SESSIONS", "resources": [{"cluster": true}]},
            ],
            "inheritedRoles": [],
        });
        assert_eq!(serde_json::to_value(spec.into_update("a").unwrap()).unwrap(), expected);
    }

    #[test]
    fn an_invalid_role_is_rejected() {
        let spec = || CustomRoleSpec::new().inherit("read", "sales");
        check_rejected(
            "a",
            CustomRoleSpec::new(),
            "custom role: \"a\" would have no privileges; call `allow` or `inherit`",
        );
        let rule = "is not valid; use letters, digits, `-` and `_`, beginning with a letter or digit";
        for name in ["", "-a", "a b", "é"] {
            check_rejected(name, spec(), &format!("role: {name:?} {rule}"));
        }
        check_rejected("xgen-a", spec(), "role: \"xgen-a\" is reserved; use a name that does not begin with `xgen-`");
        check_rejected(
            "a",
            spec().inherit("a", "admin"),
            "inherited role: \"a\" cannot inherit itself; remove the role from the inherited ones",
        );
        check_rejected("a", spec().inherit("", "admin"), "inherited role: length is 0; expected at least 1 character");
        check_rejected("a", spec().inherit("read", ""), "database: length is 0; expected at least 1 character");
        check_rejected(
            "a",
            spec().allow(RoleResource::collection("", "orders"), ["FIND"]),
            "resource: the name of the database is empty; use the name of a database",
        );
        check_rejected(
            "a",
            spec().allow(RoleResource::collection("sales", ""), ["FIND"]),
            "resource: the name of the collection is empty; use `RoleResource::database` for all collections",
        );
    }
}
