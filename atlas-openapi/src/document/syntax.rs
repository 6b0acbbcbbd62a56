//! Parsing of JSON and YAML, with line and column in errors.

use serde::de::DeserializeSeed;
use serde_json::Value;

use super::strict::Strict;
use crate::Error;
use crate::location::Location;

/// Parses JSON or YAML. Text that starts with `{` is JSON: no YAML form of the document starts with a flow mapping.
pub(crate) fn read(text: &str) -> Result<Value, Error> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    if text.trim_start().is_empty() {
        return Err(truncated(text));
    }
    if text.trim_start().starts_with('{') { json(text) } else { yaml(text) }
}

fn json(text: &str) -> Result<Value, Error> {
    let mut parser = serde_json::Deserializer::from_str(text);
    let value = Strict(Location::ROOT).deserialize(&mut parser);
    value.and_then(|value| parser.end().map(|()| value)).map_err(|error| {
        if error.is_eof() {
            return truncated(text);
        }
        let (line, column) = (error.line() as u64, error.column() as u64);
        let location = format!(" at line {line} column {column}");
        let message = error.to_string();
        Error::Syntax { line, column, message: message.strip_suffix(&location).unwrap_or(&message).to_owned() }
    })
}

fn yaml(text: &str) -> Result<Value, Error> {
    let options = serde_saphyr::options! {
        // The default limit is 250,000 nodes. The facts alone have 110,000 nodes, and the full document has more.
        budget: serde_saphyr::budget! { max_nodes: 5_000_000, max_events: 20_000_000 },
        // The official document has no aliases.
        alias_limits: serde_saphyr::alias_limits! { max_total_replayed_events: 100_000 },
        // In YAML 1.1, `NO` is false and `1_000` is a number; in an enum of the document they are strings.
        strict_booleans: true,
        underscored_numbers_as_strings: true,
        // The license of the document does not allow quoting it in messages.
        with_snippet: false,
    };
    let read = |parser: serde_saphyr::Deserializer<'_, '_>| Strict(Location::ROOT).deserialize(parser);
    let value = serde_saphyr::with_deserializer_from_str_with_options(text, options, read).map_err(|error| {
        let location = error.location();
        Error::Syntax {
            line: location.map_or(1, |location| location.line()),
            column: location.map_or(1, |location| location.column()),
            message: yaml_message(&error),
        }
    })?;
    if is_truncated(text, &value) {
        return Err(truncated(text));
    }
    Ok(value)
}

/// Returns the message without the location, which [`Error::Syntax`] contains already.
fn yaml_message(error: &serde_saphyr::Error) -> String {
    let message = error.without_snippet().to_string();
    let message = message.rsplit_once(" at line ").map_or(&*message, |(message, _)| message);
    // Advice for the programmer, not for the author of the document.
    message.split(", set DuplicateKeyPolicy").next().unwrap_or(message).to_owned()
}

/// Returns whether well-formed YAML text appears to be truncated.
///
/// Truncated JSON lacks a brace, but the first half of a YAML document can itself be valid YAML. The official document
/// is sorted by key, so the list `tags` comes last. The text counts as truncated if operations have tags, the document
/// lists none, and there is one more sign: the last line has no line feed, or the keys are sorted as in the official
/// document.
fn is_truncated(text: &str, value: &Value) -> bool {
    let lists_tags = value.get("tags").is_some();
    let has_tagged_operations = || {
        super::members(&value["paths"])
            .flat_map(|(_, item)| super::members(item))
            .any(|(_, operation)| operation.get("tags").is_some())
    };
    let is_sorted = || {
        let keys = ["\ninfo:", "\nopenapi:", "\npaths:"].map(|key| text.find(key));
        keys.iter().all(Option::is_some) && keys.is_sorted()
    };
    !lists_tags && (!text.ends_with('\n') || is_sorted()) && value.get("openapi").is_some() && has_tagged_operations()
}

fn truncated(text: &str) -> Error {
    let last_line = text.rsplit('\n').next().unwrap_or_default();
    Error::Truncated { line: text.matches('\n').count() as u64 + 1, column: last_line.chars().count() as u64 + 1 }
}
