//! Tests of diffs with lowering.

use serde_json::{Value, json};

use crate::{Diff, Document};

const VERSION: &str = "application/vnd.atlas.2024-08-05+json";
const NEXT: &str = "application/vnd.atlas.2027-01-01+json";
const USER: &str = "/components/schemas/User20240101/properties";

/// Returns a document that lists, reads and updates users. `Animal` is a union, `Base` a parent, `Name` a named string.
fn base() -> Value {
    let schema = |name: &str| json!({VERSION: {"schema": {"$ref": format!("#/components/schemas/{name}")}}});
    let response = |name: &str| json!({"200": {"description": "OK", "content": schema(name)}});
    json!({
        "openapi": "3.0.1",
        "info": {"title": "T", "version": "2.0"},
        "paths": {
            "/users": {"get": {"operationId": "listUsers", "tags": ["Users"], "responses": response("Users20240101"),
                "parameters": [{"$ref": "#/components/parameters/page"}]}},
            "/user": {
                "get": {"operationId": "getUser", "tags": ["Users"], "responses": response("User20240101")},
                "patch": {"operationId": "updateUser", "tags": ["Users"], "responses": response("User20240101"),
                    "requestBody": {"content": schema("User20240101")}},
            },
        },
        "components": {
            "parameters": {"page": {"name": "pageNum", "in": "query", "schema": {"type": "integer"}}},
            "securitySchemes": {"key": {"type": "apiKey", "in": "header", "name": "X-Key"}},
            "schemas": {
                "Users20240101": {"type": "object", "properties": {
                    "results": {"type": "array", "items": {"$ref": "#/components/schemas/User20240101"}}}},
                "User20240101": {"type": "object", "properties": {
                    "name": {"$ref": "#/components/schemas/Name"},
                    "age": {"type": "integer"},
                    "role": {"type": "string", "enum": ["A", "B"]},
                    "pet": {"$ref": "#/components/schemas/Animal"},
                }},
                "Name": {"type": "string"},
                "Animal": {
                    "type": "object",
                    "oneOf": [{"$ref": "#/components/schemas/Cat"}, {"$ref": "#/components/schemas/Dog"}],
                },
                "Cat": {"allOf": [
                    {"$ref": "#/components/schemas/Base"},
                    {"type": "object", "properties": {"lives": {"type": "integer"}}},
                ]},
                "Dog": {"type": "object", "properties": {"legs": {"type": "integer"}, "bark": {"type": "string"}}},
                "Base": {"type": "object", "properties": {"legs": {"type": "integer"}}},
            },
        },
    })
}

fn diff_with_lowering(new: Value, overlays: &[(&str, &str)]) -> Diff {
    let overlays: Vec<(String, String)> =
        overlays.iter().map(|(name, text)| ((*name).to_owned(), (*text).to_owned())).collect();
    let (old, new) = (Document::from_value(base()).unwrap(), Document::from_value(new).unwrap());
    Diff::with_lowering(&old, &new, &overlays).unwrap()
}

fn edited(pointer: &str, value: Value) -> Value {
    let mut new = base();
    let (parent, key) = pointer.rsplit_once('/').unwrap();
    let parent = new.pointer_mut(parent).unwrap().as_object_mut().unwrap();
    if value.is_null() {
        parent.remove(key).unwrap();
    } else {
        parent.insert(key.to_owned(), value);
    }
    new
}

/// Returns the changes as lines `subject member kind`, with `!` for breaking ones.
fn lines(diff: &Diff) -> Vec<String> {
    let line = |change: &crate::Change| {
        let kind = serde_json::to_value(change.kind).unwrap();
        let mark = if change.breaking { "!" } else { "" };
        let parts = [mark, change.subject.name(), &change.member, kind.as_str().unwrap()];
        parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ")
    };
    diff.changes.iter().map(line).collect()
}

#[track_caller]
fn check(pointer: &str, value: Value, expected: &[&str]) {
    assert_eq!(lines(&diff_with_lowering(edited(pointer, value), &[])), expected);
}

/// Returns the document with one more version of all operations, with newly dated schemas.
fn next_version() -> Value {
    let mut new = base();
    let schemas = new["components"]["schemas"].as_object_mut().unwrap();
    for name in ["User", "Users"] {
        let text = schemas[&format!("{name}20240101")].to_string().replace("20240101", "20270101");
        schemas.insert(format!("{name}20270101"), serde_json::from_str(&text).unwrap());
    }
    for pointer in [
        "/paths/~1users/get/responses/200",
        "/paths/~1user/get/responses/200",
        "/paths/~1user/patch/responses/200",
        "/paths/~1user/patch/requestBody",
    ] {
        let content = new.pointer_mut(pointer).unwrap()["content"].as_object_mut().unwrap();
        let next = content[VERSION].to_string().replace("20240101", "20270101");
        content.insert(NEXT.to_owned(), serde_json::from_str(&next).unwrap());
    }
    new
}

#[test]
fn a_document_does_not_differ_from_itself() {
    assert_eq!(diff_with_lowering(base(), &[]).changes, []);
}

#[test]
fn changes_of_properties_and_values_are_breaking_if_a_type_changes() {
    check(&format!("{USER}/age"), Value::Null, &["! User20240101 age property-removed"]);
    check(&format!("{USER}/age/format"), json!("int32"), &["! User20240101 age type-changed"]);
    check(&format!("{USER}/age/format"), json!("int64"), &["User20240101 age type-changed"]);
    check(&format!("{USER}/role/enum"), json!(["B"]), &["! User20240101 role enum-value-removed"]);
    check(&format!("{USER}/role/enum"), Value::Null, &["! User20240101 role type-changed"]);
    check(&format!("{USER}/more"), json!({"type": "string"}), &["User20240101 more property-added"]);
}

#[test]
fn a_change_of_a_named_string_is_breaking_through_its_properties() {
    check("/components/schemas/Name/type", json!("boolean"), &["! Name type-changed"]);
    check("/components/schemas/Name/format", json!("hostname"), &["Name type-changed"]);
    check(
        "/components/schemas/Name/readOnly",
        json!(true),
        &["! updateUser request type-changed", "! Name read-only-changed", "UserInput type-added"],
    );
}

#[test]
fn a_change_of_a_variant_is_breaking_if_its_union_changes() {
    check("/components/schemas/Dog/properties/bark", Value::Null, &["! Dog bark property-removed"]);
    // `Cat` has the property too.
    check("/components/schemas/Dog/properties/legs", Value::Null, &["Dog legs property-removed"]);
    check(
        "/components/schemas/Animal/oneOf",
        json!([{"$ref": "#/components/schemas/Cat"}]),
        &["! Animal variant-removed", "Dog schema-retired"],
    );
    check(
        "/components/schemas/Animal/oneOf",
        json!([{"$ref": "#/components/schemas/Dog"}]),
        &["! Animal variant-removed", "Base schema-retired", "Cat schema-retired"],
    );
    check("/components/schemas/Dog/properties/lives", json!({"type": "string"}), &["! Dog lives property-added"]);
}

#[test]
fn a_property_that_becomes_read_only_is_removed_from_requests() {
    check(
        &format!("{USER}/age/readOnly"),
        json!(true),
        &["! updateUser request type-changed", "! User20240101 age read-only-changed", "UserInput type-added"],
    );
}

#[test]
fn a_parameter_that_becomes_required_is_breaking() {
    check("/components/parameters/page/required", json!(true), &["! page required-changed"]);
    check("/components/parameters/page/schema/maximum", json!(9), &["page bounds-changed"]);
    let parameters = json!([{"$ref": "#/components/parameters/page"},
        {"name": "id", "in": "query", "required": true, "schema": {"type": "string"}}]);
    check("/paths/~1users/get/parameters", parameters, &["! listUsers id (query) parameter-added"]);
}

#[test]
fn a_parameter_that_moves_keeps_its_setter() {
    check("/components/parameters/page/in", json!("header"), &["page parameter-moved"]);
}

#[test]
fn a_property_of_requests_that_becomes_required_is_breaking() {
    check("/components/schemas/User20240101/required", json!(["age"]), &["! User20240101 age required-changed"]);
    check(
        "/components/schemas/Users20240101/required",
        json!(["results"]),
        &["Users20240101 results required-changed"],
    );
    let mut user = base()["components"]["schemas"]["User20240101"].take();
    user["properties"]["more"] = json!({"type": "string"});
    user["required"] = json!(["more"]);
    check("/components/schemas/User20240101", user, &["! User20240101 more property-added"]);
}

#[test]
fn a_property_that_one_variant_requires_is_breaking() {
    check("/components/schemas/Dog/required", json!(["bark"]), &["! Dog bark required-changed"]);
}

#[test]
fn facts_beside_the_lowered_api_can_be_breaking() {
    check("/security", json!([{"key": []}]), &["! security authentication-changed"]);
    let with_discriminator = |property: &str| {
        let discriminator = json!({"propertyName": property});
        Document::from_value(edited("/components/schemas/Animal/discriminator", discriminator)).unwrap()
    };
    let diff = Diff::with_lowering(&with_discriminator("bark"), &with_discriminator("legs"), &[]).unwrap();
    assert_eq!(lines(&diff), ["! Animal discriminator-changed"]);
}

#[test]
fn another_order_of_values_is_not_breaking() {
    check(&format!("{USER}/role/enum"), json!(["B", "A"]), &["User20240101 role enum-order-changed"]);
}

#[test]
fn equal_schemas_with_a_new_date_are_not_breaking() {
    let diff = diff_with_lowering(next_version(), &[]);
    assert_eq!(diff.breaking().collect::<Vec<_>>(), Vec::<&crate::Change>::new());
    assert!(lines(&diff).contains(&"getUser response body type-changed".to_owned()));
    assert_eq!(diff.notes, Vec::<String>::new());
}

#[test]
fn schemas_with_a_new_date_are_compared_with_the_replaced_ones() {
    let mut new = next_version();
    let properties = &mut new["components"]["schemas"]["User20270101"]["properties"];
    properties.as_object_mut().unwrap().remove("age");
    properties["more"] = json!({"type": "string"});
    properties["name"] = json!({"type": "boolean"});
    properties["role"]["enum"] = json!(["A", "C"]);
    let diff = diff_with_lowering(new.clone(), &[]);
    let reported: Vec<String> = lines(&diff).into_iter().filter(|line| line.contains("User20270101")).collect();
    assert_eq!(
        reported,
        [
            "User20270101 schema-added",
            "! User20270101 age property-removed",
            "! User20270101 name type-changed",
            "! User20270101 role enum-value-removed",
            "User20270101 role enum-value-added",
            "User20270101 more property-added",
        ]
    );
    assert_eq!(diff.breaking().count(), 3);
    assert_eq!(
        serde_json::to_value(&diff.breaking().next().unwrap().subject).unwrap(),
        json!({"type": "succession", "old": "User20240101", "new": "User20270101"})
    );
    // The comparison without lowering reports the same breaking changes.
    let by_document = crate::diff(&Document::from_value(base()).unwrap(), &Document::from_value(new).unwrap());
    let reported: Vec<String> =
        lines(&by_document).into_iter().filter(|line| line.starts_with("! User20270101")).collect();
    assert_eq!(reported.len(), 3);
}

const NAMES: &str = "\
overlay: 1.0.0
info: {title: T, version: 1.0.0}
actions:
  - {target: $.components.schemas.Gone, update: {}}
  - {target: $.components.schemas.User20240101, update: {x-atlas-name: Person}}
";

#[test]
fn a_type_renamed_by_a_missing_overlay_is_breaking_and_adds_a_note() {
    let overlay = NAMES.replace("  - {target: $.components.schemas.Gone, update: {}}\n", "");
    let diff = diff_with_lowering(next_version(), &[("names.yaml", &overlay)]);
    assert_eq!(
        diff.notes,
        [
            "overlay \"names.yaml\": actions[0], target \"$.components.schemas.User20240101\": matches only parts from \
             which no code is generated (`cargo xtask gen` will fail after the import)",
            "the type `Person` would be renamed to `User`; \
             to keep its name, set `x-atlas-name` on `$.components.schemas.User20270101` in an overlay",
        ]
    );
    let types: Vec<String> = lines(&diff).into_iter().filter(|line| line.starts_with("! Person")).collect();
    assert_eq!(types, ["! Person type-renamed", "! PersonRole type-renamed"]);
}

#[test]
fn the_note_about_a_renamed_type_names_its_schema() {
    let named = |property: &str, name: Value| {
        let mut document = base();
        let schema = &mut document["components"]["schemas"]["User20240101"];
        schema["properties"]["role"]["x-atlas-name"] = name;
        schema["properties"][property] = schema["properties"]["role"].take();
        schema["properties"].as_object_mut().unwrap().retain(|_, property| !property.is_null());
        Document::from_value(document).unwrap()
    };
    for (property, target) in [("role", "properties.role"), ("main-role", "properties['main-role']")] {
        let (old, new) = (named(property, json!("Role")), named(property, Value::Null));
        let diff = Diff::with_lowering(&old, &new, &[]).unwrap();
        assert_eq!(diff.notes.len(), 1);
        let remedy = format!("to keep its name, set `x-atlas-name` on `$.components.schemas.User20240101.{target}` in");
        assert!(diff.notes[0].contains(&remedy), "{:?}", diff.notes);
    }
}

#[test]
fn an_action_without_a_match_is_skipped_and_adds_a_note() {
    let mut new = edited(&format!("{USER}/age"), Value::Null);
    new["components"]["schemas"]["User20240101"]["x"] = json!(0);
    let diff = diff_with_lowering(new, &[("names.yaml", NAMES)]);
    assert_eq!(
        diff.notes,
        [
            "current document: overlay \"names.yaml\": actions[0], target \"$.components.schemas.Gone\": no match \
             (`cargo xtask gen` already fails)",
            "overlay \"names.yaml\": actions[0], target \"$.components.schemas.Gone\": no match \
             (`cargo xtask gen` will fail after the import)",
        ]
    );
    assert_eq!(lines(&diff), ["! User20240101 age property-removed"]);
}

#[test]
fn a_document_that_cannot_be_lowered_is_still_compared() {
    let mut new = edited(&format!("{USER}/age"), Value::Null);
    new["paths"]["/user"]["get"].as_object_mut().unwrap().remove("tags");
    let diff = diff_with_lowering(new, &[]);
    assert_eq!(
        diff.notes,
        [
            "/paths/~1user/get: missing tag; add one with an overlay (`cargo xtask gen` will fail after the import)",
            "breaking changes are estimated from the documents alone, and lost effects of overlays are not listed, \
             because a document cannot be lowered",
        ]
    );
    assert_eq!(lines(&diff), ["! getUser tag-changed", "! User20240101 age property-removed"]);
}

#[test]
fn an_invalid_overlay_is_an_error() {
    let document = Document::from_value(base()).unwrap();
    let overlay = ("names.yaml".to_owned(), NAMES.replace("1.0.0\ninfo", "2.0.0\ninfo"));
    let error = Diff::with_lowering(&document, &document, &[overlay]).unwrap_err().to_string();
    assert_eq!(error, "overlay \"names.yaml\": unsupported or missing version; start it with `overlay: 1.0.0`");
}
