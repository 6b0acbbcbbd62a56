//! Lowering of a document with the overlays, reporting all problems at once.

use std::{collections::HashMap, fs, path::Path};

use anyhow::{Context, Result, bail};
use atlas_openapi::{
    Document, Overlays,
    lower::{Api, LowerErrors},
};

use super::tree;

/// The number of problems with the same text that are listed with their location.
const MAX_EQUAL: usize = 3;

/// Applies the overlays, given as name and text, and lowers the document.
///
/// Returns every problem otherwise: the faults of all overlays, including actions that match only parts without generated
/// code, and the problems of lowering the document with all other actions applied.
pub(crate) fn lower_with_overlays(document: &Document, overlays: &[(String, String)]) -> Result<Api, Vec<String>> {
    let lowered = Overlays::parse(overlays).lower(document);
    let mut problems: Vec<String> = lowered.faults.iter().map(ToString::to_string).collect();
    match lowered.api {
        Ok(api) if problems.is_empty() => return Ok(api),
        Ok(_) => {}
        Err(errors) => problems.extend(folded(&errors)),
    }
    Err(problems)
}

/// Returns the problems as text. If more than [`MAX_EQUAL`] differ only in their location, the others are counted.
fn folded(errors: &LowerErrors) -> Vec<String> {
    let mut counts = HashMap::new();
    let mut problems = Vec::new();
    for error in errors {
        let count = counts.entry(error.problem()).or_insert(0);
        *count += 1;
        if *count <= MAX_EQUAL {
            problems.push(error.to_string());
        }
    }
    // In the order of the document.
    for error in errors {
        if let Some(count) = counts.remove(error.problem()).filter(|count| *count > MAX_EQUAL) {
            problems.push(format!("{} more places: {}", count - MAX_EQUAL, error.problem()));
        }
    }
    problems
}

/// Returns the names and texts of the overlays, in the order in which they are applied: by name. The hidden files of
/// editors are ignored; any other file must be an overlay, because one that is not applied would look as if it were.
pub(crate) fn overlays(directory: &Path) -> Result<Vec<(String, String)>> {
    let entries = fs::read_dir(directory).with_context(|| format!("cannot read {}", directory.display()))?;
    let mut paths = entries.map(|entry| Ok(entry?.path())).collect::<Result<Vec<_>>>()?;
    let name = |path: &Path| path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let is_yaml = |path: &Path| path.extension().is_some_and(|extension| extension == "yaml");
    let is_hidden = |path: &Path| name(path).starts_with('.');
    paths.retain(|path| is_yaml(path) || !is_hidden(path));
    paths.sort();
    if let Some(hidden) = paths.iter().find(|path| is_hidden(path)) {
        bail!("{}: a hidden file is not applied; rename it to start with a letter, or delete it", hidden.display());
    }
    if let Some(other) = paths.iter().find(|path| !is_yaml(path)) {
        bail!("{}: not an overlay; rename it to end with .yaml, or move it elsewhere", other.display());
    }
    paths.iter().map(|path| Ok((name(path), tree::read(path)?))).collect()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn every_operation_with_a_problem_is_listed_and_many_equal_problems_are_counted() {
        let operation = |id: &str, tags: serde_json::Value, text: &str| {
            json!({"get": {"operationId": id, "tags": tags, "responses": {"200": {"description": "OK", "content": {
                "application/vnd.atlas.2024-08-05+json": {"schema": {"type": text}}}}}}})
        };
        let untagged = |id| operation(id, json!([]), "object");
        let document = Document::from_value(json!({"openapi": "3.0.1", "info": {}, "paths": {
            "/a": untagged("a"), "/b": untagged("b"), "/c": untagged("c"), "/d": operation("d", json!(["D"]), "file"),
            "/e": untagged("e"), "/f": untagged("f"),
        }}))
        .unwrap();
        let problem = "missing tag; add one with an overlay";
        assert_eq!(
            lower_with_overlays(&document, &[]).map(drop).unwrap_err(),
            [
                format!("/paths/~1a/get: {problem}"),
                format!("/paths/~1b/get: {problem}"),
                format!("/paths/~1c/get: {problem}"),
                "/paths/~1d/get/responses/200/content/application~1vnd.atlas.2024-08-05+json/schema: unknown type \"file\"; \
                 correct it with an overlay"
                    .to_owned(),
                format!("2 more places: {problem}"),
            ]
        );
    }

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
        fs::remove_file(directory.path().join("30-c.yml")).unwrap();
        fs::write(directory.path().join(".30-c.yaml"), "").unwrap();
        let error = overlays(directory.path()).unwrap_err().to_string();
        assert!(
            error.ends_with(".30-c.yaml: a hidden file is not applied; rename it to start with a letter, or delete it")
        );
    }
}
