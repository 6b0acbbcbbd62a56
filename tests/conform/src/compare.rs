//! Comparison of two JSON values: whether one contains everything in the other.

use chrono::DateTime;
use serde_json::Value;

/// Returns the places at which `whole` lacks or contradicts something in `part`: a JSON pointer and the problem for
/// each.
///
/// `null` and an absent property are equal. Numbers and instants are compared by value.
#[must_use]
pub fn missing(part: &Value, whole: &Value) -> Vec<String> {
    let mut found = Vec::new();
    walk(part, whole, "", &mut found);
    found
}

fn walk(part: &Value, whole: &Value, at: &str, found: &mut Vec<String>) {
    match (part, whole) {
        (Value::Object(part), Value::Object(whole)) => {
            for (name, value) in part {
                let at = format!("{at}/{}", name.replace('~', "~0").replace('/', "~1"));
                walk(value, whole.get(name).unwrap_or(&Value::Null), &at, found);
            }
        }
        (Value::Array(part), Value::Array(whole)) if part.len() == whole.len() => {
            for (index, (part, whole)) in part.iter().zip(whole).enumerate() {
                walk(part, whole, &format!("{at}/{index}"), found);
            }
        }
        (Value::Null, _) => {}
        (_, Value::Null) => found.push(format!("{at}: lost")),
        (part, whole) if same(part, whole) => {}
        (part, whole) => found.push(format!("{at}: {} became {}", json_type(part), json_type(whole))),
    }
}

fn same(a: &Value, b: &Value) -> bool {
    match (a, b) {
        (Value::Number(a), Value::Number(b)) => {
            a == b || (a.as_f64() == b.as_f64() && (a.is_f64() || b.is_f64()) && exact(a) && exact(b))
        }
        (Value::String(a), Value::String(b)) => {
            a == b || matches!((instant(a), instant(b)), (Some(a), Some(b)) if a == b)
        }
        (a, b) => a == b,
    }
}

/// Returns whether a float can hold the number exactly; integers beyond 2^53 may not fit.
fn exact(number: &serde_json::Number) -> bool {
    number.is_f64() || number.as_i64().is_some_and(|integer| integer.unsigned_abs() <= 1 << 53)
}

fn instant(text: &str) -> Option<DateTime<chrono::FixedOffset>> {
    DateTime::parse_from_rfc3339(text).ok()
}

/// Returns the JSON type of a value. The value itself is not shown, because a recording can hold private data.
fn json_type(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "a boolean",
        Value::Number(_) => "a number",
        Value::String(_) => "a string",
        Value::Array(_) => "an array",
        Value::Object(_) => "an object",
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn numbers_and_instants_are_compared_by_value() {
        let part = json!({"n": 1, "t": "2026-01-01T00:00:00Z", "gone": null, "f": 10.0});
        let whole = json!({"n": 1.0, "t": "2026-01-01T01:00:00+01:00", "more": 1, "f": 10});
        assert_eq!(missing(&part, &whole), Vec::<String>::new());
    }

    #[test]
    fn a_lost_or_changed_value_is_named() {
        let part = json!({"a": [1, {"b": "x"}], "c": [], "d": 9_007_199_254_740_993_u64, "e": {}});
        let whole = json!({"a": [1, {"b": 2}], "d": 9_007_199_254_740_992.0});
        let expected = ["/a/1/b: a string became a number", "/c: lost", "/d: a number became a number", "/e: lost"];
        assert_eq!(missing(&part, &whole), expected);
    }
}
