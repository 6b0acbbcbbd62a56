//! The error of a call.

/// The error of a call.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum CallError {
    /// The operation's types cannot represent an argument. Nothing was sent.
    #[error("argument \"{name}\": {problem}")]
    Argument {
        /// The name of the parameter in the document, or `body`.
        name: String,
        /// The reason.
        problem: String,
    },
    /// The response was decoded, but its type cannot be serialized to JSON again.
    #[error("response: cannot be serialized again")]
    Serialize(#[source] serde_json::Error),
    /// The generated client failed.
    #[error(transparent)]
    Client(#[from] atlas_gen::Error),
}

impl CallError {
    pub(crate) fn argument(name: &str, problem: impl Into<String>) -> Self {
        Self::Argument { name: name.to_owned(), problem: problem.into() }
    }
}
