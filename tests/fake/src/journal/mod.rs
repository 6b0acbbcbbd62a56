//! What the fake was asked, and how it answered.

mod exchange;
mod recorded;
pub(crate) mod secrets;

use std::collections::VecDeque;

pub use recorded::RecordedRequest;

/// The requests in the order answered; the oldest are forgotten where there is a limit.
#[derive(Debug, Default)]
pub(crate) struct Journal {
    entries: VecDeque<RecordedRequest>,
    /// How many are kept; `None` for all.
    limit: Option<usize>,
}

impl Journal {
    pub(crate) fn new(limit: Option<usize>) -> Self {
        Self { limit, ..Self::default() }
    }

    pub(crate) fn push(&mut self, entry: RecordedRequest) {
        self.entries.push_back(entry);
        if self.limit.is_some_and(|limit| self.entries.len() > limit) {
            self.entries.pop_front();
        }
    }

    pub(crate) fn clear(&mut self) {
        self.entries.clear();
    }

    pub(crate) fn entries(&self) -> &VecDeque<RecordedRequest> {
        &self.entries
    }
}
