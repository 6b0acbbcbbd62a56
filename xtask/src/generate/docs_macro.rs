//! The macro `operation_doc!`, which inserts the facts of an operation into documentation.

use std::fmt::Write;

use anyhow::Result;
use atlas_openapi::lower::{Api, Operation};

use super::comment::code;

/// Returns the file `docs.rs`, with a macro that expands to a text for each `operationId`.
pub(super) fn file(api: &Api) -> Result<String> {
    let mut operations: Vec<&Operation> = api.operations.iter().collect();
    operations.sort_by(|a, b| a.id.cmp(&b.id));
    let mut text = "//! The facts of operations, for documentation.\n\n\
                    /// Expands to the facts of an operation, as Markdown: method, path, `operationId`, version, roles.\n\
                    ///\n\
                    /// For `#[doc = operation_doc!(\"listGroupClusters\")]`, so that the facts are never out of date. The text is a\n\
                    /// paragraph: it begins and ends with a line break.\n\
                    #[doc(hidden)]\n\
                    #[macro_export]\n\
                    macro_rules! operation_doc {\n"
        .to_owned();
    for operation in operations {
        let paragraph = format!("\n{}\n", facts(operation));
        writeln!(text, "    ({:?}) => {{ {paragraph:?} }};", operation.id)?;
    }
    text.push_str("}\n");
    Ok(text)
}

/// Returns the facts of an operation in one paragraph.
fn facts(operation: &Operation) -> String {
    let Operation { id, method, path, docs, version, .. } = operation;
    let version = if operation.is_preview() { "preview only" } else { version };
    let mut text = format!("[{}]({docs}) · {} · {version}.", code(&format!("{method} {path}")), code(id));
    let roles: Vec<String> = operation.roles.iter().map(|role| format!("**{role}**")).collect();
    match &roles[..] {
        [] => text.push_str(" Requires no particular role."),
        [role] => text.push_str(&format!(" Requires {role}.")),
        [first @ .., last] => text.push_str(&format!(" Requires {} or {last}.", first.join(", "))),
    }
    if let Some(sunset) = &operation.sunset {
        text.push_str(&format!(" This version is switched off on {sunset}."));
    }
    if operation.deprecated {
        text.push_str(" Deprecated.");
    }
    text
}
