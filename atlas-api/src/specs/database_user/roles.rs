//! Role lists of database users, and the rules for granting roles.

use super::{Namespace, RoleSpecs};
use crate::Error;

/// Roles in the order of addition, without duplicates.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Roles(Vec<Role>);

/// A role and the namespace that it is granted on.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Role {
    pub(super) namespace: Namespace,
    pub(super) role: RoleSpecs,
}

impl Roles {
    /// Adds all roles, or none if one of them violates a rule.
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

    /// Removes these roles, and ignores roles that are not on the list.
    pub(super) fn remove(&mut self, namespace: &Namespace, roles: impl IntoIterator<Item = RoleSpecs>) {
        for removed in roles {
            self.0.retain(|Role { namespace: on, role }| on != namespace || *role != removed);
        }
    }

    #[inline]
    pub(super) fn clear(&mut self) {
        self.0.clear();
    }

    #[inline]
    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    #[inline]
    pub(super) fn iter(&self) -> impl Iterator<Item = &Role> {
        self.0.iter()
    }
}

/// The rule for a custom role without a name.
pub(super) const EMPTY_NAME: &str = "name is empty; pass the name of a custom role";

/// Checks Atlas's rules for granting a role on a namespace.
#[inline]
pub(super) fn check(namespace: &Namespace, role: &RoleSpecs) -> Result<(), Error> {
    let Namespace { database, collection } = namespace;
    let name = role.as_str();
    let rule = if name.is_empty() {
        EMPTY_NAME.to_owned()
    } else if database.is_empty() {
        format!("{name:?} is granted on a database with an empty name; pass the name of a database")
    } else if collection.as_ref().is_some_and(String::is_empty) {
        // Atlas would treat an empty collection name as an absent one and grant the role on the whole database.
        format!("{name:?} is granted on a collection of {database:?} with an empty name; pass the name of a collection")
    } else if let Some(collection) = collection.as_ref().filter(|_| !role.fits_collection()) {
        let namespace = format!("{database}.{collection}");
        format!(
            "{name:?} cannot be granted on the collection {namespace:?}; grant it on the database, or use read or \
             readWrite"
        )
    } else if database != "admin" && collection.is_none() && !role.fits_any_database() {
        format!(
            "{name:?} cannot be granted on the database {database:?}; grant it on \"admin\", or use read, readWrite, \
             dbAdmin or a custom role"
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
    fn check_rejected(namespace: impl Into<Namespace>, role: RoleSpecs, part: &str) {
        let error = check(&namespace.into(), &role).unwrap_err();
        assert!(error.is_invalid_argument());
        assert!(error.to_string().contains(part), "{error}");
    }

    /// Returns the list, each role as `role on database` or `role on database.collection`.
    fn list(roles: &Roles) -> Vec<String> {
        let show = |Role { namespace: Namespace { database, collection }, role }: &Role| match collection {
            Some(collection) => format!("{role} on {database}.{collection}"),
            None => format!("{role} on {database}"),
        };
        roles.iter().map(show).collect()
    }

    #[test]
    fn every_role_can_be_granted_on_admin() {
        let custom = RoleSpecs::custom("reporting");
        for role in ADMIN_ONLY.into_iter().chain([RoleSpecs::Read, RoleSpecs::ReadWrite, RoleSpecs::DbAdmin, custom]) {
            assert_eq!(check(&"admin".into(), &role).map_err(|error| error.to_string()), Ok(()), "{role}");
        }
    }

    #[test]
    fn some_roles_can_be_granted_on_other_databases() {
        for role in [RoleSpecs::Read, RoleSpecs::ReadWrite, RoleSpecs::DbAdmin, RoleSpecs::custom("reporting")] {
            assert!(check(&"sales".into(), &role).is_ok(), "{role}");
        }
        for role in ADMIN_ONLY {
            check_rejected("sales", role, r#"grant it on "admin", or use read, readWrite, dbAdmin or a custom role"#);
        }
    }

    #[test]
    fn only_read_and_read_write_can_be_granted_on_a_collection() {
        for database in ["admin", "sales"] {
            let orders = Namespace::collection(database, "orders");
            for role in [RoleSpecs::Read, RoleSpecs::ReadWrite] {
                assert!(check(&orders, &role).is_ok(), "{role}");
            }
            for role in ADMIN_ONLY.into_iter().chain([RoleSpecs::DbAdmin, RoleSpecs::custom("reporting")]) {
                check_rejected(orders.clone(), role, "grant it on the database, or use read or readWrite");
            }
        }
    }

    #[test]
    fn empty_names_are_rejected() {
        check_rejected("", RoleSpecs::Read, "on a database with an empty name");
        check_rejected(
            Namespace::collection("sales", ""),
            RoleSpecs::Read,
            r#"on a collection of "sales" with an empty name"#,
        );
        check_rejected("sales", RoleSpecs::custom(""), "role: name is empty");
    }

    #[test]
    fn roles_keep_their_order_without_duplicates() {
        let mut roles = Roles::default();
        roles.add("sales".into(), [RoleSpecs::ReadWrite, RoleSpecs::Read]).unwrap();
        roles.add(Namespace::collection("sales", "orders"), [RoleSpecs::Read]).unwrap();
        roles.add("sales".into(), [RoleSpecs::ReadWrite]).unwrap();
        assert_eq!(list(&roles), ["readWrite on sales", "read on sales", "read on sales.orders"]);
    }

    #[test]
    fn no_role_is_added_if_one_is_rejected() {
        let mut roles = Roles::default();
        assert!(roles.add("sales".into(), [RoleSpecs::Read, RoleSpecs::Backup]).is_err());
        assert_eq!(roles, Roles::default());
    }

    #[test]
    fn only_exact_matches_are_removed() {
        let mut roles = Roles::default();
        roles.add("sales".into(), [RoleSpecs::Read, RoleSpecs::ReadWrite]).unwrap();
        roles.add(Namespace::collection("sales", "orders"), [RoleSpecs::Read]).unwrap();
        roles.remove(&"sales".into(), [RoleSpecs::Read, RoleSpecs::DbAdmin]);
        assert_eq!(list(&roles), ["readWrite on sales", "read on sales.orders"]);
    }
}
