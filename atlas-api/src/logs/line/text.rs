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

#[cfg(test)]
mod tests {
    use crate::logs::LogLine;

    #[track_caller]
    fn check(line: &str, date: &str, parts: [Option<&str>; 4]) {
        let read = LogLine::from(line);
        assert_eq!(read.date().unwrap().to_rfc3339(), date);
        assert_eq!([read.severity(), read.component(), read.context(), read.message()], parts);
        assert_eq!((read.raw(), read.json()), (line, None));
    }

    #[test]
    fn lines_are_parsed() {
        check(
            "2019-10-28T20:25:32.123+0200 I  NETWORK  [listener] connection accepted from 192.0.2.1:50000 #7 (1 now)",
            "2019-10-28T18:25:32.123+00:00",
            [Some("I"), Some("NETWORK"), Some("listener"), Some("connection accepted from 192.0.2.1:50000 #7 (1 now)")],
        );
        check(
            "2019-10-28T20:25:32.123Z D1 -        [thread 1] x",
            "2019-10-28T20:25:32.123+00:00",
            [Some("D1"), Some("-"), Some("thread 1"), Some("x")],
        );
    }

    #[test]
    fn a_line_of_an_older_server_has_no_severity() {
        check(
            "2014-11-03T18:28:32.450-0500 [initandlisten] waiting for connections",
            "2014-11-03T23:28:32.450+00:00",
            [None, None, Some("initandlisten"), Some("waiting for connections")],
        );
    }

    #[test]
    fn a_short_line_has_fewer_parts() {
        check("2019-10-28T20:25:32+0000", "2019-10-28T20:25:32+00:00", [None; 4]);
        check("2019-10-28T20:25:32+0000 I", "2019-10-28T20:25:32+00:00", [Some("I"), None, None, None]);
        let unclosed = Some("[conn1 x");
        check(
            "2019-10-28T20:25:32+0000 I QUERY [conn1 x",
            "2019-10-28T20:25:32+00:00",
            [Some("I"), Some("QUERY"), None, unclosed],
        );
    }
}
