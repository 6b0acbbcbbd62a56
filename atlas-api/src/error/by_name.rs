//! Errors of a search for one resource by its name, in a list that has no request for it.

use atlas_gen::Operation;

use super::{Error, Kind};

impl Error {
    /// Creates the error for a search that found nothing.
    pub(crate) fn none_named(operation: &'static Operation, what: &'static str, name: String) -> Self {
        Self::with(Some(operation), 1, Kind::NoneNamed { what, name })
    }

    /// Creates the error for a search that found several resources.
    pub(crate) fn ambiguous(operation: &'static Operation, what: &'static str, name: String, ids: Vec<String>) -> Self {
        Self::with(Some(operation), 1, Kind::Ambiguous { what, name, ids })
    }

    /// Returns whether several resources have the name that a method searches for, such as
    /// [`Organizations::get_by_name`](crate::organizations::Organizations::get_by_name). The message has their ids.
    #[must_use]
    pub fn is_ambiguous(&self) -> bool {
        matches!(*self.0.kind, Kind::Ambiguous { .. })
    }
}
