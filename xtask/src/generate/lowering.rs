//! Lowering of a document with the overlays, reporting all problems at once.

use std::{fs, path::Path};

use anyhow::{Context, Result};
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

/// Returns the names and texts of the overlays, in the order in which they are applied: by name.
pub(crate) fn overlays(directory: &Path) -> Result<Vec<(String, String)>> {
    let entries = fs::read_dir(directory).with_context(|| format!("cannot read {}", directory.display()))?;
    let mut paths = entries.map(|entry| Ok(entry?.path())).collect::<Result<Vec<_>>>()?;
    paths.retain(|path| path.extension().is_some_and(|extension| extension == "yaml"));
    paths.sort();
    let name = |path: &Path| path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    paths.iter().map(|path| Ok((name(path), tree::read(path)?))).collect()
}
