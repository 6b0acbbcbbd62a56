//! Documents: what is read, what is refused and how it is said, what is looked up, how it is written.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

use atlas_openapi::{Document, Error};
use serde_json::{Value, json};

/// A small document, from which each test departs.
fn small() -> Value {
    json!({
        "openapi": "3.0.1",
        "info": {"title": "Small", "version": "2.0"},
        "paths": {
            "/b": {"get": {"operationId": "getB", "responses": {"200": {"$ref": "#/components/responses/b"}}}},
            "/a/{id}": {
                "delete": {"operationId": "deleteA", "responses": {"204": {"description": "No Content"}}},
                "get": {"operationId": "getA", "responses": {"200": {"description": "OK", "content": {
                    "application/vnd.atlas.2024-08-05+json": {"schema": {"$ref": "#/components/schemas/A"}},
                    "application/vnd.atlas.preview+json": {},
                }}}},
            },
        },
        "components": {
            "responses": {"b": {"description": "b", "content": {"application/vnd.atlas.2025-03-12+json": {}}}},
            "schemas": {
                "A": {"type": "object", "properties": {"b": {"$ref": "#/components/schemas/B"}}},
                "B": {"$ref": "#/components/schemas/C"},
                "C": {"type": "string"},
            },
        },
    })
}

/// The error for the small document changed in one place.
fn error_of(pointer: &str, value: Value) -> String {
    let mut document = small();
    *document.pointer_mut(pointer).unwrap() = value;
    Document::from_value(document).unwrap_err().to_string()
}

#[test]
fn operations_come_sorted_by_path_with_their_methods() {
    let document = Document::from_value(small()).unwrap();
    let operations: Vec<_> = document
        .operations()
        .map(|(path, method, operation)| (path, method, operation["operationId"].as_str().unwrap()))
        .collect();
    assert_eq!(operations, [("/a/{id}", "get", "getA"), ("/a/{id}", "delete", "deleteA"), ("/b", "get", "getB")]);
}

#[test]
fn references_are_followed_to_the_end() {
    let document = Document::from_value(small()).unwrap();
    let property = &document.schema("A").unwrap()["properties"]["b"];
    assert_eq!(document.resolve(property), &json!({"type": "string"}));
    assert_eq!(document.resolve(&json!(1)), &json!(1));
    assert_eq!(document.schema("D"), None);
}

#[test]
fn the_newest_version_is_a_day_of_any_body() {
    let document = Document::from_value(small()).unwrap();
    assert_eq!(document.newest_version().as_deref(), Some("2025-03-12"));
}

#[test]
fn json_and_yaml_give_the_same_document_and_the_same_bytes() {
    let yaml = "\
paths:
    /a:
        get:
            responses:
                200: {description: 'NO: it is a text'}
            operationId: getA
            tags: [NO, 1_000]
info: {version: '2.0', title: T}
openapi: 3.0.1
";
    let json = r#"{"openapi": "3.0.1", "info": {"title": "T", "version": "2.0"}, "paths": {"/a": {"get": {
        "operationId": "getA", "tags": ["NO", "1_000"], "responses": {"200": {"description": "NO: it is a text"}}}}}}"#;
    let (yaml, json) = (Document::parse(yaml).unwrap(), Document::parse(json).unwrap());
    assert_eq!(yaml, json);
    assert_eq!(yaml.to_json(), json.to_json());
    assert!(json.to_json().starts_with("{\n \"info\": {\n  \"title\": \"T\",\n"));
    assert_eq!(Document::parse(&json.to_json()).unwrap(), json);
}

#[test]
fn what_is_no_openapi_3_0_is_refused() {
    assert_eq!(
        error_of("/openapi", json!("3.1.0")),
        "/openapi: the version is \"3.1.0\", not 3.0; give an OpenAPI 3.0 document, which says `openapi: 3.0.1` or the like"
    );
    assert_eq!(
        Document::parse("{}").unwrap_err().to_string(),
        "the document: there is no `openapi` member; \
         give an OpenAPI 3.0 document, which says `openapi: 3.0.1` or the like"
    );
    assert_eq!(
        error_of("/paths", json!({})),
        "the document: there are no `paths`; the text may be cut off; fetch the document again, whole"
    );
}

#[test]
fn every_operation_has_a_name_of_its_own() {
    assert_eq!(
        error_of("/paths/~1b/get/operationId", json!("")),
        "/paths/~1b/get: the operation has no operationId; give it one: code is generated under that name"
    );
    assert_eq!(
        error_of("/paths/~1b/get/operationId", json!("getA")),
        "/paths/~1b/get: its operationId `getA` is also that of /paths/~1a~1{id}/get; \
         rename one of them with an overlay, or report it to the publisher"
    );
}

#[test]
fn an_operation_that_is_only_begun_is_refused() {
    for responses in [Value::Null, json!({})] {
        assert_eq!(
            error_of("/paths/~1b/get/responses", responses),
            "/paths/~1b/get: the operation has no responses; add them, or fetch the document again, whole"
        );
    }
    assert_eq!(
        error_of("/paths/~1b/get", Value::Null),
        "/paths/~1b/get: the operation is not an object; the text may be cut off or wrongly indented; correct it"
    );
}

#[test]
fn every_reference_leads_somewhere() {
    assert_eq!(
        error_of("/components/schemas/B", json!({"$ref": "#/components/schemas/X"})),
        "/components/schemas/A/properties/b/$ref: the reference leads to `#/components/schemas/X`, which is not there; \
         the text may be cut off; fetch the document again, or correct the reference"
    );
    assert_eq!(
        error_of("/components/schemas/C", json!({"$ref": "#/components/schemas/B"})),
        "/components/schemas/A/properties/b/$ref: the reference to `#/components/schemas/B` runs in a circle; \
         let one of the references on the way lead to an object"
    );
    assert_eq!(
        error_of("/components/schemas/C", json!({"items": {"$ref": "other.yaml#/C"}})),
        "/components/schemas/C/items/$ref: the reference `other.yaml#/C` leads out of the document; \
         bundle the documents into one first"
    );
    let mapping = json!({"discriminator": {"propertyName": "p", "mapping": {"x": "#/components/schemas/X"}}});
    assert!(error_of("/components/schemas/C", mapping).starts_with("/components/schemas/C/discriminator/mapping/x: "));
}

#[test]
fn a_ref_that_is_a_name_or_data_is_no_reference() {
    let mut document = small();
    document["components"]["schemas"]["C"] = json!({
        "type": "object",
        "default": {"$ref": "#/nowhere"},
        "properties": {"$ref": {"type": "string"}, "default": {"type": "string"}},
    });
    assert!(Document::from_value(document.clone()).is_ok());
    // A property called `default` is a schema all the same.
    document["components"]["schemas"]["C"]["properties"]["default"] = json!({"$ref": "#/nowhere"});
    assert!(Document::from_value(document).is_err());
}

#[test]
fn a_syntax_error_says_where() {
    let place = |text: &str| match Document::parse(text).unwrap_err() {
        Error::Syntax { line, column, .. } => (line, column),
        other => panic!("{other:?}"),
    };
    assert_eq!(place("{\"openapi\": \"3.0.1\",\n \"info\": }"), (2, 10));
    assert_eq!(place("openapi: 3.0.1\npaths: [a}\n"), (2, 8));
    assert_eq!(
        Document::parse("{\n 1}").unwrap_err().to_string(),
        "line 2, column 2: key must be a string; correct the text there, or fetch the document again"
    );
}

#[test]
fn a_document_cut_off_anywhere_is_refused() {
    let json = Document::from_value(small()).unwrap().to_json();
    for end in 0..json.trim_end().len() {
        let error = Document::parse(&json[..end]).unwrap_err();
        assert!(matches!(error, Error::CutOff { .. }), "{end}: {error}");
    }
    assert_eq!(
        Document::parse("{\n \"openapi\": \"3.").unwrap_err().to_string(),
        "the text ends in the middle of the document, at line 2, column 16; fetch the document again, whole"
    );
}

#[test]
fn yaml_cut_off_within_the_paths_is_refused_although_it_is_well_formed() {
    let paths = "\
paths:
    /a:
        get: {operationId: a, tags: [A], responses: {'204': {description: D}}}
    /b:
        get: {operationId: b, tags: [A], responses: {'204': {description: D}}}
";
    let sorted = format!("components: {{}}\ninfo: {{}}\nopenapi: 3.0.1\n{paths}");
    let whole = format!("{sorted}tags:\n    - name: A\n");
    assert_eq!(Document::parse(&whole).unwrap().operations().count(), 2);
    assert_eq!(Document::parse(&sorted).unwrap_err(), Error::CutOff { line: 9, column: 1 });
    // By hand one begins with the version, and may leave out the list of tags; but not the end of the last line.
    let by_hand = format!("openapi: 3.0.1\ninfo: {{}}\n{paths}");
    assert_eq!(Document::parse(&by_hand).unwrap().operations().count(), 2);
    let cut = by_hand.split_once("    /b").unwrap().0.trim_end();
    assert_eq!(Document::parse(cut).unwrap_err(), Error::CutOff { line: 5, column: 79 });
}
