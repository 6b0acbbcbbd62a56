//! Parts shared by the files of new users and of updates.
//!
//! Each part is validated as it is deserialized, so that an error has its location.

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
            roles::{EMPTY_NAME, Role, check},
        },
        file::{non_null, string_enum},
    },
};

string_enum!(X509Type: "CUSTOMER" = Customer, "MANAGED" = Managed);
string_enum!(LdapAuthType: "USER" = User, "GROUP" = Group);
string_enum!(OidcAuthType: "USER" = User, "IDP_GROUP" = IdpGroup);
string_enum!(AwsIamType: "USER" = User, "ROLE" = Role);

/// A database that users authenticate against.
#[derive(Clone, Copy)]
pub(super) enum Database {
    Admin,
    External,
}

string_enum!(Database: "admin" = Admin, "$external" = External);

impl Database {
    #[inline]
    pub(super) fn as_str(self) -> &'static str {
        match self {
            Self::Admin => "admin",
            Self::External => "$external",
        }
    }
}

/// The kind of resource that a scope limits access to. Files do not accept other kinds.
#[derive(Clone, Copy)]
enum ScopeKind {
    Cluster,
    DataLake,
    Stream,
}

string_enum!(ScopeKind: "CLUSTER" = Cluster, "DATA_LAKE" = DataLake, "STREAM" = Stream);

impl<'de> Deserialize<'de> for RoleSpecs {
    fn deserialize<D: Deserializer<'de>>(file: D) -> Result<Self, D::Error> {
        match String::deserialize(file)? {
            name if name.is_empty() => Err(de::Error::custom(format!("role: {EMPTY_NAME}"))),
            name => Ok(Self::custom(name)),
        }
    }
}

/// Database or collection that a role is granted on.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
struct NamespaceWire {
    /// Name of the database.
    #[cfg_attr(feature = "schemars", schemars(length(min = 1)))]
    database_name: String,
    /// Name of a collection in the database.
    #[serde(default, deserialize_with = "non_null")]
    #[cfg_attr(feature = "schemars", schemars(with = "String", length(min = 1)))]
    collection_name: Option<String>,
}

impl TryFrom<NamespaceWire> for Namespace {
    type Error = Error;

    fn try_from(wire: NamespaceWire) -> Result<Self, Error> {
        let namespace = Self { database: wire.database_name, collection: wire.collection_name };
        // `read` can be granted on every namespace, so only the rules for names apply.
        check(&namespace, &RoleSpecs::Read)?;
        Ok(namespace)
    }
}

/// A role of the user.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema), schemars(extend("allOf" = schema::role_rules())))]
struct RoleWire {
    /// Database that the role is granted on.
    #[cfg_attr(feature = "schemars", schemars(length(min = 1)))]
    database_name: String,
    /// Name of the role.
    role_name: RoleSpecs,
    /// Collection that the role is granted on. Default: the whole database.
    #[serde(default, deserialize_with = "non_null")]
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

/// A resource that the user's access is limited to.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
struct ScopeWire {
    /// Name of the resource.
    #[cfg_attr(feature = "schemars", schemars(regex(pattern = crate::specs::CLUSTER_NAME)))]
    name: String,
    /// Kind of the resource.
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

/// A label of the user.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
struct LabelWire {
    /// Key of the label.
    #[cfg_attr(feature = "schemars", schemars(length(min = 1, max = 255)))]
    key: String,
    /// Value of the label.
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

/// Deserializes each part through the struct that has the shape of the file.
macro_rules! deserialize_through {
    ($($part:ident through $wire:ident),* $(,)?) => {$(
        impl<'de> Deserialize<'de> for $part {
            fn deserialize<D: Deserializer<'de>>(file: D) -> Result<Self, D::Error> {
                Self::try_from($wire::deserialize(file)?).map_err(de::Error::custom)
            }
        }

        #[cfg(feature = "schemars")]
        crate::specs::file::schema_of_wire!($part as $wire);
    )*};
}

deserialize_through!(
    Label through LabelWire,
    Namespace through NamespaceWire,
    Role through RoleWire,
    Scope through ScopeWire,
);
