//! Rust identifiers for the names in the lowered API.

use atlas_openapi::lower::{Format, identifiers};
use heck::ToUpperCamelCase;

/// Returns the setter of a parameter. The lowering has checked that there is one.
pub(super) fn setter(name: &str) -> String {
    identifiers::setter(name).unwrap_or_default()
}

/// Returns the module of a tag. The lowering has checked that there is one.
pub(crate) fn module(tag: &str) -> String {
    identifiers::module(tag).unwrap_or_default()
}

/// Returns the type name of the handle to a tag's operations.
pub(super) fn handle(tag: &str) -> String {
    identifiers::type_name(&tag.to_upper_camel_case()).unwrap_or_default()
}

/// Returns the name of the static that describes an operation.
pub(super) fn constant(operation: &str) -> String {
    operation.to_uppercase()
}

/// Returns the name of the static that describes an operation in an alternative response format.
pub(super) fn constant_as(operation: &str, format: Format) -> String {
    format!("{}_AS_{}", constant(operation), suffix(format).to_uppercase())
}

/// Returns the name suffix of a response format.
pub(super) fn suffix(format: Format) -> &'static str {
    match format {
        Format::Json => "json",
        Format::Text => "text",
        Format::Gzip => "gzip",
        Format::Csv => "csv",
    }
}
