//! A struct and an enumeration as the generator states them, put to the test.

#![allow(unreachable_pub)] // The macros state public types, here in a private module.

use serde_json::{Value, json};

use super::{Model, decode_body};

crate::open_enum! {
    /// Colours.
    pub enum Colour {
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
        colour: Colour = "colour",
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
fn documented_properties_are_typed_and_come_back() {
    let thing = round_trip(json!({"name": "a", "sizeGB": 3, "colour": "RED", "tags": [], "inner": {"name": "b"}}));
    assert_eq!(thing.size, Some(3));
    assert_eq!(thing.colour, Some(Colour::Red));
    assert_eq!(thing.tags, Some(vec![]));
    assert_eq!(thing.inner.unwrap().name.as_deref(), Some("b"));
}

#[test]
fn a_value_that_an_enumeration_does_not_know_is_kept() {
    let thing = round_trip(json!({"colour": "green"}));
    assert_eq!(thing.colour, Some(Colour::Unknown("green".to_owned())));
    assert_eq!(thing.colour.unwrap().to_string(), "green");
}

#[test]
fn a_value_of_another_kind_is_kept_and_can_be_read() {
    let thing = round_trip(json!({"name": "a", "sizeGB": "three", "tags": ["x", 1]}));
    assert_eq!(thing.size, None);
    let unfit: Vec<_> = thing.unfit_properties().collect();
    assert_eq!(unfit, [("sizeGB", &json!("three")), ("tags", &json!(["x", 1]))]);
    assert_eq!(round_trip(json!([1, 2])), decode_body(b"[1,2]").unwrap());
}

#[test]
fn null_and_absent_are_one_in_an_answer() {
    let thing: Thing = decode_body(br#"{"name":null,"tags":null}"#).unwrap();
    assert_eq!(thing, Thing::default());
}

#[test]
fn a_request_tells_absent_null_and_empty_apart() {
    let thing = Thing::new().name(None).tags([]).size(4);
    assert_eq!(serde_json::to_value(&thing).unwrap(), json!({"name": null, "tags": [], "sizeGB": 4}));
    let thing = thing.name("a").tags(None);
    assert_eq!(serde_json::to_value(&thing).unwrap(), json!({"name": "a", "tags": null, "sizeGB": 4}));
}

#[test]
fn a_request_can_say_what_the_document_does_not_know() {
    let thing = Thing::new().colour("BLUE").with_property("brandNew", json!({"a": 1}));
    assert_eq!(serde_json::to_value(&thing).unwrap(), json!({"colour": "BLUE", "brandNew": {"a": 1}}));
}

#[test]
fn debug_shows_what_is_set_and_no_secret() {
    let thing = Thing::new().name("a").password("hunter22").with_property("token", "hunter33");
    assert_eq!(format!("{thing:?}"), r#"Thing { name: "a", password: [REDACTED], unfit: {"token"} }"#);
}

#[test]
fn what_is_not_documented_is_passed_over() {
    let thing: Thing = decode_body(br#"{"a\u0062":{"deep":[1]},"name":"x"}"#).unwrap();
    assert_eq!(thing, Thing::new().name("x"));
}

#[test]
fn an_element_of_another_kind_does_not_cost_its_neighbours_their_types() {
    let body = br#"[{"name":"a"},null,7,{"sizeGB":1}]"#;
    let things: Vec<Thing> = decode_body(body).unwrap();
    assert_eq!((things[0].name.as_deref(), things[3].size), (Some("a"), Some(1)));
    assert_eq!(serde_json::to_string(&things).unwrap().as_bytes(), body);
}
