//! Import: from the official document to its facts.
//!
//! The official document is licensed CC BY-NC-SA, and this workspace is not. Facts about an interface (paths, types, names,
//! versions) are free; the sentences that describe it are not. So the import is an allow-list: for every kind of
//! object, [`shape`] names the members that are facts, and nothing else gets through. A member that is known to be prose
//! is dropped; one that nobody has decided about is an error, because it may change what the rest means.

mod keep;
mod shape;
mod words;

use crate::document::{Document, read};
use crate::{Error, pointer::Place};

/// Reads the official document, JSON or YAML, with all its versions, and keeps the facts of it only.
///
/// The result is itself a document that can be imported, and gives itself.
///
/// # Errors
/// As [`Document::parse`]; and [`Error::Invalid`] for a member of which the import does not know whether it is a fact,
/// or for a fact of another type than OpenAPI 3.0 gives it.
pub fn import(text: &str) -> Result<Document, Error> {
    // Checked before it is filtered, so that errors speak of what was given.
    let source = Document::from_value(read(text)?)?;
    Document::from_value(keep::document(source.as_value(), Place::ROOT)?)
}
