//! The three output formats of a diff with lowering.

use serde_json::{Value, json};

use crate::{Diff, Document};

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

> **Note:** overlay \"a.yaml\": actions[0], target \"$.components.schemas.Dog20240101\": no match \
(`cargo xtask gen` will fail after the import)

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
