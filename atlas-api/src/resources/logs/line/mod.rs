//! One line of a log.

mod json;
mod text;

use chrono::{DateTime, Utc};
use serde_json::Value;

/// A line of a log, taken apart as far as that can be done.
///
/// Servers from MongoDB 4.4 on write an object of JSON to a line, older ones text; both are read. Of a line that is neither,
/// there is only the [text](Self::raw).
///
/// ```
/// use atlas_api::LogLine;
///
/// let line = LogLine::from("2019-10-28T20:25:32.123+0000 I  NETWORK  [listener] connection accepted");
/// assert_eq!((line.severity(), line.component()), (Some("I"), Some("NETWORK")));
/// assert_eq!((line.context(), line.message()), (Some("listener"), Some("connection accepted")));
///
/// let line = LogLine::from(r#"{"t":{"$date":"2025-06-01T12:00:00.000+00:00"},"s":"W","msg":"Slow query","attr":{"ms":120}}"#);
/// assert_eq!((line.severity(), line.message()), (Some("W"), Some("Slow query")));
/// assert_eq!(line.attributes().unwrap()["ms"], 120);
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct LogLine {
    raw: String,
    is_cut: bool,
    parts: Parts,
    json: Option<Value>,
}

/// What a line tells, in either form.
#[derive(Clone, Debug, Default, PartialEq)]
struct Parts {
    date: Option<DateTime<Utc>>,
    severity: Option<String>,
    component: Option<String>,
    context: Option<String>,
    message: Option<String>,
}

impl LogLine {
    pub(super) fn new(bytes: Vec<u8>, is_cut: bool) -> Self {
        let raw =
            String::from_utf8(bytes).unwrap_or_else(|error| String::from_utf8_lossy(error.as_bytes()).into_owned());
        let json = json::object(&raw);
        let parts = json.as_ref().map_or_else(|| text::parts(&raw), json::parts);
        Self { raw, is_cut, parts, json }
    }

    /// The line as it stands in the log, without its end. What is no UTF-8 in it is replaced by `U+FFFD`.
    #[must_use]
    pub fn raw(&self) -> &str {
        &self.raw
    }

    /// Whether the line was too long, so that only its [beginning](super::LogLines) is here.
    #[must_use]
    pub fn is_cut(&self) -> bool {
        self.is_cut
    }

    /// When it was written, to the millisecond.
    #[must_use]
    pub fn date(&self) -> Option<DateTime<Utc>> {
        self.parts.date
    }

    /// How grave it is: `F`atal, `E`rror, `W`arning, `I`nformation, or debugging, `D` or `D1` to `D5`.
    #[must_use]
    #[doc(alias = "level")]
    pub fn severity(&self) -> Option<&str> {
        self.parts.severity.as_deref()
    }

    /// Which part of the server wrote it, such as `NETWORK`; `-` if none in particular.
    #[must_use]
    #[doc(alias = "facility")]
    pub fn component(&self) -> Option<&str> {
        self.parts.component.as_deref()
    }

    /// The thread that wrote it, such as `conn123`.
    #[must_use]
    pub fn context(&self) -> Option<&str> {
        self.parts.context.as_deref()
    }

    /// What it says, without the [attributes](Self::attributes).
    #[must_use]
    pub fn message(&self) -> Option<&str> {
        self.parts.message.as_deref()
    }

    /// What the message speaks of, of a line that is JSON.
    #[must_use]
    #[doc(alias = "attr")]
    pub fn attributes(&self) -> Option<&Value> {
        self.json()?.get("attr")
    }

    /// The whole object, of a line that is JSON. Lines of audit logs are such objects too, with properties of their own.
    #[must_use]
    pub fn json(&self) -> Option<&Value> {
        self.json.as_ref()
    }
}

impl From<&str> for LogLine {
    fn from(line: &str) -> Self {
        Self::from(line.to_owned())
    }
}

impl From<String> for LogLine {
    fn from(line: String) -> Self {
        Self::new(line.into_bytes(), false)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_that_is_neither_form_is_raw() {
        for raw in
            ["", "***** SERVER RESTARTED *****", "{\"t\":", "[1]", "\"a\"", "2019-10-28 I NETWORK [a] b", "{ x }"]
        {
            let line = LogLine::from(raw);
            assert_eq!(line, LogLine { raw: raw.to_owned(), is_cut: false, parts: Parts::default(), json: None });
        }
    }

    #[test]
    fn bytes_that_are_no_text_are_replaced() {
        let line = LogLine::new(b"a\xffb".to_vec(), true);
        assert_eq!((line.raw(), line.is_cut()), ("a\u{fffd}b", true));
    }
}
