//! The state of `spec/` after runs that were interrupted, and after edits by hand.

use std::path::Path;

use anyhow::{Context, bail};

use super::source;
use crate::files;

/// Fails if `SOURCE.toml` does not describe `openapi.json`, or if an interrupted run left temporary files.
pub(crate) fn check(spec: &Path) -> anyhow::Result<()> {
    let mut problems = Vec::new();
    for path in files::leftovers(spec)? {
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        problems.push(format!("spec/{name}: left by an interrupted run; `cargo xtask gen` removes it"));
    }
    if let Err(error) = check_document(spec) {
        problems.push(format!("{error:#}"));
    }
    if !problems.is_empty() {
        bail!(problems.join("\n"));
    }
    Ok(())
}

/// Fails if `SOURCE.toml` does not describe `openapi.json`.
pub(crate) fn check_document(spec: &Path) -> anyhow::Result<()> {
    let read = |name: &str| {
        std::fs::read(spec.join(name))
            .with_context(|| format!("spec/{name}: cannot be read; import a document with `cargo xtask spec import`"))
    };
    let description = read("SOURCE.toml")?;
    source::check(&String::from_utf8_lossy(&description), &read("openapi.json")?)
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

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
