//! Changes after which requests of existing code may be refused: requirements, credentials, and lost versions.

use serde_json::{Value, json};

use super::{GET, base, compare, lines};

#[test]
fn a_requirement_of_requests_is_breaking() {
    let with_request = |required: Value| {
        let mut document = base();
        let operation = document.pointer_mut(GET).unwrap();
        operation["requestBody"] = json!({"required": required, "content": {
            "application/vnd.atlas.2024-08-05+json": {"schema": {"$ref": "#/components/schemas/New"}}}});
        document
    };
    let old = with_request(json!(false));
    assert_eq!(
        lines(&compare(old.clone(), with_request(json!(true)))),
        ["! request body required-changed false -> true"]
    );
    assert_eq!(lines(&compare(base(), with_request(json!(true)))), ["! request body parameter-added -> New"]);
    let mut new = old.clone();
    let schema = &mut new["components"]["schemas"]["New"];
    schema["required"] = json!(["kind", "more", "id"]);
    schema["properties"]["more"] = json!({"type": "string"});
    schema["properties"]["id"] = json!({"type": "string", "readOnly": true});
    assert_eq!(
        lines(&compare(old, new)),
        [
            "! kind required-changed false -> true",
            "name required-changed true -> false",
            "id property-added -> string, required",
            "! more property-added -> string, required",
        ]
    );
}

#[test]
fn a_changed_security_requirement_is_breaking_if_credentials_are_refused() {
    let digest = json!([{"digest": []}]);
    let mut old = base();
    old["components"]["securitySchemes"] = json!({"digest": {"type": "http", "scheme": "digest"}});
    assert_eq!(
        lines(&compare(base(), old.clone())),
        ["security scheme digest authentication-changed -> {\"scheme\":\"digest\",\"type\":\"http\"}"]
    );
    for owner in [GET, ""] {
        let mut new = old.clone();
        new.pointer_mut(owner).unwrap()["security"] = digest.clone();
        assert_eq!(lines(&compare(old.clone(), new)), ["! security authentication-changed -> [{\"digest\":[]}]"]);
    }
    old["components"]["securitySchemes"]["oauth"] = json!({"type": "oauth2"});
    old["security"] = digest;
    let mut new = old.clone();
    new["security"] = json!([{"digest": []}, {"oauth": []}]);
    new["components"]["securitySchemes"]["digest"]["scheme"] = json!("basic");
    assert_eq!(
        compare(old, new).to_text(),
        "\
1 breaking, 1 non-breaking; 1 operation, 5 schemas

BREAKING
Authentication
    security scheme digest changed: {\"scheme\":\"digest\",\"type\":\"http\"} → {\"scheme\":\"basic\",\"type\":\"http\"}

NON-BREAKING
Authentication
    security changed: [{\"digest\":[]}] → [{\"digest\":[]},{\"oauth\":[]}]
"
    );
}

/// Returns a document whose operation has responses of these media types, without schemas.
fn without_schemas(media_types: &[&str]) -> Value {
    let mut document = base();
    let content: Value = media_types.iter().map(|name| (format!("application/vnd.atlas.{name}"), json!({}))).collect();
    document.pointer_mut(GET).unwrap()["responses"] = json!({"200": {"description": "OK", "content": content}});
    document
}

#[test]
fn a_lost_version_or_format_is_breaking() {
    let check = |old: &[&str], new: &[&str], expected: &[&str]| {
        assert_eq!(lines(&compare(without_schemas(old), without_schemas(new))), expected);
    };
    check(&["2024-08-05+json"], &[], &["! newest-version-moved 2024-08-05 ->", "2024-08-05 version-removed ->"]);
    check(
        &["2024-08-05+json"],
        &["preview+json"],
        &["! newest-version-moved 2024-08-05 -> preview", "2024-08-05 version-removed ->", "preview version-added ->"],
    );
    check(&["preview+json"], &[], &["! newest-version-moved preview ->", "preview version-removed ->"]);
    check(
        &["2024-08-05+json", "2024-08-05+csv"],
        &["2024-08-05+json"],
        &[
            "! response body type-changed csv -> none",
            "! response 200 media-type-removed application/vnd.atlas.2024-08-05+csv ->",
        ],
    );
    check(
        &["2023-01-01+json", "2023-01-01+csv", "2024-08-05+json"],
        &["2023-01-01+json", "2024-08-05+json"],
        &["response 200 media-type-removed application/vnd.atlas.2023-01-01+csv ->"],
    );
}
