//! The state of `spec/` after runs that were interrupted, and after edits by hand.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use anyhow::{Context, bail};

use super::{source, today};
use crate::files;

/// The files and directories of `spec/`.
const ENTRIES: [&str; 4] = ["README.md", "SOURCE.toml", "openapi.json", "overlays"];

/// Fails if the document and its description are not as an import writes them, if an interrupted run left temporary
/// files, or if there are other files.
pub(crate) fn check(spec: &Path) -> anyhow::Result<()> {
    let mut problems = Vec::new();
    for path in files::leftovers(spec)? {
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        problems.push(format!("spec/{name}: left by an interrupted run; `cargo xtask gen` removes it"));
    }
    for name in others(spec)? {
        problems.push(format!("spec/{name}: not a part of the document; move corrections to spec/overlays"));
    }
    if let Err(error) = check_document(spec).and_then(|()| check_import(spec)) {
        problems.push(format!("{error:#}"));
    }
    if !problems.is_empty() {
        bail!(problems.join("\n"));
    }
    Ok(())
}

/// Fails if `SOURCE.toml` does not describe `openapi.json`.
pub(crate) fn check_document(spec: &Path) -> anyhow::Result<()> {
    source::check(&read(spec, "SOURCE.toml")?, read(spec, "openapi.json")?.as_bytes())
}

/// Fails if another import of the document would change it or its description.
fn check_import(spec: &Path) -> anyhow::Result<()> {
    let (json, description) = (read(spec, "openapi.json")?, read(spec, "SOURCE.toml")?);
    let imported = atlas_openapi::import(&json, today()).context("spec/openapi.json")?.document;
    let edited = |name: &str| {
        format!(
            "spec/{name}: not as an import writes it; repeat `cargo xtask spec import`, and put corrections into \
             spec/overlays"
        )
    };
    if imported.to_json() != json {
        bail!(edited("openapi.json"));
    }
    if source::describe(&imported, &json, &description, "") != description {
        bail!(edited("SOURCE.toml"));
    }
    Ok(())
}

fn read(spec: &Path, name: &str) -> anyhow::Result<String> {
    let bytes = fs::read(spec.join(name))
        .with_context(|| format!("spec/{name}: cannot be read; import a document with `cargo xtask spec import`"))?;
    String::from_utf8(bytes).with_context(|| format!("spec/{name}: not UTF-8"))
}

/// Returns the names of visible files and directories that are not part of `spec/`, sorted.
fn others(spec: &Path) -> anyhow::Result<BTreeSet<String>> {
    let mut names = BTreeSet::new();
    for entry in fs::read_dir(spec).context("spec: cannot be read")? {
        let name = entry.context("spec: cannot be read")?.file_name().to_string_lossy().into_owned();
        if !name.starts_with('.') && !ENTRIES.contains(&&*name) {
            names.insert(name);
        }
    }
    Ok(names)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Returns a directory with a document as an import writes it.
    fn imported() -> tempfile::TempDir {
        let directory = tempfile::tempdir().unwrap();
        let text = r##"{"openapi": "3.0.1", "info": {"title": "T", "version": "2.0"}, "paths": {"/a": {"get": {
            "operationId": "getA", "tags": ["A"], "responses": {"204": {"description": "OK", "content": {
            "application/vnd.atlas.2024-08-05+json": {}}}}}}}}"##;
        let document = atlas_openapi::import(text, today()).unwrap().document;
        let json = document.to_json();
        let description = source::describe(&document, &json, "", "2026-01-02");
        fs::write(directory.path().join("SOURCE.toml"), description).unwrap();
        fs::write(directory.path().join("openapi.json"), json).unwrap();
        directory
    }

    #[test]
    fn an_edited_description_or_document_and_other_files_are_reported() {
        let directory = imported();
        let spec = directory.path();
        check(spec).unwrap();
        let [description, json] = ["SOURCE.toml", "openapi.json"].map(|name| read(spec, name).unwrap());
        let edited = |name| {
            format!(
                "spec/{name}: not as an import writes it; repeat `cargo xtask spec import`, and put corrections into \
                 spec/overlays"
            )
        };
        for (old, new) in [("operations = 1", "operations = 2"), ("version = \"2.0\"\n", ""), ("# Written", "# Edited")]
        {
            fs::write(spec.join("SOURCE.toml"), description.replace(old, new)).unwrap();
            assert_eq!(check(spec).unwrap_err().to_string(), edited("SOURCE.toml"), "{old}");
        }
        // A document that is formatted by hand, with its own checksum.
        let compact = serde_json::from_str::<serde_json::Value>(&json).unwrap().to_string();
        let document = atlas_openapi::Document::parse(&compact).unwrap();
        fs::write(spec.join("SOURCE.toml"), source::describe(&document, &compact, "", "2026-01-02")).unwrap();
        fs::write(spec.join("openapi.json"), compact).unwrap();
        assert_eq!(check(spec).unwrap_err().to_string(), edited("openapi.json"));

        fs::write(spec.join("SOURCE.toml"), description).unwrap();
        fs::write(spec.join("openapi.json"), json).unwrap();
        fs::write(spec.join("10-corrections.yaml"), "").unwrap();
        fs::write(spec.join(".directory"), "").unwrap();
        assert_eq!(
            check(spec).unwrap_err().to_string(),
            "spec/10-corrections.yaml: not a part of the document; move corrections to spec/overlays"
        );
    }

    #[test]
    fn a_document_without_its_description_and_leftovers_are_reported() {
        let directory = tempfile::tempdir().unwrap();
        let spec = directory.path();
        let error = || format!("{:#}", check(spec).unwrap_err());
        assert!(error().starts_with("spec/SOURCE.toml: cannot be read; import a document"), "{}", error());
        // The state after a run that was killed between the two files.
        fs::write(spec.join("openapi.json"), "abc").unwrap();
        fs::write(spec.join("SOURCE.toml"), "sha256 = \"old\"\n").unwrap();
        fs::write(spec.join(".new-AbCdEf"), "sha256 = \"new\"\n").unwrap();
        let error = error();
        let lines: Vec<_> = error.lines().collect();
        assert_eq!(lines.len(), 2, "{error}");
        assert_eq!(lines[0], "spec/.new-AbCdEf: left by an interrupted run; `cargo xtask gen` removes it");
        assert!(lines[1].starts_with("spec/openapi.json: its SHA-256 is not the one in spec/SOURCE.toml"), "{error}");
        assert_eq!(check_document(spec).unwrap_err().to_string(), lines[1]);
    }

    #[test]
    fn the_document_of_the_workspace_is_the_described_one() {
        assert_eq!(check(&files::root().join("spec")).map_err(|error| error.to_string()), Ok(()));
    }
}
