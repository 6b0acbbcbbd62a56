//! What the files of new and of changed users have in common. Each part is checked as it is read, so that an error is at
//! its place.

use serde::{Deserialize, Deserializer, de};

#[cfg(feature = "schemars")]
use super::schema;
use crate::{
    Error,
    model::ScopeType,
    specs::{
        AwsIamType, LdapAuthType, Namespace, OidcAuthType, RoleSpecs, X509Type,
        database_user::{
            details::{Label, Scope},
            roles::{Role, check},
        },
        file::{named, present},
    },
};

named!(X509Type: "CUSTOMER" = Customer, "MANAGED" = Managed);
named!(LdapAuthType: "USER" = User, "GROUP" = Group);
named!(OidcAuthType: "USER" = User, "IDP_GROUP" = IdpGroup);
named!(AwsIamType: "USER" = User, "ROLE" = Role);

/// The databases that users authenticate against.
#[derive(Clone, Copy)]
pub(super) enum Database {
    Admin,
    External,
}

named!(Database: "admin" = Admin, "$external" = External);

impl Database {
    pub(super) fn as_str(self) -> &'static str {
        match self {
            Self::Admin => "admin",
            Self::External => "$external",
        }
    }
}

/// The kinds of what users can be let into; in a file another one is a mistake.
#[derive(Clone, Copy)]
enum ScopeKind {
    Cluster,
    DataLake,
    Stream,
}

named!(ScopeKind: "CLUSTER" = Cluster, "DATA_LAKE" = DataLake, "STREAM" = Stream);

impl<'de> Deserialize<'de> for RoleSpecs {
    fn deserialize<D: Deserializer<'de>>(file: D) -> Result<Self, D::Error> {
        match String::deserialize(file)? {
            name if name.is_empty() => Err(de::Error::custom("role: a custom role has a name")),
            name => Ok(Self::custom(name)),
        }
    }
}

/// What a role is given on.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
struct NamespaceWire {
    /// Name of the database.
    #[cfg_attr(feature = "schemars", schemars(length(min = 1)))]
    database_name: String,
    /// Name of one collection of it.
    #[serde(default, deserialize_with = "present")]
    #[cfg_attr(feature = "schemars", schemars(with = "String", length(min = 1)))]
    collection_name: Option<String>,
}

impl TryFrom<NamespaceWire> for Namespace {
    type Error = Error;

    fn try_from(wire: NamespaceWire) -> Result<Self, Error> {
        let namespace = Self { database: wire.database_name, collection: wire.collection_name };
        // A role that can be given anywhere leaves the rules for names.
        check(&namespace, &RoleSpecs::Read)?;
        Ok(namespace)
    }
}

/// A role of the user.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema), schemars(extend("allOf" = schema::role_rules())))]
struct RoleWire {
    /// Database that the role is given on.
    #[cfg_attr(feature = "schemars", schemars(length(min = 1)))]
    database_name: String,
    /// Name of the role.
    role_name: RoleSpecs,
    /// Collection of the database that the role is given on; without it, it is given on all of the database.
    #[serde(default, deserialize_with = "present")]
    #[cfg_attr(feature = "schemars", schemars(with = "String", length(min = 1)))]
    collection_name: Option<String>,
}

impl TryFrom<RoleWire> for Role {
    type Error = Error;

    fn try_from(wire: RoleWire) -> Result<Self, Error> {
        let namespace = Namespace { database: wire.database_name, collection: wire.collection_name };
        check(&namespace, &wire.role_name)?;
        Ok(Self { namespace, role: wire.role_name })
    }
}

/// A cluster or the like that the user is let into.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
struct ScopeWire {
    /// Its name.
    #[cfg_attr(feature = "schemars", schemars(regex(pattern = crate::specs::CLUSTER_NAME)))]
    name: String,
    /// What it is.
    #[serde(rename = "type")]
    kind: ScopeKind,
}

impl TryFrom<ScopeWire> for Scope {
    type Error = Error;

    fn try_from(wire: ScopeWire) -> Result<Self, Error> {
        let kind = match wire.kind {
            ScopeKind::Cluster => ScopeType::Cluster,
            ScopeKind::DataLake => ScopeType::DataLake,
            ScopeKind::Stream => ScopeType::Stream,
        };
        let scope = Self { name: wire.name, kind };
        scope.check()?;
        Ok(scope)
    }
}

/// A label that the user carries.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
struct LabelWire {
    /// What the label is about.
    #[cfg_attr(feature = "schemars", schemars(length(min = 1, max = 255)))]
    key: String,
    /// What it says of that.
    #[cfg_attr(feature = "schemars", schemars(length(min = 1, max = 255)))]
    value: String,
}

impl TryFrom<LabelWire> for Label {
    type Error = Error;

    fn try_from(wire: LabelWire) -> Result<Self, Error> {
        let label = Self { key: wire.key, value: wire.value };
        label.check()?;
        Ok(label)
    }
}

/// Reads each by the struct that its file has the shape of.
macro_rules! read_by {
    ($($part:ident by $wire:ident),* $(,)?) => {$(
        impl<'de> Deserialize<'de> for $part {
            fn deserialize<D: Deserializer<'de>>(file: D) -> Result<Self, D::Error> {
                Self::try_from($wire::deserialize(file)?).map_err(de::Error::custom)
            }
        }

        #[cfg(feature = "schemars")]
        crate::specs::file::schema_of_wire!($part as $wire);
    )*};
}

read_by!(Label by LabelWire, Namespace by NamespaceWire, Role by RoleWire, Scope by ScopeWire);
