//! The location of a decoding error.

use std::fmt;

use serde_json::Value;

/// A location in JSON.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct JsonLocation {
    /// The path of properties and elements, such as `results[3].roles`.
    pub(super) path: Option<String>,
    /// Line and column, from 1.
    pub(super) position: Option<(usize, usize)>,
}

impl JsonLocation {
    /// Creates a location from a path, without a position.
    pub(super) fn at(path: &str) -> Self {
        Self { path: Some(path.to_owned()), position: None }
    }

    /// Locates `error` in `body`.
    ///
    /// The body is read a second time: tracking the path the first time would slow down every response.
    pub(super) fn find(body: &[u8], error: &serde_json::Error) -> Self {
        if error.line() == 0 {
            return Self::default();
        }
        let position = (error.line(), error.column());
        let mut deserializer = serde_json::Deserializer::from_slice(body);
        let path = match serde_path_to_error::deserialize::<_, Value>(&mut deserializer) {
            // The decoder may have skipped a part with an earlier error. Only an error at the same position is the
            // same.
            Err(found) if (found.inner().line(), found.inner().column()) == position => {
                let path = found.path().to_string();
                // `.` denotes the whole body, and `?` a property whose name was not read yet.
                Some(path.trim_end_matches(['?', '.']).to_owned()).filter(|path| !path.is_empty())
            }
            _ => None,
        };
        Self { path, position: Some(position) }
    }
}

/// Shows only the path. The message of the JSON error contains line and column.
impl fmt::Display for JsonLocation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.path {
            Some(path) => write!(f, " at `{path}`"),
            None => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(body: &str, path: Option<&str>, position: (usize, usize)) {
        let error = serde_json::from_str::<Value>(body).unwrap_err();
        let expected = JsonLocation { path: path.map(str::to_owned), position: Some(position) };
        assert_eq!(JsonLocation::find(body.as_bytes(), &error), expected, "{body}: {error}");
    }

    #[test]
    fn broken_json_has_a_path_and_a_position() {
        check(r#"{"results": [{"a": 1}, {"roles": [tru]}]}"#, Some("results[1].roles[0]"), (1, 38));
        check("{\"results\": [\n  {\"a\": 1},\n  {\"roles\": ", Some("results[1].roles"), (3, 12));
        check(r#"{"results": ["#, Some("results"), (1, 13));
        check(r#"{"a": {"b": 1e999}}"#, Some("a.b"), (1, 17));
        check(r#"{"a": {"b" 1}}"#, Some("a"), (1, 12));
        check("<html>", None, (1, 1));
        check("{} {}", None, (1, 4));
    }

    #[test]
    fn a_type_mismatch_has_no_position() {
        let error = atlas_gen::model::decode_body::<bool>(b"{}").unwrap_err();
        assert_eq!(JsonLocation::find(b"{}", &error), JsonLocation::default());
    }

    #[test]
    fn an_error_without_a_match_in_the_body_has_no_path() {
        let error = serde_json::from_str::<Value>("[1,").unwrap_err();
        assert_eq!(JsonLocation::find(b"[1]", &error), JsonLocation { path: None, position: Some((1, 3)) });
    }
}
