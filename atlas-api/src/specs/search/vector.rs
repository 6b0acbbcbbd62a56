//! Definition of a vector index.

use atlas_gen::types::{SearchIndexCreateRequestDefinition, SearchIndexUpdateRequestDefinition};
use serde_json::{Value, json};

use super::{Quantization, check_partitions};
use crate::{Error, open_enum::open_enum, specs::check_length};

/// The similarity of two vectors.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Similarity {
    /// `cosine`: the angle between the vectors.
    Cosine,
    /// `dotProduct`: the angle and the lengths. For vectors of length 1, it is the cosine, and faster.
    DotProduct,
    /// `euclidean`: the distance between the ends.
    Euclidean,
    /// Another function, by its name.
    #[non_exhaustive]
    Unknown(String),
}

open_enum! {
    Similarity {
        Cosine => "cosine",
        DotProduct => "dotProduct",
        Euclidean => "euclidean",
    }
}

/// The definition of a vector index: the fields with vectors, and the fields that queries filter by.
///
/// ```
/// use atlas_api::search::{Quantization, Similarity, VectorDefinition};
///
/// let definition = VectorDefinition::new()
///     .quantized_vector("embedding", 1536, Similarity::Cosine, Quantization::Scalar)
///     .filter("country");
/// # let _ = definition;
/// ```
#[derive(Clone, Debug, Default, PartialEq)]
#[must_use = "a definition changes nothing by itself; pass it to a spec or to `replace`"]
pub struct VectorDefinition {
    fields: Vec<Value>,
    nested_root: Option<String>,
    stored_source: Option<Value>,
    partitions: Option<u8>,
}

/// Builds a definition of a generated type, of which there are two with the same properties.
macro_rules! build {
    ($definition:expr, $body:ident) => {{
        let definition = $definition;
        check_partitions(definition.partitions)?;
        if let Some(path) = &definition.nested_root {
            check_length("nested root", path, 1..=usize::MAX)?;
        }
        let (source, partitions) = (definition.stored_source.clone(), definition.partitions);
        let root = definition.nested_root.clone();
        let mut body = $body::new().fields(definition.into_fields()?);
        if let Some(path) = root {
            body = body.nested_root(path);
        }
        if let Some(source) = source {
            body = body.stored_source(source);
        }
        if let Some(partitions) = partitions {
            body = body.num_partitions(i32::from(partitions));
        }
        Ok(body)
    }};
}

impl VectorDefinition {
    /// Returns a definition without fields. At least one [vector](Self::vector) must be added before it is sent.
    #[inline]
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a field with vectors of this number of dimensions, at least 1. The path of a nested field has dots.
    pub fn vector(self, path: impl Into<String>, dimensions: u32, similarity: impl Into<Similarity>) -> Self {
        let similarity = similarity.into();
        self.with(json!({
            "type": "vector",
            "path": path.into(),
            "numDimensions": dimensions,
            "similarity": similarity.as_str(),
        }))
    }

    /// Adds a field with vectors that the index compresses; otherwise as [`vector`](Self::vector).
    pub fn quantized_vector(
        mut self,
        path: impl Into<String>,
        dimensions: u32,
        similarity: impl Into<Similarity>,
        quantization: impl Into<Quantization>,
    ) -> Self {
        self = self.vector(path, dimensions, similarity);
        if let Some(field) = self.fields.last_mut() {
            field["quantization"] = quantization.into().as_str().into();
        }
        self
    }

    /// Adds a field that queries can filter by.
    pub fn filter(self, path: impl Into<String>) -> Self {
        self.with(json!({ "type": "filter", "path": path.into() }))
    }

    /// Sets the path of an array of documents, such as `chapters`, whose elements have a vector each. The paths of the
    /// vectors are complete ones, such as `chapters.embedding`.
    #[doc(alias = "nestedRoot")]
    pub fn nested_root(mut self, path: impl Into<String>) -> Self {
        self.nested_root = Some(path.into());
        self
    }

    /// Sets the fields that the index stores for queries: `true` for all, or an object with `include` or `exclude`.
    pub fn stored_source(mut self, source: impl Into<Value>) -> Self {
        self.stored_source = Some(source.into());
        self
    }

    /// Sets the number of partitions of the index: 1, 2 or 4. Default: 1.
    #[doc(alias = "numPartitions")]
    #[inline]
    pub fn partitions(mut self, number: u8) -> Self {
        self.partitions = Some(number);
        self
    }

    #[inline]
    pub(super) fn into_create(self) -> Result<SearchIndexCreateRequestDefinition, Error> {
        build!(self, SearchIndexCreateRequestDefinition)
    }

    #[inline]
    pub(super) fn into_update(self) -> Result<SearchIndexUpdateRequestDefinition, Error> {
        build!(self, SearchIndexUpdateRequestDefinition)
    }

    #[inline]
    fn with(mut self, field: Value) -> Self {
        self.fields.push(field);
        self
    }

    fn into_fields(self) -> Result<Vec<Value>, Error> {
        for (at, field) in self.fields.iter().enumerate() {
            let path = &field["path"];
            if path == "" {
                return Err(Error::invalid_argument("vector definition", "the path of a field is empty; use its name"));
            }
            if self.fields[..at].iter().any(|other| other["path"] == *path) {
                let rule = format!("the path {path} is repeated; use each path once");
                return Err(Error::invalid_argument("vector definition", rule));
            }
            if field["numDimensions"] == 0 {
                let rule = format!("{path} has 0 dimensions; use the number of the embedding model");
                return Err(Error::invalid_argument("vector definition", rule));
            }
        }
        if self.fields.iter().all(|field| field["type"] != "vector") {
            return Err(Error::invalid_argument("vector definition", "it contains no vector; call `vector`"));
        }
        Ok(self.fields)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_fields_are_sent_in_their_order() {
        let definition = VectorDefinition::new().vector("a", 3, "dotProduct").filter("b.c");
        let fields = definition.quantized_vector("d", 4, Similarity::Euclidean, "scalar").into_fields().unwrap();
        let expected = [
            json!({ "type": "vector", "path": "a", "numDimensions": 3, "similarity": "dotProduct" }),
            json!({ "type": "filter", "path": "b.c" }),
            json!({
                "type": "vector", "path": "d", "numDimensions": 4, "similarity": "euclidean", "quantization": "scalar",
            }),
        ];
        assert_eq!(fields, expected);
    }

    #[test]
    fn only_the_properties_that_are_set_are_sent() {
        let field = json!({ "type": "vector", "path": "a", "numDimensions": 3, "similarity": "cosine" });
        let definition = VectorDefinition::new().vector("a", 3, Similarity::Cosine);
        let sent = |definition: VectorDefinition| {
            let create = serde_json::to_value(definition.clone().into_create().unwrap()).unwrap();
            assert_eq!(serde_json::to_value(definition.into_update().unwrap()).unwrap(), create);
            create
        };
        assert_eq!(sent(definition.clone()), json!({ "fields": [field] }));
        let source = json!({ "include": ["b"] });
        let expected = json!({ "fields": [field], "nestedRoot": "b", "numPartitions": 4, "storedSource": source });
        let full = definition.clone().nested_root("b").partitions(4).stored_source(source);
        assert_eq!(sent(full), expected);
        let error = definition.clone().nested_root("").into_update().unwrap_err().to_string();
        assert_eq!(error, "nested root: length is 0; expected at least 1 character");
        let error = definition.partitions(3).into_create().unwrap_err().to_string();
        assert_eq!(error, "partitions: 3 is not possible; use 1, 2 or 4");
    }

    #[test]
    fn an_invalid_definition_is_rejected() {
        let vector = || VectorDefinition::new().vector("a", 3, Similarity::Cosine);
        for (definition, expected) in [
            (VectorDefinition::new().filter("a"), "it contains no vector; call `vector`"),
            (vector().filter(""), "the path of a field is empty; use its name"),
            (vector().filter("a"), "the path \"a\" is repeated; use each path once"),
            (
                VectorDefinition::new().vector("a", 0, Similarity::Cosine),
                "\"a\" has 0 dimensions; use the number of the embedding model",
            ),
        ] {
            let error = definition.into_fields().unwrap_err().to_string();
            assert_eq!(error, format!("vector definition: {expected}"));
        }
    }
}
