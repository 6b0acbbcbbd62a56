//! Lowers the document, pass by pass, to what is generated from it.
//!
//! ```text
//! document ─ versions ─▶ one version of each operation
//!          ─ types, merge ─▶ the types it reaches, unions merged
//!          ─ direction ─▶ which of them are sent, received, or two types
//!          ─ names ─▶ what they are called
//!          ─ assemble ─▶ Api ─ progenitor ─▶ the document that progenitor takes
//! ```

mod api;
mod assemble;
mod direction;
mod error;
mod facts;
mod merge;
mod names;
mod operations;
mod place;
mod progenitor;
mod types;
mod versions;

pub use api::{
    Api, Facts, Format, Object, Operation, Parameter, Property, RequestBody, ResponseBody, Shape, Type, TypeRef,
};
pub use error::LowerError;
pub use progenitor::for_progenitor;

use serde_json::Value;

/// Lowers `document`, with overlays applied, to the API that is generated.
///
/// # Errors
/// [`LowerError`] where the document leaves a decision open that is not made by a rule, or breaks one.
pub fn lower(document: &Value) -> Result<Api, LowerError> {
    let schemas = place::Schemas::new(document);
    let mut types = types::Types::new(schemas);
    let operations = operations::select(schemas, &mut types)?;
    assemble::assemble(schemas, operations, types.all)
}

#[cfg(test)]
mod tests;
