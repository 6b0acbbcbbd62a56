//! The summaries of the values of enumerations.

use std::collections::BTreeMap;

use serde_json::Value;

use super::{
    LowerError,
    pointer::{Pointers, Schemas},
};

/// The extension for sentences about the values of an enumeration, from overlays: a map from a value to its summary.
///
/// Only values whose name does not state their meaning need one.
const SUMMARIES: &str = "x-atlas-values";

/// Returns a summary or `None` for each of `values`, the values of an enumeration whose schemas are at `pointers`. The first
/// schema with a summary of a value counts.
///
/// # Errors
/// [`LowerError`] if a summary is not text, or describes another value.
pub(super) fn value_summaries(
    schemas: Schemas<'_>,
    values: &[String],
    pointers: &Pointers,
) -> Result<Vec<Option<String>>, LowerError> {
    let mut summaries = BTreeMap::<&str, &str>::new();
    for pointer in pointers {
        let Some(given) = schemas.at(pointer)?.get(SUMMARIES) else { continue };
        let error = |problem: &str| LowerError::new(pointer, format!("`{SUMMARIES}`: {problem}"));
        let given = given.as_object().ok_or_else(|| error("expected a map from a value to its summary"))?;
        for (value, summary) in given {
            let Value::String(summary) = summary else { return Err(error("a summary is not text")) };
            if !values.contains(value) {
                return Err(error(&format!("{value:?} is not a value of the enumeration; remove its summary")));
            }
            summaries.entry(value).or_insert(summary);
        }
    }
    Ok(values.iter().map(|value| summaries.get(value.as_str()).map(|summary| (*summary).to_owned())).collect())
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::lower::reached::Recorder;

    fn summaries(given: Value) -> Result<Vec<Option<String>>, LowerError> {
        let document = json!({"enum": ["A", "B"], (SUMMARIES): given});
        let recorder = Recorder::default();
        let values = ["A".to_owned(), "B".to_owned()];
        value_summaries(Schemas::new(&document, &recorder), &values, &Pointers::from([String::new()]))
    }

    #[test]
    fn values_have_the_summaries_of_their_schema() {
        assert_eq!(summaries(json!({"B": "The second."})).unwrap(), [None, Some("The second.".to_owned())]);
    }

    #[test]
    fn a_summary_of_another_value_is_an_error() {
        for (given, problem) in [
            (json!({"C": "x"}), "`x-atlas-values`: \"C\" is not a value of the enumeration; remove its summary"),
            (json!({"A": 1}), "`x-atlas-values`: a summary is not text"),
            (json!(["A"]), "`x-atlas-values`: expected a map from a value to its summary"),
        ] {
            let error = summaries(given).unwrap_err().to_string();
            assert!(error.ends_with(problem), "{error}");
        }
    }
}
