//! The error of lowering.

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
}
