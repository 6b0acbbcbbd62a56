//! Why a call brought no answer.

/// Why a call brought no answer.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum CallError {
    /// What was given can't be said with the operation's types. Nothing was sent.
    #[error("`{name}` {problem}")]
    Given {
        /// The parameter by its name in the document, or `body`.
        name: String,
        /// What is wrong with it.
        problem: String,
    },
    /// The answer was decoded, and its type can't be written as JSON again.
    #[error("the answer can't be written again")]
    Unwritable(#[source] serde_json::Error),
    /// The generated client failed.
    #[error(transparent)]
    Client(#[from] atlas_gen::Error),
}

impl CallError {
    pub(crate) fn given(name: &str, problem: impl Into<String>) -> Self {
        Self::Given { name: name.to_owned(), problem: problem.into() }
    }
}
