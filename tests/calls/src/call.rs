//! An operation that can be called by its name.

use std::fmt;

use atlas_gen::{Client, Format};

use crate::{Answer, CallError, Given, Pending, generated};

/// Makes the request of one operation: takes what its builder has setters for, and leaves the rest.
pub(crate) type Caller = fn(&Client, &mut Given) -> Result<Pending, CallError>;

/// A call of an operation, in one of the forms that it answers in.
pub struct Call {
    /// The `operationId` in the document.
    pub id: &'static str,
    /// The form of the answer: the operation's usual one, or another that it can be asked for.
    pub format: Format,
    pub(crate) caller: Caller,
}

/// All calls, in the order of the operations' tags and names.
pub fn calls() -> impl Iterator<Item = &'static Call> {
    generated::CALLS.iter().copied().flatten()
}

impl Call {
    /// Sets what is given with the setters of the operation's builder, sends, and reads the answer as the builder does.
    ///
    /// # Errors
    /// [`CallError::Given`] if the operation does not take what is given, all of it and as it is; otherwise what the
    /// client fails with.
    pub async fn send(&self, client: &Client, mut given: Given) -> Result<Answer, CallError> {
        let pending = (self.caller)(client, &mut given)?;
        // Nothing is under way yet: the client sends when it is awaited.
        given.end()?;
        pending.answer().await
    }

    /// Builds the request as [`send`](Self::send) would send it.
    ///
    /// # Errors
    /// As [`send`](Self::send), and if the client cannot build the request.
    pub fn request(&self, client: &Client, mut given: Given) -> Result<reqwest::Request, CallError> {
        let pending = (self.caller)(client, &mut given)?;
        given.end()?;
        Ok(pending.request?)
    }
}

impl fmt::Debug for Call {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Call").field("id", &self.id).field("format", &self.format).finish_non_exhaustive()
    }
}
