//! Lines of text, as written before MongoDB 4.4: `date severity component [context] message`. Lines of servers before
//! 3.0 have neither a severity nor a component.

use chrono::{DateTime, Utc};

use super::Parts;

pub(super) fn parts(line: &str) -> Parts {
    let (first, rest) = word(line);
    let Some(date) = date(first) else { return Parts::default() };
    let (severity, rest) = take(rest, is_severity);
    let (component, rest) = if severity.is_some() { take(rest, is_component) } else { (None, rest) };
    let (context, message) = context(rest);
    let owned = |part: Option<&str>| part.map(str::to_owned);
    Parts {
        date: Some(date),
        severity: owned(severity),
        component: owned(component),
        context: owned(context),
        message: owned(Some(message).filter(|message| !message.is_empty())),
    }
}

/// Splits off the first word, and the spaces after it.
fn word(text: &str) -> (&str, &str) {
    text.split_once(' ').map_or((text, ""), |(word, rest)| (word, rest.trim_start_matches(' ')))
}

/// Splits off the first word if it is valid.
fn take(text: &str, is_valid: fn(&str) -> bool) -> (Option<&str>, &str) {
    let (first, rest) = word(text);
    if is_valid(first) { (Some(first), rest) } else { (None, text) }
}

fn date(word: &str) -> Option<DateTime<Utc>> {
    // Servers write `+0000`, which is not RFC 3339, or `Z` if they are configured to use UTC.
    let date = DateTime::parse_from_str(word, "%Y-%m-%dT%H:%M:%S%.f%z").or_else(|_| DateTime::parse_from_rfc3339(word));
    date.ok().map(|date| date.to_utc())
}

fn is_severity(word: &str) -> bool {
    matches!(word, "F" | "E" | "W" | "I" | "D" | "D1" | "D2" | "D3" | "D4" | "D5")
}

fn is_component(word: &str) -> bool {
    !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_uppercase() || matches!(byte, b'_' | b'-'))
}

/// Splits off the context, which is in brackets; the rest is the message.
fn context(text: &str) -> (Option<&str>, &str) {
    let bracketed = text.strip_prefix('[').and_then(|text| text.split_once(']'));
    bracketed.map_or((None, text), |(context, message)| (Some(context), message.trim_start_matches(' ')))
}
