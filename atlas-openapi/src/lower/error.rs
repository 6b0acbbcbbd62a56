//! Why a document can't be lowered.

/// What stands in the way of generating a client from a document, and where.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{place}: {problem}")]
pub struct LowerError {
    place: String,
    problem: String,
}

impl LowerError {
    pub(super) fn new(place: impl Into<String>, problem: impl Into<String>) -> Self {
        Self { place: place.into(), problem: problem.into() }
    }

    /// The JSON pointer of what can't be lowered.
    #[must_use]
    pub fn place(&self) -> &str {
        &self.place
    }
}
