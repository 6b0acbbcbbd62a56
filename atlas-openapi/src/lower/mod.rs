//! Lowering: derives the operations and types to generate, in passes.
//!
//! ```text
//! document ─ versions ─▶ one version of each operation
//!          ─ types, merge ─▶ the types it reaches, with unions merged
//!          ─ direction ─▶ request types, response types, and types split into both
//!          ─ names ─▶ Rust names
//!          ─ assemble ─▶ Api ─ progenitor ─▶ the input document of progenitor
//! ```

mod api;
mod assemble;
mod direction;
mod error;
mod facts;
mod features;
pub mod identifiers;
mod item_names;
mod merge;
mod names;
mod operations;
mod parameters;
mod plain;
mod pointer;
mod progenitor;
mod reached;
mod replacements;
mod secrets;
mod types;
mod value_summaries;
mod versions;

pub use api::{
    Api, EnumValue, Facts, Format, Object, Operation, Parameter, Property, RequestBody, ResponseBody, Shape, Type,
    TypeRef,
};
pub use error::{LowerError, LowerErrors};
pub use progenitor::for_progenitor;

use serde_json::Value;

pub(crate) use reached::Reached;
use reached::Recorder;

/// Lowers `document`, with overlays applied, to the API to generate.
///
/// # Errors
/// [`LowerErrors`] if the document needs a decision that no rule makes, or violates a rule. They have the first problem of
/// each operation, or the first problem of the API as a whole.
pub fn lower(document: &Value) -> Result<Api, LowerErrors> {
    lower_reached(document).map(|(api, _)| api)
}

/// Lowers a document, and returns the parts of it from which code is generated.
pub(crate) fn lower_reached(document: &Value) -> Result<(Api, Reached), LowerErrors> {
    let recorder = Recorder::default();
    let schemas = pointer::Schemas::new(document, &recorder);
    let mut types = types::Types::new(schemas);
    let operations = operations::resolve_all(schemas, &mut types)?;
    let api = assemble::assemble(schemas, operations, types.all)?;
    features::check(&api)?;
    replacements::check(&api)?;
    Ok((api, recorder.finish()))
}

#[cfg(test)]
mod refused;
#[cfg(test)]
mod tests;
