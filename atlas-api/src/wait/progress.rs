//! Whether a wait is at its end, by all that was seen so far. Plain values; nothing waits here.

use std::time::Duration;

use super::Verdict;

/// What a wait has seen.
#[derive(Debug, Default)]
pub(super) struct Progress {
    has_been_going: bool,
    /// Since when the wanted state shows without interruption, counted from the beginning of the wait.
    done_since: Option<Duration>,
}

impl Progress {
    /// Whether the wait goes on, after a look at the time `elapsed` since its beginning.
    ///
    /// The wanted state counts once the resource was seen on its way to it. Where it was not, the state can be the old
    /// one, of before a change that Atlas has not begun yet; then it counts when it has stood for `settle`.
    pub(super) fn take(&mut self, seen: Verdict, elapsed: Duration, settle: Duration) -> Verdict {
        match seen {
            Verdict::Failed => Verdict::Failed,
            Verdict::Going => {
                *self = Self { has_been_going: true, done_since: None };
                Verdict::Going
            }
            Verdict::Done => {
                let since = *self.done_since.get_or_insert(elapsed);
                if self.has_been_going || elapsed.saturating_sub(since) >= settle {
                    Verdict::Done
                } else {
                    Verdict::Going
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Verdict::*, *};

    /// What comes of looks that are 10 seconds apart.
    #[track_caller]
    fn check(settle: u64, seen: &[Verdict], expected: &[Verdict]) {
        let mut progress = Progress::default();
        let decided: Vec<_> = seen
            .iter()
            .zip(0..)
            .map(|(seen, at)| progress.take(*seen, Duration::from_secs(10 * at), Duration::from_secs(settle)))
            .collect();
        assert_eq!(decided, expected, "{seen:?}");
    }

    #[test]
    fn a_wait_ends_with_the_first_wanted_state_after_another() {
        check(30, &[Going, Going, Done], &[Going, Going, Done]);
    }

    #[test]
    fn the_old_state_is_not_the_end_of_a_change_that_was_just_asked_for() {
        check(30, &[Done, Done, Going, Done], &[Going, Going, Going, Done]);
    }

    #[test]
    fn a_state_that_stays_is_the_end_at_last() {
        check(30, &[Done, Done, Done, Done], &[Going, Going, Going, Done]);
        check(10, &[Done, Done], &[Going, Done]);
        check(0, &[Done], &[Done]);
    }

    #[test]
    fn a_failure_is_the_end_at_once() {
        check(30, &[Failed], &[Failed]);
        check(30, &[Going, Failed], &[Going, Failed]);
    }
}
