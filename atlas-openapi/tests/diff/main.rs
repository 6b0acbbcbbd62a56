//! Tests of diffs: detection of changes, classification as breaking, and output formats.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

mod requirements;

use atlas_openapi::{Diff, Document, diff};
use serde_json::{Value, json};

const GET: &str = "/paths/~1a/get";
const SCHEMAS: &str = "/components/schemas";

/// Returns a document with an operation of two versions; only the older version uses the schema `Old`.
fn base() -> Value {
    json!({
        "openapi": "3.0.1",
        "info": {"title": "T", "version": "2.0"},
        "paths": {"/a": {"get": {
            "operationId": "getA",
            "tags": ["Things"],
            "x-rolesRequirements": ["Reader"],
            "parameters": [
                {"name": "size", "in": "query", "schema": {"type": "integer", "maximum": 100}},
                {"$ref": "#/components/parameters/page"},
            ],
            "responses": {"200": {"description": "OK", "content": {
                "application/vnd.atlas.2023-01-01+json": {"schema": {"$ref": "#/components/schemas/Old"}},
                "application/vnd.atlas.2024-08-05+json": {"schema": {"$ref": "#/components/schemas/New"}},
            }}},
        }}},
        "components": {
            "parameters": {"page": {"name": "pageNum", "in": "query", "schema": {"type": "integer"}}},
            "schemas": {
                "Old": {"type": "object", "properties": {"x": {"type": "string"}}},
                "New": {
                    "type": "object",
                    "required": ["name"],
                    "properties": {
                        "name": {"type": "string", "minLength": 1, "pattern": "^a$", "default": "a"},
                        "kind": {"type": "string", "enum": ["A", "B"]},
                        "list": {"type": "array", "items": {"$ref": "#/components/schemas/Part"}},
                    },
                },
                "Part": {
                    "oneOf": [{"$ref": "#/components/schemas/New"}, {"$ref": "#/components/schemas/Size"}],
                    "discriminator": {"propertyName": "kind", "mapping": {"a": "#/components/schemas/New"}},
                },
                "Size": {"allOf": [{"$ref": "#/components/schemas/Root"}, {"properties": {"cm": {"type": "integer"}}}]},
                "Root": {"type": "object", "properties": {"id": {"type": "string"}}},
            },
        },
    })
}

fn compare(old: Value, new: Value) -> Diff {
    diff(&Document::from_value(old).unwrap(), &Document::from_value(new).unwrap())
}

/// Returns the changes as lines `member kind old -> new`, with `!` for breaking ones.
fn lines(diff: &Diff) -> Vec<String> {
    let line = |change: &atlas_openapi::Change| {
        let kind = serde_json::to_value(change.kind).unwrap();
        let parts = [
            if change.breaking { "!" } else { "" },
            change.member.as_str(),
            kind.as_str().unwrap(),
            change.old.as_deref().unwrap_or_default(),
            "->",
            change.new.as_deref().unwrap_or_default(),
        ];
        parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ")
    };
    diff.changes.iter().map(line).collect()
}

/// Sets or removes one value of the document, and checks the changes.
#[track_caller]
fn check(pointer: &str, value: Value, expected: &[&str]) {
    let mut new = base();
    let (parent, key) = pointer.rsplit_once('/').unwrap();
    let key = &key.replace("~1", "/");
    let parent = new.pointer_mut(parent).unwrap().as_object_mut().unwrap();
    if value.is_null() {
        parent.remove(key).unwrap();
    } else {
        parent.insert(key.to_owned(), value);
    }
    assert_eq!(lines(&compare(base(), new)), expected);
}

#[track_caller]
fn check_operation(member: &str, value: Value, expected: &[&str]) {
    check(&format!("{GET}/{member}"), value, expected);
}

#[track_caller]
fn check_schema(member: &str, value: Value, expected: &[&str]) {
    check(&format!("{SCHEMAS}/{member}"), value, expected);
}

#[test]
fn a_document_does_not_differ_from_itself() {
    let diff = compare(base(), base());
    assert_eq!(diff.changes, []);
    assert_eq!(diff.to_text(), "0 breaking, 0 non-breaking; 1 operation, 5 schemas\n");
}

#[test]
fn operations_are_added_and_removed() {
    let mut new = base();
    let mut operation = base().pointer(GET).unwrap().clone();
    operation["operationId"] = json!("getB");
    new["paths"]["/b"] = json!({ "get": operation });
    let added = compare(base(), new.clone());
    assert_eq!(lines(&added), ["operation-added -> 2023-01-01, 2024-08-05"]);
    assert_eq!((added.operations.old, added.operations.new), (1, 2));
    assert_eq!(lines(&compare(new, base())), ["! operation-removed ->"]);
}

#[test]
fn operations_are_renamed_and_moved() {
    check_operation("operationId", json!("readA"), &["! operation-renamed getA -> readA"]);
    check_operation("x-xgen-operation-id-override", json!("read"), &["! short-name-changed -> read"]);
    let mut short = base();
    short["paths"]["/a"]["get"]["x-xgen-operation-id-override"] = json!("get");
    let mut new = short.clone();
    new["paths"]["/a"]["get"]["operationId"] = json!("readA");
    assert_eq!(lines(&compare(short, new)), ["operation-renamed getA -> readA"]);
    let mut new = base();
    let item = new["paths"].as_object_mut().unwrap().remove("/a").unwrap();
    new["paths"]["/z"] = item;
    assert_eq!(lines(&compare(base(), new)), ["operation-moved GET /a -> GET /z"]);
}

#[test]
fn metadata_of_an_operation_changes() {
    check_operation("deprecated", json!(true), &["deprecated-changed false -> true"]);
    check_operation("x-rolesRequirements", json!(["Owner", "Reader"]), &["roles-changed Reader -> Owner, Reader"]);
    check_operation("x-rolesRequirements", json!(["Owner"]), &["! roles-changed Reader -> Owner"]);
    check_operation("tags", json!(["Others"]), &["! tag-changed Things -> Others"]);
    check_operation("responses/404", json!({"description": "d"}), &["404 response-added ->"]);
    check_operation(
        "x-xgen-docs-url",
        json!("https://example.org"),
        &["x-xgen-docs-url metadata-changed -> https://example.org"],
    );
    check("/info/version", json!("2.1"), &["document version metadata-changed 2.0 -> 2.1"]);
    check("/components/headers", json!({"h": {"schema": {}}}), &["shared header metadata-changed -> h"]);
    check_operation(
        "responses/200/headers",
        json!({"h": {"schema": {}}}),
        &["response 200 header h metadata-changed -> any"],
    );
}

#[test]
fn a_newer_version_is_breaking_if_its_types_differ() {
    let content = "responses/200/content/application~1vnd.atlas.2025-01-01+json";
    check_operation(
        content,
        json!({"schema": {"$ref": "#/components/schemas/New"}}),
        &["newest-version-moved 2024-08-05 -> 2025-01-01", "2025-01-01 version-added ->"],
    );
    check_operation(
        content,
        json!({"schema": {"$ref": "#/components/schemas/Part"}}),
        &[
            "! response body type-changed New -> Part",
            "! newest-version-moved 2024-08-05 -> 2025-01-01",
            "2025-01-01 version-added ->",
            // The comparison of the schema with its replacement.
            "! type-changed object -> union",
        ],
    );
}

#[test]
fn a_preview_is_not_the_newest_version() {
    let content = "responses/200/content/application~1vnd.atlas.preview+json";
    check_operation(content, json!({"schema": {"$ref": "#/components/schemas/Old"}}), &["preview version-added ->"]);
}

#[test]
fn a_version_is_removed_or_gets_a_sunset_date() {
    let old = "responses/200/content/application~1vnd.atlas.2023-01-01+json";
    check_operation(old, Value::Null, &["2023-01-01 version-removed ->"]);
    let sunset = format!("{old}/x-sunset");
    check_operation(&sunset, json!("2027-01-01"), &["2023-01-01 sunset-changed -> 2027-01-01"]);
}

#[test]
fn parameters_change() {
    let size = |schema: Value| json!([{"name": "size", "in": "query", "schema": schema}, {"$ref": "#/components/parameters/page"}]);
    check_operation("parameters", size(json!({"type": "string"})), &["! size (query) type-changed integer -> string"]);
    check_operation(
        "parameters",
        size(json!({"type": "integer", "maximum": 500})),
        &["size (query) bounds-changed maximum 100 -> maximum 500"],
    );
    check_operation(
        "parameters",
        json!([{"$ref": "#/components/parameters/page"}]),
        &["! size (query) parameter-removed integer ->"],
    );
    let mut more = size(json!({"type": "integer", "maximum": 100}));
    let added = json!({"name": "id", "in": "path", "required": true, "schema": {"type": "string"}});
    more.as_array_mut().unwrap().push(added);
    check_operation("parameters", more, &["! id (path) parameter-added -> string, required"]);
}

#[test]
fn a_change_of_a_shared_parameter_is_reported_once() {
    check("/components/parameters/page/required", json!(true), &["! required-changed false -> true"]);
    check("/components/parameters/page/schema", json!({"type": "string"}), &["! type-changed integer -> string"]);
}

#[test]
fn a_parameter_moves_to_another_location() {
    check_operation("parameters/0/in", json!("header"), &["size parameter-moved query -> header"]);
    check("/components/parameters/page/in", json!("header"), &["parameter-moved query -> header"]);
    // The client has no setter for a cookie.
    check_operation(
        "parameters/0/in",
        json!("cookie"),
        &["! size (query) parameter-removed integer ->", "size (cookie) parameter-added -> integer"],
    );
    let mut new = base();
    new.pointer_mut(GET).unwrap()["parameters"][0] =
        json!({"name": "size", "in": "header", "style": "simple", "required": true, "schema": {"type": "integer"}});
    let diff = compare(base(), new);
    assert_eq!(
        lines(&diff),
        [
            "size bounds-changed maximum 100 ->",
            "size style-changed style form (default) -> style simple",
            "! size required-changed false -> true",
            "size parameter-moved query -> header",
        ]
    );
    assert!(diff.to_text().contains("\n    size moved from query to header\n"), "{}", diff.to_text());
}

#[test]
fn facts_without_a_comparison_of_their_own_have_a_pointer_and_values() {
    check_operation("parameters/0/required", json!(false), &["/parameters/0/required metadata-changed -> false"]);
    let parameters = base().pointer(GET).unwrap()["parameters"].as_array().unwrap().iter().rev().cloned().collect();
    check_operation(
        "parameters",
        Value::Array(parameters),
        &["order of parameters metadata-changed size, pageNum -> pageNum, size"],
    );
}

#[test]
fn a_body_is_added_and_removed() {
    let body =
        json!({"content": {"application/vnd.atlas.2024-08-05+json": {"schema": {"$ref": "#/components/schemas/New"}}}});
    check_operation("requestBody", body, &["request body parameter-added -> New"]);
    // No operation uses the schema any longer, nor the schemas that only this schema uses.
    check_operation(
        "responses/200/content/application~1vnd.atlas.2024-08-05+json/schema",
        Value::Null,
        &[
            "! response body type-changed New -> none",
            "! schema-retired ->",
            "! schema-retired ->",
            "! schema-retired ->",
            "! schema-retired ->",
        ],
    );
}

#[test]
fn schemas_are_added_and_removed() {
    check_schema("More", json!({"type": "object"}), &["schema-added -> object"]);
    let mut with = base();
    with["components"]["schemas"]["More"] = json!({"type": "string"});
    assert_eq!(lines(&compare(with.clone(), base())), ["schema-removed string ->"]);
    with["components"]["schemas"]["Root"]["properties"]["more"] = json!({"$ref": "#/components/schemas/More"});
    assert_eq!(lines(&compare(with, base())), ["! schema-removed string ->", "! more property-removed More ->"]);
}

#[test]
fn a_change_in_older_versions_only_is_not_breaking() {
    check_schema("Old/properties/x", json!({"type": "integer"}), &["x type-changed string -> integer"]);
    check_schema("Old/properties", json!({}), &["x property-removed string ->"]);
}

#[test]
fn properties_change() {
    check_schema(
        "New/properties/new",
        json!({"type": "array", "items": {"type": "string"}}),
        &["new property-added -> array of string"],
    );
    check_schema("New/properties/name", Value::Null, &["! name property-removed string, required ->"]);
    check_schema(
        "New/required",
        json!(["kind"]),
        &["kind required-changed false -> true", "name required-changed true -> false"],
    );
    check_schema("New/properties/list/type", json!("string"), &["! list type-changed array of Part -> string"]);
    check_schema(
        "New/properties/list/items",
        json!({"type": "string"}),
        &["! list[] type-changed Part -> string", "! schema-retired ->", "! schema-retired ->", "! schema-retired ->"],
    );
    check_schema("Size/allOf/1/properties/cm", json!({}), &["! cm type-changed integer -> any"]);
}

#[test]
fn metadata_of_a_property_changes() {
    check_schema("New/properties/name/format", json!("date"), &["! name type-changed string -> string (date)"]);
    check_schema("New/properties/name/nullable", json!(true), &["name nullable-changed false -> true"]);
    check_schema("New/properties/name/readOnly", json!(true), &["name read-only-changed false -> true"]);
    check_schema("New/properties/name/writeOnly", json!(true), &["name write-only-changed false -> true"]);
    check_schema("New/properties/name/minLength", json!(2), &["name bounds-changed minLength 1 -> minLength 2"]);
    check_schema("New/properties/name/pattern", json!("^b$"), &["name pattern-changed ^a$ -> ^b$"]);
    check_schema("New/properties/name/default", Value::Null, &["name default-changed a ->"]);
    check_schema("New/properties/name/minLength", json!(1.0), &[]);
    check_schema("New/properties/list/uniqueItems", json!(true), &["list bounds-changed -> uniqueItems true"]);
    check_schema(
        "Root/additionalProperties",
        json!(false),
        &["metadata-changed additionalProperties true (default) -> additionalProperties false"],
    );
}

#[test]
fn values_of_an_enum_are_added_and_removed() {
    check_schema(
        "New/properties/kind/enum",
        json!(["B", "C"]),
        &["! kind enum-value-removed A ->", "kind enum-value-added -> C"],
    );
    check_schema("New/properties/kind/enum", json!(["B", "A"]), &["kind enum-order-changed A, B -> B, A"]);
    check_schema("New/properties/kind/enum", Value::Null, &["! kind type-changed string enum -> string"]);
}

#[test]
fn unions_and_their_parts_change() {
    check_schema(
        "Part/oneOf",
        json!([{"$ref": "#/components/schemas/New"}, {"$ref": "#/components/schemas/Old"}]),
        &["! variant-removed Size ->", "variant-added -> Old", "! schema-retired ->", "! schema-retired ->"],
    );
    check_schema(
        "Part/discriminator/mapping",
        json!({"a": "#/components/schemas/Size"}),
        &["! variant-removed a = New ->", "variant-added -> a = Size"],
    );
    // Only responses contain the union: no request is refused.
    check_schema("Part/discriminator/mapping", json!({}), &["discriminator-value-removed a = New ->"]);
    check_schema("Part/discriminator/propertyName", json!("type"), &["! discriminator-changed kind -> type"]);
    check_schema(
        "Size/allOf",
        json!([{"properties": {"cm": {"type": "integer"}}}]),
        &["! schema-retired ->", "! parent-removed Root ->"],
    );
}

fn edited() -> Diff {
    let mut new = base();
    new["paths"]["/a"]["get"]["deprecated"] = json!(true);
    let properties = &mut new["components"]["schemas"]["New"]["properties"];
    properties["name"]["pattern"] = json!("`");
    properties["kind"]["type"] = json!("integer");
    compare(base(), new)
}

#[test]
fn the_text_lists_breaking_changes_first() {
    assert_eq!(
        edited().to_text(),
        "\
1 breaking, 2 non-breaking; 1 operation, 5 schemas

BREAKING
Schemas
  New
    kind type: string enum → integer enum

NON-BREAKING
Things
  getA: GET /a
    deprecated: false → true
Schemas
  New
    name pattern: ^a$ → `
"
    );
}

#[test]
fn the_markdown_formats_names_and_values_as_code() {
    assert_eq!(
        edited().to_markdown(),
        "\
## Atlas API

1 breaking, 2 non-breaking; 1 operation, 5 schemas.

| change | breaking | non-breaking |
|---|---:|---:|
| type changed | 1 | 0 |
| deprecated changed | 0 | 1 |
| pattern changed | 0 | 1 |

### Breaking

#### Schemas

* `New`
  * `kind` type: `string enum` → `integer enum`

### Non-breaking

#### Things

* `getA: GET /a`
  * deprecated: `false` → `true`

#### Schemas

* `New`
  * `name` pattern: `^a$` → `` ` ``
"
    );
}

#[test]
fn the_json_has_counts_and_changes() {
    let json: Value = serde_json::from_str(&edited().to_json()).unwrap();
    assert_eq!(json["operations"], json!({"old": 1, "new": 1}));
    assert_eq!(
        json["changes"][0],
        json!({
            "subject": {"type": "operation", "id": "getA", "method": "GET", "path": "/a", "tag": "Things"},
            "kind": "deprecated-changed",
            "old": "false",
            "new": "true",
            "breaking": false,
        })
    );
    assert_eq!(json["changes"][1]["subject"], json!({"type": "schema", "name": "New"}));
    assert_eq!(json["changes"].as_array().unwrap().len(), 3);
}
