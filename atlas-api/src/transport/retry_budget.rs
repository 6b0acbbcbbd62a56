//! A limit on retries over all calls of a client.

use std::sync::{Arc, Mutex, PoisonError};

use super::RetryClass;

/// The tokens that one retry costs. A successful call without retries returns one token.
const COST: u64 = 10;

/// The number of retries that all calls of a client can take in an outage.
///
/// Without it, an outage multiplies the load: each call makes as many attempts as its policy allows. Each retry takes from
/// the budget, and successes refill it. While it is empty, calls fail after their first attempt. Retries at a time that the
/// server requests, with `Retry-After`, are free. Clones share the budget.
#[derive(Clone, Debug)]
pub(crate) struct RetryBudget(Arc<Tokens>);

#[derive(Debug)]
struct Tokens {
    capacity: u64,
    left: Mutex<u64>,
}

/// A permit for one retry. Dropping it returns the retry to the budget, for calls that are dropped before it.
#[derive(Debug)]
#[must_use = "a permit that is dropped returns the retry to the budget"]
pub(crate) struct RetryPermit {
    /// The budget that the retry was taken from; `None` for a free or a spent retry.
    taken_from: Option<RetryBudget>,
}

impl RetryPermit {
    /// Spends the retry, and returns the number of retries that it took from the budget: none if it is free.
    pub(crate) fn spend(mut self) -> u32 {
        u32::from(self.taken_from.take().is_some())
    }
}

impl Drop for RetryPermit {
    fn drop(&mut self) {
        if let Some(budget) = self.taken_from.take() {
            budget.add(COST);
        }
    }
}

impl RetryBudget {
    /// The default number of retries.
    pub(crate) const DEFAULT: u32 = 100;

    pub(crate) fn new(retries: u32) -> Self {
        let capacity = u64::from(retries) * COST;
        Self(Arc::new(Tokens { capacity, left: Mutex::new(capacity) }))
    }

    /// Returns a permit for a retry; `None` if the budget is empty and the retry is not free.
    pub(crate) fn permit(&self, class: RetryClass) -> Option<RetryPermit> {
        if class.is_directed_by_server() { Some(RetryPermit { taken_from: None }) } else { self.take() }
    }

    fn take(&self) -> Option<RetryPermit> {
        let has_retry = self.update(|tokens| match tokens.checked_sub(COST) {
            Some(rest) => (rest, true),
            None => (tokens, false),
        });
        has_retry.then(|| RetryPermit { taken_from: Some(self.clone()) })
    }

    /// Refills the budget after a success that took `retries` from it.
    pub(crate) fn refill(&self, retries: u32) {
        self.add(if retries == 0 { 1 } else { u64::from(retries) * COST });
    }

    fn add(&self, returned: u64) {
        self.update(|tokens| (tokens.saturating_add(returned).min(self.0.capacity), ()));
    }

    fn update<T>(&self, change: impl FnOnce(u64) -> (u64, T)) -> T {
        let mut tokens = self.0.left.lock().unwrap_or_else(PoisonError::into_inner);
        let (changed, result) = change(*tokens);
        *tokens = changed;
        result
    }
}

#[cfg(test)]
mod tests {
    use bytes::Bytes;
    use chrono::DateTime;

    use super::*;

    fn left(budget: &RetryBudget) -> usize {
        (0..).map_while(|_| budget.take()).map(RetryPermit::spend).count()
    }

    #[test]
    fn an_empty_budget_allows_no_retry() {
        let budget = RetryBudget::new(2);
        assert_eq!(left(&budget), 2);
        assert!(budget.take().is_none());
        assert_eq!(left(&RetryBudget::new(0)), 0);
    }

    #[test]
    fn a_success_returns_its_retries_and_ten_without_retries_return_one() {
        let budget = RetryBudget::new(3);
        assert_eq!(left(&budget), 3);
        budget.refill(2);
        assert_eq!(left(&budget), 2);
        for _ in 0..9 {
            budget.refill(0);
        }
        assert_eq!(left(&budget), 0);
        budget.refill(0);
        assert_eq!(left(&budget), 1);
    }

    #[test]
    fn a_permit_that_is_not_spent_is_returned() {
        let budget = RetryBudget::new(1);
        let permit = budget.take().unwrap();
        assert!(budget.take().is_none());
        drop(permit);
        assert_eq!(left(&budget), 1);
    }

    #[test]
    fn a_retry_that_the_server_requests_is_free() {
        let budget = RetryBudget::new(1);
        let busy = http::Response::builder().status(503).header("retry-after", "1").body(Bytes::new()).unwrap();
        let requested = RetryClass::from_response(&busy, DateTime::UNIX_EPOCH).unwrap();
        assert_eq!(budget.permit(requested).unwrap().spend(), 0);
        assert_eq!(budget.permit(RetryClass::NotConnected).unwrap().spend(), 1);
        assert!(budget.permit(RetryClass::NotConnected).is_none());
        assert_eq!(budget.permit(requested).unwrap().spend(), 0);
        drop(budget.permit(requested));
        assert_eq!(left(&budget), 0);
    }

    #[test]
    fn a_refill_does_not_exceed_the_capacity() {
        let budget = RetryBudget::new(1);
        budget.refill(5);
        budget.refill(0);
        assert_eq!(left(&budget), 1);
    }
}
