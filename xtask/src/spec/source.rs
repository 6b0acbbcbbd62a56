//! `spec/SOURCE.toml`: the description of the imported document.

use atlas_openapi::Document;
use serde_json::Value;
use sha2::{Digest, Sha256};

/// Returns the description of a document, from its source and its JSON text.
///
/// `previous` is the description to replace, `today` the date of the import. The old import date is kept as long as the
/// facts are the same, so that a repeated import changes nothing.
pub(crate) fn describe(source: &str, document: &Document, json: &str, previous: &str, today: &str) -> String {
    let info = &document.as_value()["info"];
    let newest = document.newest_version();
    let hash: String = Sha256::digest(json).iter().map(|byte| format!("{byte:02x}")).collect();
    let hash = quote(&hash);
    let imported = match (entry(previous, "sha256"), entry(previous, "imported")) {
        (Some(before), Some(date)) if before == hash => date.to_owned(),
        _ => quote(today),
    };
    format!(
        "# Written by `cargo xtask spec import`; describes openapi.json beside it.\n\
         source = {}\n\
         imported = {imported}\n\
         license = {}\n\
         version = {}\n\
         newest-version = {}\n\
         sha256 = {hash}\n\
         paths = {}\n\
         operations = {}\n",
        quote(source),
        quote(text(&info["x-source-license"])),
        quote(text(&info["version"])),
        quote(newest.as_deref().unwrap_or("none")),
        document.as_value()["paths"].as_object().map_or(0, |paths| paths.len()),
        document.operations().count(),
    )
}

/// Returns the TOML text of an entry's value.
fn entry<'a>(description: &'a str, name: &str) -> Option<&'a str> {
    description.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(" = "))
}

fn text(value: &Value) -> &str {
    value.as_str().unwrap_or("not stated")
}

/// Returns a TOML string. The escapes of JSON are a subset of those of TOML.
fn quote(text: &str) -> String {
    Value::from(text).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_description_changes_only_with_the_document() {
        let json = r##"{"openapi": "3.0.1", "info": {"title": "T", "version": "2.0", "x-source-license": "CC"},
            "paths": {"/a": {"get": {"operationId": "a", "responses": {"200": {"description": "OK", "content": {
                "application/vnd.atlas.2024-08-05+json": {}, "application/vnd.atlas.preview+json": {}}}}}}}}"##;
        let document = Document::parse(json).unwrap();
        let first = describe("v2 \"full\".yaml", &document, "abc", "", "2026-01-02");
        assert_eq!(describe("v2 \"full\".yaml", &document, "abc", &first, "2026-03-04"), first);
        assert!(describe("v2", &document, "abcd", &first, "2026-03-04").contains("imported = \"2026-03-04\"\n"));
        assert_eq!(
            first,
            "# Written by `cargo xtask spec import`; describes openapi.json beside it.\n\
             source = \"v2 \\\"full\\\".yaml\"\n\
             imported = \"2026-01-02\"\n\
             license = \"CC\"\n\
             version = \"2.0\"\n\
             newest-version = \"2024-08-05\"\n\
             sha256 = \"ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad\"\n\
             paths = 1\n\
             operations = 1\n"
        );
    }
}
