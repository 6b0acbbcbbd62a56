//! The journal: the requests and their responses.

mod exchange;
mod recorded;
pub(crate) mod secrets;

use std::collections::VecDeque;
use std::sync::Arc;

pub use recorded::RecordedRequest;

/// A function called with each request and its response.
pub(crate) type Observer = Arc<dyn Fn(&RecordedRequest) + Send + Sync>;

/// The requests in the order of their responses. If there is a limit, the oldest are removed.
#[derive(Default)]
pub(crate) struct Journal {
    entries: VecDeque<RecordedRequest>,
    /// The maximum number of entries, or `None` for no limit.
    limit: Option<usize>,
    /// The number of requests so far, including removed ones.
    #[cfg(feature = "page")]
    count: u64,
    observer: Option<Observer>,
}

impl Journal {
    pub(crate) fn new(limit: Option<usize>, observer: Option<Observer>) -> Self {
        Self { limit, observer, ..Self::default() }
    }

    pub(crate) fn observer(&self) -> Option<Observer> {
        self.observer.clone()
    }

    pub(crate) fn push(&mut self, entry: RecordedRequest) {
        #[cfg(feature = "page")]
        {
            self.count += 1;
        }
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

    /// Returns at most `max` of the last entries, the newest first. They are numbered from 1 since the start.
    #[cfg(feature = "page")]
    pub(crate) fn newest(&self, max: usize) -> impl Iterator<Item = (u64, &RecordedRequest)> {
        (1..=self.count).rev().zip(self.entries.iter().rev()).take(max)
    }
}
