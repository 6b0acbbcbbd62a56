//! Targets of roles: databases and collections.

/// A database or a collection that a role is granted on.
///
/// A string converts to the database of that name. A collection needs [`Namespace::collection`].
///
/// ```
/// use atlas_api::specs::Namespace;
///
/// assert_eq!(Namespace::from("sales"), Namespace::database("sales"));
/// assert_ne!(Namespace::collection("sales", "orders"), Namespace::database("sales"));
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Namespace {
    pub(super) database: String,
    pub(super) collection: Option<String>,
}

impl Namespace {
    /// Returns the namespace of a whole database. The name must not be empty.
    #[must_use]
    pub fn database(database: impl Into<String>) -> Self {
        Self { database: database.into(), collection: None }
    }

    /// Returns the namespace of one collection. The names must not be empty.
    #[must_use]
    pub fn collection(database: impl Into<String>, collection: impl Into<String>) -> Self {
        Self { database: database.into(), collection: Some(collection.into()) }
    }
}

impl From<&str> for Namespace {
    fn from(database: &str) -> Self {
        Self::database(database)
    }
}

impl From<String> for Namespace {
    fn from(database: String) -> Self {
        Self::database(database)
    }
}
