//! Import, correction, comparison and lowering of the OpenAPI document of the MongoDB Atlas Administration API.
//!
//! * [`Document`] is a validated OpenAPI 3.0 document.
//! * [`import()`] reduces the official document to its facts.
//! * [`Overlay`] corrects a document that contradicts the service.
//! * [`diff()`] lists the changes between two documents and marks the breaking ones.
//! * [`lower`] derives the operations and types to generate code for.
//!
//! The crate does no I/O: every function maps values to values.

mod diff;
mod document;
mod error;
mod import;
mod location;
pub mod lower;
mod overlay;

pub use diff::{Change, ChangeKind, Count, Diff, Subject, diff};
pub use document::Document;
pub use error::{Error, Errors};
pub use import::{Imported, import};
pub use overlay::{Lowered, Overlay, Overlays, apply_overlays};
