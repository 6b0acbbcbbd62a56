//! `spec/SOURCE.toml`: the description of the imported document.

use anyhow::bail;
use atlas_openapi::Document;
use serde_json::Value;
use sha2::{Digest, Sha256};

/// The publication that all documents come from. The local file or mirror that was imported is not recorded.
const OFFICIAL: &str = "MongoDB Atlas Administration API v2, https://github.com/mongodb/openapi";

/// Fails if `spec/openapi.json` is not the document that `spec/SOURCE.toml` describes.
pub(crate) fn check(description: &str, json: &[u8]) -> anyhow::Result<()> {
    if entry(description, "sha256") != Some(&*quote(&sha256(json))) {
        bail!(
            "spec/openapi.json: its SHA-256 is not the one in spec/SOURCE.toml, because an import was interrupted or a \
             file was edited; repeat `cargo xtask spec import`, and put corrections into spec/overlays"
        );
    }
    Ok(())
}

fn sha256(bytes: &[u8]) -> String {
    hex::encode(Sha256::digest(bytes))
}

/// Returns the description of a document from its JSON text.
///
/// `previous` is the description to replace, `today` the date of the import. The old import date is kept as long as the
/// facts are the same, so that a repeated import changes nothing.
pub(super) fn describe(document: &Document, json: &str, previous: &str, today: &str) -> String {
    let info = &document.as_value()["info"];
    let newest = document.newest_version();
    let hash = quote(&sha256(json.as_bytes()));
    let imported = match (entry(previous, "sha256"), entry(previous, "imported")) {
        (Some(before), Some(date)) if before == hash => date.to_owned(),
        _ => quote(today),
    };
    format!(
        "# Written by `cargo xtask spec import`; describes openapi.json beside it. Do not edit either.\n\
         source = {}\n\
         imported = {imported}\n\
         license = {}\n\
         version = {}\n\
         newest-version = {}\n\
         sha256 = {hash}\n\
         paths = {}\n\
         operations = {}\n",
        quote(OFFICIAL),
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
        let first = describe(&document, "abc", "", "2026-01-02");
        assert_eq!(describe(&document, "abc", &first, "2026-03-04"), first);
        assert!(describe(&document, "abcd", &first, "2026-03-04").contains("imported = \"2026-03-04\"\n"));
        assert_eq!(
            first,
            "# Written by `cargo xtask spec import`; describes openapi.json beside it. Do not edit either.\n\
             source = \"MongoDB Atlas Administration API v2, https://github.com/mongodb/openapi\"\n\
             imported = \"2026-01-02\"\n\
             license = \"CC\"\n\
             version = \"2.0\"\n\
             newest-version = \"2024-08-05\"\n\
             sha256 = \"ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad\"\n\
             paths = 1\n\
             operations = 1\n"
        );
    }

    #[test]
    fn a_document_other_than_the_described_one_is_an_error() {
        let description = format!("source = \"x\"\nsha256 = \"{}\"\n", sha256(b"abc"));
        check(&description, b"abc").unwrap();
        for (description, json) in [(&*description, "abd"), ("", "abc"), ("sha256 = \"\"\n", "abc")] {
            let error = check(description, json.as_bytes()).unwrap_err().to_string();
            assert!(error.starts_with("spec/openapi.json: its SHA-256 is not the one in spec/SOURCE.toml"), "{error}");
        }
    }
}
