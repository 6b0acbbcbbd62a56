//! Data that accompanies a request through the transports.

use super::{Operation, Request};

/// The operation that a request calls, and data for the [`Transport`](crate::Transport)s.
///
/// Cloning is cheap for a context without [extensions](Self::extensions).
#[derive(Clone, Debug)]
pub struct CallContext {
    operation: &'static Operation,
    target: Option<&'static Operation>,
    extensions: http::Extensions,
}

impl CallContext {
    /// Returns a context without extensions.
    #[must_use]
    pub fn new(operation: &'static Operation) -> Self {
        Self { operation, target: Some(operation), extensions: http::Extensions::new() }
    }

    /// Returns the context of a raw call: `operation` has no facts, and `target` is the operation that the method and path
    /// match.
    pub(crate) fn raw(operation: &'static Operation, target: Option<&'static Operation>) -> Self {
        Self { target, ..Self::new(operation) }
    }

    /// Returns the operation that is called.
    #[must_use]
    pub fn operation(&self) -> &'static Operation {
        self.operation
    }

    /// Returns the operation that the service carries out: the operation that is called or, for a [raw](crate::Client::raw)
    /// call, the one that its method and path match. `None` if they match none.
    #[must_use]
    pub fn target(&self) -> Option<&'static Operation> {
        self.target
    }

    /// Returns the extensions: values by their type, such as the options of one call.
    #[must_use]
    pub fn extensions(&self) -> &http::Extensions {
        &self.extensions
    }

    /// Returns the [extensions](Self::extensions) for changes.
    pub fn extensions_mut(&mut self) -> &mut http::Extensions {
        &mut self.extensions
    }
}

/// The error of building a request: a parameter is missing or cannot be sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct BuildError(pub(crate) String);

/// The result of building a request.
pub(crate) type Built = Result<Request, BuildError>;

impl From<http::header::InvalidHeaderValue> for BuildError {
    fn from(error: http::header::InvalidHeaderValue) -> Self {
        Self(error.to_string())
    }
}
