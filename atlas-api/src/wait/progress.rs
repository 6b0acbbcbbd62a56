//! The progress of a wait over all responses so far, computed from plain values.

use std::time::Duration;

use super::Phase;

/// The progress of a wait.
#[derive(Debug, Default)]
pub(super) struct Progress {
    /// Whether the resource was in a state that does not end the wait.
    was_pending: bool,
    /// The first observed phase, if it ends a wait, and when it was first observed, as the time since the beginning.
    first: Option<(Phase, Duration)>,
}

/// How long a state that ends the wait must persist, if it is the first observed state.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Stability {
    /// Until the next poll.
    TwoPolls,
    /// For this time.
    For(Duration),
}

impl Progress {
    /// Returns the phase of the wait after a response in phase `seen`, `elapsed` after the beginning of the wait.
    ///
    /// A phase that ends the wait counts immediately if the resource was in another one before. Otherwise it can be a
    /// stale read, from before a change that Atlas has not begun yet: the old target state, or a failed one that the
    /// change ends. In that case it must persist.
    pub(super) fn advance(&mut self, seen: Phase, elapsed: Duration, stability: Stability) -> Phase {
        if seen == Phase::Pending {
            *self = Self { was_pending: true, first: None };
            return Phase::Pending;
        }
        let known = self.first;
        let (first, since) = *self.first.get_or_insert((seen, elapsed));
        let is_stable = match stability {
            Stability::TwoPolls => known.is_some(),
            Stability::For(time) => elapsed.saturating_sub(since) >= time,
        };
        if self.was_pending || first != seen || is_stable { seen } else { Phase::Pending }
    }
}

#[cfg(test)]
mod tests {
    use super::{Phase::*, *};

    /// Checks the phases after polls that are 10 seconds apart.
    #[track_caller]
    fn check(stability: Stability, seen: &[Phase], expected: &[Phase]) {
        let mut progress = Progress::default();
        let phases: Vec<_> = seen
            .iter()
            .zip(0..)
            .map(|(seen, at)| progress.advance(*seen, Duration::from_secs(10 * at), stability))
            .collect();
        assert_eq!(phases, expected, "{seen:?}");
    }

    fn seconds(time: u64) -> Stability {
        Stability::For(Duration::from_secs(time))
    }

    #[test]
    fn a_wait_ends_with_the_first_target_state_after_another_state() {
        check(seconds(30), &[Pending, Pending, Succeeded], &[Pending, Pending, Succeeded]);
    }

    #[test]
    fn a_stale_read_does_not_end_the_wait() {
        check(seconds(30), &[Succeeded, Succeeded, Pending, Succeeded], &[Pending, Pending, Pending, Succeeded]);
    }

    #[test]
    fn a_state_that_persists_ends_the_wait() {
        check(seconds(30), &[Succeeded, Succeeded, Succeeded, Succeeded], &[Pending, Pending, Pending, Succeeded]);
        check(seconds(10), &[Succeeded, Succeeded], &[Pending, Succeeded]);
        check(seconds(0), &[Succeeded], &[Succeeded]);
    }

    #[test]
    fn two_polls_that_agree_end_the_wait() {
        check(Stability::TwoPolls, &[Succeeded, Succeeded], &[Pending, Succeeded]);
        check(Stability::TwoPolls, &[Succeeded, Pending, Succeeded], &[Pending, Pending, Succeeded]);
    }

    #[test]
    fn a_failure_ends_the_wait_like_the_target_state() {
        check(seconds(0), &[Failed], &[Failed]);
        check(seconds(30), &[Pending, Failed], &[Pending, Failed]);
        check(Stability::TwoPolls, &[Failed, Failed], &[Pending, Failed]);
        check(Stability::TwoPolls, &[Failed, Pending, Failed], &[Pending, Pending, Failed]);
    }

    #[test]
    fn another_end_than_the_first_one_is_not_stale() {
        check(Stability::TwoPolls, &[Failed, Succeeded], &[Pending, Succeeded]);
        check(seconds(30), &[Succeeded, Failed], &[Pending, Failed]);
    }
}
