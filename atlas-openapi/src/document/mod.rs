//! The OpenAPI document: parsing, validation and lookup.

mod canonical;
mod check;
mod media_type;
mod strict;
mod syntax;

use std::borrow::Cow;

use serde_json::Value;

use crate::Error;

pub(crate) use media_type::{MediaType, Version, versions_of};
pub(crate) use syntax::read;

/// The HTTP methods of a path item, in the order of the OpenAPI specification.
pub(crate) const METHODS: [&str; 8] = ["get", "put", "post", "delete", "options", "head", "patch", "trace"];

/// A validated OpenAPI 3.0 document: every `operationId` is unique and every reference resolves.
///
/// Objects are sorted by key, regardless of the features of `serde_json`. Results derived from a document therefore do
/// not depend on the key order of its source. Arrays keep their order.
#[derive(Clone, Debug, PartialEq)]
pub struct Document {
    root: Value,
}

impl Document {
    /// Parses a document from JSON or YAML.
    ///
    /// # Errors
    /// * [`Error::Syntax`] or [`Error::Truncated`] if the text is not complete JSON or YAML, or an object has two members
    ///   with the same key.
    /// * [`Error::Invalid`] if the document is not OpenAPI 3.0, has no paths, has a missing or duplicate `operationId`,
    ///   contains an unresolved or circular `$ref`, or a media type of Atlas in an unknown form.
    pub fn parse(text: &str) -> Result<Self, Error> {
        Self::from_value(read(text)?)
    }

    /// Creates a document from a value, for example after overlays were applied.
    ///
    /// # Errors
    /// [`Error::Invalid`], as for [`parse`](Self::parse).
    pub fn from_value(mut root: Value) -> Result<Self, Error> {
        root.sort_all_objects();
        check::document(&root)?;
        Ok(Self { root })
    }

    /// Returns the document as a value.
    pub fn as_value(&self) -> &Value {
        &self.root
    }

    /// Returns the document as an owned value, for changes.
    pub fn into_value(self) -> Value {
        self.root
    }

    /// Returns the operations as (path, lower-case method, operation object), sorted by path.
    pub fn operations(&self) -> impl Iterator<Item = (&str, &str, &Value)> {
        // All other members of `paths` are extensions.
        let items = members(&self.root["paths"]).filter(|(path, _)| path.starts_with('/'));
        items
            .flat_map(|(path, item)| METHODS.iter().filter_map(move |method| Some((path, *method, item.get(*method)?))))
    }

    /// Returns the component schemas, sorted by name.
    pub fn schemas(&self) -> impl Iterator<Item = (&str, &Value)> {
        members(&self.root["components"]["schemas"])
    }

    /// Returns the component schema with this name.
    pub fn schema(&self, name: &str) -> Option<&Value> {
        self.root["components"]["schemas"].get(name)
    }

    /// Follows `$ref` to its target; returns any other value unchanged.
    pub fn resolve<'a>(&'a self, value: &'a Value) -> &'a Value {
        let mut value = value;
        // Terminates, because validation rejects circular references.
        while let Some(target) = reference(value).and_then(|target| lookup(&self.root, target)) {
            value = target;
        }
        value
    }

    /// Returns the newest stable version among all request and response bodies, as `YYYY-MM-DD`.
    pub fn newest_version(&self) -> Option<String> {
        media_type::newest(self).map(|version| version.to_string())
    }

    /// Serializes the document as canonical JSON: sorted keys, one space of indentation, a final line feed.
    ///
    /// Equal documents give equal bytes.
    pub fn to_json(&self) -> String {
        canonical::to_json(&self.root)
    }
}

/// Returns the members of an object; none for any other value.
pub(crate) fn members(value: &Value) -> impl Iterator<Item = (&str, &Value)> {
    value.as_object().into_iter().flatten().map(|(name, member)| (name.as_str(), member))
}

/// Returns the target of a reference object.
pub(crate) fn reference(value: &Value) -> Option<&str> {
    value.get("$ref")?.as_str()
}

/// Returns the reference for a value in the mapping of a discriminator, which can be the name of a schema.
pub(crate) fn mapping_target(target: &str) -> Cow<'_, str> {
    let is_name = target.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"._-".contains(&byte));
    if is_name { format!("#/components/schemas/{target}").into() } else { target.into() }
}

/// Looks up the target of a local reference such as `#/components/schemas/Link`.
fn lookup<'a>(root: &'a Value, reference: &str) -> Option<&'a Value> {
    root.pointer(reference.strip_prefix('#')?)
}
