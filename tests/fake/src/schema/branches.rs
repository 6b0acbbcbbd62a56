//! What the branches of an untagged union have in common. Which of them is meant nobody can tell, but what all of them
//! ask can be asked.

use std::collections::BTreeSet;

use serde_json::{Map, Value, json};

use super::{is_closed_enum, resolve};

/// The properties that every branch requires, and those of them that are enumerations in every branch, with the values
/// of all. `None` if a branch is no plain object.
pub(super) fn common<'a>(
    schemas: &'a Map<String, Value>,
    union: &'a Value,
) -> Option<(BTreeSet<&'a str>, Map<String, Value>)> {
    let branches: Vec<_> = list(union).map(|branch| resolve(schemas, branch)).collect();
    let is_plain = |branch: &&Value| branch["properties"].is_object() && branch.get("allOf").is_none();
    if branches.is_empty() || !branches.iter().all(is_plain) {
        return None;
    }
    let required = |branch: &'a Value| -> BTreeSet<_> {
        branch["required"].as_array().into_iter().flatten().filter_map(Value::as_str).collect()
    };
    let all = branches.iter().map(|branch| required(branch)).reduce(|all, one| &all & &one)?;
    let enumerations = all.iter().filter_map(|&name| {
        let values = branches.iter().map(|branch| values(schemas, &branch["properties"][name]));
        let values: BTreeSet<_> = values.collect::<Option<Vec<_>>>()?.into_iter().flatten().collect();
        Some((name.to_owned(), json!({ "enum": values })))
    });
    Some((all.clone(), enumerations.collect()))
}

fn list(union: &Value) -> impl Iterator<Item = &Value> {
    ["oneOf", "anyOf"].into_iter().filter_map(|keyword| union.get(keyword)?.as_array()).flatten()
}

/// The values of a closed enumeration, or of a union of such.
fn values<'a>(schemas: &'a Map<String, Value>, schema: &'a Value) -> Option<BTreeSet<&'a str>> {
    let schema = resolve(schemas, schema);
    if is_closed_enum(schema) {
        return schema["enum"].as_array()?.iter().map(Value::as_str).collect();
    }
    let mut branches = list(schema).peekable();
    branches.peek()?;
    let values: Option<Vec<_>> = branches.map(|branch| values(schemas, branch)).collect();
    Some(values?.into_iter().flatten().collect())
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::common;

    #[track_caller]
    fn check(union: Value, expected: Option<(&[&str], Value)>) {
        let schemas = json!({ "Kind": { "oneOf": [{ "enum": ["a", "b"] }, { "enum": ["c"] }] } });
        let found = common(schemas.as_object().unwrap(), &union);
        let found = found.map(|(required, enumerations)| (required.into_iter().collect(), enumerations.into()));
        assert_eq!(found, expected.map(|(required, enumerations)| (required.to_vec(), enumerations)), "{union}");
    }

    #[test]
    fn what_every_branch_asks_is_asked() {
        let kind =
            |schema: Value| json!({ "properties": { "kind": schema, "size": {} }, "required": ["kind", "size"] });
        let small = json!({ "properties": { "kind": { "enum": ["d"] } }, "required": ["kind"] });
        let union = json!({ "oneOf": [kind(json!({ "$ref": "#/Kind" })), small] });
        check(union, Some((&["kind"], json!({ "kind": { "enum": ["a", "b", "c", "d"] } }))));
        let union = json!({ "anyOf": [kind(json!({ "type": "string" })), small] });
        check(union, Some((&["kind"], json!({}))));
        check(json!({ "oneOf": [small, { "type": "string" }] }), None);
        check(json!({ "type": "object" }), None);
    }
}
