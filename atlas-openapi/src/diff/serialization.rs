//! Changes of the serialization of parameters and headers.

use serde_json::Value;

use super::change::ChangeKind;
use super::log::{Log, same, short};
use super::{content, schema, signature};
use crate::document::members;

/// Compares the schema or the content of a parameter or a header, and the keywords that define its serialization.
pub(super) fn compare(old: &Value, new: &Value, member: &str, log: &mut Log<'_>) {
    match (old.get("content"), new.get("content")) {
        (None, None) => schema::compare(&old["schema"], &new["schema"], member, log),
        (Some(old_content), Some(new_content)) if names(old_content) == names(new_content) => {
            for (name, media_type) in members(old_content) {
                content::compare_media_type(media_type, &new_content[name], member, log);
            }
        }
        // A media type replaces the style, or another media type.
        _ => log.record(kind(old, true), member, Some(describe(old)), Some(describe(new))),
    }
    for keyword in KEYWORDS {
        if !same(old.get(keyword), new.get(keyword)) {
            let text = |parameter: &Value| match parameter.get(keyword) {
                Some(value) => format!("{keyword} {}", short(value)),
                None => format!("{keyword} {} (default)", effective(parameter, keyword)),
            };
            let affects_requests = affects_requests(keyword, old, new);
            log.record(kind(old, affects_requests), member, Some(text(old)), Some(text(new)));
        }
    }
}

/// The keywords of the serialization.
const KEYWORDS: [&str; 4] = ["style", "explode", "allowReserved", "allowEmptyValue"];

/// Describes the type, and the media type if the value is encoded as one.
pub(super) fn describe(parameter: &Value) -> String {
    let content = members(&parameter["content"]);
    let encoded: Vec<String> =
        content.map(|(name, media_type)| format!("{} as {name}", signature::of(&media_type["schema"]))).collect();
    if encoded.is_empty() { signature::of(&parameter["schema"]) } else { encoded.join(", ") }
}

fn names(content: &Value) -> Vec<&str> {
    members(content).map(|(name, _)| name).collect()
}

/// Returns the kind of a change. A header of a response has no location, and affects no request.
fn kind(parameter: &Value, affects_requests: bool) -> ChangeKind {
    if affects_requests && parameter.get("in").is_some() {
        ChangeKind::WireFormatChanged
    } else {
        ChangeKind::StyleChanged
    }
}

/// Returns whether a change of the keyword changes the URL or the headers of requests.
fn affects_requests(keyword: &str, old: &Value, new: &Value) -> bool {
    let is_default = |parameter: &Value| effective(parameter, keyword) == default(parameter, keyword);
    // The defaults of another location differ, but the moved parameter has a change of its own.
    let differs = effective(old, keyword) != effective(new, keyword) && !(is_default(old) && is_default(new));
    match keyword {
        // A single value has the same form, exploded or not.
        "explode" => differs && (!is_scalar(old) || !is_scalar(new)),
        "allowReserved" => differs && old["in"] == "query",
        // An empty value is allowed in addition.
        "allowEmptyValue" => false,
        _ => differs,
    }
}

/// Returns the value of a keyword, by default that of OpenAPI 3.0.
fn effective(parameter: &Value, keyword: &str) -> String {
    parameter.get(keyword).map_or_else(|| default(parameter, keyword), short)
}

fn default(parameter: &Value, keyword: &str) -> String {
    match keyword {
        "style" if parameter["in"] == "query" || parameter["in"] == "cookie" => "form".to_owned(),
        "style" => "simple".to_owned(),
        "explode" => (effective(parameter, "style") == "form").to_string(),
        _ => "false".to_owned(),
    }
}

/// Returns whether the parameter is a single value for certain.
fn is_scalar(parameter: &Value) -> bool {
    matches!(parameter["schema"]["type"].as_str(), Some("boolean" | "integer" | "number" | "string"))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::diff::{Change, Subject};

    /// Checks the changes between two parameters, as lines `old -> new` with `!` for breaking ones.
    #[track_caller]
    fn check(old: Value, new: Value, expected: &[&str]) {
        let mut changes = Vec::new();
        compare(&old, &new, "", &mut Log::new(&mut changes, Subject::Document, true));
        let line = |change: &Change| {
            let [old, new] = [&change.old, &change.new].map(|value| value.as_deref().unwrap_or_default());
            format!("{}{old} -> {new}", if change.breaking { "! " } else { "" })
        };
        assert_eq!(changes.iter().map(line).collect::<Vec<_>>(), expected);
    }

    #[test]
    fn a_change_of_the_wire_format_is_breaking() {
        let list = |location: &str, more: Value| {
            let mut parameter = json!({"name": "a", "in": location, "schema": {"type": "array", "items": {}}});
            parameter.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
            parameter
        };
        let query = list("query", json!({}));
        check(
            query.clone(),
            list("query", json!({"style": "form", "explode": true})),
            &["style form (default) -> style form", "explode true (default) -> explode true"],
        );
        check(
            query.clone(),
            list("query", json!({"style": "pipeDelimited"})),
            &["! style form (default) -> style pipeDelimited"],
        );
        check(query.clone(), list("query", json!({"explode": false})), &["! explode true (default) -> explode false"]);
        check(
            query.clone(),
            list("query", json!({"allowReserved": true})),
            &["! allowReserved false (default) -> allowReserved true"],
        );
        check(
            query,
            list("query", json!({"allowEmptyValue": true})),
            &["allowEmptyValue false (default) -> allowEmptyValue true"],
        );
        let path = list("path", json!({}));
        check(path.clone(), list("path", json!({"style": "label"})), &["! style simple (default) -> style label"]);
        check(
            path,
            list("path", json!({"allowReserved": true})),
            &["allowReserved false (default) -> allowReserved true"],
        );
    }

    #[test]
    fn a_single_value_cannot_be_exploded() {
        let scalar =
            |explode: bool| json!({"name": "a", "in": "query", "explode": explode, "schema": {"type": "string"}});
        check(scalar(true), scalar(false), &["explode true -> explode false"]);
    }

    #[test]
    fn a_media_type_instead_of_a_style_is_breaking() {
        let schema = json!({"name": "a", "in": "query", "schema": {"type": "string"}});
        let content =
            |name: &str, kind: &str| json!({"name": "a", "in": "query", "content": {name: {"schema": {"type": kind}}}});
        check(schema.clone(), content("text/plain", "string"), &["! string -> string as text/plain"]);
        check(
            content("text/plain", "string"),
            content("application/json", "string"),
            &["! string as text/plain -> string as application/json"],
        );
        check(content("text/plain", "string"), content("text/plain", "integer"), &["! string -> integer"]);
    }

    #[test]
    fn the_style_of_a_header_affects_no_request() {
        let header = |explode: bool| json!({"explode": explode, "schema": {"type": "array", "items": {}}});
        check(header(true), header(false), &["explode true -> explode false"]);
    }
}
