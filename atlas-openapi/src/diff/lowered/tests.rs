//! Tests of the breaking differences, on minimal documents.

use serde_json::{Value, json};

use super::{ApiItem, compare};
use crate::lower::{Api, lower};

/// Returns a document with operations that read and update a thing, a parameter, and these schemas.
fn document(schemas: Value) -> Value {
    let content = json!({"application/vnd.atlas.2024-08-05+json": {"schema": {"$ref": "#/components/schemas/Thing"}}});
    json!({
        "openapi": "3.0.1",
        "paths": {"/thing": {
            "get": {"operationId": "getThing", "tags": ["Things"], "responses": {"200": {"content": content}},
                "parameters": [{"name": "size", "in": "query", "schema": {"type": "integer"}}]},
            "patch": {"operationId": "updateThing", "tags": ["Things"], "responses": {"200": {"content": content}},
                "requestBody": {"content": content}},
        }},
        "components": {"schemas": schemas},
    })
}

fn thing(properties: Value) -> Value {
    document(json!({"Thing": {"type": "object", "properties": properties}}))
}

fn base() -> Value {
    thing(json!({
        "name": {"type": "string"},
        "kind": {"type": "string", "enum": ["A", "B"]},
        "part": {"type": "object", "properties": {"size": {"type": "integer"}}},
    }))
}

/// Returns the findings as lines `item member kind old -> new`, with `!` for breaking and `(…)` for redundant ones.
fn lines(old: &Value, new: &Value) -> Vec<String> {
    let lowered = |document: &Value| -> Api { lower(document).unwrap() };
    let line = |finding: super::Finding| {
        let item = match &finding.item {
            ApiItem::Operation(subject) => subject.name().to_owned(),
            ApiItem::Type { old, new, .. } if old == new => old.clone().unwrap(),
            ApiItem::Type { old, new, same_type } => {
                let arrow = if *same_type { "=>" } else { "->" };
                format!("{}{arrow}{}", old.as_deref().unwrap_or_default(), new.as_deref().unwrap_or_default())
            }
        };
        let kind = serde_json::to_value(finding.kind).unwrap();
        let values = match (&finding.old, &finding.new) {
            (None, None) => String::new(),
            (None, Some(new)) => format!("-> {new}"),
            (Some(old), new) => format!("{old} -> {}", new.as_deref().unwrap_or_default()),
        };
        let parts = [if finding.breaking { "!" } else { "" }, &item, &finding.member, kind.as_str().unwrap(), &values];
        let text = parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ");
        let text = text.trim().to_owned();
        if finding.redundant { format!("({text})") } else { text }
    };
    compare(&lowered(old), &lowered(new)).into_iter().map(line).collect()
}

/// Sets or removes one value of the document, and checks the findings.
#[track_caller]
fn check(pointer: &str, value: Value, expected: &[&str]) {
    assert_eq!(lines(&base(), &edited(pointer, value)), expected);
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

const GET: &str = "/paths/~1thing/get";
const THING: &str = "/components/schemas/Thing/properties";

#[test]
fn documents_with_equal_lowered_apis_do_not_differ() {
    check("/openapi", json!("3.0.2"), &[]);
    check("/components/schemas/Unused", json!({"type": "string"}), &[]);
}

#[test]
fn renaming_retagging_or_removing_an_operation_is_breaking() {
    check("/paths/~1thing/get", Value::Null, &["! getThing operation-removed"]);
    check(
        &format!("{GET}/x-xgen-operation-id-override"),
        json!("read"),
        &["! getThing operation-renamed get_thing -> read"],
    );
    check(
        &format!("{GET}/operationId"),
        json!("readThing"),
        &["! readThing operation-renamed get_thing -> read_thing"],
    );
    check(&format!("{GET}/tags"), json!(["Others"]), &["! getThing tag-changed Things -> Others"]);
}

#[test]
fn moving_behind_preview_is_breaking_and_moving_out_is_not() {
    let preview = json!({"200": {"content": {"application/vnd.atlas.preview+json": {"schema": {"type": "object", "properties": {}}}}}});
    let new = edited(&format!("{GET}/responses"), preview);
    let gate =
        |lines: Vec<String>| -> Vec<String> { lines.into_iter().filter(|line| line.contains("preview-")).collect() };
    assert_eq!(gate(lines(&base(), &new)), ["! getThing preview-changed false -> true"]);
    assert_eq!(gate(lines(&new, &base())), ["getThing preview-changed true -> false"]);
}

#[test]
fn removing_retyping_or_requiring_a_parameter_is_breaking() {
    let parameters = format!("{GET}/parameters");
    let size = |more: Value| {
        let mut parameter = json!({"name": "size", "in": "query", "schema": {"type": "integer"}});
        parameter.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        json!([parameter])
    };
    check(&parameters, json!([]), &["! getThing size (query) parameter-removed int64 ->"]);
    check(
        &parameters,
        size(json!({"schema": {"type": "string"}})),
        &["! getThing size (query) type-changed int64 -> string"],
    );
    check(&parameters, size(json!({"required": true})), &["! getThing size (query) required-changed false -> true"]);
    check(&parameters, size(json!({"in": "header"})), &["getThing size (query) parameter-moved query -> header"]);
    let mut two = size(json!({}));
    two.as_array_mut().unwrap().push(json!({"name": "id", "in": "query", "schema": {"type": "string"}}));
    check(&parameters, two.clone(), &["getThing id (query) parameter-added -> string"]);
    two[1]["required"] = json!(true);
    check(&parameters, two, &["! getThing id (query) parameter-added -> string"]);
}

#[test]
fn removing_retyping_or_requiring_a_body_is_breaking() {
    check(
        "/paths/~1thing/patch/requestBody",
        Value::Null,
        &["! updateThing request parameter-removed Thing ->", "! Thing setters-removed", "! ThingPart setters-removed"],
    );
    check(
        "/paths/~1thing/patch/requestBody/required",
        json!(true),
        &["! updateThing request required-changed false -> true"],
    );
    let content = |schema: Value| json!({"application/vnd.atlas.2024-08-05+json": {"schema": schema}});
    let list = content(json!({"type": "array", "items": {"$ref": "#/components/schemas/Thing"}}));
    check(&format!("{GET}/responses/200/content"), list, &["! getThing response type-changed Thing -> list of Thing"]);
    check(
        &format!("{GET}/responses/200/content"),
        content(json!({"type": "string"})),
        &["! getThing response type-changed Thing -> text"],
    );
    let body = json!({"content": content(json!({"$ref": "#/components/schemas/Thing"}))});
    check(&format!("{GET}/requestBody"), body, &["getThing request parameter-added -> Thing"]);
}

#[test]
fn removing_retyping_or_boxing_a_property_is_breaking() {
    check(&format!("{THING}/name"), Value::Null, &["! Thing name property-removed string ->"]);
    check(&format!("{THING}/name/format"), json!("date"), &["! Thing name type-changed string -> date"]);
    check(&format!("{THING}/name/format"), json!("hostname"), &["Thing name bounds-changed -> format hostname"]);
    check(&format!("{THING}/more"), json!({"type": "string"}), &["Thing more property-added -> string"]);
    let circle = json!({"$ref": "#/components/schemas/Thing"});
    check(
        &format!("{THING}/part/properties/thing"),
        circle,
        &["! Thing part boxed-changed false -> true", "ThingPart thing property-added -> Thing"],
    );
}

#[test]
fn requiring_a_property_of_requests_is_breaking() {
    check("/components/schemas/Thing/required", json!(["name"]), &["! Thing name required-changed false -> true"]);
    let received = |required: Value| {
        let mut document = edited("/components/schemas/Thing/required", required);
        document.pointer_mut("/paths/~1thing").unwrap().as_object_mut().unwrap().remove("patch");
        document
    };
    assert_eq!(lines(&received(json!([])), &received(json!(["name"]))), ["Thing name required-changed false -> true"]);
}

#[test]
fn another_order_of_values_is_a_difference() {
    check(&format!("{THING}/kind/enum"), json!(["B", "A"]), &["ThingKind enum-order-changed A, B -> B, A"]);
}

#[test]
fn removing_a_value_of_an_enumeration_is_breaking() {
    check(
        &format!("{THING}/kind/enum"),
        json!(["B", "C"]),
        &["! ThingKind enum-value-removed A ->", "ThingKind enum-value-added -> C"],
    );
    check(
        &format!("{THING}/kind/enum"),
        Value::Null,
        &["! ThingKind=> type-removed", "! Thing kind type-changed ThingKind -> string"],
    );
}

#[test]
fn splitting_a_type_changes_the_request_type_and_removes_setters() {
    check(
        &format!("{THING}/name/readOnly"),
        json!(true),
        &[
            "! updateThing request type-changed Thing -> ThingInput",
            "Thing name read-only-changed false -> true",
            "! Thing setters-removed",
            "! Thing->ThingInput name property-removed string ->",
            "=>ThingInput type-added",
        ],
    );
}

#[test]
fn removing_a_conversion_from_a_response_is_breaking() {
    let split = edited(&format!("{THING}/name/readOnly"), json!(true));
    let mut other = split.clone();
    other["components"]["schemas"]["Other"] = json!({"type": "object", "properties": {"kind": {"type": "boolean"}}});
    other["paths"]["/thing"]["patch"]["requestBody"]["content"]["application/vnd.atlas.2024-08-05+json"]["schema"] =
        json!({"$ref": "#/components/schemas/Other"});
    other["paths"]["/b"] = json!({"post": {"operationId": "b", "tags": ["Things"],
        "responses": {"204": {"content": {"application/vnd.atlas.2024-08-05+json": {}}}},
        "requestBody": {"content": {"application/vnd.atlas.2024-08-05+json": {"schema": {"$ref": "#/components/schemas/Other"}}}}}});
    assert_eq!(
        lines(&other, &{
            let mut new = other.clone();
            new["paths"]["/thing"]["patch"] = Value::Null;
            new["paths"]["/thing"].as_object_mut().unwrap().remove("patch");
            new
        }),
        ["! updateThing operation-removed", "! Other Thing conversion-removed"]
    );
}

#[test]
fn a_dated_schema_with_the_same_type_name_does_not_differ() {
    let dated = |name: &str| {
        let text = base().to_string().replace("schemas/Thing", &format!("schemas/{name}"));
        let mut document: Value = serde_json::from_str(&text).unwrap();
        let schemas = document["components"]["schemas"].as_object_mut().unwrap();
        let schema = schemas.remove("Thing").unwrap();
        schemas.insert(name.to_owned(), schema);
        document
    };
    assert_eq!(lines(&base(), &dated("Thing20270101")), Vec::<String>::new());
    let other = lines(&base(), &dated("Item"));
    assert_eq!(
        other[..2],
        ["(! getThing response type-changed Thing -> Item)", "(! updateThing request type-changed Thing -> Item)"]
    );
    assert!(other.contains(&"! Thing=>Item type-renamed Thing -> Item".to_owned()), "{other:?}");
    assert!(other.contains(&"(! Thing=>Item part type-changed ThingPart -> ItemPart)".to_owned()), "{other:?}");
}

#[test]
fn a_type_with_secrets_is_compared_with_values_that_can_hold_them() {
    let with = |part: Value| thing(json!({"part": part}));
    let secret = with(json!({"type": "object", "properties": {"key": {"type": "string", "format": "password"}}}));
    let kinds = |part: Value| -> Vec<String> {
        lines(&secret, &with(part)).into_iter().filter(|line| line.starts_with("! Thing part")).collect()
    };
    assert_eq!(kinds(json!({})), ["! Thing part secret-removed ThingPart -> any"]);
    assert_eq!(kinds(json!({"type": "string"})), ["! Thing part secret-removed ThingPart -> string"]);
    assert_eq!(kinds(json!({"type": "boolean"})), ["! Thing part type-changed ThingPart -> boolean"]);
    let plain = json!({"type": "object", "properties": {"key": {"type": "string"}}});
    assert_eq!(lines(&secret, &with(plain.clone())), ["! ThingPart key secret-removed secret -> string"]);
    assert_eq!(lines(&with(plain), &secret), ["! ThingPart key secret-added string -> secret"]);
}
