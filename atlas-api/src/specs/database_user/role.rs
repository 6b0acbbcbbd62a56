//! The roles that a database user can have.

use std::fmt;

/// A role of a database user: one that is built in, or a custom role of the project by its name.
///
/// ```
/// use atlas_api::specs::RoleSpecs;
///
/// assert_eq!(RoleSpecs::ReadWrite.as_str(), "readWrite");
/// assert_eq!(RoleSpecs::custom("reporting").as_str(), "reporting");
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum RoleSpecs {
    /// `atlasAdmin`: all that Atlas lets a user do, on all databases.
    AtlasAdmin,
    /// `readWriteAnyDatabase`: read and write all databases.
    ReadWriteAnyDatabase,
    /// `readAnyDatabase`: read all databases.
    ReadAnyDatabase,
    /// `backup`: what a backup needs.
    Backup,
    /// `clusterMonitor`: look at the state of the cluster.
    ClusterMonitor,
    /// `dbAdmin`: indexes, statistics and the like of one database.
    DbAdmin,
    /// `dbAdminAnyDatabase`: the same of all databases.
    DbAdminAnyDatabase,
    /// `enableSharding`: shard databases and collections.
    EnableSharding,
    /// `read`: read one database, or one collection of it.
    Read,
    /// `readWrite`: read and write one database, or one collection of it.
    ReadWrite,
    /// A custom role of the project; made by [`RoleSpecs::custom`].
    #[non_exhaustive]
    Custom(String),
}

impl RoleSpecs {
    pub(super) const BUILT_IN: [Self; 10] = [
        Self::AtlasAdmin,
        Self::ReadWriteAnyDatabase,
        Self::ReadAnyDatabase,
        Self::Backup,
        Self::ClusterMonitor,
        Self::DbAdmin,
        Self::DbAdminAnyDatabase,
        Self::EnableSharding,
        Self::Read,
        Self::ReadWrite,
    ];

    /// The role of this name. A name that is built in gives that role, whose rules then hold.
    #[must_use]
    pub fn custom(name: impl Into<String>) -> Self {
        let name = name.into();
        let built_in = Self::BUILT_IN.into_iter().find(|role| role.as_str() == name);
        built_in.unwrap_or(Self::Custom(name))
    }

    /// The name that the role has in Atlas.
    #[must_use]
    pub fn as_str(&self) -> &str {
        match self {
            Self::AtlasAdmin => "atlasAdmin",
            Self::ReadWriteAnyDatabase => "readWriteAnyDatabase",
            Self::ReadAnyDatabase => "readAnyDatabase",
            Self::Backup => "backup",
            Self::ClusterMonitor => "clusterMonitor",
            Self::DbAdmin => "dbAdmin",
            Self::DbAdminAnyDatabase => "dbAdminAnyDatabase",
            Self::EnableSharding => "enableSharding",
            Self::Read => "read",
            Self::ReadWrite => "readWrite",
            Self::Custom(name) => name,
        }
    }

    /// Whether the role can be given on a single collection.
    pub(super) fn fits_collection(&self) -> bool {
        matches!(self, Self::Read | Self::ReadWrite)
    }

    /// Whether the role can be given on another database than `admin`.
    pub(super) fn fits_any_database(&self) -> bool {
        matches!(self, Self::Read | Self::ReadWrite | Self::DbAdmin | Self::Custom(_))
    }
}

impl fmt::Display for RoleSpecs {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_custom_role_can_not_pass_for_a_built_in_one() {
        for role in RoleSpecs::BUILT_IN {
            assert_eq!(RoleSpecs::custom(role.as_str()), role);
        }
        assert_eq!(RoleSpecs::custom("readwrite"), RoleSpecs::Custom("readwrite".to_owned()));
    }
}
