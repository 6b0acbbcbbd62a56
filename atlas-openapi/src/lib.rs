//! The OpenAPI document of the MongoDB Atlas Administration API: read, imported, corrected, compared.
//!
//! * [`Document`] is a checked OpenAPI 3.0 document.
//! * [`import()`] reduces the official document to its facts.
//! * [`Overlay`] corrects a document where the service contradicts it.
//! * [`diff()`] tells a reviewer what changed between two documents, and what of it breaks code.
//!
//! Everything here is a function of values: nothing reads a file, prints, or knows the workspace.

mod diff;
mod document;
mod error;
mod import;
pub mod lower;
mod overlay;
mod pointer;

pub use diff::{Change, Count, Diff, Kind as ChangeKind, Subject, diff};
pub use document::Document;
pub use error::Error;
pub use import::import;
pub use overlay::Overlay;
