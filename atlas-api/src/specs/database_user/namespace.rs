//! What a role is given on.

/// A database, or one collection of it: what a role is given on.
///
/// A database's name converts by itself, so that only a collection has to be said.
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
    /// A whole database.
    #[must_use]
    pub fn database(database: impl Into<String>) -> Self {
        Self { database: database.into(), collection: None }
    }

    /// One collection of a database.
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
