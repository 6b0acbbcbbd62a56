//! Tests of documents: parsing, validation, lookup and serialization.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

use atlas_openapi::{Document, Error};
use serde_json::{Value, json};

/// Returns a small valid document.
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

/// Returns the error for the small document with one changed value.
fn error_of(pointer: &str, value: Value) -> String {
    let mut document = small();
    *document.pointer_mut(pointer).unwrap() = value;
    Document::from_value(document).unwrap_err().to_string()
}

#[test]
fn operations_are_sorted_by_path() {
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
fn the_newest_version_is_the_newest_date_of_any_body() {
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
                200: {description: 'NO: it is a string'}
            operationId: getA
            tags: [NO, 1_000]
info: {version: '2.0', title: T}
openapi: 3.0.1
";
    let json = r#"{"openapi": "3.0.1", "info": {"title": "T", "version": "2.0"}, "paths": {"/a": {"get": {
        "operationId": "getA", "tags": ["NO", "1_000"],
        "responses": {"200": {"description": "NO: it is a string"}}}}}}"#;
    let (yaml, json) = (Document::parse(yaml).unwrap(), Document::parse(json).unwrap());
    assert_eq!(yaml, json);
    assert_eq!(yaml.to_json(), json.to_json());
    assert!(json.to_json().starts_with("{\n \"info\": {\n  \"title\": \"T\",\n"));
    assert_eq!(Document::parse(&json.to_json()).unwrap(), json);
}

#[test]
fn a_document_other_than_openapi_3_0_is_rejected() {
    assert_eq!(
        error_of("/openapi", json!("3.1.0")),
        "/openapi: unsupported OpenAPI version \"3.1.0\"; \
         pass an OpenAPI 3.0 document, for example with `openapi: 3.0.1`"
    );
    assert_eq!(
        Document::parse("{}").unwrap_err().to_string(),
        "the document: missing member `openapi`; pass an OpenAPI 3.0 document, for example with `openapi: 3.0.1`"
    );
    assert_eq!(
        error_of("/paths", json!({})),
        "the document: missing or empty member `paths`; the text may be truncated: fetch the complete document again"
    );
}

#[test]
fn a_missing_or_duplicate_operation_id_is_rejected() {
    assert_eq!(
        error_of("/paths/~1b/get/operationId", json!("")),
        "/paths/~1b/get: the operation has no operationId; add one: the generated code is named after it"
    );
    assert_eq!(
        error_of("/paths/~1b/get/operationId", json!("getA")),
        "/paths/~1b/get: duplicate operationId \"getA\", also used by /paths/~1a~1{id}/get; \
         rename one of them with an overlay, or report the duplicate to the publisher"
    );
}

#[test]
fn a_requirement_of_an_unknown_security_scheme_is_rejected() {
    let mut document = small();
    document["components"]["securitySchemes"] = json!({"digest": {"type": "http", "scheme": "digest"}});
    document["security"] = json!([{"digest": []}, {}]);
    document["paths"]["/b"]["get"]["security"] = json!([]);
    assert!(Document::from_value(document.clone()).is_ok());
    let problem =
        "the security scheme \"oauth\" is not defined; define it in `components.securitySchemes`, or correct the name";
    for owner in ["", "/paths/~1b/get"] {
        let mut document = document.clone();
        document.pointer_mut(owner).unwrap()["security"] = json!([{"digest": []}, {"digest": [], "oauth": ["all"]}]);
        let error = Document::from_value(document).unwrap_err().to_string();
        assert_eq!(error, format!("{owner}/security/1/oauth: {problem}"));
    }
}

#[test]
fn an_incomplete_operation_is_rejected() {
    for responses in [Value::Null, json!({})] {
        assert_eq!(
            error_of("/paths/~1b/get/responses", responses),
            "/paths/~1b/get: the operation has no responses; add them, or fetch the complete document again"
        );
    }
    assert_eq!(
        error_of("/paths/~1b/get", Value::Null),
        "/paths/~1b/get: the operation is not an object; the text may be truncated or wrongly indented: correct it"
    );
}

#[test]
fn an_unresolved_circular_or_external_reference_is_rejected() {
    assert_eq!(
        error_of("/components/schemas/B", json!({"$ref": "#/components/schemas/X"})),
        "/components/schemas/A/properties/b/$ref: unresolved reference \"#/components/schemas/X\"; \
         the text may be truncated: fetch the document again, or correct the reference"
    );
    assert_eq!(
        error_of("/components/schemas/C", json!({"$ref": "#/components/schemas/B"})),
        "/components/schemas/A/properties/b/$ref: circular reference \"#/components/schemas/B\"; \
         point one of the references in the circle to an object"
    );
    assert_eq!(
        error_of("/components/schemas/C", json!({"items": {"$ref": "other.yaml#/C"}})),
        "/components/schemas/C/items/$ref: the reference \"other.yaml#/C\" is not local; \
         bundle all documents into one first"
    );
    let mapping = json!({"discriminator": {"propertyName": "p", "mapping": {"x": "#/components/schemas/X"}}});
    assert!(error_of("/components/schemas/C", mapping).starts_with("/components/schemas/C/discriminator/mapping/x: "));
}

#[test]
fn a_ref_that_is_a_name_or_data_is_not_a_reference() {
    let mut document = small();
    document["components"]["schemas"]["C"] = json!({
        "type": "object",
        "default": {"$ref": "#/nowhere"},
        "properties": {"$ref": {"type": "string"}, "default": {"type": "string"}},
    });
    Document::from_value(document.clone()).unwrap();
    // A property named `default` has a schema.
    document["components"]["schemas"]["C"]["properties"]["default"] = json!({"$ref": "#/nowhere"});
    assert_eq!(
        Document::from_value(document).unwrap_err().to_string(),
        "/components/schemas/C/properties/default/$ref: unresolved reference \"#/nowhere\"; \
         the text may be truncated: fetch the document again, or correct the reference"
    );
}

#[test]
fn a_syntax_error_states_line_and_column() {
    let location = |text: &str| match Document::parse(text).unwrap_err() {
        Error::Syntax { line, column, .. } => (line, column),
        other => panic!("{other:?}"),
    };
    assert_eq!(location("{\"openapi\": \"3.0.1\",\n \"info\": }"), (2, 10));
    assert_eq!(location("openapi: 3.0.1\npaths: [a}\n"), (2, 8));
    assert_eq!(
        Document::parse("{\n 1}").unwrap_err().to_string(),
        "line 2, column 2: key must be a string; correct the text there, or fetch the document again"
    );
}

#[test]
fn a_document_truncated_anywhere_is_rejected() {
    let json = Document::from_value(small()).unwrap().to_json();
    for end in 0..json.trim_end().len() {
        let error = Document::parse(&json[..end]).unwrap_err();
        assert!(matches!(error, Error::Truncated { .. }), "{end}: {error}");
    }
    assert_eq!(
        Document::parse("{\n \"openapi\": \"3.").unwrap_err().to_string(),
        "line 2, column 16: the document ends unexpectedly; fetch the complete document again"
    );
}

#[test]
fn well_formed_yaml_truncated_within_the_paths_is_rejected() {
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
    assert_eq!(Document::parse(&sorted).unwrap_err(), Error::Truncated { line: 9, column: 1 });
    // A handwritten document starts with the version and can omit `tags`, but not the last line feed.
    let handwritten = format!("openapi: 3.0.1\ninfo: {{}}\n{paths}");
    assert_eq!(Document::parse(&handwritten).unwrap().operations().count(), 2);
    let cut = handwritten.split_once("    /b").unwrap().0.trim_end();
    assert_eq!(Document::parse(cut).unwrap_err(), Error::Truncated { line: 5, column: 79 });
}

#[test]
fn a_version_beside_a_body_has_a_known_form() {
    for pointer in ["/paths/~1b/get", "/paths/~1a~1{id}/delete/responses/204"] {
        let check = |version: &str, is_valid: bool| {
            let mut document = small();
            document.pointer_mut(pointer).unwrap()["x-xgen-version"] = json!(version);
            let error = Document::from_value(document).map(drop).map_err(|error| error.to_string());
            let message = format!(
                "{pointer}/x-xgen-version: unknown form of version \"{version}\"; expected a date such as 2023-01-01, a date \
                 followed by `.upcoming`, or `preview`"
            );
            assert_eq!(error, if is_valid { Ok(()) } else { Err(message) });
        };
        for version in ["2025-01-01", "2025-01-01T00:00:00Z", "2027-01-01.upcoming", "preview"] {
            check(version, true);
        }
        for version in ["latest", "", "2025-13-01", "2025-01-01.beta"] {
            check(version, false);
        }
    }
}
