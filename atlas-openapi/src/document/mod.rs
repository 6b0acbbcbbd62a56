//! The OpenAPI document: read from text, checked once, looked things up in afterwards.

mod canonical;
mod check;
mod syntax;
mod version;

use serde_json::Value;

use crate::Error;

pub(crate) use syntax::read;
pub(crate) use version::{Version, of_operation as versions_of};

/// The members of a path item that are operations, in the order of the OpenAPI specification.
pub(crate) const METHODS: [&str; 8] = ["get", "put", "post", "delete", "options", "head", "patch", "trace"];

/// An OpenAPI 3.0 document in which every operation has a name of its own and every reference leads somewhere.
///
/// Objects are kept sorted by key whatever features `serde_json` is built with, so what is derived from a document
/// never depends on the order in which its source was written. Arrays keep their order.
#[derive(Clone, Debug, PartialEq)]
pub struct Document {
    root: Value,
}

impl Document {
    /// Reads a document from JSON or YAML.
    ///
    /// # Errors
    /// [`Error::Syntax`] and [`Error::CutOff`] for text that is no document; [`Error::Invalid`] for a document that is not
    /// OpenAPI 3.0, has no paths, has an operation without an `operationId` or two with the same, or holds a `$ref` that
    /// leads nowhere.
    pub fn parse(text: &str) -> Result<Self, Error> {
        Self::from_value(read(text)?)
    }

    /// Makes a document of a value, for instance of one that overlays have changed.
    ///
    /// # Errors
    /// [`Error::Invalid`], as for [`parse`](Self::parse).
    pub fn from_value(mut root: Value) -> Result<Self, Error> {
        root.sort_all_objects();
        check::document(&root)?;
        Ok(Self { root })
    }

    /// The whole document.
    pub fn as_value(&self) -> &Value {
        &self.root
    }

    /// The whole document, to be changed and made a document again.
    pub fn into_value(self) -> Value {
        self.root
    }

    /// The operations as (path, method in lower case, operation object), sorted by path.
    pub fn operations(&self) -> impl Iterator<Item = (&str, &str, &Value)> {
        // Whatever else stands among the paths is an extension.
        let items = members(&self.root["paths"]).filter(|(path, _)| path.starts_with('/'));
        items
            .flat_map(|(path, item)| METHODS.iter().filter_map(move |method| Some((path, *method, item.get(*method)?))))
    }

    /// The named schemas, sorted by name.
    pub fn schemas(&self) -> impl Iterator<Item = (&str, &Value)> {
        members(&self.root["components"]["schemas"])
    }

    /// The schema of that name.
    pub fn schema(&self, name: &str) -> Option<&Value> {
        self.root["components"]["schemas"].get(name)
    }

    /// Follows `$ref` from this value to what it stands for; a value that is no reference stands for itself.
    pub fn resolve<'a>(&'a self, value: &'a Value) -> &'a Value {
        let mut value = value;
        // Ends, because a document whose references run in a circle is refused.
        while let Some(target) = reference(value).and_then(|target| lookup(&self.root, target)) {
            value = target;
        }
        value
    }

    /// The newest dated version that any response or request of the document has, as `YYYY-MM-DD`.
    pub fn newest_version(&self) -> Option<String> {
        version::newest(self).map(|version| version.to_string())
    }

    /// Writes the document as canonical JSON: sorted keys, one space of indentation, a final line feed.
    ///
    /// Equal documents give equal bytes.
    pub fn to_json(&self) -> String {
        canonical::to_json(&self.root)
    }
}

/// The members of an object; none for any other value.
pub(crate) fn members(value: &Value) -> impl Iterator<Item = (&str, &Value)> {
    value.as_object().into_iter().flatten().map(|(name, member)| (name.as_str(), member))
}

/// The target of a reference object.
pub(crate) fn reference(value: &Value) -> Option<&str> {
    value.get("$ref")?.as_str()
}

/// What a local reference such as `#/components/schemas/Link` leads to.
fn lookup<'a>(root: &'a Value, reference: &str) -> Option<&'a Value> {
    root.pointer(reference.strip_prefix('#')?)
}
