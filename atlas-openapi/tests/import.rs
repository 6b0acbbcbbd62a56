//! Tests of the import: facts are kept, prose is dropped, and unknown members are errors.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

use atlas_openapi::Document;
use chrono::NaiveDate;
use serde_json::{Value, json};

/// A document in the full form; every sentence is the word PROSE.
const FULL: &str = include_str!("fixtures/full.yaml");
/// The facts of that document.
const FACTS: &str = include_str!("fixtures/facts.json");

/// Imports a document on a day after all of its versions.
fn import(text: &str) -> Result<Document, atlas_openapi::Error> {
    let imported = atlas_openapi::import(text, NaiveDate::from_ymd_opt(2026, 9, 1).unwrap())?;
    assert_eq!(imported.notes, [""; 0]);
    Ok(imported.document)
}

/// Imports a document with one schema, and returns the imported schema or the error.
fn schema(schema: Value) -> Result<Value, String> {
    let document = json!({
        "openapi": "3.0.1",
        "info": {"title": "T", "version": "1"},
        "paths": {"/a": {"get": {"operationId": "a", "responses": {"200": {"description": "D"}}}}},
        "components": {"schemas": {"S": schema, "T": {"type": "string"}}},
    });
    match import(&document.to_string()) {
        Ok(document) => Ok(document.schema("S").unwrap().clone()),
        Err(error) => Err(error.to_string()),
    }
}

#[test]
fn the_full_form_is_reduced_to_its_facts() {
    assert_eq!(import(FULL).unwrap().to_json(), FACTS);
}

#[test]
fn no_sentence_is_imported() {
    assert!(FULL.matches("PROSE").count() > 40);
    assert_eq!(import(FULL).unwrap().to_json().matches("PROSE").count(), 0);
}

#[test]
fn importing_facts_gives_the_same_facts() {
    let once = import(FULL).unwrap();
    let twice = import(&once.to_json()).unwrap();
    assert_eq!(twice, once);
    assert_eq!(twice.to_json(), once.to_json());
    assert_eq!(once, Document::parse(FACTS).unwrap());
}

#[test]
fn properties_named_like_prose_are_kept() {
    let names = ["description", "title", "summary", "example", "examples", "externalDocs", "x-note", "not", "$ref"];
    let properties: Value =
        names.iter().map(|name| ((*name).to_owned(), json!({"type": "string", "description": "PROSE"}))).collect();
    let kept = schema(json!({"type": "object", "required": names, "properties": properties})).unwrap();
    let kept_names: Vec<&str> = kept["properties"].as_object().unwrap().keys().map(String::as_str).collect();
    let mut sorted = names;
    sorted.sort_unstable();
    assert_eq!(kept_names, sorted);
    assert_eq!(kept["required"], json!(sorted));
    assert_eq!(kept["properties"]["title"], json!({"type": "string"}));
}

#[test]
fn values_and_defaults_are_copied_unchanged() {
    let given = json!({"enum": ["M10", "M2", {"description": "d"}], "default": {"title": [1, null, 2.0]}});
    assert_eq!(schema(given.clone()).unwrap(), given);
}

#[test]
fn siblings_of_a_reference_are_dropped() {
    let reference = json!({"$ref": "#/components/schemas/T"});
    let given = json!({"$ref": "#/components/schemas/T", "description": "PROSE", "readOnly": true});
    assert_eq!(schema(given).unwrap(), reference);
}

#[test]
fn an_unknown_keyword_is_an_error() {
    let check = |keyword: &str, message: &str| {
        let error = schema(json!({"properties": {"p": {keyword: {}}}})).unwrap_err();
        assert_eq!(error, format!("/components/schemas/S/properties/p/{keyword}: {message}"));
    };
    check(
        "newKeyword",
        "unknown member `newKeyword` of a Schema object; classify it as fact or prose in `import/allow_list.rs` of \
         atlas-openapi",
    );
    check(
        "not",
        "unknown member `not` of a Schema object; the generated client cannot express it: support it in `lower` of \
         atlas-openapi, or remove it from the document",
    );
    for keyword in
        ["if", "patternProperties", "const", "$id", "$anchor", "$comment", "contentEncoding", "unevaluatedProperties"]
    {
        check(keyword, &format!("the keyword `{keyword}` {NEWER_FORM}"));
    }
    for (given, place, form) in [
        (json!({"type": ["string", "null"]}), "/type", "a list of types"),
        (json!({"type": "null"}), "/type", "the type `null`"),
        (json!({"oneOf": [{"type": "string"}, {"type": null}]}), "/oneOf/1/type", "the type `null`"),
        (json!({"exclusiveMinimum": 3}), "/exclusiveMinimum", "a number as `exclusiveMinimum`"),
        (json!({"exclusiveMaximum": 3.5}), "/exclusiveMaximum", "a number as `exclusiveMaximum`"),
        (json!({"items": true}), "/items", "a boolean as a schema"),
        (json!({"properties": {"p": false}}), "/properties/p", "a boolean as a schema"),
        (json!({"anyOf": [true]}), "/anyOf/0", "a boolean as a schema"),
    ] {
        assert_eq!(schema(given).unwrap_err(), format!("/components/schemas/S{place}: {form} {NEWER_FORM}"));
    }
}

const NEWER_FORM: &str = "is a form of OpenAPI 3.1; pass the document in OpenAPI 3.0, where a schema has one `type` and \
                          `nullable: true` allows null";

#[test]
fn an_unknown_extension_is_dropped() {
    assert_eq!(schema(json!({"type": "string", "x-new": {"any": "PROSE"}})).unwrap(), json!({"type": "string"}));
}

#[test]
fn a_fact_of_the_wrong_type_is_an_error() {
    let check = |given: Value, message: &str| {
        let advice = "the text may be truncated or wrongly indented: fetch the document again or correct it";
        assert_eq!(schema(given).unwrap_err(), format!("/components/schemas/S{message}; {advice}"));
    };
    check(json!({"type": {}}), "/type: expected a string, found an object");
    check(json!({"properties": null}), "/properties: expected an object, found null");
    check(json!({"required": true}), "/required: expected a list, found a boolean");
    check(json!({"exclusiveMinimum": "3"}), "/exclusiveMinimum: expected a boolean, found a string");
    check(json!({"allOf": [{}, "x"]}), "/allOf/1: expected an object, found a string");
}
