//! Tests of a struct and an enumeration written like the generated ones.

#![allow(unreachable_pub)] // The macros define public types, here in a private module.

use serde_json::{Value, json};

use super::{Model, decode_body};

crate::open_enum! {
    /// Colors.
    pub enum Color {
        Red = "RED",
        Blue = "BLUE",
    }
}

crate::model! {
    /// A thing.
    pub struct Thing {
        /// Its name.
        name: String = "name",
        size: i32 = "sizeGB",
        color: Color = "color",
        tags: Vec<String> = "tags",
        inner: Box<Thing> = "inner",
        password: crate::Secret = "password",
    }
    setters
}

crate::boxed!(Thing);

#[track_caller]
fn round_trip(body: Value) -> Thing {
    let thing: Thing = decode_body(body.to_string().as_bytes()).unwrap();
    assert_eq!(serde_json::to_value(&thing).unwrap(), body);
    thing
}

#[test]
fn documented_properties_are_typed_and_serialized_back() {
    let thing = round_trip(json!({"name": "a", "sizeGB": 3, "color": "RED", "tags": [], "inner": {"name": "b"}}));
    assert_eq!(thing.size, Some(3));
    assert_eq!(thing.color, Some(Color::Red));
    assert_eq!(thing.tags, Some(vec![]));
    assert_eq!(thing.inner.unwrap().name.as_deref(), Some("b"));
}

#[test]
fn an_unknown_enumeration_value_is_kept() {
    let thing = round_trip(json!({"color": "green"}));
    assert_eq!(thing.color, Some(Color::Unknown("green".to_owned())));
    assert_eq!(thing.color.unwrap().to_string(), "green");
}

#[test]
fn a_mismatched_value_is_kept_and_readable() {
    let thing = round_trip(json!({"name": "a", "sizeGB": "three", "tags": ["x", 1]}));
    assert_eq!(thing.size, None);
    let undecoded: Vec<_> = thing.undecoded_properties().collect();
    assert_eq!(undecoded, [("sizeGB", &json!("three")), ("tags", &json!(["x", 1]))]);
    assert_eq!(round_trip(json!([1, 2])), decode_body(b"[1,2]").unwrap());
}

#[test]
fn null_and_absent_are_equal_in_a_response() {
    let thing: Thing = decode_body(br#"{"name":null,"tags":null}"#).unwrap();
    assert_eq!(thing, Thing::default());
}

#[test]
fn absent_null_and_empty_differ_in_a_request() {
    let thing = Thing::new().name(None).tags([]).size(4);
    assert_eq!(serde_json::to_value(&thing).unwrap(), json!({"name": null, "tags": [], "sizeGB": 4}));
    let thing = thing.name("a").tags(None);
    assert_eq!(serde_json::to_value(&thing).unwrap(), json!({"name": "a", "tags": null, "sizeGB": 4}));
}

#[test]
fn a_request_can_have_an_undocumented_property() {
    let thing = Thing::new().color("BLUE").with_property("brandNew", json!({"a": 1}));
    assert_eq!(serde_json::to_value(&thing).unwrap(), json!({"color": "BLUE", "brandNew": {"a": 1}}));
}

#[test]
fn debug_prints_the_fields_that_are_set_and_hides_secrets() {
    let thing = Thing::new().name("a").password("hunter22").with_property("token", "hunter33");
    assert_eq!(format!("{thing:?}"), r#"Thing { name: "a", password: [REDACTED], undecoded: {"token"} }"#);
}

#[test]
fn masked_secrets_are_dropped_at_any_depth_and_only_they() {
    let body = json!({
        "name": "****name", "sizeGB": "****", "tags": ["****"], "password": "****1c11",
        "inner": { "name": "a", "password": "****", "inner": { "password": "hunter22", "color": "****" } },
    });
    let thing = round_trip(body).without_masked_secrets();
    let expected = json!({
        "name": "****name", "sizeGB": "****", "tags": ["****"],
        "inner": { "name": "a", "inner": { "password": "hunter22", "color": "****" } },
    });
    assert_eq!(serde_json::to_value(&thing).unwrap(), expected);

    let request = Thing::new().name(None).password("****").with_property("brandNew", "****");
    let expected = json!({ "name": null, "brandNew": "****" });
    assert_eq!(serde_json::to_value(request.without_masked_secrets()).unwrap(), expected);
    let whole = round_trip(json!(["****"]));
    assert_eq!(whole.without_masked_secrets(), whole);
}

#[test]
fn an_undocumented_property_is_ignored() {
    let thing: Thing = decode_body(br#"{"a\u0062":{"deep":[1]},"name":"x"}"#).unwrap();
    assert_eq!(thing, Thing::new().name("x"));
}

#[test]
fn a_mismatched_element_leaves_its_neighbors_typed() {
    let body = br#"[{"name":"a"},null,7,{"sizeGB":1}]"#;
    let things: Vec<Thing> = decode_body(body).unwrap();
    assert_eq!((things[0].name.as_deref(), things[3].size), (Some("a"), Some(1)));
    assert_eq!(serde_json::to_string(&things).unwrap().as_bytes(), body);
}
