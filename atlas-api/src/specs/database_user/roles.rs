//! The list of a user's roles, and the rules for what may be on it.

use super::{Namespace, RoleSpecs};
use crate::Error;

/// Roles in the order in which they were added, each once.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Roles(Vec<Role>);

/// A role on what it is given on.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Role {
    pub(super) namespace: Namespace,
    pub(super) role: RoleSpecs,
}

impl Roles {
    /// Adds all of `roles`, or none if one of them breaks a rule.
    pub(super) fn add(
        &mut self,
        namespace: Namespace,
        roles: impl IntoIterator<Item = RoleSpecs>,
    ) -> Result<(), Error> {
        let roles: Vec<_> = roles.into_iter().collect();
        roles.iter().try_for_each(|role| check(&namespace, role))?;
        for role in roles {
            let role = Role { namespace: namespace.clone(), role };
            if !self.0.contains(&role) {
                self.0.push(role);
            }
        }
        Ok(())
    }

    /// Takes these roles off the list; one that is not on it is passed over.
    pub(super) fn remove(&mut self, namespace: &Namespace, roles: impl IntoIterator<Item = RoleSpecs>) {
        for removed in roles {
            self.0.retain(|Role { namespace: on, role }| on != namespace || *role != removed);
        }
    }

    pub(super) fn clear(&mut self) {
        self.0.clear();
    }

    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = &Role> {
        self.0.iter()
    }
}

/// The rules that Atlas has for a role.
pub(super) fn check(namespace: &Namespace, role: &RoleSpecs) -> Result<(), Error> {
    let Namespace { database, collection } = namespace;
    let rule = if role.as_str().is_empty() {
        "a custom role has a name".to_owned()
    } else if database.is_empty() {
        format!("{role} is given on a database, whose name is empty")
    } else if collection.as_ref().is_some_and(String::is_empty) {
        // Taken for no collection, it would give the role on the whole database.
        format!("{role} is given on a collection of {database}, whose name is empty")
    } else if let Some(collection) = collection.as_ref().filter(|_| !role.fits_collection()) {
        format!(
            "{role} can't be given on a collection ({database}.{collection}): only read and readWrite can; give it on \
             a whole database"
        )
    } else if database != "admin" && collection.is_none() && !role.fits_any_database() {
        format!(
            "{role} can't be given on the database {database}: apart from custom roles, only read, readWrite and \
             dbAdmin can be given on another database than admin"
        )
    } else {
        return Ok(());
    };
    Err(Error::invalid_argument("role", rule))
}

#[cfg(test)]
mod tests {
    use super::*;

    const ADMIN_ONLY: [RoleSpecs; 7] = [
        RoleSpecs::AtlasAdmin,
        RoleSpecs::ReadWriteAnyDatabase,
        RoleSpecs::ReadAnyDatabase,
        RoleSpecs::Backup,
        RoleSpecs::ClusterMonitor,
        RoleSpecs::DbAdminAnyDatabase,
        RoleSpecs::EnableSharding,
    ];

    #[track_caller]
    fn check_refused(namespace: impl Into<Namespace>, role: RoleSpecs, part: &str) {
        let error = check(&namespace.into(), &role).unwrap_err();
        assert!(error.is_invalid_argument());
        assert!(error.to_string().contains(part), "{error}");
    }

    /// The list, each role as `role on database` or `role on database.collection`.
    fn list(roles: &Roles) -> Vec<String> {
        let show = |Role { namespace: Namespace { database, collection }, role }: &Role| match collection {
            Some(collection) => format!("{role} on {database}.{collection}"),
            None => format!("{role} on {database}"),
        };
        roles.iter().map(show).collect()
    }

    #[test]
    fn every_role_can_be_given_on_admin() {
        let custom = RoleSpecs::custom("reporting");
        for role in ADMIN_ONLY.into_iter().chain([RoleSpecs::Read, RoleSpecs::ReadWrite, RoleSpecs::DbAdmin, custom]) {
            assert!(check(&"admin".into(), &role).is_ok(), "{role}");
        }
    }

    #[test]
    fn only_some_can_be_given_on_another_database() {
        for role in [RoleSpecs::Read, RoleSpecs::ReadWrite, RoleSpecs::DbAdmin, RoleSpecs::custom("reporting")] {
            assert!(check(&"sales".into(), &role).is_ok(), "{role}");
        }
        for role in ADMIN_ONLY {
            check_refused(
                "sales",
                role,
                "only read, readWrite and dbAdmin can be given on another database than admin",
            );
        }
    }

    #[test]
    fn only_two_can_be_given_on_a_collection() {
        for database in ["admin", "sales"] {
            let orders = Namespace::collection(database, "orders");
            for role in [RoleSpecs::Read, RoleSpecs::ReadWrite] {
                assert!(check(&orders, &role).is_ok(), "{role}");
            }
            for role in ADMIN_ONLY.into_iter().chain([RoleSpecs::DbAdmin, RoleSpecs::custom("reporting")]) {
                check_refused(orders.clone(), role, "only read and readWrite can; give it on a whole database");
            }
        }
    }

    #[test]
    fn empty_names_are_refused() {
        check_refused("", RoleSpecs::Read, "whose name is empty");
        check_refused(
            Namespace::collection("sales", ""),
            RoleSpecs::Read,
            "a collection of sales, whose name is empty",
        );
        check_refused("sales", RoleSpecs::custom(""), "a custom role has a name");
    }

    #[test]
    fn a_role_is_on_the_list_once_and_in_its_place() {
        let mut roles = Roles::default();
        roles.add("sales".into(), [RoleSpecs::ReadWrite, RoleSpecs::Read]).unwrap();
        roles.add(Namespace::collection("sales", "orders"), [RoleSpecs::Read]).unwrap();
        roles.add("sales".into(), [RoleSpecs::ReadWrite]).unwrap();
        assert_eq!(list(&roles), ["readWrite on sales", "read on sales", "read on sales.orders"]);
    }

    #[test]
    fn of_several_roles_none_is_added_if_one_is_refused() {
        let mut roles = Roles::default();
        assert!(roles.add("sales".into(), [RoleSpecs::Read, RoleSpecs::Backup]).is_err());
        assert_eq!(roles, Roles::default());
    }

    #[test]
    fn only_the_exact_role_is_removed() {
        let mut roles = Roles::default();
        roles.add("sales".into(), [RoleSpecs::Read, RoleSpecs::ReadWrite]).unwrap();
        roles.add(Namespace::collection("sales", "orders"), [RoleSpecs::Read]).unwrap();
        roles.remove(&"sales".into(), [RoleSpecs::Read, RoleSpecs::DbAdmin]);
        assert_eq!(list(&roles), ["readWrite on sales", "read on sales.orders"]);
    }
}
