//! `spec/SOURCE.toml`: what the imported document is, for people and for the headers of generated files.

use atlas_openapi::Document;
use serde_json::Value;
use sha2::{Digest, Sha256};

/// Describes a document, its source, and its bytes as written.
///
/// Only facts of the document go in: no date of import, no hash of the prose around the facts. So the file changes
/// when the document does, and importing the same facts twice changes nothing.
pub(crate) fn describe(source: &str, document: &Document, json: &str) -> String {
    let info = &document.as_value()["info"];
    let newest = document.newest_version();
    let hash: String = Sha256::digest(json).iter().map(|byte| format!("{byte:02x}")).collect();
    format!(
        "# Written by `cargo xtask spec import`; describes openapi.json beside it.\n\
         source = {}\n\
         license = {}\n\
         version = {}\n\
         newest-version = {}\n\
         sha256 = {}\n\
         paths = {}\n\
         operations = {}\n",
        quote(source),
        quote(text(&info["x-source-license"])),
        quote(text(&info["version"])),
        quote(newest.as_deref().unwrap_or("none")),
        quote(&hash),
        document.as_value()["paths"].as_object().map_or(0, |paths| paths.len()),
        document.operations().count(),
    )
}

fn text(value: &Value) -> &str {
    value.as_str().unwrap_or("not stated")
}

/// Writes a TOML string; the escapes of JSON are among those of TOML.
fn quote(text: &str) -> String {
    Value::from(text).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_description_holds_what_was_imported_and_nothing_else() {
        let json = r##"{"openapi": "3.0.1", "info": {"title": "T", "version": "2.0", "x-source-license": "CC"},
            "paths": {"/a": {"get": {"operationId": "a", "responses": {"200": {"description": "OK", "content": {
                "application/vnd.atlas.2024-08-05+json": {}, "application/vnd.atlas.preview+json": {}}}}}}}}"##;
        let document = Document::parse(json).unwrap();
        assert_eq!(
            describe("v2 \"full\".yaml", &document, "abc"),
            "# Written by `cargo xtask spec import`; describes openapi.json beside it.\n\
             source = \"v2 \\\"full\\\".yaml\"\n\
             license = \"CC\"\n\
             version = \"2.0\"\n\
             newest-version = \"2024-08-05\"\n\
             sha256 = \"ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad\"\n\
             paths = 1\n\
             operations = 1\n"
        );
    }
}
