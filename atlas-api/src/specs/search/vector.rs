//! Definition of a vector index.

use serde_json::{Value, json};

use super::Quantization;
use crate::{Error, open_enum::open_enum};

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

    #[inline]
    fn with(mut self, field: Value) -> Self {
        self.fields.push(field);
        self
    }

    pub(super) fn into_fields(self) -> Result<Vec<Value>, Error> {
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
