//! Roles of database users.

use std::fmt;

/// A role of a database user: a built-in role, or a custom role of the project.
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
    /// `atlasAdmin`: all privileges that Atlas grants to database users, on all databases.
    AtlasAdmin,
    /// `readWriteAnyDatabase`: read and write access to all databases.
    ReadWriteAnyDatabase,
    /// `readAnyDatabase`: read access to all databases.
    ReadAnyDatabase,
    /// `backup`: the privileges to back up data.
    Backup,
    /// `clusterMonitor`: read access to the state of the cluster.
    ClusterMonitor,
    /// `dbAdmin`: administration of one database, such as indexes and statistics.
    DbAdmin,
    /// `dbAdminAnyDatabase`: administration of all databases, such as indexes and statistics.
    DbAdminAnyDatabase,
    /// `enableSharding`: the privileges to shard databases and collections.
    EnableSharding,
    /// `read`: read access to one database or one collection.
    Read,
    /// `readWrite`: read and write access to one database or one collection.
    ReadWrite,
    /// A custom role of the project, created by [`RoleSpecs::custom`].
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

    /// Returns the custom role of this name. The name of a built-in role returns that role, with its rules.
    #[must_use]
    pub fn custom(name: impl Into<String>) -> Self {
        let name = name.into();
        let built_in = Self::BUILT_IN.into_iter().find(|role| role.as_str() == name);
        built_in.unwrap_or(Self::Custom(name))
    }

    /// Returns the name that Atlas uses for the role, such as `readWrite`.
    #[must_use]
    #[inline]
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

    /// Returns whether the role can be granted on a collection.
    #[inline]
    pub(super) fn fits_collection(&self) -> bool {
        matches!(self, Self::Read | Self::ReadWrite)
    }

    /// Returns whether the role can be granted on a database other than `admin`.
    #[inline]
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
    fn a_built_in_name_returns_the_built_in_role() {
        for role in RoleSpecs::BUILT_IN {
            assert_eq!(RoleSpecs::custom(role.as_str()), role);
        }
        assert_eq!(RoleSpecs::custom("readwrite"), RoleSpecs::Custom("readwrite".to_owned()));
    }
}
