//! An operation that can be called by its name.

use std::fmt;

use atlas_api::Atlas;
use atlas_gen::{Client, Format};

use crate::{Arguments, CallError, Lifted, Pending, Response, generated};

/// A function that prepares the request of one operation. It takes the arguments that the builder has setters for, and
/// leaves the others.
pub(crate) type Caller = fn(&Client, &mut Arguments) -> Result<Pending, CallError>;

/// A function that returns the facade's request of one operation.
pub(crate) type Lift = fn(&Atlas, &Client, &mut Arguments) -> Result<Lifted, CallError>;

/// A call of an operation, with one of its response formats.
pub struct Call {
    /// The `operationId` in the document.
    pub id: &'static str,
    /// The format of the response: the operation's default one, or an alternative.
    pub format: Format,
    pub(crate) caller: Caller,
    /// Returns the facade's request; `None` for a format that the facade does not request.
    pub(crate) lift: Option<Lift>,
}

/// Returns all calls, ordered by tag and by operation name.
pub fn calls() -> impl Iterator<Item = &'static Call> {
    generated::CALLS.iter().copied().flatten()
}

impl Call {
    /// Passes the arguments to the setters of the operation's builder, sends the request and reads the response.
    ///
    /// # Errors
    /// [`CallError::Argument`] if the operation does not accept every argument unchanged; otherwise the error of the
    /// client.
    pub async fn send(&self, client: &Client, mut arguments: Arguments) -> Result<Response, CallError> {
        let pending = (self.caller)(client, &mut arguments)?;
        // Nothing is sent yet: the client sends when the call is awaited.
        arguments.finish()?;
        pending.response().await
    }

    /// Returns the facade's request of the operation: a list, a guarded request or a plain one. `client` is the low-level
    /// client of `atlas`. `None` for an alternative format.
    ///
    /// # Errors
    /// As [`send`](Self::send), before anything is sent.
    pub fn lift(&self, atlas: &Atlas, client: &Client, mut arguments: Arguments) -> Option<Result<Lifted, CallError>> {
        let lifted = (self.lift?)(atlas, client, &mut arguments);
        Some(lifted.and_then(|lifted| arguments.finish().map(|()| lifted)))
    }

    /// Builds the request as [`send`](Self::send) would send it.
    ///
    /// # Errors
    /// As [`send`](Self::send), except for errors of the response.
    pub fn request(&self, client: &Client, mut arguments: Arguments) -> Result<atlas_gen::Request, CallError> {
        let pending = (self.caller)(client, &mut arguments)?;
        arguments.finish()?;
        Ok(pending.request?)
    }
}

impl fmt::Debug for Call {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Call").field("id", &self.id).field("format", &self.format).finish_non_exhaustive()
    }
}
