//! The table of response decoders by `operationId`.

use std::fmt::Write;

use anyhow::Result;
use atlas_openapi::lower::{Api, Format};

use super::types::rust_type_in;

/// Returns the file `decoders.rs`.
pub(super) fn file(api: &Api) -> Result<String> {
    let mut text = "//! Response decoders by `operationId`.\n\n\
                    use super::types;\n\
                    use crate::decoders::{Decoder, json, stream, untyped};\n\n\
                    /// The response decoder of each operation, sorted by `operationId`.\n\
                    pub static DECODERS: &[(&str, Decoder)] = &[\n"
        .to_owned();
    let mut operations: Vec<_> = api.operations.iter().collect();
    operations.sort_by(|a, b| a.id.cmp(&b.id));
    for operation in operations {
        if operation.is_preview() {
            text.push_str("    #[cfg(feature = \"preview\")]\n");
        }
        let decoder = match (operation.response.format, &operation.response.ty) {
            (Format::Json, Some(ty)) => format!("json::<{}>", rust_type_in("types::", ty)),
            (Format::Json, None) => "untyped".to_owned(),
            _ => "stream".to_owned(),
        };
        writeln!(text, "    ({:?}, {decoder}),", operation.id)?;
    }
    text.push_str("];\n");
    Ok(text)
}
