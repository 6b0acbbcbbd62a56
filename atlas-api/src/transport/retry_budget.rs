//! A limit on retries over all calls of a client.

use std::sync::{Mutex, PoisonError};

/// The tokens that one retry costs. A successful call without retries returns one token.
const COST: u64 = 10;

/// The number of retries that all calls of a client can take in an outage.
///
/// Without it, an outage multiplies the load: each call makes as many attempts as its policy allows. Each retry takes from
/// the budget, and successes refill it. While it is empty, calls fail after their first attempt. Retries at a time that the
/// server requests, such as after a `429` with `Retry-After`, are free.
#[derive(Debug)]
pub(crate) struct RetryBudget {
    capacity: u64,
    tokens: Mutex<u64>,
}

impl RetryBudget {
    /// The default number of retries.
    pub(crate) const DEFAULT: u32 = 100;

    pub(crate) fn new(retries: u32) -> Self {
        let capacity = u64::from(retries) * COST;
        Self { capacity, tokens: Mutex::new(capacity) }
    }

    /// Takes a retry from the budget. Returns whether there was one.
    pub(super) fn take(&self) -> bool {
        self.update(|tokens| match tokens.checked_sub(COST) {
            Some(rest) => (rest, true),
            None => (tokens, false),
        })
    }

    /// Refills the budget after a success that took `retries` from it.
    pub(super) fn refill(&self, retries: u32) {
        let returned = if retries == 0 { 1 } else { u64::from(retries) * COST };
        self.update(|tokens| (tokens.saturating_add(returned).min(self.capacity), ()));
    }

    fn update<T>(&self, change: impl FnOnce(u64) -> (u64, T)) -> T {
        let mut tokens = self.tokens.lock().unwrap_or_else(PoisonError::into_inner);
        let (changed, result) = change(*tokens);
        *tokens = changed;
        result
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn left(budget: &RetryBudget) -> usize {
        (0..).take_while(|_| budget.take()).count()
    }

    #[test]
    fn an_empty_budget_allows_no_retry() {
        let budget = RetryBudget::new(2);
        assert_eq!(left(&budget), 2);
        assert!(!budget.take());
        assert_eq!(left(&RetryBudget::new(0)), 0);
    }

    #[test]
    fn a_success_returns_its_retries_and_ten_without_retries_return_one() {
        let budget = RetryBudget::new(3);
        assert!(budget.take() && budget.take() && budget.take());
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
    fn a_refill_does_not_exceed_the_capacity() {
        let budget = RetryBudget::new(1);
        budget.refill(5);
        budget.refill(0);
        assert_eq!(left(&budget), 1);
    }
}
