//! Resources on which a custom database role allows actions.

use atlas_gen::types::DatabasePermittedNamespaceResource;

/// A resource on which a custom database role allows actions: the cluster, a database or a collection.
#[derive(Clone, Debug, PartialEq)]
pub struct RoleResource(DatabasePermittedNamespaceResource);

impl RoleResource {
    /// Returns the cluster itself, for actions that belong to no database, such as `LIST_DATABASES`.
    #[inline]
    #[must_use]
    pub fn cluster() -> Self {
        Self(DatabasePermittedNamespaceResource::new().cluster(true))
    }

    /// Returns a database with all of its collections.
    #[must_use]
    pub fn database(name: impl Into<String>) -> Self {
        Self(DatabasePermittedNamespaceResource::new().db(name.into()))
    }

    /// Returns a collection.
    #[must_use]
    pub fn collection(database: impl Into<String>, name: impl Into<String>) -> Self {
        Self(DatabasePermittedNamespaceResource::new().db(database.into()).collection(name.into()))
    }

    /// Returns the problem of an empty name. Atlas would read it as all collections.
    #[inline]
    pub(super) fn problem(&self) -> Option<&'static str> {
        match (self.0.db.as_deref(), self.0.collection.as_deref()) {
            (Some(""), _) => Some("the name of the database is empty; use the name of a database"),
            (_, Some("")) => {
                Some("the name of the collection is empty; use `RoleResource::database` for all collections")
            }
            _ => None,
        }
    }

    #[inline]
    pub(super) fn into_body(self) -> DatabasePermittedNamespaceResource {
        self.0
    }
}
