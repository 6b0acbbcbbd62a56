//! Data that accompanies a request through the transports.

use reqwest::Request;

use super::Operation;

/// The operation that a request calls, and data that one [`Transport`](crate::Transport) reads or another one left.
///
/// Cloning is cheap while there are no [extensions](Self::extensions).
#[derive(Clone, Debug)]
pub struct CallContext {
    operation: &'static Operation,
    extensions: http::Extensions,
}

impl CallContext {
    /// Returns a context without extensions.
    #[must_use]
    pub fn new(operation: &'static Operation) -> Self {
        Self { operation, extensions: http::Extensions::new() }
    }

    /// The operation that is called.
    #[must_use]
    pub fn operation(&self) -> &'static Operation {
        self.operation
    }

    /// Values by their type, such as the options of one call.
    #[must_use]
    pub fn extensions(&self) -> &http::Extensions {
        &self.extensions
    }

    /// The [extensions](Self::extensions), to add to them.
    pub fn extensions_mut(&mut self) -> &mut http::Extensions {
        &mut self.extensions
    }
}

/// A problem that keeps a request from being built: a missing parameter, a value that cannot be sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct BuildError(pub(crate) String);

/// The outcome of building a request.
pub(crate) type Built = Result<Request, BuildError>;

impl From<reqwest::header::InvalidHeaderValue> for BuildError {
    fn from(error: reqwest::header::InvalidHeaderValue) -> Self {
        Self(error.to_string())
    }
}
