//! Tests of the checks of sentences.

use serde_json::{Value, json};

use super::*;

const PATH: &str = "/api/atlas/v2/teams/{teamId}";

/// Returns a document whose operation `getTeam` has a parameter and returns a type with a property.
fn document(parameter: Value, property: Value) -> Value {
    let mut all = json!({"name": "teamId", "in": "path", "required": true, "schema": {"type": "string"}});
    all.as_object_mut().unwrap().extend(parameter.as_object().unwrap().clone());
    json!({
        "openapi": "3.0.1",
        "paths": {PATH: {"get": {
            "operationId": "getTeam",
            "summary": "Fetches a team of an organization.",
            "tags": ["Access Teams"],
            "parameters": [all],
            "responses": {"200": {"content": {"application/vnd.atlas.2025-01-01+json": {
                "schema": {"$ref": "#/components/schemas/Team"}
            }}}}
        }}},
        "components": {"schemas": {"Team": {
            "type": "object",
            "description": "A group of users with common roles.",
            "properties": {"teamName": property}
        }}}
    })
}

/// Returns a document in which everything has a sentence.
fn complete() -> Value {
    document(
        json!({"description": "Id that responses of the list have."}),
        json!({"type": "string", "description": "Name of the team, unique in its organization."}),
    )
}

fn found(document: &Value) -> Vec<String> {
    let api = atlas_openapi::lower::lower(document).unwrap();
    let mut findings = Vec::new();
    check(&api, &mut findings);
    let missing = findings.iter().filter(|finding| finding.rule == SENTENCE_MISSING.id).count();
    assert_eq!(missing_sentences(&api), missing);
    findings.iter().map(ToString::to_string).collect()
}

#[test]
fn a_part_without_a_sentence_is_found_with_its_target() {
    assert_eq!(
        found(&document(json!({}), json!({"type": "string"}))),
        [
            "spec/overlays/50-access-teams.yaml:1: sentence-missing: write one sentence of your own about it, with an \
             action for this target $.components.schemas.Team.properties.teamName: \"Team.teamName\"",
            "spec/overlays/50-access-teams.yaml:1: sentence-missing: write one sentence of your own about it, with an \
             action for this target $.paths['/api/atlas/v2/teams/{teamId}'].get.parameters[0]: \
             \"getTeam, parameter teamId\"",
        ]
    );
}

#[test]
fn each_operation_of_a_path_is_found() {
    let mut document = complete();
    let mut removal = document["paths"][PATH]["get"].clone();
    removal["operationId"] = json!("removeTeam");
    document["paths"][PATH]["delete"] = removal;
    for method in ["get", "delete"] {
        document["paths"][PATH][method].as_object_mut().unwrap().remove("summary");
    }
    assert_eq!(
        found(&document),
        [
            "spec/overlays/50-access-teams.yaml:1: sentence-missing: write one sentence of your own about it, with an \
             action for this target $.paths['/api/atlas/v2/teams/{teamId}'].delete: \"removeTeam\"",
            "spec/overlays/50-access-teams.yaml:1: sentence-missing: write one sentence of your own about it, with an \
             action for this target $.paths['/api/atlas/v2/teams/{teamId}'].get: \"getTeam\"",
        ]
    );
}

#[test]
fn a_sentence_without_words_is_missing() {
    let get = format!("/paths/{}/get", PATH.replace('/', "~1"));
    for (pointer, shown) in [
        (format!("{get}/summary"), "getTeam"),
        (format!("{get}/parameters/0/description"), "getTeam, parameter teamId"),
        ("/components/schemas/Team/description".to_owned(), "Team"),
        ("/components/schemas/Team/properties/teamName/description".to_owned(), "Team.teamName"),
    ] {
        for sentence in ["", " \n", ".", "`…`."] {
            let mut document = complete();
            *document.pointer_mut(&pointer).unwrap() = json!(sentence);
            let found = found(&document);
            assert_eq!(found.len(), 1, "{pointer}: {sentence:?}: {found:?}");
            assert!(found[0].contains(": sentence-missing: "), "{sentence:?}: {found:?}");
            assert!(found[0].ends_with(&format!(": {shown:?}")), "{sentence:?}: {found:?}");
        }
    }
}

#[test]
fn a_sentence_that_repeats_the_name_is_found() {
    let mut document = complete();
    assert_eq!(found(&document), [""; 0]);
    document["components"]["schemas"]["Team"]["properties"]["teamName"]["description"] = json!("The team's name.");
    document["components"]["schemas"]["Team"]["description"] = json!("The team type.");
    assert_eq!(
        found(&document),
        [
            "spec/overlays/50-access-teams.yaml:1: sentence-repeats: say more than the name: of what, in which unit, with \
             what effect: \"Team: The team type.\"",
            "spec/overlays/50-access-teams.yaml:1: sentence-repeats: say more than the name: of what, in which unit, with \
             what effect: \"Team.teamName: The team's name.\"",
        ]
    );
}

#[test]
fn a_sentence_of_another_form_is_found_once() {
    let mut document = complete();
    // The type `TeamStatus` has its sentence from the property.
    document["components"]["schemas"]["Team"]["properties"]["status"] =
        json!({"type": "string", "enum": ["ACTIVE", "IDLE"], "description": "Whether the team has members"});
    document["paths"][PATH]["get"]["summary"] = json!("fetches a team of an organization.");
    assert_eq!(
        found(&document),
        [
            "spec/overlays/50-access-teams.yaml:1: sentence-form: begin with an upper-case letter, a digit or a backtick: \
             \"getTeam: fetches a team of an organization.\"",
            "spec/overlays/50-access-teams.yaml:1: sentence-form: end with a period: \
             \"Team.status: Whether the team has members\"",
        ]
    );
}

#[test]
fn a_target_is_a_path_to_a_pointer() {
    for (pointer, expected) in [
        ("/components/schemas/Team/properties/team-name", "$.components.schemas.Team.properties['team-name']"),
        ("/components/schemas/Team/allOf/1", "$.components.schemas.Team.allOf[1]"),
        ("/paths/~1api~1it's/get", r"$.paths['/api/it\'s'].get"),
        ("/paths/~1a~0b/post", "$.paths['/a~b'].post"),
    ] {
        assert_eq!(target(pointer), expected, "{pointer}");
    }
}
