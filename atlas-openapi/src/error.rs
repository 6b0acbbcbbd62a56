//! Errors of documents and overlays: location, problem and advice.

use std::fmt;

/// An error in a document or an overlay.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// The text is neither JSON nor YAML.
    #[error("line {line}, column {column}: {message}; correct the text there, or fetch the document again")]
    Syntax {
        /// The line, counted from 1.
        line: u64,
        /// The column, counted from 1.
        column: u64,
        /// The parser's message.
        message: String,
    },

    /// The text ends before the document is complete.
    #[error("line {line}, column {column}: the document ends unexpectedly; fetch the complete document again")]
    Truncated {
        /// The last line, counted from 1.
        line: u64,
        /// The column after the last character, counted from 1.
        column: u64,
    },

    /// One location of the document is invalid.
    #[error("{}: {problem}; {advice}", DisplayPointer(pointer))]
    Invalid {
        /// The location as a JSON pointer; empty for the whole document.
        pointer: String,
        /// The problem.
        problem: String,
        /// Advice to fix it.
        advice: String,
    },

    /// The overlay is invalid, or one of its actions cannot be applied.
    #[error("overlay \"{name}\": {}{problem}; {advice}", DisplayAction(*.action, target))]
    Overlay {
        /// The name of the overlay, as passed to [`Overlay::parse`](crate::Overlay::parse).
        name: String,
        /// The index of the action in `actions`, counted from 0; `None` if the error is outside of the actions.
        action: Option<usize>,
        /// The target of that action; empty without an action.
        target: String,
        /// The problem.
        problem: String,
        /// Advice to fix it.
        advice: String,
    },
}

impl Error {
    /// Creates an error for one location of a document.
    pub(crate) fn invalid(location: impl fmt::Display, problem: impl Into<String>, advice: impl Into<String>) -> Self {
        Error::Invalid { pointer: location.to_string(), problem: problem.into(), advice: advice.into() }
    }
}

/// All errors of one or several overlays, displayed one per line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Errors(Vec<Error>);

impl Errors {
    /// Returns `value`, or the errors if there are any.
    pub(crate) fn check<T>(errors: Vec<Error>, value: T) -> Result<T, Self> {
        if errors.is_empty() { Ok(value) } else { Err(Self(errors)) }
    }

    /// Returns the errors; at least one.
    #[must_use]
    pub fn as_slice(&self) -> &[Error] {
        &self.0
    }
}

impl fmt::Display for Errors {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().enumerate().try_for_each(|(index, error)| {
            let separator = if index == 0 { "" } else { "\n" };
            write!(f, "{separator}{error}")
        })
    }
}

impl std::error::Error for Errors {}

/// A JSON pointer for display; the empty pointer is spelled out.
struct DisplayPointer<'a>(&'a str);

impl fmt::Display for DisplayPointer<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            "" => f.write_str("the document"),
            pointer => f.write_str(pointer),
        }
    }
}

/// The index and the target of an overlay action for display; nothing without an action.
struct DisplayAction<'a>(Option<usize>, &'a str);

impl fmt::Display for DisplayAction<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            Some(index) if self.1.is_empty() => write!(f, "actions[{index}]: "),
            Some(index) => write!(f, "actions[{index}], target \"{}\": ", self.1),
            None => Ok(()),
        }
    }
}
