//! From text to a value: JSON or YAML, and errors that say at which line and column.

use serde_json::Value;

use crate::Error;

/// Reads JSON or YAML; text that begins with `{` is JSON, as no YAML document of ours begins so.
pub(crate) fn read(text: &str) -> Result<Value, Error> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    if text.trim_start().is_empty() {
        return Err(cut_off(text));
    }
    if text.trim_start().starts_with('{') { json(text) } else { yaml(text) }
}

fn json(text: &str) -> Result<Value, Error> {
    serde_json::from_str(text).map_err(|error| {
        if error.is_eof() {
            return cut_off(text);
        }
        let (line, column) = (error.line() as u64, error.column() as u64);
        let place = format!(" at line {line} column {column}");
        let message = error.to_string();
        Error::Syntax { line, column, message: message.strip_suffix(&place).unwrap_or(&message).to_owned() }
    })
}

fn yaml(text: &str) -> Result<Value, Error> {
    let options = serde_saphyr::options! {
        // The limits are for configuration files: the facts alone are 110,000 of 250,000 nodes, and the full form has more.
        budget: serde_saphyr::budget! { max_nodes: 5_000_000, max_events: 20_000_000 },
        // YAML 1.1 took `NO` for false and `1_000` for a number; in an enum of the document they are strings.
        strict_booleans: true,
        underscored_numbers_as_strings: true,
        // A snippet of a document that is not ours to quote has no place in a message.
        with_snippet: false,
    };
    let value: Value = serde_saphyr::from_str_with_options(text, options).map_err(|error| {
        let location = error.location();
        Error::Syntax {
            line: location.map_or(1, |location| location.line()),
            column: location.map_or(1, |location| location.column()),
            message: yaml_message(&error),
        }
    })?;
    if lacks_its_end(text, &value) {
        return Err(cut_off(text));
    }
    Ok(value)
}

/// The message without the place, which our own error states.
fn yaml_message(error: &serde_saphyr::Error) -> String {
    let message = error.without_snippet().to_string();
    match message.rsplit_once(" at line ") {
        Some((message, _)) => message.to_owned(),
        None => message,
    }
}

/// Whether YAML text looks cut off although it is well-formed.
///
/// Where JSON would miss a brace, the first half of a YAML document is a YAML document. The official one is sorted by key, so that
/// the list of its tags comes last. What gives a cut away is that operations bear tags and the document lists none, if the
/// last line has no end, or if the rest is sorted as in the official document.
fn lacks_its_end(text: &str, value: &Value) -> bool {
    let lists_tags = value.get("tags").is_some();
    let bears_tags = || {
        super::members(&value["paths"])
            .flat_map(|(_, item)| super::members(item))
            .any(|(_, operation)| operation.get("tags").is_some())
    };
    let is_sorted = || {
        let keys = ["\ninfo:", "\nopenapi:", "\npaths:"].map(|key| text.find(key));
        keys.iter().all(Option::is_some) && keys.is_sorted()
    };
    !lists_tags && (!text.ends_with('\n') || is_sorted()) && value.get("openapi").is_some() && bears_tags()
}

fn cut_off(text: &str) -> Error {
    let last_line = text.rsplit('\n').next().unwrap_or_default();
    Error::CutOff { line: text.matches('\n').count() as u64 + 1, column: last_line.chars().count() as u64 + 1 }
}
