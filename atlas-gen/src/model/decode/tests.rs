//! Tests of decoding into values of all types.

use std::{collections::BTreeMap, fmt};

use chrono::{DateTime, NaiveDate, Utc};
use serde_json::json;

use super::*;

/// Decodes `json`, and compares the value and the outcome.
#[track_caller]
fn check<T: JsonType + fmt::Debug + PartialEq>(json: &str, expected: Option<T>, outcome: Outcome) {
    let mut place = None;
    let decoded = Fill(T::slot(&mut place)).deserialize(&mut serde_json::Deserializer::from_str(json)).unwrap();
    assert_eq!((place, decoded), (expected, outcome), "{json}");
}

#[track_caller]
fn decoded<T: JsonType + fmt::Debug + PartialEq>(json: &str, expected: T) {
    check(json, Some(expected), Outcome::Set);
}

#[track_caller]
fn mismatched<T: JsonType + fmt::Debug + PartialEq>(json: &str) {
    check::<T>(json, None, Outcome::Mismatch(serde_json::from_str(json).unwrap()));
}

#[test]
fn a_value_of_the_documented_type_is_decoded() {
    decoded("true", true);
    decoded(r#""a""#, "a".to_owned());
    decoded("7", 7_i32);
    decoded(r#""2026-02-28""#, NaiveDate::from_ymd_opt(2026, 2, 28).unwrap());
    decoded(r#""2026-02-28T01:00:00+01:00""#, "2026-02-28T00:00:00Z".parse::<DateTime<Utc>>().unwrap());
    decoded(r#"{"a":[1]}"#, json!({"a": [1]}));
}

#[test]
fn a_value_of_another_type_is_a_mismatch() {
    mismatched::<bool>(r#""true""#);
    mismatched::<String>("5");
    mismatched::<i32>("3000000000");
    mismatched::<i64>("1.5");
    mismatched::<i64>("18446744073709551615");
    mismatched::<DateTime<Utc>>(r#""soon""#);
    mismatched::<bool>(r#"{"a":[1]}"#);
}

#[test]
fn null_is_distinct_from_a_value() {
    check::<bool>("null", None, Outcome::Null);
    check::<Value>("null", None, Outcome::Null);
    check::<Vec<String>>("null", None, Outcome::Null);
}

#[test]
fn numbers_keep_every_digit() {
    decoded("10.0", 10_i64);
    decoded("10", 10.0_f64);
    decoded("0.1234567890123456", 0.123_456_789_012_345_6_f64);
    mismatched::<f64>("9007199254740993");
}

#[test]
fn a_collection_of_the_documented_type_is_decoded() {
    decoded("[1,2]", vec![1_i64, 2]);
    decoded("[[],[true]]", vec![vec![], vec![true]]);
    decoded(r#"{"a":1}"#, BTreeMap::from([("a".to_owned(), 1_i64)]));
    decoded("[null,1]", vec![Value::Null, json!(1)]);
}

#[test]
fn a_collection_with_a_mismatched_value_is_kept_unchanged() {
    mismatched::<Vec<i64>>(r#"[1,"b",{"c":null}]"#);
    mismatched::<Vec<i64>>("[1,null]");
    mismatched::<BTreeMap<String, bool>>(r#"{"a":true,"b":0,"c":1}"#);
}

#[test]
fn an_empty_body_is_an_empty_list_but_not_a_boolean() {
    assert_eq!(decode_body::<Vec<i64>>(b" ").unwrap(), Vec::<i64>::new());
    assert_eq!(decode_body::<Vec<i64>>(b"{}").unwrap(), Vec::<i64>::new());
    for (body, message) in [
        ("", "body: empty; expected a value"),
        ("null", "body: empty; expected a value"),
        ("{}", "body: unexpected object; expected the documented type"),
    ] {
        assert_eq!(decode_body::<bool>(body.as_bytes()).unwrap_err().to_string(), message);
    }
}

#[test]
fn invalid_json_is_an_error_with_line_and_column() {
    let error = decode_body::<Vec<i64>>(b"[1,").unwrap_err();
    assert_eq!((error.line(), error.column()), (1, 3));
    assert!(decode_body::<Vec<i64>>(b"[] []").unwrap_err().to_string().starts_with("trailing characters"));
}

#[test]
fn properties_are_found_in_any_order() {
    let properties = ["a", "b", "c"];
    for (name, next, expected) in
        [("a", 0, Some(0)), ("c", 1, Some(2)), ("a", 2, Some(0)), ("b", 3, Some(1)), ("x", 1, None)]
    {
        assert_eq!(position(&properties, name, next), expected, "{name} from {next}");
    }
}
