//! Deserialization of database user updates.

use serde::{Deserialize, Deserializer, de};

use crate::{
    Error, Secret,
    specs::{
        DatabaseUsersUpdatePermissionsSpecs,
        database_user::{
            details::{Label, Scope},
            roles::{Role, Roles},
        },
        expiry::truncate_to_seconds,
        file::{Instant, double_option, non_null},
    },
};

/// An update of a database user. Properties that are left out keep their values.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema), schemars(extend("minProperties" = 1)))]
struct Wire {
    /// New password.
    #[serde(default, deserialize_with = "non_null")]
    #[cfg_attr(feature = "schemars", schemars(with = "String", length(min = 8), extend("writeOnly" = true)))]
    password: Option<Secret>,
    /// Roles that replace all roles of the user.
    #[serde(default, deserialize_with = "non_null")]
    #[cfg_attr(feature = "schemars", schemars(with = "Vec<Role>"))]
    roles: Option<Vec<Role>>,
    /// Resources that the user's access is limited to from now on. An empty list allows all resources of the project.
    #[serde(default, deserialize_with = "non_null")]
    #[cfg_attr(feature = "schemars", schemars(with = "Vec<Scope>"))]
    scopes: Option<Vec<Scope>>,
    /// Labels that replace all labels of the user.
    #[serde(default, deserialize_with = "non_null")]
    #[cfg_attr(feature = "schemars", schemars(with = "Vec<Label>"))]
    labels: Option<Vec<Label>>,
    /// New description. `null` removes the description.
    #[serde(default, deserialize_with = "double_option")]
    #[cfg_attr(feature = "schemars", schemars(with = "Option<String>", length(max = 100)))]
    description: Option<Option<String>>,
    /// Time when Atlas deletes the user, in the future and within one week. `null` makes the user permanent.
    #[serde(default, deserialize_with = "double_option")]
    #[cfg_attr(feature = "schemars", schemars(with = "Option<Instant>"))]
    delete_after_date: Option<Option<Instant>>,
}

impl TryFrom<Wire> for DatabaseUsersUpdatePermissionsSpecs {
    type Error = Error;

    fn try_from(wire: Wire) -> Result<Self, Error> {
        let mut roles = Roles::default();
        for Role { namespace, role } in wire.roles.iter().flatten() {
            roles.add(namespace.clone(), [role.clone()])?;
        }
        let spec = Self {
            password: wire.password,
            clears_roles: wire.roles.is_some(),
            roles,
            scopes: wire.scopes,
            labels: wire.labels,
            description: wire.description,
            delete_after_date: wire.delete_after_date.map(|date| date.map(|Instant(date)| truncate_to_seconds(date))),
        };
        spec.check_without_clock()?;
        Ok(spec)
    }
}

impl<'de> Deserialize<'de> for DatabaseUsersUpdatePermissionsSpecs {
    fn deserialize<D: Deserializer<'de>>(file: D) -> Result<Self, D::Error> {
        Self::try_from(Wire::deserialize(file)?).map_err(de::Error::custom)
    }
}

#[cfg(feature = "schemars")]
crate::specs::file::schema_of_wire!(DatabaseUsersUpdatePermissionsSpecs as Wire);
