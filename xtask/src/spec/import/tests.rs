//! Tests of the import into a workspace with a document of four operations and an overlay.

use std::fs;

use serde_json::{Value, json};
use tempfile::TempDir;

use super::*;

const OVERLAY: &str = "overlay: 1.0.0\ninfo: {title: T}\nactions:\n";

/// Returns the text of a document with an operation for each id.
fn text(ids: &[&str]) -> String {
    let content = json!({"application/vnd.atlas.2024-08-05+json": {"schema": {"$ref": "#/components/schemas/Thing"}}});
    let operation = |id: &str| json!({"get": {"operationId": id, "tags": ["Things"], "responses": {"200": {"description": "OK", "content": content}}}});
    let paths: serde_json::Map<String, Value> = ids.iter().map(|id| (format!("/{id}"), operation(id))).collect();
    json!({
        "openapi": "3.0.1",
        "info": {"title": "T", "version": "2.0", "license": {"name": "CC"}},
        "paths": paths,
        "components": {"schemas": {"Thing": {"type": "object", "properties": {"name": {"type": "string"}}}}},
    })
    .to_string()
}

fn imported(text: &str) -> Imported {
    atlas_openapi::import(text, "2026-01-02".parse().unwrap()).unwrap()
}

/// Returns a workspace with the operations `getA` to `getD`, and an overlay with these actions.
fn workspace(actions: &str) -> TempDir {
    let root = tempfile::tempdir().unwrap();
    fs::create_dir_all(root.path().join("spec/overlays")).unwrap();
    let overlay = root.path().join("spec/overlays/10.yaml");
    fs::write(&overlay, format!("{OVERLAY}- {{target: $.info, update: {{x-a: 1}}}}\n")).unwrap();
    let first = replace(root.path(), &imported(&text(&["getA", "getB", "getC", "getD"])), false, "2026-01-02").unwrap();
    assert_eq!((&*first.text, &first.problems[..]), ("spec/openapi.json: 4 operations\n", &[][..]));
    fs::write(overlay, format!("{OVERLAY}{actions}")).unwrap();
    root
}

/// Returns the contents of both files.
fn files_of(root: &TempDir) -> [String; 2] {
    [DOCUMENT, SOURCE].map(|name| fs::read_to_string(root.path().join(name)).unwrap())
}

/// Asserts that a document is refused with this message and changes nothing, and returns the forced import of it.
#[track_caller]
fn refused(root: &TempDir, text: &str, message: &str) -> Report {
    let before = files_of(root);
    let error = replace(root.path(), &imported(text), false, "2026-03-04").unwrap_err();
    assert_eq!(error.to_string(), message);
    assert_eq!(files_of(root), before);
    replace(root.path(), &imported(text), true, "2026-03-04").unwrap()
}

const VALID: &str = "- {target: $.info, update: {x-a: 1}}\n";

#[test]
fn a_document_without_most_operations_is_refused_unless_forced() {
    let root = workspace(VALID);
    let message = |count| {
        format!(
            "{count} of 4 operations would vanish; pass the complete Atlas Administration API, or import the document \
             anyway with --force"
        )
    };
    let report = refused(&root, &text(&["getA"]), &message(3));
    assert_eq!((&*report.text, &report.problems[..]), ("spec/openapi.json: 1 operations\n", &[][..]));
    crate::spec::check(&root.path().join("spec")).unwrap();
    let report = refused(&workspace(VALID), &text(&["w", "x", "y", "z", "getPet"]), &message(4));
    assert_eq!(report.text, "spec/openapi.json: 5 operations\n");
    let half = replace(workspace(VALID).path(), &imported(&text(&["getA", "getB"])), false, "2026-03-04").unwrap();
    assert_eq!(half.text, "spec/openapi.json: 2 operations\n");
}

#[test]
fn a_document_that_cannot_be_lowered_is_refused_with_every_problem_unless_forced() {
    let root = workspace(
        "- {target: \"$.paths['/getC']\", remove: true}\n- {target: \"$.paths['/gone'].get\", remove: true}\n\
         - {target: $.components.schemas.Gone, update: {x: 1}}\n",
    );
    fs::write(root.path().join("spec/overlays/20.yaml"), format!("{OVERLAY}- {{target: $.gone, remove: true}}\n"))
        .unwrap();
    let fault = |name, index, target| {
        format!(
            "overlay \"{name}\": actions[{index}], target \"{target}\": no match; the document may be corrected \
             already: delete the action, or correct its target"
        )
    };
    let problems = [
        fault("10.yaml", 1, "$.paths['/gone'].get"),
        fault("10.yaml", 2, "$.components.schemas.Gone"),
        fault("20.yaml", 0, "$.gone"),
        "/paths/~1getA/get: missing tag; add one with an overlay".to_owned(),
    ];
    let new = text(&["getA", "getB", "getC"]).replacen(r#""tags":["Things"]"#, r#""tags":[]"#, 1);
    let message = format!(
        "no code could be generated from it, and nothing is changed; the overlays may have to be adapted: change \
         spec/overlays and repeat the import, or import the document first with --force\n4 problems:\n  {}",
        problems.join("\n  ")
    );
    let report = refused(&root, &new, &message);
    assert_eq!((&*report.text, &report.problems[..]), ("spec/openapi.json: 3 operations\n", &problems[..]));
    crate::spec::check(&root.path().join("spec")).unwrap();
    assert_eq!(
        report.check().unwrap_err().to_string(),
        format!(
            "spec/openapi.json: imported, but no code can be generated from it yet; adapt spec/overlays, and run \
             `cargo xtask gen`\n4 problems:\n  {}",
            problems.join("\n  ")
        )
    );
    // The work left to do: the overlays are adapted, and the same import has no problem.
    fs::remove_file(root.path().join("spec/overlays/20.yaml")).unwrap();
    fs::write(
        root.path().join("spec/overlays/10.yaml"),
        format!("{OVERLAY}- {{target: \"$.paths['/getA'].get.tags\", update: Things}}\n"),
    )
    .unwrap();
    assert_eq!(replace(root.path(), &imported(&new), false, "2026-03-04").unwrap().problems, [""; 0]);
}

#[test]
fn the_import_repairs_an_interrupted_run_and_an_edited_document() {
    let root = workspace(VALID);
    let new = imported(&text(&["getA", "getB", "getC", "getE"]));
    replace(root.path(), &new, false, "2026-03-04").unwrap();
    let expected = files_of(&root);
    let old = workspace(VALID);
    // The state after a run that was killed between the two files.
    fs::write(old.path().join(DOCUMENT), &expected[0]).unwrap();
    fs::write(old.path().join("spec/.new-AbCdEf"), &expected[1]).unwrap();
    assert_eq!(crate::spec::check(&old.path().join("spec")).unwrap_err().to_string().lines().count(), 2);
    replace(old.path(), &new, false, "2026-03-04").unwrap();
    assert_eq!(files_of(&old), expected);
    crate::spec::check(&old.path().join("spec")).unwrap();
    // A document that cannot be parsed, for example because of conflict markers.
    fs::write(old.path().join(DOCUMENT), "<<<<<<<\n").unwrap();
    let report = replace(old.path(), &new, false, "2026-03-04").unwrap();
    report.check().unwrap();
    assert!(report.text.starts_with("note: spec/openapi.json: cannot be compared: "), "{}", report.text);
    assert_eq!(files_of(&old), expected);
}

#[test]
fn the_name_of_the_imported_file_does_not_matter() {
    let directory = tempfile::tempdir().unwrap();
    let files = ["a.json", "another name.yaml"].map(|name| {
        let path = directory.path().join(name);
        fs::write(&path, text(&["getA", "getB", "getC", "getF"])).unwrap();
        let root = workspace(VALID);
        let new = read(&Input::new(path.into()).unwrap()).unwrap();
        replace(root.path(), &new, false, "2026-03-04").unwrap();
        files_of(&root)
    });
    assert_eq!(files[0], files[1]);
    let source = "source = \"MongoDB Atlas Administration API v2, https://github.com/mongodb/openapi\"\n";
    assert!(files[0][1].contains(source), "{}", files[0][1]);
}

#[test]
fn unexpected_arguments_are_not_repeated() {
    for args in
        [&["a", "https://u:secret@h/"][..], &["--force=https://u:secret@h/"], &["--secret"], &["--secret=secret"]]
    {
        let error = run(lexopt::Parser::from_args(args)).unwrap_err().to_string();
        assert!(error.starts_with("unexpected argument\nusage: ") && !error.contains("secret"), "{error}");
    }
}
