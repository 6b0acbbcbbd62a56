//! Tests of diffs of the checked-in document under the checked-in overlays: lost effects of overlays are changes.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use atlas_openapi::{Change, ChangeKind, Diff, Document};
use serde_json::Value;

fn spec() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../spec")
}

static DOCUMENT: LazyLock<Document> =
    LazyLock::new(|| Document::parse(&fs::read_to_string(spec().join("openapi.json")).unwrap()).unwrap());

static OVERLAYS: LazyLock<Vec<(String, String)>> = LazyLock::new(|| {
    let mut paths: Vec<PathBuf> =
        fs::read_dir(spec().join("overlays")).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    let read = |path: &PathBuf| (path.display().to_string(), fs::read_to_string(path).unwrap());
    paths.iter().map(read).collect()
});

fn diff(new: Value) -> Diff {
    Diff::with_lowering(&DOCUMENT, &Document::from_value(new).unwrap(), &OVERLAYS).unwrap()
}

/// Returns the checked-in document with a successor of a schema, used everywhere instead of it.
fn succeeded(schema: &str, successor: &str) -> Value {
    let reference = |name: &str| format!("\"#/components/schemas/{name}\"");
    let text = DOCUMENT.to_json().replace(&reference(schema), &reference(successor));
    let mut document: Value = serde_json::from_str(&text).unwrap();
    let schemas = document["components"]["schemas"].as_object_mut().unwrap();
    let copy = schemas[schema].clone();
    schemas.insert(successor.to_owned(), copy);
    document
}

fn of_kind(diff: &Diff, kind: ChangeKind) -> Vec<&Change> {
    diff.changes.iter().filter(|change| change.kind == kind).collect()
}

/// Returns changes as lines `subject member old -> new`, with `!` for breaking ones and `!!` for security matters.
fn lines(changes: &[&Change]) -> Vec<String> {
    let line = |change: &&Change| {
        let subject = serde_json::to_value(&change.subject).unwrap();
        let name = subject["name"].as_str().or(subject["id"].as_str()).unwrap().to_owned();
        let mark = match (change.breaking, change.security) {
            (_, true) => "!!",
            (true, false) => "!",
            (false, false) => "",
        };
        let [old, new] = [&change.old, &change.new].map(|value| value.as_deref().unwrap_or_default());
        let parts = [mark, &name, &change.member, old, "->", new];
        parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ")
    };
    changes.iter().map(line).collect()
}

#[test]
fn probe() {
    for (a, b) in [
        ("Webhook", "Webhook20260930"),
        ("CloudDatabaseUser", "CloudDatabaseUser20260930"),
        ("ClusterDescription20240805", "ClusterDescription20260930"),
        ("DiskBackupSnapshotRestoreJob", "DiskBackupSnapshotRestoreJob20260930"),
        ("DedicatedHardwareSpec20240805", "DedicatedHardwareSpec20260930"),
        ("DatabaseUserRole", "DatabaseUserRole20260930"),
    ] {
        let start = std::time::Instant::now();
        let diff = diff(succeeded(a, b));
        println!("=== {a} {:?}\n{}", start.elapsed(), diff.to_text());
    }
}
