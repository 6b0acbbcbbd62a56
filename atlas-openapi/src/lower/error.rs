//! The errors of lowering.

use std::fmt;

/// A problem of the document that prevents the generation of a client.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{pointer}: {problem}")]
pub struct LowerError {
    pointer: String,
    problem: String,
}

impl LowerError {
    pub(super) fn new(pointer: impl Into<String>, problem: impl Into<String>) -> Self {
        Self { pointer: pointer.into(), problem: problem.into() }
    }

    /// Returns the JSON pointer to the location of the problem.
    #[must_use]
    pub fn pointer(&self) -> &str {
        &self.pointer
    }

    /// Returns the problem and its correction, without the location.
    #[must_use]
    pub fn problem(&self) -> &str {
        &self.problem
    }
}

/// The problems of a document that prevent the generation of a client, at least one. Each is listed once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LowerErrors(Vec<LowerError>);

impl LowerErrors {
    /// Returns the problems, in the order in which they were found.
    pub fn iter(&self) -> std::slice::Iter<'_, LowerError> {
        self.0.iter()
    }

    /// Returns all values, or all problems.
    pub(super) fn collect<T>(results: impl IntoIterator<Item = Result<T, LowerError>>) -> Result<Vec<T>, Self> {
        let (mut values, mut errors) = (Vec::new(), Vec::new());
        for result in results {
            match result {
                Ok(value) => values.push(value),
                // Operations that share a schema have the same problem.
                Err(error) if errors.contains(&error) => {}
                Err(error) => errors.push(error),
            }
        }
        if errors.is_empty() { Ok(values) } else { Err(Self(errors)) }
    }
}

impl<'a> IntoIterator for &'a LowerErrors {
    type Item = &'a LowerError;
    type IntoIter = std::slice::Iter<'a, LowerError>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

impl From<LowerError> for LowerErrors {
    fn from(error: LowerError) -> Self {
        Self(vec![error])
    }
}

/// Writes each problem on a line of its own.
impl fmt::Display for LowerErrors {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (at, error) in self.iter().enumerate() {
            let line_break = if at == 0 { "" } else { "\n" };
            write!(f, "{line_break}{error}")?;
        }
        Ok(())
    }
}

impl std::error::Error for LowerErrors {}
