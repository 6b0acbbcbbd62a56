//! Tests of overlays that are lowered: actions without an effect on generated code, and successors of schemas.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

use atlas_openapi::{Document, Lowered, Overlays, lower::Shape};
use serde_json::{Value, json};

/// Returns a document whose operation has a `Webhook`, as the schema with this name.
fn document(used: &str) -> Document {
    let content = |version: &str, schema: &str| json!({format!("application/vnd.atlas.{version}+json"): {"schema": {"$ref": format!("#/components/schemas/{schema}")}}});
    let mut versions = content("2024-08-05", used);
    versions.as_object_mut().unwrap().extend(content("2023-01-01", "Webhook").as_object().unwrap().clone());
    let webhook = json!({"type": "object", "properties": {"url": {"type": "string"}}});
    Document::from_value(json!({
        "openapi": "3.0.1",
        "info": {"title": "T", "version": "1"},
        "paths": {"/a": {"get": {
            "operationId": "getA", "tags": ["T"], "responses": {"200": {"description": "OK", "content": versions}},
        }}},
        "components": {"schemas": {"Webhook": webhook, "Webhook20260930": webhook}},
    }))
    .unwrap()
}

const SECRETS: &str = "overlay: 1.0.0
info: {title: Secrets, version: 1.0.0}
actions:
  - target: $.components.schemas.Webhook.properties.url
    update: {x-atlas-secret: true}
";

const SUCCESSORS: &str = "overlay: 1.0.0
info: {title: Successors, version: 1.0.0}
x-atlas-successors: {Webhook: Webhook20260930}
";

fn lower(document: &Document, overlays: &[(&str, &str)]) -> Lowered {
    let overlays: Vec<_> = overlays.iter().map(|(name, text)| ((*name).to_owned(), (*text).to_owned())).collect();
    Overlays::parse(&overlays).lower(document)
}

/// Returns the type of the property `url`.
fn url(lowered: &Lowered) -> String {
    let Shape::Object(object) = &lowered.api.as_ref().unwrap().types["Webhook"].shape else { panic!("not an object") };
    object.properties["url"].ty.to_string()
}

fn faults(lowered: &Lowered) -> Vec<String> {
    lowered.faults.iter().map(ToString::to_string).collect()
}

#[test]
fn an_action_that_matches_only_unused_parts_is_a_fault() {
    let used = lower(&document("Webhook"), &[("secrets.yaml", SECRETS)]);
    assert_eq!((url(&used), faults(&used)), ("secret".to_owned(), vec![]));

    let unused = lower(&document("Webhook20260930"), &[("secrets.yaml", SECRETS)]);
    assert_eq!(url(&unused), "string");
    assert_eq!(
        faults(&unused),
        [
            "overlay \"secrets.yaml\": actions[0], target \"$.components.schemas.Webhook.properties.url\": matches only parts \
          from which no code is generated; if a schema has a successor, state it under `x-atlas-successors` in \
          spec/overlays/00-successors.yaml; otherwise correct the target or delete the action"
        ]
    );
}

#[test]
fn an_action_on_an_older_version_is_a_fault() {
    let of_version = |version: &str| {
        format!(
            "overlay: 1.0.0\ninfo: {{title: T, version: 1.0.0}}\nactions:\n  - target: $.paths['/a'].get.responses['200']\
             .content['application/vnd.atlas.{version}+json']\n    update: {{x-sunset: 2030-01-01}}\n"
        )
    };
    let newest = lower(&document("Webhook"), &[("o.yaml", &of_version("2024-08-05"))]);
    assert_eq!(faults(&newest), [""; 0]);
    let older = lower(&document("Webhook"), &[("o.yaml", &of_version("2023-01-01"))]);
    assert!(faults(&older)[0].contains("matches only parts from which no code is generated"), "{:?}", older.faults);
}

#[test]
fn a_successor_takes_over_the_overlays_of_its_schema() {
    let overlays = [("00-successors.yaml", SUCCESSORS), ("secrets.yaml", SECRETS)];
    for used in ["Webhook", "Webhook20260930"] {
        let lowered = lower(&document(used), &overlays);
        assert_eq!((url(&lowered), faults(&lowered)), ("secret".to_owned(), vec![]), "{used}");
    }
    // Also if the old schema is gone.
    let mut gone: Value = document("Webhook20260930").into_value();
    gone["components"]["schemas"].as_object_mut().unwrap().remove("Webhook");
    let content = gone.pointer_mut("/paths/~1a/get/responses/200/content").unwrap().as_object_mut().unwrap();
    content.remove("application/vnd.atlas.2023-01-01+json");
    let lowered = lower(&Document::from_value(gone).unwrap(), &overlays);
    assert_eq!((url(&lowered), faults(&lowered)), ("secret".to_owned(), vec![]));
}

#[test]
fn a_successor_must_be_another_schema_of_the_document() {
    let missing = SUCCESSORS.replace("Webhook20260930", "Webhook20270101");
    let lowered = lower(&document("Webhook"), &[("s.yaml", &missing)]);
    assert_eq!(
        faults(&lowered),
        [
            "overlay \"s.yaml\": `x-atlas-successors`: the document has no schema `Webhook20270101`; correct the name, or \
          remove the successor"
        ]
    );
    let itself = SUCCESSORS.replace("Webhook20260930", "Webhook");
    let lowered = lower(&document("Webhook"), &[("s.yaml", &itself)]);
    assert_eq!(
        faults(&lowered),
        ["overlay \"s.yaml\": `x-atlas-successors`: \"Webhook\" is not the successor of `Webhook`; write the name of \
          another schema"]
    );
}

#[test]
fn successors_that_have_no_effect_or_contradict_each_other_are_faults() {
    let faults_of = |stated: &[&str]| {
        let overlays: Vec<(String, String)> = stated
            .iter()
            .enumerate()
            .map(|(at, stated)| (format!("{at}.yaml"), SUCCESSORS.replace("{Webhook: Webhook20260930}", stated)))
            .collect();
        faults(&Overlays::parse(&overlays).lower(&document("Webhook")))
    };
    let check = |stated: &[&str], expected: &str| {
        let faults = faults_of(stated);
        assert!(faults.len() == 1 && faults[0].contains(expected), "{stated:?}: {faults:?}");
    };
    let one = "{Webhook: Webhook20260930}";
    assert_eq!(faults_of(&[one, one]), [""; 0]);
    check(&["[Webhook]"], "0.yaml\": `x-atlas-successors`: not a map; write the name of each schema with");
    check(
        &["{Webhok: Webhook}"],
        "neither the document nor a target has the schema `Webhok`; correct the name, or remove",
    );
    let back = "{Webhook20260930: Webhook}";
    check(
        &[one, back],
        "1.yaml\": `x-atlas-successors`: `Webhook20260930` succeeds itself, through `Webhook`; remove one",
    );
    check(&["{Webhook: Webhook20260930, Webhook20260930: Webhook}"], "`Webhook20260930` succeeds itself, through");
    let mut other: Value = document("Webhook").into_value();
    other["components"]["schemas"]["Hook"] = json!({"type": "object"});
    let two = SUCCESSORS.replace("Webhook20260930", "Hook");
    let lowered = lower(&Document::from_value(other).unwrap(), &[("a.yaml", SUCCESSORS), ("b.yaml", &two)]);
    assert_eq!(
        faults(&lowered),
        [
            "overlay \"b.yaml\": `x-atlas-successors`: `Webhook` has two successors, `Webhook20260930` and `Hook`; remove one of \
          the successors"
        ]
    );
}
