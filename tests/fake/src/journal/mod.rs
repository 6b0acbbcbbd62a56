//! What the fake was asked, and how it answered.

mod exchange;
mod recorded;
pub(crate) mod secrets;

use std::collections::VecDeque;
use std::sync::Arc;

pub use recorded::RecordedRequest;

/// Is told of a request and its answer.
pub(crate) type Observer = Arc<dyn Fn(&RecordedRequest) + Send + Sync>;

/// The requests in the order answered; the oldest are forgotten where there is a limit.
#[derive(Default)]
pub(crate) struct Journal {
    entries: VecDeque<RecordedRequest>,
    /// How many are kept; `None` for all.
    limit: Option<usize>,
    /// How many there have been, the forgotten ones included.
    count: u64,
    /// Who else is told of each request.
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
        self.count += 1;
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

    /// The last entries with their numbers, counted from 1 since the start, the newest first; at most `most` of them.
    pub(crate) fn newest(&self, max: usize) -> impl Iterator<Item = (u64, &RecordedRequest)> {
        (1..=self.count).rev().zip(self.entries.iter().rev()).take(max)
    }
}
