//! Tests of overlays: application of actions, and errors.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

use atlas_openapi::{Errors, Overlay, apply_overlays};
use serde_json::{Value, json};

fn overlay(actions: &str) -> Result<Overlay, Errors> {
    let text = format!("overlay: 1.0.0\ninfo: {{title: Test, version: 1.0.0}}\nactions:\n{actions}");
    Overlay::parse(&text, "test.yaml")
}

#[track_caller]
fn check(actions: &str, mut document: Value, expected: Value) {
    overlay(actions).unwrap().apply(&mut document).unwrap();
    assert_eq!(document, expected);
}

#[track_caller]
fn rejects(actions: &str, message: &str) {
    let error =
        overlay(actions).and_then(|overlay| overlay.apply(&mut json!({"a": {"b": [1, 2]}, "c": 1}))).unwrap_err();
    assert_eq!(error.to_string(), message);
}

#[test]
fn an_update_merges_objects_appends_arrays_and_replaces_scalars() {
    check(
        "- target: $.a\n  update: {x: 2, list: [3], deep: {new: true}, flag: {type: string}}",
        json!({"a": {"x": 1, "y": 1, "list": [1, 2], "deep": {"old": true}, "flag": false}}),
        json!({"a": {"x": 2, "y": 1, "list": [1, 2, 3], "deep": {"old": true, "new": true},
            "flag": {"type": "string"}}}),
    );
}

#[test]
fn one_or_several_elements_are_appended_to_an_array() {
    check(
        "- {target: $.a, update: {in: query}}\n- {target: $.b, update: [2, 3]}",
        json!({"a": [], "b": [1]}),
        json!({"a": [{"in": "query"}], "b": [1, 2, 3]}),
    );
}

#[test]
fn a_scalar_is_replaced() {
    check("- {target: $.a.type, update: integer}", json!({"a": {"type": "string"}}), json!({"a": {"type": "integer"}}));
}

#[test]
fn every_match_is_updated_once() {
    check(
        "- {target: \"$.a[?@.in == 'query']\", update: {seen: [1]}}\n- {target: \"$['b','b']\", update: {seen: [1]}}",
        json!({"a": [{"in": "query"}, {"in": "path"}, {"in": "query"}], "b": {}}),
        json!({"a": [{"in": "query", "seen": [1]}, {"in": "path"}, {"in": "query", "seen": [1]}],
            "b": {"seen": [1]}}),
    );
}

#[test]
fn every_match_is_removed_from_objects_and_from_arrays() {
    check(
        "- {target: \"$.list[?@ > 1]\", remove: true}\n- {target: $..pattern, remove: true}",
        json!({"list": [1, 2, 3, 0, 4], "a": {"pattern": "x", "b": {"pattern": "y", "c": 1}}}),
        json!({"list": [1, 0], "a": {"b": {"c": 1}}}),
    );
}

#[test]
fn a_match_inside_a_removed_match_is_removed_with_it() {
    check("- {target: $..a, remove: true}", json!({"a": {"a": {"a": 1}}, "b": [{"a": 1}]}), json!({"b": [{}]}));
}

#[test]
fn an_action_sees_the_changes_of_previous_actions() {
    check("- {target: $, update: {new: {x: 1}}}\n- {target: $.new.x, remove: true}", json!({}), json!({"new": {}}));
}

#[test]
fn remove_takes_precedence_over_update() {
    check("- {target: $.a, update: {x: 1}, remove: true, description: why, x-issue: 1}", json!({"a": {}}), json!({}));
}

#[test]
fn a_target_without_a_match_is_an_error() {
    rejects(
        "- {target: $.a, update: {x: 1}}\n- {target: \"$.a['z']\", remove: true}",
        "overlay \"test.yaml\": actions[1], target \"$.a['z']\": no match; the document may be corrected already: \
         delete the action, or correct its target",
    );
}

#[test]
fn an_invalid_action_is_an_error() {
    rejects(
        "- {target: $.a, updat: {x: 1}}",
        "overlay \"test.yaml\": actions[0], target \"$.a\": unknown member `updat`; \
         expected one of target, description, update, remove",
    );
    rejects(
        "- {target: $.a}",
        "overlay \"test.yaml\": actions[0], target \"$.a\": no effect; add `update` or `remove: true`",
    );
    rejects("- {update: {x: 1}}", "overlay \"test.yaml\": actions[0]: missing target; add a JSONPath as `target`");
    rejects(
        "- {target: $.a, update: 1}",
        "overlay \"test.yaml\": actions[0], target \"$.a\": the match is an object, but the update is not; \
         target the member to change, or update with an object",
    );
    rejects(
        "- {target: $, remove: true}",
        "overlay \"test.yaml\": actions[0], target \"$\": the action removes the whole document; \
         target the part to remove",
    );
    let error = overlay("- {target: $., remove: true}").unwrap_err().to_string();
    assert!(error.starts_with("overlay \"test.yaml\": actions[0], target \"$.\": invalid JSONPath: "), "{error}");
}

#[test]
fn the_faults_of_all_actions_of_all_overlays_are_reported_at_once() {
    let text = |actions: &str| format!("overlay: 1.0.0\ninfo: {{title: T}}\nactions: [{actions}]\n");
    let overlays = [
        (
            "1.yaml",
            text("{target: $.x, remove: true}, {target: $.a}, {target: $.a, update: {n: 1}}, {target: $., update: 1}"),
        ),
        ("2.yaml", "overlay: [1\n".to_owned()),
        ("3.yaml", text("{target: $.a.n, update: 2}, {target: $.y, remove: true}, {target: $.a, update: 3}")),
    ]
    .map(|(name, text)| (name.to_owned(), text));
    let mut document = json!({"a": {}});
    let errors = apply_overlays(&overlays, &mut document).unwrap_err();
    let text = errors.to_string();
    let locations: Vec<_> = text.lines().map(|line| line.split(": ").take(2).collect::<Vec<_>>().join(": ")).collect();
    assert_eq!(
        locations,
        [
            "overlay \"1.yaml\": actions[0], target \"$.x\"",
            "overlay \"1.yaml\": actions[1], target \"$.a\"",
            "overlay \"1.yaml\": actions[3], target \"$.\"",
            "overlay \"2.yaml\": line 1, column 10",
            "overlay \"3.yaml\": actions[1], target \"$.y\"",
            "overlay \"3.yaml\": actions[2], target \"$.a\"",
        ]
    );
    // A fault prevents no other action, so it does not cause faults of later actions.
    assert_eq!(document, json!({"a": {"n": 2}}));
    let errors = Overlay::parse_all(&overlays).unwrap_err();
    assert_eq!(errors.as_slice().len(), 3, "{errors}");
}

#[test]
fn all_actions_are_tried_by_apply() {
    let mut document = json!({"a": 1});
    let actions = "- {target: $.x, remove: true}\n- {target: $.a, update: 2}\n- {target: $.y, remove: true}";
    let errors = overlay(actions).unwrap().apply(&mut document).unwrap_err();
    assert_eq!(
        errors.to_string(),
        "overlay \"test.yaml\": actions[0], target \"$.x\": no match; the document may be corrected already: \
         delete the action, or correct its target\n\
         overlay \"test.yaml\": actions[2], target \"$.y\": no match; the document may be corrected already: \
         delete the action, or correct its target"
    );
    assert_eq!(document, json!({"a": 2}));
}

#[test]
fn an_invalid_overlay_document_is_an_error() {
    let parse = |text: &str| Overlay::parse(text, "o.yaml").unwrap_err().to_string();
    assert_eq!(
        parse("overlay: 1.0.0\ninfo: {title: T, version: 1}\naction: []\n"),
        "overlay \"o.yaml\": unknown member `action`; expected one of overlay, info, extends, actions\n\
         overlay \"o.yaml\": no actions; list them under `actions`, or delete the overlay"
    );
    assert_eq!(
        parse("openapi: 3.0.1\n"),
        "overlay \"o.yaml\": unknown member `openapi`; expected one of overlay, info, extends, actions\n\
         overlay \"o.yaml\": unsupported or missing version; start it with `overlay: 1.0.0`\n\
         overlay \"o.yaml\": missing title; describe its purpose in `info.title`\n\
         overlay \"o.yaml\": no actions; list them under `actions`, or delete the overlay"
    );
    assert_eq!(
        parse("overlay: 2.0.0\ninfo: {title: T}\nactions: [{target: $.a, remove: true}]\n"),
        "overlay \"o.yaml\": unsupported or missing version; start it with `overlay: 1.0.0`"
    );
    assert_eq!(
        parse("overlay: 1.0.0\ninfo: {title: T, version: 1}\nactions: []\n"),
        "overlay \"o.yaml\": no actions; list them under `actions`, or delete the overlay"
    );
    assert!(parse("overlay: [1\n").starts_with("overlay \"o.yaml\": line "));
}

#[test]
fn an_overlay_can_state_only_successors() {
    for actions in ["", "actions: []\n", "actions:\n"] {
        let text = format!("overlay: 1.0.0\ninfo: {{title: T, version: 1}}\n{actions}x-atlas-successors: {{A: B}}\n");
        assert!(Overlay::parse(&text, "o.yaml").is_ok(), "{text}");
    }
}
