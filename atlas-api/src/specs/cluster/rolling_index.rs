//! Spec of an index that is built on one node after another.

use std::collections::BTreeMap;

use atlas_gen::types::{Collation, DatabaseRollingIndexRequest, IndexOptions};

use crate::{Error, specs::check_length};

/// An index to [create](crate::clusters::Clusters::create_rolling_index) on the nodes of a cluster, one after the other.
///
/// At least one key is required. Only properties that are set are sent.
///
/// ```
/// use atlas_api::specs::RollingIndexSpec;
///
/// let spec = RollingIndexSpec::new("shop", "orders").ascending("customer").descending("date").name("by_customer");
/// # let _ = spec;
/// ```
#[derive(Clone, Debug, PartialEq)]
#[must_use = "a spec creates nothing by itself; pass it to `create_rolling_index`"]
pub struct RollingIndexSpec {
    database: String,
    collection: String,
    keys: Vec<(String, String)>,
    collation: Option<Collation>,
    options: IndexOptions,
}

impl RollingIndexSpec {
    /// Returns a spec of an index on a collection, without keys.
    pub fn new(database: impl Into<String>, collection: impl Into<String>) -> Self {
        let (keys, options) = (Vec::new(), IndexOptions::new());
        Self { database: database.into(), collection: collection.into(), keys, collation: None, options }
    }

    /// Adds a field in ascending order.
    pub fn ascending(self, field: impl Into<String>) -> Self {
        self.key(field, "1")
    }

    /// Adds a field in descending order.
    pub fn descending(self, field: impl Into<String>) -> Self {
        self.key(field, "-1")
    }

    /// Adds a field with another kind of index, such as `2dsphere`, `hashed` or `text`.
    pub fn key(mut self, field: impl Into<String>, kind: impl Into<String>) -> Self {
        self.keys.push((field.into(), kind.into()));
        self
    }

    /// Sets the name of the index. Default: a name from its keys.
    pub fn name(mut self, name: impl Into<String>) -> Self {
        self.options = self.options.name(name.into());
        self
    }

    /// Sets whether the index has only documents with one of its fields. Default: all documents.
    #[inline]
    pub fn sparse(mut self, enabled: bool) -> Self {
        self.options = self.options.sparse(enabled);
        self
    }

    /// Sets whether the query planner ignores the index. Default: it does not.
    #[inline]
    pub fn hidden(mut self, enabled: bool) -> Self {
        self.options = self.options.hidden(enabled);
        self
    }

    /// Sets the conditions of the documents that the index has. Default: all documents.
    #[doc(alias = "partialFilterExpression")]
    #[inline]
    pub fn partial_filter(mut self, expression: serde_json::Value) -> Self {
        self.options = self.options.partial_filter_expression(expression);
        self
    }

    /// Sets the rules for the comparison of text. Default: those of the collection.
    #[inline]
    pub fn collation(mut self, collation: Collation) -> Self {
        self.collation = Some(collation);
        self
    }

    /// Replaces all options, such as the name, with those of the request body.
    #[inline]
    pub fn options(mut self, options: IndexOptions) -> Self {
        self.options = options;
        self
    }

    #[inline]
    pub(crate) fn into_body(self) -> Result<DatabaseRollingIndexRequest, Error> {
        check_length("database", &self.database, 1..=usize::MAX)?;
        check_length("collection", &self.collection, 1..=usize::MAX)?;
        if self.keys.is_empty() {
            return Err(Error::invalid_argument("index", "it has no keys; add a field"));
        }
        let mut body = DatabaseRollingIndexRequest::new().db(self.database).collection(self.collection);
        body = body.keys(self.keys.into_iter().map(|key| BTreeMap::from([key])).collect::<Vec<_>>());
        body.collation = self.collation;
        Ok(if self.options == IndexOptions::new() { body } else { body.options(self.options) })
    }
}
