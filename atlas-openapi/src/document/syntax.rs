//! From text to a value: JSON or YAML, and errors that say at which line and column.

use serde_json::Value;

use crate::Error;

/// Reads JSON or YAML; text that begins with `{` is JSON, as no YAML document of ours begins so.
pub(crate) fn read(text: &str) -> Result<Value, Error> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    if text.trim_start().is_empty() {
        return Err(cut_off(text));
    }
    if text.trim_start().starts_with('{') {
        json(text)
    } else {
        yaml(text)
    }
}

fn json(text: &str) -> Result<Value, Error> {
    serde_json::from_str(text).map_err(|error| {
        if error.is_eof() {
            return cut_off(text);
        }
        let (line, column) = (error.line() as u64, error.column() as u64);
        let place = format!(" at line {line} column {column}");
        let message = error.to_string();
        Error::Syntax {
            line,
            column,
            message: message.strip_suffix(&place).unwrap_or(&message).to_owned(),
        }
    })
}

fn yaml(text: &str) -> Result<Value, Error> {
    let options = serde_saphyr::options! {
        // The limits defend servers against hostile input; the full document, with its prose, is over some of them.
        budget: None,
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
/// Where JSON would miss a brace, the first half of a YAML document is a YAML document. What gives it away is a last line
/// without its end, together with tags that operations bear and the document does not list: `tags` comes last.
fn lacks_its_end(text: &str, value: &Value) -> bool {
    let has_paths = value.get("openapi").is_some() && value.get("paths").is_some();
    let bears_tags = || {
        super::members(&value["paths"])
            .flat_map(|(_, item)| super::members(item))
            .any(|(_, operation)| operation.get("tags").is_some())
    };
    !text.ends_with('\n') && has_paths && value.get("tags").is_none() && bears_tags()
}

fn cut_off(text: &str) -> Error {
    let last_line = text.rsplit('\n').next().unwrap_or_default();
    Error::CutOff {
        line: text.matches('\n').count() as u64 + 1,
        column: last_line.chars().count() as u64 + 1,
    }
}
