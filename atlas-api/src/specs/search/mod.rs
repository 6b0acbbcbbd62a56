//! Search and vector indexes to create, and their definitions.

mod definition;
mod nodes;
mod quantization;
mod vector;

use atlas_gen::types::{
    SearchIndexCreateRequest, SearchIndexCreateRequestDefinition, SearchIndexUpdateRequestDefinition,
};

pub use self::{
    definition::SearchDefinition,
    nodes::SearchNodesSpec,
    quantization::Quantization,
    vector::{Similarity, VectorDefinition},
};
use super::check_length;
use crate::{Error, segment::check_segment};

/// A search or vector index to [create](crate::search::SearchIndexes::create).
///
/// ```
/// use atlas_api::search::{SearchDefinition, SearchIndexSpec};
///
/// let spec = SearchIndexSpec::new("sales", "orders", "default", SearchDefinition::dynamic());
/// # let _ = spec;
/// ```
#[derive(Clone, Debug, PartialEq)]
#[must_use = "a spec creates nothing by itself; pass it to `create`"]
pub struct SearchIndexSpec {
    database: String,
    collection: String,
    name: String,
    definition: IndexDefinition,
}

impl SearchIndexSpec {
    /// Returns a spec of an index on a collection. Queries use the index by its name; without one, they use `default`.
    pub fn new(
        database: impl Into<String>,
        collection: impl Into<String>,
        name: impl Into<String>,
        definition: impl Into<IndexDefinition>,
    ) -> Self {
        Self {
            database: database.into(),
            collection: collection.into(),
            name: name.into(),
            definition: definition.into(),
        }
    }

    #[inline]
    pub(crate) fn into_body(self) -> Result<SearchIndexCreateRequest, Error> {
        check_length("database", &self.database, 1..=usize::MAX)?;
        check_length("collection", &self.collection, 1..=usize::MAX)?;
        check_segment("search index", &self.name)?;
        let kind = self.definition.kind();
        let body = SearchIndexCreateRequest::new().database(self.database).collection_name(self.collection);
        Ok(body.name(self.name).type_(kind).definition(self.definition.into_create()?))
    }
}

/// Rejects a number of partitions that Atlas does not accept.
#[inline]
fn check_partitions(partitions: Option<u8>) -> Result<(), Error> {
    match partitions {
        None | Some(1 | 2 | 4) => Ok(()),
        Some(number) => Err(Error::invalid_argument("partitions", format!("{number} is not possible; use 1, 2 or 4"))),
    }
}

/// The definition of a search or vector index.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum IndexDefinition {
    /// Full-text search.
    Search(SearchDefinition),
    /// Vector search.
    Vector(VectorDefinition),
}

impl IndexDefinition {
    #[inline]
    fn kind(&self) -> &'static str {
        match self {
            Self::Search(_) => "search",
            Self::Vector(_) => "vectorSearch",
        }
    }

    #[inline]
    fn into_create(self) -> Result<SearchIndexCreateRequestDefinition, Error> {
        match self {
            Self::Search(definition) => definition.into_create(),
            Self::Vector(definition) => definition.into_create(),
        }
    }

    #[inline]
    pub(crate) fn into_update(self) -> Result<SearchIndexUpdateRequestDefinition, Error> {
        match self {
            Self::Search(definition) => definition.into_update(),
            Self::Vector(definition) => definition.into_update(),
        }
    }
}

impl From<SearchDefinition> for IndexDefinition {
    #[inline]
    fn from(definition: SearchDefinition) -> Self {
        Self::Search(definition)
    }
}

impl From<VectorDefinition> for IndexDefinition {
    #[inline]
    fn from(definition: VectorDefinition) -> Self {
        Self::Vector(definition)
    }
}
