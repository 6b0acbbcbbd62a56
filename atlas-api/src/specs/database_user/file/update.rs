//! Changes of a user as a file.

use serde::{Deserialize, Deserializer, de};

use crate::{
    Error, Secret,
    specs::{
        DatabaseUsersUpdatePermissionsSpecs,
        database_user::{
            details::{Label, Scope},
            roles::{Role, Roles},
        },
        expiry::end,
        file::{Instant, given, present},
    },
};

/// What is to change of a database user; what is left out stays.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
struct Wire {
    /// Another password.
    #[serde(default, deserialize_with = "present")]
    #[cfg_attr(feature = "schemars", schemars(with = "String", length(min = 8), extend("writeOnly" = true)))]
    password: Option<Secret>,
    /// Roles that replace those of the user.
    #[serde(default, deserialize_with = "present")]
    #[cfg_attr(feature = "schemars", schemars(with = "Vec<Role>"))]
    roles: Option<Vec<Role>>,
    /// What the user is let into from now on; if empty, it is let into all of the project.
    #[serde(default, deserialize_with = "present")]
    #[cfg_attr(feature = "schemars", schemars(with = "Vec<Scope>"))]
    scopes: Option<Vec<Scope>>,
    /// Labels that replace those of the user.
    #[serde(default, deserialize_with = "present")]
    #[cfg_attr(feature = "schemars", schemars(with = "Vec<Label>"))]
    labels: Option<Vec<Label>>,
    /// Another description; `null` takes it away.
    #[serde(default, deserialize_with = "given")]
    #[cfg_attr(feature = "schemars", schemars(with = "Option<String>", length(max = 100)))]
    description: Option<Option<String>>,
    /// When the service deletes the user, in the future and within one week; `null` makes it one that stays.
    #[serde(default, deserialize_with = "given")]
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
            delete_after_date: wire.delete_after_date.map(|date| date.map(|Instant(date)| end(date))),
        };
        spec.check_timeless()?;
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
