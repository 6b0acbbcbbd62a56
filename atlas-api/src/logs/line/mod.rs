//! One line of a log.

mod json;
mod slow_query;
mod text;

use chrono::{DateTime, Utc};
use serde_json::Value;

/// A line of a log, parsed.
///
/// MongoDB 4.4 and later write a JSON object to each line, older versions text; both are parsed. A line in another
/// format has only its [text](Self::raw).
///
/// ```
/// use atlas_api::logs::LogLine;
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

/// The parts that lines of both formats have.
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

    /// Returns the line without its line break. Bytes that are not UTF-8 are replaced by `U+FFFD`.
    #[must_use]
    pub fn raw(&self) -> &str {
        &self.raw
    }

    /// Returns whether the line was too long, and only its [beginning](super::LogLines) was kept.
    #[must_use]
    pub fn is_cut(&self) -> bool {
        self.is_cut
    }

    /// Returns the time at which it was written, in milliseconds.
    #[must_use]
    pub fn date(&self) -> Option<DateTime<Utc>> {
        self.parts.date
    }

    /// Returns the severity: `F`atal, `E`rror, `W`arning, `I`nformation, or `D`ebug, also `D1` to `D5`.
    #[must_use]
    #[doc(alias = "level")]
    pub fn severity(&self) -> Option<&str> {
        self.parts.severity.as_deref()
    }

    /// Returns the component of the server that wrote it, such as `NETWORK`; `-` if it belongs to none.
    #[must_use]
    #[doc(alias = "facility")]
    pub fn component(&self) -> Option<&str> {
        self.parts.component.as_deref()
    }

    /// Returns the thread that wrote it, such as `conn123`.
    #[must_use]
    pub fn context(&self) -> Option<&str> {
        self.parts.context.as_deref()
    }

    /// Returns the message, without the [attributes](Self::attributes).
    #[must_use]
    pub fn message(&self) -> Option<&str> {
        self.parts.message.as_deref()
    }

    /// Returns the attributes of the message, if the line is JSON.
    #[must_use]
    #[doc(alias = "attr")]
    pub fn attributes(&self) -> Option<&Value> {
        self.json()?.get("attr")
    }

    /// Returns the complete object, if the line is JSON. Lines of audit logs are JSON too, with other properties.
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
