//! The scope and the key of a resource, in a path and in a body.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use serde_json::{Map, Value};

use super::ResourceKind;
use crate::state::Call;

impl ResourceKind {
    /// Returns the scope in the path.
    pub(crate) fn scope_of(&self, call: &Call<'_>) -> String {
        let values = self.scope.iter().filter_map(|name| call.parameter(name));
        values.collect::<Vec<_>>().join("/")
    }

    /// Returns the key in the path.
    pub(crate) fn key_of(&self, call: &Call<'_>) -> String {
        let key = call.parameter(self.key.0).map(self.normalize_key).unwrap_or_default();
        self.key_prefix.map_or(key.clone(), |prefix| joined(call.parameter(prefix), &key))
    }

    /// Returns the key in a body, empty if it has none.
    pub(crate) fn key_in(&self, body: &Map<String, Value>) -> String {
        let key = match body.get(self.key.1) {
            Some(Value::String(key)) => key.clone(),
            Some(key) => key.to_string(),
            None => return String::new(),
        };
        self.key_prefix.map_or(key.clone(), |prefix| joined(body.get(prefix).and_then(Value::as_str), &key))
    }

    /// Returns the property that holds the key, if clients can see it.
    pub(crate) fn key_property(&self) -> Option<&'static str> {
        Some(self.key.1).filter(|name| !name.is_empty() && !name.starts_with('#'))
    }
}

/// The characters that are percent-encoded in a key of two parts. Like Atlas, links keep the `$` of `$external` and the
/// colons of an ARN.
#[rustfmt::skip]
const PART: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-').remove(b'.').remove(b'_').remove(b'~').remove(b':').remove(b'@')
    .remove(b'!').remove(b'$').remove(b'&').remove(b'\'').remove(b'(').remove(b')')
    .remove(b'*').remove(b'+').remove(b',').remove(b';').remove(b'=');

/// Returns a key of two parts, as the end of a path. So no part can contain the separator.
fn joined(prefix: Option<&str>, key: &str) -> String {
    let [prefix, key] = [prefix.unwrap_or_default(), key].map(|part| utf8_percent_encode(part, PART));
    format!("{prefix}/{key}")
}
