//! Comparison of a typed value with the JSON value that it was decoded from.

use std::fmt;

use serde_json::Value;

/// Returns the first place, as a JSON pointer, at which two values differ. An integer equals a float with a zero
/// fraction.
pub(crate) fn difference(a: &Value, b: &Value) -> Option<String> {
    match (a, b) {
        (Value::Object(a), Value::Object(b)) => {
            let names = a.keys().chain(b.keys().filter(|name| !a.contains_key(*name)));
            names.filter_map(|name| below(name, a.get(name), b.get(name))).next()
        }
        (Value::Array(a), Value::Array(b)) => {
            let indices = 0..a.len().max(b.len());
            indices.filter_map(|index| below(&index.to_string(), a.get(index), b.get(index))).next()
        }
        (Value::Number(a), Value::Number(b)) => (a != b && a.as_f64() != b.as_f64()).then(String::new),
        (a, b) => (a != b).then(String::new),
    }
}

fn below(name: &str, a: Option<&Value>, b: Option<&Value>) -> Option<String> {
    let difference = match (a, b) {
        (Some(a), Some(b)) => difference(a, b)?,
        _ => String::new(),
    };
    Some(format!("/{name}{difference}"))
}

/// Returns whether `value`, at any depth, keeps something undecoded because of its JSON type.
///
/// The `Debug` output of a model shows such values as `undecoded`, which is not the name of any field. In the multi-line
/// form, a string with this text is on a line that begins with a quotation mark or with a field name.
pub(crate) fn has_undecoded(value: &impl fmt::Debug) -> bool {
    format!("{value:#?}").lines().any(|line| line.trim_start().starts_with("undecoded: "))
}

#[cfg(test)]
mod tests {
    use atlas_gen::types::Cluster;
    use serde_json::json;

    use super::*;

    #[test]
    fn the_first_difference_is_named() {
        let a = json!({ "a": [1, { "b": "x" }], "n": 1 });
        assert_eq!(difference(&a, &json!({ "n": 1.0, "a": [1, { "b": "x" }] })), None);
        assert_eq!(difference(&a, &json!({ "n": 1, "a": [1, { "b": "y" }] })).as_deref(), Some("/a/1/b"));
        assert_eq!(difference(&a, &json!({ "n": 1, "a": [1] })).as_deref(), Some("/a/1"));
        assert_eq!(difference(&json!({}), &json!({ "more": null })).as_deref(), Some("/more"));
        assert_eq!(difference(&json!(1), &json!("1")).as_deref(), Some(""));
    }

    #[test]
    fn an_undecoded_value_is_found_at_any_depth_but_not_in_a_string() {
        let has_undecoded = |body| has_undecoded(&serde_json::from_value::<Cluster>(body).unwrap());
        assert!(has_undecoded(json!({ "name": 7 })));
        assert!(has_undecoded(json!({ "replicationSpecs": [{ "regionConfigs": [{ "priority": "high" }] }] })));
        assert!(has_undecoded(json!([])));
        assert!(!has_undecoded(json!({ "name": "undecoded: \nundecoded: {}", "replicationSpecs": [{}] })));
    }
}
