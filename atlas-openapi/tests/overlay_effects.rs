//! Tests of diffs of the checked-in document under the checked-in overlays: lost effects of overlays are changes.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use atlas_openapi::{Change, ChangeKind, Diff, Document};
use serde_json::{Value, json};

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
fn a_secret_that_an_overlay_no_longer_matches_is_a_security_matter() {
    let diff = diff(succeeded("Webhook", "Webhook20260930"));
    assert_eq!(lines(&of_kind(&diff, ChangeKind::SecretRemoved)), ["!! ThirdPartyIntegration url secret -> string"]);
    // The variants themselves are not breaking.
    assert_eq!(diff.breaking().count(), 1);
    let text = diff.to_text();
    let expected = "BREAKING\nSecurity\n  ThirdPartyIntegration\n    url is not a secret anymore: secret → string\n";
    assert!(text.contains(expected), "{text}");
    assert!(
        diff.to_markdown()
            .contains("* `ThirdPartyIntegration`\n  * `url` is not a secret anymore: `secret` → `string`\n")
    );
}

#[test]
fn a_secret_behind_any_json_is_a_security_matter() {
    let mut new = DOCUMENT.as_value().clone();
    let properties = &mut new["components"]["schemas"]["PaginatedIntegrationView"]["properties"];
    assert_eq!(properties["results"]["items"], json!({"$ref": "#/components/schemas/ThirdPartyIntegration"}));
    properties["results"]["items"] = json!({});
    let diff = diff(new);
    assert_eq!(
        lines(&of_kind(&diff, ChangeKind::SecretRemoved)),
        ["!! PaginatedIntegration results list of ThirdPartyIntegration -> list of any"]
    );
}

#[test]
fn a_name_from_an_overlay_that_is_lost_is_breaking() {
    let diff = diff(succeeded("CloudDatabaseUser", "CloudDatabaseUser20260930"));
    let renamed = lines(&of_kind(&diff, ChangeKind::TypeRenamed));
    assert_eq!(renamed[0], "! DatabaseUser DatabaseUser -> CloudDatabaseUser");
    assert_eq!(renamed.len(), 7);
}

#[test]
fn a_type_that_another_type_replaces_is_breaking() {
    // An overlay keeps the old schema in use, so that both types exist.
    let diff = diff(succeeded("DiskBackupSnapshot", "DiskBackupSnapshot20260930"));
    let replaced = lines(&of_kind(&diff, ChangeKind::TypeReplaced));
    assert_eq!(replaced[0], "! CloudBackupSnapshot CloudBackupSnapshot -> DiskBackupSnapshot20260930");
    assert_eq!(lines(&of_kind(&diff, ChangeKind::SummaryRemoved)), ["CloudBackupSnapshot A snapshot of a cluster. ->"]);
    assert_eq!(lines(&of_kind(&diff, ChangeKind::SchemaRetired)), Vec::<String>::new());
}

#[test]
fn lost_summaries_are_changes() {
    let diff = diff(succeeded("DatabaseUserRole", "DatabaseUserRole20260930"));
    assert_eq!(
        lines(&of_kind(&diff, ChangeKind::SummaryRemoved))[..2],
        [
            "DatabaseUserRole A role on one database or one collection. ->",
            "DatabaseUserRole collectionName Collection to which the role is limited; \
             without it, the role applies to the whole database. ->",
        ]
    );
    assert_eq!(diff.breaking().count(), 0);
}

#[test]
fn lost_corrections_are_changes() {
    let read_only = diff(succeeded("AWSRegionConfig20240805", "AWSRegionConfig20260930"));
    assert_eq!(
        lines(&of_kind(&read_only, ChangeKind::ReadOnlyChanged))[0],
        "CloudRegionConfig effectiveAnalyticsSpecs true -> false"
    );
    let writable = diff(succeeded("DedicatedHardwareSpec20240805", "DedicatedHardwareSpec20260930"));
    assert_eq!(
        lines(&of_kind(&writable, ChangeKind::PropertyRemoved)),
        [
            "! CloudRegionConfigInput analyticsSpecs DedicatedHardwareSpecInput ->",
            "! CloudRegionConfigInput readOnlySpecs DedicatedHardwareSpecInput ->",
        ]
    );
    let placeholder = diff(succeeded("DatabaseUserRole", "DatabaseUserRole20260930"));
    assert_eq!(
        lines(&of_kind(&placeholder, ChangeKind::EnumValueAdded)),
        ["DatabaseUserRoleRoleName -> <a custom role name>"]
    );
    let missing = diff(succeeded("DiskBackupSnapshotRestoreJob", "DiskBackupSnapshotRestoreJob20260930"));
    assert_eq!(
        lines(&of_kind(&missing, ChangeKind::PropertyRemoved)),
        ["! SnapshotRestoreJob targetDeploymentItemName string ->"]
    );
}

/// Returns the checked-in document with an operation at another path.
fn moved(path: &str, to: &str) -> Value {
    let mut document = DOCUMENT.as_value().clone();
    let paths = document["paths"].as_object_mut().unwrap();
    let item = paths.remove(path).unwrap();
    paths.insert(to.to_owned(), item);
    document
}

#[test]
fn a_lost_effect_is_a_security_matter_and_a_gained_one_is_breaking() {
    let group = "/api/atlas/v2/groups/{groupId}";
    let cutover = format!("{group}/liveMigrations/{{liveMigrationId}}/cutover");
    let lost = diff(moved(&cutover, &format!("{group}/cutovers/{{liveMigrationId}}")));
    assert_eq!(
        lines(&of_kind(&lost, ChangeKind::EffectChanged)),
        ["!! cutoverGroupLiveMigration will be cut over to the destination cluster ->"]
    );
    assert_eq!(of_kind(&lost, ChangeKind::SummaryRemoved).len(), 1);
    let gained = diff(moved(&format!("{group}/limits/{{limitName}}"), &format!("{group}/limit/{{limitName}}")));
    assert_eq!(lines(&of_kind(&gained, ChangeKind::EffectChanged)), ["! deleteGroupLimit -> will be deleted"]);
    assert_eq!(of_kind(&gained, ChangeKind::SummaryRemoved).len(), 3);
}

#[test]
fn a_lost_property_of_items_is_breaking() {
    let path = "/api/atlas/v2/groups/{groupId}/processes/{processId}/performanceAdvisor/suggestedIndexes";
    let diff = diff(moved(path, &format!("{path}2")));
    assert_eq!(
        lines(&of_kind(&diff, ChangeKind::ItemsChanged)),
        ["! listGroupProcessPerformanceAdvisorSuggestedIndexes suggestedIndexes ->"]
    );
}

/// Returns a document with 500 changed schemas: removed, changed, read-only and added properties.
fn with_500_changed_schemas() -> Value {
    let mut document = DOCUMENT.as_value().clone();
    let schemas = document["components"]["schemas"].as_object_mut().unwrap().values_mut();
    let properties = schemas.filter_map(|schema| schema.get_mut("properties")?.as_object_mut());
    for (index, properties) in properties.filter(|properties| !properties.is_empty()).take(500).enumerate() {
        let first = properties.keys().next().unwrap().clone();
        match index % 4 {
            0 => drop(properties.remove(&first)),
            1 => properties[&first] = json!({"type": "boolean"}),
            2 => properties[&first]["readOnly"] = json!(true),
            _ => drop(properties.insert("more".to_owned(), json!({"type": "string"}))),
        }
    }
    document
}

#[test]
fn many_changed_schemas_are_compared_and_fit_into_a_pull_request() {
    let diff = diff(with_500_changed_schemas());
    assert!(diff.changes.len() > 500, "{}", diff.changes.len());
    let markdown = diff.to_markdown();
    assert!(markdown.chars().count() <= 65_536);
    assert!(markdown.contains("125 schemas: <code>more</code> property added: <code>string</code></summary>"));
    let json: Value = serde_json::from_str(&diff.to_json()).unwrap();
    assert_eq!(json["changes"].as_array().unwrap().len(), diff.changes.len());
}

#[test]
fn the_checked_in_document_does_not_differ_from_itself() {
    assert_eq!(diff(DOCUMENT.as_value().clone()).changes, Vec::<Change>::new());
}
