//! Where in an answer it is that can't be read.

use std::fmt;

use serde_json::Value;

/// A place in JSON.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Place {
    /// The way there through the properties and elements, such as `results[3].roles`.
    pub(super) path: Option<String>,
    /// Line and column, from 1.
    pub(super) position: Option<(usize, usize)>,
}

impl Place {
    pub(super) fn at(path: &str) -> Self {
        Self { path: Some(path.to_owned()), position: None }
    }

    /// Where `error` is in `body`.
    ///
    /// The body is read a second time, with the way through it in mind, which would slow the reading of every good one.
    pub(super) fn find(body: &[u8], error: &serde_json::Error) -> Self {
        if error.line() == 0 {
            return Self::default();
        }
        let position = (error.line(), error.column());
        let mut deserializer = serde_json::Deserializer::from_slice(body);
        let path = match serde_path_to_error::deserialize::<_, Value>(&mut deserializer) {
            // Only the same error is at the same place: a reader that passes over a part does not see what is wrong in it.
            Err(found) if (found.inner().line(), found.inner().column()) == position => {
                let path = found.path().to_string();
                // What is called `.` or `?` here is the whole, or a name that is not known yet.
                Some(path.trim_end_matches(['?', '.']).to_owned()).filter(|path| !path.is_empty())
            }
            _ => None,
        };
        Self { path, position: Some(position) }
    }
}

/// The path, if there is one; what the reader of the JSON says has line and column in it.
impl fmt::Display for Place {
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
        let expected = Place { path: path.map(str::to_owned), position: Some(position) };
        assert_eq!(Place::find(body.as_bytes(), &error), expected, "{body}: {error}");
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
    fn what_is_not_broken_has_no_position() {
        let error = atlas_gen::model::decode_body::<bool>(b"{}").unwrap_err();
        assert_eq!(Place::find(b"{}", &error), Place::default());
    }

    #[test]
    fn an_error_that_is_not_found_again_has_no_path() {
        let error = serde_json::from_str::<Value>("[1,").unwrap_err();
        assert_eq!(Place::find(b"[1]", &error), Place { path: None, position: Some((1, 3)) });
    }
}
