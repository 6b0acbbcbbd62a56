//! Lowering of a document with the overlays, reporting all problems at once.

use std::{fs, path::Path};

use anyhow::{Context, Result, bail};
use atlas_openapi::{Document, Overlays, lower::Api};

use super::tree;

/// Applies the overlays, given as name and text, and lowers the document.
///
/// Returns every problem otherwise: the faults of all overlays, including actions that match only parts without generated
/// code, and the problem of lowering the document with all other actions applied.
pub(crate) fn lower_with_overlays(document: &Document, overlays: &[(String, String)]) -> Result<Api, Vec<String>> {
    let lowered = Overlays::parse(overlays).lower(document);
    let mut problems: Vec<String> = lowered.faults.iter().map(ToString::to_string).collect();
    match lowered.api {
        Ok(api) if problems.is_empty() => return Ok(api),
        Ok(_) => {}
        Err(error) => problems.push(error.to_string()),
    }
    Err(problems)
}

/// Returns the names and texts of the overlays, in the order in which they are applied: by name. Hidden files are ignored;
/// any other file must be an overlay, because one that is not applied would look as if it were.
pub(crate) fn overlays(directory: &Path) -> Result<Vec<(String, String)>> {
    let entries = fs::read_dir(directory).with_context(|| format!("cannot read {}", directory.display()))?;
    let mut paths = entries.map(|entry| Ok(entry?.path())).collect::<Result<Vec<_>>>()?;
    let name = |path: &Path| path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    paths.retain(|path| !name(path).starts_with('.'));
    paths.sort();
    if let Some(other) = paths.iter().find(|path| path.extension().is_none_or(|extension| extension != "yaml")) {
        bail!("{}: not an overlay; rename it to end with .yaml, or move it elsewhere", other.display());
    }
    paths.iter().map(|path| Ok((name(path), tree::read(path)?))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_visible_file_is_an_overlay() {
        let directory = tempfile::tempdir().unwrap();
        for name in ["20-b.yaml", "10-a.yaml", ".20-b.yaml.swp"] {
            fs::write(directory.path().join(name), name).unwrap();
        }
        let overlay = |name: &str| (name.to_owned(), name.to_owned());
        assert_eq!(overlays(directory.path()).unwrap(), [overlay("10-a.yaml"), overlay("20-b.yaml")]);
        fs::write(directory.path().join("30-c.yml"), "").unwrap();
        let error = overlays(directory.path()).unwrap_err().to_string();
        assert!(
            error.ends_with("30-c.yml: not an overlay; rename it to end with .yaml, or move it elsewhere"),
            "{error}"
        );
    }
}
