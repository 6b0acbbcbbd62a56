//! Import: reduction of the official document to its facts.
//!
//! The official document is licensed CC BY-NC-SA, this workspace is not. Facts about an interface (paths, types, names,
//! versions) can be copied; the sentences that describe it cannot. The import is therefore an allow-list: for each kind
//! of object, [`allow_list`] names the members that are facts. Known prose is dropped. An unknown member is an error,
//! because it can change the meaning of the facts.

pub(crate) mod allow_list;
mod descriptions;
mod filter;
mod mapping;
mod offered;

use chrono::NaiveDate;

use crate::document::{Document, read};
use crate::{Error, location::Location};

/// An imported document.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Imported {
    /// The facts of the document.
    pub document: Document,
    /// Notes about parts that were skipped.
    pub notes: Vec<String>,
}

/// Parses the official document, JSON or YAML, and keeps only its facts, for all versions that the service offers.
///
/// A version that is announced for later, and one dated after `today`, is skipped, as is a format without generated code
/// beside another format. Importing the result again returns the same document.
///
/// # Errors
/// The errors of [`Document::parse`], and [`Error::Invalid`] for an unknown member or for a fact of a type that
/// OpenAPI 3.0 does not allow.
pub fn import(text: &str, today: NaiveDate) -> Result<Imported, Error> {
    // Validated before filtering, so that errors refer to the caller's text.
    let source = Document::from_value(read(text)?)?;
    let mut facts = filter::document(source.as_value(), Location::ROOT)?;
    let notes = offered::select(&mut facts, today);
    mapping::complete(&mut facts);
    Ok(Imported { document: Document::from_value(facts)?, notes })
}
