//! Import: reduction of the official document to its facts.
//!
//! The official document is licensed CC BY-NC-SA, this workspace is not. Facts about an interface (paths, types, names,
//! versions) can be copied; the sentences that describe it cannot. The import is therefore an allow-list: for each kind
//! of object, [`allow_list`] names the members that are facts. Known prose is dropped. An unknown member is an error,
//! because it can change the meaning of the facts.

mod allow_list;
mod descriptions;
mod filter;

use crate::document::{Document, read};
use crate::{Error, location::Location};

/// Parses the official document, JSON or YAML, and keeps only its facts, for all versions.
///
/// Importing the result again returns the same document.
///
/// # Errors
/// The errors of [`Document::parse`], and [`Error::Invalid`] for an unknown member or for a fact of a type that
/// OpenAPI 3.0 does not allow.
pub fn import(text: &str) -> Result<Document, Error> {
    // Validated before filtering, so that errors refer to the caller's text.
    let source = Document::from_value(read(text)?)?;
    Document::from_value(filter::document(source.as_value(), Location::ROOT)?)
}
