//! What can be wrong with a document or an overlay: what, where, and what to do about it.

use std::fmt;

/// A document or an overlay that cannot be used.
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
        /// What the parser met.
        message: String,
    },

    /// The text ends before the document does.
    #[error(
        "the text ends in the middle of the document, at line {line}, column {column}; \
         fetch the document again, whole"
    )]
    CutOff {
        /// The last line, counted from 1.
        line: u64,
        /// The column after the last character, counted from 1.
        column: u64,
    },

    /// The text was read, but what it says at one place cannot be used.
    #[error("{}: {problem}; {advice}", Pointer(pointer))]
    Invalid {
        /// The place as a JSON pointer; empty for the document itself.
        pointer: String,
        /// What is wrong there.
        problem: String,
        /// What to do about it.
        advice: String,
    },

    /// An overlay document that is not one, or an action of it that cannot be carried out.
    #[error("overlay {name}: {}{problem}; {advice}", Action(*.action, target))]
    Overlay {
        /// The name of the overlay, as given to [`Overlay::parse`](crate::Overlay::parse).
        name: String,
        /// The index of the action in `actions`, counted from 0, where one is concerned.
        action: Option<usize>,
        /// The target of that action; empty where none is concerned.
        target: String,
        /// What is wrong.
        problem: String,
        /// What to do about it.
        advice: String,
    },
}

impl Error {
    /// An error about one place of a document.
    pub(crate) fn invalid(place: impl fmt::Display, problem: impl Into<String>, advice: impl Into<String>) -> Self {
        Error::Invalid { pointer: place.to_string(), problem: problem.into(), advice: advice.into() }
    }
}

/// Displays a JSON pointer; the empty one means the whole document, which a reader cannot guess.
struct Pointer<'a>(&'a str);

impl fmt::Display for Pointer<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            "" => f.write_str("the document"),
            pointer => f.write_str(pointer),
        }
    }
}

/// Displays which action of an overlay is meant, if one is.
struct Action<'a>(Option<usize>, &'a str);

impl fmt::Display for Action<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            Some(index) if self.1.is_empty() => write!(f, "actions[{index}]: "),
            Some(index) => write!(f, "actions[{index}], target {}: ", self.1),
            None => Ok(()),
        }
    }
}
