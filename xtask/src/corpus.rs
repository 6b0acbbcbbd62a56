//! A corpus of small odd documents: each is imported, compared, lowered and generated, or refused with its place. The
//! generated code is compiled.
//!
//! `base.json` is a small document in the form of the official one. Each case of `cases.json` changes it.

use std::{
    fs,
    path::{Path, PathBuf},
};

use atlas_openapi::{Diff, Document, Imported};
use chrono::NaiveDate;
use serde_json::Value;

use crate::{cargo::cargo, files, generate};

const BASE: &str = include_str!("corpus/base.json");
const CASES: &str = include_str!("corpus/cases.json");

/// The result of a case: the generated files below `atlas-gen/src/generated`, or the error.
type Outcome = Result<Vec<(PathBuf, String)>, String>;

fn today() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 9, 1).unwrap()
}

fn cases() -> Vec<Value> {
    serde_json::from_str(CASES).unwrap()
}

/// Returns the text of a case's document.
fn document(case: &Value) -> String {
    let mut document: Value = serde_json::from_str(BASE).unwrap();
    for (pointer, value) in case["set"].as_object().into_iter().flatten() {
        let (parent, name) = pointer.rsplit_once('/').unwrap();
        let name = name.replace("~1", "/").replace("~0", "~");
        match document.pointer_mut(parent).unwrap_or_else(|| panic!("{}: no {parent}", case["name"])) {
            Value::Object(members) => drop(members.insert(name, value.clone())),
            Value::Array(elements) => elements[name.parse::<usize>().unwrap()] = value.clone(),
            other => panic!("{other} has no members"),
        }
    }
    document.to_string()
}

fn run(text: &str) -> (Vec<String>, Outcome) {
    let Imported { document, notes, .. } = match atlas_openapi::import(text, today()) {
        Ok(imported) => imported,
        Err(error) => return (Vec::new(), Err(error.to_string())),
    };
    let base = Document::parse(BASE).unwrap();
    for (old, new) in [(&base, &document), (&document, &base)] {
        let diff = Diff::with_lowering(old, new, &[]).unwrap();
        assert!(diff.to_markdown().chars().count() <= 65_536);
        assert!(diff.to_text().len() + diff.to_json().len() > 0);
    }
    let outcome = generate::lower_with_overlays(&document, &[]).map_err(|problems| problems.join("\n"));
    (notes, outcome.map(|api| generate::client(&api, &generate::Facade::default()).unwrap().into_iter().collect()))
}

/// Writes a copy of `atlas-gen` with other generated files, as a workspace of its own.
fn write_crate(directory: &Path, generated: &[(PathBuf, String)]) {
    let root = files::root();
    let manifest = fs::read_to_string(root.join("Cargo.toml")).unwrap();
    let (_, rest) = manifest.split_once("[workspace.package]").unwrap();
    fs::write(
        directory.join("Cargo.toml"),
        format!("[workspace]\nresolver = \"3\"\nmembers = [\"atlas-gen\"]\n\n[workspace.package]{rest}"),
    )
    .unwrap();
    fs::copy(root.join("Cargo.lock"), directory.join("Cargo.lock")).unwrap();
    copy(&root.join("atlas-gen"), &directory.join("atlas-gen"));
    let manifest = directory.join("atlas-gen/Cargo.toml");
    let tags: Vec<String> = generated.iter().filter_map(|(path, _)| tag(path)).collect();
    let with_features = generate::manifest::with_features(&fs::read_to_string(&manifest).unwrap(), &tags);
    fs::write(manifest, with_features.unwrap()).unwrap();
    let target = directory.join("atlas-gen/src/generated");
    for (path, text) in generated {
        let path = target.join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
}

/// Returns the tag whose operations the file at `path` has.
fn tag(path: &Path) -> Option<String> {
    let name = path.strip_prefix("operations").ok()?.file_stem()?.to_str()?;
    (name != "mod").then(|| name.to_owned())
}

/// Copies a directory, except for generated code and tests.
fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let (path, target) = (entry.path(), to.join(entry.file_name()));
        if ["generated", "tests"].iter().any(|skipped| path.ends_with(skipped)) {
            continue;
        }
        if path.is_dir() {
            copy(&path, &target);
        } else {
            fs::copy(path, target).unwrap();
        }
    }
}

/// Compiles the crate with all features and without any; returns the errors.
fn compile(directory: &Path) -> String {
    ["--all-features", "--no-default-features"].map(|features| check(directory, &["--lib", features])).concat()
}

/// Runs `cargo check`; returns the errors.
fn check(directory: &Path, arguments: &[&str]) -> String {
    let output = cargo()
        .args(["check", "--quiet", "--offline"])
        .args(arguments)
        .current_dir(directory)
        // Dependencies are compiled once for all cases.
        .env("CARGO_TARGET_DIR", files::root().join("target/corpus"))
        .env_remove("CARGO_MANIFEST_DIR")
        .output()
        .unwrap();
    if output.status.success() { String::new() } else { String::from_utf8_lossy(&output.stderr).into_owned() }
}

#[test]
fn each_document_is_generated_or_refused_with_its_place() {
    let (mut generated, mut refused) = (0, 0);
    for case in cases() {
        let name = case["name"].as_str().unwrap();
        let (notes, outcome) = run(&document(&case));
        match (outcome, case["refused"].as_str()) {
            (Err(error), Some(expected)) => {
                assert!(error.contains(expected), "{name}: {error}");
                assert!(error.starts_with('/') || error.starts_with("line "), "{name} has no place: {error}");
                refused += 1;
            }
            (Ok(files), None) => {
                let note = case["note"].as_str();
                let found = notes.iter().any(|found| note.is_some_and(|note| found.contains(note)));
                assert_eq!(found, note.is_some(), "{name}: {notes:?}");
                let texts: String = files.into_iter().map(|(_, text)| text).collect();
                let listed =
                    |key: &str| -> Vec<String> { serde_json::from_value(case[key].clone()).unwrap_or_default() };
                for text in listed("has") {
                    assert!(texts.contains(&text), "{name}: not generated: {text}");
                }
                for text in listed("lacks") {
                    assert!(!texts.contains(&text), "{name}: generated: {text}");
                }
                generated += 1;
            }
            (Ok(_), Some(expected)) => panic!("{name}: not refused: {expected}"),
            (Err(error), None) => panic!("{name}: {error}"),
        }
    }
    assert_eq!((generated, refused), (GENERATED, REFUSED));
}

/// The number of documents that are generated.
const GENERATED: usize = 49;
/// The number of documents that are refused.
const REFUSED: usize = 82;

#[test]
fn the_generated_code_compiles() {
    let mut compiled = 0;
    for case in cases().iter().filter(|case| case["refused"].is_null()) {
        let (_, outcome) = run(&document(case));
        let directory = tempfile::tempdir().unwrap();
        write_crate(directory.path(), &outcome.unwrap());
        let errors = compile(directory.path());
        assert_eq!(errors, "", "{}", case["name"]);
        compiled += 1;
    }
    assert_eq!(compiled, GENERATED);
}

#[test]
fn a_call_of_an_operation_without_its_feature_is_a_compile_error_that_names_the_feature() {
    let (_, outcome) = run(BASE);
    let directory = tempfile::tempdir().unwrap();
    write_crate(directory.path(), &outcome.unwrap());
    let example = "//! A call.\n\nfn main() {\n    let _ = |client: &atlas_gen::Client| drop(client.things());\n}\n";
    fs::create_dir(directory.path().join("atlas-gen/examples")).unwrap();
    fs::write(directory.path().join("atlas-gen/examples/call.rs"), example).unwrap();
    let errors = check(directory.path(), &["--example", "call", "--no-default-features"]);
    let expected = "the operations of `things` require the feature `things` of `atlas-gen`";
    assert!(errors.contains(expected), "{errors}");
    let errors = check(directory.path(), &["--example", "call", "--no-default-features", "--features", "things"]);
    assert_eq!(errors, "");
}

#[test]
fn a_document_truncated_anywhere_is_refused() {
    for length in (0..BASE.len() - 2).step_by(97) {
        let error = atlas_openapi::import(&BASE[..length], today()).map(drop).unwrap_err().to_string();
        assert!(error.starts_with("line "), "{length}: {error}");
    }
}
