//! The three output formats of a diff with lowering.

use serde_json::{Value, json};

use super::{limit::length, markdown::LIMIT};
use crate::diff::Count;
use crate::{Change, ChangeKind, Diff, Document, Subject};

/// Returns a document with an operation that updates a user with a pet.
fn document(pet: &str, name: Value) -> Document {
    let content = json!({"application/vnd.atlas.2024-08-05+json": {"schema": {"$ref": "#/components/schemas/User"}}});
    let mut document = json!({
        "openapi": "3.0.1",
        "info": {"title": "T", "version": "2.0"},
        "paths": {"/user": {"patch": {
            "operationId": "updateUser",
            "tags": ["Users"],
            "requestBody": {"content": content},
            "responses": {"200": {"description": "OK", "content": content}},
        }}},
        "components": {"schemas": {"User": {"type": "object", "properties": {
            "name": name, "pet": {"$ref": format!("#/components/schemas/{pet}")}}}}},
    });
    document["components"]["schemas"][pet] = json!({"type": "object", "properties": {"legs": {"type": "integer"}}});
    Document::from_value(document).unwrap()
}

/// Returns a diff with a note, a replaced schema, and a change that only types show.
fn example_diff() -> Diff {
    let old = document("Dog20240101", json!({"type": "string"}));
    let mut new = document("Dog20270101", json!({"type": "string", "readOnly": true})).into_value();
    new["components"]["schemas"]["Dog20270101"]["properties"] = json!({"bark": {"type": "string"}});
    let overlay = "overlay: 1.0.0\ninfo: {title: T, version: 1.0.0}\nactions:\n  \
                   - {target: $.components.schemas.Dog20240101, update: {x-a: b}}\n";
    let overlays = [("a.yaml".to_owned(), overlay.to_owned())];
    Diff::with_lowering(&old, &Document::from_value(new).unwrap(), &overlays).unwrap()
}

#[test]
fn the_text_has_counts_then_notes_then_breaking_changes() {
    assert_eq!(
        example_diff().to_text(),
        "\
3 breaking, 5 non-breaking; 1 operation, 2 schemas

NOTE: overlay \"a.yaml\": actions[0], target \"$.components.schemas.Dog20240101\": no match \
(`cargo xtask gen` will fail after the import)

BREAKING
Users
  updateUser: PATCH /user
    request type: User → UserInput
Schemas
  User
    name read-only: false → true
Replaced schemas
  Dog20240101 → Dog20270101
    legs property removed (was integer)

NON-BREAKING
Schemas
  Dog20240101
    schema removed (was object)
  Dog20270101
    schema added: object
  User
    pet type: Dog20240101 → Dog20270101
Replaced schemas
  Dog20240101 → Dog20270101
    bark property added: string
Types
  UserInput
    type added
"
    );
}

#[test]
fn the_markdown_has_counts_then_notes_then_breaking_changes() {
    assert_eq!(
        example_diff().to_markdown(),
        "\
## Atlas API

3 breaking, 5 non-breaking; 1 operation, 2 schemas.

| change | breaking | non-breaking |
|---|---:|---:|
| schema added | 0 | 1 |
| schema removed | 0 | 1 |
| property added | 0 | 1 |
| property removed | 1 | 0 |
| type changed | 1 | 1 |
| read only changed | 1 | 0 |
| type added | 0 | 1 |

> **Note:** `` overlay \"a.yaml\": actions[0], target \"$.components.schemas.Dog20240101\": no match \
(`cargo xtask gen` will fail after the import) ``

### Breaking

#### Users

* `updateUser: PATCH /user`
  * `request` type: `User` → `UserInput`

#### Schemas

* `User`
  * `name` read-only: `false` → `true`

#### Replaced schemas

* `Dog20240101 → Dog20270101`
  * `legs` property removed (was `integer`)

### Non-breaking

#### Schemas

* `Dog20240101`
  * schema removed (was `object`)
* `Dog20270101`
  * schema added: `object`
* `User`
  * `pet` type: `Dog20240101` → `Dog20270101`

#### Replaced schemas

* `Dog20240101 → Dog20270101`
  * `bark` property added: `string`

#### Types

* `UserInput`
  * type added
"
    );
}

#[test]
fn the_json_has_notes_and_subjects() {
    let json: Value = serde_json::from_str(&example_diff().to_json()).unwrap();
    assert_eq!(
        json["notes"],
        json!(["overlay \"a.yaml\": actions[0], target \"$.components.schemas.Dog20240101\": no match \
             (`cargo xtask gen` will fail after the import)"])
    );
    let changes = json["changes"].as_array().unwrap();
    let of = |kind: &str| changes.iter().find(|change| change["subject"]["type"] == kind).unwrap();
    assert_eq!(
        *of("succession"),
        json!({"subject": {"type": "succession", "old": "Dog20240101", "new": "Dog20270101"},
            "kind": "property-removed", "member": "legs", "old": "integer", "breaking": true})
    );
    assert_eq!(
        *of("type"),
        json!({"subject": {"type": "type", "name": "UserInput"}, "kind": "type-added", "breaking": false})
    );
}

/// Returns a diff with these changes.
fn diff_of(changes: Vec<Change>) -> Diff {
    let count = Count { old: 540, new: 541 };
    Diff { operations: count, schemas: count, notes: Vec::new(), changes }
}

fn change(subject: Subject, kind: ChangeKind, member: &str, new: &str, breaking: bool) -> Change {
    let (member, new) = (member.to_owned(), Some(new.to_owned()));
    Change { subject, kind, member, old: None, new, breaking, security: false }
}

fn added(schema: &str, breaking: bool) -> Change {
    let subject = Subject::Schema { name: schema.to_owned() };
    change(subject, ChangeKind::PropertyAdded, "links", "array of Link", breaking)
}

/// Returns a diff with equal changes, some of them of operations, and with security matters, which are equal too.
fn diff_with_equal_changes() -> Diff {
    let operation = |id: &str, tag: &str| {
        let (id, method, tag) = (id.to_owned(), "GET".to_owned(), tag.to_owned());
        change(
            Subject::Operation { id, method, path: "/a".to_owned(), tag },
            ChangeKind::DeprecatedChanged,
            "",
            "true",
            false,
        )
    };
    let secret = |name: &str| Change {
        security: true,
        ..change(
            Subject::Type { name: name.to_owned(), replacement: None },
            ChangeKind::SecretRemoved,
            "url",
            "string",
            true,
        )
    };
    diff_of(vec![
        operation("listA", "Things"),
        operation("listB", "Others"),
        added("A", false),
        added("B", true),
        added("C", false),
        secret("Webhook"),
        secret("WebhookInput"),
    ])
}

#[test]
fn equal_changes_are_folded_in_markdown_except_security_matters() {
    let markdown = diff_with_equal_changes().to_markdown();
    assert_eq!(
        markdown.split_once("### Breaking").unwrap().1,
        "

#### Security

* `Webhook`
  * `url` is not a secret anymore: `string`
* `WebhookInput`
  * `url` is not a secret anymore: `string`

#### Schemas

* `B`
  * `links` property added: `array of Link`

### Non-breaking

#### Equal changes

* <details><summary>2 operations: deprecated: <code>true</code></summary>\
<code>listA: GET /a</code>, <code>listB: GET /a</code></details>
* <details><summary>2 schemas: <code>links</code> property added: <code>array of Link</code></summary>\
<code>A</code>, <code>C</code></details>
"
    );
}

#[test]
fn equal_changes_are_folded_in_text_except_security_matters() {
    assert_eq!(
        diff_with_equal_changes().to_text(),
        "\
3 breaking (2 about security), 4 non-breaking; 541 operations (previously 540), 541 schemas (previously 540)

BREAKING
Security
  Webhook
    url is not a secret anymore: string
  WebhookInput
    url is not a secret anymore: string
Schemas
  B
    links property added: array of Link

NON-BREAKING
Equal changes
  2 operations: deprecated: true
    listA: GET /a
    listB: GET /a
  2 schemas: links property added: array of Link
    A
    C
"
    );
}

#[test]
fn the_json_is_complete_and_marks_security_matters() {
    let json: Value = serde_json::from_str(&diff_with_equal_changes().to_json()).unwrap();
    let changes = json["changes"].as_array().unwrap();
    assert_eq!(changes.len(), 7);
    assert_eq!(changes[3].get("security"), None);
    assert_eq!(changes[5]["security"], json!(true));
}

/// Returns a diff with 20,000 changes, half of them breaking, each with a long name of non-ASCII characters.
fn large_diff(equal: bool) -> Diff {
    let change = |index: usize| {
        let mut change = added(&format!("Schéma{index}"), index.is_multiple_of(2));
        change.member = if equal { "ü".repeat(100) } else { format!("{}{index}", "ü".repeat(100)) };
        change
    };
    diff_of((0..20_000).map(change).collect())
}

#[test]
fn the_markdown_of_many_changes_is_cut_to_the_limit_of_github() {
    let markdown = large_diff(false).to_markdown();
    let length = length(&markdown);
    assert!(length <= LIMIT && length > LIMIT - 1000, "{length}");
    assert!(markdown.len() > LIMIT, "characters are counted, not bytes");
    let count = |section: &str| section.lines().filter(|line| line.starts_with("  * ")).count();
    let (breaking, others) = markdown.split_once("\n### Non-breaking\n").unwrap();
    let statement = |left_out: usize| {
        format!("**{left_out} of 10000 changes are left out here. `cargo xtask spec diff --format text` shows all.**\n")
    };
    assert!(count(breaking) > 300, "{}", count(breaking));
    assert!(breaking.ends_with(&statement(10_000 - count(breaking))), "{breaking}");
    // The breaking changes leave nearly no space for the others.
    assert!(count(others) < 5, "{others}");
    assert!(others.ends_with(&statement(10_000 - count(others))), "{others}");
    assert!(markdown.contains("| property added | 10000 | 10000 |"));
}

#[test]
fn the_subjects_of_many_equal_changes_are_cut_with_their_number() {
    let markdown = large_diff(true).to_markdown();
    assert!(length(&markdown) < 20_000, "{}", length(&markdown));
    let lines: Vec<&str> = markdown.lines().filter(|line| line.starts_with("* <details>")).collect();
    assert_eq!(lines.len(), 2);
    let left_out = 10_000 - lines[0].matches("<code>Schéma").count();
    assert!(lines[0].starts_with("* <details><summary>10000 schemas: <code>ü"), "{}", lines[0]);
    assert!(lines[0].ends_with(&format!(", and {left_out} more</details>")), "{}", lines[0]);
    assert!(markdown.contains(&format!("**{left_out} of 10000 changes are left out here.")));
}

#[test]
fn the_text_of_many_changes_is_complete() {
    let text = large_diff(true).to_text();
    assert_eq!(text.lines().filter(|line| line.starts_with("    Schéma")).count(), 20_000);
    let text = large_diff(false).to_text();
    assert_eq!(text.lines().filter(|line| line.contains("property added")).count(), 20_000);
}

#[test]
fn many_notes_leave_space_for_changes() {
    let mut diff = large_diff(false);
    diff.notes = vec!["x".repeat(1000); 100];
    let markdown = diff.to_markdown();
    assert!(length(&markdown) <= LIMIT);
    assert!(markdown.contains("> **More notes:** 93, see `cargo xtask spec diff --format text`"), "{markdown}");
    assert!(markdown.contains("### Breaking"));
}

#[test]
fn names_with_special_characters_stay_names() {
    let name = "</details>|`a`\n\n# <b>@team";
    let operation = |id: &str| {
        let (id, method, path) = (id.to_owned(), "GET".to_owned(), name.to_owned());
        let subject = Subject::Operation { id, method, path, tag: name.to_owned() };
        change(subject, ChangeKind::ParameterAdded, name, name, false)
    };
    let mut other = operation("c");
    other.member = "other".to_owned();
    let mut diff = diff_of(vec![operation("a"), operation("b"), other]);
    diff.notes = vec![name.to_owned()];
    let span = r"`` </details>|`a`\n\n# <b>@team ``";
    let element = r"&lt;/details&gt;|`a`\n\n# &lt;b&gt;@team";
    let markdown = diff.to_markdown();
    let lines: Vec<&str> = markdown.lines().skip_while(|line| !line.starts_with("> ")).collect();
    assert_eq!(
        lines,
        [
            format!("> **Note:** {span}").as_str(),
            "",
            "### Non-breaking",
            "",
            "#### Equal changes",
            "",
            &format!(
                "* <details><summary>2 operations: <code>{element}</code> parameter added: <code>{element}</code>\
                 </summary><code>a: GET {element}</code>, <code>b: GET {element}</code></details>"
            ),
            "",
            &format!("#### {span}"),
            "",
            r"* `` c: GET </details>|`a`\n\n# <b>@team ``",
            &format!("  * `other` parameter added: {span}"),
        ]
    );
    let text = diff.to_text();
    assert!(text.contains("\n  c: GET </details>|`a`\\n\\n# <b>@team\n"), "{text}");
    assert_eq!(text.lines().filter(|line| line.starts_with('#')).count(), 0);
}
